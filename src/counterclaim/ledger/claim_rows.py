"""Rows of a document's claims: put in, exchanged for those of another reading, dropped."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import chain, count
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from counterclaim.extracting import identity
from counterclaim.ledger import applying, coding_rows, folding, search, touched
from counterclaim.ledger.claim_fields import effective
from counterclaim.ledger.review_tables import claim_states
from counterclaim.ledger.tables import (
    articles,
    claim_bodies,
    claim_facets,
    claims,
    documents,
    unresolved,
)
from counterclaim.ledger.writing import insert_all, note_pending
from counterclaim.model import Claim, Document
from counterclaim.view import ClaimObject, claim_from_object, claim_object


def objects_of(document: Document, found: Iterable[Claim]) -> list[ClaimObject]:
    """`found` as they are stored."""
    by_id = {article.id: article for article in document.articles}
    return [claim_object(claim, document, by_id[claim.article]) for claim in found]


def put(
    connection: Connection,
    number: int,
    objects: Sequence[ClaimObject],
    *,
    newest: bool,
    gone: Set[str] = frozenset(),
    added: Set[str] = frozenset(),
    reused: Sequence[int] = (),
    compared: Mapping[str, tuple[str | None, str | None]] | None = None,
) -> None:
    """Insert the claims of document `number` in the order of the text, filed by what people set of them.

    `gone` are the ids of reviewed ones that are no longer extracted, `added` of those that people added; `reused` the
    numbers that the document's claims had before, so that listings keep their order; `compared` gives origin and
    incident by id.
    """
    highest = connection.execute(select(func.coalesce(func.max(claims.c.number), 0))).scalar_one()
    numbers = chain(sorted(reused), count(1 + max(highest, *reused, 0)))
    states = applying.states(connection, [item["id"] for item in objects])
    rows: list[dict[str, Any]] = []
    bodies: list[dict[str, Any]] = []
    filed: list[tuple[int, ClaimObject]] = []
    for ordinal, item in enumerate(sorted(objects, key=_place_in_text)):
        claim, name = next(numbers), item["id"]
        shown = effective(item, states[name].fields) if name in states else item
        origin, incident = (compared or {}).get(name, (None, None))
        rows.append(
            {
                "number": claim,
                "document": number,
                "ordinal": ordinal,
                "newest": newest,
                "extracted": name not in gone,
                "person": name in added,
                "origin": origin,
                "incident": incident,
                **_claim_columns(shown),
            }
        )
        bodies.append({"claim": claim, "body": _body(item)})
        filed.append((claim, shown))
    insert_all(connection, claims, rows)
    insert_all(connection, claim_bodies, bodies)
    _file(connection, filed)


def put_one(connection: Connection, number: int, item: ClaimObject, *, newest: bool) -> None:
    """Insert one more claim, that a person added, at its place in the text of document `number`."""
    query = (
        select(claims.c.ordinal, claim_bodies.c.body)
        .join(claim_bodies, claim_bodies.c.claim == claims.c.number)
        .where(claims.c.document == number)
        .order_by(claims.c.ordinal)
    )
    after = [
        row.ordinal
        for row in connection.execute(query).all()
        if _place_in_text(json.loads(row.body)) > _place_in_text(item)
    ]
    if after:
        ordinal = min(after)
        # In two steps, since no two claims may have one place meanwhile.
        later = update(claims).where(claims.c.document == number)
        connection.execute(later.where(claims.c.ordinal >= ordinal).values(ordinal=-2 - claims.c.ordinal))
        connection.execute(later.where(claims.c.ordinal < 0).values(ordinal=-1 - claims.c.ordinal))
    else:
        last = select(func.coalesce(func.max(claims.c.ordinal), -1)).where(claims.c.document == number)
        ordinal = int(connection.execute(last).scalar_one()) + 1
    claim = 1 + int(connection.execute(select(func.coalesce(func.max(claims.c.number), 0))).scalar_one())
    state = applying.states(connection, [item["id"]]).get(item["id"])
    shown = effective(item, state.fields) if state is not None else item
    row = {
        "number": claim,
        "document": number,
        "ordinal": ordinal,
        "newest": newest,
        "extracted": True,
        "person": True,
        **_claim_columns(shown),
    }
    connection.execute(insert(claims), row)
    connection.execute(insert(claim_bodies), {"claim": claim, "body": _body(item)})
    _file(connection, [(claim, shown)])


def take_out(connection: Connection, name: str) -> None:
    """Delete the claim of this id."""
    numbers = list(connection.execute(select(claims.c.number).where(claims.c.id == name)).scalars())
    touched.note(connection, touched.by(connection, numbers))
    search.forget(connection, numbers)
    connection.execute(delete(claims).where(claims.c.number.in_(numbers)))


def refile(connection: Connection, claim: int, shown: ClaimObject) -> None:
    """File the claim of this number anew under what it is now: filters, names, search."""
    connection.execute(update(claims).where(claims.c.number == claim).values(_claim_columns(shown)))
    connection.execute(delete(claim_facets).where(claim_facets.c.claim == claim))
    connection.execute(delete(unresolved).where(unresolved.c.claim == claim))
    search.forget(connection, [claim])
    _file(connection, [(claim, shown)])


def _file(connection: Connection, given: Sequence[tuple[int, ClaimObject]]) -> None:
    facets, open_names, entries = [], [], []
    for claim, item in given:
        facets += [{**facet, "claim": claim} for facet in _facets(item)]
        open_names += [{"kind": kind, "text": text, "claim": claim} for kind, text in _open_names(item)]
        entries.append((claim, _search_entry(item)))
    insert_all(connection, claim_facets, facets)
    insert_all(connection, unresolved, open_names)
    search.index(connection, entries)


def named(kind: str, names: Iterable[str]) -> Select[tuple[int]]:
    """Numbers of the claims that have one of these resolved names of parties or places."""
    wanted = sorted({_short(search.key(name)) for name in names})
    return select(claim_facets.c.claim).where(claim_facets.c.kind == kind, claim_facets.c.key.in_(wanted))


def _body(item: ClaimObject) -> str:
    return json.dumps(item, ensure_ascii=False, separators=(",", ":"))


def _place_in_text(item: ClaimObject) -> tuple[int, int, str]:
    return item["trigger"]["start"], item["trigger"]["end"], item["id"]


def _claim_columns(item: ClaimObject) -> dict[str, Any]:
    article, when = item["article"], item["time"] or {}
    first, last = when.get("start"), when.get("end")
    published = None if first or last else article["published"]
    return {
        "id": item["id"],
        "article": article["id"],
        "type": item["type"],
        "polarity": item["polarity"],
        "confidence": item["confidence"],
        "claimant": _short(item["claimant"]["name"]),
        "claimant_key": _short(search.key(item["claimant"]["name"])),
        "party": _short(item["claimant"]["party"]),
        "day_from": first or last or published,
        "day_to": last or first or published,
        "outlet_key": article["outlet"] and _short(search.key(article["outlet"])),
        "language": article["language"],
    }


def _short(name: str) -> str:
    """A name as it is indexed; PostgreSQL's indexes take no more than about 2,700 bytes."""
    return name[:400]


