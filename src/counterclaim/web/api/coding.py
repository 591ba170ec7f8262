"""Draws, double coding, fully read articles and the measure, as JSON."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from counterclaim.ledger import ArticleFilter
from counterclaim.ledger.coding_rows import Batch, CodingRow
from counterclaim.measuring.agreement import SpanAgreement
from counterclaim.measuring.intervals import Rate
from counterclaim.measuring.quality import Row
from counterclaim.web import coding_work, fully_read, measured
from counterclaim.web.bringing import bring_up
from counterclaim.web.deps import (
    Editor,
    LedgerDep,
    PersonDep,
    Reader,
    Reviewer,
    RoomDep,
    SnapshotsDep,
    WorldDep,
)

router = APIRouter(prefix="/api", tags=["coding"])

LARGEST = 2**31 - 1
Id = Annotated[str, Path(max_length=200)]
Coder = Annotated[str, Query(max_length=200, description="As whom, where there are no accounts.")]
Name = Annotated[str, Field(max_length=200)]
Words = Annotated[str, Field(max_length=4000)]
Responses = dict[int | str, dict[str, Any]]
LOGIN: Responses = {401: {"description": "Not logged in."}}
WRITE: Responses = LOGIN | {
    403: {"description": "The role or the token does not allow it."},
    503: {"description": "Another program writes; try again."},
}
UNKNOWN: Responses = {404: {"description": "There is no such thing, or nothing of it is yours."}}
WAIT: Responses = {503: {"description": "Still worked out; ask again after `Retry-After` seconds."}}


class Share(BaseModel):
    """`found` of `of`, over `articles`; low and high at 95%, null under five articles."""

    found: int
    of: int
    articles: int
    share: float | None
    low: float | None
    high: float | None


class Part(BaseModel):
    """Precision and recall of all claims, of a type or of a language."""

    name: str
    precision: Share
    recall: Share


class QualityAnswer(BaseModel):
    """The measure over `read` of `drawn` articles; `stamp` is what goes on exports (null: nothing is measured)."""

    drawn: int
    read: int
    unfinished: list[str]
    empty: int
    suggested: int
    engines: list[str]
    overall: Part
    types: list[Part]
    languages: list[Part]
    right: int
    corrected: dict[str, int]
    stamp: dict[str, Any] | None


class DrawGiven(BaseModel):
    """What to draw. With `coders` (two) a `share` of the articles goes to both; for `double` all do."""

    count: Annotated[int, Field(ge=1, le=10_000)]
    seed: Annotated[int, Field(ge=0, le=LARGEST)]
    purpose: Literal["measure", "double"] = "measure"
    coders: Annotated[list[Name], Field(max_length=2)] = []
    share: Annotated[float, Field(ge=0, le=1)] = 1.0
    suggested: bool = False
    outlet: Name | None = None
    language: Name | None = None
    date_from: Annotated[str, Field(max_length=10)] | None = None
    date_to: Annotated[str, Field(max_length=10)] | None = None


class BatchAnswer(BaseModel):
    """A draw; `codings` has who codes which article and how far it is."""

    name: str
    at: str
    by: str
    seed: int
    purpose: str
    articles: list[str]
    coders: list[str]
    suggested: bool
    codings: list[dict[str, str]]


class Spans(BaseModel):
    """F1 over one-to-one pairs; null where neither found any."""

    f1: float | None
    shared: int
    first: int
    second: int


class FieldAnswer(BaseModel):
    """Krippendorff's alpha over `units` claims; null where it is not defined."""

    field: str
    alpha: float | None
    same: int
    units: int


class AgreementAnswer(BaseModel):
    """Over the articles that both readers finished. `rows`: the raw table."""

    articles: int
    triggers: Spans
    quotes: Spans
    claims: Spans
    fields: list[FieldAnswer]
    rows: list[list[str]]


class ReadGiven(BaseModel):
    """`accept`: accept the engine's claims that nobody judged; `suggestions`: they were in sight."""

    accept: bool = False
    suggestions: bool = True


class ReadAnswer(BaseModel):
    """`by` is null where nobody read it fully; `unjudged` are ids of claims."""

    article: str
    by: str | None
    at: str | None
    claims: int
    unjudged: list[str]
    measured: bool


class ClaimGiven(BaseModel):
    """A claim by its words in sentence number `sentence` (from 1); several entries of one part stand on lines."""

    sentence: Annotated[int, Field(ge=1, le=LARGEST)]
    trigger: Words
    type: Name
    polarity: Name = "asserted"
    certainty: Name = "certain"
    source: Words = ""
    via: Words = ""
    cue: Words = ""
    actors: Words = ""
    targets: Words = ""
    places: Words = ""
    times: Words = ""
    quantities: Words = ""
    evidence: Words = ""
    key: Name | None = None


