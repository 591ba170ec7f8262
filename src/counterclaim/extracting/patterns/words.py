"""Questions about the words of one passage, answered from a pack's closed classes and endings."""

from __future__ import annotations

from counterclaim.extracting.patterns.layout import INNER, Layout, is_dash, is_stop
from counterclaim.extracting.patterns.reporting import Lexicon

_COMMAS = {",", "،"}


class Words:
    """`cued` marks the tokens that are reporting words in use."""

    def __init__(self, page: Layout, lexicon: Lexicon) -> None:
        self.page = page
        self.lexicon = lexicon
        self._classes = lexicon.classes
        self.cued = [False] * len(page)

    def of_class(self, i: int, *names: str) -> bool:
        word, classes = self.page.folded[i], self._classes
        for name in names:  # noqa: SIM110 (asked for some hundred times a sentence)
            if word in classes[name]:
                return True
        return False

    def comma(self, i: int) -> bool:
        return self.page.raw[i] in _COMMAS

    def adverb(self, i: int) -> bool:
        word = self.page.folded[i]
        if word in self._classes["adverbs"]:
            return True
        endings = self.lexicon.adverb_endings
        return bool(endings) and len(word) > 4 and word.endswith(endings) and self.page.raw[i][0].islower()

    def possessive(self, i: int) -> bool:
        return self.page.raw[i][0] in "'’" and self.page.folded[i] in self._classes["possessive_suffixes"]

    def finite(self, i: int) -> bool:
        """A verb that is finite without doubt: an auxiliary, a frequent verb, a reporting word in use."""
        page = self.page
        if self.cued[i]:
            return True
        if not page.word[i] or (i > 0 and page.raw[i - 1] == INNER and page.end[i - 1] == page.start[i]):
            return False
        return self.of_class(i, "auxiliaries", "other_verbs") and not (
            page.raw[i] != page.raw[i].lower() and i > 0
        )

    def verb_like(self, i: int) -> bool:
        """Finite, or by its ending likely so."""
        if self.finite(i):
            return True
        word = self.page.folded[i]
        return (
            self.page.raw[i][0].islower()
            and (i == 0 or not (self.page.raw[i - 1] == INNER or self._opens_noun(i - 1)))
            and len(word) > 3
            and word.endswith(self.lexicon.verb_endings or ("\0",))
        )

    def _opens_noun(self, i: int) -> bool:
        """Whether only a noun and its adjectives can follow: 'the armed group', 'its wounded men'."""
        return self.of_class(i, "determiners", "possessives") and not self.of_class(i, "pronouns")

    def has_verb(self, a: int, b: int) -> bool:
        return any(self.verb_like(i) for i in range(a, b))

    def boundary(self, i: int) -> bool:
        """Token after which a clause may begin anew."""
        raw = self.page.raw[i]
        return raw in {";", ":"} or is_dash(raw) or is_stop(raw) or self.comma(i)
