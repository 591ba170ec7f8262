"""What the ledger knows of each party, claimant and outlet: counted, never weighed.

A contradiction or a claim counts once an origin: what ten outlets took from one agency is one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from counterclaim.analysis import Analysis
from counterclaim.comparing.nouns import Entry
from counterclaim.comparing.sides import OUTLET, UNNAMED

SourceKind = Literal["party", "claimant", "outlet"]
Counts: TypeAlias = "tuple[tuple[str, int], ...]"
"""Names with numbers, the most frequent first."""
Key: TypeAlias = "tuple[SourceKind, str]"
MOST = 200
"""Contradictions, reposts and citations that are listed of one source."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A conflict link seen from one end: `claim` is the source's, `other` what stands against it, by `by`."""

    kind: str
    between: str
    reason: str
    incident: str
    claim: str
    other: str
    by: str
    strength: float


@dataclass(frozen=True, slots=True)
class Conceded:
    """What a party affirmed against its own side, in the words of the incident's status."""

    words: str
    incident: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Repost:
    """An article that has another one's wording: `outlet` is the other end. `why` in words."""

    article: str
    title: str | None
    published: str | None
    outlet: str | None
    other: str
    why: str


@dataclass(frozen=True, slots=True)
class Source:
    """A party, a claimant (an office or body of a party) or an outlet.

    `claims` in newest versions, of which `denied` are denials; `origins` of them; `first` and `last` are days of
    publication. `about`: parties that act or are acted on in them. `names`: a party's claimants, an outlet's parties
    whose claims it carries. `contradicted` origins of its claims have a conflict link; `kinds` counts those links, `by`
    who stands at the other end. `shifts` and `citations` are the objects of `Analysis`; of citations only those that
    differ from what they cite, `same` counts the others.
    """

    kind: SourceKind
    name: str
    party: str | None
    claims: int
    denied: int
    origins: int
    articles: int
    first: str | None
    last: str | None
    types: Counts
    about: Counts
    names: Counts
    contradicted: int
    kinds: Counts
    by: Counts
    contradictions: tuple[Contradiction, ...]
    conceded: tuple[Conceded, ...]
    shifts: tuple[Mapping[str, Any], ...]
    reposts_in: tuple[Repost, ...]
    reposts_out: tuple[Repost, ...]
    taken_from: Counts
    taken_by: Counts
    citations: tuple[Mapping[str, Any], ...]
    same: int


@dataclass(slots=True)
class _Held:
    """What is gathered of one source."""

    entries: list[Entry] = field(default_factory=list)
    links: list[Contradiction] = field(default_factory=list)
    conceded: list[Conceded] = field(default_factory=list)
    shifts: list[Mapping[str, Any]] = field(default_factory=list)
    came: list[Repost] = field(default_factory=list)
    went: list[Repost] = field(default_factory=list)
    citations: list[Mapping[str, Any]] = field(default_factory=list)


def sources(analysis: Analysis) -> dict[Key, Source]:
    """Every source by kind and name; those with most claims first."""
    of = analysis.entries
    held: dict[Key, _Held] = defaultdict(_Held)
    for entry in of.values():
        for key in _keys(entry):
            held[key].entries.append(entry)
    _contradictions(analysis, of, held)
    for told in analysis.shifts():
        held["party", told["party"]].shifts.append(told)
        for name in dict.fromkeys(one["claimant"] for one in (told["first"], told["then"])):
            if ("claimant", name) in held:
                held["claimant", name].shifts.append(told)
    _reposts(analysis, of, held)
    for told in analysis.citations():
        if (outlet := told["citing"]["outlet"]) and ("outlet", outlet) in held:
            held["outlet", outlet].citations.append(told)
    made = [_source(kind, name, one) for (kind, name), one in held.items() if one.entries]
    made.sort(key=lambda one: (-one.claims, one.name))
    return {(one.kind, one.name): one for one in made}


def _keys(entry: Entry) -> list[Key]:
    found: list[Key] = [("party", entry.party), ("claimant", entry.claimant)]
    return [*found, ("outlet", entry.outlet)] if entry.outlet else found


def who(entry: Entry) -> str:
    """Whose claim it is, in a few words."""
    if entry.party == OUTLET:
        return entry.outlet or entry.publisher
    return f"unnamed in {entry.outlet or entry.publisher}" if entry.party == UNNAMED else entry.party


