"""Training passages (JSON Lines, the form of `corpus/GUIDE.md`): articles that a person has read fully.

An article is one passage: its blocks without boilerplate, the claims that stand after review (added ones
too, rejected ones not), the attributions that the tagger found and those of the claims. Attributions
that carry no claim were judged by nobody. `"reviewed"` is true where two readers' claims were adjudicated.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from counterclaim.extracting.tags import Tags
from counterclaim.model import Article, Span
from counterclaim.view import ClaimObject

_SLOTS = {
    "actor": "actors", "target": "targets", "place": "places", "quantity": "quantities",
    "evidence": "evidence_mentions",
}  # fmt: skip
_TRIMMED = " \t\r\n\u00a0,.;:،؛。、"


@dataclass(frozen=True, slots=True)
class FullyRead:
    """A fully read article of a document whose text is `text`; `claims` as they stand after review."""

    text: str
    article: Article
    claims: Sequence[ClaimObject]
    tags: Tags | None = None
    adjudicated: bool = False


def lines(articles: Iterable[FullyRead]) -> Iterator[str]:
    """One passage a line; an article that comes again (a copy with the same id) is given once."""
    seen: set[str] = set()
    for given in articles:
        if given.article.id not in seen:
            seen.add(given.article.id)
            yield json.dumps(passage(given), ensure_ascii=False) + "\n"


def passage(given: FullyRead) -> dict[str, Any]:
    """The passage of one article; every string in it is verbatim, `#2` for a second occurrence."""
    kept = [c for c in given.claims if (c.get("review") or {}).get("decision") != "rejected"]
    kept.sort(key=lambda c: (c["trigger"]["start"], c["trigger"]["end"]))
    cut = _Cut(given.text, [*(p.span for p in given.article.passages), *(_span(c["quote"]) for c in kept)])
    sources = _Sources(given.text, given.tags)
    claims = [_claim(claim, sources, cut) for claim in kept]
    row: dict[str, Any] = {
        "id": given.article.id,
        "language": given.article.language or "und",
        "date": given.article.published,
        "text": cut.text,
        "attributions": [s.written(cut) for s in sources.found],
        "claims": claims,
    }
    if given.adjudicated:
        row["reviewed"] = True
    return row


def _span(given: Mapping[str, Any]) -> Span:
    return Span(given["start"], given["end"])


class _Cut:
    """The blocks of an article as one text, and where a span of the document's text is in it."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self._blocks: list[Span] = []
        for span in sorted(spans):
            last = self._blocks[-1] if self._blocks else None
            if last is not None and span.start <= last.end:
                self._blocks[-1] = Span(last.start, max(last.end, span.end))
            else:
                self._blocks.append(span)
        self.text = "\n".join(block.of(text) for block in self._blocks)
        self._starts = [block.start for block in self._blocks]
        self._at: list[int] = []
        place = 0
        for block in self._blocks:
            self._at.append(place)
            place += block.end - block.start + 1

    def place(self, span: Span) -> Span | None:
        """None for an empty span, or one that begins or ends outside the blocks."""
        first, last = bisect_right(self._starts, span.start) - 1, bisect_right(self._starts, span.end - 1) - 1
        if first < 0 or span.start >= self._blocks[first].end or span.end > self._blocks[last].end:
            return None
        start = self._at[first] + span.start - self._blocks[first].start
        end = self._at[last] + span.end - self._blocks[last].start
        return Span(start, end) if start < end else None

    def wording(self, span: Span) -> str | None:
        """The words of a span of the document, with `#n` where an earlier occurrence would be found."""
        placed = self.place(span)
        if placed is None:
            return None
        words, count, at = placed.of(self.text), 0, -1
        while at != placed.start:
            at = self.text.index(words, at + 1)
            count += 1
        _, mark, number = words.rpartition("#")
        return f"{words}#{count}" if count > 1 or (mark and number.isdecimal()) else words


@dataclass(slots=True)
class _Source:
    """An attribution as it will be written; all spans of the document's text."""

    source: Span | None
    via: Span | None
    cue: Span
    content: list[Span]

    def written(self, cut: _Cut) -> dict[str, Any]:
        content = (cut.wording(piece) for piece in self.content)
        return {
            "source": cut.wording(self.source) if self.source else None,
            "via": cut.wording(self.via) if self.via else None,
            "cue": cut.wording(self.cue),
            "content": [words for words in content if words is not None],
        }


