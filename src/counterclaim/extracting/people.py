"""Persons whom an article introduces by office or allegiance, found again by surname."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.language import tokens
from counterclaim.language.inflection import Endings
from counterclaim.model import Span
from counterclaim.parties.lexicon import Item
from counterclaim.parties.phrases import Reading

PARTICLES = frozenset({"al", "el", "bin", "ibn", "abu", "abd", "ag", "de", "von", "van", "der", "da", "ul"})
NAME_WORDS = 5
UNCASED_NAME_WORDS = 3
NAME_REACH = 80


class People:
    """Readings by folded full name and surname, in any case where the language has endings of case."""

    def __init__(self, endings: Endings) -> None:
        self._endings = endings
        self._by_name: dict[str, list[tuple[int, Reading]]] = {}

    def introduce(self, name: Sequence[str], position: int, reading: Reading) -> None:
        """Know the person of `name` (folded words), introduced at code point `position`."""
        for key in {" ".join(name), name[-1], "".join(name[-2:])}:
            for form in self._forms(key):
                self._by_name.setdefault(form, []).append((position, reading))

    def find(self, words: Sequence[str], position: int) -> Reading | None:
        """Whom folded `words` name at `position`: the last introduced before, else the first after."""
        if not words:
            return None
        for key in (" ".join(words), words[-1], "".join(words[-2:])):
            for form in self._forms(key):
                if entries := self._by_name.get(form):
                    earlier = [reading for at, reading in entries if at <= position]
                    return earlier[-1] if earlier else entries[0][1]
        return None

    def _forms(self, key: str) -> tuple[str, ...]:
        """`key` and its base forms; a name met in two cases shares its base form."""
        if not self._endings.pairs:
            return (key,)
        return tuple(" ".join(form) for form in self._endings.phrases(key.split(" ")))


def name_before(text: str, start: int, position: int) -> tuple[int, list[str]] | None:
    """The capitalised name that ends at `position` (its start, its folded words), not before `start`."""
    words = list(tokens(text, max(start, position - NAME_REACH), position))[-NAME_WORDS:]
    run: list[str] = []
    begin = position
    for word in reversed(words):
        if text[word.end : begin].strip(" \u00a0-’'.") != "":
            break
        if not (text[word.start].isupper() or (run and word.folded in PARTICLES)):
            break
        run.insert(0, word.folded)
        begin = word.start
    return (begin, run) if run and text[begin].isupper() else None


def name_after(text: str, position: int, limit: int, *, cased: bool) -> tuple[Span, list[str]] | None:
    """The name that starts at `position` (blanks and one comma skipped), not past `limit`.

    Where the script has no capitals (`cased` false) up to three words before any punctuation.
    """
    start = position
    while start < limit and text[start] in " \u00a0,،-":
        start += 1
    run: list[str] = []
    end = start
    for word in tokens(text, start, min(limit, start + NAME_REACH)):
        if run and text[end : word.start].strip(" \u00a0-’'.") != "":
            break
        if cased and not (text[word.start].isupper() or word.folded in PARTICLES):
            break
        if len(run) == (NAME_WORDS if cased else UNCASED_NAME_WORDS):
            break
        run.append(word.folded)
        end = word.end
    while cased and run and run[-1] in PARTICLES:
        run.pop()
    return (Span(start, end), run) if run else None


def unknown_words(text: str, span: Span, items: Sequence[Item], *, cased: bool) -> list[str]:
    """Folded words of `span` that may be a name: in no item (but for known persons), capitalised
    where the script has capitals, the last unbroken run of them."""
    covered = [(item.start, item.end) for item in items if item.kind != "person"]
    run: list[str] = []
    last = span.start
    for word in tokens(text, span.start, span.end):
        inside = any(start <= word.start < end for start, end in covered)
        fits = not inside and (
            not cased or text[word.start].isupper() or (bool(run) and word.folded in PARTICLES)
        )
        broken = bool(run) and text[last : word.start].strip(" \u00a0-’'.") != ""
        if not fits or broken:
            if len(run) > 1 or (run and not fits):
                return run
            run = []
        if fits:
            run.append(word.folded)
            last = word.end
    return run
