"""Pages from templates: everything is escaped, addresses are checked, unseen characters are shown."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from counterclaim.web import marking, sessions
from counterclaim.web.options import Options
from counterclaim.web.sessions import Person, Sessions

MOST_SHOWN = 200_000
"""Characters of one text that a page shows."""
NAV: tuple[tuple[str, str], ...] = (
    ("/", "Overview"),
    ("/incidents", "Incidents"),
    ("/map", "Map"),
    ("/series", "Series"),
    ("/sources", "Sources"),
    ("/review", "Review"),
    ("/coding", "Coding"),
    ("/quality", "Quality"),
)
_LEFT = re.compile(r"[^\W\d_]")
_RIGHT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc](?:[^<>&\x00-\x1f0-9A-Za-z,;()]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])?"
)
"""Words of a script that is written from the right, and what stands between them."""
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_MARKS = frozenset('“”„"')
RTL = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
"""Languages written from right to left."""


@dataclass(frozen=True, slots=True)
class Common:
    """What every page knows beside its own data. `waiting`: documents not compared yet; `run`: whether an import goes
    on now; `accounts`: whether people log in here; `said`: what the last act did."""

    person: Person
    accounts: bool
    as_of: str | None
    waiting: int
    run: bool
    options: Options
    said: str = ""


class Page:
    """Answers one request with HTML. What is common to all pages is asked for when one is rendered: in the thread of
    the route, and after what it did."""

    def __init__(
        self,
        request: Request,
        person: Person,
        common: Callable[[], Common],
        signed: Sessions,
        *,
        secure: bool,
    ) -> None:
        self._request, self._signed, self._secure = request, signed, secure
        self._person, self._common = person, common

    @property
    def htmx(self) -> bool:
        """Whether a script of the page asks."""
        return self._request.headers.get("hx-request") == "true"

    @property
    def partial(self) -> bool:
        """Whether only a part of the page is asked for."""
        return self.htmx and self._request.headers.get("hx-request-type", "") == "partial"

    def render(
        self, template: str, p: Any, *, part: str | None = None, status: int = 200, said: str = ""
    ) -> HTMLResponse:
        """`template` with `p`; only its `part` (a template of its own) where a part is asked for.

        `said` is read out and shown as what was just done.
        """
        partial = self.partial and part is not None
        told = self._request.cookies.get(sessions.TOLD)
        shown = said or (self._signed.read_told(told) if told else "")
        common = replace(self._common(), said=shown)
        name = part if partial and part is not None else template
        html = _environment().get_template(name).render(p=p, common=common, path=self._request.url.path)
        if partial and said:
            html += f'<p id="told" role="status" aria-live="polite" hx-swap-oob="true">{marking.visible(said)}</p>'
        response = HTMLResponse(html, status, headers={"vary": "HX-Request-Type, Cookie"})
        self._cookies(response)
        return response

    def back(self, url: str, said: str = "") -> Response:
        """To `url` (one of ours) after a write, where `said` is shown: a redirect that scripts follow too."""
        local = url if url.startswith("/") and not url.startswith(("//", "/\\")) else "/"
        response: Response
        if self.htmx:
            response = Response(status_code=200, headers={"hx-redirect": local})
        else:
            response = RedirectResponse(local, 303)
        self._cookies(response)
        if said:
            self._set(response, sessions.TOLD, self._signed.told(said[:500]), 60)
        return response

    def log_in(self, response: Response, name: str, version: int) -> None:
        """Give the browser a new session."""
        cookie = self._signed.cookie(name, version, sessions.token())
        self._set(response, sessions.COOKIE, cookie, sessions.HOURS * 3600)

    def log_out(self, response: Response) -> None:
        response.delete_cookie(sessions.COOKIE, path="/")

    def _cookies(self, response: Response) -> None:
        person = self._person
        if person.fresh:
            cookie = self._signed.cookie("", 0, person.csrf)
            self._set(response, sessions.COOKIE, cookie, sessions.HOURS * 3600)
        if sessions.TOLD in self._request.cookies:
            response.delete_cookie(sessions.TOLD, path="/")

    def _set(self, response: Response, name: str, value: str, seconds: int) -> None:
        response.set_cookie(
            name, value, max_age=seconds, path="/", secure=self._secure, httponly=True, samesite="strict"
        )


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("counterclaim.web"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(static=static, nav=NAV, has_vendor=has_vendor)
    made.filters.update(
        titled=titled, shown=shown, quote=quote, outside=outside, dir=direction, days=days, figure=figure
    )
    return made


def compile_all() -> None:
    """Compile every template, which is done once in a process."""
    for name in template_names():
        _environment().get_template(name)


def template_names() -> list[str]:
    return _environment().list_templates()


@lru_cache(maxsize=256)
def static(name: str) -> str:
    """The address of a file of ours, with the hash of what is in it, so that a browser keeps it until it changes."""
    file = files("counterclaim.web") / "static" / name
    digest = hashlib.sha256(file.read_bytes()).hexdigest()[:12] if file.is_file() else "0"
    return f"/static/{name}?v={digest}"


@lru_cache(maxsize=1)
def has_vendor() -> bool:
    """Whether the browser libraries are there (`make web`); without them pages show what the server draws."""
    return (files("counterclaim.web") / "static" / "vendor" / "htmx.min.js").is_file()


def shown(text: Any, most: int = MOST_SHOWN) -> Markup:
    """Text with control and bidi characters made visible, cut after `most` characters.

    In a line that begins from the left, words from the right are isolated, in one from the right, days are: else the
    order of a day behind such words is turned ('2020-10-09' read as 09-10-2020).
    """
    whole = "" if text is None else str(text)
    cut = marking.visible(whole[:most])
    if (found := _RIGHT.search(cut)) is not None:
        if _LEFT.search(cut, 0, found.start()) is not None:
            cut = Markup(_RIGHT.sub(r"<bdi>\g<0></bdi>", str(cut)))
        else:
            cut = Markup(_DAY.sub(r'<bdi dir="ltr">\g<0></bdi>', str(cut)))
    if len(whole) > most:
        cut += Markup('<span class="cut"> … {} more characters</span>').format(len(whole) - most)
    return cut


def titled(html: str) -> Markup:
    """A title's words: a title can hold no markup, and what would turn its order is left out."""
    return Markup(re.sub(r"<[^>]*>|[\x00-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u206f\ufeff]", "", html))


