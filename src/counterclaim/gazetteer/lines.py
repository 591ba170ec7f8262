"""The tokens of a stretch of text with what lies between them: capitals, phrases, sentence starts."""

from __future__ import annotations

from counterclaim.language.folding import Token, apart, tokens

_SENTENCE = '.!?:;\n"“”«»•–—([|'


class Line:
    """The tokens of one stretch of text, with what lies between them."""

    __slots__ = ("end", "surnames", "text", "tokens")

    def __init__(self, text: str, start: int, end: int, *, parted: bool = False) -> None:
        """`parted`: tokens are cut at their apostrophes."""
        self.text = text
        self.end = end
        words = tokens(text, start, end)
        self.tokens = list(apart(text, words) if parted else words)
        self.surnames: frozenset[str] = frozenset()

    def between(self, index: int) -> str:
        """The characters between token `index - 1` and token `index`."""
        return self.text[self.tokens[index - 1].end : self.tokens[index].start] if index > 0 else ""

    def joined(self, index: int) -> bool:
        """Whether token `index` follows the one before it inside one phrase: only white space,
        hyphens, apostrophes or the full stop of an abbreviation between them."""
        if index <= 0 or index >= len(self.tokens):
            return False
        gap = self.between(index)
        if gap in (" ", "-"):
            return True
        if gap.strip() == "":
            return "\n\n" not in gap
        if gap.strip() in ("-", "'", "’", "‐", "‑", "–") and len(gap) <= 2:
            return True
        before = self.tokens[index - 1]
        return gap.strip() == "." and before.end - before.start <= 3

    def word(self, index: int) -> str:
        return self.tokens[index].folded if 0 <= index < len(self.tokens) else ""

    def upper(self, index: int) -> bool:
        return 0 <= index < len(self.tokens) and self.text[self.tokens[index].start].isupper()

    def starts_sentence(self, index: int) -> bool:
        return index == 0 or any(mark in _SENTENCE for mark in self.between(index))


def letters(text: str, token: Token, count: int) -> int:
    """How many code points of `token` make its first `count` letters, marks included."""
    taken = offset = 0
    while taken < count and token.start + offset < token.end:
        taken += 1
        offset += 1
        while token.start + offset < token.end and not text[token.start + offset].isalnum():
            offset += 1
    return offset
