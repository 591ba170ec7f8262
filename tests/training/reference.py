"""A tiny encoder with random weights, and its forward pass in plain NumPy."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from counterclaim.extracting.neural import table

Floats = NDArray[np.float32]

HIDDEN, HEADS, INNER, LAYERS, PIECES, POSITIONS = 64, 2, 96, 2, 50, 512
EPS = 1e-12


def parameters(seed: int = 0) -> dict[str, Floats]:
    random = np.random.default_rng(seed)

    def normal(*shape: int, scale: float = 1.0) -> Floats:
        return (random.standard_normal(shape) * scale).astype(np.float32)

    made = {"position": normal(POSITIONS, HIDDEN, scale=0.1), "shape": normal(6, HIDDEN, scale=0.1)}
    made |= {"norm.weight": 1 + normal(HIDDEN, scale=0.1), "norm.bias": normal(HIDDEN, scale=0.1)}
    for i in range(LAYERS):
        sizes = {"qkv": (3 * HIDDEN, HIDDEN), "out": (HIDDEN, HIDDEN)}
        sizes |= {"inner": (INNER, HIDDEN), "outer": (HIDDEN, INNER)}
        for name, (rows, columns) in sizes.items():
            made[f"layers.{i}.{name}.weight"] = normal(rows, columns, scale=columns**-0.5)
            made[f"layers.{i}.{name}.bias"] = normal(rows, scale=0.1)
        for name in ("norm1", "norm2"):
            made[f"layers.{i}.{name}.weight"] = 1 + normal(HIDDEN, scale=0.1)
            made[f"layers.{i}.{name}.bias"] = normal(HIDDEN, scale=0.1)
    return made


def blocks(seed: int = 0, pieces: int = PIECES, columns: int = HIDDEN) -> NDArray[np.uint8]:
    random = np.random.default_rng(seed)
    made = random.integers(0, 256, (pieces, columns // table.VALUES, table.BYTES), np.uint8)
    scales = random.uniform(0.01, 0.2, made.shape[:2]).astype("<f2")
    made[..., :2] = scales[..., None].view(np.uint8)
    return made


def window(length: int, seed: int = 0) -> tuple[NDArray[np.int32], NDArray[np.int8]]:
    random = np.random.default_rng(seed)
    ids = random.integers(4, PIECES, length).astype(np.int32)
    return ids, random.integers(0, 6, length).astype(np.int8)


def forward(parameters: Mapping[str, Floats], embedded: Floats, shape: NDArray[np.integer]) -> Floats:
    """`hidden` [T, HIDDEN] of one window `embedded` [T, HIDDEN]."""

    def product(x: Floats, name: str) -> Floats:
        return x @ parameters[f"{name}.weight"].T + parameters[f"{name}.bias"]

    def norm(x: Floats, name: str) -> Floats:
        x = (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + EPS)
        return x * parameters[f"{name}.weight"] + parameters[f"{name}.bias"]

    def attention(qkv: Floats) -> Floats:
        q, k, v = (part.reshape(len(qkv), HEADS, -1).swapaxes(0, 1) for part in np.split(qkv, 3, axis=1))
        scores = q @ k.swapaxes(1, 2) / math.sqrt(HIDDEN / HEADS)
        weights = np.exp(scores - scores.max(-1, keepdims=True))
        seen: Floats = weights / weights.sum(-1, keepdims=True) @ v
        return seen.swapaxes(0, 1).reshape(len(qkv), HIDDEN)

    def gelu(x: Floats) -> Floats:
        halves = np.vectorize(lambda value: (1 + math.erf(value / math.sqrt(2))) / 2, otypes=[np.float32])
        active: Floats = x * halves(x)
        return active

    x = norm(embedded + parameters["position"][: len(embedded)] + parameters["shape"][shape], "norm")
    for i in range(LAYERS):
        layer = f"layers.{i}"
        x = norm(x + product(attention(product(x, f"{layer}.qkv")), f"{layer}.out"), f"{layer}.norm1")
        x = norm(x + product(gelu(product(x, f"{layer}.inner")), f"{layer}.outer"), f"{layer}.norm2")
    return x


def folder(path: Path, **options: object) -> Path:
    """A model folder at `path` with the embedding table and the encoder's graph. Needs onnx."""
    from counterclaim.training import graph

    path.mkdir(exist_ok=True)
    table.write(path / "pieces.bin", blocks())
    graph.build(parameters(), path / "encoder.onnx", heads=HEADS, **options)  # type: ignore[arg-type]
    return path