def quote(text: Any, language: str | None = None) -> Markup:
    """Somebody's words in their own direction, isolated from that of the text around them.

    No `bdi` inside: what is in one does not count for `dir=auto`. Words that hold double quotation marks stand in
    single ones.
    """
    lang = f' lang="{escape(language)}"' if language else ""
    kind = "" if _MARKS.isdisjoint(str(text)) else ' class="within"'
    # Of escaped pieces: quicker than `format`.
    return Markup(f'<q dir="auto"{lang}{kind}>{shown(text, 5_000)}</q>')


def outside(url: Any, label: Any = None) -> Markup:
    """A link to another site where the address is one of the web, else the words alone."""
    address = str(url or "")
    try:
        parts = urlsplit(address)
        known = parts.scheme in ("http", "https") and bool(parts.netloc)
    except ValueError:
        known = False
    words = shown(label or address, 300)
    if not known:
        return words
    return Markup(f'<a href="{escape(address)}" rel="noreferrer noopener">{words}</a>')


def direction(language: str | None) -> str:
    """'rtl', 'ltr' or, for a language that is not known, 'auto'."""
    if not language:
        return "auto"
    return "rtl" if language.split("-")[0].casefold() in RTL else "ltr"


def days(first: str | None, last: str | None = None) -> str:
    """'2020-10-01', '2020-10-01 – 2020-10-04', or 'no date'."""
    if not first and not last:
        return "no date"
    if not last or first == last:
        return str(first)
    return f"{first or '…'} – {last}"


def figure(quantity: Any) -> str:
    """A quantity's number as its bounds: '93+', '1500–2000', 'up to 12', '14'."""
    low, high = quantity.get("low"), quantity.get("high")
    if low is None and high is None:
        return str(quantity.get("word") or "?")
    if low == high:
        return f"{low:g}"
    if high is None:
        return f"{low:g}+"
    return f"up to {high:g}" if low is None else f"{low:g}–{high:g}"
