"""Words of a part of a text are those that the part has when it is cut by itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.extracting import lexicon
from counterclaim.extracting.lexicon import lexemes
from counterclaim.language.folding import WORD, Token, fold, tokens

PIECES = [
    "s",
    "Iran",
    "won",
    "'",
    "’",
    "-",
    " ",
    "\n",
    ",",
    ".",
    ":",
    "1",
    "25",
    "000",
    "٣",
    "قال",
    "ال",
    "\u064b",
    "é",
    "_",
    "«",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14), st.data())
def test_parts_are_cut_as_by_themselves(pieces: list[str], data: st.DataObject) -> None:
    text = "".join(pieces)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    words = [Token(m.start(), m.end(), fold(m.group())) for m in WORD.finditer(text, start, end)]
    assert list(tokens(text, start, end)) == words
    alone = [lexicon._lexeme(match) for match in lexicon._LEXEME.finditer(text, start, end)]
    assert lexemes(text, start, end) == alone
