"""Two readers' codings of the same articles, claim by claim: which are the same, and how far they agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.extracting import identity
from counterclaim.measuring import agreement
from counterclaim.measuring.agreement import FieldAgreement, Row, SpanAgreement
from counterclaim.model import Span
from counterclaim.view import ClaimObject, claim_from_object

_NONE = SpanAgreement(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Coding:
    """What `coder` found in `article`, finished; claims in the order of the text."""

    article: str
    coder: str
    claims: tuple[ClaimObject, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """One claim as either reader has it; None where one did not find it."""

    first: ClaimObject | None
    second: ClaimObject | None

    @property
    def either(self) -> ClaimObject:
        found = self.first or self.second
        assert found is not None
        return found

    def differing(self) -> list[str]:
        """The fields on which the two differ, in the order of `agreement.FIELDS`."""
        if self.first is None or self.second is None:
            return []
        a, b = agreement.values_of(self.first), agreement.values_of(self.second)
        return [field for field in a if a[field] != b[field]]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Over all articles: spans of triggers and quotes, claims matched one to one, fields, the raw table."""

    articles: int
    triggers: SpanAgreement
    quotes: SpanAgreement
    claims: SpanAgreement
    fields: tuple[FieldAgreement, ...]
    rows: tuple[Row, ...]


def compare(codings: Iterable[Coding], texts: Mapping[str, str]) -> Agreement:
    """How far the two readers of each article agree; articles with fewer than two codings are left out.

    `texts` are the documents' texts by article, into which the offsets point. Of an article with more
    than two codings the first two by coder count, since each pair of readers is one comparison.
    """
    triggers = quotes = claims = _NONE
    rows: list[Row] = []
    articles = 0
    for first, second in both(codings):
        articles += 1
        triggers += _spans(first, second, "trigger")
        quotes += _spans(first, second, "quote")
        pairs = paired(first.claims, second.claims, texts[first.article])
        shared = sum(p.first is not None and p.second is not None for p in pairs)
        claims += SpanAgreement(len(first.claims), len(second.claims), shared)
        rows += _rows(first, second, pairs)
    return Agreement(articles, triggers, quotes, claims, tuple(agreement.by_field(rows)), tuple(rows))


def both(codings: Iterable[Coding]) -> Iterator[tuple[Coding, Coding]]:
    """The first two codings of each article, by coder; articles in order of id."""
    by_article: dict[str, list[Coding]] = {}
    for coding in codings:
        by_article.setdefault(coding.article, []).append(coding)
    for _, found in sorted(by_article.items()):
        if len(found) > 1:
            first, second = sorted(found, key=lambda c: c.coder)[:2]
            yield first, second


def paired(first: Sequence[ClaimObject], second: Sequence[ClaimObject], text: str) -> list[Pair]:
    """The claims of two codings side by side, in the order of the text; matched as two readings of an
    engine are (`extracting.identity`)."""
    found = identity.match(
        [claim_from_object(c) for c in first], [claim_from_object(c) for c in second], text
    )
    pairs = [Pair(first[p.old], second[p.new]) for p in found]
    pairs += [Pair(c, None) for i, c in enumerate(first) if i not in {p.old for p in found}]
    pairs += [Pair(None, c) for j, c in enumerate(second) if j not in {p.new for p in found}]
    return sorted(pairs, key=lambda p: (p.either["trigger"]["start"], p.either["trigger"]["end"]))


def _spans(first: Coding, second: Coding, key: str) -> SpanAgreement:
    """Spans of one kind; a sentence that carries several claims counts once."""

    def spans(coding: Coding) -> list[Span]:
        return sorted({Span(c[key]["start"], c[key]["end"]) for c in coding.claims})

    return agreement.span_agreement(spans(first), spans(second))


def _rows(first: Coding, second: Coding, pairs: Sequence[Pair]) -> Iterator[Row]:
    for number, pair in enumerate(pairs, 1):
        for coding, claim in ((first, pair.first), (second, pair.second)):
            if claim is not None:
                for field, value in agreement.values_of(claim).items():
                    yield Row(first.article, f"{first.article}:{number}", coding.coder, field, value)
