"""How good the engine is on this ledger: kept by generation, for the page, the API, and the stamp on what goes out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from counterclaim.export.passages import FullyRead
from counterclaim.ledger import Ledger
from counterclaim.measuring import quality
from counterclaim.measuring.quality import Judged, Quality, Read
from counterclaim.model import Document, Span
from counterclaim.web import fully_read
from counterclaim.web.snapshots import Snapshots


@dataclass(frozen=True, slots=True)
class Measured:
    """`drawn` articles for the measure, of which `read` count; `unfinished` were read, and have claims that nobody
    judged since. `others`: read, and not drawn. `stamp` is None where nothing was measured."""

    quality: Quality
    drawn: int
    read: int
    unfinished: tuple[str, ...]
    others: int
    stamp: dict[str, Any] | None


def measured(ledger: Ledger) -> Measured:
    """From the articles that were drawn for the measure and read."""
    drawn = ledger.drawn("measure")
    states = ledger.read_states()
    names = ledger.article_names(drawn)
    here = [article for article in drawn if article in names]
    counted: list[Read] = []
    unfinished: list[str] = []
    for article in here:
        if (state := states.get(article)) is None:
            continue
        claims, added = fully_read.article_claims(ledger, article), ledger.by_people(article)
        if fully_read.unjudged(claims, added):
            unfinished.append(article)
            continue
        found = (quality.judged(c, person=c["id"] in added) for c in claims)
        judged: tuple[Judged, ...] = tuple(j for j in found if j is not None)
        own = [c for c in claims if c["id"] not in added]
        engine = fully_read.engine_of(ledger, article, own)
        counted.append(Read(article, names[article]["language"], engine, state.suggestions, judged))
    found_quality = quality.quality(counted)
    return Measured(
        quality=found_quality,
        drawn=len(here),
        read=len(counted),
        unfinished=tuple(unfinished),
        others=len(states.keys() - set(drawn)),
        stamp=quality.stamp(found_quality, date.today().isoformat()),
    )


def stamp_of(snapshots: Snapshots, wait: float = 0.5) -> dict[str, Any] | None:
    """The stamp that goes on exports and charts; None where nothing was measured or it is not worked out in `wait`
    seconds."""
    found = snapshots.get("quality", measured, wait=wait)
    return found.stamp if found is not None else None


def stamp_line(snapshots: Snapshots) -> str:
    """The same in one sentence, for reports and pages."""
    return quality.stamp_words(stamp_of(snapshots))


def passages(ledger: Ledger) -> Iterator[FullyRead]:
    """Every fully read article of a newest version whose claims are all judged, for the export of training passages."""
    states = ledger.read_states()
    held: Document | None = None
    names = ledger.article_names(states)
    for article in sorted(names, key=lambda name: (names[name]["document"], name)):
        claims = fully_read.article_claims(ledger, article)
        if fully_read.unjudged(claims, ledger.by_people(article)):
            continue
        if held is None or held.id != names[article]["document"]:
            held = ledger.document(names[article]["document"])
        found = next((a for a in held.articles if a.id == article), None)
        if found is None:
            continue
        tags = next((t.layers for t in ledger.tags(held.id) if t.article == article), None)
        standing = [c for c in claims if fully_read.decision_of(c) != "rejected" and _inside(c, found.span)]
        yield FullyRead(held.text, found, standing, tags, ledger.adjudicated(article))


def _inside(claim: dict[str, Any], span: Span) -> bool:
    return bool(span.start <= claim["trigger"]["start"] and claim["trigger"]["end"] <= span.end)
