"""The tagger of rules: attributions, triggers and argument mentions of one article, put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from counterclaim.extracting.patterns import arguments, attributions, events
from counterclaim.extracting.patterns.nounphrases import merge, noun_phrases
from counterclaim.extracting.tags import Mention, MentionKind, Tags
from counterclaim.language.packs import Pack, load
from counterclaim.model import Passage, Span

Finder = Callable[[str, int, int, Pack], Sequence[Span]]


class Names(Protocol):
    """Finds names of one kind: a registry of parties, a gazetteer of places."""

    def find(self, text: str, start: int, end: int, language: str) -> Sequence[Span]:
        """Spans of names in `text[start:end]`."""
        ...


class PatternsTagger:
    """Rules whose every word stands in the language pack; implements `Tagger`.

    `registry` finds parties and `gazetteer` places. `times`, `quantities` and `evidence` find spans
    by a pack; by default those of `counterclaim.extracting`.
    """

    name = "patterns"
    version = "1"

    def __init__(
        self, registry: Names, gazetteer: Names, *,
        times: Finder | None = None, quantities: Finder | None = None, evidence: Finder | None = None,
    ) -> None:  # fmt: skip
        self._registry, self._gazetteer = registry, gazetteer
        self._finders: tuple[tuple[MentionKind, Finder], ...] = (
            ("time", times or _times),
            ("quantity", quantities or _quantities),
            ("evidence", evidence or _evidence),
        )

    def tag(self, text: str, passages: Sequence[Passage], language: str) -> Tags:
        """Read `passages` of `text`; UnknownNameError where the language has no pack."""
        pack = load(language)
        said = attributions.find(text, passages, pack)
        triggers = events.find(text, passages, pack, said)
        mentions = self.mentions(text, passages, pack)
        roles = arguments.link(text, passages, pack, said, triggers, mentions)
        return Tags(tuple(said), triggers, mentions, roles)

    def mentions(self, text: str, passages: Sequence[Passage], pack: Pack) -> tuple[Mention, ...]:
        """All mentions of the passages in text order, each span once a kind.

        Parties are the registry's names, and pronouns and noun phrases of the pack.
        """
        found: set[tuple[int, int, MentionKind]] = set()
        phrases = noun_phrases(pack)
        for passage in passages:
            start, end = passage.span.start, passage.span.end
            parties = merge(self._registry.find(text, start, end, pack.code), phrases.find(text, start, end))
            found.update((s.start, s.end, "party") for s in parties)
            places = self._gazetteer.find(text, start, end, pack.code)
            found.update((s.start, s.end, "place") for s in places)
            for kind, finder in self._finders:
                found.update((s.start, s.end, kind) for s in finder(text, start, end, pack))
        return tuple(Mention(Span(start, end), kind) for start, end, kind in sorted(found))


def _times(text: str, start: int, end: int, pack: Pack) -> Sequence[Span]:
    from counterclaim.extracting import times

    return times.find(text, start, end, pack)


def _quantities(text: str, start: int, end: int, pack: Pack) -> Sequence[Span]:
    from counterclaim.extracting import quantities

    return quantities.find(text, start, end, pack)


def _evidence(text: str, start: int, end: int, pack: Pack) -> Sequence[Span]:
    from counterclaim.extracting import means

    return [mention.span for mention in means.find_evidence(text, start, end, pack)]
