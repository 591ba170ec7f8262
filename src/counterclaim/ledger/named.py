"""Names that people resolved once for all claims, as a conflict file of their own.

Pure but for `check`'s reading of that file. A party's value is {"name", "language"} (`Party: Office` for an office), a
place's {"name", "lat", "lon", "precision", "country", "geonames", "language"}.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from counterclaim.errors import SettingsError
from counterclaim.language import fold
from counterclaim.ledger.claim_fields import PLACE_OF_NAME, words
from counterclaim.parties.conflict import loads

NAME = "reviewed"
"""How the conflict of these names is called."""

Names = Mapping[tuple[str, str], Mapping[str, Any]]
"""Values by kind (party, place) and words."""


def settled(kind: str, text: str, value: Any) -> dict[str, Any]:
    """`value` with all its keys. SettingsError where it cannot stand for a name."""
    if not isinstance(value, Mapping):
        raise SettingsError(f"{kind}: {repr(value)[:80]} is not an object")
    given = {"language": "en", **{key: one for key, one in value.items() if one is not None}}
    if kind == "party":
        return {"name": words("name", given.get("name")), "language": words("language", given["language"])}
    if kind == "place":
        whole: dict[str, Any] = PLACE_OF_NAME(kind, {"name": text, **given})
        return whole
    raise SettingsError(f"{kind}: a name is that of a party or a place")


def check(names: Names) -> None:
    """SettingsError where these names together are no conflict file."""
    if names:
        loads(conflict_text(names), name=NAME, where=NAME)


def conflict_text(names: Names) -> str:
    """The conflict file, in the order of names."""
    parties: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    places: dict[str, dict[str, Any]] = {}
    for (kind, text), value in sorted(names.items()):
        if kind == "party":
            parties[value["name"]][value["language"]].append(text)
        else:
            place = places.setdefault(value["name"], {**value, "spellings": []})
            if fold(text) != fold(value["name"]):
                place["spellings"].append(text)
    lines: list[str] = []
    for name, aliases in parties.items():
        party, _, office = name.partition(": ")
        if office:
            lines += ["[[office]]", f"party = {_quoted(party)}", f"office = {_quoted(office)}"]
        else:
            lines += ["[[party]]", f"name = {_quoted(name)}", 'kind = "other"']
        for language, found in sorted(aliases.items()):
            if other := [one for one in found if fold(one) != fold(name)]:
                lines.append(f"aliases.{_quoted(language)} = {_quoted(other)}")
    for name, place in places.items():
        lines += ["[[place]]", f"name = {_quoted(name)}"]
        for key in ("lat", "lon", "precision", "country", "geonames"):
            if place[key] is not None:
                lines.append(f"{key} = {_quoted(place[key])}")
        if place["spellings"]:
            lines.append(f"spellings = {_quoted(place['spellings'])}")
    return "\n".join(lines) + "\n"


def _quoted(value: Any) -> str:
    """A JSON value is TOML as well, but for the one control character that JSON leaves as it is."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
