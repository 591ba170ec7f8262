"""Conflict links: two claims of different speakers that contradict each other, with the reason as a sentence.

`conflict` looks at one candidate pair and at nothing else. `standing` then drops the links that a later claim of the
same speaker overtook, and `reduced` picks the ones to show.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from counterclaim.comparing.actors import actor
from counterclaim.comparing.counts import count
from counterclaim.comparing.denials import denial
from counterclaim.comparing.holders import holder, superseded
from counterclaim.comparing.likeness import BESIDE, FAR, ordinal
from counterclaim.comparing.nouns import ConflictKind, ConflictLink, Entry
from counterclaim.comparing.sides import NOBODY, Sides, between, day_of, one_voice, speaker

POSSIBLE = 0.7
"""What a claim that its speaker only holds possible leaves of a link's strength."""

STATED = "statement"
Topic = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A link to show, and the others between the same speakers about the same that stand behind it."""

    link: ConflictLink
    others: tuple[ConflictLink, ...]


def conflict(a: Entry, b: Entry, sides: Sides, together: bool = False) -> ConflictLink | None:
    """The link between two claims, the strongest of its kinds; None where they do not contradict each other.

    `together`: both belong to one incident. The result is the same whichever of the two comes first.
    """
    if a.claim > b.claim:
        a, b = b, a
    if a.claim == b.claim or _one_wording(a, b):
        return None
    # Most pairs have nothing to contradict each other in; whose words they are is asked of the others alone.
    found: list[tuple[float, ConflictKind, str]] = []
    if a.polarity != b.polarity:
        if (denied := denial(a, b, sides, together)) is not None:
            found.append((denied[0], "denial", denied[1]))
    else:
        if a.quantities and b.quantities and (counts := count(a, b, sides, together)) is not None:
            found.append((counts[0], "count", counts[1]))
        if a.actors and b.actors and (doers := actor(a, b, sides, together)) is not None:
            found.append((doers[0], "actor", doers[1]))
        if a.type == b.type == "control" and (holders := holder(a, b, sides)) is not None:
            found.append((holders[0], "holder", holders[1]))
    if not found or one_voice(a, b):
        return None
    strength, kind, reason = max(found)
    for one in (a, b):
        strength *= POSSIBLE if one.certainty == "possible" else 1.0
    return ConflictLink(kind, a.claim, b.claim, reason, round(strength, 2), between(a, b, sides))


def _one_wording(a: Entry, b: Entry) -> bool:
    """Whether two claims of one origin are no two accounts: all but what one article has from two named parties
    ('both sides blame each other')."""
    if a.origin is None or a.origin != b.origin:
        return False
    apart = a.article != b.article or a.document != b.document
    return apart or a.party == b.party or a.party in NOBODY or b.party in NOBODY


def beside(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Pairs of claims near each other in one article, which are candidates whatever they name."""
    where = sorted(entries, key=lambda e: (e.document, e.article, e.span, e.claim))
    for _, group in groupby(where, key=lambda e: (e.document, e.article)):
        row = list(group)
        for i, one in enumerate(row):
            for other in row[i + 1 :]:
                if other.span.start - one.span.end > BESIDE:
                    break
                yield one, other


def standing(links: Iterable[ConflictLink], entries: Mapping[str, Entry], sides: Sides) -> list[ConflictLink]:
    """`links` without those about a holder where one speaker itself had said otherwise by the other's day.

    `entries` are those of the neighbourhood: at least all control claims of the places that links are about.
    """
    kept: list[ConflictLink] = []
    control: dict[str, list[Entry]] = {}
    for entry in entries.values():
        if entry.type == "control":
            for place in entry.places:
                control.setdefault(place.key, []).append(entry)
    for link in links:
        a, b = entries[link.a], entries[link.b]
        if link.kind == "holder":
            near = [e for place in a.places for e in control.get(place.key, ())]
            if superseded(a, b, near, sides) or superseded(b, a, near, sides):
                continue
        kept.append(link)
    return kept


def reduced(links: Sequence[ConflictLink], entries: Mapping[str, Entry]) -> list[Shown]:
    """One link for each kind, pair of speakers and topic: the strongest, then the first by ids. In order of ids.

    Links of one topic whose days lie close together are one; an accusation in general goes with one of a happening
    in the same sentence.
    """
    groups: dict[Topic, list[ConflictLink]] = {}
    for link in links:
        groups.setdefault(_topic(link, entries[link.a], entries[link.b]), []).append(link)
    shown = [_shown(run) for group in _joined(groups, entries) for run in _runs(group, entries)]
    return sorted(shown, key=lambda one: (one.link.a, one.link.b))


def _shown(run: Sequence[ConflictLink]) -> Shown:
    first, *others = sorted(run, key=lambda link: (-link.strength, link.a, link.b))
    return Shown(first, tuple(others))


def _joined(
    groups: Mapping[Topic, list[ConflictLink]], entries: Mapping[str, Entry]
) -> list[list[ConflictLink]]:
    """Groups of links, those of statements beside what the same sentences accuse of."""
    kept = {topic: list(group) for topic, group in groups.items() if STATED not in topic}
    for topic in sorted(topic for topic in groups if STATED in topic):
        for link in groups[topic]:
            homes = (
                other
                for other, group in sorted(kept.items())
                if other[:3] == topic[:3] and any(_same_words(link, one, entries) for one in group)
            )
            kept.setdefault(next(homes, topic), []).append(link)
    return [group for _, group in sorted(kept.items())]


def _same_words(x: ConflictLink, y: ConflictLink, entries: Mapping[str, Entry]) -> bool:
    return any(
        p.article == q.article and p.span.overlaps(q.span)
        for p in (entries[x.a], entries[x.b])
        for q in (entries[y.a], entries[y.b])
    )


def _runs(group: list[ConflictLink], entries: Mapping[str, Entry]) -> Iterator[list[ConflictLink]]:
    """`group` cut where more than three days lie between one link and the next."""
    row = sorted(group, key=lambda link: (_day(link, entries), link.a, link.b))
    run = row[:1]
    for before, link in pairwise(row):
        if _day(link, entries) - _day(before, entries) > FAR:
            yield run
            run = []
        run.append(link)
    yield run


def _day(link: ConflictLink, entries: Mapping[str, Entry]) -> int:
    days = [day for one in (link.a, link.b) if (day := day_of(entries[one]))]
    return ordinal(min(days)) if days else 0


def _topic(link: ConflictLink, a: Entry, b: Entry) -> Topic:
    """Kind, both speakers, what it is about, place."""
    places = {p.key for p in a.places} & {p.key for p in b.places} or {p.key for p in (*a.places, *b.places)}
    place = min(places, default="")
    about: tuple[str, ...] = ()
    if link.kind == "count":
        mine, theirs = ({(q.item, q.group, q.effect) for q in one.quantities} for one in (a, b))
        about = tuple(map(str, sorted(mine & theirs, key=str)))
    elif link.kind != "holder":
        about = (a.type if a.type in (STATED, "agreement") else "",)
        place = "" if about[0] else place
    return (link.kind, *sorted((speaker(a), speaker(b))), *about, place)
