"""One incident: who says what side by side, what contradicts and why, and the facts behind its status."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Path
from fastapi.responses import Response
from markupsafe import Markup

from counterclaim.comparing.judging import Judged, link_id
from counterclaim.ledger import Ledger
from counterclaim.web import borders, measured, wording
from counterclaim.web.columns import SideBySide, side_by_side
from counterclaim.web.dated import analysis_of
from counterclaim.web.deps import AsOfDep, LedgerDep, PageDep, PersonDep, Reader, Room, RoomDep, SnapshotsDep
from counterclaim.web.pages.exporting import files
from counterclaim.web.past import Past, own_last, past
from counterclaim.web.picturing import link_drawing, place_map
from counterclaim.web.snapshots import Snapshots

router = APIRouter(include_in_schema=False)
Object = Mapping[str, Any]
Id = Annotated[str, Path(max_length=80)]

MOST_LINKS = 100
"""Judged links whose history stands on the page."""
STATUS = {
    "single": "everything rests on one account",
    "corroborated": "two or more accounts that do not depend on each other assert it",
    "conceded": "a party affirms what goes against its own side",
    "contested": "claims contradict each other",
}
"""What a status means, in the words of the rule."""


@dataclass(frozen=True, slots=True)
class Said:
    """A claim on a timeline: its id, who says it, whether as a denial, in which outlet."""

    id: str
    voice: str
    denied: bool
    outlet: str | None


@dataclass(frozen=True, slots=True)
class Moment:
    """What stands at one day of the incident's timeline: `said` on it, or `happened` by what is said."""

    day: str
    happened: tuple[str, ...]
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """Why a claim is in the incident: the claim that it goes with, and the reasons in words."""

    claim: str
    other: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """`told` as every interface gives it; `meaning`: of its status; `beside`: accounts, links and figures; `cards`: claims that have one; `map` of its places and `drawn` links where
    there are any, `caveat` what the map's lines are, `stamp` how good the engine is here; `exports`: its claims as files; `then`: the day of which the page speaks, as an address has it; `seen`: the last review of the ledger that the page knows; `own`: the person's last act on it that holds."""

    incident: str
    headline: str
    when: str
    told: Object
    meaning: str
    beside: SideBySide
    cards: frozenset[str]
    timeline: tuple[Moment, ...]
    joined: tuple[Joined, ...]
    history: tuple[Past, ...]
    seen: int
    own: int | None
    map: Markup | None
    drawn: Markup | None
    caveat: str
    stamp: str
    exports: tuple[tuple[str, str], ...]
    then: str


@dataclass(frozen=True, slots=True)
class Pending:
    """What stood on a day is being worked out; `url` is where it will be."""

    url: str


@router.get("/incidents/{name}", dependencies=[Reader])
def incident(
    name: Id,
    ledger: LedgerDep,
    room: RoomDep,
    snapshots: SnapshotsDep,
    as_of: AsOfDep,
    person: PersonDep,
    page: PageDep,
) -> Response:
    """One incident by its id, the beginning of it, or an id that was merged into it."""
    seen = ledger.last_review()
    told = _told(ledger, room, snapshots, name, as_of)
    if told is None:
        return page.render("incident_pending.html", Pending(f"/incidents/{name}?as_of={as_of}"))
    if told["id"] != name:
        return page.back(f"/incidents/{told['id']}" + (f"?as_of={as_of}" if as_of else ""))
    claims = ledger.claims_by_id(told["claims"])
    links: list[Object] = [{**one, "id": link_of(one)} for one in told["conflicts"]]
    shown = {link_of(one) for one in told["links"]}
    judged = ledger.judgements()
    states = {link_id(one.a, one.b, one.kind): {"state": one.state} for one in judged}
    apart = [one for one in judged if one.state == "dismissed" and {one.a, one.b} & set(told["claims"])]
    links += dismissed(
        apart, claims | ledger.claims_by_id({end for one in apart for end in (one.a, one.b)}), shown
    )
    beside = side_by_side({**told, "conflicts": links}, claims, states)
    of_links = [link_id(one.a, one.b, one.kind) for one in judged if {one.a, one.b} & set(told["claims"])]
    history = past(ledger.history(told["id"], *of_links[:MOST_LINKS]), told["id"])
    return page.render(
        "incident.html",
        IncidentPage(
            incident=told["id"],
            headline=headline(told),
            when=when(told),
            told=told,
            meaning=STATUS.get(told["status"], ""),
            beside=beside,
            cards=frozenset(card.id for column in beside.columns for card in column.cards),
            timeline=tuple(timeline(claims)),
            joined=tuple(
                Joined(one["claim"], one["with"], tuple(reason["words"] for reason in one["reasons"]))
                for one in told.get("joined", ())
            ),
            history=history,
            seen=seen,
            own=own_last(history, person.name),
            map=place_map(
                tuple((p["name"], p["lat"], p["lon"]) for p in told["places"][:20] if p["lat"] is not None)
            ),
            drawn=link_drawing(beside),
            caveat=borders.CAVEAT,
            stamp=measured.stamp_line(snapshots),
            exports=files(f"incident={told['id']}" + (f"&as_of={as_of}" if as_of else "")),
            then=f"?as_of={as_of}" if as_of else "",
        ),
    )


