"""How what comparison found is printed: accounts side by side, links with their reasons, timelines, totals."""

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
                    len(told["links"]) or "·",
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
    counts = f"{_many(len(told['origins']), 'origin')} in {_many(len(_outlets(told)), 'outlet')}"
    if told["links"]:
        counts += f", {_many(len(told['links']), 'conflict link')}"
    return [first, *filter(None, [", ".join(told["parties"])]), f"{told['status']}: {counts}"]


def incident(told: Object) -> None:
    """One incident, whole."""
    print(headline(told))
    reasons = {link["reason"] for link in told["links"]}
    print(f"{told['status']}: {'; '.join(f['words'] for f in told['facts'] if f['words'] not in reasons)}")
    if told["grade"]:
        print(f"suggested Airwars grade: {told['grade']['name']} (a suggestion by rule, nobody's judgement)")
    side_by_side(told)
    contradictions(told["conflicts"])
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
        moved = _many(len(event["claims"]), "claim")
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


def contradictions(conflicts: Sequence[Object]) -> None:
    """One line a contradiction, with the words of both."""
    if not conflicts:
        return
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
                            _many(len(one["others"]), "more pair") if one["others"] else "",
                        ),
                    )
                ),
            )
            for one in conflicts
        ),
        wide=("why",),
    )


def _sources(told: Object) -> None:
    print(f"\nOrigins: {len(told['origins'])}, from {_many(len(told['sources']), 'source')}")
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


def series(found: Sequence[Object]) -> None:
    """Each series with its points, what happened between them, and others' totals of the same thing."""
    for number, one in enumerate(found):
        if number:
            print()
        print(total(one))
        steps = {step["to"]: step for step in one["steps"]}
        rows = []
        for point in one["points"]:
            step = steps.get(point["day"])
            rows.append(
                (
                    point["day"],
                    _number(point),
                    f"{step['rise']:+}" if step else "",
                    f"{step['explained']}" if step else "",
                    "; ".join(mark["reason"] for mark in step["marks"]) if step else "",
                    len(point["origins"]),
                    ", ".join(point["outlets"]),
                )
            )
        show.table(
            ("day", "total", "rise", "explained", "marks", "origins", "outlets"),
            rows,
            wide=("marks", "outlets"),
        )
        for other in one["beside"]:
            point = other["point"]
            print(f"  beside it, {other['claimant']}: {_number(point)} ({point['day'] or 'undated'})")


def total(one: Object) -> str:
    """What a series counts, in a few words."""
    thing = (one["group"] or one["item"]).replace("_", " ")
    effect = "" if one["effect"] == "other" else f" {one['effect'].replace('_', ' ')}"
    about = f" of {', '.join(one['about'])}" if one["about"] else ""
    since = f", {'in' if one['window'] else 'since'} {one['since']}" if one["since"] else ""
    place = f", {one['place']}" if one["place"] else ""
    return f"{one['publisher'] or one['claimant']}: {thing}{effect}{about}{since}{place}"


def _number(point: Object) -> str:
    low, high = point["low"], point["high"]
    if low == high:
        return f"{low}"
    if high is None:
        return f"{low} or more"
    return f"up to {high}" if low is None else f"{low}-{high}"


def shifts(found: Sequence[Object]) -> None:
    show.table(
        ("party", "shift", "what was said"),
        (
            (one["party"], one["kind"], "\n".join((one["reason"], said(one["first"]), said(one["then"]))))
            for one in found
        ),
        wide=("what was said",),
    )


def holdings(told: Object) -> None:
    """The timeline of a place, by claimant and holder."""
    print(f"Who says who holds {told['place']['name']}")
    shown = show.table(
        ("says", "held by", "from", "to", "last said", "origins", "words"),
        (
            (
                one["claimant"],
                one["holder"],
                one["from"] or "…",
                one["to"] or "…",
                one["told"],
                len(one["origins"]),
                "\n".join(
                    dict.fromkeys(
                        f"“{show.shorten(claim['quote']['text'], 120)}” ({claim['outlet'] or 'no outlet'})"
                        for claim in one["claims"][:QUOTES]
                    )
                ),
            )
            for one in told["intervals"]
        ),
        wide=("words",),
    )
    if not shown:
        print("No claim says who holds it.")
    for contest in told["contested"]:
        print(f"contested: {contest['reason']}")
    for near in told["near"]:
        print(f"{near['relation']}: {near['name']} ({_many(near['claims'], 'claim')})")


def origins(found: Sequence[Object]) -> None:
    def source(one: Object) -> str:
        who = one["outlet"] or "outlet not known"
        day = one["published"] or "undated"
        return f"{who}, {day}" + (f" — {one['why']}" if one["why"] else "")

    shared: dict[str, list[Object]] = {}
    for one in found:
        shared.setdefault("\n".join(map(source, one["articles"])), []).append(one)
    show.table(
        ("origins", "claims", "articles"),
        (
            (_ids([one["id"] for one in those]), sum(one["claims"] for one in those), articles)
            for articles, those in shared.items()
        ),
        wide=("articles",),
    )


def _ids(ids: Sequence[str]) -> str:
    return "\n".join([*ids[:QUOTES], *([f"… and {len(ids) - QUOTES} more"] if len(ids) > QUOTES else [])])


def citations(found: Sequence[Object]) -> None:
    def lines(one: Object) -> str:
        there = one["cited"]["quote"]
        here = f"here: “{show.shorten(one['citing']['quote']['text'], 200)}”"
        that = f"there: “{show.shorten(there['text'], 200)}”" if there else "there: nothing like it"
        who = f"{one['citing']['outlet'] or 'outlet not known'}, {one['citing']['published'] or 'undated'}"
        return "\n".join((f"{who}, by {one['by']}: {one['reason']}", here, that))

    show.table(("kind", "claim"), ((one["kind"], lines(one)) for one in found), wide=("claim",))


def silences(found: Sequence[Object]) -> None:
    show.table(
        ("silent", "on", "when", "sources", "what is said"),
        (
            (
                one["party"],
                one["kind"],
                when({"start": one["first"], "end": one["last"]}),
                one["origins"],
                "\n".join(
                    (
                        *([] if one["speaks"] else ["(its side says nothing in this ledger)"]),
                        *(said(claim) for claim in _worded(one["claims"])[:2]),
                    )
                ),
            )
            for one in found
        ),
        wide=("what is said",),
    )


def _worded(claims: Sequence[Object]) -> list[Object]:
    """One claim for each wording."""
    return list({claim["quote"]["text"]: claim for claim in reversed(claims)}.values())[::-1]


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


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
