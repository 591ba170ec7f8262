"""Days of a repost: 'on Friday' in a copied text is the Friday before its origin was published, not before the copy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from counterclaim.comparing.nouns import Days
from counterclaim.extracting.times import resolve
from counterclaim.language import fold, known, load
from counterclaim.model import Span

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@dataclass(frozen=True, slots=True)
class Redated:
    """The days of a copied claim by its origin's date, and why, in words that stand behind 'on 2 October 2020'."""

    days: Days
    reason: str


def redated(
    claim: Mapping[str, Any], first: Mapping[str, Any], original: Mapping[str, Any] | None = None
) -> Redated | None:
    """`claim`'s days as its origin means them; None where they stay, or where its words do not tell.

    `claim` is a claim object as it was read. `first` is the 'article' of the claims of its origin's first article,
    `original` such a claim of the same wording, where there is one: with the same words of time it gives its days.
    Else the words are resolved anew, counted from the day on which `first` was published.
    """
    when, published, anchor = claim["time"], claim["article"]["published"], first["published"]
    if not when or not when["text"] or not published or not anchor or anchor >= published:
        return None
    days: Days = (when["start"], when["end"])
    given = original["time"] if original else None
    if given and given["text"] and fold(given["text"]) == fold(when["text"]):
        meant: Days | None = (given["start"], given["end"])
    elif _resolved(claim, published) != days:
        return None  # not by the day of publication: by what the text dated before, or by a reviewer
    else:
        meant = _resolved(claim, anchor)
    if meant is None or meant == days or meant == (None, None):
        return None
    by = f"{first['outlet']} published it" if first["outlet"] else "it was first published"
    return Redated(meant, f"as of {_written(anchor)}, when {by}")


def _resolved(claim: Mapping[str, Any], anchor: str) -> Days | None:
    """The days of the claim's words of time, counted from `anchor`."""
    language = claim["article"]["language"]
    if language is None or language not in known():
        return None
    text, span = claim["time"]["text"], claim["time"]["span"]
    place, quote = Span(0, len(text)), claim["quote"]
    if span and quote["start"] <= span["start"] and span["end"] <= quote["end"]:
        place = Span(span["start"] - quote["start"], span["end"] - quote["start"])
        text = quote["text"]
    found = resolve(text, place, anchor=date.fromisoformat(anchor), pack=load(language))
    return (found.start, found.end) if found else None


def _written(day: str) -> str:
    then = date.fromisoformat(day)
    return f"{then.day} {_MONTHS[then.month - 1]} {then.year}"
