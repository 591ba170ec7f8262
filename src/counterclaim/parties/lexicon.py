"""Phrases by their first folded token, matched longest first on the words of a text.

An entry's surface decides how strict its match is: names ask for a capital where the script has
capitals, abbreviations for all of theirs. Attached letters of Arabic (و ب ل ك ف and the article) are
tried off where the whole word is not known; the language's own list of them comes from its pack. In languages
with endings of case every word of an entry is written in its base form and met in any other.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from counterclaim.language import Token, fold, tokens
from counterclaim.language.folding import apart, remember
from counterclaim.language.inflection import Endings
from counterclaim.language.kinship import Kin, derived

OWNABLE = frozenset(
    {"office", "force", "irregular", "speaker", "aide", "leader", "chief", "official", "media_noun", "guest"}
)
ACRONYM = frozenset('"״')
"""Marks inside Hebrew acronyms."""
OPENED = frozenset({" «", " „", " “", ' "'})
"""Between the words of a name: quotation marks that open its last part ('бригада «Азов»')."""
SMALL = 3
"""Letters of words that in languages without a pack are taken for articles and the like."""
NO_ENDINGS = Endings()
_DECLINED = re.compile(r"(?<=[^\W\d_]{2})[^\W\d_]{1,2}\Z")
"""The ending of an abbreviation ('МИДом')."""


class Item(NamedTuple):
    """An entry met in a text: tokens `first` to `last` (inclusive), code points `start` to `end`.

    `attached` are the letters before the word that belong to no entry ('و', 'ل').
    """

    first: int
    last: int
    start: int
    end: int
    kind: str
    value: str
    attached: str = ""


class Entry(NamedTuple):
    words: tuple[str, ...]
    kind: str
    value: str
    case: str  # "" any, "initial" a capital first, "upper" all capitals; "definite", "indefinite"


class Affixes(NamedTuple):
    """Letters that stand joined before a word: conjunctions, prepositions, the article."""

    attached: tuple[str, ...] = ()
    article: str = ""
    drawn: str = "\0"
    suffixes: tuple[str, ...] = ()
    feminine: tuple[str, str] = ("", "")
    shortest: int = 3

    def bare(self, word: str) -> str:
        """`word` without its article."""
        article = self.article
        if article and word.startswith(article) and len(word) - len(article) >= self.shortest - 1:
            return word[len(article) :]
        return word

    def written(self, word: str, folded: str) -> str:
        """A word of the lexicon: without the article, but not where its own first letters only fold to it
        ('ألمان')."""
        return self.bare(folded) if word.startswith(self.article) else folded

    def definite(self, word: str, attached: str = "") -> bool:
        """Whether `word` has the article, written out or drawn into the letter before it."""
        rest = word[len(attached) :]
        return bool(self.article) and (
            (rest.startswith(self.article) and len(rest) > self.shortest) or attached.endswith(self.drawn)
        )

    def owned(self, word: str) -> list[tuple[str, str]]:
        """(possessive suffix, word without it): 'قواتها' is 'قوات' and 'ها'."""
        found = []
        for suffix in self.suffixes:
            if word.endswith(suffix) and len(word) - len(suffix) >= self.shortest:
                rest = word[: -len(suffix)]
                joined, apart = self.feminine
                if joined and rest.endswith(joined):
                    found.append((suffix, rest[: -len(joined)] + apart))
                found.append((suffix, rest))
        return found

    def readings(self, word: str) -> list[tuple[str, str]]:
        """(attached letters, bare word), the fullest reading of the word first."""
        found = [("", word)]
        if (bare := self.bare(word)) != word:
            found.append(("", bare))
        for letters in self.attached:
            rest = word[len(letters) :]
            if word.startswith(letters) and len(rest) >= self.shortest:
                found.append((letters, rest))
                if (bare := self.bare(rest)) != rest:
                    found.append((letters, bare))
        return found


class Lexicon:
    """Immutable once built; `find` is linear in the number of tokens."""

    def __init__(
        self,
        affixes: Affixes,
        also_words: frozenset[str] = frozenset(),
        name_prefixes: frozenset[str] = frozenset(),
        endings: Endings = NO_ENDINGS,
        general: bool = False,
        made_by: Collection[str] = (),
    ) -> None:
        self.affixes = affixes
        self.endings = endings
        self._general = general
        self._made_by = made_by
        self._states: dict[str, list[tuple[str, str]]] = {"party": [], "adjective": []}
        self._names, self._adjectives, self._derived = Kin[str](), Kin[str](), Kin[str]()
        self._also_words = also_words
        self._name_prefixes = name_prefixes
        self._by_first: dict[str, list[Entry]] = {}
        self._readings: dict[str, list[tuple[str, str]]] = {}

    def add(self, phrase: str, kind: str, value: str, *, name: bool = False, exact: bool = True) -> None:
        """Know `phrase` as `kind`. `name`: it is a proper name, so its capitals count; `exact`: so does
        whether it has the article."""
        words = tuple(
            self.affixes.written(phrase[t.start : t.end], t.folded) for t in self.cut(phrase, tokens(phrase))
        )
        if not words:
            return
        if self._general and name and len(words) == 1 and kind in ("party", "adjective"):
            self._states[kind].append((words[0], value))
        case = ""
        article = self.affixes.article
        if article and len(words) == 1 and phrase.startswith(article):
            case = "definite"
        elif article and name and exact and len(words) == 1:
            case = "indefinite"
        if name:
            letters = [c for c in phrase if c.isalpha()]
            upper = bool(letters) and all(c.isupper() for c in letters) and len(letters) <= 6
            if letters and letters[0].isupper():
                case = "upper" if upper else "initial"
        entry = Entry(words, kind, value, case)
        entries = self._by_first.setdefault(words[0], [])
        if entry not in entries:
            entries.append(entry)

    def surname(self, before: str, last: str) -> bool:
        """Whether `last`, after `before` in a full name, can stand alone as a surname."""
        return fold(before) not in self._name_prefixes and fold(last) not in self._also_words

    def freeze(self) -> Lexicon:
        """Sort so that the longest phrase is tried first, earlier additions before later ones."""
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry.words))
        self._names, self._adjectives = Kin(self._states["party"]), Kin(self._states["adjective"])
        self._derived = Kin(self._states["party"], derived(self._made_by))
        return self

    def phrases(self, kind: str) -> Iterable[tuple[tuple[str, ...], str]]:
        """(words, value) of every entry of `kind`."""
        for entries in self._by_first.values():
            for entry in entries:
                if entry.kind == kind:
                    yield entry.words, entry.value

    def find(self, text: str, words: Sequence[Token]) -> list[Item]:
        """Entries in `words` (tokens of `text`), leftmost and longest, without overlap."""
        items: list[Item] = []
        by_first, position, count = self._by_first, 0, len(words)
        while position < count:
            item = None
            for attached, bare in self._read(words[position].folded):
                entries = by_first.get(bare)
                met = self._match(text, words, position, entries, attached) if entries else None
                if met is not None and (item is None or met.last > item.last):
                    item = met
                    if not self.endings.pairs:
                        break
            if item is None:
                items += self._akin(text, words, position) if self._general else self._owned(words, position)
                position += 1
                continue
            items.append(item)
            position = item.last + 1
        return items

    def _read(self, word: str) -> Sequence[tuple[str, str]]:
        if self.endings.pairs:
            return [("", base) for base in self.endings.bases(word)]
        if not self.affixes.attached and not self.affixes.article:
            if len(word) > 3 and word[-1] == "s":
                return (("", word), ("", word[:-1]))
            return (("", word),)
        readings = self._readings.get(word)
        if readings is None:
            readings = self.affixes.readings(word)
            remember(self._readings, word, readings)
        return readings

    def cut(self, text: str, words: Iterable[Token]) -> Iterable[Token]:
        """`words` of `text` as entries are written: cut at apostrophes where nothing is known of them."""
        return apart(text, words) if self._general and not self.affixes.attached else words

    def _akin(self, text: str, words: Sequence[Token], position: int) -> list[Item]:
        """A word akin to one state's name or adjective, else one that nothing is known of."""
        word = words[position]
        for attached, bare in self._read(word.folded):
            start = word.start + len(attached)
            if text[start].isupper() and (value := self._names.of(bare)) is not None:
                return [Item(position, position, start, word.end, "party", value, attached)]
            made = None if text[start].isupper() else self._derived.of(bare)
            if (value := self._adjectives.of(bare) or made) is not None:
                return [Item(position, position, start, word.end, "adjective", value, attached)]
        unsure = word.end - word.start > SMALL and not word.folded.isdigit()
        return [Item(position, position, word.start, word.end, "unsure", word.folded)] if unsure else []

    def _owned(self, words: Sequence[Token], position: int) -> list[Item]:
        """A noun with its possessor joined to it, and the possessor as an item without length."""
        if not self.affixes.suffixes:
            return []
        word = words[position]
        for attached, whole in self._read(word.folded):
            for suffix, bare in self.affixes.owned(whole):
                for entry in self._by_first.get(bare, ()):
                    if len(entry.words) == 1 and entry.kind in OWNABLE:
                        start = word.start + len(attached)
                        noun = Item(position, position, start, word.end, entry.kind, entry.value, attached)
                        owner = Item(position, position, word.end, word.end, "possessive", suffix)
                        return [noun, owner]
        return []

    def _match(
        self, text: str, words: Sequence[Token], position: int, entries: Sequence[Entry], attached: str
    ) -> Item | None:
        first = words[position]
        second = words[position + 1].folded if position + 1 < len(words) else ""
        seconds = self.forms(second)
        for entry in entries:
            length = len(entry.words)
            if length > 1:
                # Most entries of several words fail at their second.
                if entry.words[1] not in seconds and (length > 2 or second != entry.words[1] + "s"):
                    continue
                if position + length > len(words) or not self._follow(words, position, entry.words):
                    continue
            last = words[position + length - 1]
            if length > 1 and not _near(text, words, position, length):
                continue
            if (
                length == 1
                and not attached
                and not entry.case
                and not self.endings.pairs
                and (entry.words[0] not in self.forms(first.folded))
            ):
                continue
            if entry.case in ("definite", "indefinite"):
                if self._definite(first.folded, attached, entry) != (entry.case == "definite"):
                    continue
            elif entry.case and not self._cased(text, words, position, length, entry):
                continue
            end = last.end
            if length > 1 and len(entry.words[-1]) == 1 and text[end : end + 1] == ".":
                end += 1
            start = first.start + len(attached)
            return Item(position, position + length - 1, start, end, entry.kind, entry.value, attached)
        return None

    def _follow(self, words: Sequence[Token], position: int, phrase: Sequence[str]) -> bool:
        """Whether the words of `phrase` from its third on stand after `position`, the last perhaps in the plural."""
        for index in range(2, len(phrase)):
            word = words[position + index].folded
            if phrase[index] not in self.forms(word) and not (
                index == len(phrase) - 1 and word == phrase[index] + "s"
            ):
                return False
        return True

    def forms(self, word: str) -> tuple[str, ...]:
        """The folded `word` and what it may be a form of: without its article, or in its base forms."""
        if self.endings.pairs:
            return self.endings.bases(word)
        return (word, self.affixes.bare(word))

    def _definite(self, word: str, attached: str, entry: Entry) -> bool:
        return word[len(attached) :] != entry.words[0] or attached.endswith(self.affixes.drawn)

    def _cased(self, text: str, words: Sequence[Token], position: int, length: int, entry: Entry) -> bool:
        surface = text[words[position].start : words[position + length - 1].end]
        if entry.case == "initial":
            return surface[0].isupper() or surface[0].isdigit()
        capitals = _DECLINED.sub("", surface) if self.endings.pairs else surface.rstrip("s")
        if not all(c.isupper() for c in capitals if c.isalpha()):
            return False
        if "".join(entry.words) not in self._also_words:
            return True
        return not _shouted(text, words, position, length)


def _near(text: str, words: Sequence[Token], position: int, length: int) -> bool:
    """Whether only light joints (blanks, hyphens, dots, apostrophes) stand between the words."""
    for index in range(position, position + length - 1):
        gap = text[words[index].end : words[index + 1].start]
        if gap in ACRONYM or gap in OPENED:
            continue
        if len(gap) > 3 or any(c in ',;:()\n«»"“”' for c in gap):
            return False
    return True


def _shouted(text: str, words: Sequence[Token], position: int, length: int) -> bool:
    """Whether the words beside are in capitals too, as in a headline."""
    beside = [
        text[words[i].start : words[i].end]
        for i in (position - 2, position - 1, position + length, position + length + 1)
        if 0 <= i < len(words)
    ]
    beside = [word for word in beside if len(word) > 2 and word.isalpha()]
    return bool(beside) and all(word.isupper() for word in beside)


def table(section: Mapping[str, object], key: str) -> Mapping[str, Sequence[str]]:
    """Sub-table `key` of a pack section, empty where it has none."""
    value = section.get(key, {})
    return value if isinstance(value, Mapping) else {}
