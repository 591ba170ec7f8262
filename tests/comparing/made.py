"""Entries of invented claims, for tests: `entry('c_1', day='2031-05-02', place='Orlec', killed=12)`."""

from __future__ import annotations

from typing import Any

from counterclaim.comparing.entries import content_words
from counterclaim.comparing.nouns import Actor, Entry, Where
from counterclaim.language import fold
from counterclaim.model import Effect, Item, Quantity, Span

PLACES = {
    "Orlec": Where("g101", "Orlec", "settlement", ("g11", "c:XA"), 40.0, 45.0),
    "Orlec Mill": Where("g103", "Orlec Mill", "settlement", ("g11", "c:XA"), 40.02, 45.02),
    "Zabrod": Where("g102", "Zabrod", "settlement", ("g11", "c:XA"), 40.6, 45.4),
    "Lower Vale": Where("g11", "Lower Vale", "province", ("c:XA",), 40.3, 45.2),
    "Tamir": Where("g201", "Tamir", "settlement", ("g21", "c:XB"), 43.0, 47.0),
}
"""Invented: Orlec and Zabrod lie in the province Lower Vale, Tamir in another state."""

SIDES = {"Norland": "northern side", "Norland Guard": "northern side", "Sudia": "southern side"}
"""Invented parties and their sides; all others stand alone."""


def quantity(
    low: int | None,
    high: int | None = None,
    *,
    item: Item = "person",
    effect: Effect = "killed",
    **more: Any,
) -> Quantity:
    """A figure; `high` is `low` where it is not given ('exactly')."""
    fields = {
        "text": str(low),
        "word": None,
        "group": None,
        "part_of": None,
        "cumulative": False,
        "since": None,
    } | more
    return Quantity(
        span=Span(0, 2), low=low, high=low if high is None else high, item=item, effect=effect, **fields
    )


def entry(claim: str, *, party: str = "outlet", outlet: str | None = "The Courier", **given: Any) -> Entry:
    """An entry with what is given and plain values for the rest.

    Beside the fields of `Entry`: `day` (first and last), `place` (names of PLACES), `actor` and `target` (parties),
    `killed` (a number).
    """
    day = given.pop("day", None)
    places = given.pop("place", ())
    actors, targets = given.pop("actor", ()), given.pop("target", ())
    killed = given.pop("killed", None)
    quote = given.pop("quote", "Something happened.")
    quantities = (quantity(killed),) if killed is not None else ()
    fields: dict[str, Any] = {
        "claim": claim,
        "document": f"d_{claim}",
        "article": f"a_{claim}",
        "outlet": outlet,
        "publisher": outlet or f"d_{claim}",
        "published": day,
        "language": "en",
        "type": "loss" if killed is not None else "attack",
        "polarity": "asserted",
        "certainty": "certain",
        "confidence": 0.9,
        "claimant": party,
        "party": party,
        "side": (outlet or f"d_{claim}") if party == "outlet" else SIDES.get(party, party),
        "actors": tuple(Actor(name, fold(name)) for name in _names(actors)),
        "targets": tuple(Actor(name, fold(name)) for name in _names(targets)),
        "places": tuple(PLACES[name] for name in _names(places)),
        "first": day,
        "last": day,
        "precision": "day" if day else None,
        "told": day is not None,
        "quantities": quantities,
        "means": frozenset(),
        "objects": frozenset(),
        "trigger": "killed" if killed is not None else "struck",
        "words": content_words(quote, given.get("language", "en")),
        "quote": quote,
        "span": Span(0, len(quote)),
    }
    return Entry(**(fields | given))


def undated(claim: str, published: str, **given: Any) -> Entry:
    """An entry whose text tells no day, published on `published`."""
    untold = {"first": None, "last": None, "precision": None, "told": False}
    return entry(claim, day=published, **untold | given)


def _names(given: str | tuple[str, ...]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else given
