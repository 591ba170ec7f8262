"""Which happenings of a sentence share the time that is told in it."""

from __future__ import annotations

import pytest

from counterclaim.extracting.sharing import parting
from counterclaim.language import load
from counterclaim.model import Span


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The blast hit a town which rebels took in May 2012.", ("hit", "took", "in May 2012"), True),
        ("The blast hit a town before rebels took it on Monday.", ("hit", "took", "on Monday"), True),
        ("The blast hit a town and killed two men on Monday.", ("hit", "killed", "on Monday"), False),
        ("A blast hit men who died on Monday.", ("hit", "died", "on Monday"), False),
        ("In May 2012 a blast hit men who died.", ("hit", "died", "In May 2012"), False),
        ("The blast which hit the town in May 2012 killed two men.", ("killed", "hit", "in May 2012"), False),
    ],
)
def test_a_clause_has_its_own_time(text: str, words: tuple[str, str, str], expected: bool) -> None:
    one, other, told = (Span(text.index(word), text.index(word) + len(word)) for word in words)
    assert parting(text, load("en"))(one, other, told) is expected
