"""Values of a claim's field from a form, whole: words of the text become stretches of it.

A form corrects one field, so that two people who correct different ones never overwrite each other. Nobody types
offsets: words are looked for in the claim's sentences, then in its article.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from counterclaim.errors import SettingsError
from counterclaim.ledger.sources_reading import SourceArticle
from counterclaim.model import Span

Object = dict[str, Any]
Form = Mapping[str, str]

PLAIN = ("type", "polarity", "certainty")
STRETCHES = ("quote", "trigger", "cue")
ROWS = 40
"""Entries of a list that a form may have."""
DECISIONS = {"accept": "accepted", "reject": "rejected", "open": None}


def corrected(claim: Object, article: SourceArticle, field: str, form: Form) -> Object:
    """New values by key of the claim object for the `field` that `form` corrects. SettingsError in plain words."""
    if field in PLAIN:
        return {field: form.get("value", "")}
    if field in STRETCHES:
        return {field: _stretch(claim, article, form.get("value", ""), field, optional=field == "cue")}
    if field == "claimant":
        return {"claimant": _claimant(claim, article, form, "", field)}
    if field == "evidence":
        given = (one.strip().replace(" ", "_") for one in form.get("value", "").split(","))
        return {"evidence": list(dict.fromkeys(filter(None, given)))}
    if field == "time":
        return {"time": _time(claim, article, form)}
    if field not in _LISTS:
        raise SettingsError(f"{field}: no field that a form corrects")
    rows = list(_LISTS[field](claim, article, form, field))
    if field == "means":
        return {"means": rows[0] if rows else None, "other_means": rows[1:]}
    return {field: rows}


def _rows(form: Form, key: str = "text") -> Iterator[str]:
    """Beginnings of the names of entries that have words (else `key`); one without was taken out."""
    for number in range(ROWS):
        if form.get(f"{number}.{key}", "").strip():
            yield f"{number}."


def _stretch(claim: Object, article: SourceArticle, words: str, field: str, *, optional: bool = False) -> Any:
    found = _find(claim, article, words.strip(), field, optional=optional)
    return None if found is None else {"text": found.of(article.text), "start": found.start, "end": found.end}


def _find(
    claim: Object, article: SourceArticle, words: str, field: str, *, optional: bool = False
) -> Span | None:
    """Where the words stand: in the claim's sentences where they do, else first in the article."""
    words = words.replace("\r\n", "\n")
    if not words:
        if optional:
            return None
        raise SettingsError(f"{field}: write the words as they stand in the article")
    for over in (Span(claim["quote"]["start"], claim["quote"]["end"]), article.span):
        at = article.text.find(words, over.start, over.end)
        if at >= 0:
            return Span(at, at + len(words))
    raise SettingsError(f"{field}: “{words[:80]}” does not stand in the article")


def _claimant(claim: Object, article: SourceArticle, form: Form, row: str, field: str) -> Object:
    name, party = form.get(f"{row}name", "").strip(), form.get(f"{row}party", "").strip()
    found = _find(claim, article, form.get(f"{row}text", "").strip(), field, optional=True)
    place: Object = {"text": None, "start": None, "end": None}
    if found is not None:
        place = {"text": found.of(article.text), "start": found.start, "end": found.end}
    if not name:
        raise SettingsError(f"{field}: a name is needed; write `outlet` or `unnamed` where there is none")
    return {**place, "name": name, "party": party or name}


def _via(claim: Object, article: SourceArticle, form: Form, field: str) -> Iterator[Object]:
    for row in _rows(form, "name"):
        yield _claimant(claim, article, form, row, field)


def _parties(claim: Object, article: SourceArticle, form: Form, field: str) -> Iterator[Object]:
    for row in _rows(form):
        yield {
            **_stretch(claim, article, form[f"{row}text"], field),
            "name": form.get(f"{row}name", "").strip() or None,
        }


def _places(claim: Object, article: SourceArticle, form: Form, field: str) -> Iterator[Object]:
    """A place that keeps its name keeps where it lies; another one has coordinates only where they are given."""
    known = {(one["text"], one["name"]): one for one in claim["places"]}
    for row in _rows(form):
        stretch = _stretch(claim, article, form[f"{row}text"], field)
        name = form.get(f"{row}name", "").strip() or None
        kept = known.get((stretch["text"], name), {})
        lat, lon = _degrees(form.get(f"{row}lat", ""), field), _degrees(form.get(f"{row}lon", ""), field)
        same = (lat, lon) == (kept.get("lat"), kept.get("lon"))
        yield {
            **stretch,
            "name": name,
            "geonames": kept.get("geonames") if same else None,
            "lat": lat,
            "lon": lon,
            "precision": form.get(f"{row}precision") or kept.get("precision"),
            "country": kept.get("country") if same else None,
        }


def _classed(claim: Object, article: SourceArticle, form: Form, field: str) -> Iterator[Object]:
    for row in _rows(form):
        stretch = _stretch(claim, article, form[f"{row}text"], field)
        yield {**stretch, "class": form.get(f"{row}class", "")}


def _quantities(claim: Object, article: SourceArticle, form: Form, field: str) -> Iterator[Object]:
    kept = list(_rows(form))
    same = len(kept) == len(claim["quantities"])
    for number, row in enumerate(kept):
        # What a figure is a part of is told by place, which holds while none goes or comes.
        old = claim["quantities"][number] if same else {}
        yield {
            **_stretch(claim, article, form[f"{row}text"], field),
            "low": _whole(form.get(f"{row}low", ""), field),
            "high": _whole(form.get(f"{row}high", ""), field),
            "word": form.get(f"{row}word", "").strip() or None,
            "item": form.get(f"{row}item") or "other",
            "group": form.get(f"{row}group") or None,
            "part_of": old.get("part_of"),
            "effect": form.get(f"{row}effect") or "other",
            "cumulative": bool(form.get(f"{row}cumulative")),
            "since": form.get(f"{row}since", "").strip() or None,
        }


def _time(claim: Object, article: SourceArticle, form: Form) -> Object | None:
    start, end = form.get("start", "").strip() or None, form.get("end", "").strip() or None
    found = _find(claim, article, form.get("text", "").strip(), "time", optional=True)
    if start is None and end is None and found is None:
        return None
    return {
        "text": found.of(article.text) if found else None,
        "start": start,
        "end": end,
        "precision": form.get("precision") or "day",
        "span": {"start": found.start, "end": found.end} if found else None,
    }


def _whole(given: str, field: str) -> int | None:
    try:
        return int(given.replace(",", "").strip()) if given.strip() else None
    except ValueError:
        raise SettingsError(f"{field}: {given[:40]!r} is no whole number") from None


def _degrees(given: str, field: str) -> float | None:
    try:
        return float(given) if given.strip() else None
    except ValueError:
        raise SettingsError(f"{field}: {given[:40]!r} is no number of degrees") from None


_LISTS = {
    "via": _via,
    "actors": _parties,
    "targets": _parties,
    "places": _places,
    "quantities": _quantities,
    "means": _classed,
    "objects": _classed,
}
