"""Does the cited page say it? Claims of an article beside those of the one that it cites by link or credit line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

from counterclaim.comparing import saying
from counterclaim.comparing.alignment import Aligned, about, akin, aligned, stem, words_shared
from counterclaim.comparing.citing import By, Page, references
from counterclaim.comparing.entries import NOBODY, content_words
from counterclaim.comparing.nouns import Entry
from counterclaim.comparing.sides import OUTLET, UNNAMED
from counterclaim.language import fold, known, load, tokens
from counterclaim.model import Quantity, Span

CitationKind = Literal["same", "figure changed", "hedge dropped", "denial lost", "claimant lost", "absent"]

RANKS = {"possible": 0, "probable": 1, "certain": 2}
NEAR = 300
"""Code points behind a claim within which a bare denial ('called it nonsense') speaks of it."""
WHOLE = 0.5
"""Share of an article's claims that stand in the cited one from which the whole is taken over."""
STANDS = 0.75
"""Share of a claim's content words in one sentence of the cited page that no claim was read from."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A claim of the citing article and what the cited one has of it: one record for each thing that changed.

    `cited` is None where no claim was read there: then `cited_quote` is a sentence with the same words, or None
    ('absent'). Spans are code points into each document's text. `reason` is a sentence.
    """

    kind: CitationKind
    by: By
    citing_article: str
    cited_article: str
    citing: str
    citing_quote: str
    citing_span: Span
    cited: str | None
    cited_quote: str | None
    cited_span: Span | None
    reason: str
    cited_outlet: str | None = None
    cited_published: str | None = None


def all_citations(pages: Iterable[Page], entries: Iterable[Entry]) -> list[Citation]:
    """Citations of every article that cites another one of `pages`, in order of citing article and text."""
    of: dict[str, list[Entry]] = {}
    for entry in entries:
        of.setdefault(entry.article, []).append(entry)
    every = sorted(pages, key=lambda p: p.article)
    found: list[Citation] = []
    for page, cited, by, links in references(every, of):
        at = frozenset().union(*(page.links[link] for link in links))
        found += citations(
            of.get(page.article, []), of.get(cited.article, []), by=by, at=at or None, cited_page=cited
        )  # fmt: skip
    return found


def citations(
    citing: Sequence[Entry],
    cited: Sequence[Entry],
    *,
    by: By = "credit",
    at: frozenset[str] | None = None,
    cited_page: Page | None = None,
) -> list[Citation]:
    """What became of the claims that `citing`, one article's entries, took over from `cited`, another one's.

    `at`: claims at which a link to the cited page stands. Claims that have no counterpart are 'absent' where they
    stand at the link, or where the article is credited or for the most part the cited one's; otherwise they are its own.
    """
    citing = sorted(citing, key=lambda e: (e.span, e.claim))
    cited = sorted(cited, key=lambda e: (e.span, e.claim))
    pairs = aligned(citing, cited)
    there = {pair.citing.claim: pair for pair in pairs}
    whole = by == "credit" or len(pairs) >= WHOLE * len(citing)
    article = cited[0].article if cited else cited_page.article if cited_page else ""
    found: list[Citation] = []
    for entry in citing:
        pair = there.get(entry.claim)
        if pair is not None:
            changes = list(_changes(pair, citing, cited, pairs))
            for kind, other, reason in changes or [("same", pair.cited, _same(pair))]:
                found.append(_citation(kind, by, article, entry, other, reason))
        elif (whole and _names_something(entry)) or (at is not None and entry.claim in at):
            found.append(_unread(by, article, entry, cited, cited_page))
    source = cited[0] if cited else cited_page
    if source is None:
        return found
    return [replace(one, cited_outlet=source.outlet, cited_published=source.published) for one in found]


def _names_something(entry: Entry) -> bool:
    """Whether a claim names anything that could be looked for: a headline ('Drones downed') may name nothing."""
    parties = any(one.party for one in (*entry.actors, *entry.targets))
    return bool(entry.places or entry.quantities or entry.told or parties) or entry.party not in NOBODY


def _changes(
    pair: Aligned, citing: Sequence[Entry], cited: Sequence[Entry], pairs: Sequence[Aligned]
) -> Iterator[tuple[CitationKind, Entry, str]]:
    a, b = pair.citing, pair.cited
    figures = list(_figures(a, b, cited))
    if changed := [why for kind, why in figures if kind == "figure changed"]:
        yield "figure changed", b, f"{saying.who(b)}: {'; '.join(changed)}"
    if hedge := _hedge(a, b, cited) or next((why for kind, why in figures if kind == "hedge dropped"), None):
        yield "hedge dropped", b, hedge
    if a.polarity == "asserted" and b.polarity == "denied":
        yield "denial lost", b, f"{saying.who(b)} denies it there; here it is said without the denial"
    elif (denied := _denied(pair, citing, cited, pairs)) is not None:
        yield "denial lost", denied, f"there {saying.who(denied)} denies it; here nobody does"
    if why := _claimant(a, b):
        yield "claimant lost", b, why