class Choices(BaseModel):
    """For each pair in order whose version stands."""

    choices: Annotated[list[Literal["first", "second", "none"]], Field(max_length=10_000)]


@router.get("/quality", responses=LOGIN | WAIT, dependencies=[Reader], response_model=QualityAnswer)
def quality(snapshots: SnapshotsDep) -> Any:
    """How good the engine is here, by articles drawn at random and read fully."""
    found = snapshots.get("quality", measured.measured)
    if found is None:
        return JSONResponse({"detail": "still worked out"}, 503, {"retry-after": "2"})
    q = found.quality
    return QualityAnswer(
        drawn=found.drawn,
        read=found.read,
        unfinished=list(found.unfinished),
        empty=q.empty,
        suggested=q.suggested,
        engines=list(q.engines),
        overall=_part(q.overall),
        types=[_part(row) for row in q.types],
        languages=[_part(row) for row in q.languages],
        right=q.right,
        corrected=dict(q.corrected),
        stamp=found.stamp,
    )


@router.get("/coding", responses=LOGIN, dependencies=[Reader])
def draws(ledger: LedgerDep) -> list[BatchAnswer]:
    """All draws, the last one first."""
    rows = ledger.coding_states()
    return [_batch(batch, [row for row in rows if row.batch == batch.name]) for batch in ledger.batches()]


@router.post(
    "/coding", status_code=201, responses=WRITE | {422: {"description": "Nothing to draw, or not two people."}},
    dependencies=[Editor],
)  # fmt: skip
def draw(given: DrawGiven, ledger: LedgerDep, person: PersonDep, room: RoomDep) -> BatchAnswer:
    """Draw articles that were not drawn for this purpose before."""
    wanted = ArticleFilter(
        outlet=given.outlet or None,
        language=given.language or None,
        date_from=given.date_from or None,
        date_to=given.date_to or None,
    )
    name = coding_work.draw(
        ledger,
        wanted,
        count=given.count,
        seed=given.seed,
        by=person.name,
        purpose=given.purpose,
        coders=given.coders,
        share=1.0 if given.purpose == "double" else given.share,
        suggested=given.suggested,
        accounts=room.accounts(),
    )
    return _batch(ledger.batch(name), ledger.codings(name))


@router.get("/coding/{batch}", responses=LOGIN | UNKNOWN, dependencies=[Reader])
def one_draw(batch: Id, ledger: LedgerDep) -> BatchAnswer:
    return _batch(ledger.batch(batch), ledger.codings(batch))


@router.get("/coding/{batch}/agreement", responses=LOGIN | UNKNOWN, dependencies=[Reader])
def agreement(batch: Id, ledger: LedgerDep) -> AgreementAnswer:
    """How far the two readers agree, over what both finished."""
    found = coding_work.compared(ledger, ledger.batch(batch))
    return AgreementAnswer(
        articles=found.articles,
        triggers=_spans(found.triggers),
        quotes=_spans(found.quotes),
        claims=_spans(found.claims),
        fields=[FieldAnswer(field=f.field, alpha=f.alpha, same=f.same, units=f.units) for f in found.fields],
        rows=[list(row) for row in coding_work.table(batch, found)],
    )


@router.get("/coding/{batch}/{article}", responses=LOGIN | UNKNOWN, dependencies=[Reader])
def codings(
    batch: Id, article: Id, ledger: LedgerDep, person: PersonDep, room: RoomDep, coder: Coder = ""
) -> list[dict[str, Any]]:
    """The codings of an article that one may see: the own one, both when both are done."""
    rows = coding_work.visible(ledger.codings(batch, article), person, accounts=room.accounts(), coder=coder)
    return [
        {
            "coder": row.coder, "state": row.state, "suggested": row.suggested, "engine": row.engine,
            "claims": [{"key": key, "from": source, "claim": body} for key, source, body in row.claims],
        }
        for row in rows
    ]  # fmt: skip


@router.post("/coding/{batch}/{article}/claims", responses=WRITE | UNKNOWN, dependencies=[Reviewer])
def write(
    batch: Id, article: Id, given: ClaimGiven, ledger: LedgerDep, person: PersonDep, room: RoomDep,
    world: WorldDep, coder: Coder = "",
) -> dict[str, str]:  # fmt: skip
    """Code a claim, or set the one with `key` right; its key."""
    own = coding_work.own_coding(ledger, batch, article, person, accounts=room.accounts(), coder=coder)
    form = given.model_dump(exclude={"sentence", "key"})
    return {"key": coding_work.write(ledger, world, own, given.sentence - 1, form, given.key)}


