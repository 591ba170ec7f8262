"""How good the engine is here; marking an article fully read; the fully read ones as training passages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, Response, StreamingResponse

from counterclaim.export import passages
from counterclaim.measuring.quality import Quality, stamp_words
from counterclaim.web import fully_read, measured
from counterclaim.web.bringing import bring_up
from counterclaim.web.deps import LedgerDep, PageDep, PersonDep, Reader, Reviewer, SnapshotsDep, WorldDep
from counterclaim.web.measured import Measured

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class QualityPage:
    """`measured` is None while it is worked out. `line`: the sentence that is stamped on what goes out."""

    measured: Measured | None
    line: str
    tables: tuple[tuple[str, tuple[Any, ...]], ...]


@router.get("/quality", dependencies=[Reader])
def quality(page: PageDep, snapshots: SnapshotsDep) -> HTMLResponse:
    found = snapshots.get("quality", measured.measured)
    stamp = found.stamp if found else None
    tables = _tables(found.quality) if found else ()
    return page.render("quality.html", QualityPage(found, stamp_words(stamp), tables), part="_quality.html")


def _tables(found: Quality) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    return (("All", (found.overall,)), ("By type", found.types), ("By language", found.languages))


@router.get("/quality/passages.jsonl", dependencies=[Reader])
def training_passages(ledger: LedgerDep) -> StreamingResponse:
    """Every fully read article, in the form of the training corpus."""
    headers = {"content-disposition": 'attachment; filename="passages.jsonl"'}
    lines = passages.lines(measured.passages(ledger))
    return StreamingResponse(lines, media_type="application/x-ndjson", headers=headers)


@router.post("/articles/{article}/read", dependencies=[Reviewer])
def read(
    article: str,
    page: PageDep,
    ledger: LedgerDep,
    person: PersonDep,
    world: WorldDep,
    accept: Annotated[bool, Form()] = False,
    suggestions: Annotated[bool, Form()] = False,
) -> Response:
    ledger.article(article)
    accepted = fully_read.mark_read(
        ledger, article, reviewer=person.name, accept=accept, suggestions=suggestions
    )
    more = ""
    if accepted:
        more = f" {accepted} claims were accepted."
        bring_up(ledger, world)
    return page.back(f"/articles/{article}", f"Marked as fully read.{more}")


@router.post("/articles/{article}/unread", dependencies=[Reviewer])
def unread(article: str, page: PageDep, ledger: LedgerDep, person: PersonDep) -> Response:
    ledger.article(article)
    fully_read.mark_unread(ledger, article, reviewer=person.name)
    return page.back(f"/articles/{article}", "No longer marked as fully read.")
