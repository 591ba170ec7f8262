"""Pages added from the browser: a pasted text, addresses, files, or the bundled sample."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, File, Form, UploadFile
from fastapi.responses import HTMLResponse, Response

from counterclaim.errors import SettingsError
from counterclaim.web import jobs
from counterclaim.web.deps import Editor, LedgerDep, PageDep, PersonDep, RoomDep
from counterclaim.web.jobs import Given, Pasted

router = APIRouter(include_in_schema=False, dependencies=[Editor])

MOST_FILES = 200
Words = Annotated[str, Form(max_length=500)]
LongText = Annotated[str, Form(max_length=5_000_000)]
Addresses = Annotated[str, Form(max_length=200_000)]
Files = Annotated[list[UploadFile] | None, File(max_length=MOST_FILES)]


@dataclass(frozen=True, slots=True)
class AddingPage:
    """What was given, to be given again where it had `faults` (sentences). Files have to be chosen again: `lost` of them."""

    text: str
    title: str
    url: str
    addresses: str
    outlet: str
    published: str
    language: str
    faults: tuple[str, ...]
    lost: int


NOTHING = AddingPage("", "", "", "", "", "", "", (), 0)


@router.get("/add")
def adding(page: PageDep) -> HTMLResponse:
    """The form."""
    return page.render("adding.html", NOTHING)


@router.post("/add")
def add(
    page: PageDep,
    room: RoomDep,
    ledger: LedgerDep,
    person: PersonDep,
    text: LongText = "",
    title: Words = "",
    url: Words = "",
    addresses: Addresses = "",
    outlet: Words = "",
    published: Words = "",
    language: Words = "",
    files: Files = None,
) -> Response:
    """Start to read what was given; what cannot be read is told on the overview."""
    chosen = [one for one in files or () if one.filename or one.size]
    held = tuple(
        (jobs.file_name(one.filename, number), one.file.read()) for number, one in enumerate(chosen, 1)
    )
    given = Given(
        pasted=Pasted(text, title.strip(), url.strip()) if text.strip() else None,
        addresses=tuple(line.strip() for line in addresses.splitlines() if line.strip()),
        files=held,
        outlet=outlet.strip(),
        published=published.strip(),
        language=language.strip(),
    )
    faults = given.faults()
    if not faults:
        try:
            jobs.start_import(ledger, room.served.location, given, person.name)
        except SettingsError as error:
            faults = [str(error)]
    if faults:
        again = AddingPage(text, title, url, addresses, outlet, published, language, tuple(faults), len(held))
        return page.render("adding.html", again, status=422)
    return page.back("/", f"Reading {given.said()}.")


@router.post("/add/sample")
def add_sample(page: PageDep, room: RoomDep, ledger: LedgerDep, person: PersonDep) -> Response:
    """Start to read the bundled sample."""
    jobs.start_import(ledger, room.served.location, Given(sample=True), person.name)
    return page.back("/", "Reading the sample.")
