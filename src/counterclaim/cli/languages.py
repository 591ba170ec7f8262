"""`languages`: which languages are read, by which tagger, and which only with general data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from counterclaim.cli import show


def register(app: typer.Typer) -> None:
    app.command(epilog="Example:  counterclaim languages --all")(languages)


def languages(
    everything: Annotated[
        bool, typer.Option("--all", help="List the languages without a pack one by one.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON: all languages.")] = False,
) -> None:
    """List the languages that are read and the taggers that read them.

    A language with a pack has words, names and rules of its own. Others are known by general data only (calendar,
    numerals and names of states of Unicode CLDR): a tagger that can read them at all reads them untrained, and
    says so on every claim.
    """
    found = list(_rows())
    if as_json:
        show.as_json(found)
        return
    listed = [row for row in found if everything or row["pack"]]
    show.table(
        ("language", "code", "pack", "taggers", "read"),
        (
            (
                row["language"],
                row["code"],
                "yes" if row["pack"] else "no",
                ", ".join(row["taggers"]) or "·",
                "·" if not row["taggers"] else "untrained" if row["untrained"] else "yes",
            )
            for row in listed
        ),
    )
    if not everything:
        general = [row for row in found if not row["pack"]]
        by = sorted({name for row in general for name in row["taggers"]})
        how = (
            f"are read untrained by the tagger {', '.join(by)}"
            if by
            else "have no tagger here that reads them"
        )
        print(f"\n{len(general)} other languages {how}; --all lists them.")


def _rows() -> Iterator[dict[str, Any]]:
    """One object a language: code, English name, whether it has a pack, the taggers here that read it."""
    from counterclaim.extracting.world import WorldSpec, open_world
    from counterclaim.language import known, load

    world = open_world(WorldSpec())
    for pack in sorted(map(load, known()), key=lambda pack: (pack.general, pack.name)):
        taggers = [name for name in pack.taggers if name in world.taggers]
        yield {
            "language": pack.name,
            "code": pack.code,
            "pack": not pack.general,
            "taggers": taggers,
            "untrained": pack.general,
        }
