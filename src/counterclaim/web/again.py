"""What comes back of a form that was not taken: what was typed, what stands there now, and a way to send it again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import Request
from starlette.datastructures import FormData

from counterclaim.errors import EditedError
from counterclaim.web import wording
from counterclaim.web.correct_forms import title_of
from counterclaim.web.forms import SECRET, Form, as_typed, typed_words
from counterclaim.web.problems import Problem
from counterclaim.web.source import Source

AGAIN = (400, 409, 413, 422, 503)
"""Answers after which the same may be sent once more."""
ANYWAY = "Save mine anyway"
_MOST = 20_000
_NEVER = ("/login", "/logout", "/users")


@dataclass(frozen=True, slots=True)
class Theirs:
    """What somebody else set meanwhile: what it is, who did so and when (an instant), its value and one's own in words
    ('' where it has none)."""

    what: str
    by: str
    at: str
    value: str
    own: str = ""


@dataclass(frozen=True, slots=True)
class AgainPage:
    """A form that was not taken: `problem` says why, `theirs` what stands there now. `form` sends it again, and is None
    where nothing may; `kept` are the words that were written. `headline` and `source`: of the claim that it is about."""

    problem: Problem
    theirs: Theirs | None
    form: Form | None
    kept: tuple[str, ...]
    back: str
    headline: str = ""
    source: Source | None = None


def theirs(error: EditedError, own: str = "") -> Theirs:
    """What an `EditedError` tells."""
    a, _, b = error.field.partition(" ")
    if b:
        states = {"together": "yes", "apart": "no", "open": "open"}
        what = f"Whether claims {a} and {b} are of one incident"
        return Theirs(what, error.by, error.at, states.get(str(error.value), str(error.value)), own)
    return Theirs(title_of(error.field), error.by, error.at, wording.told(error.value), own)


async def again(request: Request, status: int, text: str, error: Exception | None) -> AgainPage | None:
    """The page of a form sent by `request` that was answered `status`; None where nothing was typed that could be lost."""
    if request.method != "POST" or request.url.path.startswith(_NEVER):
        return None
    given = await _typed(request)
    action = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    clash = isinstance(error, EditedError)
    form = as_typed(action, given, ANYWAY if clash else "Send it again")
    if isinstance(error, EditedError):
        form = form.with_seen(error.number)
    elif not any(typed_words(form)):
        return None
    return AgainPage(
        problem=Problem(status, text),
        theirs=theirs(error) if isinstance(error, EditedError) else None,
        # Of a form that may be another site's, only the words are shown, and nothing sends it.
        form=form if status in AGAIN else None,
        kept=tuple(typed_words(form)),
        back=_back(request, given),
    )


async def _typed(request: Request) -> list[tuple[str, str]]:
    """Names and values of the form that was sent; none where it cannot be read any more."""
    try:
        form: FormData = await request.form()
    except Exception:
        return []
    return [
        (name, value[:_MOST])
        for name, value in form.multi_items()
        if isinstance(value, str) and name not in SECRET
    ][:2_000]


def _back(request: Request, given: Sequence[tuple[str, str]]) -> str:
    """The page that the form stands on, as far as it says so."""
    named = next((value for name, value in given if name == "back"), "")
    if named.startswith("/") and not named.startswith(("//", "/\\")):
        return named
    path = request.url.path
    return path.rpartition("/")[0] if path.startswith(("/claims/", "/incidents/", "/articles/")) else "/"
