"""What pages and API do with draws and blind codings: who sees what, agreement, and the consensus as reviews."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from counterclaim.errors import SettingsError, UnknownNameError
from counterclaim.export.codings import Cells
from counterclaim.extracting import identity
from counterclaim.extracting.world import WorldSpec, open_world
from counterclaim.ledger import ArticleFilter, Ledger
from counterclaim.ledger.acts import Act
from counterclaim.ledger.coding_rows import Batch, CodingRow, Purpose
from counterclaim.measuring import agreement, double, sampling
from counterclaim.measuring.double import Agreement, Coding, Pair
from counterclaim.model import Article, Document
from counterclaim.view import ClaimObject, claim_from_object
from counterclaim.web import fully_read
from counterclaim.web.coding_form import picked_from
from counterclaim.web.picked_claim import picked_claim
from counterclaim.web.sessions import Person

SET = (
    "quote", "trigger", "type", "polarity", "certainty", "claimant", "via", "cue", "actors", "targets",
    "places", "time", "quantities", "means", "other_means", "objects", "evidence",
)  # fmt: skip
"""What a consensus sets on a claim of the ledger, where it differs."""


def draw(
    ledger: Ledger,
    wanted: ArticleFilter,
    *,
    count: int,
    seed: int,
    by: str,
    purpose: Purpose,
    coders: Sequence[str] = (),
    share: float = 1.0,
    suggested: bool = False,
    accounts: bool = False,
) -> str:
    """Draw articles that were not drawn for this purpose before; `share` of them go to both `coders`. The batch's
    name. Articles of which a coder has judged a claim go to nobody twice: the other could see what they thought.
    SettingsError where none is left, or where double coding lacks two people (with `accounts`: two who may review)."""
    named = [name.strip() for name in coders if name.strip()]
    known = ledger.judged_by(named) if named else set()
    taken = set(ledger.drawn(purpose)) | (known if purpose == "double" else set())
    found = sampling.draw(ledger.drawable(wanted), count, str(seed), taken)
    if accounts:
        able = {user.name for user in ledger.users() if user.role != "reader" and not user.disabled}
        if strange := sorted(set(named) - able):
            raise SettingsError(
                f"{strange[0]!r} has no account that may code; there are: {', '.join(sorted(able))}"
            )
    doubled = math.ceil(len(found) * share) if named or purpose == "double" else 0
    twice = [article for article in found if article not in known][:doubled]
    return ledger.draw(
        found, seed=seed, by=by, purpose=purpose, coders=named, double=twice, suggested=suggested
    )


def finished(codings: Sequence[CodingRow]) -> bool:
    """Whether all readers of an article are done, so that what each did may be seen."""
    return len(codings) > 1 and all(row.state != "open" for row in codings)


def visible(
    codings: Sequence[CodingRow], person: Person, *, accounts: bool, coder: str = ""
) -> list[CodingRow]:
    """Those of one article that `person` may see: the own one, all when all are done.

    Where there are no accounts the person at the machine says as which `coder` they work.
    """
    if finished(codings):
        return list(codings)
    own = person.name if accounts else coder
    return [row for row in codings if row.coder == own]


def own_coding(
    ledger: Ledger, batch: str, article: str, person: Person, *, accounts: bool, coder: str = ""
) -> CodingRow:
    """The coding that `person` may work on. UnknownNameError where there is none."""
    own = person.name if accounts else coder
    found = next((row for row in ledger.codings(batch, article) if row.coder == own), None)
    if found is None:
        raise UnknownNameError(f"nothing is to be coded in this article by {own or 'nobody named'!r}")
    return found


def document_of(ledger: Ledger, article: str) -> tuple[Document, Article]:
    """The newest version's document that has the article. UnknownNameError."""
    names = ledger.article_names([article])
    if article not in names:
        raise UnknownNameError(f"no article {article!r} in this ledger")
    document = ledger.document(names[article]["document"])
    found = next((one for one in document.articles if one.id == article), None)
    if found is None:
        raise UnknownNameError(f"no article {article!r} in this ledger")
    return document, found


def suggestions(ledger: Ledger, coding: CodingRow) -> list[ClaimObject]:
    """The engine's claims as it read them, without what people made of them, where the coding has suggestions."""
    if not coding.suggested:
        return []
    added = ledger.by_people(coding.article)
    given = fully_read.article_claims(ledger, coding.article)
    return [as_read(c) for c in given if c["id"] not in added and not fully_read.is_gone(c)]


def as_read(claim: ClaimObject) -> ClaimObject:
    """A claim object with the engine's own values, and no trace of a review."""
    was: Mapping[str, Any] = (claim["review"] or {}).get("read") or {}
    return {**claim, **{key: value for key, value in was.items() if key in claim}, "review": None}


def take(ledger: Ledger, coding: CodingRow, claim: str) -> str:
    """Take a suggested claim over as it is; its key."""
    for given in suggestions(ledger, coding):
        if given["id"] == claim:
            if any(claim == source for _, source, _ in coding.claims):
                raise SettingsError("this claim is taken over already")
            return ledger.code(coding.id, given, from_claim=claim)
    raise UnknownNameError(f"no claim {claim!r} is suggested here")


