"""What comparison asks of a ledger: entries of claims and articles, and who is filed under a key."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, select, true

from counterclaim.comparing import comparison
from counterclaim.comparing.entries import Knowledge, entry, rejected, with_origin
from counterclaim.comparing.nouns import Entry, Origin
from counterclaim.comparing.redating import Redated
from counterclaim.ledger import applying, reading
from counterclaim.ledger.applying import State
from counterclaim.ledger.chunks import CHUNK, chunks
from counterclaim.ledger.compared_tables import addresses, bands, blocks, cited
from counterclaim.ledger.records import AnyRow
from counterclaim.ledger.tables import articles, claim_bodies, claims, documents
from counterclaim.ledger.touched import HOLD
from counterclaim.view import ClaimObject


class _Stored(NamedTuple):
    """What comparison keeps of a claim: its origin, and the days that this gives it."""

    origin: str | None
    incident: str | None
    compared: str | None
    days: tuple[str | None, str | None] | None

    @classmethod
    def of(cls, row: AnyRow) -> _Stored:
        compared = json.loads(row.compared) if row.compared else {}
        days = tuple(compared["days"]) if "days" in compared else None
        return cls(row.origin, row.incident, row.compared, days)

    def on(self, one: Entry) -> Entry:
        if self.days is None:
            return one if self.origin is None else with_origin(one, self.origin)
        return replace(one, origin=self.origin, first=self.days[0], last=self.days[1])


def kept(moved: Redated | None) -> str | None:
    """What is stored of a claim's new days."""
    return json.dumps({"days": list(moved.days), "why": moved.reason}) if moved else None


