"""The fields of a claim in a few words, as pages show them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from counterclaim.comparing.sides import OUTLET, UNNAMED

Object = Mapping[str, Any]


class Field(NamedTuple):
    """A field of a claim: `name` as in the claim object, its `title`, what it says, and the words of the text (each
    may be '')."""

    name: str
    title: str
    value: str
    text: str


def plain(name: str) -> str:
    """A class of the model as words: `air_strike` as 'air strike'."""
    return name.replace("_", " ")


def number(low: int | None, high: int | None) -> str:
    """Bounds of a figure: '12', '12–20', '24 or more', 'up to 5'; '' where neither is known."""
    if low is None and high is None:
        return ""
    if low == high:
        return f"{low:,}"
    if high is None:
        return f"{low:,} or more"
    return f"up to {high:,}" if low is None else f"{low:,}–{high:,}"


def thing(quantity: Object) -> str:
    """What a figure counts: 'soldiers' are `soldier killed`."""
    words = [plain(quantity["group"] or quantity["item"])]
    if quantity["effect"] != "other":
        words.append(plain(quantity["effect"]))
    return " ".join(words)


def figure(quantity: Object) -> str:
    """'militant killed: 24 or more (dozens)', 'soldier deployed: 1,500–2,000 in total since 2020-09-27'."""
    said = [number(quantity["low"], quantity["high"])]
    if quantity["word"]:
        said.append(f"({quantity['word']})")
    if quantity["cumulative"]:
        said.append("in total")
    if quantity["since"]:
        said.append(f"since {quantity['since']}")
    return f"{thing(quantity)}: {' '.join(filter(None, said)) or 'number not told'}"


def days(time: Object | None) -> str:
    """'2020-10-02', '2020-10-01 to 2020-10-03', 'until 2020-10-03'; '' where no day is told."""
    if time is None or not (time["start"] or time["end"]):
        return ""
    first, last = time["start"], time["end"]
    if first == last:
        return str(first)
    if first is None:
        return f"until {last}"
    return f"from {first}" if last is None else f"{first} to {last}"


def voice(claim: Object) -> str:
    """Who says it: office or party, the outlet by its name, or that nobody is named."""
    name = claim["claimant"]["name"]
    if name == OUTLET:
        return claim["article"]["outlet"] or "the outlet (not known)"
    if name == UNNAMED:
        text = claim["claimant"]["text"]
        return f"{text} (not named)" if text else "a source that is not named"
    return str(name)


def chain(claim: Object) -> list[str]:
    """From the innermost source by those between to the outlet, each once."""
    between = [one["name"] if one["name"] not in (OUTLET, UNNAMED) else one["text"] for one in claim["via"]]
    return list(dict.fromkeys(filter(None, (voice(claim), *between, claim["article"]["outlet"]))))


def doing(claim: Object) -> str:
    """Who does it to whom: 'Armenia → Azerbaijan', '→ a column of tanks'; '' where neither is told."""
    actors, targets = _names(claim["actors"]), _names(claim["targets"])
    return f"{actors} → {targets}".strip() if targets else actors


def headline(claim: Object) -> str:
    """A claim in one line: type, who to whom, where, when."""
    places = ", ".join(place["name"] or place["text"] for place in claim["places"][:2])
    kind = f"{plain(claim['type'])}{' (denied)' if claim['polarity'] == 'denied' else ''}"
    return ", ".join(filter(None, (f"{voice(claim)} – {kind}", doing(claim), places, days(claim["time"]))))


def fields(claim: Object) -> Iterator[Field]:
    """The fields of a claim that say something, in the order of a report."""
    claimant, time = claim["claimant"], claim["time"]
    yield Field("type", "Type", plain(claim["type"]), claim["trigger"]["text"])
    yield Field("polarity", "Polarity", claim["polarity"], "")
    yield Field("certainty", "Certainty", claim["certainty"], claim["cue"]["text"] if claim["cue"] else "")
    yield Field("claimant", "Claimant", voice(claim), claimant["text"] or "")
    if claimant["party"] not in (OUTLET, UNNAMED, claimant["name"]):
        yield Field("claimant", "Speaks for", claimant["party"], "")
    for one in claim["via"]:
        yield Field("via", "By way of", one["name"], one["text"] or "")
    for name, title in (("actors", "Who did it"), ("targets", "To whom")):
        for one in claim[name]:
            yield Field(name, title, one["name"] or "not resolved", one["text"])
    for place in claim["places"]:
        where = f"{place['name']} ({plain(place['precision'])})" if place["name"] else "not resolved"
        yield Field("places", "Where", where, place["text"])
    if time is not None:
        yield Field(
            "time", "When", f"{days(time) or 'open'} ({plain(time['precision'])})", time["text"] or ""
        )
    for one in claim["quantities"]:
        yield Field("quantities", "Figure", figure(one), one["text"])
    for one in filter(None, (claim["means"], *claim["other_means"])):
        yield Field("means", "Means", plain(one["class"]), one["text"])
    for one in claim["objects"]:
        yield Field("objects", "What was hit", plain(one["class"]), one["text"])
    for one in claim["evidence_mentions"]:
        yield Field("evidence", "Evidence", plain(one["class"]), one["text"])


def told(value: Any) -> str:
    """A value of a claim's field in words, as a history shows it: names before words of the text before numbers."""
    if value is None or value in ([], ""):
        return "nothing"
    if isinstance(value, Mapping):
        if "low" in value and "item" in value:
            return figure(
                {"group": None, "word": None, "cumulative": False, "since": None, "effect": "other", **value}
            )
        if "precision" in value and "start" in value and "lat" not in value:
            return days({"end": None, **value}) or str(value.get("text") or "open")
        for key in ("name", "class", "text"):
            if value.get(key):
                return plain(str(value[key])) if key == "class" else str(value[key])
        return ", ".join(f"{plain(str(key))} {told(one)}" for key, one in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(map(told, value))
    return plain(value) if isinstance(value, str) else str(value)


def _names(given: Any) -> str:
    return ", ".join(dict.fromkeys(one["name"] or one["text"] for one in given))
