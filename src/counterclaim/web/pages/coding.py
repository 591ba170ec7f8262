"""Articles that two people code blind."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from counterclaim.web.deps import PageDep

router = APIRouter(include_in_schema=False)


@router.get("/coding")
def coding(page: PageDep) -> HTMLResponse:
    return page.render("coding.html", None)
