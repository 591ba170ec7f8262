"""Entry point: the app, the options that stand before any command, and how errors end a run.

Exit codes: 0 all went well, 1 part of the input was rejected (or a look-up found nothing), 2 nothing
could be done, 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from counterclaim.cli import adding, browsing, demo, exporting, keeping, resolving
from counterclaim.cli.state import State
from counterclaim.errors import CounterclaimError

app = typer.Typer(
    name="counterclaim",
    rich_markup_mode=None,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Examples:  counterclaim add report.html   counterclaim claims --party Armenia --type loss",
)
for group in (adding, browsing, exporting, resolving, keeping, demo):
    group.register(app)


def _version(wanted: bool) -> None:
    if wanted:
        from counterclaim import __version__

        typer.echo(f"counterclaim {__version__}")
        raise typer.Exit


@app.callback()
def counterclaim(
    context: typer.Context,
    ledger: Annotated[
        str | None,
        typer.Option(
            metavar="PATH-or-URL", help="The ledger (default: COUNTERCLAIM_LEDGER, or counterclaim.db here)."
        ),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Keep a ledger of attributed claims about armed conflicts: who says what, in which words."""
    context.obj = State(ledger)


def main() -> None:
    """Run the app; a fault that a person can act on becomes one line and an exit code."""
    try:
        app(standalone_mode=True)
    except CounterclaimError as error:
        print(f"counterclaim: {error}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        print("counterclaim: interrupted; what was finished is kept", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:
        # The reader of a pipe (`| head`) left: that is no fault, and Python must not flush into it again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


if __name__ == "__main__":
    main()
