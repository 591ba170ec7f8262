"""One claim in its source: the article with the claim marked, its fields, and what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from counterclaim import model
from counterclaim.comparing.nouns import ConflictKind
from counterclaim.errors import UnknownNameError
from counterclaim.ledger import Ledger
from counterclaim.web import wording
from counterclaim.web.deps import LedgerDep, PageDep, Reader
from counterclaim.web.past import Past, past
from counterclaim.web.source import Source, gone, source
from counterclaim.web.wording import Field

router = APIRouter(include_in_schema=False)
Object = Mapping[str, Any]
Id = Annotated[str, Path(max_length=80)]
Part = Annotated[int | None, Query(ge=1, le=2**31 - 1)]


CHOICES: Mapping[str, tuple[str, ...]] = {
    name: get_args(kinds)
    for name, kinds in {
        "type": model.ClaimType,
        "polarity": model.Polarity,
        "certainty": model.Certainty,
        "precision": model.PlacePrecision,
        "time_precision": model.TimePrecision,
        "item": model.Item,
        "group": model.Group,
        "effect": model.Effect,
        "means": model.MeansClass,
        "objects": model.ObjectClass,
        "link": ConflictKind,
    }.items()
}
"""What may be chosen in the forms that correct a claim."""
BLANK: Mapping[str, None] = defaultdict(lambda: None)
"""An entry of a list that nobody has filled yet."""


@dataclass(frozen=True, slots=True)
class Against:
    """A claim that contradicts the one of the page, and why; `dismissed` by a person."""

    claim: str
    kind: str
    between: str
    reason: str
    dismissed: bool


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """`claim` as every interface gives it; `chain` from the innermost source to the outlet; `history`: all reviews,
    oldest first, of which `seen` is the last; `read`: the engine's values of fields that a person set; `choices` and `blank`
    are for the forms."""

    claim: Object
    headline: str
    source: Source
    fields: tuple[Field, ...]
    chain: tuple[str, ...]
    against: tuple[Against, ...]
    history: tuple[Past, ...]
    read: tuple[tuple[str, str], ...]
    seen: int
    gone: bool
    choices: Mapping[str, tuple[str, ...]]
    blank: Mapping[str, None]


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Every review of a claim, oldest first, each with what the reviewer changed."""

    claim: Object
    headline: str
    history: tuple[Past, ...]


@router.get("/claims/{name}", dependencies=[Reader])
def claim(name: Id, ledger: LedgerDep, page: PageDep, part: Part = None) -> Response:
    """One claim by its id, or the only one that begins so."""
    found = ledger.claim(name)
    if found["id"] != name:
        return page.back(f"/claims/{found['id']}")
    return page.render("claim.html", claim_page(ledger, found, part))


@router.get("/claims/{name}/history", dependencies=[Reader])
def history(name: Id, ledger: LedgerDep, page: PageDep) -> Response:
    """What people decided of a claim."""
    found = ledger.claim(name)
    told = HistoryPage(found, wording.headline(found), past(ledger.history(found["id"])))
    return page.render("history.html", told)


def claim_page(ledger: Ledger, found: Object, part: int | None = None) -> ClaimPage:
    """What the page of a claim, as `Ledger.claim` gives it, shows now."""
    history = past(ledger.history(found["id"]))
    shown = source(ledger, ledger.article(found["article"]["id"]), focus=found["id"], part=part)
    return ClaimPage(
        claim=found,
        headline=wording.headline(found),
        source=shown,
        fields=tuple(wording.fields(found)),
        chain=tuple(wording.chain(found)),
        against=tuple(_against(ledger, found)),
        history=history,
        read=tuple((name, wording.told(value)) for name, value in _read(found).items()),
        seen=max((one.number for one in history), default=0),
        gone=gone(found),
        choices=CHOICES,
        blank=BLANK,
    )


def _read(claim: Object) -> Object:
    """What the engine had read in fields that a person set."""
    read: Object = (claim["review"] or {}).get("read") or {}
    return read


def _against(ledger: Ledger, claim: Object) -> list[Against]:
    """Links of the claim, as of the last comparison, the strongest first."""
    if claim["incident"] is None:
        return []
    try:
        told = ledger.incident(claim["incident"])
    except UnknownNameError:
        return []
    mine = [link for link in told["links"] if claim["id"] in (link["a"], link["b"])]
    return [
        Against(
            claim=link["b"] if link["a"] == claim["id"] else link["a"],
            kind=link["kind"],
            between=link["between"],
            reason=link["reason"],
            dismissed=(link.get("review") or {}).get("state") == "dismissed",
        )
        for link in sorted(mine, key=lambda one: -one["strength"])
    ]