class Neighbours:
    """The ledger as `comparing.neighbourhood.Store` and `comparing.origins.Store`, through one connection.

    Superseded versions, claims that a person rejected and claims that are no longer extracted and of which nobody
    said otherwise take no part. A claim is made an entry once; what comparison stored of it may change meanwhile:
    `forget` says so.
    """

    def __init__(self, connection: Connection, knowledge: Knowledge) -> None:
        self._connection = connection
        self._knowledge = knowledge
        self._raw: dict[str, Entry | None] = {}
        self._stored: dict[str, _Stored] = {}
        self._placed: dict[str, Entry] = {}
        self.numbers: dict[str, int] = {}
        """Numbers of the claims that were read, by id."""
        self.lost: frozenset[str] = frozenset()
        """Origins that lost claims since the last comparison."""

    def forget(self, ids: Iterable[str]) -> None:
        """Ask anew for the origins and days of these claims when they are next wanted."""
        for claim in ids:
            self._stored.pop(claim, None)
            self._placed.pop(claim, None)

    def claims(self, ids: Collection[str]) -> Iterator[Entry]:
        """Entries with the origins and days that were found, in order of ids."""
        wanted = sorted(set(ids))
        self._load(wanted)
        for part in chunks(claim for claim in wanted if claim not in self._stored):
            query = select(claims.c.id, claims.c.origin, claims.c.incident, claims.c.compared)
            for row in self._connection.execute(query.where(claims.c.id.in_(part))):
                self._stored[row.id] = _Stored.of(row)
        for claim in wanted:
            if (raw := self._raw.get(claim)) is not None:
                if claim not in self._placed:
                    self._placed[claim] = self._stored[claim].on(raw)
                yield self._placed[claim]

    def every(self) -> list[Entry]:
        """All entries, with the origins and days that were found, in order of ids."""
        return list(self.claims([one.claim for one in self.raw()]))

    def raw(self) -> list[Entry]:
        """All entries, with the days that their own words give, in order of ids."""
        self._read(claims.c.newest, applying.states(self._connection))
        return [one for _, one in sorted(self._raw.items()) if one is not None]

    def present(self, ids: Collection[str]) -> set[str]:
        """Those of these claims that take part."""
        self._load(sorted(ids))
        return {claim for claim in ids if self._raw.get(claim) is not None}

    def objects(self, ids: Collection[str]) -> dict[str, ClaimObject]:
        """Claim objects by id."""
        found: dict[str, ClaimObject] = {}
        for part in chunks(sorted(ids)):
            for one in reading.stream_claims(self._connection, reading.places_of(claims.c.id.in_(part))):
                found[one["id"]] = one
        return found

    def moved(self, found: Iterable[Origin]) -> dict[str, Redated]:
        """The days that claims of these origins, which were read, have by their origins' first articles."""
        copied = [origin for origin in found if origin.copies]
        raw = ((claim, self._raw[claim]) for origin in copied for claim in origin.claims)
        published = {claim: (one.article, one.published) for claim, one in raw if one is not None}
        return comparison.redatings(copied, self.objects(comparison.undated(copied, published)))

    def stored(self, claim: str) -> tuple[str | None, str | None, str | None]:
        """Origin, incident and what else comparison had stored of a claim that was read."""
        return self._stored[claim][:3]

    def beside(self, ids: Collection[str]) -> Iterator[Entry]:
        """All claims of the articles of `ids`."""
        return self.claims(self._in_articles(set(self.articles_of(ids))))

    def control(self, places: Collection[str]) -> list[Entry]:
        """All control claims that name one of `places` (keys of `Where`)."""
        found: set[str] = set()
        for part in chunks(sorted(f"{HOLD}{place}" for place in places)):
            query = select(claims.c.id).join(blocks, blocks.c.claim == claims.c.number)
            found.update(self._connection.execute(query.where(blocks.c.key.in_(part))).scalars())
        return list(self.claims(found))

    def entries(self, wanted: Collection[str]) -> Iterator[Entry]:
        """All claims of these articles, with the days that their own words give."""
        ids = sorted(self._in_articles(wanted))
        self._load(ids)
        return (one for claim in ids if (one := self._raw[claim]) is not None)

    def _in_articles(self, wanted: Collection[str]) -> set[str]:
        found: set[str] = set()
        for part in chunks(sorted(wanted)):
            query = select(claims.c.id).where(claims.c.article.in_(part), claims.c.newest)
            found.update(self._connection.execute(query).scalars())
        return found

    def _load(self, ids: Iterable[str]) -> None:
        for part in chunks(claim for claim in ids if claim not in self._raw):
            self._raw.update(dict.fromkeys(part))
            self._read(claims.c.id.in_(part))

    def _read(self, condition: ColumnElement[bool], known: Mapping[str, State] | None = None) -> None:
        """Read claims; `known` are the states of all that somebody reviewed, where the caller has them."""
        query: Select[Any] = (
            select(
                claims.c.id,
                claims.c.number,
                claims.c.extracted,
                claims.c.origin,
                claims.c.incident,
                claims.c.compared,
                claim_bodies.c.body,
                articles.c.credit,
            )
            .join(claim_bodies, claim_bodies.c.claim == claims.c.number)
            .join(articles, and_(articles.c.document == claims.c.document, articles.c.id == claims.c.article))
            .where(condition, claims.c.newest)
            .order_by(claims.c.number)
        )
        options = {"stream_results": True, "yield_per": CHUNK}
        with self._connection.execute(query, execution_options=options) as result:
            for page in result.partitions():
                self._keep(page, known)

    def _keep(self, rows: Sequence[AnyRow], known: Mapping[str, State] | None) -> None:
        states = applying.states(self._connection, [row.id for row in rows]) if known is None else known
        for row in rows:
            found = applying.claim_of(row, states.get(row.id))
            self._raw[row.id] = None
            self._stored[row.id] = _Stored.of(row)
            self.numbers[row.id] = row.number
            if rejected(found) or not (
                row.extracted or (found["review"] or {}).get("decision") == "accepted"
            ):
                continue
            found["article"]["credit"] = row.credit
            self._raw[row.id] = entry({**found, "origin": None}, self._knowledge)

    def filed_under(self, keys: Collection[str]) -> Iterator[tuple[str, str]]:
        for part in chunks(sorted(keys)):
            query = (
                select(blocks.c.key, claims.c.id)
                .join(claims, claims.c.number == blocks.c.claim)
                .where(blocks.c.key.in_(part))
            )
            yield from self._connection.execute(query)

    def articles_of(self, ids: Collection[str]) -> Iterator[str]:
        for part in chunks(sorted(ids)):
            query = select(claims.c.article).where(claims.c.id.in_(part), claims.c.newest).distinct()
            yield from self._connection.execute(query).scalars()

    def filed(self, wanted: Collection[int]) -> Iterator[tuple[int, str, str]]:
        for part in chunks(sorted(wanted)):
            query = (
                select(bands.c.band, claims.c.article, claims.c.id)
                .join(claims, claims.c.number == bands.c.claim)
                .where(bands.c.band.in_(part))
            )
            yield from self._connection.execute(query)

    def together(self, ids: Collection[str]) -> Iterator[str]:
        """Claims of one origin with any of `ids`, or of an origin that lost claims since the last comparison."""
        origins = set(self.lost)
        for part in chunks(sorted(ids)):
            query = (
                select(claims.c.origin).where(claims.c.id.in_(part), claims.c.origin.is_not(None)).distinct()
            )
            origins.update(self._connection.execute(query).scalars())
        for part in chunks(sorted(origins)):
            query = select(claims.c.id).where(claims.c.origin.in_(part), claims.c.newest)
            yield from self._connection.execute(query).scalars()

    def cites(self, wanted: Collection[str]) -> set[tuple[str, str]]:
        """Pairs of articles of which the first links to the second and one or both are in `wanted`."""
        found: set[tuple[str, str]] = set()
        for part in chunks(sorted(wanted)):
            for end in (_TAKER, _GIVER):
                found.update(_pairs(self._connection, end.c.id.in_(part)))
        return found


_TAKER, _GIVER = articles.alias(), articles.alias()


def all_cites(connection: Connection) -> set[tuple[str, str]]:
    """All pairs of articles of which the first links to the second."""
    return set(_pairs(connection, true()))


def _pairs(connection: Connection, condition: ColumnElement[bool]) -> Iterator[tuple[str, str]]:
    page, other = documents.alias(), documents.alias()
    query = (
        select(_TAKER.c.id, _GIVER.c.id)
        .select_from(cited)
        .join(addresses, addresses.c.url == cited.c.url)
        .join(_TAKER, _TAKER.c.number == cited.c.article)
        .join(_GIVER, _GIVER.c.number == addresses.c.article)
        .join(page, page.c.number == _TAKER.c.document)
        .join(other, other.c.number == _GIVER.c.document)
        .where(page.c.newest, other.c.newest, _TAKER.c.id != _GIVER.c.id, condition)
    )
    for row in connection.execute(query):
        yield row[0], row[1]
