"""The forms that correct a claim, one a field: filled from the claim, or from what somebody typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, get_args

from counterclaim import model
from counterclaim.comparing.nouns import ConflictKind
from counterclaim.web.correcting import PLAIN, ROWS, STRETCHES
from counterclaim.web.forms import Form, Input, InputKind

Object = Mapping[str, Any]

CHOICES: Mapping[str, tuple[str, ...]] = {
    name: get_args(kinds)
    for name, kinds in {
        "type": model.ClaimType,
        "polarity": model.Polarity,
        "certainty": model.Certainty,
        "precision": model.PlacePrecision,
        "time_precision": model.TimePrecision,
        "item": model.Item,
        "group": model.Group,
        "effect": model.Effect,
        "means": model.MeansClass,
        "objects": model.ObjectClass,
        "link": ConflictKind,
    }.items()
}
"""What may be chosen in forms."""


class _Part(NamedTuple):
    name: str
    label: str
    kind: InputKind = "words"
    choices: str = ""
    usual: str = ""
    empty: bool = False


_WORDS = _Part("text", "words")
_VOICE = (_WORDS, _Part("name", "name"), _Part("party", "speaks for"))
_PARTY = (_WORDS, _Part("name", "party"))
_SINGLE: Mapping[str, tuple[str, tuple[_Part, ...]]] = {
    "claimant": ("Claimant", _VOICE),
    "time": (
        "When",
        (
            _WORDS,
            _Part("start", "first day", "day"),
            _Part("end", "last day", "day"),
            _Part("precision", "precision", "choice", "time_precision", "day"),
        ),
    ),
}
_SEVERAL: Mapping[str, tuple[str, tuple[_Part, ...]]] = {
    "via": ("By way of", _VOICE),
    "actors": ("Who did it", _PARTY),
    "targets": ("To whom", _PARTY),
    "places": (
        "Where",
        (
            _WORDS,
            _Part("name", "place"),
            _Part("lat", "latitude"),
            _Part("lon", "longitude"),
            _Part("precision", "precision", "choice", "precision", "settlement"),
        ),
    ),
    "quantities": (
        "Figures",
        (
            _WORDS,
            _Part("low", "at least"),
            _Part("high", "at most"),
            _Part("word", "vague word"),
            _Part("item", "what", "choice", "item"),
            _Part("group", "group", "choice", "group", empty=True),
            _Part("effect", "effect", "choice", "effect"),
            _Part("cumulative", "in total", "tick"),
            _Part("since", "since"),
        ),
    ),
    "means": ("Means", (_WORDS, _Part("class", "class", "choice", "means"))),
    "objects": ("What was hit", (_WORDS, _Part("class", "class", "choice", "objects"))),
}
EVIDENCE = "Evidence (kinds, with commas)"
FIELDS = (
    *PLAIN, *STRETCHES, "claimant", "via", "actors", "targets", "places", "time", "quantities", "means", "objects",
    "evidence",
)  # fmt: skip
"""Fields that have a form, in the order of the page."""


def forms_of(claim: Object, seen: int) -> tuple[Form, ...]:
    """All forms of a claim, as it is; `seen`: the last review that the person is shown."""
    return tuple(_form(claim["id"], field, _values(claim, field), seen) for field in FIELDS)


def typed_form(claim: str, field: str, form: Mapping[str, str], seen: int) -> Form | None:
    """The form of `field` with what `form` holds; None where no form corrects that."""
    if field in PLAIN or field in STRETCHES or field == "evidence":
        return _form(claim, field, [{"value": form.get("value", "")}], seen)
    if field in _SINGLE:
        return _form(claim, field, [{part.name: form.get(part.name, "") for part in _SINGLE[field][1]}], seen)
    if field not in _SEVERAL:
        return None
    parts = _SEVERAL[field][1]
    rows = [{part.name: form.get(f"{number}.{part.name}", "") for part in parts} for number in range(ROWS)]
    typed = [row for row in rows if any(row[part.name] for part in parts if part.kind == "words")]
    return _form(claim, field, [*typed, {}], seen)


def title_of(field: str) -> str:
    """What a field is called on the page."""
    known = {**_SINGLE, **_SEVERAL}
    return known[field][0] if field in known else field.capitalize()


def _values(claim: Object, field: str) -> list[Object]:
    if field in PLAIN:
        return [{"value": claim[field]}]
    if field in STRETCHES:
        return [{"value": claim[field]["text"] if claim[field] else ""}]
    if field == "evidence":
        return [{"value": ", ".join(claim[field])}]
    if field in _SINGLE:
        return [claim[field] or {}]
    if field == "means":
        return [*([claim["means"]] if claim["means"] else []), *claim["other_means"], {}]
    return [*claim[field], {}]


def _form(claim: str, field: str, values: Sequence[Object], seen: int) -> Form:
    rows: list[tuple[Input, ...]]
    if field in PLAIN:
        rows = [(Input("value", title_of(field), str(values[0]["value"]), "choice", CHOICES[field]),)]
    elif field in STRETCHES:
        rows = [(Input("value", title_of(field), str(values[0]["value"]), "area"),)]
    elif field == "evidence":
        rows = [(Input("value", EVIDENCE, str(values[0]["value"])),)]
    elif field in _SINGLE:
        rows = [tuple(_inputs(_SINGLE[field][1], values[0], ""))]
    else:
        parts = _SEVERAL[field][1]
        rows = [tuple(_inputs(parts, value, f"{number}.")) for number, value in enumerate(values)]
    several = field in _SINGLE or field in _SEVERAL
    return Form(
        action=f"/claims/{claim}/review",
        rows=tuple(rows),
        button="Keep",
        title=title_of(field) if several else "",
        of=title_of(field).lower(),
        hidden=(("field", field), ("seen", str(seen))),
    )


def _inputs(parts: Sequence[_Part], value: Object, before: str) -> Iterator[Input]:
    for part in parts:
        given = value.get(part.name)
        if part.kind == "tick":
            yield Input(before + part.name, part.label, "1", "tick", on=bool(given))
            continue
        told = "" if given is None else str(given)
        choices = CHOICES[part.choices] if part.choices else ()
        yield Input(before + part.name, part.label, told or part.usual, part.kind, choices, part.empty)
