"""What is in the ledger, and what is new in it."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from counterclaim.web.deps import PageDep

router = APIRouter(include_in_schema=False)


@router.get("/")
def overview(page: PageDep) -> HTMLResponse:
    return page.render("overview.html", None)
