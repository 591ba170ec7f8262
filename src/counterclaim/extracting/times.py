"""Expressions of time: where they stand, and which days they mean.

All words and forms are in a pack's dates.toml. `find` marks what an annotator would ('As of the evening of
October 26', 'over the past 24 hours', 'since the start of the conflict'); `resolve` dates a marked expression.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from counterclaim.extracting.dating import RULES
from counterclaim.extracting.days import Bearings, Days, days_of
from counterclaim.extracting.forms import Forms, Piece, forms
from counterclaim.language import Pack, fold
from counterclaim.model import Span, When

_OPENERS = ("in", "since", "until", "before", "after", "early", "part", "between")
_Rule = Callable[[list[Piece], Bearings], Days | None]


def find(text: str, start: int, end: int, pack: Pack) -> list[Span]:
    """Expressions of time in `text[start:end]`, in order, none inside another; code points into `text`."""
    read = forms(pack.code)
    pieces = read.pieces(text, start, end)
    string = read.string(pieces)
    found = []
    at = 0
    while (opening := read.opening.search(string, at)) is not None:
        at = opening.start()
        stop = max(m.end() for p in read.whole if (m := p.match(string, at)) is not None)
        if stop > at and _stands(read, string, pieces, at, stop):
            first = pieces[at].start
            while first > start and text[first].isalpha() and text[first - 1].isalpha():
                first -= 1
            last = pieces[stop - 1].end
            if fold(text[first:last]) not in read.nothing and not read.named(text, pieces, at, stop):
                found.append(Span(first, last))
            at = stop
        else:
            at += 1
    return found


def _stands(read: Forms, string: str, pieces: list[Piece], at: int, stop: int) -> bool:
    """Whether a bare month or year has the word before it that makes it one ('in May', not 'May')."""
    core = _core(read, string, at, stop)
    if core is None or read.cores[core[0]].bare:
        return True
    opened = any(name in p.classes for p in pieces[at : core[1]] for name in _OPENERS)
    return opened or read.span.fullmatch(string, at, stop) is not None


def _core(read: Forms, string: str, at: int, stop: int) -> tuple[int, int, int] | None:
    """The longest core between `at` and `stop`, the first of equals: index of its form, start and end."""
    best: tuple[int, int, int] | None = None
    for index, core in enumerate(read.cores):
        for match in core.pattern.finditer(string, at, stop):
            if best is None or match.end() - match.start() > best[2] - best[1]:
                best = (index, match.start(), match.end())
    return best


def resolve(
    text: str,
    span: Span,
    *,
    anchor: date | None,
    previous: When | None = None,
    pack: Pack,
    began: date | None = None,
) -> When | None:
    """The days that the expression `text[span]` means; None where its words and what is given do not tell.

    `anchor` is the article's day, `previous` the time that the article gave last ('two days later'), `began` the
    first day of the conflict ('since the start of the war'). Without an anchor only full dates resolve. A bare
    weekday is the nearest past one, the anchor's day included; a date without a year the last one that is not more
    than two months ahead. 'Since X' lasts to the anchor; other open ends stay None.
    """
    read = forms(pack.code)
    if read.leads_on(text, span.start, span.end):
        return None
    pieces = read.pieces(text, span.start, span.end)
    string = read.string(pieces)
    bearings = Bearings(anchor, days_of(previous), began, _ahead(text, span, read))
    found = _dated(read, string, pieces, bearings)
    if found is None or (found.first is None and found.last is None):
        return None
    if found.first and found.last and found.first > found.last:
        found = Days(found.last, found.first)
    return When(
        span,
        span.of(text),
        found.first.isoformat() if found.first else None,
        found.last.isoformat() if found.last else None,
        found.precision(),
    )


def _dated(read: Forms, string: str, pieces: list[Piece], bearings: Bearings) -> Days | None:
    for form in read.loose:
        if form.rule not in RULES or (match := form.pattern.search(string)) is None:
            continue
        if not form.dated or _core(read, string, match.end(), len(string)) is None:
            return _apply(RULES[form.rule], pieces[match.start() : match.end()], bearings)
    core = _core(read, string, 0, len(string))
    if core is None:
        return None
    index, start, stop = core
    opening = {name for p in pieces[:start] for name in p.classes}
    if "since" in opening:
        bearings = replace(bearings, over=True)
    rule = RULES[read.cores[index].rule]
    days = _apply(rule, pieces[start:stop], bearings)
    if days and days.first != days.last and any("to" in p.classes for p in pieces[start:stop]):
        opening.discard("since")  # 'from 5 to 7 May' has its end
    if (link := read.link.search(string, stop)) and (other := _core(read, string, link.end(), len(string))):
        second = _apply(RULES[read.cores[other[0]].rule], pieces[other[1] : other[2]], bearings)
        return _joined(days, second)
    if (link := read.link.search(string, 0, start)) and (other := _core(read, string, 0, link.start())):
        first = _apply(RULES[read.cores[other[0]].rule], pieces[other[1] : other[2]], bearings)
        return _joined(first, days)
    return _opened(days, opening, bearings)


def _apply(rule: _Rule, pieces: list[Piece], bearings: Bearings) -> Days | None:
    try:
        return rule(pieces, bearings)
    except (OverflowError, ValueError):
        return None


def _joined(first: Days | None, second: Days | None) -> Days | None:
    if first is None or second is None:
        return first or second
    if first.first and second.last and first.first > second.last:
        return Days(second.first, first.last)
    return Days(first.first, second.last)


def _opened(days: Days | None, opening: set[str], b: Bearings) -> Days | None:
    """`days` under the word that stands before: since, until, before, after."""
    if days is None:
        return None
    if "since" in opening:
        return Days(days.first, b.anchor if b.anchor and days.first and b.anchor >= days.first else None)
    if "before" in opening and days.first:
        ahead = b.anchor is not None and days.first > b.anchor
        return Days(b.anchor if ahead else None, days.first - timedelta(days=1))
    if "until" in opening and days.last:
        return Days(b.anchor if b.anchor and days.last > b.anchor else None, days.last)
    if "after" in opening and days.last:
        return Days(days.last, b.anchor if b.anchor and b.anchor >= days.last else None)
    return days


def _ahead(text: str, span: Span, read: Forms) -> bool:
    before = text[max(0, span.start - 60) : span.start]
    before = re.split(r"[.!?;:\n\"”“]", before)[-1]
    return read.plans(before, text[span.end : span.end + 12])
