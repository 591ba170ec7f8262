"""Logging in and out, accounts, and the look of the pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from counterclaim.ledger.people import User
from counterclaim.web import passwords
from counterclaim.web.deps import LedgerDep, PageDep, PersonDep, Reader, RoomDep

router = APIRouter(include_in_schema=False)

Name = Annotated[str, Form(max_length=80)]
Password = Annotated[str, Form(max_length=200)]
Next = Annotated[str, Query(max_length=2000)]


@dataclass(frozen=True, slots=True)
class LoginPage:
    """Where to go after, and why the last try failed."""

    next: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Accounts, seen by editors; others see their own. `fault`: why the last change failed."""

    users: tuple[User, ...]
    local: bool
    fault: str = ""


@router.get("/login")
def login(page: PageDep, room: RoomDep, next: Next = "/") -> Response:
    if not room.accounts():
        return RedirectResponse("/", 303)
    return page.render("login.html", LoginPage(_own(next)))


@router.post("/login")
def log_in(
    request: Request,
    page: PageDep,
    ledger: LedgerDep,
    name: Name,
    password: Password,
    next: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    address = request.client.host if request.client else "?"
    if wait := ledger.wait_for_login(name, address):
        minutes = -(-wait // 60)
        raise HTTPException(
            429, f"too many tries; try again in {minutes} minutes", headers={"retry-after": str(wait)}
        )
    user = ledger.user(name.strip())
    good = passwords.right(password, user.hash if user and not user.disabled else None)
    ledger.note_try(name, address, good)
    if not good or user is None:
        return page.render("login.html", LoginPage(_own(next), "Name or password is wrong."), status=403)
    response = RedirectResponse(_own(next), 303)
    page.log_in(response, user.name, user.version)
    return response


@router.post("/logout")
def log_out(page: PageDep) -> Response:
    response = RedirectResponse("/login", 303)
    page.log_out(response)
    return response


@router.get("/users", dependencies=[Reader])
def users(page: PageDep, ledger: LedgerDep, person: PersonDep, room: RoomDep) -> HTMLResponse:
    return page.render("users.html", _people(ledger, person, room))


@router.post("/users/password", dependencies=[Reader])
def change_password(
    page: PageDep,
    ledger: LedgerDep,
    person: PersonDep,
    room: RoomDep,
    old: Password,
    new: Password,
    again: Password,
) -> Response:
    """One's own password; all one's sessions end, this one too."""
    user = ledger.user(person.name)
    if user is None:
        raise HTTPException(404, "there is no account of this name")
    if not passwords.right(old, user.hash):
        fault = "The old password is wrong."
        return page.render("users.html", _people(ledger, person, room, fault), status=403)
    if new != again or new == old:
        fault = "The new password is the old one." if new == old else "The two new passwords differ."
        return page.render("users.html", _people(ledger, person, room, fault), status=422)
    ledger.change_user(user.name, hash=passwords.hashed(new))
    return page.back("/login", "The password is changed. Log in with the new one.")


def _people(ledger: LedgerDep, person: PersonDep, room: RoomDep, fault: str = "") -> PeoplePage:
    seen = (user for user in ledger.users() if person.may("editor") or user.name == person.name)
    return PeoplePage(tuple(seen), not room.accounts(), fault)


def _own(url: str) -> str:
    """The address if it is one of ours."""
    return url if url.startswith("/") and not url.startswith(("//", "/\\")) and url.isprintable() else "/"
