"""Prints: which words they hold, where they stand, and that reworded passages are still found."""

from __future__ import annotations

import random
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.comparing.nouns import Entry
from counterclaim.comparing.prints import (
    BANDS,
    SHARED,
    Print,
    looseness,
    prints,
    quotations,
    similarity,
)
from counterclaim.language import tokens
from counterclaim.model import Span
from tests.comparing.made import entry

LONG = (
    "Two shells fell on the grain market of Orlec shortly before noon, killing four traders and a porter "
    "and setting the western hall on fire, the town council said."
)
SPOKEN = "“We shall rebuild every bridge that was lost in the spring,” the governor said."


def one(quote: str, **more: Any) -> Print:
    (made,) = prints([entry("c_1", quote=quote, **more)])
    return made


def shared(a: Print, b: Print) -> int:
    return len(set(a.bands) & set(b.bands))


def test_words_are_folded_and_figures_and_names_are_told_apart() -> None:
    made = one("Four Su-25s of Norland struck Orlec at 18:30.")
    assert made.words == ("four", "su", "25s", "of", "norland", "struck", "orlec", "at", "18", "30")
    assert made.figures == {"25s", "18", "30"}
    assert made.names == {"four", "su", "norland", "orlec"}
    assert made.length == 10
    assert (made.kind, made.spoken) == ("sentence", False)


def test_a_script_without_spaces_is_cut_into_characters() -> None:
    made = one("北方军队在2031年占领了奥尔莱茨市")
    assert made.words[:3] == ("北", "方", "军")
    assert "2031" in made.words
    assert made.length == 8


def test_claims_of_one_sentence_have_one_print_and_no_words_none() -> None:
    both = prints([entry("c_2", article="a_1", quote=LONG), entry("c_1", article="a_1", quote=LONG)])
    assert [made.claims for made in both] == [("c_1", "c_2")]
    assert prints([entry("c_1", quote="— …")]) == []


def test_bands_are_the_same_everywhere() -> None:
    """A ledger keeps them: if this fails, count `VERSION` up."""
    assert one("Two shells fell on Orlec.").bands[:3] == PINNED
    script = (
        "from tests.comparing.made import entry; from counterclaim.comparing.prints import prints;"
        "print(prints([entry('c_1', quote='Two shells fell on Orlec.')])[0].bands[:3])"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == str(PINNED)


PINNED = (5306360598378286372, 387528740922873462, 775524354888488088)


def test_bands_fit_a_column_of_whole_numbers() -> None:
    made = one(LONG)
    assert len(made.bands) == BANDS
    assert all(0 <= band < 2**63 for band in made.bands)


def test_other_bands_for_the_same_words_spoken() -> None:
    words = "we shall rebuild every bridge that was lost in the spring"
    (sentence, quotation) = prints([entry("c_1", party="Norland", quote=f"“{words}”", trigger="rebuild")])
    assert (quotation.kind, sentence.kind) == ("quotation", "sentence")
    assert quotation.words == sentence.words
    assert not shared(quotation, sentence)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"One two three four five six seven," he said.', ["One two three four five six seven,"]),
        ('He said "one two three four five six."', []),
        ("«раз два три четыре пять шесть семь», — сказал он.", ["раз два три четыре пять шесть семь"]),
        ("وقال «واحد اثنان ثلاثة أربعة خمسة ستة سبعة» أمس", ["واحد اثنان ثلاثة أربعة خمسة ستة سبعة"]),
        ("Er sagte: „eins zwei drei vier fünf sechs sieben“ und ging.", ["eins zwei drei vier fünf sechs sieben"]),
        ("« un deux trois quatre cinq six sept », dit-il.", [" un deux trois quatre cinq six sept "]),
        ("two three four five six seven eight,” he said.", ["two three four five six seven eight,"]),
        ("He said: “two three four five six seven eight.", ["two three four five six seven eight."]),
        ("He said ‘two three four five six seven eight’ twice.", ["two three four five six seven eight"]),
        ("The soldiers’ homes and the drivers’ homes near the old bridge burned.", []),
        ("他说:「我们将在春天重建每一座桥梁」。", ["我们将在春天重建每一座桥梁"]),
        ("He called “the ‘so called’ truce of the last few days” a lie.", ["the ‘so called’ truce of the last few days"]),
        ("no marks here", []),
    ],
)  # fmt: skip
def test_long_quotations(text: str, found: list[str]) -> None:
    assert [span.of(text) for span in quotations(text)] == found


