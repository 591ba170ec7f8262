"""A claim as a coder writes it: the words of each part as they stand in a sentence, found again in the text.

Words may be written with other white space than the text has; `taken#2` is the second place where they stand.
No offset leaves the server: a sentence goes by its number in the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, get_args

from counterclaim.errors import SettingsError
from counterclaim.model import Article, Certainty, ClaimType, Document, Polarity, Span
from counterclaim.view import ClaimObject
from counterclaim.web.picked_claim import Picked, sentences_of

SINGLE: Mapping[str, str] = {
    "trigger": "Words that carry it (taken, shot down)",
    "source": "Source, as it stands (empty: the outlet itself)",
    "via": "Source that relays it",
    "cue": "Reporting words (said, according to)",
}
SEVERAL: Mapping[str, str] = {
    "actors": "Who did it",
    "targets": "To whom",
    "places": "Where",
    "times": "When",
    "quantities": "Figures with their noun",
    "evidence": "What is shown as proof",
}
"""Fields of the form with their labels; of the second kind one entry a line."""
LABELS: Mapping[str, tuple[str, ...]] = {
    "type": get_args(ClaimType),
    "polarity": get_args(Polarity),
    "certainty": get_args(Certainty),
}
_FAR = frozenset({"source", "via", "actors", "targets", "evidence"})
"""Parts that may stand in another sentence, before it rather than after it."""


def picked_from(document: Document, article: Article, sentence: int, form: Mapping[str, str]) -> Picked:
    """The spans of what was written. SettingsError names the field whose words are not there, or the label."""
    there = sentences_of(document, article)
    if not 0 <= sentence < len(there):
        raise SettingsError(f"sentence {sentence + 1}: the article has {len(there)}")
    return picked_in(document, article, there[sentence], form)


def picked_in(
    document: Document,
    article: Article,
    within: Span,
    form: Mapping[str, str],
    known: Mapping[str, Sequence[Span]] = MappingProxyType({}),
) -> Picked:
    """The same for the sentence `within`; parts that are `known` are not looked for."""
    for name, labels in LABELS.items():
        if form.get(name) not in labels:
            raise SettingsError(f"{name}: one of {', '.join(labels)}")
    if not known.get("trigger") and not form.get("trigger", "").strip():
        raise SettingsError("trigger: the words that carry the claim are needed")
    found = {
        name: list(known.get(name) or _spans(document.text, article, within, name, form))
        for name in (*SINGLE, *SEVERAL)
    }

    def only(name: str) -> Span | None:
        return found[name][0] if found[name] else None

    return Picked(
        trigger=found["trigger"][0],
        type=form["type"],  # type: ignore[arg-type]
        polarity=form["polarity"],  # type: ignore[arg-type]
        certainty=form["certainty"],  # type: ignore[arg-type]
        source=only("source"),
        via=only("via"),
        cue=only("cue"),
        actors=found["actors"],
        targets=found["targets"],
        places=found["places"],
        times=found["times"],
        quantities=found["quantities"],
        evidence=found["evidence"],
    )


def _spans(text: str, article: Article, within: Span, name: str, form: Mapping[str, str]) -> Iterator[Span]:
    entries = [form.get(name, "")] if name in SINGLE else form.get(name, "").splitlines()
    for entry in filter(None, (one.strip() for one in entries)):
        span = find(text, within, entry)
        if span is None and name in _FAR:
            before = list(places(text, Span(article.span.start, within.start), entry))
            span = before[-1] if before else find(text, Span(within.end, article.span.end), entry)
        if span is None:
            raise SettingsError(f"{name}: {entry!r} does not stand there as written")
        yield span


def find(text: str, within: Span, words: str) -> Span | None:
    """Where `words` stand in a stretch of `text`; `words#2` is their second place."""
    head, mark, number = words.rpartition("#")
    if mark and number.isdecimal() and head.strip():
        there = list(places(text, within, head))
        if 0 < int(number[:6]) <= len(there):
            return there[int(number[:6]) - 1]
    return next(places(text, within, words), None)


def places(text: str, within: Span, words: str) -> Iterator[Span]:
    """Every place where `words` stand, whatever white space is between them."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    if pattern and within.start < within.end:
        for found in re.compile(pattern).finditer(text, within.start, within.end):
            yield Span(*found.span())


def sentence_of(sentences: Sequence[Span], claim: ClaimObject) -> int:
    """The number of the sentence in which the claim's trigger begins."""
    start = claim["trigger"]["start"]
    return next((number for number, span in enumerate(sentences) if start < span.end), 0)


def as_form(text: str, sentences: Sequence[Span], claim: ClaimObject) -> dict[str, str]:
    """The form filled in with a claim, to be set right."""
    within = sentences[sentence_of(sentences, claim)] if sentences else Span(0, len(text))

    def words(given: Mapping[str, Any]) -> str:
        if given.get("start") is None:
            return str(given.get("text") or "")
        span = Span(given["start"], given["end"])
        return wording(text, within, span)

    def joined(given: Sequence[Mapping[str, Any]]) -> str:
        return "\n".join(filter(None, (words(one) for one in given)))

    time = claim["time"] or {}
    claimant = claim["claimant"]
    return {
        "type": claim["type"],
        "polarity": claim["polarity"],
        "certainty": claim["certainty"],
        "trigger": words(claim["trigger"]),
        "source": words(claimant) if claimant.get("start") is not None else "",
        "via": next((words(one) for one in claim["via"] if one.get("start") is not None), ""),
        "cue": words(claim["cue"]) if claim["cue"] else "",
        "actors": joined(claim["actors"]),
        "targets": joined(claim["targets"]),
        "places": joined(claim["places"]),
        "times": words({**(time.get("span") or {}), "text": ""}),
        "quantities": joined(claim["quantities"]),
        "evidence": joined(claim["evidence_mentions"]),
    }


def wording(text: str, within: Span, span: Span) -> str:
    """The words of a span in one line, with `#2` where `within` has them before."""
    words = " ".join(span.of(text).split())
    number = sum(place.start <= span.start for place in places(text, within, words))
    return f"{words}#{number}" if number > 1 else words
