"""Incidents: groups of claims with an id that stays, and the object that every interface gives of one."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from counterclaim.comparing.features import finest
from counterclaim.comparing.nouns import ConflictLink, Entry, Group, Origin, Status, Where
from counterclaim.model import ClaimType

EventKind = Literal["merged", "split", "ended"]
_EXACT = ("day", "days", "week", "month", "year")
NAMED = 16
"""Hexadecimal digits of an incident's id."""


@dataclass(frozen=True, slots=True)
class Known:
    """An incident as it stands: its id, the claim that founded it, its claims, and how old it is (any number or
    instant that grows)."""

    id: str
    founder: str
    claims: frozenset[str]
    born: str


@dataclass(frozen=True, slots=True)
class Event:
    """What became of an incident: `merged` into `other`, `split` so that `other` has some of its claims, or `ended`
    because none of its claims is left (`other` None). `claims` are the ones that moved."""

    kind: EventKind
    incident: str
    other: str | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """Ids and founders of groups, in their order; `new` are ids that did not stand before.

    `aliases` lead from ids that are gone to those that have their claims. An id in `ids` is live, also where it
    was an alias before.
    """

    ids: tuple[str, ...]
    founders: tuple[str, ...]
    new: frozenset[str]
    aliases: Mapping[str, str]
    events: tuple[Event, ...]


def settle(groups: Sequence[Group], known: Iterable[Known], taken: Iterable[str] = ()) -> Settled:
    """Which ids the groups have, given the incidents that their claims were in.

    A group keeps the id of the oldest incident whose founder it holds; the others among them become aliases. An
    incident whose founder is gone is held by the group with most of its claims. A group without any is named
    after its founder, the claim that was published first. `taken` are ids that other incidents have.
    """
    standing = sorted(known, key=lambda one: (one.born, one.id))
    group_of = {claim: at for at, group in enumerate(groups) for claim in group.claims}
    holders: dict[int, list[Known]] = defaultdict(list)
    events: list[Event] = []
    for one in standing:
        at = _holder(one, group_of)
        if at is None:
            events.append(Event("ended", one.id, None, tuple(sorted(one.claims))))
        else:
            holders[at].append(one)
    used = {one.id for one in standing} | set(taken)
    ids: list[str] = []
    founders: list[str] = []
    new = set()
    for at, group in enumerate(groups):
        founder = founder_of(group)
        if held := holders.get(at):
            ids.append(held[0].id)
            founders.append(held[0].founder if held[0].founder in group.claims else founder)
            continue
        name = _name(founder, used)
        used.add(name)
        new.add(name)
        ids.append(name)
        founders.append(founder)
    aliases = {}
    for at, held in holders.items():
        for one in held[1:]:
            aliases[one.id] = ids[at]
            moved = sorted(one.claims & set(groups[at].claims))
            events.append(Event("merged", one.id, ids[at], tuple(moved)))
    events += _splits(standing, group_of, ids, aliases)
    return Settled(tuple(ids), tuple(founders), frozenset(new), aliases, tuple(events))


def founder_of(group: Group) -> str:
    """The claim of the group that was published first: the one that no pair ties to an earlier one."""
    return next(
        (claim for claim, pair in zip(group.claims, group.joined, strict=True) if pair is None),
        group.claims[0],
    )


def incident_id(founder: str, number: int = 0) -> str:
    """The id of an incident that this claim founds; `number` where it founded others before that go on without it."""
    key = f"{founder} {number}" if number else founder
    return f"i_{hashlib.sha256(key.encode()).hexdigest()[:NAMED]}"


def incident_object(
    entries: Sequence[Entry],
    *,
    id: str,
    status: Status,
    links: Sequence[ConflictLink] = (),
    origins: Sequence[Origin] = (),
    aliases: Sequence[str] = (),
    history: Sequence[Event] = (),
) -> dict[str, Any]:
    """The incident that consists of `entries`, as JSON-ready values: what `incidents --json` gives.

    `origins` may hold more than this incident; those of its claims are shown, with the outlets of the claims here.
    ValueError where there are no entries.
    """
    if not entries:
        raise ValueError("an incident has claims")
    ordered = sorted(entries, key=lambda one: (one.published or "9999", one.claim))
    first, last = days(ordered)
    return {
        "id": id,
        "status": status.name,
        "facts": [{"words": fact.words, "claims": list(fact.claims)} for fact in status.facts],
        "grade": {"name": status.grade, "suggested": True} if status.grade else None,
        "type": kind(ordered),
        "types": sorted({one.type for one in ordered}),
        "places": [_place(place) for place in places(ordered)],
        "time": {"start": first, "end": last} if first or last else None,
        "parties": parties(ordered),
        "claims": [one.claim for one in ordered],
        "accounts": accounts(ordered),
        "links": [_link(link) for link in sorted(links, key=lambda link: (-link.strength, link.a, link.b))],
        "origins": _origins(origins, ordered),
        "articles": _articles(ordered),
        "aliases": sorted(aliases),
        "history": [
            {
                "event": event.kind,
                "incident": event.incident,
                "other": event.other,
                "claims": list(event.claims),
            }
            for event in history
        ],
    }


def kind(entries: Iterable[Entry]) -> ClaimType:
    """The type that most claims have; of as many the deed before its toll."""
    counted = Counter(one.type for one in entries)
    order = ("attack", "abuse", "loss", "control", "deployment", "displacement", "agreement", "statement")
    return min(counted, key=lambda name: (-counted[name], order.index(name)))


