"""Words of one kind in one clause tell one happening."""

from __future__ import annotations

import pytest
from tests.extracting.annotated import Row, claims_of_tags


def triggers(text: str, *claims: Row) -> list[str]:
    return [claim.trigger.of(text) for claim in claims_of_tags(text, claims)]


@pytest.mark.parametrize(
    ("text", "first", "second", "kind"),
    [
        ("The ceasefire between the two sides collapsed on Monday.", "ceasefire", "collapsed", "agreement"),
        ("The ministers will meet for talks in Geneva on Friday.", "meet", "talks", "agreement"),
        ("An attack on the town was repelled on Sunday.", "attack", "repelled", "attack"),
    ],
)
def test_a_noun_and_its_verb_are_one_claim(text: str, first: str, second: str, kind: str) -> None:
    time = text.split(" on ")[-1].rstrip(".")
    claims = claims_of_tags(
        text, [{"trigger": first, "type": kind}, {"trigger": second, "type": kind, "time": [time]}]
    )
    assert [claim.trigger.of(text) for claim in claims] == [first]
    assert claims[0].time is not None


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("Rebels attacked Kunduz and shelled Herat.", {}),
        ("Rebels attacked Kunduz, having shelled it for days.", {}),
        ("Rebels attacked a base the army shelled for days.", {"actor": ["the army"]}),
    ],
)
def test_two_clauses_and_two_doers_are_two_claims(text: str, more: Row) -> None:
    first: Row = {"trigger": "attacked", "type": "attack", "actor": ["Rebels"]}
    assert triggers(text, first, {"trigger": "shelled", "type": "attack", **more}) == ["attacked", "shelled"]


def test_another_polarity_is_another_claim() -> None:
    text = "The attack on the town did not succeed in its advance."
    denied: Row = {"trigger": "advance", "type": "attack", "polarity": "denied"}
    assert triggers(text, {"trigger": "attack", "type": "attack"}, denied) == ["attack", "advance"]
