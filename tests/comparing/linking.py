"""What tests of conflict links share: who says what on which day, and the link of two claims. All reports are invented."""

from __future__ import annotations

from typing import Any

from counterclaim.comparing.conflicts import conflict
from counterclaim.comparing.nouns import ConflictLink, Entry
from counterclaim.model import Span
from tests.comparing.made import entry
from tests.comparing.war import SIDES

DAY, NEXT, WEEK = "2031-05-02", "2031-05-03", "2031-05-09"


def link(a: Entry, b: Entry, together: bool = False) -> ConflictLink | None:
    """The link, the same in either order."""
    found = conflict(a, b, SIDES, together)
    assert conflict(b, a, SIDES, together) == found
    return found


def kind(a: Entry, b: Entry, together: bool = False) -> str | None:
    found = link(a, b, together)
    return found.kind if found else None


def said(claim: str, party: str, **given: Any) -> Entry:
    return entry(claim, party=party, **({"day": DAY, "place": "Orlec"} | given))


def in_article(*rows: tuple[str, dict[str, Any]]) -> list[Entry]:
    """Claims that follow each other in one article of The Courier, without places of their own."""
    common: dict[str, Any] = {"document": "d_1", "article": "a_1", "published": DAY}
    return [
        entry(f"c_{n}", party=party, **(common | {"span": Span(n * 100, n * 100 + 99)} | given))
        for n, (party, given) in enumerate(rows)
    ]
