"""The part of a ledger that counts what is in it, for its front page."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, select

from counterclaim.ledger import connect, folding
from counterclaim.ledger.compared_tables import conflict_links, incidents
from counterclaim.ledger.filters import bounded
from counterclaim.ledger.review_tables import runs
from counterclaim.ledger.runs import SILENT
from counterclaim.ledger.tables import articles, claims, documents, pending, rejected, settings
from counterclaim.model import Rejected


@dataclass(frozen=True, slots=True)
class Contents:
    """How much is in a ledger. `documents` of any version, the rest of newest versions; `first` and `last` are days of
    publication (ISO 8601); pairs are (name, number), the most frequent first."""

    documents: int
    articles: int
    outlets: int
    claims: int
    incidents: int
    statuses: tuple[tuple[str, int], ...]
    types: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str, int], ...]
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class News:
    """What every page tells: the `generation`, how many documents are `waiting` to be compared, and the id of the
    import that goes on now, the newest where there are several."""

    generation: int
    waiting: int
    running: str | None


_NEWS = select(
    select(settings.c.value).where(settings.c.key == folding.GENERATION).scalar_subquery(),
    select(func.count()).select_from(pending).scalar_subquery(),
    select(runs.c.id)
    .where(runs.c.ended.is_(None), runs.c.beat > bindparam("alive"))
    .order_by(runs.c.started.desc())
    .limit(1)
    .scalar_subquery(),
)


class CountedLedger:
    """Counts; part of `Ledger`."""

    _store: connect.Store

    def news(self) -> News:
        """What every page tells, in one question."""
        with self._store.reading() as connection:
            generation, waiting, run = connection.execute(_NEWS, {"alive": time.time() - SILENT}).one()
        return News(int(generation or 0), waiting, run)

    def is_empty(self) -> bool:
        """Whether no document was ever stored or is left."""
        with self._store.reading() as connection:
            return connection.execute(select(documents.c.number).limit(1)).first() is None

    def contents(self) -> Contents:
        """How much is in it, as of now."""
        with self._store.reading() as connection:
            here = articles.join(
                documents, and_(documents.c.number == articles.c.document, documents.c.newest)
            )
            told = connection.execute(
                select(
                    func.count(),
                    func.count(articles.c.outlet.distinct()),
                    func.min(articles.c.published),
                    func.max(articles.c.published),
                ).select_from(here)
            ).one()
            statuses = _groups(connection, select(incidents.c.status, func.count()), incidents.c.status)
            types = _groups(
                connection, select(claims.c.type, func.count()).where(claims.c.newest), claims.c.type
            )
            languages = _groups(
                connection,
                select(articles.c.language, func.count()).select_from(here),
                articles.c.language,
            )
            return Contents(
                documents=_many(connection, select(func.count()).select_from(documents)),
                articles=told[0],
                outlets=told[1],
                claims=sum(number for _, number in types),
                incidents=sum(number for _, number in statuses),
                statuses=statuses,
                types=types,
                languages=languages,
                first=told[2],
                last=told[3],
            )

    def newest_lines(self, limit: int) -> list[dict[str, Any]]:
        """Rows (`incident_lines.row`) of the incidents whose last day is the latest; those that tell no day, which stand
        under the day of their reports, only where there are too few others."""
        query = select(incidents.c.line).order_by(
            func.coalesce(incidents.c.day_to, incidents.c.day_from, "").desc(), incidents.c.number
        )
        with self._store.reading() as connection:
            lines = connection.execute(query.limit(bounded(limit * 12))).scalars().all()
        rows = [json.loads(line) for line in lines]
        return sorted(rows, key=lambda row: not row.get("time"))[:limit]

    def contested_lines(self, limit: int) -> list[dict[str, Any]]:
        """Rows of the contested incidents that have the most conflict links."""
        query = (
            select(incidents.c.line)
            .where(incidents.c.conflicts > 0, incidents.c.status == "contested")
            .order_by(incidents.c.conflicts.desc(), incidents.c.origins.desc(), incidents.c.number)
        )
        with self._store.reading() as connection:
            return [json.loads(line) for line in connection.execute(query.limit(bounded(limit))).scalars()]

    def newest_conflicts(self, days: int, limit: int) -> tuple[str | None, list[dict[str, Any]]]:
        """Conflict links of the last `days` days on which any arose, one an incident, the newest first: kind, reason,
        between, incident, day, links (how many the incident has of these days).

        A link arises on the day on which the later of its claims was published. Beside it the last such day, never a
        later one than today; None where there is none.
        """
        a, b = claims.alias("a"), claims.alias("b")
        by_a, by_b = articles.alias("by_a"), articles.alias("by_b")
        link = conflict_links.c
        query = (
            select(
                link.kind,
                link.reason,
                link.between,
                link.strength,
                func.coalesce(a.c.incident, b.c.incident).label("incident"),
                by_a.c.published.label("first"),
                by_b.c.published.label("then"),
            )
            .join(a, and_(a.c.id == link.a, a.c.newest))
            .join(b, and_(b.c.id == link.b, b.c.newest))
            .join(by_a, and_(by_a.c.id == a.c.article, by_a.c.document == a.c.document))
            .join(by_b, and_(by_b.c.id == b.c.article, by_b.c.document == b.c.document))
            .order_by(link.strength.desc(), link.id)
        )
        with self._store.reading() as connection:
            rows = connection.execute(query).all()
        today = date.today().isoformat()
        arose = [(max(row.first or "", row.then or "")[:10], row) for row in rows if row.incident]
        arose = [(day, row) for day, row in arose if day and day <= today]
        if not arose:
            return None, []
        last = max(day for day, _ in arose)
        since = (date.fromisoformat(last) - timedelta(days=days - 1)).isoformat()
        found: dict[str, dict[str, Any]] = {}
        for day, row in arose:
            if day < since:
                continue
            if (told := found.get(row.incident)) is not None:
                told["links"] += 1
                told["day"] = max(day, told["day"])
                continue
            found[row.incident] = {
                "kind": row.kind,
                "reason": row.reason,
                "between": row.between,
                "incident": row.incident,
                "day": day,
                "links": 1,
            }
        return last, sorted(found.values(), key=lambda one: str(one["day"]), reverse=True)[:limit]

    def rejected_count(self) -> int:
        """How many items could not be read."""
        with self._store.reading() as connection:
            return _many(connection, select(func.count()).select_from(rejected))

    def last_rejected(self, limit: int) -> list[Rejected]:
        """What could not be read, the last first."""
        query = select(rejected).order_by(rejected.c.at.desc(), rejected.c.number.desc())
        with self._store.reading() as connection:
            rows = connection.execute(query.limit(bounded(limit))).all()
        return [Rejected(row.address, row.stage, row.cause, row.at) for row in rows]


def _groups(connection: Connection, query: Any, column: Any) -> tuple[tuple[str, int], ...]:
    found = connection.execute(query.where(column.is_not(None)).group_by(column))
    return tuple(sorted(((name, number) for name, number in found), key=lambda one: (-one[1], one[0])))


def _many(connection: Connection, query: Any) -> int:
    return int(connection.execute(query).scalar_one())
