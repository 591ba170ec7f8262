"""The status of an incident by the published rule (rule.md): single, corroborated, conceded, contested.

The rule is the same for every source, outlet and party. It depends on the set of claims, links and origins only: reposts of an
origin change nothing, nor does any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from counterclaim.comparing import saying
from counterclaim.comparing.nouns import ConflictLink, Entry, Fact, Grade, Origin, Status, StatusName
from counterclaim.comparing.sides import NOBODY, OUTLET, UNNAMED, Sides, actors, against_interest, day_of
from counterclaim.language import fold
from counterclaim.model import Effect, Item

HURT: frozenset[Effect] = frozenset({"killed", "wounded", "casualties", "missing"})
PEOPLE: frozenset[Item] = frozenset({"person", "civilian", "prisoner"})
CIVIL_HARM = frozenset({"its own side's treatment of others", "harm to civilians by its own side"})
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

    `links` count where both their claims are among `entries`; claims that no origin names are their own.
    """
    known = {entry.claim: entry for entry in sorted(entries, key=lambda e: e.claim)}
    within = sorted(
        {link for link in links if link.a in known and link.b in known}, key=lambda x: (x.a, x.b, x.kind)
    )
    voices = _voices(known, origins)
    told = [e for e in known.values() if e.polarity == "asserted" and e.certainty != "possible"]
    found = accounts(told, voices, sides)
    conceded = list(_concessions(known.values(), sides))
    against = [link for link in within if not _settled(link, known, conceded, sides)]
    name: StatusName = "single"
    if against:
        name = "contested"
    elif conceded:
        name = "conceded"
    elif len(found) > 1:
        name = "corroborated"
    facts = [_count(known, voices), *_said(found)]
    facts += [_conceding(one) for one in conceded]
    facts += [Fact(link.reason, (link.a, link.b)) for link in within]
    return Status(name, tuple(facts), _grade(known, within, voices, conceded, sides))


def accounts(told: Sequence[Entry], voices: Mapping[str, Entry], sides: Sides) -> list[Account]:
    """The accounts that `told` come from and that do not depend on each other, in order of their names.

    `voices` gives for each claim the one whose words it has. Allies are one account; an outlet that gives its sources for
    what it tells is none of its own; sources that nobody names are one account, and none where their outlet is one.
    """
    claims: dict[str, list[str]] = {}
    spoken: dict[str, Entry] = {}
    for entry in told:
        voice = voices[entry.claim]
        spoken[voice.claim] = voice
        claims.setdefault(voice.claim, []).append(entry.claim)
    sourced = {(v.document, v.article) for v in spoken.values() if v.party != OUTLET}
    groups: dict[str, list[str]] = {}
    outlets: set[str] = set()
    unnamed: list[tuple[str, str]] = []
    parties: dict[str, tuple[str | None, list[str]]] = {}
    for identity, voice in sorted(spoken.items()):
        if voice.party == OUTLET:
            if (voice.document, voice.article) not in sourced:
                outlets.add(fold(voice.publisher))
                groups.setdefault(fold(voice.publisher), []).extend(claims[identity])
        elif voice.party == UNNAMED:
            unnamed.append((fold(voice.publisher), identity))
        elif sides.neutral(voice.party) or not sides.on(voice.party):
            groups.setdefault(fold(voice.party), []).extend(claims[identity])
        else:
            day, mine = parties.get(voice.party, (day_of(voice), []))
            parties[voice.party] = (
                min(filter(None, (day, day_of(voice))), default=None),
                [*mine, *claims[identity]],
            )
    nobody = [
        claim for publisher, identity in unnamed if publisher not in outlets for claim in claims[identity]
    ]
    found = [Account(name, tuple(sorted(set(row)))) for name, row in groups.items()]
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


def _voices(known: Mapping[str, Entry], origins: Iterable[Origin]) -> dict[str, Entry]:
    """For each claim the one of its origin that stood first."""
    voices = dict(known)
    for origin in origins:
        members = [known[claim] for claim in origin.claims if claim in known]
        if members:
            first = min(members, key=lambda e: (e.article != origin.first, e.published or "9999", e.claim))
            voices.update((e.claim, first) for e in members)
    return voices


def _concessions(entries: Iterable[Entry], sides: Sides) -> Iterator[Concession]:
    row = sorted(entries, key=lambda e: e.claim)
    denials = [e for e in row if e.polarity == "denied" and e.party not in NOBODY]
    for entry in row:
        why = against_interest(entry, sides)
        if why is not None:
            yield Concession(entry, why, None)
            continue
        before = [d for d in denials if _took_back(entry, d, sides)]
        if before:
            denied = min(before, key=lambda d: (_day_said(d) or "", d.claim))
            why = against_interest(entry, sides, denied)
            if why is not None:
                yield Concession(entry, why, denied)


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
    for one in (known[link.a], known[link.b]):
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


def _count(known: Mapping[str, Entry], voices: Mapping[str, Entry]) -> Fact:
    origins = {voice.claim for voice in voices.values()}
    outlets = {entry.publisher for entry in known.values()}
    return Fact(f"{_many(len(origins), 'origin')} in {_many(len(outlets), 'outlet')}", tuple(sorted(origins)))


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _said(found: Sequence[Account]) -> Iterator[Fact]:
    for account in found:
        yield Fact(f"told by {account.name}", account.claims)


def _conceding(one: Concession) -> Fact:
    claims = {one.entry.claim} | ({one.denied_before.claim} if one.denied_before else set())
    return Fact(f"{saying.who(one.entry)} affirms {one.why}", tuple(sorted(claims)))


def _grade(
    known: Mapping[str, Entry],
    links: Sequence[ConflictLink],
    voices: Mapping[str, Entry],
    conceded: Sequence[Concession],
    sides: Sides,
) -> Grade | None:
    """The Airwars grade that the same facts suggest, where people were harmed that are not counted as fighters."""
    harm = [e for e in known.values() if e.polarity == "asserted" and _harm(e)]
    if not harm:
        return None
    if any(link.kind == "actor" for link in links):
        return "Contested"
    if any(one.why in CIVIL_HARM for one in conceded):
        return "Confirmed"
    telling = accounts(harm, voices, sides)
    denying = accounts([e for e in known.values() if _denies_harm(e, harm, sides)], voices, sides)
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
