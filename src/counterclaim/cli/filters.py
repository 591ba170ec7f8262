"""The filters that `claims`, `export` and `incidents` share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from counterclaim.ledger import ClaimFilter

Party = Annotated[str | None, typer.Option(help="Claimant's, actor's or target's party.")]
ClaimantName = Annotated[str | None, typer.Option(help="Claimant, whole or a part of the name.")]
Type = Annotated[
    str | None,
    typer.Option(help="control, attack, loss, abuse, displacement, deployment, agreement or statement."),
]
Place = Annotated[
    str | None, typer.Option(help="Place, in any spelling that the text has or the gazetteer's name.")
]
From = Annotated[str | None, typer.Option("--from", metavar="DATE", help="Happened on this day or later.")]
To = Annotated[str | None, typer.Option("--to", metavar="DATE", help="Happened on this day or earlier.")]
PolarityOption = Annotated[str | None, typer.Option(help="asserted or denied.")]
Language = Annotated[str | None, typer.Option(metavar="CODE", help="Language of the article.")]
Outlet = Annotated[str | None, typer.Option(help="Outlet of the article.")]
Means = Annotated[str | None, typer.Option(help="Means, such as air_strike or shelling.")]
ObjectHit = Annotated[str | None, typer.Option("--object", help="What was hit, such as hospital or bridge.")]
Text = Annotated[str | None, typer.Option(help="Words of the quote.")]
Confidence = Annotated[float | None, typer.Option(min=0, max=1, help="Least confidence.")]
Limit = Annotated[int | None, typer.Option(min=1, help="Show at most this many.")]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="What the ledger would have shown from what was published by that day.",
    ),
]
AllVersions = Annotated[
    bool, typer.Option("--all-versions", help="Also claims of pages that a later version replaced.")
]


def claim_filter(
    *,
    party: str | None,
    claimant: str | None,
    kind: str | None,
    place: str | None,
    date_from: str | None,
    date_to: str | None,
    polarity: str | None,
    language: str | None,
    outlet: str | None,
    means: str | None,
    objects: str | None,
    text: str | None,
    min_confidence: float | None,
    limit: int | None,
    all_versions: bool,
) -> ClaimFilter:
    """The ledger's filter. A word that no field can hold is a usage error that lists the valid ones."""
    from typing import get_args

    from counterclaim import model
    from counterclaim.ledger import ClaimFilter

    one_of("--type", kind, get_args(model.ClaimType))
    one_of("--polarity", polarity, get_args(model.Polarity))
    one_of("--means", means, get_args(model.MeansClass))
    one_of("--object", objects, get_args(model.ObjectClass))
    date_from, date_to = days(date_from, date_to)
    return ClaimFilter(
        party=party,
        claimant=claimant,
        type=kind,
        place=place,
        place_names=names(place),
        date_from=date_from,
        date_to=date_to,
        polarity=polarity,
        language=language,
        outlet=outlet,
        means=means,
        object=objects,
        text=text,
        min_confidence=min_confidence,
        limit=limit,
        all_versions=all_versions,
    )


def names(place: str | None) -> tuple[str, ...]:
    """The names that the gazetteer has for the places called `place` ('Харків' → 'Kharkiv')."""
    if place is None:
        return ()
    from counterclaim.gazetteer import Gazetteer

    gazetteer = Gazetteer.open()
    try:
        return tuple(dict.fromkeys(one.name for one in gazetteer.lookup(place)))
    finally:
        gazetteer.close()


def one_of(option: str, value: str | None, valid: tuple[str, ...]) -> None:
    """A usage error that lists the valid words where `value` is none of them."""
    if value is not None and value not in valid:
        raise typer.BadParameter(f"{value!r} is none of {', '.join(valid)}", param_hint=option)


def day(option: str, value: str | None) -> str | None:
    """`value` as YYYY-MM-DD, in which the ledger compares days."""
    from datetime import date

    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise typer.BadParameter(f"{value!r} is no date; write YYYY-MM-DD", param_hint=option) from None


def days(date_from: str | None, date_to: str | None) -> tuple[str | None, str | None]:
    """The days of --from and --to; a usage error where none lies between them."""
    first, last = day("--from", date_from), day("--to", date_to)
    if first and last and first > last:
        raise typer.BadParameter(f"{first} is after --to {last}", param_hint="--from")
    return first, last
