"""Articles drawn to be read in full, what two readers code in them blind, and which were read.

Codings are apart from claims and reviews: nothing that one reader does shows anywhere else until both are
done, and meanwhile nobody judges a claim of the article (`blind`). The consensus that a third person makes of them is
written as reviews.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, delete, insert, select, update

from counterclaim.errors import SettingsError, UnknownNameError
from counterclaim.ledger import blind, connect, filters
from counterclaim.ledger.chunks import chunks
from counterclaim.ledger.filters import ArticleFilter
from counterclaim.ledger.records import AnyRow, clean
from counterclaim.ledger.review_tables import article_states, coded, codings, draws
from counterclaim.ledger.tables import articles, claims, documents
from counterclaim.model import instant
from counterclaim.view import ClaimObject

Purpose = Literal["measure", "double"]
CodingState = Literal["open", "done", "adjudicated"]


@dataclass(frozen=True, slots=True)
class Batch:
    """One draw: `articles` by id in drawn order, `coders` of those that two people code (else none)."""

    name: str
    at: str
    by: str
    seed: int
    purpose: str
    articles: tuple[str, ...]
    coders: tuple[str, ...]
    suggested: bool


@dataclass(frozen=True, slots=True)
class CodingRow:
    """One person's work on one article. `suggested`: the engine's claims are offered; `claims` in text order,
    each with its key and the id of the claim that it was taken over from."""

    id: str
    batch: str
    article: str
    coder: str
    suggested: bool
    state: str
    engine: str
    at: str
    claims: tuple[tuple[str, str | None, ClaimObject], ...]


@dataclass(frozen=True, slots=True)
class ReadState:
    """Who read an article in full and when; `suggestions`: with the engine's claims in sight."""

    article: str
    by: str
    at: str
    engine: str
    suggestions: bool


