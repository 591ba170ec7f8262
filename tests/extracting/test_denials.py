"""Denials and the claims that they answer."""

from __future__ import annotations

import pytest
from tests.extracting.annotated import claims_of_tags
from tests.extracting.claims_of import claims_of

from counterclaim.model import Claim


def denied(text: str) -> list[tuple[str, str | None]]:
    return [(c.type, c.claimant.party) for c in claims_of(text) if c.polarity == "denied"]


SUDAN = "Sudan's army accused the Rapid Support Forces of killing 40 civilians in El Fasher on Wednesday."


@pytest.mark.parametrize(
    "reply",
    [
        " The RSF denied any involvement.",
        " The RSF rejected the accusation.",
        " The RSF called the report fabricated.",
        " The RSF rejected the Sudanese allegations.",
        " The RSF dismissed the army's account as lies.",
        "\n\nThe RSF denied the claim.",
        "\n\n“These accusations are baseless,” the RSF said in a statement.",
    ],
)
def test_a_bare_denial_denies_what_the_other_party_claims_just_before(reply: str) -> None:
    claims = claims_of(SUDAN + reply)
    assert [(c.type, c.polarity, c.claimant.party) for c in claims] == [
        ("loss", "asserted", "Sudan"),
        ("loss", "denied", "RSF"),
    ]
    answer = claims[1]
    assert [p.text for p in answer.places] == ["El Fasher"]
    assert answer.quantities == ()
    assert answer.id != claims[0].id


def test_a_denial_of_what_comes_later_stays_a_denied_statement() -> None:
    text = "The RSF denied the reports. Residents had said gunmen burned 50 houses in Nyala."
    assert denied(text) == [("statement", "RSF")]


def test_a_denial_too_far_behind_answers_nothing() -> None:
    filler = " Rain fell on the capital all day. Markets were open. Schools were closed for the holiday."
    assert denied(f"{SUDAN}{filler} The RSF rejected the accusation.") == [("statement", "RSF")]


def test_only_the_named_party_is_answered() -> None:
    text = (
        "Ukraine said Russian forces shelled Kherson on Monday. "
        "Poland said a missile hit a village. Moscow rejected the Ukrainian claims."
    )
    assert denied(text) == [("attack", "Russia")]


def test_an_outlet_is_answered_where_it_names_the_denier_as_the_doer() -> None:
    struck = "Russian missiles struck a market in Odesa on Monday."
    assert denied(f"{struck} Moscow denied responsibility.") == [("attack", "Russia")]
    assert denied(f"{struck} Iran denied responsibility.") == [("statement", "Iran")]


def test_a_denial_that_quotes_another_party_stands_beside_its_claim() -> None:
    claims = claims_of("Moscow denied Ukrainian claims that Russian troops had killed 20 civilians in Bucha.")
    assert [(c.type, c.polarity, c.claimant.party) for c in claims] == [
        ("loss", "asserted", "Ukraine"),
        ("loss", "denied", "Russia"),
    ]
    assert len({c.id for c in claims}) == 2


def test_denied_reports_are_nobody_elses_claim() -> None:
    claims = claims_of("The Kremlin denied reports that Russian forces bombed a hospital in Idlib.")
    assert [(c.type, c.polarity, c.certainty, c.claimant.party) for c in claims] == [
        ("attack", "denied", "certain", "Russia")
    ]


@pytest.mark.parametrize(
    ("words", "sides"),
    [
        (
            "Armenia and Azerbaijan accused each other of shelling villages near Fuzuli.",
            ("Armenia", "Azerbaijan"),
        ),
        ("Ethiopia and Sudan traded accusations of shelling villages in Gedaref.", ("Ethiopia", "Sudan")),
    ],
)
def test_those_who_accuse_each_other_claim_the_same_of_one_another(
    words: str, sides: tuple[str, str]
) -> None:
    def doers(claim: Claim) -> list[str | None]:
        return [actor.name for actor in claim.actors]

    one, other = claims_of(words)
    assert (one.claimant.party, doers(one)) == (sides[0], [sides[1]])
    assert (other.claimant.party, doers(other)) == (sides[1], [sides[0]])


def test_who_is_blamed_and_denies_it_in_one_sentence_denies_what_the_other_asserts() -> None:
    claims = claims_of(
        "Israel blamed Hezbollah, which denied responsibility, for a strike that killed 12 people in Acre."
    )
    assert {(c.type, c.polarity, c.claimant.party) for c in claims} == {
        ("attack", "asserted", "Israel"),
        ("loss", "asserted", "Israel"),
        ("attack", "denied", "Hezbollah"),
        ("loss", "denied", "Hezbollah"),
    }


def test_who_denies_involvement_answers_nothing_that_another_did() -> None:
    before = "Egypt said Libyan troops had opened fire at the crossing."
    assert ("attack", "Sudan") in denied(
        before.replace("Libyan", "Sudanese") + " Sudan denied any involvement."
    )
    answers = claims_of(before + " Sudan denied any involvement in the killing of a trader.")
    assert not [
        c for c in answers if c.claimant.party == "Sudan" and c.actors and c.actors[0].name == "Libya"
    ]


def test_its_forces_are_those_of_who_denies_and_not_of_the_claims_that_are_denied() -> None:
    claims = claims_of("Moscow denied Ukrainian claims that its troops had executed prisoners in Donetsk.")
    assert {(c.claimant.party, c.polarity, c.actors[0].name) for c in claims} == {
        ("Ukraine", "asserted", "Russia"),
        ("Russia", "denied", "Russia"),
    }


def test_who_denies_twice_in_one_sentence_denies_once() -> None:
    claims = claims_of(
        "Kyiv said its forces had shot down two Russian jets. Moscow dismissed the claims, calling them nonsense."
    )
    answers = [c for c in claims if c.claimant.party == "Russia" and c.polarity == "denied"]
    assert [claim.type for claim in answers] == ["loss"]


def test_a_denial_answers_what_its_own_sentence_accuses_the_denier_of() -> None:
    text = (
        "France said Russia had shelled a market in Aleppo. Moscow hit out at the envoy for accusing Russia of "
        "torture in Homs, dismissing his comments as hysteria."
    )
    claims = claims_of_tags(
        text,
        [
            {
                "trigger": "shelled",
                "type": "attack",
                "attribution": 0,
                "actor": ["Russia"],
                "place": ["Aleppo"],
            },
            {"trigger": "torture", "type": "abuse", "actor": ["Russia#2"], "place": ["Homs"]},
            {"trigger": "dismissing", "type": "statement", "polarity": "denied", "attribution": 1},
        ],
        [
            {"source": ["France"], "cue": ["said"], "content": ["Russia had shelled a market in Aleppo"]},
            {"source": ["Moscow"], "cue": ["dismissing"], "content": ["his comments"], "bare": True},
        ],
    )
    (answer,) = [claim for claim in claims if claim.polarity == "denied"]
    assert (answer.type, [place.name for place in answer.places]) == ("abuse", ["Homs"])
