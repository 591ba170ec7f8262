"""The application: routes, errors as pages or JSON, files of ours."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import anyio.to_thread
from fastapi import Depends, FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from counterclaim import __version__
from counterclaim.errors import (
    CounterclaimError,
    EditedError,
    LedgerError,
    SettingsError,
    UnknownNameError,
)
from counterclaim.web import deps, routers, warming
from counterclaim.web.again import again
from counterclaim.web.guarding import Guard
from counterclaim.web.options import VARIABLE, Served
from counterclaim.web.problems import Problem

STATIC = Path(__file__).parent / "static"
THREADS = 4
"""Requests that one process works on at once: more would only wait for one another."""


def create_app(served: Served, *, alone: bool = False) -> FastAPI:
    """The application over one ledger. LedgerError where it cannot be opened. `alone`: the process does nothing else."""
    room = deps.Room(served)
    app = FastAPI(
        title="Counterclaim",
        version=__version__,
        description="A ledger of attributed claims about armed conflicts. Writes need the `X-CSRF-Token` that "
        "`GET /api/session` gives.",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,  # a route of ours, so that it asks for an account like any other
        lifespan=_lifespan,
        dependencies=[Depends(deps.admitted)],
    )
    app.state.room, app.state.alone = room, alone
    app.mount("/static", _Files(directory=STATIC), name="static")
    for router in routers.all_routers():
        app.include_router(router)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(CounterclaimError, _fault)
    app.add_middleware(Guard, options=served.options, private=room.accounts)
    return app


def from_environment() -> FastAPI:
    """For a worker process: what to serve stands in one environment variable."""
    return create_app(Served.loads(os.environ[VARIABLE]), alone=True)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
    warming.routes(app)
    if app.state.alone:
        warming.warm(app.state.room)
        warming.settle()
    yield
    app.state.room.close()


class _Files(StaticFiles):
    """Our files; what is asked for by its hash never changes."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if scope["query_string"].startswith(b"v="):
            response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response


def _wants_json(request: Request) -> bool:
    return request.url.path.startswith("/api/") or request.url.path == "/openapi.json"


async def _told(
    request: Request,
    status: int,
    text: str,
    headers: dict[str, str] | None = None,
    error: Exception | None = None,
) -> Response:
    """An error as JSON to a program, as a page to a person: with the form that was sent, so that nothing typed is lost."""
    if _wants_json(request):
        return JSONResponse({"detail": text}, status, headers)
    page = deps.page_of(request)
    if (once_more := await again(request, status, text, error)) is not None:
        answer = page.render("again.html", once_more, status=status)
        answer.headers.update(headers or {})
        return answer
    response: Response = page.render("error.html", Problem(status, text), part="_error.html", status=status)
    response.headers.update(headers or {})
    return response


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 401 and not _wants_json(request):
        asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        login = f"/login?next={quote(asked if request.method == 'GET' else '/', safe='')}"
        if (once_more := await again(request, 401, "your session has ended: log in again", None)) is not None:
            return deps.page_of(request).render("again.html", once_more, status=401)
        if request.headers.get("hx-request") == "true":
            return Response(status_code=200, headers={"hx-redirect": login})
        return RedirectResponse(login, 303)
    headers = dict(error.headers or {})
    return await _told(request, error.status_code, str(error.detail), headers)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    found: list[dict[str, Any]] = [
        {key: one[key] for key in ("loc", "msg", "type") if key in one} for one in error.errors()
    ]
    if _wants_json(request):
        return JSONResponse({"detail": jsonable_encoder(found)}, 422)
    first = "; ".join(f"{one['loc'][-1]}: {one['msg']}" for one in found[:3])
    return await _told(request, 422, first)


async def _fault(request: Request, error: Exception) -> Response:
    """A fault that a person can act on. A ledger that another program writes to is one to try again."""
    headers = {"retry-after": "2"} if isinstance(error, LedgerError) else None
    known = ((UnknownNameError, 404), (EditedError, 409), (LedgerError, 503), (SettingsError, 422))
    status = next((code for kind, code in known if isinstance(error, kind)), 400)
    return await _told(request, status, str(error), headers, error)