class CodedLedger:
    """Draws, codings and fully read articles; part of `Ledger`."""

    _store: connect.Store

    def drawable(self, wanted: ArticleFilter = ArticleFilter()) -> list[str]:  # noqa: B008
        """Ids of the articles of newest versions that `wanted` lets through, in order."""
        query = (
            select(articles.c.id)
            .join(documents, documents.c.number == articles.c.document)
            .where(documents.c.newest, *filters.article_conditions(wanted))
            .order_by(articles.c.id)
            .distinct()
        )
        with self._store.reading() as connection:
            return list(connection.execute(query).scalars())

    def drawn(self, purpose: Purpose) -> list[str]:
        """Articles that were drawn for this, in the order of draws."""
        query = select(draws.c.article).where(draws.c.purpose == purpose).order_by(draws.c.number)
        with self._store.reading() as connection:
            return list(dict.fromkeys(connection.execute(query).scalars()))

    def draw(
        self,
        given: Sequence[str],
        *,
        seed: int,
        by: str,
        purpose: Purpose,
        coders: Sequence[str] = (),
        double: Sequence[str] = (),
        suggested: bool = False,
    ) -> str:
        """Keep a draw of articles; those of `double` are for both `coders`. Its batch's name.

        SettingsError where nothing is drawn, or where the coders are not two.
        """
        if not given:
            raise SettingsError("no article was drawn: none is left that the filter lets through")
        named = tuple(dict.fromkeys(clean(name).strip() for name in coders))
        if double and (len(named) != 2 or not all(named)):
            raise SettingsError("double coding needs the names of two different people")
        at = instant()
        with self._store.writing() as connection:
            last = connection.execute(
                select(draws.c.number).order_by(draws.c.number.desc()).limit(1)
            ).scalar()
            batch = f"b_{_digest(at, by, seed, last or 0, *given)[:8]}"
            rows = [
                {
                    "batch": batch, "at": at, "by": clean(by), "seed": seed, "article": article,
                    "purpose": purpose, "place": place,
                }
                for place, article in enumerate(given)
            ]  # fmt: skip
            connection.execute(insert(draws), rows)
            engines = _engines(connection, double)
            for article in double:
                for coder in named:
                    connection.execute(
                        insert(codings),
                        {
                            "id": f"k_{_digest(batch, article, coder)[:12]}", "batch": batch,
                            "article": article, "coder": coder, "suggested": suggested, "state": "open",
                            "engine": engines.get(article, ""), "at": at,
                        },
                    )  # fmt: skip
        return batch

    def batches(self) -> list[Batch]:
        """Every draw, the last one first."""
        with self._store.reading() as connection:
            rows = connection.execute(select(draws).order_by(draws.c.number)).all()
            held = connection.execute(select(codings).order_by(codings.c.coder)).all()
        return _batches(rows, held)[::-1]

    def batch(self, name: str) -> Batch:
        """UnknownNameError where there is no such draw."""
        with self._store.reading() as connection:
            rows = connection.execute(
                select(draws).where(draws.c.batch == clean(name)).order_by(draws.c.number)
            ).all()
            held = connection.execute(
                select(codings).where(codings.c.batch == clean(name)).order_by(codings.c.coder)
            ).all()
        if not rows:
            raise UnknownNameError(f"no batch {name!r} in this ledger")
        return _batches(rows, held)[0]

    def codings(self, batch: str, article: str | None = None) -> list[CodingRow]:
        """Codings of a batch with what was coded, by article and coder. Who may see them is the caller's care."""
        query = select(codings).where(codings.c.batch == clean(batch))
        if article is not None:
            query = query.where(codings.c.article == clean(article))
        with self._store.reading() as connection:
            rows = connection.execute(query.order_by(codings.c.article, codings.c.coder)).all()
            return _with_claims(connection, rows)

    def coding_states(self) -> list[CodingRow]:
        """All codings without what was coded, by batch, article and coder."""
        query = select(codings).order_by(codings.c.batch, codings.c.article, codings.c.coder)
        with self._store.reading() as connection:
            return [CodingRow(*_head(row), ()) for row in connection.execute(query)]

    def code(
        self, coding: str, body: ClaimObject, *, key: str | None = None, from_claim: str | None = None
    ) -> str:
        """Put a claim into an open coding, or in the place of the one with `key`; its key.

        SettingsError where the coding is not open.
        """
        with self._store.writing() as connection:
            _must_be_open(connection, coding)
            taken = set(
                connection.execute(select(coded.c.claim_key).where(coded.c.coding == coding)).scalars()
            )
            if key is not None and key not in taken:
                raise UnknownNameError(f"no claim {key!r} in this coding")
            if key is None:
                key, number = body["id"], 1
                while key in taken:
                    number += 1
                    key = f"{body['id']}-{number}"
            else:
                held = select(coded.c.from_claim).where(coded.c.coding == coding, coded.c.claim_key == key)
                from_claim = from_claim or connection.execute(held).scalar()
                connection.execute(delete(coded).where(coded.c.coding == coding, coded.c.claim_key == key))
            text = json.dumps(body, ensure_ascii=False)
            row = {"coding": coding, "claim_key": key, "from_claim": from_claim, "body": text}
            connection.execute(insert(coded), row)
            return str(key)

    def uncode(self, coding: str, key: str) -> None:
        """Take a claim out of an open coding. SettingsError where it is not open."""
        with self._store.writing() as connection:
            _must_be_open(connection, coding)
            connection.execute(delete(coded).where(coded.c.coding == coding, coded.c.claim_key == clean(key)))

    def set_coding(self, coding: str, state: CodingState) -> None:
        """Finish a coding, open it again, or note that its article was adjudicated.

        SettingsError for opening one again whose other reader is done too: what both did is known then.
        """
        with self._store.writing() as connection:
            row = connection.execute(select(codings).where(codings.c.id == clean(coding))).first()
            if row is None:
                raise UnknownNameError(f"no coding {coding!r} in this ledger")
            if state == "open" and row.state != "open" and _all_done(connection, row.batch, row.article):
                raise SettingsError("both readers are done: what they coded stays as it is")
            connection.execute(
                update(codings).where(codings.c.id == row.id).values(state=state, at=instant())
            )

    def call_off(self, batch: str, article: str) -> None:
        """Nobody codes the article in this batch any more; what was coded goes. UnknownNameError, and SettingsError where
        both are done."""
        where = (codings.c.batch == clean(batch), codings.c.article == clean(article))
        with self._store.writing() as connection:
            found = connection.execute(select(codings.c.id, codings.c.state).where(*where)).all()
            if not found:
                raise UnknownNameError(f"article {article!r} is not coded in {batch!r}")
            if all(row.state != "open" for row in found):
                raise SettingsError("both readers are done: what they coded stays as it is")
            connection.execute(delete(coded).where(coded.c.coding.in_([row.id for row in found])))
            connection.execute(delete(codings).where(*where))

    def judged_by(self, people: Collection[str]) -> set[str]:
        """Ids of articles of which one of these people judged, linked or added a claim, or which one marked as read."""
        with self._store.reading() as connection:
            return blind.judged_by(connection, people)

    def blind_for(self, person: str, article: str) -> str | None:
        """The batch in which `person` codes this article while one of its two readers is not done; None otherwise."""
        own = select(codings.c.batch).where(codings.c.coder == person, codings.c.article == clean(article))
        query = select(codings.c.batch).where(
            codings.c.state == "open", codings.c.article == clean(article), codings.c.batch.in_(own)
        )
        with self._store.reading() as connection:
            found = connection.execute(query.limit(1)).scalar()
        return None if found is None else str(found)

    def read_states(self, given: Collection[str] | None = None) -> dict[str, ReadState]:
        """Articles that were read in full, all or those of `given`."""
        found: dict[str, ReadState] = {}
        with self._store.reading() as connection:
            parts = [None] if given is None else chunks(sorted(set(map(clean, given))))
            for part in parts:
                query = select(article_states)
                if part is not None:
                    query = query.where(article_states.c.article.in_(part))
                for row in connection.execute(query):
                    found[row.article] = ReadState(
                        row.article, row.read_by, row.at, row.engine, row.suggestions
                    )
        return found

    def adjudicated(self, article: str) -> bool:
        """Whether a third person made one of what two readers coded in this article."""
        query = select(codings.c.id).where(
            codings.c.article == clean(article), codings.c.state == "adjudicated"
        )
        with self._store.reading() as connection:
            return connection.execute(query.limit(1)).first() is not None

    def by_people(self, article: str) -> set[str]:
        """Ids of the claims of an article that people added."""
        query = select(claims.c.id).where(claims.c.article == clean(article), claims.c.person)
        with self._store.reading() as connection:
            return set(connection.execute(query).scalars())

    def article_names(self, given: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Title, outlet, published, language, document, engine, and whether it is the newest version, of articles
        by id."""
        found: dict[str, dict[str, Any]] = {}
        with self._store.reading() as connection:
            for part in chunks(sorted(set(given))):
                rows = connection.execute(
                    select(
                        articles.c.id, articles.c.title, articles.c.outlet, articles.c.published,
                        articles.c.language, documents.c.id.label("document"), documents.c.engine, documents.c.newest,
                    )
                    .join(documents, documents.c.number == articles.c.document)
                    .where(articles.c.id.in_(part))
                    .order_by(documents.c.newest, articles.c.number)
                )  # fmt: skip
                found.update((row.id, dict(row._mapping)) for row in rows)
        return found


def forget(connection: Connection, article: str) -> None:
    """What was coded of an article whose document is removed; who coded it and when stays."""
    held = select(codings.c.id).where(codings.c.article == article).scalar_subquery()
    connection.execute(delete(coded).where(coded.c.coding.in_(held)))
    connection.execute(delete(article_states).where(article_states.c.article == article))


def _digest(*parts: object) -> str:
    return hashlib.sha256(json.dumps([str(part) for part in parts]).encode()).hexdigest()


def _engines(connection: Connection, given: Sequence[str]) -> dict[str, str]:
    if not given:
        return {}
    rows = connection.execute(
        select(articles.c.id, documents.c.engine)
        .join(documents, documents.c.number == articles.c.document)
        .where(articles.c.id.in_(given))
    )
    return {row.id: row.engine for row in rows}


def _batches(rows: Sequence[AnyRow], held: Sequence[AnyRow]) -> list[Batch]:
    coders: dict[str, dict[str, None]] = {}
    suggested: dict[str, bool] = {}
    for row in held:
        coders.setdefault(row.batch, {})[row.coder] = None
        suggested[row.batch] = row.suggested
    by_name: dict[str, list[AnyRow]] = {}
    for row in rows:
        by_name.setdefault(row.batch, []).append(row)
    return [
        Batch(
            name, of[0].at, of[0].by, of[0].seed, of[0].purpose, tuple(row.article for row in of),
            tuple(coders.get(name, ())), suggested.get(name, False),
        )
        for name, of in by_name.items()
    ]  # fmt: skip


def _with_claims(connection: Connection, rows: Sequence[AnyRow]) -> list[CodingRow]:
    bodies: dict[str, list[tuple[str, str | None, ClaimObject]]] = {row.id: [] for row in rows}
    for part in chunks(list(bodies)):
        for row in connection.execute(select(coded).where(coded.c.coding.in_(part))):
            bodies[row.coding].append((row.claim_key, row.from_claim, json.loads(row.body)))
    return [CodingRow(*_head(row), tuple(_in_order(bodies[row.id]))) for row in rows]


def _head(row: AnyRow) -> tuple[str, str, str, str, bool, str, str, str]:
    return (row.id, row.batch, row.article, row.coder, row.suggested, row.state, row.engine, row.at)


def _in_order(
    given: list[tuple[str, str | None, ClaimObject]],
) -> Iterator[tuple[str, str | None, ClaimObject]]:
    return iter(sorted(given, key=lambda x: (x[2]["trigger"]["start"], x[2]["trigger"]["end"], x[0])))


def _must_be_open(connection: Connection, coding: str) -> None:
    state = connection.execute(select(codings.c.state).where(codings.c.id == clean(coding))).scalar()
    if state is None:
        raise UnknownNameError(f"no coding {coding!r} in this ledger")
    if state != "open":
        raise SettingsError("this coding is finished: open it again to change it")


def _all_done(connection: Connection, batch: str, article: str) -> bool:
    states = connection.execute(
        select(codings.c.state).where(codings.c.batch == batch, codings.c.article == article)
    ).scalars()
    return all(state != "open" for state in states)
