"""The queue of claims to judge."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from counterclaim.web.deps import PageDep

router = APIRouter(include_in_schema=False)


@router.get("/review")
def review(page: PageDep) -> HTMLResponse:
    return page.render("review.html", None)