class _Sources:
    """The attributions of an article: the tagger's, set right by the claims, and those of claims alone."""

    def __init__(self, text: str, tags: Tags | None) -> None:
        self._text = text
        self._tagged = [
            _Source(_whole(a.source), _whole(a.via), a.cue[0], list(a.content))
            for a in (tags.attributions if tags else ())
            if a.cue and a.content
        ]

    @property
    def found(self) -> list[_Source]:
        return self._tagged

    def of(self, claim: ClaimObject) -> int | None:
        """The index of the claim's attribution; made where the tagger has none. None: the outlet's own."""
        trigger = _span(claim["trigger"])
        statement = claim["type"] == "statement"
        cue = trigger if statement or not claim["cue"] else _span(claim["cue"])
        named = statement or claim["cue"]
        index = self._with_cue(cue, trigger) if named else None
        if index is None and not statement:
            index = self._holding(trigger) if named or claim["claimant"]["name"] != "outlet" else None
        if index is None and named:
            self._tagged.append(self._made(claim, cue))
            index = len(self._tagged) - 1
        if index is not None:
            self._set_right(self._tagged[index], claim, trigger)
        return index

    def _with_cue(self, cue: Span, trigger: Span) -> int | None:
        held = [i for i, s in enumerate(self._tagged) if s.cue.overlaps(cue)]
        return min(
            held, key=lambda i: not any(c.holds(trigger) for c in self._tagged[i].content), default=None
        )

    def _holding(self, trigger: Span) -> int | None:
        """The innermost attribution whose content holds the trigger."""
        held = [
            (piece.end - piece.start, i)
            for i, s in enumerate(self._tagged)
            for piece in s.content
            if piece.holds(trigger)
        ]
        return min(held)[1] if held else None

    def _made(self, claim: ClaimObject, cue: Span) -> _Source:
        claimant, via = _some(claim["claimant"]), next(filter(None, map(_some, claim["via"])), None)
        left = _without(_span(claim["quote"]), [s for s in (claimant, via, cue) if s is not None])
        pieces = [p for p in (_trimmed(self._text, piece) for piece in left) if p is not None]
        trigger = _span(claim["trigger"])
        holding = [p for p in pieces if p.holds(trigger)]
        after = [p for p in pieces if p.start >= cue.end]
        return _Source(claimant, via, cue, holding or after or pieces or [_span(claim["quote"])])

    def _set_right(self, source: _Source, claim: ClaimObject, trigger: Span) -> None:
        """What a person set of the claimant goes into its attribution; a claim lies inside its content."""
        if "claimant" in ((claim.get("review") or {}).get("set") or {}):
            source.source = _some(claim["claimant"]) or source.source
        inside = any(piece.holds(trigger) for piece in source.content)
        if claim["type"] != "statement" and not inside and not source.cue.overlaps(trigger):
            source.content = sorted([*(p for p in source.content if not p.overlaps(trigger)), trigger])


def _claim(claim: ClaimObject, sources: _Sources, cut: _Cut) -> dict[str, Any]:
    index = sources.of(claim)
    statement = claim["type"] == "statement" and index is not None
    trigger = sources.found[index].cue if statement and index is not None else _span(claim["trigger"])
    quote = _span(claim["quote"])
    time = claim["time"] or {}
    slots = {slot: [*filter(None, map(_some, claim[key]))] for slot, key in _SLOTS.items()}
    slots["time"] = [*filter(None, [_some(time.get("span") or {})])]
    return {
        "trigger": cut.wording(trigger),
        "type": claim["type"],
        "polarity": claim["polarity"],
        "certainty": claim["certainty"],
        "attribution": index,
        **{slot: _wordings(spans, quote, cut) for slot, spans in slots.items()},
    }


def _wordings(spans: Sequence[Span], quote: Span, cut: _Cut) -> list[str]:
    """Words that stand in the claim's sentence; what was carried from elsewhere is no slot of it."""
    found = (cut.wording(span) for span in sorted(set(spans)) if quote.holds(span))
    return [words for words in found if words is not None]


def _some(given: Mapping[str, Any]) -> Span | None:
    return None if given.get("start") is None or given.get("end") is None else _span(given)


def _whole(spans: Sequence[Span]) -> Span | None:
    return Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else None


def _without(span: Span, taken: Sequence[Span]) -> Iterator[Span]:
    start = span.start
    for hole in sorted(taken):
        if hole.end <= start or hole.start >= span.end:
            continue
        if hole.start > start:
            yield Span(start, hole.start)
        start = hole.end
    if start < span.end:
        yield Span(start, span.end)


def _trimmed(text: str, span: Span) -> Span | None:
    start, end = span.start, span.end
    while start < end and text[start] in _TRIMMED:
        start += 1
    while end > start and text[end - 1] in _TRIMMED:
        end -= 1
    return Span(start, end) if start < end else None
