"""`claims`, `show`, `articles`, `sources`, `search` and `rejected`: looking into the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer

from counterclaim.cli import filters, show
from counterclaim.cli.state import state

WIDE = 150
"""Columns of a terminal from which claims are listed with a column a field."""

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def register(app: typer.Typer) -> None:
    app.command(
        epilog="Examples:  counterclaim claims --party Armenia --type loss   "
        "counterclaim claims --place Hadrut --from 2020-10-01 --json"
    )(claims)
    app.command(name="show", epilog="Example:  counterclaim show c_0123456789abcdef")(show_claim)
    app.command()(articles)
    app.command()(sources)
    app.command(epilog="Example:  counterclaim search 'Su-25 Hadrut'")(search)
    app.command()(rejected)


def claims(
    context: typer.Context,
    party: filters.Party = None,
    claimant: filters.ClaimantName = None,
    type: filters.Type = None,
    place: filters.Place = None,
    date_from: filters.From = None,
    date_to: filters.To = None,
    polarity: filters.PolarityOption = None,
    language: filters.Language = None,
    outlet: filters.Outlet = None,
    means: filters.Means = None,
    object: filters.ObjectHit = None,
    text: filters.Text = None,
    min_confidence: filters.Confidence = None,
    limit: filters.Limit = None,
    all_versions: filters.AllVersions = False,
    as_json: Json = False,
) -> None:
    """List claims: who says what happened, where, when, with which figures."""
    chosen = filters.claim_filter(
        party=party,
        claimant=claimant,
        kind=type,
        place=place,
        date_from=date_from,
        date_to=date_to,
        polarity=polarity,
        language=language,
        outlet=outlet,
        means=means,
        objects=object,
        text=text,
        min_confidence=min_confidence,
        limit=limit,
        all_versions=all_versions,
    )
    with state(context).open() as ledger:
        found = ledger.claims(chosen)
        if as_json:
            show.as_json(found)
            return
        count = _claim_table(found)
    if not count:
        print("No claims match.")


def show_claim(
    context: typer.Context,
    claim_id: Annotated[str, typer.Argument(metavar="ID", help="A claim's id, as `claims` lists it.")],
    as_json: Json = False,
) -> None:
    """Show one claim in its sentence, with its chain of sources, links and media."""
    with state(context).open() as ledger:
        claim = ledger.claim(claim_id)
        if as_json:
            show.as_json(claim)
            return
        document = ledger.document(claim["document"])
    _print_claim(claim, document.text, document.address)


def articles(context: typer.Context, as_json: Json = False) -> None:
    """List articles with start, end, title, outlet, author, published and language."""
    with state(context).open() as ledger:
        found = ledger.articles()
        if as_json:
            show.as_json(found)
            return
        count = _article_table(found)
    if not count:
        print("The ledger holds no articles yet: counterclaim add FILE …")


def _article_table(found: Iterable[Mapping[str, Any]]) -> int:
    """A column a field on wide terminals; title over the other fields on narrow ones."""
    rows = [
        {**a, "published": f"{a['published']} (inferred)" if a["published_inferred"] else a["published"]}
        for a in found
    ]
    if show.width() >= WIDE:
        columns = ("start", "end", "title", "outlet", "author", "published", "language", "claims")
        return show.table(columns, ([a[c] for c in columns] for a in rows), wide=("title",))
    fields = ("outlet", "author", "published", "language")
    return show.table(
        ("start", "end", "article", "claims"),
        (
            (
                a["start"],
                a["end"],
                f"{a['title'] or '(no title)'}\n{', '.join(a[f] for f in fields if a[f])}",
                a["claims"],
            )
            for a in rows
        ),
        wide=("article",),
    )


def sources(context: typer.Context, as_json: Json = False) -> None:
    """List claimants with their party and how many claims they make."""
    with state(context).open() as ledger:
        found = ledger.sources()
        if as_json:
            show.as_json(s._asdict() for s in found)
            return
        show.table(
            ("claimant", "party", "claims", "denied", "articles"),
            (
                (
                    show.shorten(s.claimant, 90),
                    show.shorten(s.party, 60),
                    s.claims,
                    s.denied or "·",
                    s.articles,
                )
                for s in found
            ),
            wide=("claimant", "party"),
        )


def search(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="Words; all must occur in quote, claimant, places or title.")],
    limit: Annotated[int, typer.Option(min=1, help="Show at most this many.")] = 50,
    as_json: Json = False,
) -> None:
    """Search the ledger's claims by words, in any script and spelling of accents and vowel signs."""
    with state(context).open() as ledger:
        found = ledger.search(query, limit)
        if as_json:
            show.as_json(found)
            return
        count = _claim_table(found)
    if not count:
        print(f"Nothing found for {query!r}.")
        raise typer.Exit(1)


def rejected(context: typer.Context, as_json: Json = False) -> None:
    """List what could not be read or extracted, at which stage, and why."""
    with state(context).open() as ledger:
        found = [
            {"address": r.address, "stage": r.stage, "cause": r.cause, "at": r.at} for r in ledger.rejected()
        ]
    if as_json:
        show.as_json(found)
    elif not show.table(
        ("at", "stage", "document", "cause"),
        ((r["at"], r["stage"], r["address"], r["cause"]) for r in found),
        wide=("document", "cause"),
    ):
        print("Nothing was rejected.")


