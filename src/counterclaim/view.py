"""The claim as every interface gives it: one JSON object, and back.

The object's keys are the ones of the user guide ('The claim object'). Offsets are code points into
the document's text; days are ISO 8601. `means` is the first one named, `other_means` the rest, and
`evidence` lists kinds while `evidence_mentions` says where they stand, so that nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, cast

from counterclaim.model import (
    UNTRAINED,
    Article,
    Claim,
    Claimant,
    Document,
    EvidenceMention,
    Link,
    MeansMention,
    ObjectMention,
    PartyMention,
    PlaceMention,
    Quantity,
    Span,
    When,
)

ClaimObject = dict[str, Any]
_WORD = re.compile(r"\w")


def claim_object(claim: Claim, document: Document, article: Article) -> ClaimObject:
    """`claim` as JSON-ready values in the documented order of keys.

    `origin`, `incident` and `review` are null here: the ledger fills them in as it reads.
    """
    text = document.text
    means = [_classed(m.span, m.text, m.kind) for m in claim.means]
    name, _, version = claim.engine.removesuffix(f" {UNTRAINED}").partition(" ")
    return {
        "id": claim.id,
        "document": claim.document,
        "article": {
            "id": article.id,
            "title": article.title,
            "outlet": article.outlet,
            "published": article.published,
            "language": article.language,
            "url": article.url,
            "start": article.span.start,
            "end": article.span.end,
        },
        "quote": _stretch(text, claim.quote),
        "trigger": _stretch(text, claim.trigger),
        "type": claim.type,
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "confidence": claim.confidence,
        "claimant": _claimant(claim.claimant),
        "via": [_claimant(c) for c in claim.via],
        "cue": _stretch(text, claim.cue) if claim.cue else None,
        "actors": [_party(p) for p in claim.actors],
        "targets": [_party(p) for p in claim.targets],
        "places": [_place(p) for p in claim.places],
        "time": _time(claim.time),
        "quantities": [_quantity(q) for q in claim.quantities],
        "means": means[0] if means else None,
        "other_means": means[1:],
        "objects": [_classed(o.span, o.text, o.kind) for o in claim.objects],
        "evidence": list(dict.fromkeys(e.kind for e in claim.evidence)),
        "evidence_mentions": [_classed(e.span, e.text, e.kind) for e in claim.evidence],
        "links": [_link(text, x) for x in article.links if adjoins(text, x.span, claim.quote)],
        "origin": None,
        "incident": None,
        "review": None,
        "engine": {"name": name, "version": version, "untrained": untrained(claim.engine)},
    }


def untrained(engine: str) -> bool:
    """Whether an engine's name says that it read a language of which only general data are known."""
    return engine.endswith(f" {UNTRAINED}")


def adjoins(text: str, span: Span, sentence: Span) -> bool:
    """Whether `span` overlaps `sentence`, or no word stands between the two."""
    if span.end < sentence.start:
        gap = (span.end, sentence.start)
    elif span.start > sentence.end:
        gap = (sentence.end, span.start)
    else:
        return True
    return gap[1] - gap[0] < 200 and not _WORD.search(text, *gap)


def _stretch(text: str, span: Span) -> dict[str, Any]:
    return {"text": span.of(text), "start": span.start, "end": span.end}


def _claimant(c: Claimant) -> dict[str, Any]:
    start, end = (c.span.start, c.span.end) if c.span else (None, None)
    return {"text": c.text, "start": start, "end": end, "name": c.name, "party": c.party}


def _party(p: PartyMention) -> dict[str, Any]:
    return {"text": p.text, "start": p.span.start, "end": p.span.end, "name": p.name}


def _place(p: PlaceMention) -> dict[str, Any]:
    return {
        "text": p.text,
        "start": p.span.start,
        "end": p.span.end,
        "name": p.name,
        "geonames": p.geonames,
        "lat": p.lat,
        "lon": p.lon,
        "precision": p.precision,
        "country": p.country,
    }


def _time(when: When | None) -> dict[str, Any] | None:
    if when is None:
        return None
    span = {"start": when.span.start, "end": when.span.end} if when.span else None
    return {
        "text": when.text,
        "start": when.start,
        "end": when.end,
        "precision": when.precision,
        "span": span,
    }


def _quantity(q: Quantity) -> dict[str, Any]:
    return {
        "text": q.text,
        "start": q.span.start,
        "end": q.span.end,
        "low": q.low,
        "high": q.high,
        "word": q.word,
        "item": q.item,
        "group": q.group,
        "part_of": q.part_of,
        "effect": q.effect,
        "cumulative": q.cumulative,
        "since": q.since,
    }


def _classed(span: Span, text: str, kind: str) -> dict[str, Any]:
    return {"text": text, "start": span.start, "end": span.end, "class": kind}


def _link(text: str, link: Link) -> dict[str, Any]:
    return {"kind": link.kind, **_stretch(text, link.span), "url": link.url, "label": link.label}


def claim_from_object(given: Mapping[str, Any]) -> Claim:
    """The claim that `claim_object` was given. KeyError where a documented key is missing."""
    means = [given["means"]] if given["means"] else []
    return Claim(
        id=given["id"],
        document=given["document"],
        article=given["article"]["id"],
        quote=_span(given["quote"]),
        trigger=_span(given["trigger"]),
        type=given["type"],
        polarity=given["polarity"],
        certainty=given["certainty"],
        confidence=given["confidence"],
        claimant=_read_claimant(given["claimant"]),
        via=tuple(_read_claimant(c) for c in given["via"]),
        cue=_span(given["cue"]) if given["cue"] else None,
        actors=tuple(PartyMention(_span(p), p["text"], p["name"]) for p in given["actors"]),
        targets=tuple(PartyMention(_span(p), p["text"], p["name"]) for p in given["targets"]),
        places=tuple(PlaceMention(span=_span(p), **_without_span(p)) for p in given["places"]),
        time=_read_time(given["time"]),
        quantities=tuple(Quantity(span=_span(q), **_without_span(q)) for q in given["quantities"]),
        means=tuple(MeansMention(_span(m), m["text"], m["class"]) for m in [*means, *given["other_means"]]),
        objects=tuple(ObjectMention(_span(o), o["text"], o["class"]) for o in given["objects"]),
        evidence=tuple(EvidenceMention(_span(e), e["text"], e["class"]) for e in given["evidence_mentions"]),
        engine=_read_engine(given["engine"]),
    )


def _read_engine(given: Mapping[str, Any]) -> str:
    # Ledgers of before the mark have objects without it.
    mark = UNTRAINED if given.get("untrained") else ""
    return " ".join(filter(None, (given["name"], given["version"], mark)))


def _span(given: Mapping[str, Any]) -> Span:
    return Span(given["start"], given["end"])


def _without_span(given: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in given.items() if key not in ("start", "end")}


def _read_claimant(given: Mapping[str, Any]) -> Claimant:
    span = None if given["start"] is None else _span(given)
    return Claimant(given["name"], given["party"], span, given["text"])


def _read_time(given: Mapping[str, Any] | None) -> When | None:
    if given is None:
        return None
    span = _span(given["span"]) if given["span"] else None
    return When(span, cast("str | None", given["text"]), given["start"], given["end"], given["precision"])
