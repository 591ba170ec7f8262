"""The part of a ledger that holds what people do: acts, their history, and the generation that caches ask for."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, or_, select

from counterclaim.comparing.judging import Judged
from counterclaim.errors import SettingsError, UnknownNameError
from counterclaim.ledger import (
    acts,
    applying,
    blind,
    claim_rows,
    connect,
    folding,
    named,
    preparing,
    touched,
)
from counterclaim.ledger import writing as writing_rows
from counterclaim.ledger.acts import Act, PairState, Review
from counterclaim.ledger.added import added_since, whole
from counterclaim.ledger.compared_tables import incident_aliases
from counterclaim.ledger.preparing import Prepared
from counterclaim.ledger.records import AnyRow, clean
from counterclaim.ledger.review_tables import name_states, reviews
from counterclaim.ledger.tables import claim_bodies, claims, documents, pending, unresolved
from counterclaim.model import instant
from counterclaim.view import ClaimObject

UNSEEN = 2**62
"""As `Act.seen`: nothing clashes."""


class ReviewedLedger:
    """Reviews; part of `Ledger`. Each write is one transaction, so that of two people at once the second is told."""

    _store: connect.Store

    def act(self, act: Act, *, reviewer: str) -> int:
        """Store what a person does and what it comes to; the review's number.

        EditedError where somebody else set one of the same fields since `act.seen`; UnknownNameError; SettingsError. What
        changes incidents waits for the next comparison.
        """
        if act.kind == "undo":
            return self.undo(act.undoes or 0, reviewer=reviewer)
        if act.kind == "add":
            raise SettingsError("a claim is added by `added`")
        with self._store.writing() as connection:
            return _done(connection, preparing.prepared(connection, act), reviewer)

    def undo(self, number: int, *, reviewer: str) -> int:
        """Take a review back, or an undo; the number of the undo. UnknownNameError, SettingsError where it was undone."""
        with self._store.writing() as connection:
            return _undo(connection, number, reviewer)

    def reviewed(self, number: int) -> Review:
        """The review of this number; of an undo the one that it is about in the end. UnknownNameError."""
        with self._store.reading() as connection:
            one = _numbered(connection, number)
            return _root(_with(connection, one), one)

    def added(self, article: str, body: ClaimObject, *, reviewer: str, seen: int | None = None) -> str:
        """Add a claim that the engine missed to an article; its id. It counts as accepted.

        `body`: the claim object, or at least its `quote`, `trigger`, `type` and `claimant`; ids are given here. `seen`:
        the last review that the person was shown; EditedError where a claim of the same words was added since.
        SettingsError, UnknownNameError.
        """
        with self._store.writing() as connection:
            number, newest, made = whole(connection, article, body)
            blind.refuse_article(connection, made["article"]["id"])
            if seen is not None and (error := added_since(connection, made, seen)) is not None:
                raise error
            claim_rows.put_one(connection, number, made, newest=newest)
            review = Review(
                number=0,
                at=instant(),
                reviewer=clean(reviewer),
                kind="add",
                subject="claim",
                target=made["id"],
                changes={"claim": (None, made), "decision": (None, "accepted")},
            )
            folding.append(connection, review, None)
            folding.bump(connection)
            writing_rows.note_pending(connection, [number])
            return str(made["id"])

    def history(self, *targets: str) -> list[dict[str, Any]]:
        """What people did to claims, incidents, links, articles or names (by full ids), oldest first. Of a claim also moves,
        merges and splits that decided which other claims it goes with, and what was made of its links.

        Each: `number`, `at`, `reviewer`, `kind`, `subject`, `target`, `other`, `fields` (`field`, `before`, `after`), `note`,
        `undoes`, `undone_by` (numbers of reviews).
        """
        with self._store.reading() as connection:
            given = _about(connection, [clean(target) for target in targets])
        gone = acts.undone(given)
        return [
            {
                "number": one.number,
                "at": one.at,
                "reviewer": one.reviewer,
                "kind": one.kind,
                "subject": one.subject,
                "target": one.target,
                "other": one.other,
                "fields": [
                    {"field": name, "before": before, "after": after}
                    for name, (before, after) in one.changes.items()
                    if name != "claim"  # of what was added: the page shows it
                ],
                "note": one.note,
                "undoes": one.undoes,
                "undone_by": gone.get(one.number),
            }
            for one in given
        ]

    def seen(self, target: str) -> int:
        """The number of the last review of `target`, for `Act.seen`; 0 where there is none."""
        with self._store.reading() as connection:
            return max((one.number for one in _about(connection, [clean(target)])), default=0)

    def last_review(self) -> int:
        """The number of the last review of all, for `Act.seen` of one who was shown the ledger as it is now; 0: none."""
        with self._store.reading() as connection:
            return int(connection.execute(select(func.max(reviews.c.number))).scalar() or 0)

    def generation(self) -> int:
        """Changes whenever what the ledger shows may have changed."""
        with self._store.reading() as connection:
            return folding.generation(connection)

    def waiting(self) -> int:
        """How many documents are not compared yet."""
        with self._store.reading() as connection:
            return int(connection.execute(select(func.count()).select_from(pending)).scalar_one())

    def judgements(self) -> list[Judged]:
        """What people made of conflict links, in order of their ids."""
        with self._store.reading() as connection:
            return applying.judgements(connection)

    def resolved(self) -> dict[tuple[str, str], dict[str, Any]]:
        """Names that people resolved: values by kind (party, place) and words."""
        with self._store.reading() as connection:
            rows = connection.execute(select(name_states).order_by(name_states.c.kind, name_states.c.text))
            return {(row.kind, row.text): json.loads(row.value) for row in rows}

    def resolved_conflict(self) -> tuple[str, str] | None:
        """Name and text of the conflict file that the resolved names make; None where nobody resolved any."""
        found = self.resolved()
        return (named.NAME, named.conflict_text(found)) if found else None

    def documents_naming(self, kind: str, text: str) -> tuple[str, ...]:
        """Ids of documents of which a claim has these words unresolved, or as its claimant, or resolved to what a person
        said of them."""
        words = clean(text).strip()[:400]
        with self._store.reading() as connection:
            open_names = select(unresolved.c.claim).where(
                unresolved.c.kind == kind, unresolved.c.text == words
            )
            having: ColumnElement[bool] = claims.c.number.in_(open_names)
            if kind == "party":
                having = or_(having, claims.c.claimant == words)
            value = connection.execute(
                select(name_states.c.value).where(name_states.c.kind == kind, name_states.c.text == words)
            ).scalar()
            names = {json.loads(value)["name"]} if value else set()
            names |= _names_before(connection, kind, words)
            told = claim_bodies.c.body.contains(json.dumps(words, ensure_ascii=False)[1:-1], autoescape=True)
            saying = select(claim_bodies.c.claim).where(
                claim_bodies.c.claim.in_(claim_rows.named(kind, names)), told
            )
            having = or_(having, claims.c.number.in_(saying))
            query = (
                select(documents.c.id, documents.c.number)
                .where(documents.c.number.in_(select(claims.c.document).where(having)))
                .order_by(documents.c.number)
            )
            return tuple(row.id for row in connection.execute(query))

    def review(
        self,
        claim: str,
        decision: str,
        *,
        reviewer: str,
        fields: Mapping[str, Any] | None = None,
        note: str | None = None,
    ) -> None:
        """Append a person's decision on a claim, whatever others set meanwhile. UnknownNameError, SettingsError."""
        wanted = {**(fields or {}), "decision": decision}
        act = Act(kind="set", subject="claim", target=claim, fields=wanted, note=note, seen=UNSEEN)
        with self._store.writing() as connection:
            _done(connection, preparing.prepared(connection, act, free=True), reviewer)

    def reviews(self, claim: str) -> list[dict[str, Any]]:
        """Every review of a claim's fields, oldest first, with what the reviewer saw."""
        query = (
            select(reviews)
            .where(reviews.c.target == claim, reviews.c.subject == "claim")
            .where(reviews.c.kind.in_(("set", "adjudicate", "add", "note")))
            .order_by(reviews.c.number)
        )
        found = []
        with self._store.reading() as connection:
            for row in connection.execute(query).all():
                after = {name: value for name, (_, value) in folding.review_of(row).changes.items()}
                after.pop("claim", None)
                found.append(
                    {
                        "at": row.at,
                        "reviewer": row.reviewer,
                        "decision": after.pop("decision", None),
                        "set": after,
                        "note": row.note,
                        "saw": json.loads(row.saw) if row.saw else None,
                    }
                )
        return found

    def decide_pair(
        self, a: str, b: str, decision: PairState, *, reviewer: str, note: str | None = None
    ) -> None:
        """Append a person's decision that two claims are about one happening ('together'), are not ('apart'), or
        that it is open again. It takes effect with the next comparison. UnknownNameError, SettingsError."""
        act = Act(kind=decision, subject="claim", target=a, other=b, note=note, seen=UNSEEN)
        with self._store.writing() as connection:
            _done(connection, preparing.prepared(connection, act), reviewer)