def _figures(a: Entry, b: Entry, cited: Sequence[Entry]) -> Iterator[tuple[CitationKind, str]]:
    """How the figures of `a` differ from those of `b`; one that another claim there has was taken from it."""
    left = list(b.quantities)
    for mine in a.quantities:
        kin = [other for other in left if akin(mine, other)]
        match = next((k for k in kin if (k.low, k.high) == (mine.low, mine.high)), None) or next(
            iter(kin), None
        )
        if match is not None:
            left.remove(match)
        if match is None or (match.low, match.high) != (mine.low, mine.high):
            if match is not None and mine.low == match.low:
                if match.high is None:
                    yield "hedge dropped", f"{match.text} there, {mine.text} here"
            elif _counted(mine) and not any(_stands(mine, e) for e in cited):
                there = (
                    f"{match.text} there, {mine.text} here"
                    if match
                    else f"{mine.text} here, no such figure there"
                )
                yield "figure changed", there
        elif (
            match.word and not mine.word and fold(match.word) in fold(match.text) and match.high == match.low
        ):
            yield "hedge dropped", f"{match.text} there, {mine.text} here"


def _counted(quantity: Quantity) -> bool:
    """Whether a number is told, not one thing ('a drone') nor what no list knows."""
    one = quantity.low == 1 and not any(c.isdigit() for c in quantity.text)
    return quantity.low is not None and not one and quantity.item != "other"


def _stands(quantity: Quantity, there: Entry) -> bool:
    """Whether a claim there has the figure of the same things, or its quote the number where none was read."""
    kin = [q for q in there.quantities if akin(quantity, q)]
    if kin:
        return any((q.low, q.high) == (quantity.low, quantity.high) for q in kin)
    numbers = {re.sub(r"\D", "", n) for n in re.findall(r"\d[\d.,\s]*", there.quote)}
    if str(quantity.low) in numbers or str(quantity.high) in numbers:
        return True
    words = {token.folded for token in tokens(there.quote)}
    return bool(mine := [t.folded for t in tokens(quantity.text)]) and words.issuperset(mine)


def _hedge(a: Entry, b: Entry, cited: Sequence[Entry]) -> str | None:
    if RANKS[a.certainty] > RANKS[b.certainty]:
        return f"{b.certainty} there, {a.certainty} here"
    alone = sum(e.span == b.span for e in cited) == 1
    if alone and a.certainty == b.certainty == "certain" and not hedges(a.quote, a.language):
        lost = hedges(b.quote, b.language)
        if lost and a.language == b.language:
            return f"‘{lost[0]}’ there is left out here"
    return None


@lru_cache(maxsize=1 << 12)
def hedges(quote: str, language: str | None) -> tuple[str, ...]:
    """The words of `quote` that the language's pack lists as making a claim less than certain."""
    # A capital within a sentence begins a name: 'on 3 May'.
    said = [word for n, word in enumerate(re.findall(r"\w+", quote)) if n == 0 or not word[0].isupper()]
    words = fold(" ".join(said))
    return tuple(word for word in _hedging(language) if f" {word} " in f" {words} ")


@lru_cache(maxsize=64)
def _hedging(language: str | None) -> tuple[str, ...]:
    if language is None or language not in known():
        return ()
    lists = load(language).section("events").get("factuality", {})
    return tuple(dict.fromkeys(fold(w) for key in ("possible", "probable") for w in lists.get(key, ())))


def _denied(
    pair: Aligned, citing: Sequence[Entry], cited: Sequence[Entry], pairs: Sequence[Aligned]
) -> Entry | None:
    """A claim of the cited article that denies the one that was taken over, where the citing one has no such denial."""
    b = pair.cited
    kept = {p.cited.claim for p in pairs}
    for other in cited:
        if other.polarity != "denied" or other.claim in kept or _one_voice(other, b):
            continue
        if any(e.polarity == "denied" and (e.party == other.party or e.type == other.type) for e in citing):
            continue
        if _nearest_before(other, cited) is b and (other.type == "statement" or about(other, b)):
            return other
    return None


def _one_voice(a: Entry, b: Entry) -> bool:
    return a.claimant == b.claimant if a.party == b.party == UNNAMED else a.party == b.party


