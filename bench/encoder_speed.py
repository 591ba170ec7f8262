"""Speed of the encoder alone, on one core: pieces and words a second, time to load, memory.

Speed does not depend on what the weights are, so random ones are written with the sizes of the real
network; that needs onnx. `python -m bench.encoder_speed FOLDER` measures one model folder, also a trained
one, and prints a JSON object.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from importlib import util
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from bench.measure import Figure, Skipped, run
from bench.speed import peak_memory

HIDDEN, INNER, POSITIONS, PIECES = 384, 1536, 512, 167_331
LENGTHS = (254, 254, 254, 180, 96, 40)
"""Pieces of the windows of a few articles."""
PIECES_A_WORD = 1.5
"""In English news."""
ROUNDS = 3


def measure() -> list[Figure]:
    if util.find_spec("onnx") is None:
        raise Skipped("onnx, which writes the graph, is not installed")
    kinds: dict[str, tuple[int, Literal["int8", "float32"]]] = {
        "12 layers, int8": (12, "int8"),
        "6 layers, int8": (6, "int8"),
        "12 layers, float32": (12, "float32"),
    }
    with tempfile.TemporaryDirectory() as name:
        folders = {kind: write(Path(name, str(i)), *size) for i, (kind, size) in enumerate(kinds.items())}
        # In turn, so that what else the machine does falls on all alike.
        rounds = [
            {kind: json.loads(run("-m", "bench.encoder_speed", folder)) for kind, folder in folders.items()}
            for _ in range(ROUNDS)
        ]
    figures = []
    for kind in kinds:
        found = {key: statistics.median(r[kind][key] for r in rounds) for key in ("pieces", "load", "memory")}
        words = found["pieces"] / PIECES_A_WORD
        figures += [
            Figure("pieces a second of CPU", round(found["pieces"]), row=kind),
            Figure("words a second", round(words), row=kind),
            Figure("seconds of CPU to load", round(found["load"], 2), ceiling=0.5, row=kind),
            Figure("peak memory, MiB", round(found["memory"]), ceiling=700, row=kind),
        ]
    ratio = statistics.median(
        r["12 layers, int8"]["pieces"] / r["12 layers, float32"]["pieces"] for r in rounds
    )
    return [*figures, Figure("int8 as a multiple of float32, 12 layers", round(ratio, 1))]


def write(folder: Path, layers: int, precision: Literal["int8", "float32"]) -> Path:
    """A model folder with random weights."""
    from counterclaim.extracting.neural import table
    from counterclaim.training import graph

    random = np.random.default_rng(0)

    def normal(*shape: int) -> NDArray[np.float32]:
        made: NDArray[np.float32] = (random.standard_normal(shape) * shape[-1] ** -0.5).astype(np.float32)
        return made

    folder.mkdir()
    blocks = random.integers(0, 256, (PIECES, HIDDEN // table.VALUES, table.BYTES), np.uint8)
    blocks[..., :2] = np.frombuffer(np.float16(0.01).tobytes(), np.uint8)
    table.write(folder / "pieces.bin", blocks)
    parameters = {"position": normal(POSITIONS, HIDDEN), "shape": normal(6, HIDDEN)}
    sizes = {"qkv": (3 * HIDDEN, HIDDEN), "out": (HIDDEN, HIDDEN), "inner": (INNER, HIDDEN)}
    for i in range(layers):
        for name, (rows, columns) in {**sizes, "outer": (HIDDEN, INNER)}.items():
            parameters[f"layers.{i}.{name}.weight"] = normal(rows, columns)
            parameters[f"layers.{i}.{name}.bias"] = normal(rows)
    for name in ["norm", *(f"layers.{i}.{norm}" for i in range(layers) for norm in ("norm1", "norm2"))]:
        parameters[f"{name}.weight"] = np.ones(HIDDEN, np.float32)
        parameters[f"{name}.bias"] = np.zeros(HIDDEN, np.float32)
    graph.build(parameters, folder / "encoder.onnx", precision=precision, samples=_samples(folder, precision))
    return folder


def _samples(folder: Path, precision: str) -> list[Any]:
    """Windows to level the activations by: a levelled graph has a few steps more."""
    from counterclaim.extracting.neural.table import Table
    from counterclaim.training import graph

    if precision != "int8":
        return []
    table = Table(folder / "pieces.bin")
    return [graph.sample(table, window) for window in windows(2, table.length)]


def windows(number: int, pieces: int) -> list[tuple[NDArray[np.int64], NDArray[np.int8]]]:
    random = np.random.default_rng(1)
    return [
        (random.integers(4, pieces, length), np.zeros(length, np.int8))
        for length in (LENGTHS * number)[:number]
    ]


def main() -> None:
    start = time.process_time()
    from counterclaim.extracting.neural.encoder import Encoder
    from counterclaim.extracting.neural.table import Table

    encoder = Encoder(Path(sys.argv[1]))
    encoder.load()
    load = time.process_time() - start
    some = windows(4 * len(LENGTHS), Table(Path(sys.argv[1]) / "pieces.bin").length)
    encoder.encode(some[: len(LENGTHS)])
    start = time.process_time()
    encoder.encode(some)
    spent = time.process_time() - start
    found = {
        "pieces": sum(len(ids) for ids, _ in some) / spent,
        "load": load,
        "memory": peak_memory(),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
