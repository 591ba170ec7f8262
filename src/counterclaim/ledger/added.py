"""A claim that a person adds: checked against the text of its article, and completed to a claim object."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import count
from typing import Any

from sqlalchemy import Connection, and_, select

from counterclaim.errors import EditedError, SettingsError, UnknownNameError
from counterclaim.extracting import identity
from counterclaim.ledger import reading
from counterclaim.ledger.claim_fields import FIELDS, settled
from counterclaim.ledger.records import clean
from counterclaim.ledger.review_tables import reviews
from counterclaim.ledger.tables import articles, claim_bodies, claims, documents
from counterclaim.model import Span
from counterclaim.view import ClaimObject, claim_from_object, claim_object

NEEDED = ("quote", "trigger", "type", "claimant")
DEFAULTS: Mapping[str, Any] = {
    "polarity": "asserted",
    "certainty": "certain",
    "via": [],
    "cue": None,
    "actors": [],
    "targets": [],
    "places": [],
    "time": None,
    "quantities": [],
    "means": None,
    "other_means": [],
    "objects": [],
    "evidence": [],
}
PERSON = {"name": "person", "version": "1", "untrained": False}
"""The engine of a claim that names none."""


def whole(
    connection: Connection, article: str, body: Mapping[str, Any], *, name: str | None = None
) -> tuple[int, bool, ClaimObject]:
    """Number of the document that holds `article` (of several the newest), whether it is a page's newest version, and the
    claim with all its keys, under `name` or an id that no claim has. UnknownNameError, SettingsError."""
    query = (
        select(documents.c.number, documents.c.newest)
        .join(articles, articles.c.document == documents.c.number)
        .where(articles.c.id == clean(article))
        .order_by(documents.c.newest.desc(), documents.c.number.desc())
    )
    row = connection.execute(query).first()
    if row is None:
        raise UnknownNameError(f"no article {article!r} in this ledger")
    if lacking := [key for key in NEEDED if not body.get(key)]:
        raise SettingsError(f"{lacking[0]}: a claim needs it")
    document = reading.document(connection, row.number)
    home = next(one for one in document.articles if one.id == clean(article))
    given = {key: value for key, value in body.items() if key in FIELDS and key != "decision"}
    fields = {**DEFAULTS, **settled(given, document.text)}
    for key in ("quote", "trigger"):
        if not home.span.holds(_span(fields[key])) or fields[key]["start"] == fields[key]["end"]:
            raise SettingsError(f"{key}: it stands outside the article")
    mentions = _mentions(body, document.text)
    claimant = fields["claimant"]["start"]
    spoken = None if claimant is None else Span(claimant, fields["claimant"]["end"])
    if name is None:
        ids = (
            identity.claim_id(document.id, _span(fields["trigger"]), fields["type"], spoken, n)
            for n in count()
        )
        name = next(one for one in ids if not _taken(connection, one))
    made = claim_from_object(
        {
            "id": name,
            "document": document.id,
            "article": {"id": home.id},
            **fields,
            "confidence": 1.0,
            "evidence_mentions": mentions,
            "engine": _engine(body),
        }
    )
    return (
        row.number,
        bool(row.newest),
        {**claim_object(made, document, home), "evidence": fields["evidence"]},
    )


def added_since(connection: Connection, made: ClaimObject, seen: int) -> EditedError | None:
    """The error to raise where a person added, after review `seen`, a claim to this article that hangs on some of the same
    words and still stands; its value is that claim's id."""
    query = (
        select(claims.c.id, claim_bodies.c.body, reviews.c.reviewer, reviews.c.at, reviews.c.number)
        .join(reviews, and_(reviews.c.target == claims.c.id, reviews.c.kind == "add"))
        .join(claim_bodies, claim_bodies.c.claim == claims.c.number)
        .where(claims.c.article == made["article"]["id"], claims.c.person, reviews.c.number > seen)
        .order_by(reviews.c.number)
    )
    for row in connection.execute(query):
        if _span(json.loads(row.body)["trigger"]).overlaps(_span(made["trigger"])):
            return EditedError("claim", row.reviewer, row.at, row.id, row.number)
    return None


def _taken(connection: Connection, name: str) -> bool:
    """Whether a claim has this id, or one had that people reviewed."""
    held = select(claims.c.id).where(claims.c.id == name)
    told = select(reviews.c.target).where(reviews.c.target == name).limit(1)
    return any(connection.execute(query).first() is not None for query in (held, told))


def _mentions(body: Mapping[str, Any], text: str) -> list[Any]:
    """Where the evidence stands, as far as that is so."""
    given = body.get("evidence_mentions")
    return [one for one in given if _stands(one, text)] if isinstance(given, list) else []


def _stands(one: Any, text: str) -> bool:
    if not isinstance(one, Mapping) or set(one) != {"text", "start", "end", "class"}:
        return False
    start, end = one["start"], one["end"]
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start <= end:
        return False
    return isinstance(one["class"], str) and text[start:end] == one["text"]


def _engine(body: Mapping[str, Any]) -> dict[str, Any]:
    given = body.get("engine")
    if not isinstance(given, Mapping) or not all(
        isinstance(given.get(key), str) for key in ("name", "version")
    ):
        return PERSON
    return {**PERSON, "name": clean(given["name"])[:80], "version": clean(given["version"])[:80]}


def _span(given: Mapping[str, Any]) -> Span:
    return Span(given["start"], given["end"])
