"""Made-up claims of which it is known what belongs together, as the ledger gives them: `claims(100_000, seed=0)`.

A hundred claims a day, so that more claims are a longer time. Happenings lie in real towns of the gazetteer, some of
which see many in a week. Each is told by one to six outlets: own words with some that the happening has, figures that
differ in a third of them, the toll in a sentence of its own, the province instead of the town, no day, a repost word
for word. Beside them stand vague reports and running totals that belong to none. Parties and words are invented.
"""

from __future__ import annotations

import hashlib
import random
import sqlite3
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib.resources import files
from itertools import accumulate
from typing import Any

from bench.ledger_speed import SYLLABLES
from counterclaim.gazetteer.table import KINDS, Place

DAY_ONE = date(2031, 1, 1)
A_DAY = 100
TOWNS = 1500
COUNTRY = "UA"
"""Where the towns are taken from: the state of which the gazetteer has most in the bundled conflicts."""
NORTH = ("Norland", "Norland Guard", "Free Hill Corps")
SOUTH = ("Sudia", "Sudian Navy", "River Militia")
MEANS = {
    "air_strike": "bombed", "drone": "struck", "shelling": "shelled", "missile": "hit", "small_arms": "shot",
    "ied": "blew", "suicide_attack": "exploded", "grenade": "threw",
}  # fmt: skip
OBJECTS = ("hospital", "school", "market", "home", "camp", "convoy", "bridge", "power", "base")
ITEMS = ("civilian", "soldier", "militant", "person")
SENT = ("tank", "drone", "artillery", "militant", "air_defence", "helicopter")

Claim = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Made:
    """`claims` in the shape that the ledger gives, and of each the happening that it tells (None: of none)."""

    claims: list[Claim]
    truth: dict[str, str | None]
    places: Mapping[int, Place]

    def place(self, geonames: int) -> Place | None:
        return self.places.get(geonames)


@dataclass(slots=True)
class _Happening:
    name: str
    kind: str
    day: date
    town: Place
    actor: str
    target: str
    words: list[str]
    details: dict[str, Any] = field(default_factory=dict)


def claims(number: int, seed: int = 0) -> Made:
    """`number` claims; the same for the same seed."""
    return _Maker(random.Random(seed), number).made()


def towns() -> tuple[list[Place], dict[int, Place]]:
    """The largest settlements, and all places by id."""
    path = files("counterclaim") / "gazetteer" / "places.sqlite"
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as found:
        rows = found.execute(
            "SELECT id, kind, name, country, adm1, adm2, lat, lon, population, weight FROM place "
            "WHERE country = ? AND id > 0 ORDER BY population DESC, id",
            (COUNTRY,),
        ).fetchall()
    known = [
        Place(id_, KINDS[kind], name, country, adm1, adm2, _degrees(lat), _degrees(lon), people, weight)
        for id_, kind, name, country, adm1, adm2, lat, lon, people, weight in rows
    ]
    settled = [one for one in known if one.kind == "settlement" and one.adm1 and one.lat is not None]
    return settled[:TOWNS], {one.id: one for one in known}


def _degrees(stored: int | None) -> float | None:
    return None if stored is None else stored / 1e5


