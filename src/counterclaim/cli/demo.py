"""`demo`: the bundled sample in a fresh ledger, and what it found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterclaim.cli import compared, show
from counterclaim.cli.progress import Progress, comparing
from counterclaim.cli.state import State, world_spec
from counterclaim.errors import SettingsError

if TYPE_CHECKING:
    from counterclaim.analysis import Analysis
    from counterclaim.ledger import Ledger
    from counterclaim.pipeline import Summary

MARK = "demo"
SHOWN = 5
"""Contested incidents that are shown."""
LINKS = 3
"""Contradictions of each that are shown."""


def register(app: typer.Typer) -> None:
    app.command()(demo)


def demo(
    keep: Annotated[Path, typer.Option(metavar="FILE", help="Where the demo's ledger is written.")] = Path(
        "counterclaim-demo.db"
    ),
) -> None:
    """Read the bundled sample into a fresh ledger and show what it found, contested incidents side by side."""
    from importlib.resources import as_file, files

    from counterclaim.analysis import Analysis
    from counterclaim.ledger import Ledger
    from counterclaim.pipeline import add as add_all
    from counterclaim.pipeline import compare
    from counterclaim.reading import Overrides

    _clear(keep)
    chosen = State(str(keep))
    with as_file(files("counterclaim") / "sample") as folder, Ledger.open(keep, create=True) as ledger:
        ledger.set_setting(MARK, "yes")
        spec = world_spec(ledger, chosen)
        sources = [str(folder / "pages")]
        with Progress(sources, quiet=False) as progress:
            summary = add_all(ledger, sources, spec=spec, overrides=Overrides(), each=progress.step)
        with comparing() as start:
            compare(ledger, spec=spec, before=start)
        _print_demo(ledger, summary)
        _print_contested(Analysis.of(ledger, spec))
        _print_next(keep)


def _clear(keep: Path) -> None:
    """Take away an earlier demo's ledger, and never anything else."""
    from counterclaim.ledger import Ledger

    if not keep.exists():
        return
    with Ledger.open(keep, create=False) as ledger:
        if ledger.setting(MARK) is None:
            raise SettingsError(f"{keep}: not a demo's ledger, so it is left as it is; choose another --keep")
    for suffix in ("", "-wal", "-shm"):
        Path(f"{keep}{suffix}").unlink(missing_ok=True)


def _print_demo(ledger: Ledger, summary: Summary) -> None:
    replaced = summary.claims - ledger.count()
    print(
        f"\nRead {summary.documents} documents, {summary.articles} articles, {summary.claims} claims", end=""
    )
    print(
        f" ({replaced} of them in a page that a later version replaced, not counted below).\n"
        if replaced
        else ".\n"
    )
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
    _print_counts(ledger)
    if summary.rejected:
        print("\nRejected")
        show.table(
            ("document", "cause"),
            [(Path(r.address).name, r.cause) for r in summary.rejected],
            wide=("cause",),
        )


def _print_contested(analysis: Analysis) -> None:
    """What the sample's accounts contradict each other on, those with most origins first."""
    from counterclaim.ledger import IncidentFilter

    wanted = IncidentFilter(contested=True, status="contested", order="origins")
    found = list(analysis.incidents(wanted))
    print(f"\n{len(found)} of {sum(1 for _ in analysis.incidents())} incidents are contested", end="")
    print(f"; {SHOWN} of them, side by side" if len(found) > SHOWN else "")
    for told in found[:SHOWN]:
        print(f"\n{compared.headline(told)}")
        compared.side_by_side(told)
        print()
        show.table(
            ("conflict", "why"),
            (
                (f"{one['kind']} {one['between']}", one["reason"])
                for one in analysis.incident(told["id"])["conflicts"][:LINKS]
            ),
            wide=("why",),
        )


def _print_next(keep: Path) -> None:
    print(f"""
The ledger is {keep}. Go on with:
  counterclaim --ledger {keep} incidents --contested
  counterclaim --ledger {keep} holdings Hadrut
  counterclaim --ledger {keep} series --claimant Armenia
  counterclaim --ledger {keep} claims --party Armenia --type loss
  counterclaim --ledger my.db add YOUR-PAGE.html
In a browser:
  counterclaim --ledger {keep} serve --open""")


def _print_counts(ledger: Ledger, columns: int = 6) -> None:
    """Claims by type and claimant's party, the parties that claim most first."""
    from collections import Counter

    by_type: dict[str, Counter[str]] = {}
    parties: Counter[str] = Counter()
    for claim in ledger.claims():
        party = claim["claimant"]["party"]
        parties[party] += 1
        by_type.setdefault(claim["type"], Counter())[party] += 1
    shown = sorted(parties, key=lambda party: (-parties[party], party))[:columns]
    print("\nClaims by type and claimant's party")
    rows = []
    for kind in sorted(by_type, key=lambda kind: (-by_type[kind].total(), kind)):
        counts = by_type[kind]
        others = counts.total() - sum(counts[party] for party in shown)
        rows.append((kind, *(counts[party] or "·" for party in shown), others or "·", counts.total()))
    rest = parties.total() - sum(parties[party] for party in shown)
    rows.append(("all", *(parties[party] for party in shown), rest or "·", parties.total()))
    show.table(("type", *shown, "others", "all"), rows)