def _nearest_before(denied: Entry, cited: Sequence[Entry]) -> Entry | None:
    """What a denial that names little speaks of: the last claim before it, or in its sentence, that another one makes."""
    before = [
        e
        for e in cited
        if e.polarity == "asserted"
        and e.type != "statement"
        and not _one_voice(e, denied)
        and e.span.start <= denied.span.start
        and denied.span.start - e.span.end <= NEAR
    ]
    return max(before, key=lambda e: (e.span, e.claim), default=None)


def _claimant(a: Entry, b: Entry) -> str | None:
    """How the one who said it there is lost here; None where he is not."""
    if b.party == OUTLET or a.party == b.party:
        return None
    if a.party == OUTLET:
        hedged = hedges(b.claimant, b.language) or (
            b.claimant == UNNAMED and RANKS[a.certainty] > RANKS[b.certainty]
        )
        if b.party == UNNAMED and hedged:
            return None  # 'reportedly', 'unconfirmed reports': the hedge that was dropped is all the source there was
        return f"{saying.who(b)} says it there; here the outlet says it in its own voice"
    if b.party == UNNAMED or a.side == b.side or _named_alike(a, b) or (b.words and b.words <= a.words):
        return None  # where all words of the quote there stand here, its source's do too
    if a.party == UNNAMED:
        return f"{saying.who(b)} says it there; here the source has no name"
    return f"{saying.who(b)} says it there; here {saying.who(a)} does"


def _named_alike(a: Entry, b: Entry) -> bool:
    return {stem(word) for word in fold(a.claimant).split()} == {
        stem(word) for word in fold(b.claimant).split()
    }


def _same(pair: Aligned) -> str:
    return f"{saying.who(pair.cited)} says the same there"


def _unread(by: By, article: str, entry: Entry, cited: Sequence[Entry], page: Page | None) -> Citation:
    """A claim that none of the cited article answers to: its words may stand there all the same."""
    told = next((e for e in cited if words_shared(entry, e) >= WHOLE and _triggered(entry, e)), None)
    quote, at = (told.quote, told.span) if told is not None else _sentence(entry, page)
    reason = (
        f"nothing like it there: {saying.happening(entry)}"
        if quote is None
        else "a sentence there has the same words; no such claim was read from it"
    )
    return Citation(
        "absent" if quote is None else "same", by, entry.article, article, entry.claim, entry.quote, entry.span,
        None, quote, at, reason,
    )  # fmt: skip


def _triggered(entry: Entry, other: Entry) -> bool:
    """Whether the words that carry `entry` stand in the quote of `other`."""
    return {stem(word) for word in entry.trigger.split()} <= {
        stem(word) for word in fold(other.quote).split()
    }


def _sentence(entry: Entry, page: Page | None) -> tuple[str | None, Span | None]:
    if not entry.words or page is None or page.text is None:
        return None, None
    numbers = set(re.findall(r"\d+", entry.quote))
    for match in re.finditer(r"[^.!?؟\n]+", page.text):
        words = content_words(match.group(), entry.language)
        if len(entry.words & words) >= STANDS * len(entry.words) and numbers <= set(
            re.findall(r"\d+", match.group())
        ):
            lead = len(match.group()) - len(match.group().lstrip())
            start, end = match.start() + lead, match.end()
            return page.text[start:end], Span(page.start + start, page.start + end)
    return None, None


def _citation(kind: CitationKind, by: By, article: str, entry: Entry, other: Entry, reason: str) -> Citation:
    return Citation(
        kind, by, entry.article, article, entry.claim, entry.quote, entry.span, other.claim, other.quote, other.span,
        reason,
    )  # fmt: skip


def citation_object(one: Citation, of: Mapping[str, Entry]) -> dict[str, Any]:
    """A citation as `counterclaim citations --json` gives it; `of`: entries by claim."""
    here = of[one.citing]
    there = of.get(one.cited or "")
    return {
        "kind": one.kind,
        "by": one.by,
        "reason": one.reason,
        "citing": {
            "claim": one.citing,
            "article": one.citing_article,
            "outlet": here.outlet,
            "published": here.published,
            "claimant": here.claimant,
            "quote": _quote(one.citing_quote, one.citing_span),
        },
        "cited": {
            "claim": one.cited,
            "article": one.cited_article,
            "outlet": one.cited_outlet,
            "published": one.cited_published,
            "claimant": there.claimant if there else None,
            "quote": _quote(one.cited_quote, one.cited_span),
        },
    }


def _quote(text: str | None, span: Span | None) -> dict[str, Any] | None:
    return {"text": text, "start": span.start, "end": span.end} if text is not None and span else None
