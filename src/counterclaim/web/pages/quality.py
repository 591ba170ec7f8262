"""How good the engine is here."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from counterclaim.web.deps import PageDep

router = APIRouter(include_in_schema=False)


@router.get("/quality")
def quality(page: PageDep) -> HTMLResponse:
    return page.render("quality.html", None)