def _done(connection: Connection, given: Prepared, reviewer: str) -> int:
    act = given.act
    known = {one.number: one for one in folding.touching(connection, {act.target, act.other or act.target})}
    if pairs := [name for name in act.fields if " " in name]:
        known |= {one.number: one for one in folding.deciding(connection, pairs)}
    held = acts.live(known.values())
    if (error := acts.clash(act, held)) is not None:
        raise error
    review = Review(
        number=0,
        at=instant(),
        reviewer=clean(reviewer),
        kind=act.kind,
        subject=act.subject,
        target=act.target,
        other=act.other,
        changes=given.changes,
        note=act.note,
    )
    return _stored(connection, review, given.saw)


def _stored(connection: Connection, review: Review, saw: Any) -> int:
    """Append a review and bring the claims that it is about up to date. SettingsError where it is of a blind article."""
    blind.refuse(connection, review)
    if review.subject == "claim" and review.kind not in acts.PAIRING:
        before = _claim(connection, review.target)
        number = folding.append(connection, review, saw)
        if before is not None:
            _refile(connection, review.target, before)
    else:
        number = folding.append(connection, review, saw)
        _queue(connection, review)
    folding.bump(connection)
    return number


def _claim(connection: Connection, name: str) -> tuple[AnyRow, ClaimObject] | None:
    try:
        return preparing.claim_now(connection, name)
    except UnknownNameError:
        return None


