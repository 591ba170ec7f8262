"""Marking an article as fully read: what of it is still unjudged, and the reviews that marking makes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.errors import SettingsError
from counterclaim.ledger import ClaimFilter, Ledger
from counterclaim.ledger.acts import Act
from counterclaim.view import ClaimObject


@dataclass(frozen=True, slots=True)
class Unjudged:
    """A claim of the engine that nobody accepted or rejected yet."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Where an article stands: `by` and `at` of the person who read it fully (None: nobody has), `claims` that stand
    in it, those not judged, whether it was drawn for the measure, and whether it is of a newest version."""

    article: str
    by: str | None
    at: str | None
    claims: int
    unjudged: tuple[Unjudged, ...]
    measured: bool
    newest: bool


def read_of(ledger: Ledger, article: str) -> Reading:
    """Where the article of this id stands."""
    state = ledger.read_states([article]).get(article)
    given = article_claims(ledger, article)
    added = ledger.by_people(article)
    return Reading(
        article=article,
        by=state.by if state else None,
        at=state.at if state else None,
        claims=sum(decision_of(c) != "rejected" for c in given),
        unjudged=tuple(Unjudged(c["id"], c["trigger"]["text"]) for c in unjudged(given, added)),
        measured=article in ledger.drawn("measure"),
        newest=is_newest(ledger, article),
    )


def mark_read(ledger: Ledger, article: str, *, reviewer: str, accept: bool, suggestions: bool) -> int:
    """Note that `reviewer` has read the article fully; how many claims were accepted by that.

    With `accept` the claims that nobody judged become accepted, each by a review of its own. SettingsError where
    claims are left that nobody judged, or where the page has a newer version.
    """
    if not is_newest(ledger, article):
        raise SettingsError("the page has a newer version: only that one is compared and measured")
    given = article_claims(ledger, article)
    added = ledger.by_people(article)
    left = unjudged(given, added)
    if left and not accept:
        raise SettingsError(
            f"{_count(len(left))} of this article not judged yet: accept or reject each, or accept all of them here"
        )
    for claim in left:
        act = Act(
            kind="set",
            subject="claim",
            target=claim["id"],
            fields={"decision": "accepted"},
            seen=ledger.seen(claim["id"]),
        )
        ledger.act(act, reviewer=reviewer)
    own = [c for c in given if c["id"] not in added]
    fields = {
        "engine": engine_of(ledger, article, own),
        "claims": [c["id"] for c in own],
        "suggestions": suggestions,
        "draw": None,
    }
    act = Act(kind="read", subject="article", target=article, fields=fields, seen=ledger.seen(article))
    ledger.act(act, reviewer=reviewer)
    return len(left)


def mark_unread(ledger: Ledger, article: str, *, reviewer: str) -> None:
    """Take the mark back; what was decided on claims stays."""
    act = Act(kind="unread", subject="article", target=article, seen=ledger.seen(article))
    ledger.act(act, reviewer=reviewer)


def is_newest(ledger: Ledger, article: str) -> bool:
    return bool(ledger.article_names([article]).get(article, {}).get("newest"))


def article_claims(ledger: Ledger, article: str) -> list[ClaimObject]:
    """The claims of an article, of its newest version only."""
    return list(ledger.claims(ClaimFilter(article=article)))


def unjudged(claims: Sequence[ClaimObject], added: set[str]) -> list[ClaimObject]:
    """Those of the engine that nobody accepted or rejected."""
    return [c for c in claims if c["id"] not in added and decision_of(c) is None and not is_gone(c)]


def decision_of(claim: ClaimObject) -> str | None:
    return (claim["review"] or {}).get("decision")


def is_gone(claim: ClaimObject) -> bool:
    """Whether the newest engine no longer gives it."""
    return bool((claim["review"] or {}).get("queued"))


def engine_of(ledger: Ledger, article: str, claims: Sequence[ClaimObject]) -> str:
    """The engine whose claims stand in the article; that of its document where there are none."""
    for claim in claims:
        if not is_gone(claim):
            return f"{claim['engine']['name']} {claim['engine']['version']}"
    return str(ledger.article_names([article]).get(article, {}).get("engine") or "")


def _count(number: int) -> str:
    return "1 claim is" if number == 1 else f"{number} claims are"
