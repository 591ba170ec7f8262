"""Draws and blind codings: what was drawn, and a batch with its agreement."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Path
from fastapi.responses import HTMLResponse, Response, StreamingResponse

from counterclaim.export import codings as csv_codings
from counterclaim.ledger import ArticleFilter
from counterclaim.ledger.coding_rows import Batch, CodingRow, ReadState
from counterclaim.measuring import agreement
from counterclaim.measuring.double import Agreement
from counterclaim.web import coding_work
from counterclaim.web.deps import Editor, LedgerDep, PageDep, PersonDep, Reader, RoomDep
from counterclaim.web.pages import coding_article

router = APIRouter(include_in_schema=False)

LARGEST = 2**31 - 1
Short = Annotated[str, Form(max_length=200)]
Id = Annotated[str, Path(max_length=200)]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A batch in the list: how many of its articles are read, coded twice, adjudicated, and left for the person."""

    batch: Batch
    read: int
    doubled: int
    finished: int
    adjudicated: int
    own: int


@dataclass(frozen=True, slots=True)
class CodingPage:
    """All draws, and the form of a new one; `people`: accounts that may code; `share` in per cent."""

    drawn: tuple[Drawn, ...]
    people: tuple[str, ...]
    seed: int
    share: int


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article of a batch. `coders`: name, state, and whether it is the person's own to open."""

    id: str
    title: str
    outlet: str
    language: str
    read: ReadState | None
    coders: tuple[tuple[str, str, bool], ...]
    finished: bool
    adjudicated: bool


@dataclass(frozen=True, slots=True)
class BatchPage:
    """A batch, its articles in drawn order, agreement over those that both finished (None: there is none yet).
    `alpha`: whether the library for it is installed; `accounts`: without them one says as whom one codes."""

    batch: Batch
    articles: tuple[ArticleRow, ...]
    agreement: Agreement | None
    alpha: bool
    accounts: bool


@router.get("/coding", dependencies=[Reader])
def coding(page: PageDep, ledger: LedgerDep, person: PersonDep, room: RoomDep) -> HTMLResponse:
    states = ledger.read_states()
    of_batch: dict[str, list[CodingRow]] = {}
    for row in ledger.coding_states():
        of_batch.setdefault(row.batch, []).append(row)
    drawn = []
    for batch in ledger.batches():
        by_article = _by_article(of_batch.get(batch.name, []))
        every = by_article.values()
        drawn.append(
            Drawn(
                batch=batch,
                read=sum(article in states for article in batch.articles),
                doubled=len(by_article),
                finished=sum(map(coding_work.finished, every)),
                adjudicated=sum(any(row.state == "adjudicated" for row in rows) for rows in every),
                own=sum(row.coder == person.name and row.state == "open" for rows in every for row in rows),
            )
        )
    people = tuple(user.name for user in ledger.users() if user.role != "reader" and not user.disabled)
    share = round(100 * room.served.options.double_share)
    return page.render("coding.html", CodingPage(tuple(drawn), people, secrets.randbelow(10**6), share))


@router.post("/coding", dependencies=[Editor])
def draw(
    page: PageDep,
    ledger: LedgerDep,
    person: PersonDep,
    room: RoomDep,
    count: Annotated[int, Form(ge=1, le=10_000)],
    seed: Annotated[int, Form(ge=0, le=LARGEST)],
    purpose: Annotated[Literal["measure", "double"], Form()] = "measure",
    first: Short = "",
    second: Short = "",
    share: Annotated[int, Form(ge=0, le=100)] = 100,
    suggested: Annotated[bool, Form()] = False,
    outlet: Short = "",
    language: Short = "",
    date_from: Annotated[str, Form(max_length=10)] = "",
    date_to: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    wanted = ArticleFilter(
        outlet=outlet or None,
        language=language or None,
        date_from=date_from or None,
        date_to=date_to or None,
    )
    batch = coding_work.draw(
        ledger,
        wanted,
        count=count,
        seed=seed,
        by=person.name,
        purpose=purpose,
        coders=(first, second),
        share=1.0 if purpose == "double" else share / 100,
        suggested=suggested,
        accounts=room.accounts(),
    )
    return page.back(f"/coding/{batch}", f"{len(ledger.batch(batch).articles)} articles were drawn.")


@router.get("/coding/{batch}.csv", dependencies=[Reader])
def raw_table(batch: Id, ledger: LedgerDep) -> StreamingResponse:
    """The raw table of the articles that both readers finished."""
    rows = coding_work.table(batch, coding_work.compared(ledger, ledger.batch(batch)))
    headers = {"content-disposition": 'attachment; filename="coding.csv"'}
    return StreamingResponse(csv_codings.lines(rows), media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/coding/{batch}", dependencies=[Reader])
def one_batch(batch: Id, page: PageDep, ledger: LedgerDep, person: PersonDep, room: RoomDep) -> HTMLResponse:
    found = ledger.batch(batch)
    names, states = ledger.article_names(found.articles), ledger.read_states(found.articles)
    by_article = _by_article(ledger.codings(batch))
    rows = []
    for article in found.articles:
        name = names.get(article, {})
        codings = by_article.get(article, [])
        rows.append(
            ArticleRow(
                id=article,
                title=name.get("title") or ("without a title" if name else "removed since"),
                outlet=name.get("outlet") or "",
                language=name.get("language") or "",
                read=states.get(article),
                coders=tuple(
                    (row.coder, row.state, not room.accounts() or row.coder == person.name) for row in codings
                ),
                finished=coding_work.finished(codings),
                adjudicated=any(row.state == "adjudicated" for row in codings),
            )
        )
    agreed = coding_work.compared(ledger, found) if any(row.finished for row in rows) else None
    made = BatchPage(found, tuple(rows), agreed, agreement.installed(), room.accounts())
    return page.render("coding_batch.html", made)


@router.post("/coding/{batch}/{article}/release", dependencies=[Editor])
def release(batch: Id, article: Id, page: PageDep, ledger: LedgerDep) -> Response:
    """Nobody codes the article any more, so that it can be judged by all; what was coded of it goes."""
    ledger.call_off(batch, article)
    return page.back(f"/coding/{batch}", "Called off: the article can be judged by everybody again.")


def _by_article(codings: Sequence[CodingRow]) -> dict[str, list[CodingRow]]:
    found: dict[str, list[CodingRow]] = {}
    for row in codings:
        found.setdefault(row.article, []).append(row)
    return found


router.include_router(coding_article.router)
