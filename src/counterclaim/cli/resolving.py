"""`parties`, `places` and `resolve`: telling the ledger what it does not know yet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterclaim.cli import show
from counterclaim.cli.progress import comparing
from counterclaim.cli.state import state, world_spec

if TYPE_CHECKING:
    from counterclaim.extracting.world import WorldSpec
    from counterclaim.ledger import Ledger, NameCount, Unresolved

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
OnlyUnresolved = Annotated[
    bool, typer.Option("--unresolved", help="List strings that were not resolved, by frequency.")
]

parties_app = typer.Typer(rich_markup_mode=None, invoke_without_command=True)
places_app = typer.Typer(rich_markup_mode=None, invoke_without_command=True)


def register(app: typer.Typer) -> None:
    app.add_typer(
        parties_app,
        name="parties",
        epilog='Example:  counterclaim parties set "the Tariq brigade" "Free Army"',
    )
    app.add_typer(
        places_app, name="places", epilog="Example:  counterclaim places set Talish 40.39 46.79 --country AZ"
    )
    app.command()(resolve)


@parties_app.callback()
def parties(context: typer.Context, unresolved: OnlyUnresolved = False, as_json: Json = False) -> None:
    """List parties with their claims, or the names that are not known yet."""
    if context.invoked_subcommand is not None:
        return
    chosen = state(context)
    with chosen.open() as ledger:
        rows = unresolved_parties(ledger, world_spec(ledger, chosen)) if unresolved else ledger.parties()
    _print(rows, as_json)


@parties_app.command("set")
def set_party(
    context: typer.Context,
    string: Annotated[str, typer.Argument(help="The words as the text has them.")],
    party: Annotated[str, typer.Argument(help="The party that they name; made where it is new.")],
    language: Annotated[str, typer.Option(metavar="CODE", help="Language of the words.")] = "en",
) -> None:
    """Write to your own conflict file that STRING names PARTY; `counterclaim resolve` then applies it."""
    from counterclaim.parties.conflict import set_party as write

    path = state(context).own_conflict_file()
    write(path, string, party, language=language)
    print(f"{path}: {string!r} is {party!r}. Apply it with: counterclaim resolve")


@places_app.callback()
def places(context: typer.Context, unresolved: OnlyUnresolved = False, as_json: Json = False) -> None:
    """List places with their claims, or the names that are not known yet."""
    if context.invoked_subcommand is not None:
        return
    with state(context).open() as ledger:
        rows = ledger.unresolved_places() if unresolved else ledger.places()
    _print(rows, as_json)


@places_app.command("set")
def set_place(
    context: typer.Context,
    string: Annotated[str, typer.Argument(help="The name as the text has it.")],
    lat: Annotated[float, typer.Argument(min=-90, max=90, help="Latitude in degrees.")],
    lon: Annotated[float, typer.Argument(min=-180, max=180, help="Longitude in degrees.")],
    name: Annotated[
        str | None, typer.Option(help="The place's main name, where STRING is a variant.")
    ] = None,
    precision: Annotated[
        str, typer.Option(help="exact, settlement, district, province, country or region.")
    ] = "settlement",
    country: Annotated[str | None, typer.Option(metavar="CODE", help="ISO 3166 code of the country.")] = None,
    geonames: Annotated[int | None, typer.Option(metavar="ID", help="GeoNames id.")] = None,
    language: Annotated[str, typer.Option(metavar="CODE", help="Language of the words.")] = "en",
) -> None:
    """Write to your own conflict file where STRING lies (negative numbers after --)."""
    from counterclaim.parties.conflict import set_place as write

    path = state(context).own_conflict_file()
    write(
        path,
        string,
        name=name or string,
        lat=lat,
        lon=lon,
        precision=precision,
        country=country,
        geonames=geonames,
        language=language,
    )
    print(f"{path}: {string!r} is at {lat}, {lon}. Apply it with: counterclaim resolve")


@places_app.command("add")
def add_places(
    context: typer.Context,
    source: Annotated[
        Path,
        typer.Argument(
            help="A GeoNames country file (such as SY.txt), or a CSV: name,lat,lon[,country,alternates]."
        ),
    ],
) -> None:
    """Add villages and other places of a country to this ledger's gazetteer."""
    from counterclaim.gazetteer import extend

    path = state(context).extra_places()
    added, bad = extend(path, source)
    for line in bad[:20]:
        show.error(f"rejected: {line}")
    print(f"{path}: {added} places added" + (f", {len(bad)} rows rejected" if bad else ""))
    print("Apply it with: counterclaim resolve")
    if bad:
        raise typer.Exit(1 if added else 2)


def resolve(context: typer.Context, as_json: Json = False) -> None:
    """Resolve all claims again by the conflict files as they are now. Nothing is read or tagged again; what changed is compared anew."""
    from counterclaim.pipeline import compare, resolve_again

    chosen = state(context)
    with chosen.open() as ledger:
        spec = world_spec(ledger, chosen)
        documents, claims = resolve_again(ledger, spec=spec)
        with comparing(quiet=as_json) as start:
            changed = compare(ledger, spec=spec, before=start)[2]
    if as_json:
        show.as_json({"documents": documents, "claims": claims, "incidents": changed})
    else:
        print(f"{chosen.shown}: {documents} documents changed; {claims} claims in them", end="")
        print(f"; {changed} incidents are new or changed" if changed else "")


def unresolved_parties(ledger: Ledger, spec: WorldSpec) -> list[Unresolved]:
    """Actors and targets that resolved to nothing, and named sources that are no known party, by frequency.

    Pronouns, common nouns and places are left out: they are no names to be set.
    """
    from counterclaim.extracting.world import open_world
    from counterclaim.ledger import ClaimFilter, Unresolved
    from counterclaim.parties.naming import may_be_name

    world = open_world(spec)
    registry = world.registry

    def a_name(text: str) -> bool:
        placed = world.gazetteer.find(text, 0, len(text), "ar" if "\u0600" <= text[:1] <= "\u06ff" else "en")
        return may_be_name(text, registry) and not any(span.end - span.start == len(text) for span in placed)

    rows = {row.text: row for row in ledger.unresolved_parties() if a_name(row.text)}
    for source in ledger.sources():
        if source.party in ("outlet", "unnamed") or registry.is_known(source.party):
            continue
        if not a_name(source.claimant):
            continue
        first = next(ledger.claims(ClaimFilter(claimant=source.claimant, limit=1)), None)
        if first is not None:
            count = source.claims + (rows[source.claimant].claims if source.claimant in rows else 0)
            rows[source.claimant] = Unresolved(source.claimant, count, first["quote"]["text"], first["id"])
    return sorted(rows.values(), key=lambda row: (-row.claims, row.text))


def _print(rows: Sequence[Unresolved | NameCount], as_json: bool) -> None:
    if as_json:
        show.as_json(row._asdict() for row in rows)
    elif rows:
        columns = rows[0]._fields
        show.table(
            columns,
            ([show.shorten(str(cell), 120) for cell in row] for row in rows),
            wide=(columns[0], "quote"),
        )
    else:
        print("None.")
