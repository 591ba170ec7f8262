"""What one article took from another: which of their prints are one wording, and what shows it.

The decision rests on the two articles alone: their wordings, whether one links to or credits the other, and their
publishers. So it can be made again for any pair, in any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from counterclaim.comparing.prints import Print, looseness, similarity
from counterclaim.comparing.publishers import publisher_of
from counterclaim.language import fold

Differing = Literal["", "days", "names", "figures"]

WORDS = 12
"""Length from which a sentence is of one origin with its like, with nothing else to show for it."""
ALONE = 0.5
KIN_WORDS, KIN_ALONE = 8, 0.4
"""The same within a family of outlets."""
QUOTED = 0.6
SUPPORTED, LOOSELY = 0.35, 0.45
"""Similarity of runs, or of pairs of words, where the articles show by other things that one took from the other."""
RENAMED = 0.6
"""As `SUPPORTED`, where each has a name, or a figure, that the other lacks."""
SHARED_PRINTS, SHARED_WORDS = 2, 20
STALE_PRINTS, STALE_WORDS, STALE = 3, 40, 0.8
TITLE_WORDS = 5

SAME_WORDING, SAME_QUOTATION = "same wording", "the same quotation"


@dataclass(frozen=True, slots=True)
class Report:
    """An article as it takes part: `credit` is the family of the outlet or agency that it names, else its folded
    name; `names` are the folded names under which others may credit it; `title` its folded words."""

    article: str
    names: frozenset[str]
    publisher: str
    published: str | None
    credit: str | None
    credited: str | None
    title: tuple[str, ...]
    prints: tuple[Print, ...]


class Bond(NamedTuple):
    """Two prints of one wording, and why, in words; `taker` is the article that took it, where something tells."""

    a: Print
    b: Print
    why: str
    taker: str | None


class _Match(NamedTuple):
    a: Print
    b: Print
    score: float
    differing: Differing


class Relation(NamedTuple):
    """What shows, beside wording, that one article took from another; `strong`: one links to or credits the other."""

    why: str
    taker: str | None
    strong: bool


def credit_key(credit: str | None, publisher: str) -> str | None:
    """The family that `credit` names, folded; None where an article credits its own publisher."""
    if not credit:
        return None
    key = fold(publisher_of(credit, None) or credit)
    return None if key == fold(publisher) else key


def bonds(
    a: Report, b: Report, candidates: Sequence[tuple[Print, Print]], cites: Iterable[str]
) -> list[Bond]:
    """The prints of `a` and `b` that are one wording, each pair once.

    `candidates` are pairs (of `a`, of `b`) that share bands. `cites` are those of the two that link to the other.
    """
    kin = a.publisher == b.publisher
    matches = [_match(p, q) for p, q in candidates]
    relation = _relation(a, b, cites)
    if relation is None and _supported(a, b, matches, kin):
        relation = Relation(SAME_WORDING, None, False)
    if relation is None:
        return [_bond(m, None) for m in matches if _stands_alone(m, kin)]
    aligned = _aligned(a, b, relation.strong)
    kept = {(m.a.span, m.a.kind, m.b.span, m.b.kind) for m in aligned}
    aligned += [
        m for m in matches if _stands_alone(m, kin) and (m.a.span, m.a.kind, m.b.span, m.b.kind) not in kept
    ]
    return [_bond(m, relation) for m in aligned]


def within(report: Report, candidates: Iterable[tuple[Print, Print]]) -> Iterator[Bond]:
    """The prints of one article that repeat each other."""
    for p, q in candidates:
        match = _match(p, q)
        if _stands_alone(match, True):
            yield Bond(p, q, SAME_WORDING, None)


def _bond(match: _Match, relation: Relation | None) -> Bond:
    if relation is not None and relation.why != SAME_WORDING:
        return Bond(match.a, match.b, relation.why, relation.taker)
    return Bond(match.a, match.b, SAME_QUOTATION if match.a.kind == "quotation" else SAME_WORDING, None)


def _match(p: Print, q: Print) -> _Match:
    return _Match(p, q, similarity(p, q), _differing(p, q))


def _differing(p: Print, q: Print) -> Differing:
    """What each of the two has and the other lacks; '' where they say the same, or one says more."""
    if p.words != q.words:
        mine, others = set(p.words).difference(q.words), set(q.words).difference(p.words)
        if not mine.isdisjoint(p.figures) and not others.isdisjoint(q.figures):
            return "figures"
        if not mine.isdisjoint(p.names) and not others.isdisjoint(q.names):
            return "names"
        if mine and others and p.places and q.places and p.places.isdisjoint(q.places):
            return "names"
    if p.kind == "sentence" and p.days and q.days and (p.days[0] > q.days[1] or q.days[0] > p.days[1]):
        return "days"
    return ""


def _stands_alone(match: _Match, kin: bool) -> bool:
    p, q = match.a, match.b
    if match.differing:
        return False
    if p.kind == "quotation":
        return match.score >= QUOTED and not p.speakers.isdisjoint(q.speakers)
    length = min(p.length, q.length)
    if length >= WORDS and match.score >= ALONE:
        return True
    return kin and length >= KIN_WORDS and match.score >= KIN_ALONE


def _relation(a: Report, b: Report, cites: Iterable[str]) -> Relation | None:
    linking = sorted({a.article, b.article}.intersection(cites))
    if linking:
        return Relation("links to it", linking[0] if len(linking) == 1 else None, True)
    crediting = [one for one, other in ((a, b), (b, a)) if one.credit in other.names]
    if crediting:
        why = f"credits {crediting[0].credited}"
        return Relation(why, crediting[0].article if len(crediting) == 1 else None, True)
    if a.credit is not None and a.credit == b.credit:
        return Relation(f"both credit {min(a.credited or '', b.credited or '')}", None, True)
    return None


def _supported(a: Report, b: Report, matches: Sequence[_Match], kin: bool) -> bool:
    """Whether enough of the two articles agrees that what is short or reworded in them has one origin too.

    Quotations do not count: two reporters at one press conference share them. Sentences of different days count
    less: a bulletin says 'overnight' every day, while a copy of a week later gives the whole text.
    """
    told = [m for m in matches if m.a.kind == "sentence" and not (m.a.spoken or m.b.spoken)]
    if not told:
        return False
    same, words = _extent([m for m in told if not m.differing and m.score >= ALONE])
    if a.title == b.title and len(a.title) >= TITLE_WORDS and not (kin and a.published != b.published):
        same, words = same + 1, words + len(a.title)
    if same >= SHARED_PRINTS and words >= SHARED_WORDS:
        return True
    if kin:
        return False
    stale, words = _extent([m for m in told if m.differing in ("", "days") and m.score >= STALE])
    return stale >= STALE_PRINTS and words >= STALE_WORDS


def _extent(matches: Sequence[_Match]) -> tuple[int, int]:
    """How many sentences of both are in `matches`, and of how many words."""
    mine = {m.a.span: m.a.length for m in matches}
    others = {m.b.span: m.b.length for m in matches}
    least = min(mine, others, key=len)
    return len(least), sum(least.values())


def _aligned(a: Report, b: Report, strong: bool) -> list[_Match]:
    """Each print with its likest of the other article, where the two are like enough."""
    every = [
        (i, j, match, _score(match))
        for i, p in enumerate(a.prints)
        for j, q in enumerate(b.prints)
        if p.kind == q.kind and not set(p.words).isdisjoint(q.words)
        if _goes_with(match := _match(p, q), strong)
    ]
    mine: dict[int, float] = {}
    others: dict[int, float] = {}
    for i, j, _, score in every:
        mine[i] = max(mine.get(i, 0.0), score)
        others[j] = max(others.get(j, 0.0), score)
    return [match for i, j, match, score in every if score in (mine[i], others[j])]


def _score(match: _Match) -> float:
    return max(match.score, looseness(match.a, match.b))


def _goes_with(match: _Match, strong: bool) -> bool:
    p, q = match.a, match.b
    if match.differing == "figures":
        return strong and match.score >= RENAMED
    if match.differing == "names":
        return match.score >= RENAMED
    if p.kind == "quotation" and not strong and p.speakers.isdisjoint(q.speakers):
        return False
    if min(p.length, q.length) < 6:
        return match.score >= RENAMED
    return match.score >= SUPPORTED or looseness(p, q) >= LOOSELY
