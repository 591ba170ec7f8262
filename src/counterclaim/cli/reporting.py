"""`report`: an incident, a place or a search as one HTML file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterclaim.cli import filters
from counterclaim.cli.state import state, world_spec

if TYPE_CHECKING:
    from counterclaim.ledger import Ledger

Output = Annotated[
    Path, typer.Option("-o", "--output", metavar="FILE", help="Where to write; - for standard output.")
]
report = typer.Typer(
    no_args_is_help=True,
    help="Write an incident, a place or a search as one HTML file that opens from disk without any request.",
)


def register(app: typer.Typer) -> None:
    report.command("incident", epilog="Example:  counterclaim report incident i_3f2a -o incident.html")(
        incident
    )
    report.command("place", epilog="Example:  counterclaim report place Hadrut -o hadrut.html")(place)
    report.command("search", epilog="Example:  counterclaim report search --type loss -o losses.html")(search)
    app.add_typer(report, name="report")


def incident(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID", help="The incident's id, or its beginning.")],
    output: Output = Path("-"),
    as_of: filters.AsOf = None,
) -> None:
    """Write an incident: accounts side by side in words, what contradicts, and a map."""
    from counterclaim.analysis import Analysis
    from counterclaim.web import report as reports

    with state(context).open() as ledger:
        analysis = Analysis.of(ledger, world_spec(ledger, state(context)), as_of)
        _write(reports.incident_report(ledger, analysis, name, _stamp(ledger)), output)


def place(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The place's name or key.")],
    output: Output = Path("-"),
    as_of: filters.AsOf = None,
) -> None:
    """Write who says who holds a place, from when to when."""
    from counterclaim.analysis import Analysis
    from counterclaim.web import report as reports

    with state(context).open() as ledger:
        analysis = Analysis.of(ledger, world_spec(ledger, state(context)), as_of)
        _write(reports.place_report(ledger, analysis, name, _stamp(ledger)), output)


def search(
    context: typer.Context,
    output: Output = Path("-"),
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
) -> None:
    """Write the claims that the filters let through, at most 1000."""
    from typing import get_args

    from counterclaim import model
    from counterclaim.web import report as reports
    from counterclaim.web.finding import ClaimQuery

    valid = {"--type": (type, model.ClaimType), "--polarity": (polarity, model.Polarity)}
    valid |= {"--means": (means, model.MeansClass), "--object": (object, model.ObjectClass)}
    for option, (value, words) in valid.items():
        filters.one_of(option, value, get_args(words))
    date_from, date_to = filters.days(date_from, date_to)
    query = ClaimQuery(
        text=text,
        type=type,
        polarity=polarity,
        party=party,
        claimant=claimant,
        place=place,
        language=language,
        outlet=outlet,
        means=means,
        object=object,
        date_from=date_from,
        date_to=date_to,
    )
    with state(context).open() as ledger:
        _write(reports.search_report(ledger, query, _stamp(ledger)), output)


def _stamp(ledger: Ledger) -> str:
    from counterclaim.measuring import quality
    from counterclaim.web import measured

    return quality.stamp_words(measured.measured(ledger).stamp)


def _write(html: str, output: Path) -> None:
    if str(output) == "-":
        sys.stdout.write(html)
    else:
        output.write_text(html, encoding="utf-8", errors="replace")
