"""Whoever codes an article reads it on the page of coding alone, until both readers are done."""

from __future__ import annotations

from counterclaim.ledger import Ledger
from counterclaim.web.sessions import Person

BLIND = "You code this article blind: until both readers are done you read it here."


def coding_of(ledger: Ledger, person: Person, article: str) -> str | None:
    """The address where `person` codes this article blind now; None where that is not so."""
    batch = ledger.blind_for(person.name, article) if person.name else None
    return None if batch is None else f"/coding/{batch}/{article}"
