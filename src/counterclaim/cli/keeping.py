"""`remove`: taking documents out of the ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from counterclaim.cli import show
from counterclaim.cli.state import state


def register(app: typer.Typer) -> None:
    app.command(epilog="Example:  counterclaim remove https://example.org/report --why 'names a witness'")(
        remove
    )


def remove(
    context: typer.Context,
    documents: Annotated[
        list[str], typer.Argument(metavar="ID-or-ADDRESS…", help="Documents by id, path or address.")
    ],
    why: Annotated[str | None, typer.Option(help="The reason, kept with the tombstone.")] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Purge documents: bytes, text, quotes and search entries. A tombstone keeps them from coming back."""
    if not yes:
        typer.confirm(f"Purge {len(documents)} document(s) for good?", abort=True, err=True)
    removed: list[str] = []
    with state(context).open() as ledger:
        for name in documents:
            removed += ledger.remove(name, why=why)
    if as_json:
        show.as_json({"removed": removed})
    else:
        print(f"removed {len(removed)} document(s); counterclaim add --force adds one again")
