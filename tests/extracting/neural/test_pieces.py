"""Pieces stand where they say, in every script; words, lines, sentences and headings are those of the text."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.extracting.neural.tiny import pieces_of, texts
from tokenizers import Regex, normalizers

from counterclaim.extracting.neural.pieces import (
    AFTER_BREAK,
    CAPITAL,
    CAPITALS,
    OTHER,
    Pieces,
    is_heading,
    lines_of,
)
from counterclaim.model import Span
from counterclaim.training import backbone

ANY_TEXT = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def words(text: str, pieces: Pieces) -> list[str]:
    """The text from each piece that begins a word to the last piece before the next."""
    firsts = [*np.flatnonzero(pieces.heads).tolist(), len(pieces)]
    return [pieces.span(a, b).of(text) for a, b in pairwise(firsts)]


@ANY_TEXT
@given(texts())
def test_pieces_lie_in_their_lines_in_order(text: str) -> None:
    lines = lines_of(text, [Span(0, len(text))])
    pieces = pieces_of(text)
    assert np.all(pieces.starts < pieces.ends)
    for ordered in (pieces.starts, pieces.ends, pieces.lines, pieces.sentences):
        assert np.all(np.diff(ordered) >= 0)
    for line, start, end in zip(pieces.lines, pieces.starts, pieces.ends, strict=True):
        assert lines[line].holds(Span(start, end))
        assert "\n" not in text[start:end]
        assert not text[start].isspace()
    firsts = np.diff(pieces.lines, prepend=-1) > 0
    assert np.array_equal(pieces.shapes >= AFTER_BREAK, firsts)
    assert np.all(pieces.heads[firsts])
    assert np.all(np.diff(pieces.sentences, prepend=-1)[firsts] > 0)


@ANY_TEXT
@given(texts())
def test_every_letter_and_digit_stands_in_a_piece_with_its_marks(text: str) -> None:
    pieces = pieces_of(text)
    covered = np.zeros(len(text), np.bool_)
    for start, end in zip(pieces.starts, pieces.ends, strict=True):
        covered[start:end] = True
    after_letter = False
    for at, character in enumerate(text):
        after_letter = character.isalnum() or (after_letter and unicodedata.category(character)[0] == "M")
        assert covered[at] or not after_letter, (at, character)


@ANY_TEXT
@given(texts())
def test_pieces_share_characters_only_where_one_character_gives_several(text: str) -> None:
    pieces = pieces_of(text)
    for start, end, following in zip(pieces.starts, pieces.ends, pieces.starts[1:], strict=False):
        assert end <= following or following == start or end - following == 1


@ANY_TEXT
@given(texts(), st.data())
def test_what_covers_a_span_holds_its_letters(text: str, data: st.DataObject) -> None:
    pieces = pieces_of(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = pieces.covering(Span(start, end))
    letters = [at for at in range(start, end) if text[at].isalnum()]
    if found is None:
        assert not letters
    else:
        first, last = found
        assert 0 <= first < last <= len(pieces)
        assert all(pieces.span(first, last).holds(Span(at, at + 1)) for at in letters)
        # No piece more than needed at either side.
        assert pieces.ends[first] > start
        assert pieces.starts[last - 1] < end


@ANY_TEXT
@given(texts())
def test_words_begin_where_no_letter_or_digit_stands_before(text: str) -> None:
    pieces = pieces_of(text)
    begins = set(pieces.starts[pieces.heads].tolist())
    for start in set(pieces.starts.tolist()):
        before = text[:start].rstrip("".join(c for c in set(text) if unicodedata.category(c)[0] == "M"))
        if not text[start].isalnum():
            continue
        inside = bool(before) and before[-1].isalnum()
        assert (start in begins) is not inside, (start, text[start])


@ANY_TEXT
@given(texts(), texts())
def test_a_line_gives_the_same_pieces_wherever_it_stands(before: str, text: str) -> None:
    line = " ".join(text.split("\n"))
    alone, behind = pieces_of(line), pieces_of(f"{before}\n{line}")
    count = len(alone)
    assert behind.ids[len(behind) - count :].tolist() == alone.ids.tolist()
    assert behind.shapes[len(behind) - count :].tolist() == alone.shapes.tolist()
    assert behind.heads[len(behind) - count :].tolist() == alone.heads.tolist()
    shift = len(before) + 1
    assert (behind.starts[len(behind) - count :] - shift).tolist() == alone.starts.tolist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The garrison said", ["The", "garrison", "said"]),
        ("don't", ["don", "'", "t"]),
        ("500km, 5 mills", ["500km", ",", "5", "mills"]),
        ("قَالَ مُحَمَّد", ["قَالَ", "مُحَمَّد"]),
        ("شَّاهِداً، قال", ["شَّاهِداً", "،", "قال"]),
        ("Cafe\u0301 de\u0301ja\u0300", ["Cafe\u0301", "de\u0301ja\u0300"]),
        ("e\u0323\u0301sa", ["e\u0323\u0301sa"]),
        ("наста\u0301вать", ["наста\u0301вать"]),
        ("שָׁלוֹם עוֹלָם", ["שָׁלוֹם", "עוֹלָם"]),
        ("❤\ufe0fhit", ["❤\ufe0f", "hit"]),
        ("🛩 hit", ["🛩", "hit"]),
        ("hit🛩hit", ["hit", "🛩", "hit"]),
        ("ﷺ said", ["ﷺ", "said"]),
        ("ﬁre", ["ﬁre"]),
        ("said\nhit", ["said", "hit"]),
    ],
)
def test_words_of_any_script_are_whole(text: str, expected: list[str]) -> None:
    assert words(text, pieces_of(text)) == expected


def test_offsets_are_code_points() -> None:
    text = "🛩🛩 The 👨\u200d👩\u200d👧 hit Oshta"
    at = text.index("Oshta")
    found = pieces_of(text).covering(Span(at, at + 5))
    assert found is not None
    assert pieces_of(text).span(*found) == Span(at, at + 5)


def test_marks_that_the_tokenizer_drops_belong_to_the_letter_before() -> None:
    made = pieces_of_without_marks("قالَ نعمً")
    assert made.ends[-1] == len("قالَ نعمً")
    word = made.covering(Span(0, 3))
    assert word is not None
    assert made.span(*word) == Span(0, 4)


def pieces_of_without_marks(text: str) -> Pieces:
    made = backbone.tokenizer(["<s>", "<pad>", "</s>", "<unk>", "▁", *"قالنعم"], [0.0] * 4 + [-9.0] * 7)
    made.normalizer = normalizers.Replace(Regex(r"\p{Mn}"), "")
    return pieces_of(text, made)


def test_shapes() -> None:
    text = "The MILL said NATO\n5 Hit"
    pieces = pieces_of(text)
    of_word = dict(zip(words(text, pieces), pieces.shapes[pieces.heads].tolist(), strict=True))
    assert of_word["The"] == CAPITAL + AFTER_BREAK
    # Piece by piece: these words are spelt, and one letter shows no more than a capital.
    assert of_word["MILL"] == CAPITAL
    assert of_word["said"] == OTHER
    assert of_word["5"] == OTHER + AFTER_BREAK
    assert pieces_of("hit U.S").shapes[-2:].tolist() == [CAPITAL, OTHER]
    made = backbone.tokenizer(["<s>", "<pad>", "</s>", "<unk>", "▁NATO", "▁hit"], [0.0] * 4 + [-1.0] * 2)
    assert pieces_of("hit NATO", made).shapes.tolist() == [OTHER + AFTER_BREAK, CAPITALS]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Shells hit Oshta. Nobody said so.", 2),
        ("Shells hit Mt. Oshta.", 1),
        ("Gen. Oshta said so.", 1),
        ("“Shells fell near the mill.” The garrison said so.", 2),
        ("أصيب الجسر؟ لا.", 2),
        ("Shells hit 3.5 mills", 1),
        ("Shells hit\nthe mill", 2),
        ("", 0),
    ],
)
def test_sentences_are_counted(text: str, count: int) -> None:
    assert len(set(pieces_of(text).sentences.tolist())) == count


def test_a_sentence_begins_with_its_first_word() -> None:
    text = "Shells hit Oshta. Nobody said so.\nThe mill"
    pieces = pieces_of(text)
    first_of = [int(pieces.starts[pieces.sentences == n][0]) for n in range(3)]
    assert first_of == [0, text.index("Nobody"), text.index("The mill")]


def test_headings_are_short_lines_without_a_full_stop() -> None:
    text = "Mill hit near Oshta\nThe garrison said shells hit the mill."
    pieces = pieces_of(text)
    assert pieces.headings.tolist() == (pieces.lines == 0).tolist()
    assert not is_heading("hit " * 30)
    assert not is_heading("")
    assert not is_heading("The garrison said:")


def test_lines_are_stripped_and_empty_ones_left_out() -> None:
    text = "  The mill \n\n \t\n hit\r\nsaid"
    assert [span.of(text) for span in lines_of(text, [Span(0, len(text))])] == ["The mill", "hit", "said"]
    at = text.index("it\r")
    assert [span.of(text) for span in lines_of(text, [Span(2, 5), Span(at, at + 5)])] == ["The", "it", "s"]
    assert lines_of(text, []) == []
