"""Rows of reviews, and the tables that say what they come to: rewritten with every review, and never the truth."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, or_, select, update

from counterclaim.ledger import acts
from counterclaim.ledger.acts import Review, Subject
from counterclaim.ledger.chunks import chunks
from counterclaim.ledger.records import AnyRow
from counterclaim.ledger.review_tables import (
    article_states,
    claim_states,
    link_states,
    name_states,
    pair_states,
    reviews,
)
from counterclaim.ledger.tables import settings

GENERATION = "generation"
"""The setting that grows with every review and every comparison that changed something."""
_GENERATION = select(settings.c.value).where(settings.c.key == GENERATION)


def append(connection: Connection, review: Review, saw: Any) -> int:
    """Store a review (its number is given here) and fold what it is about anew; its number."""
    row = {
        "at": review.at,
        "reviewer": review.reviewer,
        "kind": review.kind,
        "subject": review.subject,
        "target": review.target,
        "other": review.other,
        "changes": _json(review.changes) if review.changes else None,
        "note": review.note,
        "saw": None if saw is None else _json(saw),
        "undoes": review.undoes,
    }
    number = int(connection.execute(insert(reviews).returning(reviews.c.number), row).scalar_one())
    refold(connection, review.subject, review.target, review.changes)
    return number


def refold(connection: Connection, subject: Subject, target: str, changes: Mapping[str, Any]) -> None:
    """Bring the tables of states up to date with the reviews of `target`; `changes` are those of the newest."""
    names = [name for name in changes if " " in name and subject in ("claim", "incident")]
    if names:
        _fold_pairs(connection, names)
    if subject == "claim":
        _fold_claim(connection, target)
    elif subject == "link":
        _fold_link(connection, target)
    elif subject == "name":
        _fold_name(connection, target)
    elif subject == "article":
        _fold_article(connection, target)


def rebuild(connection: Connection) -> None:
    """Fold all reviews anew."""
    for table in (claim_states, pair_states, link_states, name_states, article_states):
        connection.execute(delete(table))
    known = connection.execute(select(reviews.c.subject, reviews.c.target).distinct()).all()
    for subject, target in sorted(known):
        changes = {name: None for one in _of(connection, subject, target) for name in one.changes}
        refold(connection, subject, target, changes)


def touching(connection: Connection, targets: Collection[str]) -> list[Review]:
    """Reviews of which one of `targets` is the target or the other end, in order."""
    return stored(connection, or_(reviews.c.target.in_(targets), reviews.c.other.in_(targets)))


def naming(connection: Connection, claims: Collection[str]) -> list[Review]:
    """Decisions on pairs and links, and undos of them, that name one of these claims, whatever they are filed under, in
    order."""
    found: dict[int, Review] = {}
    kinds = (*acts.PAIRING, "link", "dismiss", "confirm", "undo")
    for part in chunks(sorted(claims)):
        named = or_(*(reviews.c.changes.contains(claim, autoescape=True) for claim in part))
        for one in stored(connection, and_(reviews.c.kind.in_(kinds), named)):
            if acts.named(one) & set(part):
                found[one.number] = one
    return sorted(found.values(), key=lambda one: one.number)


def deciding(connection: Connection, names: Collection[str]) -> Iterator[Review]:
    """Reviews that decided one of these pairs, and all undos. A move or a split is filed under one target only, so that
    all decisions on pairs are looked through: as many as people made."""
    kinds = (*acts.PAIRING, "undo")
    wanted = set(names)
    query = select(reviews).where(reviews.c.kind.in_(kinds)).order_by(reviews.c.number)
    for row in connection.execute(query).all():
        if row.kind == "undo" or (row.changes and not wanted.isdisjoint(json.loads(row.changes))):
            yield review_of(row)


def stored(connection: Connection, condition: ColumnElement[bool]) -> list[Review]:
    """The reviews that meet `condition`, in order."""
    rows = connection.execute(select(reviews).where(condition).order_by(reviews.c.number)).all()
    return [review_of(row) for row in rows]


def review_of(row: AnyRow) -> Review:
    changes = json.loads(row.changes) if row.changes else {}
    return Review(
        number=row.number,
        at=row.at,
        reviewer=row.reviewer,
        kind=row.kind,
        subject=row.subject,
        target=row.target,
        other=row.other,
        changes={name: (before, after) for name, (before, after) in changes.items()},
        note=row.note,
        undoes=row.undoes,
    )


def bump(connection: Connection) -> int:
    """One generation on: what was worked out before may differ now."""
    number = generation(connection) + 1
    connection.execute(delete(settings).where(settings.c.key == GENERATION))
    connection.execute(insert(settings), {"key": GENERATION, "value": str(number)})
    return number


def generation(connection: Connection) -> int:
    value = connection.execute(_GENERATION).scalar()
    return int(value) if value else 0


def forget(connection: Connection, claims: Collection[str], articles: Collection[str]) -> None:
    """Leave of the reviews of removed claims and articles, and of their links and pairs, only who decided what when."""
    links = set()
    for part in chunks(sorted(claims)):
        ends = or_(link_states.c.a.in_(part), link_states.c.b.in_(part))
        links |= set(connection.execute(select(link_states.c.link).where(ends)).scalars())
        of_pairs = or_(reviews.c.target.in_(part), reviews.c.other.in_(part))
        _blank(connection, of_pairs, ("decision",))
        connection.execute(
            update(claim_states).where(claim_states.c.claim.in_(part)).values(fields="{}", note=None)
        )
    for part in chunks(sorted(links)):
        _blank(connection, reviews.c.target.in_(part), ("state", "a", "b", "kind"))
        connection.execute(update(link_states).where(link_states.c.link.in_(part)).values(words=None))
    for part in chunks(sorted(articles)):
        _blank(connection, reviews.c.target.in_(part), ("state",))
    for one in stored(connection, reviews.c.kind.in_(acts.PAIRING)):
        if {claim for name in one.changes for claim in acts.pair_of(name)} & set(claims):
            _blank(connection, reviews.c.number == one.number, ())


def _blank(connection: Connection, condition: ColumnElement[bool], kept: Collection[str]) -> None:
    """Take notes, what was seen, and all changes but those of fields in `kept` and of pairs out of reviews."""
    for row in connection.execute(select(reviews.c.number, reviews.c.changes).where(condition)).all():
        changes = json.loads(row.changes) if row.changes else {}
        left = {name: value for name, value in changes.items() if name in kept or " " in name}
        values = {"changes": _json(left) if left else None, "note": None, "saw": None}
        connection.execute(update(reviews).where(reviews.c.number == row.number).values(values))


def _of(connection: Connection, subject: str, target: str) -> list[Review]:
    return stored(connection, and_(reviews.c.target == target, reviews.c.subject == subject))


def _fold_claim(connection: Connection, claim: str) -> None:
    connection.execute(delete(claim_states).where(claim_states.c.claim == claim))
    if (state := acts.fold(acts.live(_of(connection, "claim", claim)))) is not None:
        row = {
            "claim": claim,
            "decision": state.decision,
            "fields": _json(state.fields),
            "note": state.note,
            "at": state.at,
            "reviewer": state.reviewer,
            "last": state.last,
        }
        connection.execute(insert(claim_states), row)


def _fold_pairs(connection: Connection, names: Collection[str]) -> None:
    wanted = {acts.pair_of(name) for name in names}
    for a, b in sorted(wanted):
        connection.execute(delete(pair_states).where(pair_states.c.a == a, pair_states.c.b == b))
    folded = acts.fold_pairs(acts.live(deciding(connection, names)))
    rows = [
        {"a": a, "b": b, "decision": decision, "review": number}
        for (a, b), (decision, number) in sorted(folded.items())
        if (a, b) in wanted and decision != "open"
    ]
    if rows:
        connection.execute(insert(pair_states), rows)


def _fold_link(connection: Connection, link: str) -> None:
    connection.execute(delete(link_states).where(link_states.c.link == link))
    if (state := acts.fold_link(acts.live(_of(connection, "link", link)))) is not None:
        row = {
            "link": link,
            "a": state.a,
            "b": state.b,
            "kind": state.kind,
            "state": state.state,
            "words": state.words,
            "at": state.at,
            "reviewer": state.reviewer,
            "last": state.last,
        }
        connection.execute(insert(link_states), row)


def _fold_name(connection: Connection, text: str) -> None:
    connection.execute(delete(name_states).where(name_states.c.text == text))
    found: dict[str, tuple[Any, int]] = {}
    for one in acts.live(_of(connection, "name", text)):
        found.update((kind, (after, one.number)) for kind, (_, after) in one.changes.items())
    rows = [
        {"kind": kind, "text": text, "value": _json(value), "review": number}
        for kind, (value, number) in sorted(found.items())
        if value is not None
    ]
    if rows:
        connection.execute(insert(name_states), rows)


def _fold_article(connection: Connection, article: str) -> None:
    connection.execute(delete(article_states).where(article_states.c.article == article))
    held = [one for one in acts.live(_of(connection, "article", article)) if one.kind in ("read", "unread")]
    if held and held[-1].kind == "read":
        last = held[-1]
        told = {name: after for name, (_, after) in last.changes.items()}
        row = {
            "article": article,
            "read_by": last.reviewer,
            "at": last.at,
            "engine": told.get("engine") or "",
            "claims": _json(told.get("claims") or []),
            "suggestions": bool(told.get("suggestions", True)),
            "draw": told.get("draw"),
        }
        connection.execute(insert(article_states), row)


def _json(value: Any) -> str:
    return json.dumps(dict(value) if isinstance(value, Mapping) else value, ensure_ascii=False)