@router.delete("/coding/{batch}/{article}/claims/{key}", responses=WRITE | UNKNOWN, dependencies=[Reviewer])
def drop(
    batch: Id, article: Id, key: Id, ledger: LedgerDep, person: PersonDep, room: RoomDep, coder: Coder = ""
) -> dict[str, bool]:
    own = coding_work.own_coding(ledger, batch, article, person, accounts=room.accounts(), coder=coder)
    ledger.uncode(own.id, key)
    return {"ok": True}


@router.post("/coding/{batch}/{article}/done", responses=WRITE | UNKNOWN, dependencies=[Reviewer])
def done(
    batch: Id, article: Id, ledger: LedgerDep, person: PersonDep, room: RoomDep, coder: Coder = ""
) -> dict[str, bool]:
    """Finish one's coding of an article."""
    own = coding_work.own_coding(ledger, batch, article, person, accounts=room.accounts(), coder=coder)
    if own.state == "open":
        ledger.set_coding(own.id, "done")
    return {"ok": True}


@router.delete("/coding/{batch}/{article}", responses=WRITE | UNKNOWN, dependencies=[Editor])
def release(batch: Id, article: Id, ledger: LedgerDep) -> dict[str, bool]:
    """Nobody codes the article any more, so that its claims can be judged again; what was coded of it goes."""
    ledger.call_off(batch, article)
    return {"ok": True}


@router.post("/coding/{batch}/{article}/consensus", responses=WRITE | UNKNOWN, dependencies=[Reviewer])
def consensus(
    batch: Id,
    article: Id,
    given: Choices,
    ledger: LedgerDep,
    person: PersonDep,
    room: RoomDep,
    world: WorldDep,
) -> dict[str, int]:
    """A third person's choice for each pair; how many claims stand."""
    kept = coding_work.adjudicate(ledger, batch, article, person, given.choices, accounts=room.accounts())
    bring_up(ledger, world)
    return {"claims": kept}


@router.get("/articles/{article}/read", responses=LOGIN | UNKNOWN, dependencies=[Reader])
def read_state(article: Id, ledger: LedgerDep) -> ReadAnswer:
    """Whether somebody read the article fully, and which claims nobody judged."""
    return _read(ledger, ledger.article(article).id)


@router.post("/articles/{article}/read", responses=WRITE | UNKNOWN, dependencies=[Reviewer])
def mark_read(
    article: Id, given: ReadGiven, ledger: LedgerDep, person: PersonDep, world: WorldDep
) -> ReadAnswer:
    """Mark the article as fully read. 422 where claims are left that nobody judged."""
    name = ledger.article(article).id
    if fully_read.mark_read(
        ledger, name, reviewer=person.name, accept=given.accept, suggestions=given.suggestions
    ):
        bring_up(ledger, world)
    return _read(ledger, name)


@router.delete("/articles/{article}/read", responses=WRITE | UNKNOWN, dependencies=[Reviewer])
def mark_unread(article: Id, ledger: LedgerDep, person: PersonDep) -> ReadAnswer:
    """Take the mark back; what was decided on claims stays."""
    name = ledger.article(article).id
    fully_read.mark_unread(ledger, name, reviewer=person.name)
    return _read(ledger, name)


def _read(ledger: LedgerDep, article: str) -> ReadAnswer:
    found = fully_read.read_of(ledger, article)
    return ReadAnswer(
        article=article,
        by=found.by,
        at=found.at,
        claims=found.claims,
        unjudged=[claim.id for claim in found.unjudged],
        measured=found.measured,
    )


def _part(row: Row) -> Part:
    return Part(name=row.name, precision=_share(row.precision), recall=_share(row.recall))


def _share(rate: Rate) -> Share:
    return Share(
        found=rate.found, of=rate.of, articles=rate.articles, share=rate.share, low=rate.low, high=rate.high
    )


def _spans(given: SpanAgreement) -> Spans:
    return Spans(f1=given.f1, shared=given.shared, first=given.first, second=given.second)


def _batch(batch: Batch, rows: list[CodingRow]) -> BatchAnswer:
    return BatchAnswer(
        name=batch.name,
        at=batch.at,
        by=batch.by,
        seed=batch.seed,
        purpose=batch.purpose,
        articles=list(batch.articles),
        coders=list(batch.coders),
        suggested=batch.suggested,
        codings=[{"article": row.article, "coder": row.coder, "state": row.state} for row in rows],
    )
