"""Records of JSON Lines: a text with any of title, outlet, date (or published), url, language."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from counterclaim.reading.assembling import Reading
from counterclaim.reading.decoding import clean
from counterclaim.reading.outlets import outlets
from counterclaim.reading.plain import read_plain
from counterclaim.reading.printed import full_dates
from counterclaim.reading.versions import host, normalise


def read_record(data: bytes) -> Reading:
    """Read one record. With a title it is one article; without, its text is cut as plain text is.

    The record's own words take the place of what the text says. ValueError says why it is no record.
    """
    record = json.loads(data)
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise ValueError("not a JSON object with a text")
    title, outlet, day, url, language = (
        _string(record, name) for name in ("title", "outlet", "date", "url", "language")
    )
    day = day or _string(record, "published")
    reading = read_plain(clean(record["text"]), "utf-8", single=title is not None)
    published = day and _day(day)
    for draft in reading.drafts:
        draft.title = title or draft.title
        draft.outlet = outlet or draft.outlet or (outlets().at(host(url)) if url else None)
        draft.language = language or draft.language
        draft.url = url or draft.url
        if published:
            draft.published, draft.published_span = published, None
    address = normalise(url) if url else None
    identity = address or "|".join(part or "" for part in (outlet, title, day))
    return Reading(
        reading.text, reading.drafts, reading.boilerplate, "utf-8", identity.strip("|") and identity, address
    )


def _string(record: dict[str, Any], name: str) -> str | None:
    value = record.get(name)
    return clean(value).strip() or None if isinstance(value, str) else None


def _day(text: str) -> str | None:
    """The date of an ISO 8601 date or instant, or of any full date in words."""
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        found = full_dates(text)
        return found[0][1] if found else None
