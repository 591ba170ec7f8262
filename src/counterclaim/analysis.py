"""What the claims of a ledger hold against each other, now or as of a day: the objects that every interface shows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from typing import Any, Protocol

from counterclaim.comparing import citations as citing
from counterclaim.comparing import comparison, conflicts, holdings, judging, series, shifts, silences, status
from counterclaim.comparing.accounts import accounts
from counterclaim.comparing.citing import references
from counterclaim.comparing.entries import Knowledge
from counterclaim.comparing.incidents import founder_of, incident_id
from counterclaim.comparing.nouns import ConflictLink, Entry
from counterclaim.comparing.publishers import publisher_of
from counterclaim.comparing.said import said_object
from counterclaim.comparing.sides import Sides
from counterclaim.comparing.totals import party_in
from counterclaim.errors import SettingsError, UnknownNameError
from counterclaim.extracting.world import World, WorldSpec, open_world
from counterclaim.language import fold
from counterclaim.ledger import ClaimFilter, Ledger
from counterclaim.ledger.compared import Standing
from counterclaim.ledger.incident_reading import IncidentFilter, meets
from counterclaim.ledger.incident_rows import days, joined

Object = dict[str, Any]


def knowledge(world: World) -> Knowledge:
    """What comparison asks about parties, places and outlets."""
    return Knowledge(world.registry, world.gazetteer, publisher_of, party_in(world.registry))


class Found(Protocol):
    """Incidents and origins, kept by a ledger or made in memory."""

    def incidents(self, wanted: IncidentFilter) -> Iterator[Object]: ...

    def incident(self, name: str) -> Object: ...

    def origins(self, shared: bool) -> Iterator[Object]: ...

    def incident_of(self) -> Mapping[str, str]: ...

    def entries(self, ids: Collection[str] | None = None) -> list[Entry]: ...

    def control(self) -> list[Entry]: ...


class Analysis:
    """Made by `Analysis.of`. Every method gives JSON-ready objects, the same that the commands print with `--json`.

    Counts of sources are counts of origins or of accounts (`comparing.accounts`), never of outlets.
    """

    def __init__(self, ledger: Ledger, world: World, found: Found, day: str | None) -> None:
        self._ledger, self._world, self._found = ledger, world, found
        self.as_of = day
        self.sides = Sides.of(world.conflicts)

    @classmethod
    def of(
        cls,
        ledger: Ledger,
        spec: WorldSpec = WorldSpec(),  # noqa: B008
        as_of: str | None = None,
        *,
        afresh: bool = False,
    ) -> Analysis:
        """What `ledger` shows as of its last comparison (`pipeline.compare` makes one), or what it would have shown
        on the day `as_of` (ISO 8601) from what was published by then.

        `afresh` compares now in memory, for a ledger that may only be read. SettingsError for a day that is none.
        """
        world = open_world(spec)
        day = _day(as_of)
        if day is None and not afresh:
            return cls(ledger, world, _Kept(ledger, knowledge(world)), day)
        return cls(ledger, world, _Made(ledger, world, day), day)

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """All claims that take part, by id."""
        return {one.claim: one for one in self._found.entries()}

    def incidents(self, wanted: IncidentFilter = IncidentFilter()) -> Iterator[Object]:  # noqa: B008
        """Incidents that meet the filter, the latest first."""
        return self._found.incidents(wanted)

    def incident(self, name: str) -> Object:
        """One incident by its id, its beginning or an id that was merged into it. UnknownNameError.

        Beside what `incidents` gives: `conflicts`, one link for each thing that two speakers contradict each other on,
        with what both say; and `sources`, the claims that are one source each, with their outlets.
        """
        told = dict(self._found.incident(name))
        links = [
            ConflictLink(x["kind"], x["a"], x["b"], x["reason"], x["strength"], x["between"])
            for x in told["links"]
        ]
        ids = {*told["claims"], *(claim for link in links for claim in (link.a, link.b))}
        of = {one.claim: one for one in self._found.entries(ids)}
        told["conflicts"] = [
            {
                "kind": shown.link.kind,
                "reason": shown.link.reason,
                "strength": shown.link.strength,
                "between": shown.link.between,
                "a": said_object(of[shown.link.a]),
                "b": said_object(of[shown.link.b]),
                "others": [[other.a, other.b] for other in shown.others],
            }
            for shown in sorted(
                conflicts.reduced(links, of), key=lambda s: (-s.link.strength, s.link.a, s.link.b)
            )
        ]
        told["sources"] = _sources([of[claim] for claim in told["claims"]])
        return told

    def origins(self, *, shared: bool = True) -> Iterator[Object]:
        """Origins with the articles that have their wording; with `shared` only those of several articles."""
        return self._found.origins(shared)

    def series(
        self, *, party: str | None = None, claimant: str | None = None, item: str | None = None
    ) -> list[Object]:
        """Running totals by claimant and thing. `party`: about whom; `item` as in a quantity ('tank', 'soldier')."""
        began = {one.began for one in self._world.registry.conflicts if one.began}
        made = series.series(
            self.entries.values(),
            began=began,
            incidents=self._incident_of,
            named=party_in(self._world.registry),
        )
        found = (series.series_object(one) for one in made)
        return [
            one
            for one in found
            if _named(party, one["about"])
            and _named(claimant, [one["claimant"], one["publisher"]])
            and _named(item, [one["item"], one["group"]])
        ]

    def shifts(self, *, party: str | None = None) -> list[Object]:
        """Where a party, or its side, denied what it affirms at another time, the strongest first."""
        of = dict(self.entries)
        found = shifts.shifts(of.values(), self.sides)
        return [shifts.shift_object(one, of) for one in found if _named(party, [one.party])]

    def holdings(self, place: str) -> Object:
        """Who says who holds a place, from when to when. UnknownNameError where no claim of control names it."""
        control = [one for one in self.entries.values() if one.type == "control"]
        names = [place, *(one.name for one in self._world.gazetteer.lookup(place))]
        for name in dict.fromkeys(names):
            if found := holdings.places_named(control, name):
                made = holdings.holdings(control, found[0].key, self.sides)
                return holdings.holdings_object(made, self.entries)
        known = {fold(p.name): p.name for one in control for p in one.places}
        near = [known[key] for key in get_close_matches(fold(place), known, n=4, cutoff=0.6)]
        raise UnknownNameError(_unknown("claim of control names a place", place, near))

    def control(self) -> list[Entry]:
        """All claims of control that take part, in order of ids; no others are read."""
        return self._found.control()

    def entries_of(self, ids: Collection[str]) -> dict[str, Entry]:
        """Those of these claims that take part, by id; no others are read."""
        return {one.claim: one for one in self._found.entries(ids)}

    def silences(self, *, party: str | None = None) -> list[Object]:
        """Accusations and figures about a party on which nothing that its side says answers yet."""
        answered = {
            (link["a"], link["b"])
            for told in self.incidents()
            for link in told["links"]
            if link["kind"] == "denial"
        }
        found = silences.silences(
            self.entries.values(),
            self.sides,
            self._incident_of,
            sorted(answered),
            party_in(self._world.registry),
        )
        return [silences.silence_object(one, self.entries) for one in found if _named(party, [one.party])]

    def citations(self) -> list[Object]:
        """Claims of articles that cite another one that is here, beside what that one has of them."""
        by_article: dict[str, list[Entry]] = {}
        for one in self.entries.values():
            by_article.setdefault(one.article, []).append(one)
        pages = self._standing.pages
        citing_or_cited = {page.article for by, to, *_ in references(pages, by_article) for page in (by, to)}
        texts = self._ledger.article_texts(citing_or_cited)
        given = [replace(page, text=texts.get(page.article)) for page in pages if page.article in texts]
        found = citing.all_citations(given, self.entries.values())
        return [citing.citation_object(one, self.entries) for one in found]

    def rule(self) -> str:
        """The rule by which incidents have their status, as Markdown."""
        return status.rule()

    @cached_property
    def _standing(self) -> Standing:
        if isinstance(self._found, _Made):
            return self._found.stood
        return self._ledger.standing(self.as_of)

    @cached_property
    def _incident_of(self) -> Mapping[str, str]:
        return self._found.incident_of()


class _Kept:
    """What the ledger keeps of its last comparison."""

    def __init__(self, ledger: Ledger, known: Knowledge) -> None:
        self._ledger, self._known = ledger, known

    def incidents(self, wanted: IncidentFilter) -> Iterator[Object]:
        return self._ledger.incidents(wanted)

    def incident(self, name: str) -> Object:
        return self._ledger.incident(name)

    def origins(self, shared: bool) -> Iterator[Object]:
        return self._ledger.origins(shared=shared)

    def incident_of(self) -> Mapping[str, str]:
        return self._ledger.incident_of()

    def entries(self, ids: Collection[str] | None = None) -> list[Entry]:
        return self._ledger.entries(self._known, ids)

    def control(self) -> list[Entry]:
        ids = [claim["id"] for claim in self._ledger.claims(ClaimFilter(type="control"))]
        return [one for one in self.entries(ids) if one.type == "control"]


class _Made:
    """A comparison in memory of what stood on a day (None: of what stands now)."""

    def __init__(self, ledger: Ledger, world: World, day: str | None) -> None:
        self._ledger, self._day = ledger, day
        self.stood = ledger.standing(day)
        sides = Sides.of(world.conflicts)
        made = comparison.compare(
            self.stood.claims,
            knowledge(world),
            sides,
            cites=self.stood.cites,
            constraints=ledger.constraints(),
        )
        self._judgements = ledger.judgements()
        links = judging.judged(made.links, self._judgements, made.entries, sides)
        self._made = replace(made, links=tuple(links))

    @cached_property
    def _named(self) -> Mapping[str, str]:
        """Ids by founding claim: the ledger's where it has an incident that the same claim founded."""
        kept = self._ledger.founders()
        founders = [founder_of(group) for group in self._made.groups]
        names = {founder: kept[founder] for founder in founders if founder in kept}
        used = set(names.values())
        for founder in founders:
            if founder in names:
                continue
            number = 0
            while (name := incident_id(founder, number)) in used:
                number += 1
            names[founder] = name
            used.add(name)
        return names

    @cached_property
    def _objects(self) -> Mapping[str, Object]:
        found = {}
        for told, group in zip(self._made.incidents(self._named), self._made.groups, strict=True):
            judging.mark(told["links"], self._judgements)
            told["links"] = judging.with_ids(told["links"])
            held = sorted(told["origins"], key=lambda one: str(one["id"]))
            found[told["id"]] = {**told, "origins": held, "joined": joined(group)}
        return found

    def incidents(self, wanted: IncidentFilter) -> Iterator[Object]:
        of = self._made.entries
        found: list[tuple[str, Object]] = []
        for told in self._objects.values():
            entries = [of[claim] for claim in told["claims"]]
            if meets(told, entries, wanted):
                found.append((days(told, entries)[0] or "", told))
        keys = {"conflicts": "links", "origins": "origins"}
        if (key := keys.get(wanted.order)) is not None:
            found.sort(key=lambda one: (-len(one[1][key]), one[1]["id"]))
        else:
            found.sort(key=lambda one: one[1]["id"])
            found.sort(key=lambda one: one[0], reverse=True)
        end = None if wanted.limit is None else wanted.offset + wanted.limit
        return iter([told for _, told in found[wanted.offset : end]])

    def incident(self, name: str) -> Object:
        began = [one for one in self._objects if one.startswith(name)] if len(name) > 2 else []
        if name in self._objects or len(began) == 1:
            return self._objects[name if name in self._objects else began[0]]
        # The same claims may have stood under other names.
        claims = set(self._ledger.incident(name)["claims"])
        had = [key for key, told in self._objects.items() if claims & set(told["claims"])]
        if len(had) == 1:
            return self._objects[had[0]]
        when = f"as of {self._day}" if self._day else "here"
        told = f"its claims were in {', '.join(had)}" if had else "none of its claims was published yet"
        raise UnknownNameError(f"no incident {name!r} {when}: {told}")

    def origins(self, shared: bool) -> Iterator[Object]:
        of = self._made.entries
        made: list[Object] = []
        for origin in self._made.origins:
            here: dict[str, Entry] = {}
            for claim in origin.claims:
                here.setdefault(of[claim].article, of[claim])
            if shared and len(here) < 2:
                continue
            taken = {copy.article: copy for copy in origin.copies}
            articles = [
                {
                    "id": article,
                    "outlet": one.outlet,
                    "published": one.published,
                    "title": one.title,
                    "url": one.url,
                    "of": taken[article].of if article in taken else None,
                    "why": taken[article].why if article in taken else None,
                }
                for article, one in here.items()
            ]
            articles.sort(key=lambda a: (a["of"] is not None, a["published"] or "9999", a["id"]))
            made.append(
                {"id": origin.id, "first": origin.first, "claims": len(origin.claims), "articles": articles}
            )
        return iter(sorted(made, key=lambda one: (-len(one["articles"]), one["id"])))

    def incident_of(self) -> Mapping[str, str]:
        return {claim: name for name, told in self._objects.items() for claim in told["claims"]}

    def entries(self, ids: Collection[str] | None = None) -> list[Entry]:
        of = self._made.entries
        return list(of.values()) if ids is None else [of[claim] for claim in sorted(ids) if claim in of]

    def control(self) -> list[Entry]:
        return [one for _, one in sorted(self._made.entries.items()) if one.type == "control"]


def _sources(entries: Sequence[Entry]) -> list[Object]:
    of = {one.claim: one for one in entries}
    return [
        {
            "claims": list(claims),
            "outlets": sorted({of[claim].outlet or of[claim].publisher for claim in claims}),
        }
        for claims in accounts(entries, {one.claim: one.origin or one.claim for one in entries})
    ]


def _named(wanted: str | None, names: Iterable[str | None]) -> bool:
    return wanted is None or fold(wanted) in {fold(name) for name in names if name}


def _unknown(what: str, name: str, near: Sequence[str]) -> str:
    return f"no {what} {name!r}" + (f"; near: {', '.join(near)}" if near else "")


def _day(day: str | None) -> str | None:
    try:
        return None if day is None else date.fromisoformat(day).isoformat()
    except ValueError:
        raise SettingsError(f"{day!r} is no date; write YYYY-MM-DD") from None
