"""One article of a batch: what a coder does in it, and two codings side by side for a third person."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Path, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup

from counterclaim.errors import SettingsError
from counterclaim.ledger import Ledger
from counterclaim.ledger.coding_rows import CodingRow
from counterclaim.measuring import agreement
from counterclaim.measuring.double import Pair
from counterclaim.model import Span
from counterclaim.view import ClaimObject
from counterclaim.web import coding_form, coding_work, marking
from counterclaim.web.bringing import bring_up
from counterclaim.web.coding_form import LABELS, SEVERAL, SINGLE
from counterclaim.web.deps import LedgerDep, PageDep, PersonDep, Reader, Reviewer, RoomDep, WorldDep
from counterclaim.web.marking import Mark
from counterclaim.web.picked_claim import sentences_of

router = APIRouter(include_in_schema=False)

LARGEST = 2**31 - 1
PART = 400
"""Sentences that one page shows."""
MOST = 10_000
"""Pairs of claims of one article that a form may decide."""
Short = Annotated[str, Form(max_length=200)]
Words = Annotated[str, Form(max_length=4000)]
Id = Annotated[str, Path(max_length=200)]
Coder = Annotated[str, Query(max_length=200)]


def own_coding(
    batch: Id, article: Id, ledger: LedgerDep, person: PersonDep, room: RoomDep, coder: Coder = ""
) -> CodingRow:
    """The coding of this article that the reader may write."""
    return coding_work.own_coding(ledger, batch, article, person, accounts=room.accounts(), coder=coder)


OwnDep = Annotated[CodingRow, Depends(own_coding)]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the article with the coder's triggers marked; `here`: the form is for it."""

    number: int
    html: Markup
    here: bool


@dataclass(frozen=True, slots=True)
class Coded:
    """A coded claim, or a suggested one (`key` is then the claim's id), with its sentence and its values in words."""

    key: str
    sentence: int
    trigger: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CodingArticlePage:
    """One coder's work on one article. `form`: what stands in the fields; `key`: the claim that is set right, `was` how it
    stood; `theirs`: how it stands where it was changed meanwhile.

    `total`: of how many sentences `sentences` are a part; `earlier` and `later`: the first of the parts beside it.
    """

    batch: str
    coding: CodingRow
    title: str
    language: str | None
    sentences: tuple[Sentence, ...]
    total: int
    earlier: int | None
    later: int | None
    claims: tuple[Coded, ...]
    suggested: tuple[Coded, ...]
    at: int | None
    key: str
    was: str
    theirs: tuple[tuple[str, str], ...]
    form: Mapping[str, str]
    fault: str
    query: str
    labels: Mapping[str, tuple[str, ...]]
    single: Mapping[str, str]
    several: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Side:
    """One pair of the two codings: `rows` of field, first, second, whether they differ; `only`: 'first', 'second' or ''."""

    number: int
    quote: str
    trigger: str
    rows: tuple[tuple[str, str, str, bool], ...]
    only: str


@dataclass(frozen=True, slots=True)
class ConsensusPage:
    """Both codings side by side. `decided`: adjudicated already; `may`: the person is neither of the coders."""

    batch: str
    article: str
    title: str
    language: str | None
    coders: tuple[str, str]
    sides: tuple[Side, ...]
    decided: bool
    may: bool


async def _choices(request: Request) -> list[str]:
    """The choices of a form in the order of the pairs: its fields `choice-0`, `choice-1` …"""
    form = await request.form()
    found: list[str] = []
    while len(found) < MOST and (given := form.get(f"choice-{len(found)}")) is not None:
        found.append(str(given))
    return found


ChoicesDep = Annotated[list[str], Depends(_choices)]


