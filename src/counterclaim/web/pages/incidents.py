"""Incidents, by what they are about."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from counterclaim.web.deps import PageDep

router = APIRouter(include_in_schema=False)


@router.get("/incidents")
def incidents(page: PageDep) -> HTMLResponse:
    return page.render("incidents.html", None)