def places(entries: Iterable[Entry]) -> list[Where]:
    """Where it happened, the most often named first, without what only holds another one of them."""
    counted: Counter[str] = Counter()
    known: dict[str, Where] = {}
    for one in entries:
        for place in finest(one.places):
            counted[place.key] += 1
            known.setdefault(place.key, place)
    holders = {key for place in known.values() for key in place.within}
    left = [key for key in known if key not in holders] or list(known)
    return [known[key] for key in sorted(left, key=lambda key: (-counted[key], known[key].name, key))]


def days(entries: Iterable[Entry]) -> tuple[str | None, str | None]:
    """First and last day that claims tell, of the most exact ones; (None, None) where none tells any."""
    told: dict[str | None, list[Entry]] = defaultdict(list)
    for one in entries:
        if one.told:
            told[one.precision].append(one)
    if not told:
        return None, None
    exact = told[min(told, key=lambda precision: _EXACT.index(precision or "year"))]
    starts = [day for one in exact if (day := one.first or one.last)]
    ends = [day for one in exact if (day := one.last or one.first)]
    return (min(starts), max(ends)) if starts and ends else (None, None)


def parties(entries: Iterable[Entry]) -> list[str]:
    """All actors and targets by name."""
    return sorted({actor.party for one in entries for actor in (*one.actors, *one.targets) if actor.party})


def accounts(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """What each party says, one account a party (an outlet's own claims by its publisher), by who spoke first."""
    by_speaker: dict[tuple[str, str], list[Entry]] = {}
    for one in entries:
        speaker = one.publisher if one.party == "outlet" else one.party
        by_speaker.setdefault((speaker, one.side), []).append(one)
    return [_account(speaker, side, said) for (speaker, side), said in by_speaker.items()]


def _account(speaker: str, side: str, said: Sequence[Entry]) -> dict[str, Any]:
    figures: dict[tuple[str, str | None, str], list[tuple[int | None, int | None]]] = {}
    for one in said:
        for q in one.quantities:
            if q.low is not None or q.high is not None:
                figures.setdefault((q.item, q.group, q.effect), []).append((q.low, q.high))
    return {
        "party": speaker,
        "side": side,
        "claimants": list(dict.fromkeys(one.claimant for one in said)),
        "asserted": [one.claim for one in said if one.polarity == "asserted"],
        "denied": [one.claim for one in said if one.polarity == "denied"],
        "actors": parties_of(one.actors for one in said),
        "targets": parties_of(one.targets for one in said),
        "figures": [
            {"item": item, "group": group, "effect": effect, **_range(bounds)}
            for (item, group, effect), bounds in figures.items()
        ],
        "means": sorted({means for one in said for means in one.means}),
        "objects": sorted({what for one in said for what in one.objects}),
        "quotes": [
            {"claim": one.claim, "text": one.quote, "outlet": one.outlet, "published": one.published}
            for one in said
        ],
    }


def parties_of(given: Iterable[Iterable[Any]]) -> list[str]:
    """Names of actors, of those without a party their words."""
    return sorted({actor.party or actor.words for actors in given for actor in actors})


def _range(bounds: Sequence[tuple[int | None, int | None]]) -> dict[str, int | None]:
    lows = [low for low, _ in bounds if low is not None]
    highs = [high for _, high in bounds]
    return {
        "low": min(lows) if lows else None,
        "high": None if None in highs else max(high for high in highs if high is not None),
    }


def _place(place: Where) -> dict[str, Any]:
    geonames = int(place.key[1:]) if place.key[:1] == "g" and place.key[1:].isdigit() else None
    return {
        "name": place.name,
        "geonames": geonames,
        "precision": place.precision,
        "lat": place.lat,
        "lon": place.lon,
    }


def _link(link: ConflictLink) -> dict[str, Any]:
    return {
        "kind": link.kind,
        "a": link.a,
        "b": link.b,
        "reason": link.reason,
        "strength": link.strength,
        "between": link.between,
    }


def _origins(origins: Iterable[Origin], entries: Sequence[Entry]) -> list[dict[str, Any]]:
    here = {one.claim: one for one in entries}
    articles = {one.article for one in entries}
    shown = []
    for origin in origins:
        claims = [claim for claim in origin.claims if claim in here]
        if claims:
            shown.append(
                {
                    "id": origin.id,
                    "first": origin.first,
                    "claims": claims,
                    "outlets": sorted({here[claim].outlet or here[claim].publisher for claim in claims}),
                    "copies": [
                        {"article": copy.article, "of": copy.of, "why": copy.why}
                        for copy in origin.copies
                        if copy.article in articles
                    ],
                }
            )
    return shown


def _articles(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for one in entries:
        found.setdefault(
            one.article,
            {
                "id": one.article,
                "url": one.url,
                "outlet": one.outlet,
                "published": one.published,
                "title": one.title,
                "language": one.language,
            },
        )
    return list(found.values())


def _holder(one: Known, group_of: Mapping[str, int]) -> int | None:
    if one.founder in group_of:
        return group_of[one.founder]
    counted = Counter(group_of[claim] for claim in sorted(one.claims) if claim in group_of)
    return min(counted, key=lambda at: (-counted[at], at)) if counted else None


def _name(founder: str, used: set[str]) -> str:
    number = 0
    while (name := incident_id(founder, number)) in used:
        number += 1
    return name


def _splits(
    standing: Iterable[Known], group_of: Mapping[str, int], ids: Sequence[str], aliases: Mapping[str, str]
) -> list[Event]:
    found = []
    for one in standing:
        kept = aliases.get(one.id, one.id)
        moved: dict[str, list[str]] = defaultdict(list)
        for claim in sorted(one.claims):
            if claim in group_of and ids[group_of[claim]] != kept:
                moved[ids[group_of[claim]]].append(claim)
        found += [Event("split", one.id, other, tuple(moved[other])) for other in sorted(moved)]
    return found
