"""An incident's accounts side by side: a column for each party, sources without a name and outlets last.

Pure: from the incident's object and its claim objects to what the page shows. Claims of one origin are one card that
unfolds into the articles that have its wording.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from counterclaim.comparing.sides import OUTLET, UNNAMED
from counterclaim.web import wording

Object = Mapping[str, Any]
Kind = Literal["party", "unnamed", "outlet"]
_TITLES = {"unnamed": "Sources without a name", "outlet": "Outlets in their own words"}


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that has the wording of a card: `why` it counts as a copy, '' for where it stood first."""

    claim: str
    article: str
    outlet: str
    published: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Chip:
    """What a card says of a conflict link: its `number` on the page, its kind, who speaks on the other end."""

    number: int
    kind: str
    other: str


@dataclass(frozen=True, slots=True)
class Card:
    """A claim as one origin has it, with the `copies` of it (the first among them) and what contradicts it."""

    claim: Object
    copies: tuple[Copy, ...]
    chips: tuple[Chip, ...]

    @property
    def id(self) -> str:
        return str(self.claim["id"])

    @property
    def outlets(self) -> list[str]:
        """Names of the outlets that have it, the first one first."""
        return list(dict.fromkeys(copy.outlet for copy in self.copies))

    @property
    def chain(self) -> list[str]:
        """From the innermost source to the outlet."""
        return wording.chain(self.claim)

    @property
    def doing(self) -> str:
        return wording.doing(self.claim)

    @property
    def days(self) -> str:
        return wording.days(self.claim["time"])

    @property
    def figures(self) -> list[str]:
        """Its quantities in words; those that are part of another one say so."""
        return [
            f"{wording.figure(one)}{'' if one['part_of'] is None else ' (part of another figure)'}"
            for one in self.claim["quantities"]
        ]

    @property
    def rejected(self) -> bool:
        return bool(self.claim["review"]) and self.claim["review"]["decision"] == "rejected"


@dataclass(frozen=True, slots=True)
class Column:
    """What one party says. `key` is unique on the page, `side` '' where no conflict file gives one, `origins` the
    number of different origins."""

    key: str
    kind: Kind
    title: str
    side: str
    cards: tuple[Card, ...]
    origins: int
    asserted: int
    denied: int


@dataclass(frozen=True, slots=True)
class End:
    """A claim at an end of a link. `column` is its column's key, None where it stands in another incident; `card`
    the card that shows it."""

    claim: str
    column: str | None
    card: str | None
    voice: str
    quote: str
    outlet: str | None
    published: str | None
    denies: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """A conflict link to draw: one for each thing that two speakers contradict each other on; `others` counts further
    pairs of claims that say the same, `id` is its address where the ledger keeps it, `state` what a person made of
    it ('' for nothing)."""

    number: int
    id: str
    kind: str
    between: str
    reason: str
    strength: float
    a: End
    b: End
    others: int
    state: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure of one column: words, and its ends as per cent of the row's widest (`high` None: open above)."""

    words: str
    low: float
    high: float
    open: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is counted, with each column's figures by its key."""

    title: str
    bars: Mapping[str, tuple[Bar, ...]]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """All of an incident's accounts: columns, links between their cards, and figures compared."""

    columns: tuple[Column, ...]
    links: tuple[Drawn, ...]
    figures: tuple[Row, ...]


def side_by_side(told: Object, claims: Mapping[str, Object], states: Mapping[str, Object] = {}) -> SideBySide:
    """`told`: an incident as `Analysis.incident` gives it; `claims`: its claim objects by id; `states`: what people
    made of links, by link id. Dismissed links stand last and are not drawn on cards."""
    columns_of: dict[tuple[Kind, str, str], list[Object]] = {}
    sides = {
        claim: account["side"]
        for account in told["accounts"]
        for claim in (*account["asserted"], *account["denied"])
    }
    for name in told["claims"]:
        if name in claims:
            one = claims[name]
            columns_of.setdefault(_column_of(one, sides.get(name, "")), []).append(one)
    ordered = sorted(columns_of.items(), key=lambda item: ("party", "unnamed", "outlet").index(item[0][0]))
    reasons = {copy["article"]: copy["why"] for origin in told["origins"] for copy in origin["copies"]}
    firsts = {origin["id"]: origin["first"] for origin in told["origins"]}
    keyed = [(f"k{number}", key, held) for number, (key, held) in enumerate(ordered)]
    grouped = {key: _cards(held, firsts, reasons) for key, _, held in keyed}
    shown_by = {
        copy.claim: (key, copies[0].claim)
        for key, groups in grouped.items()
        for _, copies in groups
        for copy in copies
    }
    links = _links(told.get("conflicts", ()), claims, shown_by, states)
    chips: dict[str, list[Chip]] = {}
    for link in links:
        for end, other in ((link.a, link.b), (link.b, link.a)):
            if end.card is not None and link.state != "dismissed":
                chips.setdefault(end.card, []).append(Chip(link.number, link.kind, other.voice))
    columns = []
    for key, (kind, name, side), held in keyed:
        cards = tuple(
            Card(claim, copies, tuple(chips.get(claim["id"], ()))) for claim, copies in grouped[key]
        )
        denied = sum(one["polarity"] == "denied" for one in held)
        columns.append(
            Column(
                key=key,
                kind=kind,
                title=_TITLES.get(kind, name),
                side="" if side == name else side,
                cards=cards,
                origins=len({one["origin"] or one["id"] for one in held}),
                asserted=len(held) - denied,
                denied=denied,
            )
        )
    return SideBySide(tuple(columns), links, _figures([(key, held) for key, _, held in keyed]))


