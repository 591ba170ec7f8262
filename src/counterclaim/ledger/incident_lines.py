"""What a list shows of an incident: a small part of its object, kept beside it so that a page reads little."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

MOST_NAMES, MOST_WORDS = 4, 240


def row(told: Mapping[str, Any]) -> dict[str, Any]:
    """The row of an incident object (`comparing.incidents.incident_object`).

    `places` are names; `lat` and `lon` of the first place that has them; `fact` is what stands against each other, or
    else the first fact of its status; `reported` is the day of the first report; `quotes` are words of two accounts at
    most; `claims`, `origins`, `outlets` and `conflicts` are numbers.
    """
    at = next((one for one in told["places"] if one["lat"] is not None), None)
    links = sorted(told["links"], key=lambda one: -one["strength"])
    said = [one for account in told["accounts"] for one in account["quotes"]]
    facts = [one["reason"] for one in links] or [one["words"] for one in told["facts"]]
    return {
        "id": told["id"],
        "type": told["type"],
        "types": told["types"],
        "status": told["status"],
        "grade": told["grade"]["name"] if told["grade"] else None,
        "places": [one["name"] for one in told["places"][:MOST_NAMES]],
        "lat": at["lat"] if at else None,
        "lon": at["lon"] if at else None,
        "time": told["time"],
        "reported": min((one["published"] for one in said if one["published"]), default=None),
        "parties": told["parties"][:MOST_NAMES],
        "claims": len(told["claims"]),
        "origins": len(told["origins"]),
        "outlets": len({outlet for one in told["origins"] for outlet in one["outlets"]}),
        "conflicts": len(told["links"]),
        "fact": _cut(facts[0]) if facts else None,
        "quotes": [_quote(one) for one in told["accounts"] if one["quotes"]][:2],
    }


def line(told: Mapping[str, Any]) -> str:
    """`row` as the JSON that is stored."""
    return json.dumps(row(told), ensure_ascii=False, separators=(",", ":"))


def _quote(account: Mapping[str, Any]) -> dict[str, Any]:
    said = account["quotes"][0]
    return {"party": account["party"], "claim": said["claim"], "text": _cut(said["text"])}


def _cut(words: str) -> str:
    return words if len(words) <= MOST_WORDS else f"{words[: MOST_WORDS - 1].rstrip()}…"
