"""`serve` opens the review room in a browser; `user` keeps the accounts of a team."""

from __future__ import annotations

import getpass
import sys
from typing import Annotated, Literal

import typer

from counterclaim.cli import show
from counterclaim.cli.state import state
from counterclaim.errors import SettingsError

Role = Literal["reader", "reviewer", "editor"]
RoleOption = Annotated[
    Role, typer.Option(help="A reader reads; a reviewer also judges; an editor also adds pages.")
]
StdinOption = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input, one line.")
]
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The name to log in with.")]

user = typer.Typer(no_args_is_help=True, help="Accounts of the people who use `serve` from other machines.")


def register(app: typer.Typer) -> None:
    app.command()(serve)
    user.command("add")(add)
    user.command("list")(list_users)
    user.command("role")(role)
    user.command("password")(password)
    user.command("remove")(remove)
    app.add_typer(user, name="user")


def serve(
    context: typer.Context,
    host: Annotated[
        str, typer.Option(help="Address to listen at; others than loopback need accounts.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen at.")] = 8000,
    workers: Annotated[int | None, typer.Option(min=1, max=16, help="Processes (default: 2).")] = None,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
) -> None:
    """Serve the review room: pages, reviews and the JSON API of the ledger, for a browser on this machine."""
    from counterclaim import settings
    from counterclaim.web import serving
    from counterclaim.web.options import Options

    chosen, kept = state(context), settings.current()
    options = Options(
        host=host,
        port=port,
        workers=workers or serving.default_workers(),
        hosts=tuple(name.strip() for name in kept.hosts.split(",") if name.strip()),
        tiles=kept.tiles,
        tiles_credit=kept.tiles_credit,
        double_share=kept.double_share,
    )
    serving.serve(chosen.location, options, browser=open_browser)


def add(
    context: typer.Context,
    name: NameArgument,
    role: RoleOption = "reviewer",
    password_stdin: StdinOption = False,
) -> None:
    """Make an account; its password is asked for."""
    from counterclaim.web import passwords

    hash = passwords.hashed(_password(password_stdin))
    with state(context).open(create=True) as ledger:
        ledger.add_user(name, role, hash)
    print(f"{name.strip()} is a {role}")


def list_users(context: typer.Context) -> None:
    """All accounts with their roles."""
    with state(context).open() as ledger:
        rows = [(one.name, one.role, one.created[:10]) for one in ledger.users()]
    show.table(("name", "role", "since"), rows)


def role(
    context: typer.Context,
    name: NameArgument,
    role: Annotated[Role, typer.Argument(help="What the account may do.")],
) -> None:
    """Give an account another role; its sessions end."""
    with state(context).open() as ledger:
        ledger.change_user(name, role=role)
    print(f"{name} is a {role}")


def password(context: typer.Context, name: NameArgument, password_stdin: StdinOption = False) -> None:
    """Give an account a new password; its sessions end."""
    from counterclaim.web import passwords

    hash = passwords.hashed(_password(password_stdin))
    with state(context).open() as ledger:
        ledger.change_user(name, hash=hash)
    print(f"{name} has a new password")


def remove(context: typer.Context, name: NameArgument) -> None:
    """Delete an account; what it reviewed stays under its name."""
    with state(context).open() as ledger:
        ledger.remove_user(name)
    print(f"{name} is removed")


def _password(from_stdin: bool) -> str:
    if from_stdin or not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass("Password: ")
    if getpass.getpass("Again: ") != first:
        raise SettingsError("the two passwords differ")
    return first
