from __future__ import annotations

import pytest

from counterclaim.errors import SettingsError
from counterclaim.model import Document, Span
from counterclaim.view import claim_object
from counterclaim.web.coding_form import as_form, find, picked_from
from counterclaim.web.picked_claim import sentences_of
from tests.ledger import made

SENTENCES = (
    "The governor of Elmar spoke first.",
    "He said troops shelled Qalat, and again shelled Qalat\u00a0Bridge on 3 May.",
)
FORM = {"type": "attack", "polarity": "asserted", "certainty": "certain", "trigger": "shelled"}


@pytest.fixture
def page() -> Document:
    return made.document(sentences=SENTENCES)


def number(page: Document) -> int:
    return len(sentences_of(page, page.articles[0])) - 1


def test_words_are_found_in_their_sentence_whatever_space_is_between(page: Document) -> None:
    given = {**FORM, "places": "Qalat\nQalat Bridge", "times": "on 3  May", "cue": "said"}
    found = picked_from(page, page.articles[0], number(page), given)
    sentence = made.find(page.text, SENTENCES[1])
    assert found.trigger == made.find(page.text, "shelled")
    assert [s.of(page.text) for s in found.places] == ["Qalat", "Qalat\u00a0Bridge"]
    assert all(sentence.holds(span) for span in [*found.places, *found.times])
    assert found.source is None


def test_the_second_place_is_asked_for_by_number(page: Document) -> None:
    found = picked_from(page, page.articles[0], number(page), {**FORM, "trigger": "shelled#2"})
    assert found.trigger.start == page.text.rindex("shelled")


def test_a_source_may_stand_in_a_sentence_before(page: Document) -> None:
    found = picked_from(page, page.articles[0], number(page), {**FORM, "source": "The governor of Elmar"})
    assert found.source == made.find(page.text, "The governor of Elmar")


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"trigger": "burned"}, "trigger"),
        ({"trigger": "  "}, "trigger"),
        ({"places": "Elmar"}, "places"),
        ({"type": "war"}, "type"),
    ],
)
def test_what_cannot_be_is_named(page: Document, given: dict[str, str], named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        picked_from(page, page.articles[0], number(page), {**FORM, **given})
    with pytest.raises(SettingsError, match="sentence"):
        picked_from(page, page.articles[0], 99, FORM)


def test_a_claim_fills_the_form_and_the_form_finds_it_again() -> None:
    page = made.document()
    article = page.articles[0]
    for claim in made.claims(page)[:3]:
        given = claim_object(claim, page, article)
        sentences = sentences_of(page, article)
        at = next(i for i, s in enumerate(sentences) if claim.trigger.start < s.end)
        found = picked_from(page, article, at, as_form(page.text, sentences, given))
        assert found.trigger == claim.trigger
        assert found.source == claim.claimant.span
        assert list(found.places) == [p.span for p in claim.places]
        assert list(found.quantities) == [q.span for q in claim.quantities]


@pytest.mark.parametrize("words", ["(", "a" * 5000, "#", "#2", "x#99999999999", "\\d"])
def test_odd_words_are_only_not_there(words: str) -> None:
    assert find("two tanks near b.", Span(0, 17), words) is None
