"""How incidents are printed: accounts side by side, what contradicts with its reasons, origins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from counterclaim.cli import show
from counterclaim.cli.browsing import figure

Object = Mapping[str, Any]

WIDE = 110
"""Columns of a terminal from which incidents have a column a field."""
ACCOUNT = 30
"""Least columns of an account that stands beside others."""
QUOTES = 3
"""Quotes of an account that are shown."""


def incidents(found: Iterable[Object]) -> int:
    """A table of incidents; how many there are."""
    if show.width() >= WIDE:
        columns = ("id", "when", "what and where", "parties", "status", "origins", "outlets", "conflicts")
        return show.table(
            columns,
            (
                (
                    told["id"],
                    _day(told),
                    _what(told),
                    ", ".join(told["parties"]),
                    told["status"],
                    len(told["origins"]),
                    len(_outlets(told)),
                    _kinds(told) or "·",
                )
                for told in found
            ),
            wide=("what and where", "parties"),
        )
    return show.table(
        ("id", "incident"), ((told["id"], "\n".join(_lines(told))) for told in found), wide=("incident",)
    )


def _lines(told: Object) -> list[str]:
    first = f"{_what(told)}, {_day(told)}"
    counts = f"{many(len(told['origins']), 'origin')} in {many(len(_outlets(told)), 'outlet')}"
    if told["links"]:
        counts += f"; {_kinds(told)}"
    return [first, *filter(None, [", ".join(told["parties"])]), f"{told['status']}: {counts}"]


def _kinds(told: Object) -> str:
    """What contradicts, by kind. Links are no count of it: each pair of copies has one."""
    return ", ".join(dict.fromkeys(link["kind"] for link in told["links"]))


def incident(told: Object) -> None:
    """One incident, whole."""
    print(headline(told))
    reasons = {link["reason"] for link in told["links"]}
    facts = dict.fromkeys(fact["words"] for fact in told["facts"] if fact["words"] not in reasons)
    show.paragraph(f"{told['status']}: {'; '.join(facts)}")
    if told["grade"]:
        show.paragraph(
            f"suggested Airwars grade: {told['grade']['name']} (a suggestion by rule, nobody's judgement)"
        )
    side_by_side(told)
    contradictions(told["conflicts"], told["sources"])
    _sources(told)
    if told.get("joined"):
        print("\nWhy each claim is in it")
        show.table(
            ("claim", "with", "reasons"),
            (
                (one["claim"], one["with"], "; ".join(reason["words"] for reason in one["reasons"]))
                for one in told["joined"]
            ),
            wide=("reasons",),
        )
    for event in told["history"]:
        moved = many(len(event["claims"]), "claim")
        to = f" {event['other']}" if event["other"] else ""
        print(f"{event['incident']} {event['event']}{to}: {moved}")


def headline(told: Object) -> str:
    return f"{told['id']}  {_what(told)}, {_day(told)}"


def side_by_side(told: Object) -> None:
    """The accounts of an incident: columns where the terminal is wide enough, else one below the other."""
    accounts = told["accounts"]
    print("\nWho says what")
    across = max((show.width() - 10) // ACCOUNT, 1)
    if across < 2 or len(accounts) < 2:
        show.table(
            ("account", "says"),
            ((account["party"], "\n".join(filter(None, _cells(account)))) for account in accounts),
            wide=("says",),
        )
        return
    for start in range(0, len(accounts), across):
        part = accounts[start : start + across]
        cells = [_cells(account) for account in part]
        rows = [
            (name, *(cell[at] for cell in cells)) for at, name in enumerate(("by", "figures", "who", "words"))
        ]
        names = [_numbered(account["party"], at, part) for at, account in enumerate(part)]
        show.table(("", *names), (row for row in rows if any(row[1:])), wide=names)


def _numbered(name: str, at: int, part: Sequence[Object]) -> str:
    """Column names must differ."""
    before = sum(account["party"] == name for account in part[:at])
    return f"{name} ({before + 1})" if before else name


def _cells(account: Object) -> tuple[str, str, str, str]:
    figures = "; ".join(figure({**one, "word": None, "cumulative": False}) for one in account["figures"])
    who = " → ".join(filter(None, (", ".join(account["actors"]), ", ".join(account["targets"]))))
    denied = set(account["denied"])
    quotes: dict[str, str] = {}
    for quote in account["quotes"]:
        mark = "denies: " if quote["claim"] in denied else ""
        source = ", ".join(filter(None, (quote["outlet"], quote["published"])))
        quotes.setdefault(quote["text"], f"{mark}“{show.shorten(quote['text'], 200)}” ({source})")
    words = list(quotes.values())
    if len(words) > QUOTES:
        words[QUOTES:] = [f"… and {len(words) - QUOTES} more"]
    claimants = [name for name in account["claimants"] if name not in ("outlet", account["party"])]
    return ", ".join(claimants), figures, who, "\n".join(words)


def contradictions(conflicts: Sequence[Object], sources: Sequence[Object]) -> None:
    """One line a contradiction, with the words of both; what other sources say of it is counted by source."""
    if not conflicts:
        return
    of = {claim: str(number) for number, one in enumerate(sources) for claim in one["claims"]}

    def pair(a: str, b: str) -> tuple[str, ...]:
        return tuple(sorted((of.get(a, a), of.get(b, b))))

    def more(one: Object) -> str:
        others = {pair(a, b) for a, b in one["others"]} - {pair(one["a"]["claim"], one["b"]["claim"])}
        return f"{many(len(others), 'more pair')} of sources" if others else ""

    print("\nWhat contradicts")
    show.table(
        ("kind", "between", "why"),
        (
            (
                one["kind"],
                one["between"].removeprefix("between "),
                "\n".join(
                    filter(
                        None,
                        (
                            one["reason"],
                            said(one["a"]),
                            said(one["b"]),
                            more(one),
                        ),
                    )
                ),
            )
            for one in conflicts
        ),
        wide=("why",),
    )


def _sources(told: Object) -> None:
    print(f"\nOrigins: {len(told['origins'])}, from {many(len(told['sources']), 'source')}")
    of = {article["id"]: article for article in told["articles"]}

    def outlet(article: str) -> str:
        one = of.get(article)
        return (one["outlet"] or one["id"]) if one else "an article elsewhere"

    show.table(
        ("origin", "outlets", "taken over"),
        (
            (
                one["id"],
                ", ".join(one["outlets"]),
                "; ".join(
                    f"{outlet(copy['article'])} from {outlet(copy['of'])}: {copy['why']}"
                    for copy in one["copies"]
                ),
            )
            for one in told["origins"]
        ),
        wide=("outlets", "taken over"),
    )


def said(one: Object) -> str:
    """Who said it, in which words, where and when."""
    who = one["outlet"] or "the outlet" if one["claimant"] == "outlet" else one["claimant"]
    denies = " denies" if one["polarity"] == "denied" else ""
    source = ", ".join(filter(None, (one["outlet"], one["published"])))
    return f"{who}{denies}: “{show.shorten(one['quote']['text'], 240)}” ({source}; {one['claim']})"


def when(time: Object | None) -> str:
    """Days in a few words; '' where there are none."""
    if time is None or not (time["start"] or time["end"]):
        return ""
    first, last = time["start"] or "…", time["end"] or "…"
    return first if first == last else f"{first} to {last}"


def _day(told: Object) -> str:
    """When it happened; where no claim tells, when it was first reported."""
    reported = min((one["published"] for one in told["articles"] if one["published"]), default=None)
    return when(told["time"]) or (f"reported {reported}" if reported else "undated")


def _what(told: Object) -> str:
    places = ", ".join(place["name"] for place in told["places"][:3])
    return f"{told['type']}, {places}" if places else str(told["type"])


def _outlets(told: Object) -> set[str]:
    return {name for origin in told["origins"] for name in origin["outlets"]}


def many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
