"""Claims by their words."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from counterclaim.web.deps import PageDep

router = APIRouter(include_in_schema=False)


@router.get("/search")
def search(page: PageDep) -> HTMLResponse:
    return page.render("search.html", None)
