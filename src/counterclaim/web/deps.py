"""What routes ask for: the open ledger, its world, the day, the person, the page. Used as annotated types.

Routes are plain `def` functions, run in threads. Dependencies that only hand something over are `async`, since each plain
one costs a hop to a thread. With `from __future__ import annotations` FastAPI reads annotations as names of
the module, so these stand at module level.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Query, Request
from starlette.concurrency import run_in_threadpool

from counterclaim import opening
from counterclaim.analysis import Analysis
from counterclaim.errors import LedgerError
from counterclaim.extracting.world import WorldSpec
from counterclaim.ledger import Ledger
from counterclaim.ledger.counted import News
from counterclaim.web import sessions
from counterclaim.web.aside import Aside
from counterclaim.web.options import Served
from counterclaim.web.rendering import Common, Page
from counterclaim.web.sessions import Person, Role, Sessions
from counterclaim.web.snapshots import Snapshots

ACCOUNTS_FOR = 5.0
"""Seconds for which it is remembered that there are no accounts, and which world the ledger has."""
OPEN = ("/login", "/healthz", "/static/")
"""Addresses that need no account."""


class Room:
    """What one process serves: one open ledger for all its threads, and what is kept beside it."""

    def __init__(self, served: Served) -> None:
        self.served = served
        self.ledger = Ledger.open(served.location, create=True)
        self.sessions = Sessions(sessions.signing_key(self.ledger, served.key))
        aside = Aside(served.location, Path(served.scratch)) if served.scratch else None
        self.snapshots = Snapshots(self.ledger, aside)
        self.local_name = sessions.system_user()
        self._lock = threading.Lock()
        self._accounts: tuple[float, bool] = (0.0, False)
        self._world: tuple[float, int, WorldSpec] | None = None

    def accounts(self) -> bool:
        """Whether people must log in: off the loopback always, else where there are accounts."""
        if not self.served.options.local:
            return True
        asked, found = self._accounts
        if not asked or time.monotonic() - asked > ACCOUNTS_FOR:
            try:
                found = self.ledger.has_users()
            except LedgerError:
                found = True
            self._accounts = (time.monotonic(), found)
        return found

    def world(self) -> WorldSpec:
        """The ledger's world; a changed conflict file is seen within seconds, a resolved name at once."""
        generation = self.ledger.generation()
        with self._lock:
            if self._world is not None:
                made, of, spec = self._world
                if of == generation and time.monotonic() - made < ACCOUNTS_FOR:
                    return spec
            spec = opening.world_spec(self.ledger, self.served.location)
            self._world = (time.monotonic(), generation, spec)
            return spec

    def close(self) -> None:
        self.snapshots.close()
        self.ledger.close()


def room(request: Request) -> Room:
    found: Room = request.app.state.room
    return found


def person_of(request: Request) -> Person:
    """Who asks, by the cookie; asked once a request."""
    kept: Person | None = getattr(request.state, "person", None)
    if kept is None:
        kept = request.state.person = _person(request, room(request))
    return kept


def _person(request: Request, place: Room) -> Person:
    found = place.sessions.read(request.cookies.get(sessions.COOKIE))
    fresh = found is None
    name, version, csrf = found or ("", 0, sessions.token())
    if not place.accounts():
        return Person(place.local_name, "editor", csrf, fresh)
    if name:
        user = place.ledger.user(name)
        if user is not None and user.version == version and not user.disabled:
            return Person(user.name, user.role, csrf)
    return Person("", None, csrf, fresh)


async def here(request: Request) -> Room:
    return room(request)


async def ledger(request: Request) -> Ledger:
    return room(request).ledger


def world(request: Request) -> WorldSpec:
    return room(request).world()


async def as_of(
    as_of: Annotated[
        str | None,
        Query(max_length=10, description="Only what was published by this day (YYYY-MM-DD)."),
    ] = None,
) -> str | None:
    """The day of `?as_of=`; None where it is not given or empty."""
    if not as_of:
        return None
    try:
        return date.fromisoformat(as_of).isoformat()
    except ValueError:
        raise HTTPException(422, "as_of must be a day as YYYY-MM-DD") from None


async def person(request: Request) -> Person:
    return person_of(request)


LedgerDep = Annotated[Ledger, Depends(ledger)]
RoomDep = Annotated[Room, Depends(here)]
WorldDep = Annotated[WorldSpec, Depends(world)]
AsOfDep = Annotated[str | None, Depends(as_of)]
PersonDep = Annotated[Person, Depends(person)]


def analysis(ledger: LedgerDep, world: WorldDep, as_of: AsOfDep) -> Analysis:
    """Of the ledger as of its last comparison; with a day made anew, so not inside a request of a big ledger."""
    return Analysis.of(ledger, world, as_of)


async def snapshots(request: Request) -> Snapshots:
    return room(request).snapshots


def page_of(request: Request, day: str | None = None) -> Page:
    """The page of a request, also where an error is told and no route ran."""
    place, person = room(request), person_of(request)

    def common() -> Common:
        try:
            news = place.ledger.news()
        except LedgerError:
            news = News(0, 0, None)
        return Common(
            person=person,
            accounts=place.accounts(),
            as_of=day,
            waiting=news.waiting,
            run=news.running is not None,
            options=place.served.options,
        )

    return Page(request, person, common, place.sessions, secure=not place.served.options.local)


async def page(request: Request, as_of: AsOfDep) -> Page:
    return page_of(request, as_of)


AnalysisDep = Annotated[Analysis, Depends(analysis)]
SnapshotsDep = Annotated[Snapshots, Depends(snapshots)]
PageDep = Annotated[Page, Depends(page)]


def needs(role: Role) -> Callable[..., Awaitable[Person]]:
    """A dependency that lets only people with the rights of `role` go on: 401 without an account, else 403."""

    async def checked(person: PersonDep) -> Person:
        if person.may(role):
            return person
        if person.role is None:
            raise HTTPException(401, "log in first")
        raise HTTPException(403, f"this needs the role {role}; {person.name} is a {person.role}")

    return checked


Reader: Any = Depends(needs("reader"))
Reviewer: Any = Depends(needs("reviewer"))
Editor: Any = Depends(needs("editor"))


async def admitted(request: Request) -> None:
    """For every route: an account where one is needed; for every write the session's token, and no other site's form.

    A write without the token is 403, whoever asks.
    """
    # A look-up of an account may wait for a database elsewhere; without accounts there is nothing to wait for.
    asks = await run_in_threadpool(person_of, request) if room(request).accounts() else person_of(request)
    path = request.url.path
    if asks.role is None and not any(path == one or path.startswith(one) for one in OPEN if one != "/"):
        raise HTTPException(401, "log in first")
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    origin = request.headers.get("origin")
    if origin is not None and origin.partition("://")[2] != request.headers.get("host"):
        raise HTTPException(403, "this write came from another site")
    given = request.headers.get("x-csrf-token", "")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if not given and kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        given = str((await request.form()).get("csrf", ""))
    if not sessions.same(given, asks.csrf):
        raise HTTPException(403, "the form is too old or not ours: load the page again")
