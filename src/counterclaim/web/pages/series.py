"""Running totals, side by side."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from counterclaim.web.deps import PageDep

router = APIRouter(include_in_schema=False)


@router.get("/series")
def series(page: PageDep) -> HTMLResponse:
    return page.render("series.html", None)
