"""Who 'it' is that says something."""

from __future__ import annotations

import pytest
from tests.extracting.annotated import claims_of_tags


@pytest.mark.parametrize(
    ("first", "source", "second", "expected"),
    [
        ("rebels had left Homs", "State television", "It said", "State television"),
        ("Hezbollah had left Homs", "Syrian state media", "It said", "Syrian state media"),
        ("Hezbollah had left Homs", "The Syrian Observatory for Human Rights", "It said", "SOHR"),
        ("Hezbollah had left Homs", "Residents", "It said", "Syria"),
        ("people had left Homs", "Syrian state media", "Hezbollah showed what it said", "Hezbollah"),
    ],
)
def test_it_is_who_spoke_last(first: str, source: str, second: str, expected: str) -> None:
    text = f"Syria saw battles. {source} reported that {first}. {second} jets bombed Idlib."
    it = "It" if second.startswith("It") else "it"
    claims = claims_of_tags(
        text,
        [
            {"trigger": "left", "type": "displacement", "attribution": 0},
            {"trigger": "bombed", "type": "attack", "attribution": 1},
        ],
        [
            {"source": [source], "cue": ["reported"], "content": [first]},
            {"source": [it], "cue": ["said"], "content": ["jets bombed Idlib"]},
        ],
    )
    (claim,) = [claim for claim in claims if claim.type == "attack"]
    assert claim.claimant.name == expected
