"""`export` and `tag`: giving claims and raw tags to other programs."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from counterclaim.cli import filters, show
from counterclaim.cli.state import state
from counterclaim.errors import SettingsError

if TYPE_CHECKING:
    from counterclaim.extracting.tags import Tags
    from counterclaim.ledger import ClaimFilter, Ledger
    from counterclaim.model import Span


def register(app: typer.Typer) -> None:
    app.command(
        epilog="Examples:  counterclaim export csv -o claims.csv   counterclaim export jsonl --type loss"
    )(export)
    app.command(epilog="Example:  counterclaim tag report.txt --json")(tag)


def export(
    context: typer.Context,
    format: Annotated[
        str,
        typer.Argument(
            help="jsonl (one claim object a line), csv (one claim a row), geojson, or passages (articles that people "
            "read fully, in the form of the training corpus; takes no filter)."
        ),
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="Where to write; - for standard output.")
    ] = Path("-"),
    party: filters.Party = None,
    claimant: filters.ClaimantName = None,
    type: filters.Type = None,
    place: filters.Place = None,
    date_from: filters.From = None,
    date_to: filters.To = None,
    polarity: filters.PolarityOption = None,
    language: filters.Language = None,
    outlet: filters.Outlet = None,
    means: filters.Means = None,
    object: filters.ObjectHit = None,
    text: filters.Text = None,
    min_confidence: filters.Confidence = None,
    limit: filters.Limit = None,
    all_versions: filters.AllVersions = False,
) -> None:
    """Write claims to a file, all or those that the filters let through.

    Where the engine was measured on the ledger (see the page Quality), its precision and recall stand in the file: in a
    last column, in every line, or beside the features.
    """
    from counterclaim.export import write
    from counterclaim.web.measured import measured

    chosen = filters.claim_filter(
        party=party,
        claimant=claimant,
        kind=type,
        place=place,
        date_from=date_from,
        date_to=date_to,
        polarity=polarity,
        language=language,
        outlet=outlet,
        means=means,
        objects=object,
        text=text,
        min_confidence=min_confidence,
        limit=limit,
        all_versions=all_versions,
    )
    with state(context).open() as ledger:
        if format == "passages":
            _write_passages(ledger, chosen, output)
            return
        stamp = measured(ledger).stamp
        count = write(ledger.claims(chosen), format, output, stamp)
        if str(output) != "-":
            print(f"{output}: {count} claims" + (f". {stamp['words']}" if stamp else ""))


def _write_passages(ledger: Ledger, chosen: ClaimFilter, output: Path) -> None:
    from counterclaim.export import write_lines
    from counterclaim.export.passages import lines
    from counterclaim.ledger import ClaimFilter
    from counterclaim.web.measured import passages

    if chosen != ClaimFilter():
        raise SettingsError("export passages takes no filter: every fully read article is written")
    found = list(lines(passages(ledger)))
    write_lines(found, output)
    if str(output) != "-":
        print(f"{output}: {len(found)} passages")


def tag(
    context: typer.Context,
    sources: Annotated[list[str], typer.Argument(help="Files, folders, globs, addresses or -.")],
    language: Annotated[str | None, typer.Option(metavar="CODE", help="Language of the text.")] = None,
    tagger: Annotated[
        str | None, typer.Option(help="Tagger to use (default: the best of the language pack).")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, one document a line.")] = False,
) -> None:
    """Print the raw layer of a tagger without a ledger: attributions, triggers, mentions, as spans.

    Offsets are code points into the text of the document (line ends as they are in the file). Plain text
    is tagged whole, as one article; of an HTML page only its articles.
    """
    from counterclaim import settings
    from counterclaim.extracting.extraction import tag_document
    from counterclaim.extracting.world import WorldSpec, open_world
    from counterclaim.language import load
    from counterclaim.model import Rejected
    from counterclaim.reading import Overrides, checked, list_items, read_item
    from counterclaim.reading.whole import as_one_article

    overrides = checked(Overrides(language=language))
    if language is not None:
        load(language)
    world = open_world(WorldSpec(tagger=tagger or settings.current().tagger))
    world.check()
    read, rejected = 0, 0
    for item in list_items(sources):
        document = item if isinstance(item, Rejected) else read_item(item, overrides)
        if isinstance(document, Rejected):
            rejected += 1
            show.error(f"rejected: {document.address}: {document.cause}")
            continue
        read += 1
        if document.media_type != "text/html":
            document = as_one_article(document, language=overrides.language)
        tagged, unread = tag_document(document, world)
        for cause in unread.values():
            show.error(f"{document.address}: {cause}")
        row = tags_object(Path(document.address).stem, [t.layers for t in tagged])
        if as_json:
            print(json.dumps(row, ensure_ascii=False))
        else:
            _print_tags(row, document.text)
    if rejected:
        raise typer.Exit(1 if read else 2)


def tags_object(name: str, layers: list[Tags]) -> dict[str, Any]:
    """`{"doc", "attributions", "triggers", "mentions"}` with `[start, end]` spans, articles joined."""
    row: dict[str, Any] = {"doc": name, "attributions": [], "triggers": [], "mentions": []}
    for tags in layers:
        first = len(row["attributions"])
        for a in tags.attributions:
            row["attributions"].append(
                {
                    "source": _spans(a.source),
                    "via": _spans(a.via),
                    "cue": _spans(a.cue),
                    "content": _spans(a.content),
                }
            )
        for index, t in enumerate(tags.triggers):
            arguments = [
                [*_pair(tags.mentions[x.mention].span), x.role] for x in tags.arguments if x.trigger == index
            ]
            row["triggers"].append(
                {
                    "span": _pair(t.span),
                    "type": t.type,
                    "polarity": t.polarity,
                    "certainty": t.certainty,
                    "attribution": None if t.attribution is None else first + t.attribution,
                    "arguments": arguments,
                }
            )
        for m in tags.mentions:
            row["mentions"].append({"span": _pair(m.span), "kind": m.kind})
    return row


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [_pair(s) for s in spans]


def _print_tags(row: dict[str, Any], text: str) -> None:
    print(f"== {row['doc']}")

    def words(spans: list[list[int]]) -> str:
        return " … ".join(show.shorten(text[s:e]) for s, e in spans)

    for a in row["attributions"]:
        print(f"{words(a['source']) or '(no source)'} | {words(a['cue'])} | {words(a['content'])}")
    for t in row["triggers"]:
        start, end = t["span"]
        print(f"  {t['type']}, {t['polarity']}, {t['certainty']}: {text[start:end]}")
    sys.stdout.flush()
