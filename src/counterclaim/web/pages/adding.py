"""Pages added from the browser."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from counterclaim.web.deps import PageDep

router = APIRouter(include_in_schema=False)


@router.get("/add")
def adding(page: PageDep) -> HTMLResponse:
    return page.render("adding.html", None)
