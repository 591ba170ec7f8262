"""Origins: claims of one wording, which count as one source however many outlets print them.

`origins` groups the claims of all entries it is given. `updated` does the same for a ledger in which some articles
came, changed or went, and gives what the whole would give for every claim that can have been touched.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from counterclaim.comparing.nouns import Copy, Entry, Origin
from counterclaim.comparing.prints import SHARED, Print, prints
from counterclaim.comparing.reposts import Bond, Report, bonds, credit_key, within
from counterclaim.language import fold, tokens

Cites = Collection[tuple[str, str]]
"""Pairs of article ids: the first links to the second."""


class Store(Protocol):
    """What `updated` asks a ledger for. 'Now' is with the changes already in it."""

    def entries(self, articles: Collection[str]) -> Iterable[Entry]:
        """All claims of these articles now, none that was rejected; unknown ids give nothing."""

    def articles_of(self, claims: Collection[str]) -> Iterable[str]:
        """The articles of these claims, of those that are there now."""

    def filed(self, bands: Collection[int]) -> Iterable[tuple[int, str, str]]:
        """(band, article, claim) for each print filed under one of `bands`, by its first claim."""

    def cites(self, articles: Collection[str]) -> Iterable[tuple[str, str]]:
        """The pairs of `Cites` of which one or both are in `articles`."""

    def together(self, claims: Collection[str]) -> Iterable[str]:
        """Claims that the ledger has in one origin with any of `claims`, as it was before the changes."""


@dataclass(frozen=True, slots=True)
class Update:
    """`claims` are to lose the origins that they have; `origins` are theirs now, each claim in exactly one."""

    claims: frozenset[str]
    origins: tuple[Origin, ...]


def origins(entries: Iterable[Entry], cites: Cites = (), made: Iterable[Print] | None = None) -> list[Origin]:
    """Every claim of `entries` in exactly one origin, by id of the origin.

    `made` are the prints of `entries` where the caller has them. The order of what is given makes no difference.
    """
    given = sorted(entries, key=lambda one: (one.article, one.span, one.claim))
    reports = _reports(given, prints(given) if made is None else made)
    joined = _Joined(one.claim for one in given)
    by_article: dict[str, list[Bond]] = defaultdict(list)
    for bond in all_bonds(reports, cites):
        joined.join((*bond.a.claims, *bond.b.claims))
        if bond.a.article != bond.b.article:
            by_article[bond.a.article].append(bond)
            by_article[bond.b.article].append(bond)
    for report in reports.values():
        for mine in report.prints:
            joined.join(mine.claims)
    members: dict[str, list[Entry]] = defaultdict(list)
    for one in given:
        members[joined.root(one.claim)].append(one)
    found = [_origin(group, reports, by_article) for group in members.values()]
    return sorted(found, key=lambda one: one.id)


def all_bonds(reports: Mapping[str, Report], cites: Cites) -> Iterator[Bond]:
    """Every bond between and within `reports`, articles in order of id."""
    linked: dict[str, set[str]] = defaultdict(set)
    citing: dict[tuple[str, str], set[str]] = defaultdict(set)
    for taker, giver in cites:
        if taker != giver and taker in reports and giver in reports:
            linked[min(taker, giver)].add(max(taker, giver))
            citing[min(taker, giver), max(taker, giver)].add(taker)
    alike = _Alike(reports)
    for article in sorted(reports):
        found: dict[str, list[tuple[Print, Print]]] = defaultdict(list)
        for mine in reports[article].prints:
            for other in alike(mine):
                found[other.article].append((mine, other))
        if article in found:
            yield from within(reports[article], found.pop(article))
        for other_article in sorted({*found, *linked[article]}):
            pair = (reports[article], reports[other_article])
            yield from bonds(*pair, found.get(other_article, ()), citing.get((article, other_article), ()))


def updated(
    changed: Collection[str], gone: Collection[str], store: Store, made: Iterable[Print] | None = None
) -> Update:
    """What the origins become after the articles `changed` came or changed and the claims `gone` went.

    Taken over into an older result of `origins`, it gives what `origins` gives for everything that is there now.
    `made` are the prints of `changed` where the caller has them.
    """
    own = list(store.entries(changed))
    known = _Prints({} if made is None else _by_article(made, changed))
    near = set(changed)
    for pair in store.cites(changed):
        near.update(pair)
    near.update(_sharing(known.of(own), store))
    touched = {*gone, *(one.claim for one in own)}
    beside = list(store.entries(near))
    # Only the changed articles can have bonds that were not there before.
    for bond in all_bonds(_reports(beside, known.of(beside)), tuple(store.cites(near))):
        if bond.a.article in changed or bond.b.article in changed:
            touched.update(bond.a.claims, bond.b.claims)
    touched.update(store.together(touched))
    articles = set(store.articles_of(touched))
    whole = list(store.entries(articles))
    fresh = origins(whole, tuple(store.cites(articles)), known.of(whole))
    return Update(frozenset(touched), tuple(one for one in fresh if touched.issuperset(one.claims)))


class _Prints:
    """Prints by article, made once."""

    def __init__(self, known: dict[str, list[Print]]) -> None:
        self._known = known

    def of(self, entries: Sequence[Entry]) -> list[Print]:
        """The prints of `entries`, which are all of their articles."""
        articles = {one.article for one in entries}
        if new := articles - self._known.keys():
            self._known |= _by_article(prints(one for one in entries if one.article in new), new)
        return [one for article in sorted(articles) for one in self._known[article]]


def _by_article(made: Iterable[Print], articles: Iterable[str]) -> dict[str, list[Print]]:
    found: dict[str, list[Print]] = {article: [] for article in articles}
    for one in made:
        found[one.article].append(one)
    return found


def _sharing(own: Sequence[Print], store: Store) -> set[str]:
    """Articles with a print that shares enough bands with one of `own`."""
    wanted: dict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(own):
        for band in set(one.bands):
            wanted[band].append(number)
    shared: Counter[tuple[int, str, str]] = Counter()
    for band, article, claim in store.filed(wanted.keys()):
        for number in wanted[band]:
            shared[number, article, claim] += 1
    return {article for (_, article, _), count in shared.items() if count >= SHARED}


def _reports(entries: Iterable[Entry], made: Iterable[Print]) -> dict[str, Report]:
    by_article: dict[str, list[Print]] = defaultdict(list)
    for one in made:
        by_article[one.article].append(one)
    reports: dict[str, Report] = {}
    for entry in entries:
        if entry.article in reports:
            continue
        credit = credit_key(entry.credit, entry.publisher)
        names = {fold(entry.publisher), fold(entry.outlet)} if entry.outlet else {fold(entry.publisher)}
        reports[entry.article] = Report(
            entry.article,
            frozenset(names),
            entry.publisher,
            entry.published,
            credit,
            entry.credit if credit else None,
            tuple(word.folded for word in tokens(entry.title or "")),
            tuple(by_article[entry.article]),
        )
    return reports


class _Alike:
    """Prints that share enough bands with a given one, of its own article and of later ones by id.

    Prints of the same words are looked up as one, so that a line repeated in a thousand articles is compared once.
    """

    def __init__(self, reports: Mapping[str, Report]) -> None:
        self._having: dict[tuple[str, tuple[str, ...]], list[Print]] = defaultdict(list)
        filed: dict[int, list[int]] = defaultdict(list)
        for article in sorted(reports):
            for one in reports[article].prints:
                self._having[one.kind, one.words].append(one)
        self._lists = list(self._having.values())
        self._number = {key: number for number, key in enumerate(self._having)}
        for number, having in enumerate(self._lists):
            for band in set(having[0].bands):
                filed[band].append(number)
        self._near: dict[int, list[int]] = defaultdict(list)
        for number, having in enumerate(self._lists):
            buckets = [filed[band] for band in set(having[0].bands)]
            later = [other for one in buckets if len(one) > 1 for other in one if other > number]
            for other, count in Counter(later).items() if len(later) >= SHARED else ():
                if count >= SHARED:
                    self._near[number].append(other)
                    self._near[other].append(number)

    def __call__(self, mine: Print) -> Iterator[Print]:
        number = self._number[mine.kind, mine.words]
        for near in (number, *self._near.get(number, ())):
            for other in self._lists[near]:
                if other.article > mine.article or (
                    other.article == mine.article and (other.span, near) > (mine.span, number)
                ):
                    yield other


class _Joined:
    """Sets of claims that bonds join."""

    def __init__(self, claims: Iterable[str]) -> None:
        self._above = {claim: claim for claim in claims}

    def root(self, claim: str) -> str:
        above = self._above
        while above[claim] != claim:
            above[claim] = above[above[claim]]
            claim = above[claim]
        return claim

    def join(self, claims: Sequence[str]) -> None:
        first = self.root(claims[0])
        for claim in claims[1:]:
            self._above[self.root(claim)] = first


def _origin(
    group: Sequence[Entry],
    reports: Mapping[str, Report],
    by_article: Mapping[str, Sequence[Bond]],
) -> Origin:
    claims = tuple(sorted(one.claim for one in group))
    articles = {one.article for one in group}
    first = group[0].article
    copies: tuple[Copy, ...] = ()
    if len(articles) > 1:
        ties = _ties(articles, frozenset(claims), by_article)
        rank = _ranked(articles, ties, reports)
        first = rank[0]
        copies = tuple(_copy(article, rank, ties) for article in sorted(articles) if article != first)
    founder = min((one.span, one.claim) for one in group if one.article == first)[1]
    return Origin("o_" + hashlib.sha256(founder.encode()).hexdigest()[:16], claims, first, copies)


def _ties(
    articles: Collection[str], claims: frozenset[str], by_article: Mapping[str, Sequence[Bond]]
) -> dict[tuple[str, str], Bond]:
    """The bond of each two articles of an origin, in both directions; the one that says most."""
    found: dict[tuple[str, str], Bond] = {}
    for article in articles:
        for bond in by_article[article]:
            if claims.isdisjoint(bond.a.claims):
                continue
            other = bond.b.article if bond.a.article == article else bond.a.article
            known = found.get((article, other))
            if known is None or _weight(bond) < _weight(known):
                found[article, other] = bond
    return found


def _weight(bond: Bond) -> tuple[bool, str]:
    return bond.taker is None, bond.why


def _ranked(
    articles: Collection[str], ties: Mapping[tuple[str, str], Bond], reports: Mapping[str, Report]
) -> list[str]:
    """First who took from nobody and credits nobody, then by day of publication, then by id."""
    takers = {bond.taker for bond in ties.values()}

    def order(article: str) -> tuple[bool, bool, str, str]:
        report = reports[article]
        return article in takers, report.credit is not None, report.published or "9999", article

    return sorted(articles, key=order)


def _copy(article: str, rank: Sequence[str], ties: Mapping[tuple[str, str], Bond]) -> Copy:
    """From whom `article` has its wording: whom it links to or credits, else the first of those before it that it
    is like, else the first of all."""
    taken = [one for one in rank if (tie := ties.get((article, one))) and tie.taker == article]
    before = [one for one in rank[: rank.index(article)] if (article, one) in ties]
    of = (taken or before or [rank[0]])[0]
    tie = ties.get((article, of))
    return Copy(article, of, tie.why if tie else "same wording")
