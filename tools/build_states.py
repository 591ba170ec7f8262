"""Build `parties/states.jsonl`: every state of the world by its ISO code, named in every language of CLDR.

    python tools/build_states.py

First line: the program's own English names. Then one line a language: names, and capitals where CLDR's
time zones name the city. Source: Unicode CLDR as packaged by Babel (Unicode licence). Deterministic for
one version of Babel.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError, localedata

ROOT = Path(__file__).parents[1] / "src" / "counterclaim"
SHORT = {
    "AG": "Antigua and Barbuda", "BA": "Bosnia and Herzegovina", "CD": "DR Congo", "CG": "Congo Republic",
    "CI": "Ivory Coast", "CZ": "Czech Republic", "KN": "Saint Kitts and Nevis", "LC": "Saint Lucia",
    "MM": "Myanmar", "PS": "Palestine", "ST": "Sao Tome and Principe", "TR": "Turkey",
    "TT": "Trinidad and Tobago", "VA": "Holy See", "VC": "Saint Vincent and the Grenadines",
}  # fmt: skip
FEW = 100


def capitals(zones: Any, english: dict[str, list[str]]) -> dict[str, str]:
    """State by the name of its capital, where `zones` (a CLDR table) has a zone of that city."""
    by_city = {zone.rsplit("/", 1)[-1].replace("_", " "): zone for zone in zones}
    by_city |= {"Kyiv": by_city.get("Kiev", ""), "Ulaanbaatar": by_city.get("Ulaanbaatar", "")}
    found = {}
    for code, names in english.items():
        for name in names:
            city = zones.get(by_city.get(name, ""), {}).get("city") if by_city.get(name) else None
            if city:
                found[code] = city
                break
    return found


def build() -> str:
    """The text of `parties/states.jsonl`."""
    states = tomllib.loads((ROOT / "packs" / "en" / "parties.toml").read_text(encoding="utf-8"))["states"]
    cities = {code: row.get("capitals", []) for code, row in states.items()}
    english = Locale("en").territories
    names = {code: SHORT.get(code, english[code]) for code in sorted(states)}
    lines: list[dict[str, Any]] = [{"source": "Unicode CLDR through Babel", "names": names}]
    for language in sorted(i for i in localedata.locale_identifiers() if "_" not in i):
        try:
            locale = Locale(language)
        except UnknownLocaleError:
            continue
        territories = locale.territories
        own = {code: territories[code] for code in sorted(states) if code in territories}
        if len(own) < FEW:
            continue
        lines.append({"language": language, "names": own, "capitals": capitals(locale.time_zones, cities)})
    return "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines)


def main() -> None:
    (ROOT / "parties" / "states.jsonl").write_text(build(), encoding="utf-8")


if __name__ == "__main__":
    main()