def _refile(connection: Connection, name: str, before: tuple[AnyRow, ClaimObject]) -> None:
    """File a claim by what people set now; compare it anew where that makes a difference."""
    row, was = before
    now = applying.claim_of(row, applying.states(connection, [row.id]).get(row.id))
    same = all(now[key] == was[key] for key in now if key != "review")
    if same and _counts(row, now) == _counts(row, was):
        return
    if not same:
        claim_rows.refile(connection, row.number, now)
    touched.note(connection, touched.by(connection, [row.number]))
    linked = {end for one in applying.judgements(connection, [name]) for end in (one.a, one.b)}
    writing_rows.note_pending(connection, preparing.documents_of(connection, {name, *linked}))


def _counts(row: AnyRow, found: ClaimObject) -> bool:
    """Whether a claim takes part in comparison."""
    decision = (found["review"] or {}).get("decision")
    return decision != "rejected" and (bool(row.extracted) or decision == "accepted")


def _queue(connection: Connection, review: Review) -> None:
    """Queue the documents of all claims that a decision on pairs or a link is about."""
    writing_rows.note_pending(connection, preparing.documents_of(connection, acts.named(review)))


def _undo(connection: Connection, number: int, reviewer: str) -> int:
    one = _numbered(connection, number)
    about = _with(connection, one)
    if (by := acts.undone(about).get(number)) is not None:
        again = next(other for other in about if other.number == by)
        raise SettingsError(f"review {number}: {again.reviewer} took it back already, at {again.at}")
    changes = {name: (after, before) for name, (before, after) in one.changes.items()}
    undo = replace(
        one,
        number=0,
        kind="undo",
        at=instant(),
        reviewer=clean(reviewer),
        changes=changes,
        note=None,
        undoes=number,
    )
    root = _root(about, one)
    if root.kind != "add":
        made = _stored(connection, undo, None)
        if root.kind in acts.PAIRING:
            _queue(connection, undo)
        return made
    return _undo_added(connection, root, undo)


def _undo_added(connection: Connection, root: Review, undo: Review) -> int:
    """Take a claim that a person added out, or put it back."""
    body = root.changes.get("claim", (None, None))[1]
    stands = connection.execute(select(claims.c.document).where(claims.c.id == root.target)).scalar()
    if stands is None:
        if body is None:
            raise SettingsError(f"{root.target}: its page was removed")
        number, newest, body = whole(connection, body["article"]["id"], body, name=root.target)
        blind.refuse_article(connection, body["article"]["id"])
        made = folding.append(connection, undo, None)
        claim_rows.put_one(connection, number, body, newest=newest)
    else:
        number = stands
        blind.refuse(connection, undo)
        claim_rows.take_out(connection, root.target)
        made = folding.append(connection, undo, None)
    writing_rows.note_pending(connection, [number])
    folding.bump(connection)
    return made


def _numbered(connection: Connection, number: int) -> Review:
    row = None
    if 0 < number < 2**31:
        row = connection.execute(select(reviews).where(reviews.c.number == number)).first()
    if row is None:
        raise UnknownNameError(f"no review {number} in this ledger")
    return folding.review_of(row)


def _with(connection: Connection, one: Review) -> list[Review]:
    """The reviews of what `one` is about."""
    return folding.stored(connection, (reviews.c.target == one.target) & (reviews.c.subject == one.subject))


def _root(about: list[Review], one: Review) -> Review:
    """The review at the end of a chain of undos."""
    numbers = {other.number: other for other in about}
    while one.kind == "undo" and one.undoes in numbers:
        one = numbers[one.undoes]
    return one


def _about(connection: Connection, targets: Sequence[str]) -> list[Review]:
    """Reviews of `targets` and of what was merged into them, each with the undos of it."""
    aliases = select(incident_aliases.c.id).where(incident_aliases.c.incident.in_(targets))
    names = {*targets, *connection.execute(aliases).scalars()}
    found = [*folding.touching(connection, names), *folding.naming(connection, targets)]
    return sorted({one.number: one for one in found}.values(), key=lambda one: one.number)


def _names_before(connection: Connection, kind: str, text: str) -> set[str]:
    """What a person had said that these words stand for, also where it was undone."""
    given = folding.stored(connection, (reviews.c.target == text) & (reviews.c.subject == "name"))
    values = [value for one in given for value in one.changes.get(kind, ())]
    return {value["name"] for value in values if value}
