"""`init` and `add`: making a ledger and reading into it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterclaim.cli import show
from counterclaim.cli.progress import Progress, comparing
from counterclaim.cli.state import State, choose_conflicts, state, world_spec

if TYPE_CHECKING:
    from counterclaim.pipeline import Summary


def register(app: typer.Typer) -> None:
    app.command(epilog="Example:  counterclaim --ledger sudan.db init --conflict sudan.toml")(init)
    app.command(
        epilog="Examples:  counterclaim add pages/ --jobs 2   counterclaim add https://example.org/report   "
        "cat page.html | counterclaim add -"
    )(add)


def init(
    context: typer.Context,
    conflict: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME-or-FILE", help="A bundled conflict or a conflict file; may be given again."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Make a ledger, and choose the conflicts whose parties and places it knows.

    Without --conflict all bundled conflicts are used. On a ledger that exists, --conflict chooses
    anew; `counterclaim resolve` then applies it to what was read.
    """
    from counterclaim.parties.conflict import BUNDLED, load

    names = []
    for name in conflict or BUNDLED:
        load(name)
        names.append(name if name in BUNDLED else str(Path(name).resolve()))
    chosen = state(context)
    with chosen.open(create=True) as ledger:
        if conflict or ledger.setting("conflicts") is None:
            choose_conflicts(ledger, names)
        kept = list(json.loads(ledger.setting("conflicts") or "{}"))
    if as_json:
        show.as_json({"ledger": chosen.shown, "conflicts": kept})
    else:
        print(f"{chosen.shown} is ready; conflicts: {', '.join(kept)}")
        print("Next: counterclaim add FILE-or-ADDRESS …")


def add(
    context: typer.Context,
    sources: Annotated[
        list[str],
        typer.Argument(
            help="Files, folders, globs, http(s) addresses, JSON Lines files, or - for standard input."
        ),
    ],
    jobs: Annotated[int, typer.Option(min=1, max=256, help="Worker processes.")] = 1,
    outlet: Annotated[str | None, typer.Option(help="The outlet, where the page does not say it.")] = None,
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Publication day (YYYY-MM-DD), where the page does not say it."),
    ] = None,
    language: Annotated[
        str | None, typer.Option(metavar="CODE", help="Language of the text, such as en or ar.")
    ] = None,
    tagger: Annotated[
        str | None, typer.Option(help="Tagger to use (default: the best of the language pack).")
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from private and loopback addresses.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Add again what was removed from the ledger.")
    ] = False,
    no_compare: Annotated[
        bool, typer.Option("--no-compare", help="Leave comparing to the next command that needs it.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be added; write nothing.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Read pages and texts into the ledger: their articles and the claims in them, held against those that are there.

    Adding the same page twice changes nothing. What cannot be read is listed by `counterclaim rejected`
    and the rest goes on: exit code 1 if part was rejected, 2 if all was.
    """
    from counterclaim.ledger.runs import Counted, noted
    from counterclaim.pipeline import add as add_all
    from counterclaim.pipeline import compare
    from counterclaim.reading import Overrides

    overrides = Overrides(outlet=outlet, published=published, language=language, allow_private=allow_private)
    chosen = state(context)
    if dry_run:
        _dry_run(chosen, sources, overrides, jobs, tagger, as_json)
        return
    with chosen.open(create=True) as ledger:
        spec = world_spec(ledger, chosen, tagger)
        changed = 0
        counted = Counted()
        # Pages in a browser show how far this is.
        with noted(ledger, ledger.begin_run("command line", _told(sources)), counted):
            with Progress(sources, quiet=as_json, counted=counted) as progress:
                summary: Summary = add_all(
                    ledger,
                    sources,
                    spec=spec,
                    overrides=overrides,
                    jobs=jobs,
                    location=chosen.location,
                    force=force,
                    each=progress.step,
                )
            if not no_compare:
                counted.comparing = True
                with comparing(quiet=as_json) as start:
                    changed = compare(ledger, spec=spec, before=start)[2]
                counted.comparing = False
    if as_json:
        show.as_json({**_summary_object(summary), "incidents": changed})
    else:
        _print_summary(summary, chosen)
        if changed:
            print(f"{changed} incidents are new or changed: counterclaim incidents")
    raise typer.Exit(_exit_code(summary.documents, len(summary.rejected)))


def _told(sources: list[str]) -> str:
    from counterclaim.opening import shown

    return shown(sources[0]) if len(sources) == 1 else f"{len(sources)} sources"


def _dry_run(
    chosen: State, sources: list[str], overrides: object, jobs: int, tagger: str | None, as_json: bool
) -> None:
    from counterclaim import settings
    from counterclaim.errors import MissingLedgerError
    from counterclaim.extracting.world import WorldSpec
    from counterclaim.model import Rejected
    from counterclaim.pipeline import process
    from counterclaim.reading import Overrides

    assert isinstance(overrides, Overrides)
    try:
        with chosen.open() as ledger:
            spec = world_spec(ledger, chosen, tagger)
    except MissingLedgerError:
        spec = WorldSpec(tagger=tagger or settings.current().tagger)
    rows: list[dict[str, object]] = []
    rejected = 0
    for result in process(sources, spec=spec, overrides=overrides, jobs=jobs):
        if isinstance(result, Rejected):
            rejected += 1
            rows.append({"address": result.address, "rejected": result.cause})
            continue
        assert result.extraction is not None
        for article in result.document.articles:
            found = [c for c in result.extraction.claims if c.article == article.id]
            rows.append(
                {
                    "address": result.document.address,
                    "title": article.title,
                    "outlet": article.outlet,
                    "published": article.published,
                    "language": article.language,
                    "claims": len(found),
                }
            )
    if as_json:
        show.as_json(rows)
    else:
        columns = ("address", "title", "outlet", "published", "language", "claims", "rejected")
        show.table(columns, [[row.get(c) for c in columns] for row in rows], wide=("title",))
        print("Nothing was written (--dry-run).")
    raise typer.Exit(_exit_code(len(rows) - rejected, rejected))


def _summary_object(summary: Summary) -> dict[str, object]:
    return {
        "new": summary.new,
        "updated": summary.updated,
        "known": summary.known,
        "refused": summary.refused,
        "articles": summary.articles,
        "claims": summary.claims,
        "dropped": summary.dropped,
        "rejected": [{"address": r.address, "stage": r.stage, "cause": r.cause} for r in summary.rejected],
    }


def _print_summary(summary: Summary, chosen: State) -> None:
    parts = [f"{summary.new} new"]
    for count, word in (
        (summary.updated, "read again"),
        (summary.known, "known"),
        (summary.refused, "removed before"),
    ):
        if count:
            parts.append(f"{count} {word}")
    print(f"{chosen.shown}: {', '.join(parts)}; {summary.articles} articles, {summary.claims} claims", end="")
    print(f" ({summary.dropped} dropped, not grounded)" if summary.dropped else "")
    for rejected in summary.rejected[:20]:
        show.error(f"rejected: {rejected.address}: {rejected.cause}")
    if len(summary.rejected) > 20:
        show.error(f"… and {len(summary.rejected) - 20} more: counterclaim rejected")
    if summary.refused:
        show.error("documents that were removed stay out; --force adds them again")


def _exit_code(read: int, rejected: int) -> int:
    if not rejected:
        return 0
    return 1 if read else 2
