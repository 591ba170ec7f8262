"""Articles that two people code blind: until both are done, nobody does anything to their claims.

So nothing that one of the two thinks of the article can be seen by the other anywhere: not in its claims, not in what
is counted, compared or exported of them.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Select, select

from counterclaim.errors import SettingsError
from counterclaim.ledger import acts
from counterclaim.ledger.acts import Review
from counterclaim.ledger.chunks import chunks
from counterclaim.ledger.review_tables import codings, reviews
from counterclaim.ledger.tables import claims


def open_articles() -> Select[Any]:
    """The ids of articles of which a coding is open."""
    return select(codings.c.article).where(codings.c.state == "open")


def refuse(connection: Connection, review: Review) -> None:
    """SettingsError where `review` is about an article that is coded blind now, or names a claim of one; but incidents
    are merged whatever they hold."""
    if review.subject == "article":
        _refuse(connection, [review.target])
    if review.subject in ("article", "name") or review.kind == "merge":
        return
    named = acts.named(review) | ({review.target} if review.subject == "claim" else set())
    home = select(claims.c.article).distinct()
    for part in chunks(sorted(named)):
        _refuse(connection, connection.execute(home.where(claims.c.id.in_(part))).scalars().all())


def refuse_article(connection: Connection, article: str) -> None:
    """SettingsError where the article is coded blind now."""
    _refuse(connection, [article])


def _refuse(connection: Connection, articles: Collection[str]) -> None:
    query = open_articles().where(codings.c.article.in_(articles)).limit(1)
    if articles and (found := connection.execute(query).scalar()) is not None:
        raise SettingsError(
            f"article {found}: two people code it blind; until both are done nobody judges its claims or adds any"
        )


def judged_by(connection: Connection, people: Collection[str]) -> set[str]:
    """The ids of articles of which one of these people judged, linked or added a claim, or which one marked as read."""
    names: set[str] = set()
    found: set[str] = set()
    query = select(reviews.c.subject, reviews.c.target, reviews.c.other, reviews.c.changes)
    for row in connection.execute(query.where(reviews.c.reviewer.in_(people))):
        if row.subject == "article":
            found.add(row.target)
        elif row.subject == "claim":
            names |= {row.target, row.other or row.target}
        elif row.subject == "link" and row.changes:
            changes: dict[str, Sequence[str | None]] = json.loads(row.changes)
            names |= {value for end in ("a", "b") for value in changes.get(end, ()) if value}
    for part in chunks(sorted(names)):
        found.update(connection.execute(select(claims.c.article).where(claims.c.id.in_(part))).scalars())
    return found
