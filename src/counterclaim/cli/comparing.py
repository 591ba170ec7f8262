"""`incidents`, `incident`, `series`, `shifts`, `holdings`, `origins`, `citations`, `silences`, `rule`: claims held
against each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from counterclaim.cli import compared, filters, findings, show
from counterclaim.cli.progress import comparing
from counterclaim.cli.state import state, world_spec

if TYPE_CHECKING:
    from counterclaim.analysis import Analysis
    from counterclaim.extracting.world import WorldSpec
    from counterclaim.ledger import Ledger

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
STATUSES = ("single", "corroborated", "conceded", "contested")
Status = Annotated[
    str | None, typer.Option(help="single, corroborated, conceded or contested, by `counterclaim rule`.")
]
AnyParty = Annotated[str | None, typer.Option(help="A party that speaks, acts or is acted on.")]


def register(app: typer.Typer) -> None:
    app.command(
        epilog="Examples:  counterclaim incidents --contested   "
        "counterclaim incidents --place Hadrut --from 2020-10-01 --as-of 2020-10-10 --json"
    )(incidents)
    app.command(epilog="Example:  counterclaim incident i_0123456789abcdef")(incident)
    app.command(
        epilog="Examples:  counterclaim series --claimant Armenia   counterclaim series --item tank --json"
    )(series)
    app.command(epilog="Example:  counterclaim shifts --party Turkey")(shifts)
    app.command(
        epilog="Examples:  counterclaim holdings Hadrut   counterclaim holdings Hadrut --as-of 2020-10-10"
    )(holdings)
    app.command(epilog="Examples:  counterclaim origins   counterclaim origins --all --json")(origins)
    app.command(epilog="Examples:  counterclaim citations   counterclaim citations --changed")(citations)
    app.command(epilog="Example:  counterclaim silences --party Azerbaijan")(silences)
    app.command(epilog="Example:  counterclaim rule")(rule)


def incidents(
    context: typer.Context,
    contested: Annotated[
        bool, typer.Option("--contested", help="Only those whose status is contested.")
    ] = False,
    status: Status = None,
    party: AnyParty = None,
    place: filters.Place = None,
    type: filters.Type = None,
    date_from: filters.From = None,
    date_to: filters.To = None,
    limit: filters.Limit = None,
    as_of: filters.AsOf = None,
    as_json: Json = False,
) -> None:
    """List incidents: claims about one happening, with their status and how many origins stand behind them."""
    from typing import get_args

    from counterclaim import model
    from counterclaim.ledger import IncidentFilter

    filters.one_of("--status", status, ("contested",) if contested else STATUSES)
    filters.one_of("--type", type, get_args(model.ClaimType))
    date_from, date_to = filters.days(date_from, date_to)
    wanted = IncidentFilter(
        contested=contested,
        status="contested" if contested else status,
        party=party,
        place=place,
        place_names=filters.names(place),
        type=type,
        date_from=date_from,
        date_to=date_to,
        limit=limit,
    )
    with opened(context, as_of) as analysis:
        found = analysis.incidents(wanted)
        if as_json:
            show.as_json(found)
        elif not compared.incidents(found):
            print("No incidents match.")


def incident(
    context: typer.Context,
    incident_id: Annotated[
        str, typer.Argument(metavar="ID", help="An incident's id, as `incidents` lists it.")
    ],
    as_of: filters.AsOf = None,
    as_json: Json = False,
) -> None:
    """Show one incident: accounts side by side, what contradicts, the origins, and why each claim is in it."""
    from counterclaim.errors import UnknownNameError

    if incident_id.startswith("c_"):
        raise UnknownNameError(
            f"{incident_id!r} is a claim; `counterclaim show {incident_id}` names its incident"
        )
    with opened(context, as_of) as analysis:
        found = analysis.incident(incident_id)
    if as_json:
        show.as_json(found)
    else:
        compared.incident(found)


def series(
    context: typer.Context,
    party: Annotated[str | None, typer.Option(help="The party whose losses or people are counted.")] = None,
    claimant: Annotated[str | None, typer.Option(help="The party or outlet that counts.")] = None,
    item: Annotated[
        str | None, typer.Option(help="What is counted, such as tank, soldier or civilian.")
    ] = None,
    as_of: filters.AsOf = None,
    as_json: Json = False,
) -> None:
    """List running totals: each claimant's figures day by day, falls, jumps, and what its single claims explain."""
    from typing import get_args

    from counterclaim import model

    if item is not None:
        item = item.strip().casefold().replace(" ", "_")
    filters.one_of("--item", item, (*get_args(model.Item), *get_args(model.Group)))
    with opened(context, as_of) as analysis:
        found = analysis.series(party=party, claimant=claimant, item=item)
    _shown(found, as_json, findings.series, "No running totals match.")


