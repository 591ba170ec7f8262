"""Who is said to hold what, and where incidents happened."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from counterclaim.web.deps import PageDep

router = APIRouter(include_in_schema=False)


@router.get("/map")
def map(page: PageDep) -> HTMLResponse:
    return page.render("map.html", None)