def _column_of(claim: Object, side: str) -> tuple[Kind, str, str]:
    party = claim["claimant"]["party"]
    if party == OUTLET:
        return "outlet", "", ""
    if party == UNNAMED:
        return "unnamed", "", ""
    return "party", str(party), side


def _cards(
    held: Sequence[Object], firsts: Mapping[str, str], reasons: Mapping[str, str]
) -> list[tuple[Object, tuple[Copy, ...]]]:
    """Claims of a column with their copies: where a wording stood first there is a card for each claim, and each
    claim of another article that has the wording goes with the one most like it."""
    by_origin: dict[str, list[Object]] = {}
    for claim in held:
        by_origin.setdefault(claim["origin"] or claim["id"], []).append(claim)
    found: list[tuple[Object, tuple[Copy, ...]]] = []
    for origin, those in by_origin.items():
        home = firsts.get(origin, "")
        if not any(claim["article"]["id"] == home for claim in those):
            home = str(min(those, key=_reported)["article"]["id"])
        leads = [claim for claim in those if claim["article"]["id"] == home]
        taken: dict[str, list[Object]] = {claim["id"]: [claim] for claim in leads}
        for claim in sorted(those, key=_reported):
            if claim["article"]["id"] != home:
                taken[max(leads, key=lambda lead: _alike(lead, claim))["id"]].append(claim)
        found += [(lead, tuple(_copy(one, home, reasons) for one in taken[lead["id"]])) for lead in leads]
    return sorted(found, key=lambda card: _reported(card[0]))


def _reported(claim: Object) -> tuple[str, str, int]:
    return claim["article"]["published"] or "9999", claim["article"]["id"], claim["quote"]["start"]


def _alike(a: Object, b: Object) -> int:
    same = ("type", "polarity", "certainty")
    told = sum(bool(a[key] == b[key]) for key in same)
    words = a["trigger"]["text"] == b["trigger"]["text"]
    return told + 2 * bool(words) + 2 * bool(a["claimant"]["name"] == b["claimant"]["name"])


def _copy(claim: Object, home: str, reasons: Mapping[str, str]) -> Copy:
    article = claim["article"]
    why = "" if article["id"] == home else reasons.get(article["id"], "same wording")
    return Copy(
        claim["id"], article["id"], article["outlet"] or "outlet not known", article["published"], why
    )


def _links(
    conflicts: Iterable[Object],
    claims: Mapping[str, Object],
    shown_by: Mapping[str, tuple[str, str]],
    states: Mapping[str, Object],
) -> tuple[Drawn, ...]:
    """Links in order of strength, those that a person dismissed last."""

    def state(link: Object) -> str:
        return str(states.get(link.get("id") or "", {}).get("state") or "")

    ordered = sorted(conflicts, key=lambda link: state(link) == "dismissed")
    return tuple(
        Drawn(
            number=number,
            id=link.get("id") or "",
            kind=link["kind"],
            between=link["between"],
            reason=link["reason"],
            strength=link["strength"],
            a=_end(link["a"], claims, shown_by),
            b=_end(link["b"], claims, shown_by),
            others=len(link["others"]),
            state=state(link),
        )
        for number, link in enumerate(ordered, start=1)
    )


def _end(said: Object, claims: Mapping[str, Object], shown_by: Mapping[str, tuple[str, str]]) -> End:
    column, card = shown_by.get(said["claim"], (None, None))
    here = claims.get(said["claim"])
    told = {"claimant": {"name": said["claimant"], "text": None}, "article": {"outlet": said["outlet"]}}
    return End(
        claim=said["claim"],
        column=column,
        card=card,
        voice=wording.voice(here or told),
        quote=said["quote"]["text"],
        outlet=said["outlet"],
        published=said["published"],
        denies=said["polarity"] == "denied",
    )


def _figures(columns: Sequence[tuple[str, Sequence[Object]]]) -> tuple[Row, ...]:
    """What is counted more than once, each with the figures of each column: different ones of one column stand beside each other,
    as a range would say what nobody said."""
    bounds: dict[tuple[str, bool], dict[str, dict[tuple[int | None, int | None], str]]] = {}
    for key, held in columns:
        for claim in held:
            if claim["polarity"] == "denied":
                continue
            for one in claim["quantities"]:
                low, high = one["low"], one["high"]
                if low is None and high is None:
                    continue
                row = bounds.setdefault((wording.thing(one), one["cumulative"]), {})
                words = wording.number(low, high) + (f" ({one['word']})" if one["word"] else "")
                row.setdefault(key, {}).setdefault((low, high), words)
    # What one party says once stands on its card.
    told = {key: row for key, row in bounds.items() if sum(map(len, row.values())) > 1}
    return tuple(
        Row(f"{title}{', in total' if total else ''}", _bars(row))
        for (title, total), row in sorted(told.items(), key=lambda item: (-len(item[1]), item[0]))
    )


def _bars(row: Mapping[str, Mapping[tuple[int | None, int | None], str]]) -> dict[str, tuple[Bar, ...]]:
    widest = max(
        (end for ends in row.values() for pair in ends for end in pair if end is not None), default=0
    )
    scale = 100 / (widest or 1)
    return {
        key: tuple(
            Bar(
                words,
                round((low or 0) * scale, 2),
                100.0 if high is None else round(high * scale, 2),
                high is None,
            )
            for (low, high), words in sorted(
                ends.items(), key=lambda item: (item[0][0] or 0, item[0][1] or 0)
            )
        )
        for key, ends in row.items()
    }
