"""The API described for people, without a script, and whether the server lives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse

from counterclaim.web.deps import PageDep

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one address. `parameters`: name, where it stands, whether it must be there, what it is."""

    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[tuple[str, str, bool, str], ...]
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ApiPage:
    """Operations by group, in order of address."""

    version: str
    groups: tuple[tuple[str, tuple[Operation, ...]], ...]


def described(schema: dict[str, Any]) -> ApiPage:
    """An OpenAPI description as the page shows it."""
    groups: dict[str, list[Operation]] = {}
    for path, methods in sorted(schema["paths"].items()):
        for method, one in methods.items():
            groups.setdefault((one.get("tags") or ["other"])[0], []).append(
                Operation(
                    method.upper(),
                    path,
                    one.get("summary", ""),
                    one.get("description", ""),
                    tuple(
                        (p["name"], p["in"], bool(p.get("required")), p.get("description", ""))
                        for p in one.get("parameters", ())
                    ),
                    tuple((code, a.get("description", "")) for code, a in sorted(one["responses"].items())),
                )
            )
    made = tuple((name, tuple(found)) for name, found in sorted(groups.items()))
    return ApiPage(schema["info"]["version"], made)


@router.get("/openapi.json")
def description(request: Request) -> JSONResponse:
    return JSONResponse(request.app.openapi())


@router.get("/docs")
def docs(request: Request, page: PageDep) -> HTMLResponse:
    return page.render("docs.html", described(request.app.openapi()))


@router.get("/healthz")
def healthz() -> dict[str, bool]:
    return {"ok": True}