def _claim_table(found: Iterable[Mapping[str, Any]]) -> int:
    """Wide terminals get a column a field, narrow ones the fields under one another."""
    if show.width() >= WIDE:
        columns = ("id", "claimant", "type", "where and when", "figures", "quote")
        wide = ("claimant", "where and when", "figures", "quote")
        return show.table(columns, map(_cells, found), wide=wide)
    return show.table(("id", "claim"), ((claim["id"], _lines(claim)) for claim in found), wide=("claim",))


def _lines(claim: Mapping[str, Any]) -> str:
    _, who, what, where, figures, quote = _cells(claim)
    return "\n".join((who, "; ".join(filter(None, (what, where, figures))), quote))


def _cells(claim: Mapping[str, Any]) -> tuple[str, ...]:
    places = dict.fromkeys(p["name"] or p["text"] for p in claim["places"])
    return (
        claim["id"],
        _who(claim),
        _what(claim),
        ", ".join(filter(None, [*places, _when(claim)])),
        "; ".join(map(figure, claim["quantities"])),
        f"“{show.shorten(claim['quote']['text'], 200)}”",
    )


def _who(claim: Mapping[str, Any]) -> str:
    chain = [claim["claimant"]["name"], *(v["name"] for v in claim["via"])]
    if claim["article"]["outlet"] and chain != ["outlet"]:
        chain.append(claim["article"]["outlet"])
    elif chain == ["outlet"]:
        chain = [claim["article"]["outlet"] or "outlet"]
    return " ← ".join(reversed(chain))


def _what(claim: Mapping[str, Any]) -> str:
    marks = [claim["type"]]
    if claim["polarity"] == "denied":
        marks.append("denied")
    if claim["certainty"] != "certain":
        marks.append(claim["certainty"])
    if claim["engine"].get("untrained"):
        marks.append("untrained language")
    return ", ".join(marks)


def _when(claim: Mapping[str, Any]) -> str:
    time = claim["time"]
    if time is None or not (time["start"] or time["end"]):
        return ""
    first, last = time["start"] or "…", time["end"] or "…"
    return first if first == last else f"{first} to {last}"


def figure(quantity: Mapping[str, Any]) -> str:
    """A quantity in a few words: 'militant: 24 or more (dozens) killed', 'soldier: 1500-2000 deployed in total'."""
    low, high = quantity["low"], quantity["high"]
    if low == high:
        number = f"{low}"
    elif high is None:
        number = f"{low} or more"
    else:
        number = f"up to {high}" if low is None else f"{low}-{high}"
    words = [f"{(quantity['group'] or quantity['item']).replace('_', ' ')}: {number}"]
    if quantity["word"]:
        words.append(f"({quantity['word']})")
    if quantity["effect"] != "other":
        words.append(quantity["effect"].replace("_", " "))
    if quantity["cumulative"]:
        words.append("in total")
    return " ".join(words)


def _print_claim(claim: Mapping[str, Any], text: str, address: str) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    quote, trigger, claimant = claim["quote"], claim["trigger"], claim["claimant"]
    before, after = max(quote["start"] - 120, 0), min(quote["end"] + 120, len(text))
    before, after = max(before, claim["article"]["start"]), min(after, claim["article"]["end"])
    shown = Text(text[before:after].replace("\n", " "))
    shown.stylize("dim", 0, quote["start"] - before)
    shown.stylize("dim", quote["end"] - before, after - before)
    shown.stylize("bold reverse", trigger["start"] - before, trigger["end"] - before)
    if claimant["start"] is not None:
        shown.stylize("bold underline", claimant["start"] - before, claimant["end"] - before)
    console.print(shown)
    rows = Table.grid(padding=(0, 2))
    for name, value in _details(claim, address):
        if value:
            rows.add_row(Text(name, style="dim"), Text(show.clean(value)))
    console.print()
    console.print(rows)


def _details(claim: Mapping[str, Any], address: str) -> list[tuple[str, str]]:
    article, time = claim["article"], claim["time"]

    def parties(role: str) -> str:
        return "; ".join(f"{p['text']} ({p['name'] or 'not known'})" for p in claim[role])

    return [
        ("claim", claim["id"]),
        ("what", f"{_what(claim)}, confidence {claim['confidence']:.2f}"),
        ("chain", _who(claim)),
        ("cue", claim["cue"]["text"] if claim["cue"] else ""),
        ("actors", parties("actors")),
        ("targets", parties("targets")),
        ("places", "; ".join(_place(p) for p in claim["places"])),
        (
            "time",
            f"{_when(claim)} ({time['precision']}; {time['text'] or 'from the article'})" if time else "",
        ),
        ("figures", "; ".join(f"{figure(q)} [{q['text']}]" for q in claim["quantities"])),
        ("means", f"{claim['means']['text']} ({claim['means']['class']})" if claim["means"] else ""),
        ("objects", "; ".join(f"{o['text']} ({o['class']})" for o in claim["objects"])),
        ("evidence", ", ".join(claim["evidence"])),
        (
            "article",
            f"{article['title'] or '(no title)'} — {article['outlet'] or 'outlet not known'}, {article['published'] or 'undated'}",
        ),
        ("quote at", f"characters {claim['quote']['start']} to {claim['quote']['end']} of {address}"),
        ("incident", claim["incident"] or ""),
        ("links", "\n".join(f"{link['kind']}: {link['url']}" for link in claim["links"])),
    ]


def _place(place: Mapping[str, Any]) -> str:
    if place["lat"] is None:
        return f"{place['text']} ({place['name'] or 'not known'})"
    return f"{place['text']} ({place['name']}, {place['precision']}, {place['lat']:.2f} {place['lon']:.2f})"
