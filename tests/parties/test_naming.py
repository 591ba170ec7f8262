"""Which wordings can be names of parties."""

from __future__ import annotations

import pytest

from counterclaim.parties import Registry
from counterclaim.parties.naming import may_be_name

REGISTRY = Registry.load([])


@pytest.mark.parametrize(
    "text", ["Tariq Front", "the Tariq Front", "Yesh Din", "Harbour Lawyers", "Homs Media Center", "كتيبة الفجر"]
)  # fmt: skip
def test_names(text: str) -> None:
    assert may_be_name(text, REGISTRY)


@pytest.mark.parametrize(
    "text",
    ["it", "They", "civilians", "the Islamists", "A car", "its fighters", "Meanwhile regime forces", "280000 people", "", "المدنيين", "هم"],
)  # fmt: skip
def test_pronouns_and_common_nouns(text: str) -> None:
    assert not may_be_name(text, REGISTRY)
