"""Invented reports on two days of a war, as documents with their claims: tolls that differ, a town that both hold, a
denial, a copy, an older happening told again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from counterclaim.model import (
    Claim,
    Claimant,
    Document,
    ObjectMention,
    PartyMention,
    PlaceMention,
    Quantity,
    Span,
    When,
)
from tests.ledger import made

ELMAR = ("Élmar", "Elmar", 78, 39.0, 47.0)
QALAT = ("Qalat", "Qal'at", 77, 39.5, 47.25)
SHELLED = (
    "At least 14 people were killed when the market of Élmar was shelled on 2 May, medics in the town said."
)
TOLL = "Nine civilians were killed at the market in Élmar on 2 May, the Ministry of Health of Narvia said."
TARSK_HOLDS = "Tarsk said its army has held Qalat since 3 May."
NARVIA_HOLDS = "Narvia said its brigades hold Qalat, where fighting went on on 3 May."
CONVOY = "A convoy was attacked near Qalat on 3 May and five soldiers of Narvia were killed, Tarsk said."
DENIED = "Narvia denied losing any soldier near Qalat on 3 May."


def day(text: str, words: str, iso: str) -> When:
    return When(made.find(text, words), words, iso, iso, "day")


def place(text: str, where: tuple[str, str, int, float, float]) -> tuple[PlaceMention, ...]:
    surface, name, geonames, lat, lon = where
    return (PlaceMention(made.find(text, surface), surface, name, geonames, lat, lon, "settlement", "XN"),)


def killed(text: str, words: str, low: int, high: int | None, item: Any = "person") -> tuple[Quantity, ...]:
    span = made.find(text, words)
    return (Quantity(span, words, low, high, None, item, None, None, "killed", False, None),)


def market(text: str) -> tuple[ObjectMention, ...]:
    return (ObjectMention(made.find(text, "the market"), "the market", "market"),)


def by(text: str, words: str, party: str) -> Claimant:
    span = made.find(text, words)
    return Claimant(party, party, span, words)


def claims(of: Document, sentences: Sequence[str]) -> list[Claim]:
    """One claim for each of the sentences above that `of` has."""
    text, found = of.text, []
    for sentence in sentences:
        at = made.find(text, sentence)
        inside = sentence

        def moved(span: Span | None, by: int = at.start) -> Span | None:
            return None if span is None else Span(span.start + by, span.end + by)

        given: dict[str, Any]
        if sentence == SHELLED:
            given = {"trigger": "killed", "type": "loss", "claimant": by(inside, "medics in the town", "unnamed"),
                     "places": place(inside, ELMAR), "time": day(inside, "on 2 May", "2031-05-02"),
                     "quantities": killed(inside, "At least 14 people", 14, None), "objects": market(inside)}  # fmt: skip
        elif sentence == TOLL:
            given = {"trigger": "killed", "type": "loss", "claimant": by(inside, "the Ministry of Health of Narvia", "Narvia"),
                     "places": place(inside, ELMAR), "time": day(inside, "on 2 May", "2031-05-02"),
                     "quantities": killed(inside, "Nine civilians", 9, 9, "civilian"), "objects": market(inside)}  # fmt: skip
        elif sentence in (TARSK_HOLDS, NARVIA_HOLDS):
            party = "Tarsk" if sentence == TARSK_HOLDS else "Narvia"
            doer = "its army" if sentence == TARSK_HOLDS else "its brigades"
            given = {"trigger": "held" if sentence == TARSK_HOLDS else "hold", "type": "control", "claimant": by(inside, party, party),
                     "actors": (PartyMention(made.find(inside, doer), doer, party),), "places": place(inside, QALAT),
                     "time": day(inside, "3 May", "2031-05-03")}  # fmt: skip
        elif sentence == CONVOY:
            given = {"trigger": "killed", "type": "loss", "claimant": by(inside, "Tarsk", "Tarsk"),
                     "targets": (PartyMention(made.find(inside, "soldiers of Narvia"), "soldiers of Narvia", "Narvia"),),
                     "places": place(inside, QALAT), "time": day(inside, "on 3 May", "2031-05-03"),
                     "quantities": killed(inside, "five soldiers", 5, 5, "soldier")}  # fmt: skip
        else:
            given = {"trigger": "losing", "type": "loss", "polarity": "denied", "claimant": by(inside, "Narvia", "Narvia"),
                     "targets": (PartyMention(made.find(inside, "any soldier"), "any soldier", "Narvia"),),
                     "places": place(inside, QALAT), "time": day(inside, "on 3 May", "2031-05-03")}  # fmt: skip
        found.append(
            made.claim(of, sentence, given.pop("trigger"), **{k: _moved(v, moved) for k, v in given.items()})
        )
    return found


def _moved(value: Any, moved: Any) -> Any:
    """`value`, made in its sentence, at its place in the text."""
    if isinstance(value, tuple):
        return tuple(_moved(one, moved) for one in value)
    return replace(value, span=moved(value.span)) if hasattr(value, "span") else value


def report(
    number: int, outlet: str, published: str, sentences: Sequence[str], url: str | None = None
) -> tuple[Document, list[Claim]]:
    """A page of `outlet` with `sentences`, and its claims."""
    page = made.document(number, sentences=[*sentences, f"This is page {number} of the archive."], url=url)
    page = replace(page, articles=(replace(page.articles[0], outlet=outlet, published=published),))
    return page, claims(page, sentences)


def all_of_them() -> list[tuple[Document, list[Claim]]]:
    """Seven reports by five outlets."""
    return [
        report(1, "Valley Post", "2031-05-02", [SHELLED]),
        report(2, "River Herald", "2031-05-03", [SHELLED, TARSK_HOLDS]),
        report(3, "Hill Courier", "2031-05-03", [TOLL]),
        report(4, "Coast News", "2031-05-04", [NARVIA_HOLDS, CONVOY]),
        report(5, "Plain Times", "2031-05-04", [DENIED]),
        report(6, "Valley Post", "2031-05-05", [TOLL, TARSK_HOLDS]),
        report(7, "Hill Courier", "2031-05-06", [CONVOY]),
    ]
