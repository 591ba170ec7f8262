"""What extraction knows of the world: parties, places, conflicts and taggers, opened once a process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from counterclaim.errors import UnknownNameError
from counterclaim.extracting.found import WithFound
from counterclaim.extracting.patterns.tagger import PatternsTagger
from counterclaim.extracting.tags import Tagger
from counterclaim.gazetteer import Gazetteer
from counterclaim.language import available, known, load
from counterclaim.parties import Registry
from counterclaim.parties.conflict import BUNDLED, Conflict, loads
from counterclaim.parties.conflict import load as load_conflict

BUNDLED_MODEL = Path(__file__).parent / "neural" / "model"
BUNDLED_FAST = Path(__file__).parent / "neural" / "model-fast"
FAST = "fast"
"""Name by which the tagger of `BUNDLED_FAST` is asked for: it reads twice as fast as the other, and somewhat worse."""


@dataclass(frozen=True, slots=True)
class WorldSpec:
    """What to open, small enough to send to a worker: conflicts, extra places, tagger.

    A conflict is a bundled name, the path of a file, or the path and text of a file that is not there.
    A tagger is a name ('neural', 'fast', 'patterns'), or the folder of a model that `counterclaim train` wrote.
    """

    conflicts: tuple[str | tuple[str, str], ...] = BUNDLED
    places: str | None = None
    tagger: str | None = None


@dataclass(frozen=True, slots=True)
class World:
    """Parties, places and taggers that extraction resolves against."""

    registry: Registry
    gazetteer: Gazetteer
    conflicts: tuple[Conflict, ...]
    taggers: Mapping[str, Tagger]
    preferred: str | None = None

    def tagger(self, language: str) -> Tagger:
        """The best tagger for `language`: the preferred one, else the first that its pack names.

        UnknownNameError where the language is not known or the tagger is not there, or where the preferred
        one has nothing to read a language without a pack folder by.
        """
        pack = load(language)
        names = (self.preferred,) if self.preferred else pack.taggers
        if pack.general:
            names = tuple(name for name in names if name in pack.taggers) or pack.taggers
        for name in names:
            if name in self.taggers:
                return self.taggers[name]
        raise UnknownNameError(
            f"no tagger {' or '.join(map(repr, names))}; there are: {', '.join((*self.taggers, FAST))}"
        )

    def check(self) -> None:
        """UnknownNameError where no language has the preferred tagger."""
        if self.preferred is not None:
            self.tagger(next(iter(available())))

    def reads(self, language: str | None) -> bool:
        """Whether one of the taggers that the pack of `language` names is open and not passed over."""
        if language is None or language not in known():
            return False
        wanted = (self.preferred,) if self.preferred else tuple(self.taggers)
        return any(name in self.taggers and name in wanted for name in load(language).taggers)


@lru_cache(maxsize=4)
def open_world(spec: WorldSpec) -> World:
    """The world that `spec` names. SettingsError where a conflict file or a model cannot be used."""
    conflicts = tuple(
        load_conflict(given)
        if isinstance(given, str)
        else loads(given[1], name=Path(given[0]).stem, where=given[0])
        for given in spec.conflicts
    )
    registry = Registry.load(conflicts)
    gazetteer = Gazetteer.open(Path(spec.places) if spec.places else None, conflicts)
    preferred, trained = spec.tagger, BUNDLED_MODEL if (BUNDLED_MODEL / "model.json").is_file() else None
    if preferred == FAST and (BUNDLED_FAST / "model.json").is_file():
        preferred, trained = "neural", BUNDLED_FAST
    elif preferred is not None and (Path(preferred) / "model.json").is_file():
        preferred, trained = "neural", Path(preferred)
    taggers: dict[str, Tagger] = {"patterns": PatternsTagger(registry, gazetteer)}
    if trained is not None:
        from counterclaim.extracting.neural.tagger import NeuralTagger

        taggers["neural"] = WithFound(NeuralTagger(trained), registry, gazetteer)
    return World(registry, gazetteer, conflicts, MappingProxyType(taggers), preferred)
