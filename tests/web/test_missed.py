"""A claim that the engine missed is added from words of the article, with and without a script."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from counterclaim.errors import SettingsError
from counterclaim.ledger import ClaimFilter, Ledger
from counterclaim.model import Span
from counterclaim.web import marking
from counterclaim.web.picking import span_of_words
from tests.web.conftest import Client

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_words_go_by_number() -> None:
    text = "Menu Two tanks near Qalat burned."
    over = Span(5, len(text))
    assert span_of_words(text, over, "w0", "w1").of(text) == "Two tanks"
    assert span_of_words(text, over, "w3", "w3").of(text) == "Qalat"
    for first, last in (("w3", "w2"), ("w0", "w99"), ("17", "18"), ("w-1", "w0"), ("", "")):
        with pytest.raises(SettingsError):
            span_of_words(text, over, first, last)


def article_of(ledger: Ledger) -> tuple[str, list[Any]]:
    for name in ledger.drawable():
        found = list(ledger.claims(ClaimFilter(article=name)))
        if len(found) > 2 and found[0]["places"]:
            return name, found
    raise AssertionError


def added(ledger: Ledger, article: str) -> Any:
    (name,) = ledger.by_people(article)
    return ledger.claim(name)


def test_words_as_they_are_written_make_a_claim(client: Client) -> None:
    article, found = article_of(client.ledger)
    first = found[0]
    form = {
        "type": "displacement", "polarity": "denied", "certainty": "possible",
        "trigger": first["trigger"]["text"], "places": first["places"][0]["text"],
    }  # fmt: skip
    answer = client.write(f"/articles/{article}/claims", {**form, "places": "no such place"})
    assert answer.status_code == 422
    assert "no such place" in answer.text
    assert client.ledger.by_people(article) == set()
    assert client.write(f"/articles/{article}/claims", form).status_code == 303
    claim = added(client.ledger, article)
    assert (claim["type"], claim["polarity"], claim["certainty"]) == ("displacement", "denied", "possible")
    assert claim["review"]["decision"] == "accepted"
    assert claim["places"][0]["name"]
    assert client.ledger.waiting() == 0
    assert (
        client.write(f"/articles/{article}/claims", {"trigger": first["trigger"]["text"]}).status_code == 422
    )
    assert client.write("/articles/none/claims", form).status_code == 404


def test_picked_words_make_a_claim(client: Client) -> None:
    article, found = article_of(client.ledger)
    place = client.ledger.article(article)
    words = marking.words(place.text, place.span)
    at = next(i for i, w in enumerate(words) if w.start == found[0]["trigger"]["start"])
    form = {"type": "loss", "polarity": "asserted", "certainty": "certain", "trigger": "other words"}
    answer = client.write(f"/articles/{article}/claims", {**form, "trigger_at": f"w{at}-w{at}"})
    assert answer.status_code == 303
    assert added(client.ledger, article)["trigger"]["start"] == found[0]["trigger"]["start"]
    assert (
        client.write(f"/articles/{article}/claims", {**form, "trigger_at": "w9-w999999"}).status_code == 422
    )


def test_a_claim_is_added_by_keyboard_alone(live: str, sample: Path, page: Page) -> None:
    with Ledger.open(sample) as ledger:
        article, _ = article_of(ledger)
    page.goto(f"{live}/articles/{article}")
    page.keyboard.press("m")
    page.locator("#missed").wait_for()
    page.keyboard.press("g")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    words = " ".join(page.locator(".picked").all_inner_texts())
    page.keyboard.press("1")
    assert page.locator("#missed-trigger").input_value() == words
    page.keyboard.press("ArrowRight")
    page.keyboard.press("5")
    page.keyboard.press("s")
    page.get_by_text("The claim is added, and accepted.").wait_for()
    with Ledger.open(sample) as ledger:
        claim = added(ledger, article)
    assert claim["trigger"]["text"] == words
    assert len(claim["actors"]) == 1
