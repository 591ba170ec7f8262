"""Entry point: the app, the options that stand before any command, and how errors end a run.

Exit codes: 0 all went well, 1 part of the input was rejected (or a search found nothing, or a question
was answered with no), 2 nothing could be done, 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import Annotated

import typer

from counterclaim.cli import (
    adding,
    browsing,
    comparing,
    demo,
    exporting,
    keeping,
    languages,
    reporting,
    resolving,
    serving,
    show,
    training,
)
from counterclaim.cli.state import State
from counterclaim.errors import CounterclaimError

app = typer.Typer(
    name="counterclaim",
    rich_markup_mode=None,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Examples:  counterclaim add report.html   counterclaim incidents --contested",
)
for group in (
    adding,
    browsing,
    comparing,
    exporting,
    reporting,
    resolving,
    keeping,
    languages,
    training,
    serving,
    demo,
):
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
    if sys.stdout is None:  # closed by the caller (`>&-`)
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        # File names may hold bytes that are no text, and a terminal may lack a letter of the page.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(_ended())


def _ended() -> int:
    """The app's exit code, after all of its output has left."""
    try:
        code = _run()
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of a pipe (`| head`) left: that is no fault, and Python must not flush into it again.
        _silence()
        return 0
    except CounterclaimError as error:
        return _fault(str(error))
    except KeyboardInterrupt:
        return _interrupted()
    except OSError as error:
        _silence()
        return _fault(f"{error.filename or 'output'}: {error.strerror or error}")
    return code


def _run() -> int:
    try:
        app(standalone_mode=True)
    except SystemExit as end:
        # Typer ends the program by itself for these two.
        if isinstance(end.__context__, BrokenPipeError):
            raise end.__context__ from None
        if isinstance(getattr(end.__context__, "__cause__", None), KeyboardInterrupt):
            return _interrupted()
        return end.code if isinstance(end.code, int) else 0 if end.code is None else 2
    return 0


def _fault(line: str) -> int:
    show.error(f"counterclaim: {line}")
    return 2


def _interrupted() -> int:
    print("counterclaim: interrupted; what was finished is kept", file=sys.stderr)
    return 130


def _silence() -> None:
    """Let what is still buffered for standard output go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
