"""The trained tagger: pieces, windows, encoder, heads, layers. Implements `Tagger`."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counterclaim.errors import SettingsError
from counterclaim.extracting.neural.confidence import Calibration, Floors
from counterclaim.extracting.neural.decoding import Reading, Thresholds, decode
from counterclaim.extracting.neural.files import FILES, file_of
from counterclaim.extracting.neural.heads import Heads
from counterclaim.extracting.neural.threads import one_thread
from counterclaim.extracting.neural.windows import Vectors
from counterclaim.extracting.tags import Argument, Tags
from counterclaim.model import Passage, Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

FORMAT = 1
"""Of the model folder; another one is refused."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What `model.json` says of how the network is read."""

    version: str
    thresholds: Thresholds = field(default_factory=Thresholds)
    calibration: Calibration = field(default_factory=Calibration)
    floors: Floors = field(default_factory=Floors)

    @classmethod
    def load(cls, path: Path) -> Settings:
        """SettingsError where the file is missing or not of this form."""
        try:
            return cls.of(json.loads(path.read_bytes()))
        except OSError as error:
            raise SettingsError(f"{path}: the model cannot be read: {error.strerror}") from error
        except (ValueError, KeyError, TypeError) as error:
            raise SettingsError(f"{path}: not the description of a model: {error!r}") from error

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Settings:
        if given["format"] != FORMAT:
            raise ValueError(f"format {given['format']}; this program reads {FORMAT}")
        return cls(
            str(given["version"]),
            Thresholds(**given["thresholds"]),
            Calibration(**given["calibration"]),
            Floors(dict(given["floors"])),
        )


class NeuralTagger:
    """One encoder with several heads, for every language that its pieces cover.

    Nothing but `model.json` is read before the first text.
    """

    name = "neural"

    def __init__(self, folder: Path, *, vectors: Vectors | None = None) -> None:
        """`folder` as `counterclaim train` writes it; `vectors` in place of its encoder.

        SettingsError where the folder is no model.
        """
        self.folder = folder
        self.settings = Settings.load(folder / "model.json")
        missing = [name for name in FILES if not file_of(folder, name).is_file()]
        if missing and vectors is None:
            raise SettingsError(f"{folder}: the model lacks {', '.join(missing)}")
        self.version = self.settings.version
        self._given = vectors

    def tag(self, text: str, passages: Sequence[Passage], language: str) -> Tags:
        """Read `passages`, which stand in `text` in order; the language makes no difference."""
        return self.read(text, [passage.span for passage in passages])

    def read(self, text: str, spans: Sequence[Span]) -> Tags:
        """The layers of `spans` of `text`; offsets are code points into `text`."""
        with one_thread():
            reading = Reading.of(text, spans, self._tokenizer, self._vectors, self._heads)
            tags = decode(reading, self.settings.thresholds)
        return self.graded(tags)

    def graded(self, tags: Tags) -> Tags:
        """Confidence calibrated, and triggers below their floor left out."""
        graded = [replace(t, confidence=self.settings.calibration.of(t.confidence)) for t in tags.triggers]
        kept = [i for i, t in enumerate(graded) if self.settings.floors.admits(t.type, t.confidence)]
        place = {old: new for new, old in enumerate(kept)}
        arguments = tuple(
            Argument(place[a.trigger], a.mention, a.role) for a in tags.arguments if a.trigger in place
        )
        return replace(tags, triggers=tuple(graded[i] for i in kept), arguments=arguments)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return load_tokenizer(file_of(self.folder, "tokenizer.json.gz"))

    @cached_property
    def _heads(self) -> Heads:
        return Heads.load(self.folder / "heads.npz")

    @cached_property
    def _vectors(self) -> Vectors:
        if self._given is not None:
            return self._given
        from counterclaim.extracting.neural.encoder import Encoder

        return Encoder(self.folder)


def load_tokenizer(path: Path) -> Tokenizer:
    """The tokenizer of a model folder. SettingsError where it is missing or damaged."""
    from tokenizers import Tokenizer

    try:
        return Tokenizer.from_buffer(gzip.decompress(path.read_bytes()))
    except Exception as error:  # the library raises bare Exception
        raise SettingsError(f"{path}: the tokenizer cannot be read: {error}") from error
