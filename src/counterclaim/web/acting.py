"""What routes need that write for a person: of pages `ActingDep`, of the API `ActorDep`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from counterclaim.errors import SettingsError
from counterclaim.extracting.world import WorldSpec
from counterclaim.ledger import Ledger
from counterclaim.ledger.acts import Act, Review
from counterclaim.ledger.records import clean
from counterclaim.web.bringing import bring_up, resolve_named
from counterclaim.web.deps import LedgerDep, PageDep, PersonDep, Room, RoomDep
from counterclaim.web.rendering import Page
from counterclaim.web.sessions import Person

LONGEST = 20_000
"""Characters of one value of a form."""
MOST = 2_000
"""Values of a form."""
EDITORS = ("merge", "split", "resolve")
"""Kinds of act that only editors do and take back."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in a ledger."""

    ledger: Ledger
    person: Person
    room: Room

    @property
    def world(self) -> WorldSpec:
        """As it is now: what was just resolved counts."""
        return self.room.world()

    def do(self, act: Act) -> int:
        """Store an act and compare what it touches; the review's number. EditedError where somebody was faster."""
        number = self.ledger.act(act, reviewer=self.person.name)
        bring_up(self.ledger, self.world)
        return number

    def undo(self, number: int) -> tuple[int, Review]:
        """Take a review back; the number of the undo, and what was taken back in the end. 403 where only an editor may."""
        found = self.ledger.reviewed(number)
        if found.kind in EDITORS and not self.person.may("editor"):
            raise HTTPException(403, f"only an editor takes a {found.kind} back")
        made = self.ledger.undo(number, reviewer=self.person.name)
        if found.subject == "name":
            for kind in found.changes:
                resolve_named(self.ledger, self.room.served.location, kind, found.target)
        else:
            bring_up(self.ledger, self.world)
        return made, found


@dataclass(frozen=True, slots=True)
class Acting:
    """A person who sent a form. `form` has the last value of each name, `sent` all."""

    actor: Actor
    page: Page
    form: Mapping[str, str]
    sent: FormData

    @property
    def ledger(self) -> Ledger:
        return self.actor.ledger

    @property
    def seen(self) -> int:
        """The last review that the person was shown."""
        given = self.form.get("seen", "")
        return min(int(given), 2**62) if given.isascii() and given.isdigit() and len(given) < 20 else 0

    def act(self, kind: Any, subject: Any, target: str, **more: Any) -> Act:
        """An act with the form's note, by one who saw what the form says."""
        note = self.form.get("note") or None
        return Act(kind=kind, subject=subject, target=target, note=note, seen=self.seen, **more)

    def do(self, act: Act, said: str, other: str) -> Response:
        """Do it and go back to where the form says, else to `other`."""
        self.actor.do(act)
        return self.page.back(self.back(other), said=said)

    def back(self, other: str) -> str:
        """Where to go after the act: an address of ours that the form names, else `other`."""
        named = self.form.get("back", "")
        return named if named.startswith("/") else other


async def sent(request: Request) -> FormData:
    return await request.form()


async def actor(ledger: LedgerDep, person: PersonDep, room: RoomDep) -> Actor:
    return Actor(ledger, person, room)


ActorDep = Annotated[Actor, Depends(actor)]


async def acting(actor: ActorDep, page: PageDep, sent: Annotated[FormData, Depends(sent)]) -> Acting:
    """SettingsError where a value is longer than any that a field takes."""
    found = {key: clean(value) for key, value in sent.items() if isinstance(value, str)}
    if len(found) > MOST or any(len(value) > LONGEST for value in found.values()):
        raise SettingsError(f"a field of a form has at most {LONGEST} characters")
    return Acting(actor, page, found, sent)


ActingDep = Annotated[Acting, Depends(acting)]
