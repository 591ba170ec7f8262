"""Words of page furniture and metadata lines, joined from `reading.toml` of all language packs.

A page mixes languages, so the cues of every pack apply to every line. Lines and phrases are compared as
their folded words joined by single spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from counterclaim.errors import SettingsError
from counterclaim.language import available, fold, load

_fold = fold.__wrapped__  # lines are seldom met twice: they would only fill its cache
_WORD = re.compile(r"\w+")

KEYS = (
    "section_ends", "source_labels", "media_labels", "furniture", "furniture_inside", "invitations",
    "networks", "tail",
    "sign_offs", "author_prefixes", "author_words", "author_notes", "outlet_words", "date_labels", "counters", "credits",
    "as_of", "not_yet",
)  # fmt: skip


def key(text: str) -> str:
    """`text` as its folded words, joined by single spaces: the form in which cues are compared."""
    return " ".join(_WORD.findall(_fold(text)))


class Phrases:
    """A set of phrases with the look-ups that lines need; all arguments are in the form of `key`."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._whole = frozenset(key(phrase) for phrase in phrases) - {""}
        self._longest = max((phrase.count(" ") + 1 for phrase in self._whole), default=0)
        self._firsts = frozenset(phrase.split()[0] for phrase in self._whole)

    def __contains__(self, line: object) -> bool:
        return line in self._whole

    def opens(self, words: Sequence[str]) -> int:
        """Number of words of the longest phrase that `words` begin with, 0 for none."""
        if not words or words[0] not in self._firsts:
            return 0
        for count in range(min(self._longest, len(words)), 0, -1):
            if " ".join(words[:count]) in self._whole:
                return count
        return 0

    def closes(self, words: Sequence[str]) -> int:
        """Number of words of the longest phrase that `words` end with, 0 for none."""
        for count in range(min(self._longest, len(words)), 0, -1):
            if " ".join(words[-count:]) in self._whole:
                return count
        return 0

    def inside(self, words: Sequence[str], first: int | None = None) -> bool:
        """Whether a phrase stands in `words`; with `first`, whether it begins among that many of them."""
        if self._firsts.isdisjoint(words):
            return False
        starts = range(len(words) if first is None else min(first, len(words)))
        return any(words[start] in self._firsts and self.opens(words[start:]) for start in starts)


@dataclass(frozen=True, slots=True)
class Cues:
    """One `Phrases` for each key of `reading.toml`; `packs/en/reading.toml` says what each is for."""

    section_ends: Phrases
    source_labels: Phrases
    media_labels: Phrases
    furniture: Phrases
    furniture_inside: Phrases
    invitations: Phrases
    networks: Phrases
    tail: Phrases
    sign_offs: Phrases
    author_prefixes: Phrases
    author_words: Phrases
    author_notes: Phrases
    outlet_words: Phrases
    date_labels: Phrases
    counters: Phrases
    credits: Phrases
    as_of: Phrases
    not_yet: Phrases


@lru_cache(maxsize=1)
def cues() -> Cues:
    """The cues of all packs. SettingsError names pack and key of a list that cannot be used."""
    joined: dict[str, list[str]] = {name: [] for name in KEYS}
    for code in available():
        for name, phrases in load(code).section("reading").items():
            if name not in joined:
                raise SettingsError(f"language pack {code}, reading.toml: unknown key {name!r}")
            if not isinstance(phrases, list) or not all(isinstance(p, str) and key(p) for p in phrases):
                raise SettingsError(f"language pack {code}, reading.toml: {name} must be a list of phrases")
            joined[name].extend(phrases)
    return Cues(**{name: Phrases(phrases) for name, phrases in joined.items()})