def shifts(
    context: typer.Context, party: AnyParty = None, as_of: filters.AsOf = None, as_json: Json = False
) -> None:
    """List shifts: where a party, or its side, denied what it affirms at another time, with both quotes."""
    with opened(context, as_of) as analysis:
        found = analysis.shifts(party=party)
    _shown(found, as_json, findings.shifts, "No shifts were found.")


def holdings(
    context: typer.Context,
    place: Annotated[str, typer.Argument(help="Place, in any spelling that the gazetteer knows.")],
    as_of: filters.AsOf = None,
    as_json: Json = False,
) -> None:
    """Show who says who holds a place, from when to when."""
    from counterclaim.errors import UnknownNameError

    with opened(context, as_of) as analysis:
        try:
            found = analysis.holdings(place)
        except UnknownNameError as error:
            if as_of is None:
                raise
            raise UnknownNameError(f"as of {as_of}: {error}") from None
    if as_json:
        show.as_json(found)
    else:
        findings.holdings(found)


def origins(
    context: typer.Context,
    every: Annotated[bool, typer.Option("--all", help="Also wordings that only one article has.")] = False,
    as_of: filters.AsOf = None,
    as_json: Json = False,
) -> None:
    """List wordings that several articles have: where each stood first, and who took it over."""
    with opened(context, as_of) as analysis:
        found = list(analysis.origins(shared=not every))
    _shown(found, as_json, findings.origins, "No wording stands in more than one article.")


def citations(
    context: typer.Context,
    changed: Annotated[
        bool, typer.Option("--changed", help="Only where the cited page says something else, or nothing.")
    ] = False,
    as_of: filters.AsOf = None,
    as_json: Json = False,
) -> None:
    """Does the cited page say it? Claims of articles that cite another one of the ledger, beside that one's."""
    with opened(context, as_of) as analysis:
        every = analysis.citations()
    found = [one for one in every if one["kind"] != "same"] if changed else every
    nothing = "No citations of articles in this ledger were found."
    if every:
        nothing = "No citation changes what the cited page says."
    _shown(found, as_json, findings.citations, nothing)


def silences(
    context: typer.Context,
    party: Annotated[str | None, typer.Option(help="The party that is silent.")] = None,
    as_of: filters.AsOf = None,
    as_json: Json = False,
) -> None:
    """List what is said about a party and on which its own side says nothing yet."""
    with opened(context, as_of) as analysis:
        found = analysis.silences(party=party)
    _shown(found, as_json, findings.silences, "No silences were found.")


def rule(as_json: Json = False) -> None:
    """Print the rule by which incidents have their status. It is the same for every source."""
    from counterclaim.comparing.status import rule as text

    if as_json:
        show.as_json({"rule": text()})
    else:
        print(text().rstrip())


@contextmanager
def opened(context: typer.Context, as_of: str | None) -> Iterator[Analysis]:
    """The ledger's comparison, after what waits for it is done. One that may only be read is compared in memory."""
    from counterclaim.analysis import Analysis

    day = filters.day("--as-of", as_of)
    chosen = state(context)
    with chosen.open() as ledger:
        spec = world_spec(ledger, chosen)
        yield Analysis.of(ledger, spec, day, afresh=not finish(ledger, spec))


def finish(ledger: Ledger, spec: WorldSpec) -> bool:
    """Compare what waits; False where that could not be written."""
    from counterclaim.errors import LedgerError
    from counterclaim.pipeline import compare

    try:
        with comparing() as start:
            compare(ledger, spec=spec, before=start)
    except LedgerError as error:
        show.error(f"{error}; compared in memory")
        return False
    return True


def _shown(
    found: Sequence[dict[str, Any]],
    as_json: bool,
    table: Callable[[Sequence[dict[str, Any]]], None],
    nothing: str,
) -> None:
    if as_json:
        show.as_json(found)
    elif found:
        table(found)
    else:
        print(nothing)
