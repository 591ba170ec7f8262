"""What an article has named so far: people by surname, and antecedents for pronouns and 'the ministry'."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from counterclaim.language import fold, tokens
from counterclaim.model import Span
from counterclaim.parties.conflict import Conflict
from counterclaim.parties.lexicon import Item
from counterclaim.parties.phrases import Reading
from counterclaim.parties.registry import Registry

PARTICLES = frozenset({"al", "el", "bin", "ibn", "abu", "abd", "ag", "de", "von", "van", "der", "da", "ul"})
INTRODUCES = frozenset({"office", "speaker", "aide", "leader", "official", "title", "counterpart", "body"})
NAME_WORDS = 5


@dataclass(frozen=True, slots=True)
class Named:
    """A resolved mention at code points `start` to `end`; `subject`: it opens its sentence or clause,
    or is the source of an attribution, so that a pronoun rather means it."""

    start: int
    end: int
    reading: Reading
    subject: bool


class Antecedents:
    """Resolved mentions of one article in order."""

    def __init__(self, named: Iterable[Named], registry: Registry) -> None:
        self._named = sorted(named, key=lambda one: (one.start, one.end))
        self._starts = [one.start for one in self._named]
        self._registry = registry
        counts = Counter(
            one.reading.party
            for one in self._named
            if one.reading.party and registry.kind_of(one.reading.party) in ("state", "territory")
        )
        self.conflict = self._conflict()
        self.home = self._home(counts)
        self.rivals = self._rivals()

    def before(self, position: int, wanted: Callable[[Named], bool]) -> Named | None:
        """The last mention before `position` that is `wanted`, subjects of the last few preferred."""
        passed: Named | None = None
        looked = 0
        for index in range(bisect_left(self._starts, position) - 1, -1, -1):
            one = self._named[index]
            if one.end > position:
                continue
            if wanted(one):
                if one.subject:
                    return one
                passed = passed or one
            looked += 1
            if passed is not None and looked >= 12:
                return passed
        return passed

    def nearest(self, position: int, wanted: Callable[[Named], bool]) -> Named | None:
        """The last mention before `position` that is `wanted`."""
        for index in range(bisect_left(self._starts, position) - 1, -1, -1):
            one = self._named[index]
            if one.end <= position and wanted(one):
                return one
        return None

    def after(self, position: int, wanted: Callable[[Named], bool]) -> Named | None:
        """The first mention from `position` on that is `wanted`."""
        for one in self._named[bisect_left(self._starts, position) :]:
            if wanted(one):
                return one
        return None

    def _conflict(self) -> Conflict | None:
        """The conflict file that most of the article's parties belong to, if a third of them do."""
        total = Counter(one.reading.party for one in self._named if one.reading.party)
        best, most = None, 0
        for conflict in self._registry.conflicts:
            if not conflict.countries:
                continue
            own = {p.name for p in conflict.parties if p.side} | {
                self._registry.state(code) for code in conflict.countries
            }
            score = sum(count for party, count in total.items() if party in own)
            if score > most:
                best, most = conflict, score
        return best if 3 * most >= sum(total.values()) else None

    def _home(self, counts: Counter[str]) -> str | None:
        """The state that 'the army' means where nothing nearer tells."""
        if self.conflict is not None and len(self.conflict.countries) == 1:
            return self._registry.state(self.conflict.countries[0])
        return counts.most_common(1)[0][0] if counts else None

    def _rivals(self) -> tuple[str, ...]:
        """The two parties of different sides that the article names most: 'both sides'."""
        counts = Counter(
            one.reading.party
            for one in self._named
            if one.reading.party
            and self._registry.kind_of(one.reading.party) in ("state", "territory", "armed_group")
        )
        ranked = [party for party, _ in counts.most_common() if party]
        side = {party: self._registry.side_of(party, self.conflict) for party in ranked}
        if self.conflict is not None:
            ranked.sort(key=lambda party: side[party] == party)
        for other in ranked[1:]:
            if side[other] != side[ranked[0]]:
                return ranked[0], other
        return ()


class People:
    """Persons whom the article introduces, by folded full name and surname."""

    def __init__(self) -> None:
        self._by_name: dict[str, list[tuple[int, Reading]]] = {}

    def introduce(self, name: Sequence[str], position: int, reading: Reading) -> None:
        """Know the person of `name` (folded words), introduced at `position`."""
        for key in {" ".join(name), name[-1], "".join(name[-2:]) if len(name) > 1 else name[-1]}:
            self._by_name.setdefault(key, []).append((position, reading))

    def find(self, words: Sequence[str], position: int) -> Reading | None:
        """Whom folded `words` name at `position`: the last introduced before, else the first after."""
        for key in (" ".join(words), words[-1] if words else "", "".join(words[-2:])):
            entries = self._by_name.get(key)
            if entries:
                earlier = [reading for at, reading in entries if at <= position]
                return earlier[-1] if earlier else entries[0][1]
        return None


def name_before(text: str, start: int, position: int) -> tuple[int, list[str]] | None:
    """The capitalised name that ends at `position` (start of it, folded words), not before `start`."""
    words = list(tokens(text, start, position))[-NAME_WORDS:]
    run: list[str] = []
    begin = end = position
    for word in reversed(words):
        gap = text[word.end : end]
        if (run or end != word.end) and gap.strip(" \u00a0-’'.") != "":
            break
        surface = text[word.start : word.end]
        if not (surface[0].isupper() or (run and word.folded in PARTICLES)):
            break
        run.insert(0, word.folded)
        begin = end = word.start
    return (begin, run) if run and text[begin].isupper() else None


def name_after(text: str, position: int, limit: int, *, cased: bool) -> tuple[Span, list[str]] | None:
    """The name that starts at `position` (blanks and one comma skipped), up to `limit`.

    Where the script has no capitals (`cased` false) up to three words before any punctuation.
    """
    start = position
    while start < limit and text[start] in " \u00a0,،-":
        start += 1
    run: list[str] = []
    end = start
    for word in tokens(text, start, min(limit, start + 80)):
        if run and text[end : word.start].strip(" \u00a0-’'.") != "":
            break
        surface = text[word.start : word.end]
        if cased and not (surface[0].isupper() or (word.folded in PARTICLES)):
            break
        if len(run) == (NAME_WORDS if cased else 3):
            break
        run.append(word.folded)
        end = word.end
    while cased and run and run[-1] in PARTICLES:
        run.pop()
    return (Span(start, end), run) if run else None


def unknown_words(text: str, span: Span, items: Sequence[Item]) -> list[str]:
    """Folded words of `span` that belong to no item, in order."""
    covered = [(item.start, item.end) for item in items if item.kind != "person"]
    return [
        word.folded
        for word in tokens(text, span.start, span.end)
        if not any(start <= word.start < end for start, end in covered)
    ]


def folded_phrase(phrase: str) -> str:
    return " ".join(fold(token.folded) for token in tokens(phrase))