def test_what_a_speaker_says_has_a_print_of_its_own() -> None:
    made = prints([entry("c_1", party="Norland", claimant="Norland: Governor", quote=SPOKEN, trigger="lost")])
    assert [one.kind for one in made] == ["sentence", "quotation"]
    assert made[0].spoken
    assert made[1].speakers == {"Norland", "Norland: Governor"}
    assert made[1].span.of(SPOKEN) == "We shall rebuild every bridge that was lost in the spring,"


def test_what_an_outlet_says_around_a_quotation_is_printed_without_it() -> None:
    quote = (
        "The governor, whose guards had shelled Orlec, said: “We shall rebuild every bridge that was lost.”"
    )
    made = one(quote, party="outlet", trigger="shelled")
    assert made.kind == "sentence"
    assert made.words == ("the", "governor", "whose", "guards", "had", "shelled", "orlec", "said")
    # The same where the claimant speaks in the sentence but the claim stands outside the quotation.
    assert one(quote, party="Norland", trigger="shelled").words == made.words


def swapped(text: str, places: list[int], by: str) -> str:
    words = text.split()
    for n, at in enumerate(places):
        words[at] = f"{by}{n}"
    return " ".join(words)


def test_a_sentence_with_two_words_swapped_is_found_and_much_like_it() -> None:
    """In 200 draws; the sentence has 28 words."""
    draw = random.Random(1)
    words = len(LONG.split())
    for _ in range(200):
        other = one(swapped(LONG, draw.sample(range(words), 2), "zu"))
        assert shared(one(LONG), other) >= SHARED
        assert similarity(one(LONG), other) >= 0.5


def test_a_sentence_cut_in_half_or_with_words_before_it_is_much_like_it() -> None:
    half = one(" ".join(LONG.split()[:16]))
    assert similarity(one(LONG), half) >= 0.5
    assert similarity(one(LONG), one("According to what people there told us on the phone, " + LONG)) >= 0.5


def test_another_sentence_is_hardly_like_it() -> None:
    other = one(
        "The town council of Orlec said four traders and a porter were killed before noon when two shells "
        "hit the grain market."
    )
    assert similarity(one(LONG), other) < 0.3


WORDS = st.lists(
    st.sampled_from(["ora", "bel", "tun", "kes", "mir", "vod", "lan", "12", "47", "Norland", "Orlec"]),
    max_size=40,
)


@given(WORDS, WORDS)
@settings(deadline=None, max_examples=40)
def test_likeness_is_between_0_and_1_and_the_same_both_ways(a: list[str], b: list[str]) -> None:
    first, second = (
        prints([entry("c_1", quote=" ".join(a) + " x")]),
        prints([entry("c_2", quote=" ".join(b) + " y")]),
    )
    for measure in (similarity, looseness):
        value = measure(first[0], second[0])
        assert value == measure(second[0], first[0])
        assert 0 <= value <= 1
        assert measure(first[0], first[0]) == 1


PIECES = st.lists(
    st.sampled_from(
        ["“", "”", '"', "«", "»", "‘", "’", "'", " ", ", ", "he said", "Norland lost two bridges there",
         "قال إن", "مدينة", "北方军队", "12,000", "\u0301", "…", "\U0001f6a9", "i̇İ"]
    ),
    max_size=25,
)  # fmt: skip


@given(st.lists(st.tuples(PIECES, st.integers(0, 3), st.booleans()), max_size=6), st.randoms())
@settings(deadline=None, max_examples=40)
def test_every_print_points_at_the_words_it_holds_in_any_order(
    drawn: list[tuple[list[str], int, bool]], shuffle: random.Random
) -> None:
    texts: dict[str, str] = {}
    given: list[Entry] = []
    for number, (pieces, article, speaks) in enumerate(drawn):
        before, quote = texts.get(f"a_{article}", ""), "".join(pieces)
        span = Span(len(before), len(before) + len(quote))
        texts[f"a_{article}"] = before + quote + "\n"
        given.append(
            entry(
                f"c_{number}", article=f"a_{article}", quote=quote, span=span, trigger="lost",
                party="Norland" if speaks else "outlet",
            )
        )  # fmt: skip
    made = prints(given)
    for one in made:
        place = one.span.of(texts[one.article])
        inside = "".join(word.folded for word in tokens(place))
        held = "".join(one.words)
        assert held
        assert one.claims
        if one.kind == "quotation" or not any(mark in place for mark in "“”\"«»‘'"):
            assert held == inside
        else:
            letters = iter(inside)
            assert all(letter in letters for letter in held)
    shuffle.shuffle(given)
    assert prints(given) == made
