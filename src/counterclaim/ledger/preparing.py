"""From an act to the review that is stored of it: names looked up, values checked, pairs of claims worked out."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

from sqlalchemy import Connection, or_, select

from counterclaim.comparing.judging import link_id
from counterclaim.comparing.neighbourhood import ordered
from counterclaim.comparing.nouns import ConflictKind
from counterclaim.errors import SettingsError, UnknownNameError
from counterclaim.ledger import acts, applying, incident_reading, named, reading
from counterclaim.ledger.acts import Act
from counterclaim.ledger.chunks import chunks
from counterclaim.ledger.claim_fields import FIELDS, settled
from counterclaim.ledger.compared_tables import conflict_links, incidents
from counterclaim.ledger.incident_ids import members
from counterclaim.ledger.records import AnyRow, clean
from counterclaim.ledger.review_tables import article_states, link_states, name_states, pair_states
from counterclaim.ledger.tables import articles, claims, documents

LONGEST_NOTE = 20_000
_Changes = dict[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Prepared:
    """An act with the names that the ledger has, what it changes, and what the person saw."""

    act: Act
    changes: Mapping[str, tuple[Any, Any]]
    saw: Any = None


def prepared(connection: Connection, act: Act, *, free: bool = False) -> Prepared:
    """`act` as it is to be stored. UnknownNameError, SettingsError. `free`: any word may be the decision, and keys that no
    claim has are kept, as in reviews from before."""
    note = None if act.note is None else clean(act.note)
    if note is not None and len(note) > LONGEST_NOTE:
        raise SettingsError(f"note: {len(note)} characters, more than {LONGEST_NOTE}")
    act = replace(act, note=note or None, target=clean(act.target), other=act.other and clean(act.other))
    if act.kind in ("set", "adjudicate"):
        return _set(connection, act, free)
    if act.kind == "note":
        return _note(connection, act)
    if act.kind in ("together", "apart", "open"):
        return _pair(connection, act)
    if act.kind == "move":
        return _move(connection, act)
    if act.kind == "merge":
        return _merge(connection, act)
    if act.kind == "split":
        return _split(connection, act)
    if act.kind == "link":
        return _link(connection, act)
    if act.kind in ("dismiss", "confirm"):
        return _judge(connection, act)
    if act.kind == "resolve":
        return _resolve(connection, act)
    if act.kind in ("read", "unread"):
        return _read(connection, act)
    raise SettingsError(f"{act.kind}: not done by an act of its own")


def claim_now(connection: Connection, name: str) -> tuple[AnyRow, dict[str, Any]]:
    """The row of a claim and its object as people left it. UnknownNameError."""
    row = reading.claim_row(connection, name)
    return row, applying.claim_of(row, applying.states(connection, [row.id]).get(row.id))


def _set(connection: Connection, act: Act, free: bool) -> Prepared:
    row, now = claim_now(connection, act.target)
    text = connection.execute(select(documents.c.text).where(documents.c.number == row.document)).scalar_one()
    fields = dict(act.fields)
    loose = {
        name: fields.pop(name) for name in [*fields] if free and (name == "decision" or name not in FIELDS)
    }
    fields = {**settled(fields, text), **loose}
    if not fields:
        raise SettingsError("nothing is set")
    decision = (now["review"] or {}).get("decision")
    changes = {
        name: (decision if name == "decision" else now.get(name), value) for name, value in fields.items()
    }
    return Prepared(replace(act, subject="claim", target=row.id, fields=fields), changes, now)


def _note(connection: Connection, act: Act) -> Prepared:
    if act.note is None:
        raise SettingsError("a note has words")
    if act.subject == "claim":
        row, now = claim_now(connection, act.target)
        return Prepared(replace(act, target=row.id, fields={}), {}, now)
    if act.subject == "incident":
        told = incident_reading.one(connection, act.target)
        return Prepared(replace(act, target=told["id"], fields={}), {}, _seen(told))
    if act.subject == "article":
        return Prepared(replace(act, target=_article(connection, act.target), fields={}), {})
    raise SettingsError(f"{act.subject}: takes no note of its own")


def _pair(connection: Connection, act: Act) -> Prepared:
    one, other = reading.claim_row(connection, act.target), reading.claim_row(connection, act.other or "")
    if one.id == other.id:
        raise SettingsError(f"{one.id}: a claim is always together with itself")
    fields = {acts.pair_name(one.id, other.id): act.kind}
    return _pairing(connection, replace(act, subject="claim", target=one.id, other=other.id), fields, None)


def _move(connection: Connection, act: Act) -> Prepared:
    row, now = claim_now(connection, act.target)
    to = incident_reading.one(connection, act.other or "")
    held = _held(connection, to["id"])
    if row.id in held:
        raise SettingsError(f"{row.id}: it is in {to['id']} already")
    left = [one for one in _held(connection, row.incident) if one != row.id] if row.incident else []
    fields: dict[str, Any] = {
        **_opened(connection, [row.id], held, "apart"),
        **acts.pairs([row.id], left, "apart"),
        **acts.chained([*held, row.id]),
    }
    return _pairing(connection, replace(act, subject="claim", target=row.id, other=to["id"]), fields, now)


def _merge(connection: Connection, act: Act) -> Prepared:
    one, other = (incident_reading.one(connection, name) for name in (act.target, act.other or ""))
    if one["id"] == other["id"]:
        raise SettingsError(f"{one['id']}: an incident is merged with another one")
    mine, theirs = (_held(connection, told["id"]) for told in (one, other))
    fields = {
        **_opened(connection, mine, theirs, "apart"),
        **acts.chained([*mine, *theirs]),
    }
    act = replace(act, subject="incident", target=one["id"], other=other["id"])
    return _pairing(connection, act, fields, {"target": _seen(one), "other": _seen(other)})


def _split(connection: Connection, act: Act) -> Prepared:
    told = incident_reading.one(connection, act.target)
    held = _held(connection, told["id"])
    wanted = act.fields.get("claims")
    if not isinstance(wanted, list | tuple) or not all(isinstance(one, str) for one in wanted):
        raise SettingsError("claims: a list of ids is needed")
    out = [one for one in held if one in set(wanted)]
    rest = [one for one in held if one not in set(wanted)]
    if strange := sorted(set(wanted) - set(held)):
        raise SettingsError(f"{strange[0]}: not a claim of {told['id']}")
    if not out or not rest:
        raise SettingsError("claims: some of the incident's claims, not all of them")
    fields = {**_opened(connection, out, rest, "together"), **acts.split(out, rest)}
    return _pairing(connection, replace(act, subject="incident", target=told["id"]), fields, _seen(told))


def _pairing(connection: Connection, act: Act, fields: Mapping[str, Any], saw: Any) -> Prepared:
    before = _pair_states(connection, {claim for name in fields for claim in acts.pair_of(name)})
    changes = {name: (before.get(name), state) for name, state in fields.items()}
    return Prepared(replace(act, fields=dict(fields)), changes, saw)


def _held(connection: Connection, incident: str) -> list[str]:
    """The claims of an incident, its founder first."""
    founder = connection.execute(select(incidents.c.founder).where(incidents.c.id == incident)).scalar()
    held = members(connection, [incident]).get(incident, set())
    return sorted(held, key=lambda claim: (claim != founder, claim))


def _opened(connection: Connection, a: Sequence[str], b: Sequence[str], state: str) -> dict[str, str]:
    """Fields that open what people decided earlier between claims of two sets, where that is `state`."""
    across = {acts.pair_name(one, other) for one in a for other in b if one != other} if a and b else set()
    known = _pair_states(connection, a) if across else {}
    return {name: "open" for name, held in known.items() if held == state and name in across}


def _pair_states(connection: Connection, of: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in chunks(sorted(set(of))):
        touching = or_(pair_states.c.a.in_(part), pair_states.c.b.in_(part))
        for row in connection.execute(select(pair_states).where(touching)):
            found[acts.pair_name(row.a, row.b)] = row.decision
    return found


def _seen(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: told[name] for name in ("id", "status", "claims")}


def _link(connection: Connection, act: Act) -> Prepared:
    kind, words = act.fields.get("kind"), act.fields.get("words")
    if not isinstance(kind, str) or kind not in get_args(ConflictKind):
        raise SettingsError(f"kind: one of {', '.join(get_args(ConflictKind))}, not {kind!r}")
    if words is not None and (not isinstance(words, str) or len(words) > LONGEST_NOTE):
        raise SettingsError("words: a reason in words")
    one, other = reading.claim_row(connection, act.target), reading.claim_row(connection, act.other or "")
    if one.id == other.id:
        raise SettingsError(f"{one.id}: a claim does not contradict itself")
    a, b = ordered(one.id, other.id)
    name = link_id(a, b, kind)
    ends = {"a": a, "b": b, "kind": kind}
    return _judgement(connection, act, name, ends, "made", (words and clean(words).strip()) or None)


def _judge(connection: Connection, act: Act) -> Prepared:
    query = select(conflict_links).where(conflict_links.c.id == act.target)
    row = connection.execute(query).first()
    words = row.reason if row is not None else None
    if row is None:
        row = connection.execute(select(link_states).where(link_states.c.link == act.target)).first()
        if row is None:
            raise UnknownNameError(f"no link {act.target!r} in this ledger")
        words = row.words
    ends = {"a": row.a, "b": row.b, "kind": row.kind}
    state = "dismissed" if act.kind == "dismiss" else "confirmed"
    return _judgement(connection, act, act.target, ends, state, words)


def _judgement(
    connection: Connection, act: Act, name: str, ends: Mapping[str, str], state: str, words: str | None
) -> Prepared:
    row = connection.execute(select(link_states).where(link_states.c.link == name)).first()
    changes: _Changes = {key: (value, value) for key, value in ends.items()}
    changes["state"] = (row.state if row else None, state)
    changes["words"] = (row.words if row else None, words)
    act = replace(act, subject="link", target=name, other=None, fields={"state": state})
    return Prepared(act, changes, {**ends, "words": words})


def _resolve(connection: Connection, act: Act) -> Prepared:
    text = act.target.strip()[:400]
    if not text:
        raise SettingsError("words are needed that name somebody or some place")
    given = {kind: value for kind, value in act.fields.items() if value is not None}
    known = {
        (row.kind, row.text): json.loads(row.value) for row in connection.execute(select(name_states)).all()
    }
    fields = {kind: named.settled(kind, text, value) for kind, value in given.items()}
    if not fields:
        raise SettingsError("party or place: what the words stand for is needed")
    now = {(kind, text): value for kind, value in fields.items()}
    named.check({**known, **now})
    changes: _Changes = {kind: (known.get((kind, text)), value) for kind, value in fields.items()}
    act = replace(act, subject="name", target=text, fields=fields)
    return Prepared(act, changes)


def _read(connection: Connection, act: Act) -> Prepared:
    name = _article(connection, act.target)
    row = connection.execute(select(article_states).where(article_states.c.article == name)).first()
    allowed = {"engine", "claims", "suggestions", "draw"}
    if strange := sorted(set(act.fields) - allowed):
        raise SettingsError(f"{strange[0]}: not noted of an article that was read")
    state = "read" if act.kind == "read" else "unread"
    changes: _Changes = {"state": ("read" if row else "unread", state)}
    if act.kind == "read":
        changes |= {key: (None, value) for key, value in act.fields.items()}
    return Prepared(replace(act, subject="article", target=name, fields={"state": state}), changes)


def _article(connection: Connection, name: str) -> str:
    found = connection.execute(select(articles.c.id).where(articles.c.id == name)).scalar()
    if found is None:
        raise UnknownNameError(f"no article {name!r} in this ledger")
    return str(found)


def documents_of(connection: Connection, ids: Collection[str]) -> set[int]:
    """Numbers of the documents that hold these claims."""
    found: set[int] = set()
    for part in chunks(sorted(ids)):
        found.update(connection.execute(select(claims.c.document).where(claims.c.id.in_(part))).scalars())
    return found
