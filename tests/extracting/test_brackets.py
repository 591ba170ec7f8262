"""A time inside a bracketed clause dates what the clause tells."""

from __future__ import annotations

from tests.extracting.annotated import claims_of_tags


def test_a_clause_in_brackets_keeps_its_time_to_itself() -> None:
    text = (
        "Gunships, which are deployed in Kunduz (on 3 May the ministry was still denying it), shelled Herat."
    )
    claims = claims_of_tags(
        text,
        [
            {"trigger": "deployed", "type": "deployment", "time": ["on 3 May"]},
            {"trigger": "denying", "type": "deployment", "polarity": "denied"},
        ],
    )
    assert [(c.trigger.of(text), c.time and c.time.text) for c in claims] == [
        ("deployed", None),
        ("denying", "on 3 May"),
    ]


def test_a_time_alone_in_brackets_is_that_of_the_words_before() -> None:
    text = "The shelling of Herat (on 3 May) went on for hours."
    (claim,) = claims_of_tags(text, [{"trigger": "shelling", "type": "attack", "time": ["on 3 May"]}])
    assert claim.time is not None