def _told(ledger: Ledger, room: Room, snapshots: Snapshots, name: str, as_of: str | None) -> Object | None:
    """The incident with its `conflicts`; None while what stood on a day is worked out."""
    if as_of is None:
        told = ledger.incident(name)
        if not told["links"]:
            # Most have none: what the rule needs to fold links is not read then.
            return {**told, "conflicts": []}
        name = told["id"]
    analysis = analysis_of(snapshots, ledger, room.world(), as_of)
    return None if analysis is None else analysis.incident(name)


def link_of(link: Object) -> str:
    """The id of a link of an incident's `links` or `conflicts`."""
    a, b = (end if isinstance(end, str) else end["claim"] for end in (link["a"], link["b"]))
    return link_id(a, b, link["kind"])


def dismissed(
    judged: Iterable[Judged], claims: Mapping[str, Object], shown: Container[str]
) -> Iterator[Object]:
    """Links that people dismissed and that are not shown any more, as `conflicts` has others: they can be taken back."""
    for one in judged:
        name = link_id(one.a, one.b, one.kind)
        if name not in shown and one.a in claims and one.b in claims:
            yield {
                "id": name,
                "kind": one.kind,
                "between": "",
                "reason": one.words or "",
                "strength": 0.0,
                "a": _said(claims[one.a]),
                "b": _said(claims[one.b]),
                "others": [],
            }


def _said(claim: Object) -> Object:
    return {
        "claim": claim["id"],
        "claimant": claim["claimant"]["name"],
        "polarity": claim["polarity"],
        "outlet": claim["article"]["outlet"],
        "published": claim["article"]["published"],
        "quote": claim["quote"],
    }


def headline(told: Object) -> str:
    """'Loss in Hadrut'; where no place is told, 'Statement, Armenia and Azerbaijan'."""
    kinds = wording.plain(", ".join(told["types"])).capitalize()
    if told["places"]:
        return f"{kinds} in {', '.join(place['name'] for place in told['places'][:3])}"
    *others, last = told["parties"] or [""]
    parties = f"{', '.join(others)} and {last}" if others else last
    return f"{kinds}, {parties}".rstrip(", ")


def when(told: Object) -> str:
    """When it happened; where no claim tells, when it was first reported."""
    reported = min((one["published"] for one in told["articles"] if one["published"]), default=None)
    return wording.days(told["time"]) or (f"reported {reported}" if reported else "undated")


def timeline(claims: Mapping[str, Object]) -> Iterator[Moment]:
    """Days on which something was said or is said to have happened, in order."""
    happened: dict[str, dict[str, None]] = {}
    said: dict[str, list[Said]] = {}
    for claim in claims.values():
        start = (claim["time"] or {}).get("start")
        if start and claim["polarity"] == "asserted":
            happened.setdefault(start, {})[wording.voice(claim)] = None
        if claim["article"]["published"]:
            said.setdefault(claim["article"]["published"], []).append(
                Said(
                    claim["id"],
                    wording.voice(claim),
                    claim["polarity"] == "denied",
                    claim["article"]["outlet"],
                )
            )
    for day in sorted({*happened, *said}):
        yield Moment(day, tuple(happened.get(day, ())), tuple(said.get(day, ())))
