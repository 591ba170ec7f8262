"""How totals, shifts, timelines, origins, citations and silences are printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from counterclaim.cli import show
from counterclaim.cli.compared import QUOTES, Object, many, said, when

NARROW = 100
"""Columns of a terminal below which fields stand in one cell with the words, so that these keep their room."""


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
                    f"{step['explained']} of {step['rise']}" if step and step["rise"] > 0 else "",
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
            who = _voice(other["claimant"], ", ".join(point["outlets"]))
            show.paragraph(f"beside it, {who}: {_number(point)} ({point['day'] or 'undated'})", indent=2)


def total(one: Object) -> str:
    """What a series counts, in a few words."""
    thing = (one["group"] or one["item"]).replace("_", " ")
    effect = "" if one["effect"] == "other" else f" {one['effect'].replace('_', ' ')}"
    about = f" of {', '.join(one['about'])}" if one["about"] else ""
    since = f", {'in' if one['window'] else 'since'} {one['since']}" if one["since"] else ""
    if scope := one["place"] or one["incident"] or ("told in one article" if one["article"] else ""):
        scope = f", {scope}"
    # Where the outlet is not known, a publisher is no more than an id.
    outlets = dict.fromkeys(outlet for point in one["points"] for outlet in point["outlets"])
    return f"{_voice(one['claimant'], one['publisher'] if outlets else '')}: {thing}{effect}{about}{since}{scope}"


def _voice(claimant: str, outlet: str | None) -> str:
    """Who counts: a party, an outlet in its own words, or a source that the outlet does not name."""
    if claimant == "outlet":
        return outlet or "outlet not known"
    return f"{claimant} in {outlet}" if claimant == "unnamed" and outlet else claimant


def _number(point: Object) -> str:
    low, high = point["low"], point["high"]
    if low == high:
        return f"{low}"
    if high is None:
        return f"{low} or more"
    return f"up to {high}" if low is None else f"{low}-{high}"


def shifts(found: Sequence[Object]) -> None:
    def words(one: Object) -> tuple[str, str, str]:
        return one["reason"], said(one["first"]), said(one["then"])

    if show.width() >= NARROW:
        rows = ((one["party"], one["kind"], "\n".join(words(one))) for one in found)
        show.table(("party", "shift", "what was said"), rows, wide=("what was said",))
        return
    show.table(
        ("party", "shift"),
        ((one["party"], "\n".join((one["kind"], *words(one)))) for one in found),
        wide=("shift",),
    )


def holdings(told: Object) -> None:
    """The timeline of a place, by claimant and holder."""
    print(f"Who says who holds {told['place']['name']}")
    if show.width() >= NARROW:
        shown = show.table(
            ("says", "held by", "from", "to", "last said", "origins", "words"),
            (
                (*_interval(one), one["told"], len(one["origins"]), _interval_words(one))
                for one in told["intervals"]
            ),
            wide=("words",),
        )
    else:
        shown = show.table(
            ("says", "held by", "from", "to", "words"),
            (
                (
                    *_interval(one),
                    f"{many(len(one['origins']), 'origin')}, last on {one['told'] or 'no day'}\n"
                    f"{_interval_words(one)}",
                )
                for one in told["intervals"]
            ),
            wide=("words",),
        )
    if not shown:
        print("No claim says who holds it.")
    for contest in told["contested"]:
        show.paragraph(f"contested: {contest['reason']}")
    for near in told["near"]:
        print(f"{near['relation']}: {near['name']} ({many(near['claims'], 'claim')})")


def _interval(one: Object) -> tuple[str, str, str, str]:
    return one["claimant"], one["holder"], one["from"] or "…", one["to"] or "…"


def _interval_words(one: Object) -> str:
    return "\n".join(
        dict.fromkeys(
            f"“{show.shorten(claim['quote']['text'], 120)}” ({claim['outlet'] or 'no outlet'})"
            for claim in one["claims"][:QUOTES]
        )
    )


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
    """One line for each thing that became of a sentence: several of its claims may have been taken over alike, and
    that one was is not said where another was changed."""

    def article(one: Object) -> str:
        return f"{one['outlet'] or 'outlet not known'}, {one['published'] or 'undated'}"

    def lines(one: Object) -> str:
        who = f"{article(one['citing'])}, cites by {one['by']} {article(one['cited'])}: {one['reason']}"
        here, there = one["citing"]["quote"]["text"], one["cited"]["quote"]
        if there and there["text"] == here:
            return f"{who}\nboth: “{show.shorten(here, 200)}”"
        that = f"there: “{show.shorten(there['text'], 200)}”" if there else "there: nothing like it"
        return "\n".join((who, f"here: “{show.shorten(here, 200)}”", that))

    def sentence(one: Object) -> tuple[str, str, str]:
        return one["citing"]["article"], one["cited"]["article"], one["citing"]["quote"]["text"]

    changed = {sentence(one) for one in found if one["kind"] != "same"}
    shown = [one for one in found if one["kind"] != "same" or sentence(one) not in changed]
    rows = dict.fromkeys((one["kind"], lines(one)) for one in shown)
    show.table(("kind", "claim"), rows, wide=("claim",))


def silences(found: Sequence[Object]) -> None:
    def words(one: Object) -> Iterable[str]:
        if not one["speaks"]:
            yield "(its side says nothing in this ledger)"
        yield from map(said, _worded(one["claims"])[:2])

    def day(one: Object) -> str:
        return when({"start": one["first"], "end": one["last"]})

    if show.width() >= NARROW:
        show.table(
            ("silent", "on", "when", "sources", "what is said"),
            ((one["party"], one["kind"], day(one), one["origins"], "\n".join(words(one))) for one in found),
            wide=("what is said",),
        )
        return
    heads = (
        ", ".join(filter(None, (one["kind"], day(one), many(one["origins"], "source")))) for one in found
    )
    show.table(
        ("silent", "what is said"),
        ((one["party"], "\n".join((head, *words(one)))) for one, head in zip(found, heads, strict=True)),
        wide=("what is said",),
    )


def _worded(claims: Sequence[Object]) -> list[Object]:
    """One claim for each wording."""
    return list({claim["quote"]["text"]: claim for claim in reversed(claims)}.values())[::-1]
