"""Claimants and outlets, and what they claim."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from counterclaim.web.deps import PageDep

router = APIRouter(include_in_schema=False)


@router.get("/sources")
def sources(page: PageDep) -> HTMLResponse:
    return page.render("sources.html", None)
