"""What is marked in an article: every claim's quote and trigger, attributions, and the fields of one claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from counterclaim.extracting.tags import Tags
from counterclaim.model import Span
from counterclaim.web import wording
from counterclaim.web.marking import Layer, Mark

Object = Mapping[str, Any]


def marks(claims: Sequence[Object], tags: Tags | None, focus: Object | None = None) -> list[Mark]:
    """All marks of an article. `focus` is the claim that the page is about: its fields are marked too, and its own
    source in place of other attributions of its sentence."""
    found = [
        mark for claim in claims for mark in _claim(claim, focus is not None and claim["id"] == focus["id"])
    ]
    quote = _span(focus["quote"]) if focus is not None else None
    for mark in _attributions(tags) if tags is not None else ():
        if quote is None or not quote.overlaps(mark.span):
            found.append(mark)
    if focus is not None:
        found += _fields(focus)
    return found


def ordered(claims: Sequence[Object]) -> list[Object]:
    """Claims as they follow each other in the text."""
    return sorted(claims, key=lambda one: (one["quote"]["start"], one["trigger"]["start"], one["id"]))


def _claim(claim: Object, here: bool) -> Iterator[Mark]:
    label = wording.headline(claim)
    yield Mark(_span(claim["quote"]), "quote", claim["id"], here=here)
    yield Mark(_span(claim["trigger"]), "trigger", claim["id"], label, here)


def _attributions(tags: Tags) -> Iterator[Mark]:
    for one in tags.attributions:
        layers: tuple[tuple[Layer, Sequence[Span], str], ...] = (
            ("source", one.source, "source"),
            ("source", one.via, "source, by way of"),
            ("cue", one.cue, "cue"),
            ("content", one.content, "content"),
        )
        for layer, spans, label in layers:
            yield from (Mark(span, layer, "", label) for span in spans)


def _fields(claim: Object) -> Iterator[Mark]:
    """The fields of one claim where they stand, each labelled with what it was read as."""
    name = claim["id"]

    def mark(given: Object | None, layer: Layer, label: str) -> Iterator[Mark]:
        if given is not None and given.get("start") is not None and given.get("end") is not None:
            yield Mark(_span(given), layer, name, label, here=True)

    yield from mark(claim["claimant"], "source", f"claimant: {wording.voice(claim)}")
    for one in claim["via"]:
        yield from mark(one, "source", f"by way of: {one['name']}")
    yield from mark(claim["cue"], "cue", f"{claim['polarity']}, {claim['certainty']}")
    for one in claim["actors"]:
        yield from mark(one, "field", f"who did it: {one['name'] or 'not resolved'}")
    for one in claim["targets"]:
        yield from mark(one, "field", f"to whom: {one['name'] or 'not resolved'}")
    for one in claim["places"]:
        yield from mark(one, "field", f"where: {one['name'] or 'not resolved'}")
    if claim["time"] is not None and claim["time"].get("span"):
        yield from mark(claim["time"]["span"], "field", f"when: {wording.days(claim['time'])}")
    for one in claim["quantities"]:
        yield from mark(one, "field", wording.figure(one))
    for one in filter(None, (claim["means"], *claim["other_means"])):
        yield from mark(one, "field", f"means: {wording.plain(one['class'])}")
    for one in claim["objects"]:
        yield from mark(one, "field", f"what was hit: {wording.plain(one['class'])}")
    for one in claim["evidence_mentions"]:
        yield from mark(one, "field", f"evidence: {wording.plain(one['class'])}")


def _span(given: Object) -> Span:
    return Span(given["start"], given["end"])
