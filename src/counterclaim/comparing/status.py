"""The status of an incident by the published rule (rule.md): single, corroborated, conceded, contested.

The rule is the same for every source, outlet and party. It depends on the set of claims, links and origins only: reposts of an
origin change nothing, nor does any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from counterclaim.comparing import saying
from counterclaim.comparing.accounts import accounts as sources
from counterclaim.comparing.nouns import ConflictLink, Entry, Fact, Grade, Origin, Status, StatusName
from counterclaim.comparing.sides import NOBODY, OUTLET, UNNAMED, Sides, actors, against_interest, day_of
from counterclaim.language import fold
from counterclaim.model import Effect, Item

HURT: frozenset[Effect] = frozenset({"killed", "wounded", "casualties", "missing"})
PEOPLE: frozenset[Item] = frozenset({"person", "civilian", "prisoner"})
CIVIL_HARM = frozenset({"its own treatment of others", "harm to civilians by its own forces"})
"""Reasons of `against_interest` by which a side owns up to harm."""


@dataclass(frozen=True, slots=True)
class Account:
    """Whose word something rests on: a side, a neutral party, an outlet, or sources that nobody names."""

    name: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concession:
    entry: Entry
    why: str
    denied_before: Entry | None


def rule() -> str:
    """The published rule, as Markdown."""
    return (files("counterclaim") / "comparing" / "rule.md").read_text(encoding="utf-8")


def status(
    entries: Iterable[Entry], links: Iterable[ConflictLink], origins: Iterable[Origin], sides: Sides
) -> Status:
    """The status of the incident that `entries` tell of.

    `links` count where one claim or both are among `entries`, and those are the first of their origins. Claims that no
    origin names are their own.
    """
    known = {entry.claim: entry for entry in sorted(entries, key=lambda e: e.claim)}
    origins = tuple(origins)
    copies = _copies(known, origins)
    # A copy's later date must not make it an answer to what its original came before.
    first = [known[claim] for claim in copies]
    within = sorted(
        {link for link in links if _counts(link, known, copies)}, key=lambda x: (x.a, x.b, x.kind, x.reason)
    )
    told = [e for e in first if e.polarity == "asserted" and e.certainty != "possible"]
    found = accounts(told, copies, sides)
    conceded = list(_concessions(first, sides))
    against = [link for link in within if not _settled(link, known, conceded, sides)]
    name: StatusName = "single"
    if against:
        name = "contested"
    elif conceded:
        name = "conceded"
    elif len(found) > 1:
        name = "corroborated"
    facts = [_count(known, origins), *_said(found)]
    facts += [_conceding(one) for one in conceded]
    facts += [Fact(link.reason, (link.a, link.b)) for link in within]
    return Status(name, tuple(facts), _grade(first, within, copies, conceded, sides))


def _counts(link: ConflictLink, known: Mapping[str, Entry], copies: Mapping[str, tuple[str, ...]]) -> bool:
    inside = [claim for claim in (link.a, link.b) if claim in known]
    return bool(inside) and all(claim in copies for claim in inside)


def accounts(told: Sequence[Entry], copies: Mapping[str, tuple[str, ...]], sides: Sides) -> list[Account]:
    """The accounts that `told` come from and that do not depend on each other, in order of their names.

    `told` are the first claims of their origins, and `copies` gives all claims of each. Allies are one account; an outlet
    that gives its sources for what it tells is none of its own; sources that nobody names are one account, and
    none where their outlet is one.
    """
    sourced = {(one.document, one.article) for one in told if one.party != OUTLET}
    groups: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    outlets: set[str] = set()
    unnamed: list[tuple[str, tuple[str, ...]]] = []
    parties: dict[str, tuple[str | None, list[str]]] = {}
    for one in sorted(told, key=lambda e: e.claim):
        claims = copies.get(one.claim, (one.claim,))
        name = one.publisher if one.party == OUTLET else one.party
        if one.party == OUTLET:
            if (one.document, one.article) not in sourced:
                outlets.add(fold(one.publisher))
                groups.setdefault(fold(name), []).extend(claims)
                names.setdefault(fold(name), name)
        elif one.party == UNNAMED:
            unnamed.append((fold(one.publisher), claims))
        elif not sides.on(one.party):
            groups.setdefault(fold(name), []).extend(claims)
            names.setdefault(fold(name), name)
        else:
            day, mine = parties.get(one.party, (day_of(one), []))
            parties[one.party] = (min(filter(None, (day, day_of(one))), default=None), [*mine, *claims])
    nobody = [claim for publisher, claims in unnamed if publisher not in outlets for claim in claims]
    found = [Account(names[key], tuple(sorted(set(row)))) for key, row in groups.items()]
    found += _allies(parties, sides)
    if nobody:
        found.append(Account("sources that are not named", tuple(sorted(nobody))))
    return sorted(found, key=lambda account: (account.name, account.claims))


def _allies(parties: Mapping[str, tuple[str | None, list[str]]], sides: Sides) -> Iterator[Account]:
    """One account for the parties that stand together, directly or through others."""
    left = sorted(parties)
    while left:
        group = [left.pop(0)]
        for one in group:
            joined = [p for p in left if sides.allied(one, p, parties[one][0])]
            group += joined
            left = [p for p in left if p not in joined]
        yield Account(saying.listed(sorted(group)), tuple(sorted({c for p in group for c in parties[p][1]})))


def _copies(known: Mapping[str, Entry], origins: Iterable[Origin]) -> dict[str, tuple[str, ...]]:
    """For the first claims of each origin all claims of it, in order of the first ones' ids.

    What the first article has from several speakers, or as said and as denied, are several first claims; a copy goes
    with that of its speaker.
    """
    first = {claim: claim for claim in known}
    for origin in origins:
        members = [known[claim] for claim in origin.claims if claim in known]
        if not members:
            continue
        members.sort(key=lambda e: (e.article != origin.first, e.published or "9999", e.claim))
        own: dict[tuple[str, str], str] = {}
        for one in members:
            if one.article == members[0].article:
                own.setdefault((one.claimant, one.polarity), one.claim)
        first.update((e.claim, own.get((e.claimant, e.polarity), members[0].claim)) for e in members)
    groups: dict[str, list[str]] = {}
    for claim, own_claim in sorted(first.items()):
        groups.setdefault(own_claim, []).append(claim)
    return {claim: tuple(row) for claim, row in sorted(groups.items())}


def _concessions(entries: Iterable[Entry], sides: Sides) -> Iterator[Concession]:
    row = sorted(entries, key=lambda e: e.claim)
    denials = [e for e in row if e.polarity == "denied" and e.party not in NOBODY]
    for entry in row:
        why = against_interest(entry, sides)
        if why is not None and (why not in CIVIL_HARM or _accused(entry, row, sides)):
            yield Concession(entry, why, None)
            continue
        before = [d for d in denials if _took_back(entry, d, sides)]
        if before:
            denied = min(before, key=lambda d: (_day_said(d) or "", d.claim))
            why = against_interest(entry, sides, denied)
            if why is not None:
                yield Concession(entry, why, denied)


def _accused(entry: Entry, row: Sequence[Entry], sides: Sides) -> bool:
    """Whether another than the party itself says that it did the harm, which makes its own word an admission."""
    return any(
        entry.party in actors(one) and not sides.allied(one.party, entry.party, day_of(one))
        for one in row
        if one.polarity == "asserted"
    )


def _took_back(entry: Entry, denied: Entry, sides: Sides) -> bool:
    """Whether `entry` affirms what its side denied before: the same kind of thing, done by its own side."""
    if entry.type != denied.type or entry.type == "statement" or entry.party in NOBODY:
        return False
    day = day_of(entry)
    if not sides.allied(entry.party, denied.party, day):
        return False
    earlier, later = _day_said(denied), entry.published
    if earlier is None or later is None or not earlier < later:
        return False
    own = {p for p in actors(entry) if sides.allied(entry.party, p, day)}
    return bool(own) and (not denied.actors or bool(own & actors(denied)))


def _day_said(denied: Entry) -> str | None:
    """When a denial was made. 'Was denying this a few days ago' gives the day of the denial, not of what it denies."""
    days = [day for day in (denied.last, denied.published) if day]
    return min(days, default=None)


def _settled(
    link: ConflictLink, known: Mapping[str, Entry], conceded: Sequence[Concession], sides: Sides
) -> bool:
    """Whether the side of one of the two claims later conceded the other; figures stay apart."""
    if link.kind == "count":
        return False
    for one in (known[claim] for claim in (link.a, link.b) if claim in known):
        if one.party in NOBODY:
            continue
        for concession in conceded:
            entry = concession.entry
            if entry.claim == one.claim or not sides.allied(entry.party, one.party, day_of(one)):
                continue
            if concession.denied_before is one:
                return True
            if one.published and entry.published and one.published < entry.published:
                return True
    return False


def _count(known: Mapping[str, Entry], origins: Sequence[Origin]) -> Fact:
    """How many sources there are, each by its first claim: what one article says in three sentences is one."""
    origin_of = {claim: origin.id for origin in origins for claim in origin.claims}
    found = sources(known.values(), origin_of)
    outlets = {entry.publisher for entry in known.values()}
    words = f"{_many(len(found), 'source')} in {_many(len(outlets), 'outlet')}"
    return Fact(words, tuple(claims[0] for claims in found))


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _said(found: Sequence[Account]) -> Iterator[Fact]:
    for account in found:
        yield Fact(f"told by {account.name}", account.claims)


def _conceding(one: Concession) -> Fact:
    claims = {one.entry.claim} | ({one.denied_before.claim} if one.denied_before else set())
    return Fact(f"{saying.who(one.entry)} affirms {one.why}", tuple(sorted(claims)))


def _grade(
    first: Sequence[Entry],
    links: Sequence[ConflictLink],
    copies: Mapping[str, tuple[str, ...]],
    conceded: Sequence[Concession],
    sides: Sides,
) -> Grade | None:
    """The Airwars grade that the same facts suggest, where people were harmed that are not counted as fighters."""
    harm = [e for e in first if e.polarity == "asserted" and _harm(e)]
    if not harm:
        return None
    if any(link.kind == "actor" for link in links):
        return "Contested"
    if any(one.why in CIVIL_HARM for one in conceded):
        return "Confirmed"
    telling = accounts(harm, copies, sides)
    denying = accounts([e for e in first if _denies_harm(e, harm, sides)], copies, sides)
    if len(denying) > 1 and len(denying) > len(telling):
        return "Discounted"
    return "Fair" if len(telling) > 1 else "Weak"


def _harm(entry: Entry) -> bool:
    if entry.type == "abuse":
        return True
    return any(q.effect in HURT and (q.item in PEOPLE or q.group is not None) for q in entry.quantities)


def _denies_harm(entry: Entry, harm: Sequence[Entry], sides: Sides) -> bool:
    """Whether somebody whom nobody accuses denies the losses."""
    if entry.polarity != "denied" or entry.type not in ("loss", "abuse"):
        return False
    accused = {p for one in harm for p in actors(one)}
    return not any(sides.allied(entry.party, p, day_of(entry)) for p in accused)
