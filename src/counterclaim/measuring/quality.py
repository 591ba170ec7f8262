"""How good the engine is here: its claims held against articles that people read fully.

Only articles count that were drawn at random for this and then read to the end, every claim of the
engine judged. A claim of the engine that a person accepted is right, also where a field of it was
corrected (that is counted apart); a rejected one is wrong; a claim that a person added was missed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from counterclaim.measuring.intervals import Rate, interval
from counterclaim.model import ClaimType

Verdict = Literal["right", "wrong", "missed"]


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim of a fully read article.

    `given` is the type that the engine gave (None: the claim was missed), `true` the one it has after
    reading. `corrected` are the other fields that a person set.
    """

    verdict: Verdict
    given: str | None
    true: str
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """A drawn, fully read article. `engine` is the one whose claims were judged; `suggested` says that
    the reader saw them while reading, which makes missed claims easier to overlook."""

    article: str
    language: str | None
    engine: str
    suggested: bool
    claims: tuple[Judged, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """Precision and recall of a part: all, a type, or a language."""

    name: str
    precision: Rate
    recall: Rate


@dataclass(frozen=True, slots=True)
class Quality:
    """`types` by the claim's type: precision by the engine's, recall by the true one. `corrected`: of
    how many right claims each field was set by a person."""

    articles: int
    empty: int
    suggested: int
    engines: tuple[str, ...]
    overall: Row
    types: tuple[Row, ...]
    languages: tuple[Row, ...]
    right: int
    corrected: tuple[tuple[str, int], ...] = field(default=())


def quality(read: Sequence[Read]) -> Quality:
    """Precision and recall over `read`, with intervals that take the article as the unit drawn."""
    present = {c.given or c.true for a in read for c in a.claims} | {c.true for a in read for c in a.claims}
    types = [name for name in get_args(ClaimType) if name in present]
    languages = sorted({a.language or "unknown" for a in read})
    right = [c for a in read for c in a.claims if c.verdict == "right"]
    corrected = Counter(name for c in right for name in c.corrected)
    return Quality(
        articles=len(read),
        empty=sum(not any(c.verdict != "wrong" for c in a.claims) for a in read),
        suggested=sum(a.suggested for a in read),
        engines=tuple(sorted({a.engine for a in read})),
        overall=_row("all", read),
        types=tuple(_row(name, read, name) for name in types),
        languages=tuple(_row(x, [a for a in read if (a.language or "unknown") == x]) for x in languages),
        right=len(right),
        corrected=tuple(sorted(corrected.items(), key=lambda x: (-x[1], x[0]))),
    )


def _row(name: str, read: Sequence[Read], type: str | None = None) -> Row:
    given = [[c for c in a.claims if c.given is not None and type in (None, c.given)] for a in read]
    true = [[c for c in a.claims if c.verdict != "wrong" and type in (None, c.true)] for a in read]
    return Row(name, _rate(given, lambda c: c.verdict == "right"), _rate(true, lambda c: c.given is not None))


def _rate(articles: Iterable[Sequence[Judged]], found: Callable[[Judged], bool]) -> Rate:
    pairs = [(sum(found(c) for c in claims), len(claims)) for claims in articles]
    return interval([x for x, _ in pairs], [n for _, n in pairs])


def judged(claim: Mapping[str, Any], *, person: bool) -> Judged | None:
    """A claim object (as `Ledger.claims` gives it, people's fields set) as it counts here.

    `person`: added by one. None for a claim of the engine that nobody judged, and for one that neither
    stands nor is given by the engine: added and rejected again, or rejected and no longer extracted.
    """
    review = claim.get("review") or {}
    decision, was = review.get("decision"), review.get("read") or {}
    true = str(claim["type"])
    if person or review.get("queued"):
        return None if decision == "rejected" else Judged("missed", None, true)
    if decision not in ("accepted", "rejected"):
        return None
    given = str(was.get("type") or true)
    fields = tuple(sorted(name for name in was if name not in ("decision", "note")))
    return Judged("right" if decision == "accepted" else "wrong", given, true, fields)


def stamp(measured: Quality, day: str) -> dict[str, Any] | None:
    """What exports and charts carry: how good the claims in them are, as of `day`, also as a sentence (`words`). None
    where nothing was measured, so that nobody takes silence for a figure."""
    if not measured.articles:
        return None
    given = {
        "articles": measured.articles,
        "precision": measured.overall.precision.as_list(),
        "recall": measured.overall.recall.as_list(),
        "engine": "; ".join(measured.engines),
        "day": day,
    }
    return {**given, "words": stamp_words(given)}


def stamp_words(given: Mapping[str, Any] | None) -> str:
    """The stamp as one line of a page, chart or report."""
    if given is None:
        return "The engine was not measured on this ledger."
    parts = [f"{kind} {_words(given[kind])}" for kind in ("precision", "recall")]
    articles = given["articles"]
    noun = "article" if articles == 1 else "articles"
    return f"Measured on {articles} {noun} drawn at random: {', '.join(parts)} ({given['engine']}, {given['day']})."


def _words(given: Sequence[float | None]) -> str:
    share, low, high = given
    if share is None:
        return "not known"
    if low is None or high is None:
        return f"{share:.0%} (too few articles for an interval)"
    return f"{share:.0%} ({low:.0%} to {high:.0%})"
