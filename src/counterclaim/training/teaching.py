"""Learning from trained networks: what they say of annotated passages, and of texts that nobody annotated.

After Hinton and others 2015: a student learns the teachers' probabilities, which say more than labels. Several
teachers of different seeds become one network; a deep one teaches a network of fewer layers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from counterclaim.errors import SettingsError
from counterclaim.extracting.neural.decoding import Reading, decode
from counterclaim.extracting.neural.heads import Heads
from counterclaim.extracting.neural.tagger import load_tokenizer
from counterclaim.extracting.tags import Tags
from counterclaim.model import Span
from counterclaim.training.corpus import Happening, Passage, RoleSpan, SourcedContent
from counterclaim.training.examples import Example, example
from counterclaim.training.loop import numpy_weights
from counterclaim.training.losses import Rows
from counterclaim.training.network import Network
from counterclaim.training.vectors import TorchVectors

STATE = "training.state"
"""In the folder of a run: its weights at full precision."""

SHORTEST_TEXT = 200
"""Characters below which an unannotated text is left out."""


@dataclass(frozen=True, slots=True)
class Teacher:
    """A trained network and the hash of the file that it came from; `lacking` are parameters that it was trained
    without, by an older program."""

    network: Network
    sha256: str
    lacking: frozenset[str] = frozenset()


def load_teacher(folder: Path) -> Teacher:
    """The network of a finished run. SettingsError where the folder has none."""
    path = folder / STATE
    try:
        layers = json.loads((folder / "model.json").read_bytes())["layers"]
        content = torch.load(path, weights_only=True)
        network = Network(layers)
        wanted = network.state_dict()
        weights = {
            short: value
            for name, value in content["averaged"].items()
            if (short := name.removeprefix("module.")) != name and short in wanted
        }
        network.load_state_dict(weights, strict=False)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise SettingsError(f"{folder}: no finished run of `counterclaim train`: {error}") from error
    if not any(name.startswith("encoder.") for name in weights):
        raise SettingsError(f"{folder}: no finished run of `counterclaim train`: it has no encoder")
    return Teacher(
        network.eval(), hashlib.sha256(path.read_bytes()).hexdigest(), frozenset(wanted) - frozenset(weights)
    )


def texts(path: Path) -> Iterator[tuple[str, str, str]]:
    """Id, language and text of each line of JSON Lines with `text` and maybe `id` and `language`.

    SettingsError names file and line of what is none.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            text = str(row["text"])
        except (ValueError, KeyError, TypeError) as error:
            raise SettingsError(f"{path}:{number}: not JSON with a text: {error!r}") from error
        if len(text) >= SHORTEST_TEXT:
            yield str(row.get("id", f"{path.name}:{number}")), str(row.get("language", "en")), text


def told(path: Path, teacher: Teacher, rows: Rows, model: Path) -> list[Example]:
    """The texts of `path` as examples whose spans `teacher` found, cut by the tokenizer of the folder `model`."""
    tokenizer = load_tokenizer(model / "tokenizer.json.gz")
    vectors, heads = TorchVectors(teacher.network, rows), Heads(numpy_weights(teacher.network))
    found = []
    for name, language, text in texts(path):
        reading = Reading.of(text, [Span(0, len(text))], tokenizer, vectors, heads)
        passage = from_tags(name, language, text, decode(reading))
        found.append(example(passage, tokenizer, annotated=False))
    return found


def from_tags(name: str, language: str, text: str, tags: Tags) -> Passage:
    """`tags` of `text` in the shape of an annotated passage; attributions without a cue are left out."""
    place = {old: new for new, old in enumerate(i for i, a in enumerate(tags.attributions) if a.cue)}
    return Passage(
        id=name,
        language=language,
        date=None,
        text=text,
        attributions=tuple(
            SourcedContent(_first(a.source), _first(a.via), a.cue[0], a.content)
            for a in tags.attributions
            if a.cue
        ),
        claims=tuple(
            Happening(
                t.span,
                t.type,
                t.polarity,
                t.certainty,
                place.get(t.attribution) if t.attribution is not None else None,
                tuple(
                    RoleSpan(x.role, tags.mentions[x.mention].span)
                    for x in tags.arguments
                    if x.trigger == index
                ),
            )
            for index, t in enumerate(tags.triggers)
        ),
        origin="corpus",
    )


def _first(spans: Sequence[Span]) -> Span | None:
    return spans[0] if spans else None
