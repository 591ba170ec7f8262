"""What a search of claims is asked by: the parameters of its address, the same for page, API, report and export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Query

from counterclaim.gazetteer import Gazetteer
from counterclaim.ledger import ClaimFilter, Ledger
from counterclaim.ledger.records import clean
from counterclaim.view import ClaimObject
from counterclaim.web.listing import day

PER_PAGE = 25
MOST_PAGES = 10_000
_Words = Annotated[str | None, Query(max_length=400)]
_Day = Annotated[str | None, Query(max_length=10, description="YYYY-MM-DD; of what happened.")]
_NAMES = {"text": "q", "date_from": "from", "date_to": "to"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimQuery:
    """Conditions of `ClaimFilter` under the names of an address, or the claims of one `incident`."""

    text: str | None = None
    type: str | None = None
    polarity: str | None = None
    party: str | None = None
    claimant: str | None = None
    place: str | None = None
    language: str | None = None
    outlet: str | None = None
    means: str | None = None
    object: str | None = None
    date_from: str | None = None
    date_to: str | None = None
    incident: str | None = None

    def conditions(self) -> dict[str, str]:
        """What is given, by the name in an address, in a fixed order."""
        given = {one.name: getattr(self, one.name) for one in fields(self)}
        return {_NAMES.get(name, name): value for name, value in given.items() if value}

    def address(self, path: str = "/search") -> str:
        found = urlencode(self.conditions())
        return f"{path}?{found}" if found else path

    def without(self, name: str) -> ClaimQuery:
        """All but the condition of this name (as in an address)."""
        own = {known: field for field, known in _NAMES.items()}.get(name, name)
        return replace(self, **{own: None})

    def only_words(self) -> bool:
        return set(self.conditions()) == {"q"}

    def wanted(self, limit: int | None = None, offset: int = 0) -> ClaimFilter:
        """The ledger's filter. A place is also found under the gazetteer's names for it."""
        given: dict[str, Any] = {one.name: getattr(self, one.name) for one in fields(self)}
        del given["incident"]
        return ClaimFilter(**given, place_names=names(self.place), limit=limit, offset=offset)


async def claim_query(
    q: Annotated[str | None, Query(max_length=400, description='Words; "side by side", beginn*.')] = None,
    type: _Words = None,
    polarity: _Words = None,
    party: _Words = None,
    claimant: _Words = None,
    place: _Words = None,
    language: _Words = None,
    outlet: _Words = None,
    means: _Words = None,
    object: _Words = None,
    date_from: Annotated[_Day, Query(alias="from")] = None,
    date_to: Annotated[_Day, Query(alias="to")] = None,
    incident: Annotated[str | None, Query(max_length=80)] = None,
) -> ClaimQuery:
    """The parameters of a search; 422 for a day that is none."""
    return ClaimQuery(
        text=_given(q),
        type=_given(type),
        polarity=_given(polarity),
        party=_given(party),
        claimant=_given(claimant),
        place=_given(place),
        language=_given(language),
        outlet=_given(outlet),
        means=_given(means),
        object=_given(object),
        date_from=day("from", date_from),
        date_to=day("to", date_to),
        incident=_given(incident),
    )


ClaimQueryDep = Annotated[ClaimQuery, Depends(claim_query)]


def found(ledger: Ledger, query: ClaimQuery, limit: int, offset: int = 0) -> tuple[list[ClaimObject], int]:
    """A page of what is asked for, and how many there are: words alone best first and counted to 2,001, else in order
    of document and place. UnknownNameError for an incident that there is not."""
    if query.incident is not None:
        ids = ledger.incident(query.incident)["claims"]
        return _claims(ledger, ids[offset : offset + limit]), len(ids)
    if query.only_words() and query.text is not None:
        return ledger.found(query.text, limit, offset)
    wanted = query.wanted(limit, offset)
    return list(ledger.claims(wanted)), ledger.count(query.wanted())


def _claims(ledger: Ledger, ids: list[str]) -> list[ClaimObject]:
    held: Mapping[str, ClaimObject] = ledger.claims_by_id(ids)
    return [held[name] for name in ids if name in held]


def names(place: str | None) -> tuple[str, ...]:
    """The names that the gazetteer has for the places called `place`."""
    if place is None:
        return ()
    gazetteer = Gazetteer.open()
    try:
        return tuple(dict.fromkeys(one.name for one in gazetteer.lookup(place)))
    finally:
        gazetteer.close()


def _given(value: str | None) -> str | None:
    return (clean(value).strip() or None) if value else None