def _facets(item: ClaimObject) -> Iterator[dict[str, str | None]]:
    """Names first, so that a wording of the same key does not hide one."""
    parties = [item["claimant"]["party"], *(p["name"] for p in (*item["actors"], *item["targets"]))]
    means = (item["means"], *item["other_means"]) if item["means"] else ()
    given = [("party", name, name) for name in parties if name]
    given += [("place", p["name"], p["name"]) for p in item["places"] if p["name"]]
    given += [("place", p["text"], None) for p in item["places"]]
    seen = set()
    for kind, words, name in given:
        if (facet := (kind, _short(search.key(words)))) not in seen:
            seen.add(facet)
            yield {"kind": kind, "key": facet[1], "name": name and _short(name)}
    classes = {("means", m["class"]) for m in means} | {("object", o["class"]) for o in item["objects"]}
    for kind, name in sorted(classes):
        yield {"kind": kind, "key": name, "name": name}


def _open_names(item: ClaimObject) -> set[tuple[str, str]]:
    parties = (*item["actors"], *item["targets"])
    return {("party", _short(p["text"])) for p in parties if p["name"] is None} | {
        ("place", _short(p["text"])) for p in item["places"] if p["name"] is None
    }


def _search_entry(item: ClaimObject) -> str:
    names = [name for p in item["places"] for name in (p["name"], p["text"]) if name]
    parts = [item["quote"]["text"], item["claimant"]["name"], *names, item["article"]["title"] or ""]
    return " ".join(search.key(part) for part in dict.fromkeys(parts))