def _contradictions(analysis: Analysis, of: Mapping[str, Entry], held: dict[Key, _Held]) -> None:
    seen: set[tuple[str, str, str]] = set()
    for told in analysis.incidents():
        reasons = {link["reason"] for link in told["links"]}
        for link in told["links"]:
            name = (link["kind"], link["a"], link["b"])
            if name in seen or link["a"] not in of or link["b"] not in of:
                continue
            seen.add(name)
            for own, other in ((of[link["a"]], of[link["b"]]), (of[link["b"]], of[link["a"]])):
                end = Contradiction(
                    link["kind"], link["between"], link["reason"], told["id"], own.claim, other.claim, who(other),
                    link["strength"],
                )  # fmt: skip
                for key in _keys(own):
                    held[key].links.append(end)
        for fact in told["facts"]:
            # Beside these an incident's facts are counts of sources, who told it, and the reasons of its links.
            if " affirms " not in fact["words"] or fact["words"] in reasons:
                continue
            claims = tuple(claim for claim in fact["claims"] if claim in of)
            conceded = Conceded(fact["words"], told["id"], claims)
            keys = {key for claim in claims for key in _keys(of[claim]) if key[0] != "outlet"}
            for key in sorted(keys):
                held[key].conceded.append(conceded)


def _reposts(analysis: Analysis, of: Mapping[str, Entry], held: dict[Key, _Held]) -> None:
    outlets = {entry.article: entry for entry in of.values()}
    seen: set[tuple[str, str]] = set()
    for origin in analysis.origins(shared=True):
        for article in origin["articles"]:
            pair = (article["id"], article["of"])
            if article["of"] is None or pair in seen:
                continue
            seen.add(pair)
            taken = outlets.get(article["of"])
            theirs = taken.outlet if taken is not None else None
            if theirs is not None and theirs == article["outlet"]:
                continue  # an outlet's own second report
            told = (article["title"], article["published"])
            if article["outlet"]:
                came = Repost(article["id"], *told, theirs, article["of"], article["why"])
                held["outlet", article["outlet"]].came.append(came)
            if theirs:
                went = Repost(article["id"], *told, article["outlet"], article["of"], article["why"])
                held["outlet", theirs].went.append(went)


def _source(kind: SourceKind, name: str, one: _Held) -> Source:
    entries = one.entries
    origin = {entry.claim: entry.origin or entry.claim for entry in entries}
    days = sorted(entry.published[:10] for entry in entries if entry.published)
    about = Counter(
        actor.party
        for entry in entries
        for actor in {a.party: a for a in (*entry.actors, *entry.targets)}.values()
        if actor.party and not (kind == "party" and actor.party == name)
    )
    links = sorted(one.links, key=lambda link: (-link.strength, link.claim, link.other, link.kind))
    once = {(link.kind, origin[link.claim], link.other): link for link in reversed(links)}
    names = (
        Counter(entry.claimant for entry in entries)
        if kind == "party"
        else Counter(entry.party for entry in entries)
    )
    return Source(
        kind=kind,
        name=name,
        party=entries[0].party if kind == "claimant" else None,
        claims=len(entries),
        denied=sum(entry.polarity == "denied" for entry in entries),
        origins=len(set(origin.values())),
        articles=len({entry.article for entry in entries}),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        types=_counts(Counter(entry.type for entry in entries)),
        about=_counts(about),
        names=_counts(names) if kind != "claimant" else (),
        contradicted=len({origin[link.claim] for link in links}),
        kinds=_counts(Counter(link.kind for link in once.values())),
        by=_counts(Counter(link.by for link in once.values())),
        contradictions=tuple((_one_end(links) if kind == "outlet" else links)[:MOST]),
        conceded=tuple(one.conceded[:MOST]),
        shifts=tuple(one.shifts[:MOST]),
        reposts_in=tuple(one.came[:MOST]),
        reposts_out=tuple(one.went[:MOST]),
        taken_from=_counts(Counter(repost.outlet or "no outlet" for repost in one.came)),
        taken_by=_counts(Counter(repost.outlet or "no outlet" for repost in one.went)),
        citations=tuple(told for told in one.citations if told["kind"] != "same")[:MOST],
        same=sum(told["kind"] == "same" for told in one.citations),
    )


def _one_end(links: Iterable[Contradiction]) -> list[Contradiction]:
    """Links once where one article has both ends."""
    found: dict[tuple[str, frozenset[str]], Contradiction] = {}
    for link in links:
        found.setdefault((link.kind, frozenset((link.claim, link.other))), link)
    return list(found.values())


def _counts(found: Mapping[str, int]) -> Counts:
    return tuple(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def of_kind(found: Mapping[Key, Source], kind: SourceKind, party: str | None = None) -> list[Source]:
    """Those of one kind, of one party where it is given."""
    return [one for one in found.values() if one.kind == kind and party in (None, one.party)]


def named(found: Iterable[Source], words: str) -> list[Source]:
    """Those whose name holds the words."""
    from counterclaim.language import fold

    wanted = fold(words)
    return [one for one in found if wanted in fold(one.name)]
