"""What one article took from another: which of their prints are one wording, and what shows it.

The decision rests on the two articles alone: their wordings, whether one links to or credits the other, and their
publishers. So it can be made again for any pair, in any order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from counterclaim.comparing.prints import Print, looseness, runs, similarity
from counterclaim.comparing.publishers import publisher_of
from counterclaim.language import fold

Differing = Literal["", "days", "opening", "names", "figures"]

WORDS = 12
"""Length from which a sentence is of one origin with its like, with nothing else to show for it."""
ALONE = 0.5
KIN_WORDS, KIN_ALONE = 8, 0.4
"""The same within a family of outlets."""
QUOTED = 0.6
SUPPORTED, LOOSELY = 0.25, 0.35
"""Similarity of runs, or of pairs of words, where the articles show by other things that one took from the other."""
RENAMED, REFIGURED = 0.7, 0.6
"""As `SUPPORTED`, where each has a name that the other lacks, and in a credited copy a figure."""
SHORT = 6
HINT = 0.2
"""Similarity of one sentence from which all sentences of two articles are compared."""
SHARED_PRINTS, SHARED_WORDS = 2, 20
"""Support: sentences that could stand alone but for their length, and their words together."""
REWORDED_PRINTS, REWORDED_WORDS = 3, 36
"""Support: sentences that are loosely alike."""
STALE_PRINTS, STALE_WORDS, STALE = 3, 40, 0.8
"""Support: sentences that are alike but for their days."""
TITLE_WORDS = 5
CREDITED_DAYS, CREDITED_WORDS = 3, 5
"""Days between two articles that share short sentences only, and the least length of one, for a credit to mean the
other."""

SAME_WORDING, SAME_QUOTATION = "same wording", "the same quotation"


@dataclass(frozen=True, slots=True, eq=False)
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
    loose: float
    differing: Differing


class Relation(NamedTuple):
    """One article links to or credits the other, or both credit one agency: in words, and who took, where it shows."""

    why: str
    taker: str | None
    linked: bool


def credit_key(credit: str | None, publisher: str) -> str | None:
    """The family that `credit` names, folded; None where an article credits its own publisher."""
    if not credit:
        return None
    key = fold(publisher_of(credit, None) or credit)
    return None if key == fold(publisher) else key


def bonds(
    a: Report, b: Report, candidates: Sequence[tuple[Print, Print]], cites: Collection[str]
) -> list[Bond]:
    """The prints of `a` and `b` that are one wording, each pair once.

    `candidates` are pairs (of `a`, of `b`) that share bands. `cites` are those of the two that link to the other.
    """
    kin = a.publisher == b.publisher
    relation = _relation(a, b, cites)
    matches = [_match(p, q) for p, q in candidates]
    alone = [m for m in matches if _stands_alone(m, kin)]
    if relation is None and not _hinted(a, b, matches, kin):
        return [_bond(m, None) for m in alone]
    if relation is None and not _more(a, b, alone):
        return [_bond(m, None) for m in alone]
    every = _every(a, b)
    if relation is not None and not relation.linked and not _borne_out(a, b, every):
        relation = None
    if relation is None and not _supported(a, b, every, kin):
        return [_bond(m, None) for m in alone]
    strong = relation is not None
    kept = _likest([m for m in every if _goes_with(m, strong)])
    both = {(id(m.a), id(m.b)): m for m in (*alone, *kept)}
    return [_bond(m, relation) for m in both.values()]


def within(report: Report, candidates: Iterable[tuple[Print, Print]]) -> Iterator[Bond]:
    """The prints of one article that repeat each other."""
    for p, q in candidates:
        match = _match(p, q)
        if _stands_alone(match, True):
            yield Bond(p, q, SAME_WORDING, None)


def _bond(match: _Match, relation: Relation | None) -> Bond:
    if relation is not None:
        return Bond(match.a, match.b, relation.why, relation.taker)
    return Bond(match.a, match.b, SAME_QUOTATION if match.a.kind == "quotation" else SAME_WORDING, None)


def _match(p: Print, q: Print) -> _Match:
    if p.words == q.words:
        return _Match(p, q, 1.0, 1.0, _differing(p, q))
    return _Match(p, q, similarity(p, q), looseness(p, q), _differing(p, q))


def _more(a: Report, b: Report, alone: Sequence[_Match]) -> bool:
    """Whether the two have a run of words in common outside of `alone`: a line that a thousand articles carry is
    no reason to compare all the rest of each two."""
    common = _runs(a) & _runs(b)
    return not common <= {run for m in alone for run in runs(m.a.words)}


@lru_cache(maxsize=4096)
def _runs(report: Report) -> frozenset[int]:
    return frozenset(run for one in report.prints for run in runs(one.words))


def _every(a: Report, b: Report) -> list[_Match]:
    """All pairs of prints of the two articles that have something in common."""
    return [_match(p, q) for p in a.prints for q in b.prints if p.kind == q.kind and looseness(p, q) >= HINT]


def _differing(p: Print, q: Print) -> Differing:
    """What each of the two has and the other lacks; '' where they say the same, or one says more."""
    if p.words != q.words:
        mine, others = set(p.words).difference(q.words), set(q.words).difference(p.words)
        if not mine.isdisjoint(p.figures) and not others.isdisjoint(q.figures):
            return "figures"
        named, renamed = mine & p.names, others & q.names
        if named and renamed and (named != {p.words[0]} or renamed != {q.words[0]}):
            return "names"
        if mine and others and p.places and q.places and p.places.isdisjoint(q.places):
            return "names"
        if named and renamed:
            return "opening"  # 'Guards of …' and 'Soldiers of …': a name or not
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


def _relation(a: Report, b: Report, cites: Collection[str]) -> Relation | None:
    if not cites and a.credit is None and b.credit is None:
        return None
    linking = sorted({a.article, b.article}.intersection(cites))
    if linking:
        return Relation("links to it", linking[0] if len(linking) == 1 else None, True)
    crediting = [one for one, other in ((a, b), (b, a)) if one.credit in other.names]
    if crediting:
        why = f"credits {crediting[0].credited}"
        return Relation(why, crediting[0].article if len(crediting) == 1 else None, False)
    if a.credit is not None and a.credit == b.credit:
        return Relation(f"both credit {min(a.credited or '', b.credited or '')}", None, False)
    return None


def _borne_out(a: Report, b: Report, every: Sequence[_Match]) -> bool:
    """Whether a credit, which names an outlet and no article, can mean this one: they share a sentence, which may
    be short where both are of the same days."""
    near = False
    if a.published and b.published:
        apart = date.fromisoformat(a.published) - date.fromisoformat(b.published)
        near = abs(apart.days) <= CREDITED_DAYS
    return any(
        min(m.a.length, m.b.length) >= (CREDITED_WORDS if near else KIN_WORDS)
        and (m.differing in ("", "opening", "days") or (near and m.score >= REFIGURED))
        and m.score >= SUPPORTED
        for m in every
    )


def _hinted(a: Report, b: Report, matches: Sequence[_Match], kin: bool) -> bool:
    """Whether the candidates show enough to look at all sentences of the two articles.

    Within a family only where they are half of an article, as `_supported` asks.
    """
    told = {m.a.span for m in matches if _told(m) and m.score >= HINT}
    if kin:
        return bool(told) and 2 * len(told) >= min(_sentences(a), _sentences(b))
    return len(told) >= SHARED_PRINTS or (bool(told) and _titled(a, b, kin))


def _told(match: _Match) -> bool:
    """Whether a match is of sentences that are not for the most part quotation, which two reporters may share."""
    return match.a.kind == "sentence" and not (match.a.spoken or match.b.spoken)


def _sentences(report: Report) -> int:
    return sum(one.kind == "sentence" and not one.spoken for one in report.prints)


def _titled(a: Report, b: Report, kin: bool) -> bool:
    return a.title == b.title and len(a.title) >= TITLE_WORDS and not (kin and a.published != b.published)


def _supported(a: Report, b: Report, every: Sequence[_Match], kin: bool) -> bool:
    """Whether enough of the two articles agrees that what is short or reworded in them has one origin too.

    Sentences of different days count less: a bulletin says 'overnight' every day, while a copy of a week later
    gives the whole text. In a family half of an article must agree: an outlet has the same lines under all reports.
    """
    told = _likest([m for m in every if _told(m)])
    agreeing = [m for m in told if m.differing in ("", "opening")]
    same, words = _extent([m for m in agreeing if m.score >= ALONE])
    if kin and 2 * same < min(_sentences(a), _sentences(b)):
        return False
    if _titled(a, b, kin):
        same, words = same + 1, words + len(a.title)
    if same >= SHARED_PRINTS and words >= SHARED_WORDS:
        return True
    same, words = _extent([m for m in agreeing if m.score >= SUPPORTED or m.loose >= LOOSELY])
    if same >= REWORDED_PRINTS and words >= REWORDED_WORDS:
        return True
    stale, words = _extent([m for m in told if m.differing in ("", "days") and m.score >= STALE])
    return not kin and stale >= STALE_PRINTS and words >= STALE_WORDS


def _extent(matches: Sequence[_Match]) -> tuple[int, int]:
    """How many sentences of both are in `matches`, and of how many words."""
    mine = {m.a.span: m.a.length for m in matches}
    others = {m.b.span: m.b.length for m in matches}
    least = min(mine, others, key=len)
    return len(least), sum(least.values())


def _likest(matches: Sequence[_Match]) -> list[_Match]:
    """Each print's likest of the other article."""
    mine: dict[int, float] = {}
    others: dict[int, float] = {}
    for match in matches:
        score = _score(match)
        mine[id(match.a)] = max(mine.get(id(match.a), 0.0), score)
        others[id(match.b)] = max(others.get(id(match.b), 0.0), score)
    return [m for m in matches if _score(m) in (mine[id(m.a)], others[id(m.b)])]


def _score(match: _Match) -> float:
    return max(match.score, match.loose)


def _goes_with(match: _Match, strong: bool) -> bool:
    """Whether two prints are like enough where their articles have other things in common; `strong`: where one
    links to or credits the other."""
    p, q = match.a, match.b
    if match.differing == "figures":
        return strong and match.score >= REFIGURED
    if match.differing == "names":
        return match.score >= (REFIGURED if strong else RENAMED)
    if p.kind == "quotation" and not strong and p.speakers.isdisjoint(q.speakers):
        return False
    if min(p.length, q.length) < SHORT:
        return match.score >= REFIGURED
    return match.score >= SUPPORTED or match.loose >= LOOSELY