def write(
    ledger: Ledger,
    world: WorldSpec,
    coding: CodingRow,
    sentence: int,
    form: Mapping[str, str],
    key: str | None,
) -> str:
    """Code a claim from the words of a form, or set the one with `key` right; its key."""
    document, article = document_of(ledger, coding.article)
    picked = picked_from(document, article, sentence, form)
    return ledger.code(coding.id, picked_claim(document, article, picked, open_world(world)), key=key)


def compared(ledger: Ledger, batch: Batch) -> Agreement:
    """Agreement over the articles of a batch that both readers have finished."""
    by_article: dict[str, list[CodingRow]] = {}
    for row in ledger.codings(batch.name):
        by_article.setdefault(row.article, []).append(row)
    given, texts = [], {}
    for article, rows in by_article.items():
        if finished(rows):
            try:
                texts[article] = document_of(ledger, article)[0].text
            except UnknownNameError:  # removed meanwhile
                continue
            given += [Coding(article, row.coder, _claims(row)) for row in rows]
    return double.compare(given, texts)


def table(batch: str, found: Agreement) -> list[Cells]:
    """The raw table: batch, article, unit, coder, field, value."""
    return [
        (batch, row.article, row.unit, row.coder, row.field, agreement.shown(row.value)) for row in found.rows
    ]


def side_by_side(ledger: Ledger, batch: str, article: str) -> tuple[list[CodingRow], list[Pair]]:
    """Both codings of an article and their claims paired. SettingsError where one is not done."""
    rows = ledger.codings(batch, article)
    if len(rows) < 2:
        raise UnknownNameError(f"article {article!r} is not coded twice in {batch!r}")
    if not finished(rows):
        raise SettingsError("a reader of this article is not done yet: nothing is shown before")
    text = document_of(ledger, article)[0].text
    return rows, double.paired(_claims(rows[0]), _claims(rows[1]), text)


def adjudicate(
    ledger: Ledger, batch: str, article: str, person: Person, choices: Sequence[str], *, accounts: bool
) -> int:
    """Make the chosen claims the consensus: reviews of kind `adjudicate`; the codings stay. How many stand.

    `choices` has 'first', 'second' or 'none' for each pair of `side_by_side`. Claims of the engine that the
    consensus lacks are rejected, new ones added, and the article counts as read. SettingsError where a choice
    is missing, or where one of the readers wants to decide.
    """
    rows, pairs = side_by_side(ledger, batch, article)
    if accounts and person.name in {row.coder for row in rows}:
        raise SettingsError("a third person decides, none of the two who coded")
    if any(row.state == "adjudicated" for row in rows):
        raise SettingsError("this article is adjudicated already")
    chosen: list[ClaimObject] = []
    if len(choices) != len(pairs):
        raise SettingsError(f"{len(pairs)} choices are needed, {len(choices)} were made")
    for pair, choice in zip(pairs, choices, strict=True):
        given = {"first": pair.first, "second": pair.second, "none": None}.get(choice)
        if choice != "none" and given is None:
            raise SettingsError(f"choice {choice!r} is none of first, second, none, or has no claim")
        if given is not None:
            chosen.append(given)
    _store(ledger, article, chosen, person.name)
    fully_read.mark_read(
        ledger, article, reviewer=person.name, accept=True, suggestions=any(row.suggested for row in rows)
    )
    for row in rows:
        ledger.set_coding(row.id, "adjudicated")
    return len(chosen)


def _store(ledger: Ledger, article: str, chosen: Sequence[ClaimObject], reviewer: str) -> None:
    text = document_of(ledger, article)[0].text
    held = fully_read.article_claims(ledger, article)
    pairs = identity.match([claim_from_object(c) for c in held], [claim_from_object(c) for c in chosen], text)
    counterpart = {pair.new: held[pair.old] for pair in pairs}
    for number, body in enumerate(chosen):
        given = counterpart.get(number)
        if given is None:
            ledger.added(article, body, reviewer=reviewer)
        else:
            fields = {key: body[key] for key in SET if body[key] != given[key]}
            _adjudicated(ledger, given["id"], {"decision": "accepted", **fields}, reviewer)
    kept = {given["id"] for given in counterpart.values()}
    for given in held:
        if given["id"] not in kept and not fully_read.is_gone(given):
            _adjudicated(ledger, given["id"], {"decision": "rejected"}, reviewer)


def _adjudicated(ledger: Ledger, claim: str, fields: dict[str, Any], reviewer: str) -> None:
    act = Act(
        kind="adjudicate",
        subject="claim",
        target=claim,
        fields=fields,
        seen=ledger.seen(claim),
    )
    ledger.act(act, reviewer=reviewer)


def _claims(row: CodingRow) -> tuple[ClaimObject, ...]:
    return tuple(body for _, _, body in row.claims)
