"""Accounts: how many sources a set of claims has, where one article says a thing in three sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping

from counterclaim.comparing.nouns import Entry
from counterclaim.comparing.reposts import credit_key
from counterclaim.language import fold


def accounts(entries: Iterable[Entry], origin_of: Mapping[str, str]) -> list[tuple[str, ...]]:
    """The claims of `entries`, say of one incident, by account: each is one source, and `len` of all is the count.

    Of one account are claims of one origin (`origin_of`: claim to origin), what one article has from one side, and
    what one publisher says in its own words, or an agency by the outlets that credit it. In order of claims.
    """
    given = sorted(entries, key=lambda one: one.claim)
    sharing: dict[Hashable, list[int]] = defaultdict(list)
    for number, one in enumerate(given):
        own = one.party == "outlet"
        source = credit_key(one.credit, one.publisher) or fold(one.publisher)
        sharing["origin", origin_of.get(one.claim, one.claim)].append(number)
        sharing["article", one.article, "" if own else one.side].append(number)
        if own:
            sharing["own", source].append(number)
    of = list(range(len(given)))
    for numbers in sharing.values():
        merged = {of[number] for number in numbers}
        if len(merged) > 1:
            least = min(merged)
            of = [least if one in merged else one for one in of]
    found: dict[int, list[str]] = defaultdict(list)
    for number, account in enumerate(of):
        found[account].append(given[number].claim)
    return [tuple(claims) for claims in found.values()]
