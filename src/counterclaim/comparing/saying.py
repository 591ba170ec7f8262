"""Plain words for reasons: who speaks, what is counted, when. English, as all sentences of the program are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from counterclaim.comparing.nouns import Entry
from counterclaim.comparing.sides import OUTLET, UNNAMED
from counterclaim.model import ClaimType, Effect, Item, Quantity

ITEMS: dict[Item, tuple[str, str]] = {
    "person": ("person", "people"), "soldier": ("soldier", "soldiers"), "militant": ("fighter", "fighters"),
    "civilian": ("civilian", "civilians"), "prisoner": ("prisoner", "prisoners"), "tank": ("tank", "tanks"),
    "armoured_vehicle": ("armoured vehicle", "armoured vehicles"), "artillery": ("gun", "guns"),
    "mlrs": ("rocket launcher", "rocket launchers"), "aircraft": ("aircraft", "aircraft"),
    "helicopter": ("helicopter", "helicopters"), "drone": ("drone", "drones"),
    "air_defence": ("air defence system", "air defence systems"), "vehicle": ("vehicle", "vehicles"),
    "ship": ("ship", "ships"), "building": ("building", "buildings"), "settlement": ("settlement", "settlements"),
    "other": ("", ""),
}  # fmt: skip
GROUPS = {
    "child": ("child", "children"), "woman": ("woman", "women"), "man": ("man", "men"), "medic": ("medic", "medics"),
    "journalist": ("journalist", "journalists"), "aid_worker": ("aid worker", "aid workers"),
}  # fmt: skip
EFFECTS: dict[Effect, str] = {
    "killed": "killed", "wounded": "wounded", "casualties": "killed or wounded", "missing": "missing",
    "captured": "captured", "destroyed": "destroyed", "damaged": "damaged", "shot_down": "shot down",
    "displaced": "displaced", "deployed": "deployed", "taken": "taken", "other": "",
}  # fmt: skip
TYPES: dict[ClaimType, str] = {
    "control": "who holds a place", "attack": "an attack", "loss": "losses", "abuse": "abuse", "displacement": "a displacement",
    "deployment": "a deployment", "agreement": "an agreement", "statement": "what was said",
}  # fmt: skip


def who(entry: Entry) -> str:
    """The speaker: 'Armenia (Ministry of Defence)', 'The Courier', 'an unnamed source in The Courier',
    '‘residents’ in The Courier'."""
    if entry.party == OUTLET:
        return _outlet(entry)
    if entry.party == UNNAMED:
        source = "an unnamed source" if entry.claimant == UNNAMED else f"‘{entry.claimant}’"
        return f"{source} in {_outlet(entry)}"
    party, _, office = entry.claimant.partition(": ")
    if office:
        return f"{party} ({office})"
    # A claimant that no list knows is worded as the text has it ('its media and diplomats').
    return party if party == entry.party else f"{entry.party} ({party})"


def _outlet(entry: Entry) -> str:
    return entry.outlet or (f"the article ‘{entry.title}’" if entry.title else "an article without an outlet")


@lru_cache(maxsize=65_536)
def day(iso: str) -> str:
    """'12 October 2020' for '2020-10-12'."""
    at = date.fromisoformat(iso)
    return f"{at.day} {at:%B %Y}"


def when(entry: Entry) -> str:
    """' on 12 October 2020', ' between … and …', or the day of the report; empty where none is known."""
    if entry.first and entry.last:
        if entry.first == entry.last:
            return f" on {day(entry.first)}"
        return f" between {day(entry.first)} and {day(entry.last)}"
    return f" (reported on {day(entry.published)})" if entry.published else ""


def where(entry: Entry) -> str:
    """' in Orlec', ' in Orlec and Zabrod'; empty where no place is known."""
    return f" in {listed(p.name for p in entry.places)}" if entry.places else ""


def counted(quantity: Quantity) -> str:
    """'at least 12 soldiers killed'."""
    low, high = quantity.low, quantity.high
    if low is not None and low == high:
        number = f"{low:,}"
    elif low is not None and high is not None:
        number = f"{low:,} to {high:,}"
    elif low is not None:
        number = f"at least {low:,}"
    else:
        number = f"at most {high:,}" if high is not None else quantity.text
    one, many = GROUPS[quantity.group] if quantity.group else ITEMS[quantity.item]
    return " ".join(filter(None, (number, one if low == high == 1 else many, EFFECTS[quantity.effect])))


def happening(entry: Entry) -> str:
    """What a claim is about, short: 'an attack by Norland in Orlec on 2 May 2031'."""
    figures = [counted(q) for q in entry.quantities if q.part_of is None and q.item != "other"]
    doers = listed(dict.fromkeys(a.party or a.words for a in entry.actors))
    what = listed(figures[:3]) if figures else TYPES[entry.type]
    return f"{what}{f' by {doers}' if doers else ''}{where(entry)}{when(entry)}"


def listed(words: Iterable[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    *most, last = [*words] or [""]
    return f"{', '.join(most)} and {last}" if most else last
