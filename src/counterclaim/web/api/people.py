"""The session, as JSON: who asks, and the token that writes repeat."""

from __future__ import annotations

from fastapi import APIRouter, Response
from pydantic import BaseModel

from counterclaim.web import sessions
from counterclaim.web.deps import PersonDep, RoomDep
from counterclaim.web.sessions import Role

router = APIRouter(prefix="/api", tags=["people"])


class Session(BaseModel):
    """Who asks. `csrf` goes into the header `X-CSRF-Token` of every write."""

    name: str
    role: Role
    csrf: str


@router.get("/session", responses={401: {"description": "Not logged in"}})
def session(person: PersonDep, room: RoomDep, response: Response) -> Session:
    """The session of the cookie; a new one where no account is needed."""
    assert person.role is not None
    if person.fresh:
        response.set_cookie(
            sessions.COOKIE,
            room.sessions.cookie("", 0, person.csrf),
            max_age=sessions.HOURS * 3600,
            path="/",
            secure=not room.served.options.local,
            httponly=True,
            samesite="strict",
        )
    return Session(name=person.name, role=person.role, csrf=person.csrf)
