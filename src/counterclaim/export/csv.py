"""CSV (RFC 4180, UTF-8): one claim a row, lists joined by '; '.

A text that a spreadsheet would take for a formula (it begins with = + - @ or a control character)
gets an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from counterclaim.model import UNTRAINED
from counterclaim.view import ClaimObject

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
Cell = str | int | float | None


def _names(items: Iterable[Mapping[str, Any]]) -> str:
    return "; ".join(item["name"] or item["text"] for item in items)


def _texts(items: Iterable[Mapping[str, Any]]) -> str:
    return "; ".join(item["text"] for item in items)


def _classes(items: Iterable[Mapping[str, Any]]) -> str:
    return "; ".join(dict.fromkeys(item["class"] for item in items))


def quantity(given: Mapping[str, Any]) -> str:
    """A quantity in words: `14 or more person killed`, `5 civilian (child) killed, part of figure 1`."""
    low, high = given["low"], given["high"]
    if low is None and high is None:
        number = given["word"] or "some"
    elif low == high:
        number = str(low)
    elif high is None:
        number = f"{low} or more"
    elif low is None:
        number = f"up to {high}"
    else:
        number = f"{low} to {high}"
    group = f" ({given['group']})" if given["group"] else ""
    parts = [f"{number} {given['item']}{group} {given['effect']}"]
    if given["part_of"] is not None:
        parts.append(f"part of figure {given['part_of'] + 1}")
    if given["cumulative"]:
        parts.append(f"total since {given['since']}" if given["since"] else "running total")
    return ", ".join(parts)


def _place(key: str) -> Callable[[ClaimObject], Cell]:
    return lambda c: c["places"][0][key] if c["places"] else None


def _time(key: str) -> Callable[[ClaimObject], Cell]:
    return lambda c: c["time"][key] if c["time"] else None


def _engine(claim: ClaimObject) -> str:
    engine = claim["engine"]
    return " ".join((engine["name"], engine["version"], *([UNTRAINED] if engine.get("untrained") else [])))


COLUMNS: dict[str, tuple[str, Callable[[ClaimObject], Cell]]] = {
    "id": ("the claim's id", lambda c: c["id"]),
    "type": ("control, attack, loss, abuse, displacement, deployment, agreement, statement", lambda c: c["type"]),
    "polarity": ("asserted or denied", lambda c: c["polarity"]),
    "certainty": ("certain, probable or possible, as the source puts it", lambda c: c["certainty"]),
    "claimant": ("who claims it", lambda c: c["claimant"]["name"]),
    "claimant_party": ("the side or body the claimant speaks for", lambda c: c["claimant"]["party"]),
    "claimant_text": ("the claimant as it stands in the text", lambda c: c["claimant"]["text"]),
    "via": ("intermediate sources, the nearest first", lambda c: _names(c["via"])),
    "actors": ("who did it: party, or wording where the party is not known", lambda c: _names(c["actors"])),
    "targets": ("to whom: party, or wording", lambda c: _names(c["targets"])),
    "places": ("all places by name, or wording", lambda c: _names(c["places"])),
    "geonames": ("GeoNames id of the first place", _place("geonames")),
    "latitude": ("degrees north of the first place", _place("lat")),
    "longitude": ("degrees east of the first place", _place("lon")),
    "place_precision": ("exact, settlement, district, province, country or region", _place("precision")),
    "date_start": ("first day", _time("start")),
    "date_end": ("last day", _time("end")),
    "date_precision": ("day, days, week, month or year", _time("precision")),
    "date_text": ("the words that give the time", _time("text")),
    "quantities": ("figures in words, in order", lambda c: "; ".join(quantity(q) for q in c["quantities"])),
    "quantities_text": ("the words that give the figures", lambda c: _texts(c["quantities"])),
    "means": ("classes of the means", lambda c: _classes([c["means"], *c["other_means"]] if c["means"] else [])),
    "objects": ("classes of what was hit", lambda c: _classes(c["objects"])),
    "evidence": ("what is offered as proof", lambda c: "; ".join(c["evidence"])),
    "quote": ("the sentence or sentences that carry the claim", lambda c: c["quote"]["text"]),
    "quote_start": ("first code point of the quote in the document's text", lambda c: c["quote"]["start"]),
    "quote_end": ("code point after the quote", lambda c: c["quote"]["end"]),
    "trigger": ("the words that carry the happening", lambda c: c["trigger"]["text"]),
    "cue": ("the words that attribute it", lambda c: c["cue"]["text"] if c["cue"] else None),
    "outlet": ("outlet of the article", lambda c: c["article"]["outlet"]),
    "published": ("day of the article", lambda c: c["article"]["published"]),
    "language": ("language of the article", lambda c: c["article"]["language"]),
    "title": ("title of the article", lambda c: c["article"]["title"]),
    "url": ("address of the article", lambda c: c["article"]["url"]),
    "article": ("id of the article", lambda c: c["article"]["id"]),
    "document": ("id of the document", lambda c: c["document"]),
    "links": ("addresses and media in or beside the sentence", lambda c: "; ".join(x["url"] for x in c["links"])),
    "origin": ("id of the origin", lambda c: c["origin"]),
    "incident": ("id of the incident", lambda c: c["incident"]),
    "review": ("a person's last decision", lambda c: c["review"]["decision"] if c["review"] else None),
    "confidence": ("the engine's, 0 to 1", lambda c: c["confidence"]),
    "engine": ("engine and version, and whether the language is one that it reads untrained", _engine),
}  # fmt: skip


MEASURED = "measured"
"""The last column, only where the engine was measured: how good, in words, on each row, so that no part goes without."""


def lines(claims: Iterable[ClaimObject], stamp: Mapping[str, Any] | None = None) -> Iterator[str]:
    """A line of column names, then one for each claim; with a `stamp` its `words` stand in a last column."""
    yield from rows(COLUMNS, claims, stamp)


def rows(
    columns: Mapping[str, tuple[str, Callable[[Any], Cell]]],
    told: Iterable[Any],
    stamp: Mapping[str, Any] | None = None,
) -> Iterator[str]:
    """The lines of any table of `columns`."""
    names, words = ([MEASURED], [str(stamp["words"])]) if stamp is not None else ([], [])
    yield _line([*columns, *names])
    for one in told:
        yield _line([*(_safe(read(one)) for _, read in columns.values()), *words])


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _line(cells: Iterable[Cell]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()