class Exchange(NamedTuple):
    """How many claims the document has now, how many of them are reviewed and no longer extracted."""

    claims: int
    unmatched: int
    changed: bool


def exchange(connection: Connection, document: Document, number: int, found: Sequence[Claim]) -> Exchange:
    """Put `found` in the place of the stored claims, keeping ids by `identity.match`.

    Reviewed claims that match nothing, or nothing surely, stay as they were read, marked; those that people added
    stay as they are.
    """
    stored = connection.execute(
        select(
            claims.c.number,
            claims.c.id,
            claim_bodies.c.body,
            claims.c.extracted,
            claims.c.person,
            claims.c.origin,
            claims.c.incident,
        )
        .join(claim_bodies, claim_bodies.c.claim == claims.c.number)
        .where(claims.c.document == number)
        .order_by(claims.c.ordinal)
    ).all()
    before: list[ClaimObject] = [json.loads(row.body) for row in stored]
    added = {row.id for row in stored if row.person}
    reviewed = reviewed_among(connection, number) - added
    old = [claim_from_object(item) for item in before if item["id"] not in added]
    names: dict[int, str] = {}
    for pair in identity.match(old, found, document.text):
        if pair.sure or old[pair.old].id not in reviewed:
            names[pair.new] = old[pair.old].id
    gone = reviewed - set(names.values())
    objects = objects_of(document, _renamed(found, names, {item["id"] for item in before}))
    objects += [item for item in before if item["id"] in gone | added]
    was_gone = {row.id for row in stored if not row.extracted}
    if gone == was_gone and sorted(objects, key=_place_in_text) == before:
        return Exchange(len(before), len(gone), changed=False)
    newest = connection.execute(select(documents.c.newest).where(documents.c.number == number)).scalar_one()
    drop(connection, number)
    compared = {row.id: (row.origin, row.incident) for row in stored}
    reused = [row.number for row in stored]
    put(connection, number, objects, newest=newest, gone=gone, added=added, reused=reused, compared=compared)
    return Exchange(len(objects), len(gone), changed=True)


def _renamed(found: Sequence[Claim], names: Mapping[int, str], used: set[str]) -> Iterator[Claim]:
    """`found` with the ids of `names`; the others get the first id that was never used here."""
    taken = used | set(names.values())
    for index, claim in enumerate(found):
        name = names.get(index)
        ordinal = 0
        while name is None:
            candidate = claim.id if ordinal == 0 else identity.claim_id(
                claim.document, claim.trigger, claim.type, claim.claimant.span, ordinal
            )  # fmt: skip
            ordinal += 1
            if candidate not in taken:
                name = candidate
                taken.add(name)
        yield claim if name == claim.id else replace(claim, id=name)


def reviewed_among(connection: Connection, number: int) -> Set[str]:
    """Ids of the document's claims that a person has reviewed."""
    states = select(claim_states.c.claim)
    query = select(claims.c.id).where(claims.c.document == number, claims.c.id.in_(states))
    return set(connection.execute(query).scalars())


def drop(connection: Connection, number: int) -> None:
    """Delete a document's claims with their facets and search entries."""
    query = select(claims.c.number).where(claims.c.document == number)
    gone = connection.execute(query).scalars().all()
    touched.note(connection, touched.by(connection, gone))
    search.forget(connection, gone)
    connection.execute(delete(claims).where(claims.c.document == number))


def held(connection: Connection, number: int) -> int:
    """How many claims the document has."""
    query = select(func.count()).select_from(claims).where(claims.c.document == number)
    return int(connection.execute(query).scalar_one())


def forget_reviews(connection: Connection, number: int) -> None:
    """Leave of the reviews of a document's claims and articles only who decided what when; codings go."""
    found = list(connection.execute(select(claims.c.id).where(claims.c.document == number)).scalars())
    inside = list(connection.execute(select(articles.c.id).where(articles.c.document == number)).scalars())
    linked = {end for one in applying.judgements(connection, found) for end in (one.a, one.b)}
    others = select(claims.c.document).where(claims.c.id.in_(linked), claims.c.document != number)
    note_pending(connection, connection.execute(others).scalars().all())
    folding.forget(connection, found, inside)
    for article in inside:
        coding_rows.forget(connection, article)
