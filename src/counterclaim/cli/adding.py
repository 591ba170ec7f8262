"""`init`, `add` and `demo`: making a ledger and reading into it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterclaim.cli import show
from counterclaim.cli.state import State, state, world_spec

if TYPE_CHECKING:
    from counterclaim.ledger import Ledger
    from counterclaim.model import Rejected
    from counterclaim.pipeline import Done, Summary


def register(app: typer.Typer) -> None:
    app.command(epilog="Example:  counterclaim --ledger sudan.db init --conflict sudan.toml")(init)
    app.command(
        epilog="Examples:  counterclaim add pages/ --jobs 2   counterclaim add https://example.org/report   "
        "cat page.html | counterclaim add -"
    )(add)
    app.command()(demo)


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
            ledger.set_setting("conflicts", json.dumps(names))
        kept = json.loads(ledger.setting("conflicts") or "[]")
    if as_json:
        show.as_json({"ledger": chosen.location, "conflicts": kept})
    else:
        print(f"{chosen.location} is ready; conflicts: {', '.join(kept)}")
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
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be added; write nothing.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Read pages and texts into the ledger: their articles and the claims in them.

    Adding the same page twice changes nothing. What cannot be read is listed by `counterclaim rejected`
    and the rest goes on: exit code 1 if part was rejected, 2 if all was.
    """
    from counterclaim.pipeline import add as add_all
    from counterclaim.reading import Overrides

    overrides = Overrides(outlet=outlet, published=published, language=language, allow_private=allow_private)
    chosen = state(context)
    if dry_run:
        _dry_run(chosen, sources, overrides, jobs, tagger, as_json)
        return
    with chosen.open(create=True) as ledger, _Progress(sources, quiet=as_json) as progress:
        summary: Summary = add_all(
            ledger,
            sources,
            spec=world_spec(ledger, chosen, tagger),
            overrides=overrides,
            jobs=jobs,
            force=force,
            each=progress.step,
        )
    if as_json:
        show.as_json(_summary_object(summary))
    else:
        _print_summary(summary, chosen)
    raise typer.Exit(_exit_code(summary.documents, len(summary.rejected)))


def demo(
    context: typer.Context,
    keep: Annotated[Path, typer.Option(metavar="FILE", help="Where the demo's ledger is written.")] = Path(
        "counterclaim-demo.db"
    ),
) -> None:
    """Read the bundled sample into a fresh ledger and show what it found."""
    from importlib.resources import as_file, files

    from counterclaim.ledger import Ledger
    from counterclaim.pipeline import add as add_all
    from counterclaim.reading import Overrides

    for suffix in ("", "-wal", "-shm"):
        Path(f"{keep}{suffix}").unlink(missing_ok=True)
    chosen = State(str(keep))
    with as_file(files("counterclaim") / "sample") as folder, Ledger.open(keep, create=True) as ledger:
        # ZIP-safe: `as_file` unpacks the sample where the package is not a folder.
        sources = [str(folder / "pages")]
        with _Progress(sources, quiet=False) as progress:
            summary = add_all(
                ledger, sources, spec=world_spec(ledger, chosen), overrides=Overrides(), each=progress.step
            )
        _print_demo(ledger, summary, keep)


def _print_demo(ledger: Ledger, summary: Summary, keep: Path) -> None:
    from collections import Counter

    print(f"\nRead {summary.documents} documents, {summary.articles} articles, {summary.claims} claims.\n")
    show.table(
        ("article", "outlet", "published", "language", "claims"),
        [
            (
                show.shorten(a["title"] or "(no title)", 60),
                a["outlet"],
                a["published"],
                a["language"],
                a["claims"],
            )
            for a in ledger.articles()
        ],
        wide=("article",),
    )
    types = ("loss", "attack", "control", "deployment", "agreement", "statement", "displacement", "abuse")
    by_party: dict[str, Counter[str]] = {}
    for claim in ledger.claims():
        by_party.setdefault(claim["claimant"]["party"], Counter())[claim["type"]] += 1
    parties = sorted(by_party, key=lambda party: (-by_party[party].total(), party))[:12]
    print("\nClaims by claimant's party and type")
    show.table(
        ("party", *types, "all"),
        [(p, *(by_party[p][t] or "·" for t in types), by_party[p].total()) for p in parties],
    )
    if summary.rejected:
        print("\nRejected")
        show.table(
            ("document", "cause"),
            [(Path(r.address).name, r.cause) for r in summary.rejected],
            wide=("cause",),
        )
    print(f"""
The ledger is {keep}. Go on with:
  counterclaim --ledger {keep} claims --party Armenia --type loss
  counterclaim --ledger {keep} sources
  counterclaim --ledger {keep} search Hadrut
  counterclaim --ledger my.db add YOUR-PAGE.html""")


def _dry_run(
    chosen: State, sources: list[str], overrides: object, jobs: int, tagger: str | None, as_json: bool
) -> None:
    from counterclaim.errors import LedgerError
    from counterclaim.extracting.world import WorldSpec
    from counterclaim.model import Rejected
    from counterclaim.pipeline import process
    from counterclaim.reading import Overrides

    assert isinstance(overrides, Overrides)
    try:
        with chosen.open() as ledger:
            spec = world_spec(ledger, chosen, tagger)
    except LedgerError:
        spec = WorldSpec(tagger=tagger)
    rows, rejected = [], 0
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
    print(
        f"{chosen.location}: {', '.join(parts)}; {summary.articles} articles, {summary.claims} claims", end=""
    )
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


class _Progress:
    """A progress bar on standard error, where that is a terminal and there is more than one item."""

    def __init__(self, sources: list[str], *, quiet: bool) -> None:
        self._sources = sources
        self._shown = sys.stderr.isatty() and not quiet

    def __enter__(self) -> _Progress:
        if self._shown:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            from counterclaim.reading import list_items

            total = None if "-" in self._sources else sum(1 for _ in list_items(self._sources))
            self._bar = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._task = self._bar.add_task("reading", total=total)
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self._bar.stop()

    def step(self, _: Done | Rejected) -> None:
        if self._shown:
            self._bar.advance(self._task)
