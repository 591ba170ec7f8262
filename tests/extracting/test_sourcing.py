"""Sources that their sentences tell, where the tagger left them open; sentences are invented."""

from __future__ import annotations

import pytest
from tests.extracting.annotated import Row, claims_of_tags


def who(text: str, claims: list[Row], *said: Row, language: str = "en") -> list[tuple[str, str]]:
    found = claims_of_tags(text, claims, said, language)
    return [(c.trigger.of(text), c.claimant.name) for c in found]


def test_a_source_that_closes_its_sentence_tells_all_of_it() -> None:
    text = (
        "Rebels left Harun on Monday. Troops entered the town under a deal in the valley of the Zor, as sources"
        " told a local paper."
    )
    said: Row = {"source": ["sources"], "cue": ["told"], "content": ["the valley of the Zor"]}
    told: list[Row] = [{"trigger": "left", "type": "control"}, {"trigger": "entered", "type": "control"}]
    assert who(text, told, said) == [("left", "outlet"), ("entered", "sources")]


@pytest.mark.parametrize(
    "text",
    [
        "Troops entered the town; the bridge was mined, the ministry said.",
        "Troops entered the town: the bridge was mined, the ministry said.",
        "The bridge was mined, the ministry said, and troops entered the town.",
        "The bridge was mined, the ministry said, though its own men had long before that entered the town and the fort.",
    ],
)
def test_what_is_parted_from_it_stays_the_outlets(text: str) -> None:
    said: Row = {"source": ["the ministry"], "cue": ["said"], "content": ["he bridge was mined"]}
    assert ("entered", "outlet") in who(text, [{"trigger": "entered", "type": "control"}], said)


def test_the_doer_of_a_statement_is_its_source() -> None:
    text = "Niger rejected the offer. The rains came late and threatened the truce."
    told: list[Row] = [
        {"trigger": "rejected", "type": "statement", "actor": ["Niger"]},
        {"trigger": "threatened", "type": "statement"},
    ]
    assert who(text, told) == [("rejected", "Niger"), ("threatened", "outlet")]


def test_a_participle_has_the_source_before_it() -> None:
    text = "Chad shut the border. The Malian army said the road was open, warning of mines."
    said: Row = {"source": ["The Malian army"], "cue": ["said"], "content": ["the road was open"]}
    warned: Row = {"cue": ["warning of"], "content": ["mines"]}
    told: list[Row] = [{"trigger": "warning of", "type": "statement", "attribution": 1}]
    assert who(text, told, said, warned) == [("warning of", "Mali: Armed Forces")]


def test_a_participle_has_the_doer_before_it() -> None:
    text = "Chad shut the border. Mali withdrew from the fort, promising to return."
    promised: Row = {"cue": ["promising"], "content": ["to return"]}
    told: list[Row] = [
        {"trigger": "withdrew", "type": "control", "actor": ["Mali"]},
        {"trigger": "return", "type": "control", "attribution": 0},
    ]
    assert who(text, told, promised) == [("withdrew", "outlet"), ("return", "Mali")]


@pytest.mark.parametrize(
    ("language", "text", "source", "cue", "participle", "name"),
    [
        ("ar", "قال الجيش السوداني إن الطريق مفتوح، مؤكداً أن المدينة هادئة.", "الجيش السوداني", "قال", "مؤكداً", "Sudan"),
        ("ru", "Минобороны Мали сообщило, что дорога открыта, добавив, что город спокоен.", "Минобороны Мали",
         "сообщило", "добавив", "Mali"),
        ("uk", "Міноборони Малі повідомило, що дорога відкрита, додавши, що місто спокійне.", "Міноборони Малі",
         "повідомило", "додавши", "Mali"),
    ],
)  # fmt: skip
def test_participles_of_other_languages(
    language: str, text: str, source: str, cue: str, participle: str, name: str
) -> None:
    first, second = text.rstrip(".").split(participle)
    said: Row = {"source": [source], "cue": [cue], "content": [first.split()[-1]]}
    added: Row = {"cue": [participle], "content": [second.strip(" ,")]}
    told: list[Row] = [{"trigger": second.split()[-1], "type": "control", "attribution": 1}]
    ((_, found),) = who(text, told, said, added, language=language)
    assert found.startswith(f"{name}: ")


def test_a_cue_that_is_no_participle_stays_without_a_source() -> None:
    text = "The Malian army said the road was open, and mines are reported there."
    said: Row = {"source": ["The Malian army"], "cue": ["said"], "content": ["the road was open"]}
    reported: Row = {"cue": ["reported"], "content": ["mines"]}
    (claim,) = claims_of_tags(
        text, [{"trigger": "mines", "type": "deployment", "attribution": 1}], [said, reported]
    )
    assert (claim.claimant.name, claim.claimant.text, claim.claimant.span) == ("unnamed", None, None)
    assert claim.cue is not None
    assert claim.cue.of(text) == "reported"


def test_who_is_called_upon_is_not_the_source() -> None:
    text = "The Malian army said the road was open, and called on the villagers to return."
    said: Row = {"source": ["The Malian army"], "cue": ["said"], "content": ["the road was open"]}
    called: Row = {"source": ["the villagers"], "cue": ["called on"], "content": ["the villagers to return"]}
    told: list[Row] = [{"trigger": "called on", "type": "statement", "attribution": 1}]
    assert who(text, told, said, called) == [("called on", "Mali: Armed Forces")]


def test_whom_others_blame_for_saying_it_says_it() -> None:
    text = "Niger hit out at Mali for claiming that troops entered the town."
    said: Row = {"source": ["Niger"], "cue": ["claiming"], "content": ["troops entered the town"]}
    told: list[Row] = [{"trigger": "entered", "type": "control", "attribution": 0, "actor": ["troops"]}]
    assert who(text, told, said) == [("entered", "Mali")]
    other = "Niger thanked Mali, claiming that troops entered the town."
    assert who(other, told, said) == [("entered", "Niger")]


def test_the_word_that_closes_a_headline_is_its_source() -> None:
    text = "Nine killed in fighting with Malian Rebels Monitor"
    said: Row = {"source": ["Rebels"], "cue": ["Monitor"], "content": ["Nine killed in fighting"]}
    told: list[Row] = [{"trigger": "killed", "type": "loss", "attribution": 0, "quantity": ["Nine"]}]
    assert who(text, told, said) == [("killed", "Monitor")]
