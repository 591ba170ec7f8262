"""The fields of a claim that a person may set: checked, completed, and put in the place of what was read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, get_args

from counterclaim.errors import SettingsError
from counterclaim.ledger.acts import Decision
from counterclaim.ledger.records import clean
from counterclaim.model import (
    Certainty,
    ClaimType,
    Effect,
    Group,
    Item,
    MeansClass,
    ObjectClass,
    PlacePrecision,
    Polarity,
    TimePrecision,
)
from counterclaim.view import ClaimObject

Check = Callable[[str, Any], Any]
LONGEST = 4_000
"""Characters of a name; a quote may have as many as its article."""
MOST = 200
"""Members of a list."""


def settled(fields: Mapping[str, Any], text: str) -> dict[str, Any]:
    """`fields` with every key that a claim object has. SettingsError names the field that cannot be so.

    `text` is the document's: a stretch of it (`start`, `end`: code points) has exactly the words that stand there.
    """
    for name in fields:
        if name not in FIELDS:
            raise SettingsError(
                f"{clean(str(name))[:40]}: no field of a claim; there are: {', '.join(sorted(FIELDS))}"
            )
    found = {name: FIELDS[name](name, value) for name, value in fields.items()}
    for name, value in found.items():
        for one in value if isinstance(value, list) else [value]:
            _stands(name, one, text)
    _figures(found.get("quantities", ()))
    if found.get("means", ...) is None and found.get("other_means"):
        raise SettingsError("other_means: there is no first one in means")
    return found


def effective(stored: ClaimObject, fields: Mapping[str, Any]) -> ClaimObject:
    """`stored` as people set it; `stored` itself where nobody set anything."""
    kept = {name: value for name, value in fields.items() if name in FIELDS and name in stored}
    if not kept:
        return stored
    found = {**stored, **kept}
    if found["means"] is None:
        found["other_means"] = []
    if "evidence" in kept:
        found["evidence_mentions"] = [
            one for one in stored["evidence_mentions"] if one["class"] in kept["evidence"]
        ]
    return found


def _stands(name: str, value: Any, text: str) -> None:
    """SettingsError where a stretch has other words than the text at its place."""
    if not isinstance(value, Mapping):
        return
    span = value.get("span", value)
    start = span.get("start") if span else None
    if not isinstance(start, int):
        return
    assert span is not None
    if not isinstance(span["end"], int) or not 0 <= start <= span["end"] <= len(text):
        raise SettingsError(f"{name}: {start} to {span['end']} is outside the text")
    if text[start : span["end"]] != value["text"]:
        raise SettingsError(f"{name}: {value['text']!r} does not stand at {start}")


def _figures(given: Sequence[Mapping[str, Any]]) -> None:
    for at, one in enumerate(given):
        low, high, whole = one["low"], one["high"], one["part_of"]
        if low is not None and high is not None and low > high:
            raise SettingsError(f"quantities.{at}: {low} is above {high}")
        if whole is not None and (whole == at or not 0 <= whole < len(given)):
            raise SettingsError(f"quantities.{at}: part_of names no other figure of the claim")


def _wrong(name: str, value: Any, wanted: str) -> SettingsError:
    shown = repr(value)
    return SettingsError(f"{name}: {shown[:80]}{'…' if len(shown) > 80 else ''} is not {wanted}")


def _one_of(kinds: Any, *, optional: bool = False) -> Check:
    allowed = get_args(kinds)

    def check(name: str, value: Any) -> Any:
        if (optional and value is None) or (isinstance(value, str) and value in allowed):
            return value
        raise _wrong(name, value, f"one of {', '.join(allowed)}")

    return check


def words(name: str, value: Any) -> str:
    """`value` where it is a text that says something. SettingsError."""
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST:
        raise _wrong(name, value, f"a text of 1 to {LONGEST} characters")
    return clean(value)


def _long(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise _wrong(name, value, "a text")
    return clean(value)


def _whole(name: str, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not -(10**15) < value < 10**15:
        raise _wrong(name, value, "a whole number")
    return value


def _degrees(name: str, value: Any) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not -180 <= value <= 180:
        raise _wrong(name, value, "a number of degrees")
    return float(value)


def _truth(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise _wrong(name, value, "true or false")
    return value


def _day(name: str, value: Any) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except (TypeError, ValueError):
        raise _wrong(name, value, "a day (YYYY-MM-DD)") from None


def _maybe(check: Check) -> Check:
    return lambda name, value: None if value is None else check(name, value)


def _object(**checks: Check) -> Check:
    """An object with these keys, in this order; those that are not given are null."""

    def check(name: str, value: Any) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise _wrong(name, value, "an object")
        for key in value:
            if key not in checks:
                raise SettingsError(
                    f"{name}.{clean(str(key))[:40]}: no such key; there are: {', '.join(checks)}"
                )
        return {key: one(f"{name}.{key}", value.get(key)) for key, one in checks.items()}

    return check


def _list(check: Check) -> Check:
    def checked(name: str, value: Any) -> list[Any]:
        if not isinstance(value, list | tuple) or len(value) > MOST:
            raise _wrong(name, value, f"a list of at most {MOST}")
        return [check(f"{name}.{at}", one) for at, one in enumerate(value)]

    return checked


def _or(check: Check, default: Any) -> Check:
    return lambda name, value: default if value is None else check(name, value)


_PLACED = {"text": _long, "start": _whole, "end": _whole}
_STRETCH = _object(**_PLACED)
_CLAIMANT = _object(text=_maybe(_long), start=_maybe(_whole), end=_maybe(_whole), name=words, party=words)
_PARTY = _object(**_PLACED, name=_maybe(words))
_PLACE = _object(
    **_PLACED,
    name=_maybe(words),
    geonames=_maybe(_whole),
    lat=_maybe(_degrees),
    lon=_maybe(_degrees),
    precision=_or(_one_of(PlacePrecision), "settlement"),
    country=_maybe(words),
)
PLACE_OF_NAME = _object(
    name=words,
    lat=_degrees,
    lon=_degrees,
    precision=_or(_one_of(PlacePrecision), "settlement"),
    country=_maybe(words),
    geonames=_maybe(_whole),
    language=words,
)
"""What a name of a place stands for."""
_TIME = _object(
    text=_maybe(_long),
    start=_maybe(_day),
    end=_maybe(_day),
    precision=_or(_one_of(TimePrecision), "day"),
    span=_maybe(_object(start=_whole, end=_whole)),
)
_QUANTITY = _object(
    **_PLACED,
    low=_maybe(_whole),
    high=_maybe(_whole),
    word=_maybe(words),
    item=_or(_one_of(Item), "other"),
    group=_one_of(Group, optional=True),
    part_of=_maybe(_whole),
    effect=_or(_one_of(Effect), "other"),
    cumulative=_or(_truth, False),
    since=_maybe(words),
)
_MEANS = _object(**_PLACED, **{"class": _one_of(MeansClass)})
_WHAT = _object(**_PLACED, **{"class": _one_of(ObjectClass)})

FIELDS: Mapping[str, Check] = {
    "decision": _one_of(Decision, optional=True),
    "quote": _STRETCH,
    "trigger": _STRETCH,
    "type": _one_of(ClaimType),
    "polarity": _one_of(Polarity),
    "certainty": _one_of(Certainty),
    "claimant": _CLAIMANT,
    "via": _list(_CLAIMANT),
    "cue": _maybe(_STRETCH),
    "actors": _list(_PARTY),
    "targets": _list(_PARTY),
    "places": _list(_PLACE),
    "time": _maybe(_TIME),
    "quantities": _list(_QUANTITY),
    "means": _maybe(_MEANS),
    "other_means": _list(_MEANS),
    "objects": _list(_WHAT),
    "evidence": _list(words),
}
"""What may be set, each with what makes a value whole or refuses it."""