class _Maker:
    def __init__(self, draw: random.Random, number: int) -> None:
        self._draw = draw
        self._number = number
        self._towns, self._places = towns()
        # By rank, so that the first towns see a happening every other day.
        self._weights = list(accumulate(1 / (rank + 8) for rank in range(len(self._towns))))
        self._words = ["".join(draw.choices(SYLLABLES, k=draw.randint(2, 4))) for _ in range(3000)]
        self._outlets = [f"{word.title()} {kind}" for word in self._words[:30] for kind in ("News", "Post")]
        self._held: dict[int, int] = {}
        self._claims: list[Claim] = []
        self._truth: dict[str, str | None] = {}
        self._articles = 0

    def made(self) -> Made:
        happenings = 0
        while len(self._claims) < self._number:
            day = DAY_ONE + timedelta(days=len(self._claims) // A_DAY)
            chance = self._draw.random()
            if chance < 0.12:
                self._vague(day)
            elif chance < 0.16:
                self._total(day)
            else:
                happenings += 1
                self._reported(self._happening(happenings, day))
        gone = [one["id"] for one in self._claims[self._number :]]
        for claim in gone:
            del self._truth[claim]
        return Made(self._claims[: self._number], self._truth, self._places)

    def _happening(self, number: int, day: date) -> _Happening:
        draw = self._draw
        kind = draw.choices(("attack", "control", "deployment", "agreement", "statement"), (68, 9, 8, 5, 10))[
            0
        ]
        sides = draw.sample((NORTH, SOUTH), 2)
        one = _Happening(
            f"h{number}",
            kind,
            day,
            self._town(),
            draw.choice(sides[0]),
            draw.choice(sides[1]),
            draw.sample(self._words, 8),
        )
        if kind == "attack":
            one.details = {
                "means": draw.choice(list(MEANS)),
                "object": draw.choice(OBJECTS) if draw.random() < 0.5 else None,
                "killed": int(draw.lognormvariate(1.8, 1.0)) + 1 if draw.random() < 0.8 else None,
                "item": draw.choice(ITEMS),
            }
        elif kind == "control":
            # One change of hands in six weeks, or the question would be the same one.
            while self._held.get(one.town.id, -60) > day.toordinal() - 45:
                one.town = draw.choice(self._towns)
            self._held[one.town.id] = day.toordinal()
        elif kind == "deployment":
            one.details = {"item": draw.choice(SENT), "count": draw.randint(3, 900)}
        return one

    def _town(self) -> Place:
        at = bisect(self._weights, self._draw.random() * self._weights[-1])
        return self._towns[min(at, len(self._towns) - 1)]

    def _reported(self, one: _Happening) -> None:
        """One to six outlets tell it, now and then one of them in the words of another."""
        reports: list[list[Claim]] = []
        for outlet in self._draw.sample(self._outlets, min(6, 1 + int(self._draw.expovariate(0.6)))):
            if reports and self._draw.random() < 0.2:
                reports.append(self._copied(self._draw.choice(reports), outlet, one))
            else:
                reports.append(self._told(one, outlet))
        for report in reports:
            for claim in report:
                self._claims.append(claim)
                self._truth[claim["id"]] = one.name

    def _told(self, one: _Happening, outlet: str) -> list[Claim]:
        draw = self._draw
        later = draw.choices((0, 1, 2), (6, 3, 1))[0]
        article = self._article(outlet, one.day + timedelta(days=later))
        told = draw.random() < 0.7
        base = self._claim(article, one, told and one.day)
        kind = one.kind
        if kind == "attack":
            return self._attack(base, one)
        if kind == "control":
            holder = one.actor if draw.random() < 0.7 else one.target
            base |= {"type": "control", "actors": [_party(holder)], "targets": []}
            base["trigger"] = _stretch(draw.choice(("captured", "holds", "took control")), 4)
        elif kind == "deployment":
            count = one.details["count"] if draw.random() < 0.6 else draw.randint(3, 900)
            base |= {"type": "deployment", "targets": []}
            base["quantities"] = [_quantity(count, one.details["item"], "deployed")]
            base["trigger"] = _stretch("deployed", 4)
        elif kind == "agreement":
            base |= {"type": "agreement", "actors": [_party(one.actor), _party(one.target)], "targets": []}
            base["trigger"] = _stretch(draw.choice(("truce", "ceasefire", "agreed")), 4)
            base["places"] = []
        else:
            base |= {
                "type": "statement",
                "places": [],
                "claimant": _claimant(f"{one.actor}: Speaker", one.actor),
            }
            base["quote"] = _quote([*draw.sample(one.words, 7), *draw.sample(self._words, 3)])
            base["trigger"] = _stretch("said", 4)
        return [base]

    def _attack(self, base: Claim, one: _Happening) -> list[Claim]:
        draw, details = self._draw, one.details
        means = {"text": "", "start": 0, "end": 4, "class": details["means"]}
        what = {"text": "", "start": 0, "end": 4, "class": details["object"]}
        if draw.random() < 0.75:
            base["means"] = means
        if details["object"] and draw.random() < 0.7:
            base["objects"] = [what]
        base["trigger"] = _stretch(MEANS[details["means"]] if draw.random() < 0.6 else "attacked", 4)
        base["type"] = "attack"
        if details["killed"] is None:
            return [base]
        count = details["killed"]
        if draw.random() < 0.33:
            count += draw.choice((-1, 1, 2, 5, 10)) if count > 1 else 1
        toll = {
            **base, "id": self._id(), "type": "loss", "trigger": _stretch("killed", 40),
            "quantities": [_quantity(count, draw.choice((details["item"], "person")), "killed")],
        }  # fmt: skip
        if draw.random() < 0.4:
            # A sentence of its own, which does not say again where and by what.
            start = base["quote"]["end"] + 1
            toll["quote"] = _quote([*draw.sample(one.words, 2), *draw.sample(self._words, 5)], start)
            toll |= {"means": None, "objects": [], "actors": []}
        return [toll] if draw.random() < 0.25 else [base, toll]

    def _claim(self, article: Claim, one: _Happening, day: date | bool) -> Claim:
        draw = self._draw
        words = [*draw.sample(one.words, 3), *draw.sample(self._words, 7), one.town.name]
        who = draw.random()
        claimant = _claimant("outlet", "outlet")
        if who < 0.5:
            party = one.actor if who < 0.2 else one.target
            claimant = _claimant(f"{party}: Ministry", party)
        return {
            "id": self._id(),
            "document": f"d{article['id']}",
            "article": article,
            "quote": _quote(words),
            "polarity": "denied" if draw.random() < 0.06 else "asserted",
            "certainty": "certain",
            "confidence": 0.9,
            "claimant": claimant,
            "via": [],
            "cue": None,
            "actors": [_party(one.actor)] if draw.random() < 0.7 or one.kind != "attack" else [],
            "targets": [_party(one.target)] if draw.random() < 0.7 else [],
            "places": [self._spot(one.town)],
            "time": _time(day) if isinstance(day, date) else None,
            "quantities": [],
            "means": None,
            "other_means": [],
            "objects": [],
            "evidence": [],
            "evidence_mentions": [],
            "links": [],
            "origin": None,
            "incident": None,
            "review": None,
            "engine": {"name": "made", "version": "1", "untrained": False},
        }

    def _spot(self, town: Place) -> Claim:
        held = self._draw.random() < 0.06 and town.adm1 in self._places
        return (
            _place(self._places[town.adm1], "province") if held and town.adm1 else _place(town, "settlement")
        )

    def _copied(self, report: Sequence[Claim], outlet: str, one: _Happening) -> list[Claim]:
        published = date.fromisoformat(report[0]["article"]["published"])
        article = self._article(
            outlet, min(published + timedelta(days=self._draw.randint(0, 1)), one.day + timedelta(days=3))
        )
        document = f"d{article['id']}"
        return [{**claim, "id": self._id(), "document": document, "article": article} for claim in report]

    def _vague(self, day: date) -> None:
        """'Clashes in a town': nothing by which one could say which happening is meant."""
        one = _Happening("", "attack", day, self._town(), "", "", self._draw.sample(self._words, 8))
        base = self._claim(self._article(self._draw.choice(self._outlets), day), one, False)
        base |= {"type": "attack", "trigger": _stretch("clashes", 4), "actors": [], "targets": []}
        base["claimant"] = _claimant("outlet", "outlet")
        self._claims.append(base)
        self._truth[base["id"]] = None

    def _total(self, day: date) -> None:
        """A running total, of which there is one at a time."""
        one = _Happening(
            "", "total", day, self._town(), NORTH[0], SOUTH[0], self._draw.sample(self._words, 8)
        )
        base = self._claim(self._article(self._draw.choice(self._outlets), day), one, False)
        count = 2000 + 5 * (day - DAY_ONE).days + self._draw.randint(0, 40)
        base |= {"type": "loss", "trigger": _stretch("killed", 4), "places": []}
        base["quantities"] = [
            _quantity(count, "soldier", "killed") | {"cumulative": True, "since": "the war"}
        ]
        self._claims.append(base)
        self._truth[base["id"]] = None

    def _article(self, outlet: str, published: date) -> Claim:
        self._articles += 1
        name = _hashed(f"article {self._articles}")
        return {
            "id": f"a_{name}", "title": None, "outlet": outlet, "published": published.isoformat(), "language": "en",
            "url": f"https://news.invalid/{name}", "start": 0, "end": 2000,
        }  # fmt: skip

    def _id(self) -> str:
        self._articles += 1
        return f"c_{_hashed(f'claim {self._articles}')}"


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _quote(words: Sequence[str], start: int = 0) -> Claim:
    text = " ".join(words)
    return {"text": text, "start": start, "end": start + len(text)}


def _stretch(text: str, start: int) -> Claim:
    return {"text": text, "start": start, "end": start + len(text)}


def _claimant(name: str, party: str) -> Claim:
    return {"text": None, "start": None, "end": None, "name": name, "party": party}


def _party(name: str) -> Claim:
    return {"text": name, "start": 0, "end": 4, "name": name}


def _place(place: Place, precision: str) -> Claim:
    return {
        "text": place.name, "start": 0, "end": 4, "name": place.name, "geonames": place.id, "lat": place.lat,
        "lon": place.lon, "precision": precision, "country": place.country,
    }  # fmt: skip


def _time(day: date) -> Claim:
    iso = day.isoformat()
    return {"text": iso, "start": iso, "end": iso, "precision": "day", "span": {"start": 0, "end": 4}}


def _quantity(count: int, item: str, effect: str) -> Claim:
    return {
        "text": str(count), "start": 0, "end": 2, "low": count, "high": count, "word": None, "item": item,
        "group": None, "part_of": None, "effect": effect, "cumulative": False, "since": None,
    }  # fmt: skip


def happenings(made: Made) -> Iterator[tuple[str, list[str]]]:
    """Each planted happening with its claims."""
    told: dict[str, list[str]] = {}
    for claim, name in made.truth.items():
        if name is not None:
            told.setdefault(name, []).append(claim)
    yield from told.items()