@router.get("/coding/{batch}/{article}", dependencies=[Reviewer])
def one_article(
    batch: Id,
    article: Id,
    page: PageDep,
    ledger: LedgerDep,
    person: PersonDep,
    room: RoomDep,
    coder: Coder = "",
    s: Annotated[int | None, Query(ge=1, le=LARGEST)] = None,
    key: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    if coding_work.finished(ledger.codings(batch, article)):
        return RedirectResponse(f"/coding/{batch}/{article}/consensus", 303)
    own = own_coding(batch, article, ledger, person, room, coder)
    return page.render("coding_article.html", _work(ledger, own, coder, s, key, None, ""))


@router.post("/coding/{batch}/{article}/take", dependencies=[Reviewer])
def take(
    page: PageDep,
    ledger: LedgerDep,
    own: OwnDep,
    claim: Short,
    coder: Coder = "",
) -> Response:
    coding_work.take(ledger, own, claim)
    return page.back(_address(own, coder), "Taken over.")


@router.post("/coding/{batch}/{article}/drop", dependencies=[Reviewer])
def drop(
    page: PageDep,
    ledger: LedgerDep,
    own: OwnDep,
    key: Short,
    coder: Coder = "",
) -> Response:
    ledger.uncode(own.id, key)
    return page.back(_address(own, coder), "Taken out.")


@router.post("/coding/{batch}/{article}/state", dependencies=[Reviewer])
def state(
    batch: Id,
    page: PageDep,
    ledger: LedgerDep,
    own: OwnDep,
    to: Annotated[Literal["open", "done"], Form()],
    coder: Coder = "",
) -> Response:
    ledger.set_coding(own.id, to)
    if to == "open":
        return page.back(_address(own, coder), "Open again.")
    return page.back(f"/coding/{batch}", "Finished. Nobody sees it before the other reader is done.")


@router.post("/coding/{batch}/{article}/claim", dependencies=[Reviewer])
def write(
    article: Id,
    page: PageDep,
    ledger: LedgerDep,
    own: OwnDep,
    world: WorldDep,
    s: Annotated[int, Form(ge=1, le=LARGEST)],
    type: Short,
    trigger: Words,
    polarity: Short = "asserted",
    certainty: Short = "certain",
    source: Words = "",
    via: Words = "",
    cue: Words = "",
    actors: Words = "",
    targets: Words = "",
    places: Words = "",
    times: Words = "",
    quantities: Words = "",
    evidence: Words = "",
    key: Short = "",
    was: Short = "",
    coder: Coder = "",
) -> Response:
    """Where the claim was changed or taken out in another window meanwhile, the form comes back beside what stands there."""
    form = {
        "type": type, "polarity": polarity, "certainty": certainty, "trigger": trigger, "source": source,
        "via": via, "cue": cue, "actors": actors, "targets": targets, "places": places, "times": times,
        "quantities": quantities, "evidence": evidence,
    }  # fmt: skip
    held = {name: body for name, _, body in own.claims}
    if key and was and own.state == "open" and _stand(held.get(key)) != was:
        gone = key not in held
        fault = "it was taken out meanwhile; keeping it adds it anew" if gone else "it was changed meanwhile"
        told = _work(ledger, own, coder, s, "" if gone else key, form, f"Not kept: {fault}", clash=True)
        return page.render("coding_article.html", told, status=409)
    try:
        coding_work.write(ledger, world, own, s - 1, form, key or None)
    except SettingsError as error:
        return page.render(
            "coding_article.html", _work(ledger, own, coder, s, key, form, str(error)), status=422
        )
    return page.back(_address(own, coder, s), "The claim is kept.")


@router.get("/coding/{batch}/{article}/consensus", dependencies=[Reader])
def consensus(
    batch: Id, article: Id, page: PageDep, ledger: LedgerDep, person: PersonDep, room: RoomDep
) -> HTMLResponse:
    rows, pairs = coding_work.side_by_side(ledger, batch, article)
    name = ledger.article_names([article]).get(article, {})
    made = ConsensusPage(
        batch=batch,
        article=article,
        title=name.get("title") or article,
        language=name.get("language"),
        coders=(rows[0].coder, rows[1].coder),
        sides=tuple(_side(number, pair) for number, pair in enumerate(pairs)),
        decided=any(row.state == "adjudicated" for row in rows),
        may=not room.accounts() or person.name not in {row.coder for row in rows},
    )
    return page.render("coding_consensus.html", made)


@router.post("/coding/{batch}/{article}/consensus", dependencies=[Reviewer])
def decide(
    batch: Id,
    article: Id,
    page: PageDep,
    ledger: LedgerDep,
    person: PersonDep,
    room: RoomDep,
    world: WorldDep,
    choices: ChoicesDep,
) -> Response:
    kept = coding_work.adjudicate(ledger, batch, article, person, choices, accounts=room.accounts())
    bring_up(ledger, world)
    return page.back(f"/coding/{batch}", f"{kept} claims are the consensus; both codings stay.")


def _address(own: CodingRow, coder: str, sentence: int | None = None) -> str:
    query = urlencode({**({"coder": coder} if coder else {}), **({"s": sentence} if sentence else {})})
    return f"/coding/{own.batch}/{own.article}" + (f"?{query}" if query else "")


def _work(
    ledger: Ledger,
    own: CodingRow,
    coder: str,
    at: int | None,
    key: str,
    form: Mapping[str, str] | None,
    fault: str,
    *,
    clash: bool = False,
) -> CodingArticlePage:
    """The page of a coder; with `form` what was written and why it was not taken; `clash`: since it was changed."""
    document, article = coding_work.document_of(ledger, own.article)
    spans = sentences_of(document, article)
    coded = {name: body for name, _, body in own.claims}
    if key in coded:
        at = coding_form.sentence_of(spans, coded[key]) + 1
    if at is not None:
        at = min(at, len(spans)) or None
    first = PART * ((at - 1) // PART) if at else 0
    if form is None:
        form = coding_form.as_form(document.text, spans, coded[key]) if key in coded else _EMPTY
    marks = [
        Mark(Span(body["trigger"]["start"], body["trigger"]["end"]), "trigger", name)
        for name, body in coded.items()
    ]
    taken = {source for _, source, _ in own.claims}
    offered = [c for c in coding_work.suggestions(ledger, own) if c["id"] not in taken]
    return CodingArticlePage(
        batch=own.batch,
        coding=own,
        title=article.title or "Article without a title",
        language=article.language,
        sentences=tuple(
            Sentence(number, marking.marked(document.text, span, marks), number == at)
            for number, span in list(enumerate(spans, 1))[first : first + PART]
        ),
        total=len(spans),
        earlier=first - PART + 1 if first else None,
        later=first + PART + 1 if first + PART < len(spans) else None,
        claims=tuple(_coded(name, body, spans) for name, body in coded.items()),
        suggested=tuple(_coded(c["id"], c, spans) for c in offered),
        at=at,
        key=key if key in coded else "",
        was=_stand(coded.get(key)),
        theirs=_coded(key, coded[key], spans).values if clash and key in coded else (),
        form=form,
        fault=fault,
        query=urlencode({"coder": coder}) if coder else "",
        labels=LABELS,
        single=SINGLE,
        several=SEVERAL,
    )


_EMPTY: Mapping[str, str] = {
    "type": "attack",
    "polarity": "asserted",
    "certainty": "certain",
    **dict.fromkeys((*SINGLE, *SEVERAL), ""),
}


def _stand(claim: ClaimObject | None) -> str:
    """What tells two states of a coded claim apart."""
    return hashlib.sha256(json.dumps(claim, sort_keys=True).encode()).hexdigest()[:16] if claim else ""


def _coded(key: str, claim: ClaimObject, sentences: Sequence[Span]) -> Coded:
    values = {field: agreement.shown(value) for field, value in agreement.values_of(claim).items()}
    told = tuple((field, value) for field, value in values.items() if value != agreement.NONE)
    return Coded(key, coding_form.sentence_of(sentences, claim) + 1, claim["trigger"]["text"], told)


def _side(number: int, pair: Pair) -> Side:
    values = [agreement.values_of(claim) if claim else {} for claim in (pair.first, pair.second)]
    rows = []
    for field in agreement.FIELDS:
        first, second = (agreement.shown(side[field]) if field in side else "" for side in values)
        if {first, second} - {agreement.NONE, ""}:
            rows.append((field, first, second, bool(first and second and first != second)))
    only = "" if pair.first and pair.second else "first" if pair.first else "second"
    claim = pair.either
    return Side(number, claim["quote"]["text"], claim["trigger"]["text"], tuple(rows), only)
