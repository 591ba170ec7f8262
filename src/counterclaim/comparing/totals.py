"""Running totals in claims: what each one counts, from when, and what tells two of them apart."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from counterclaim.comparing.entries import NOBODY, Named, content_words, nobody
from counterclaim.comparing.nouns import Entry, Where
from counterclaim.extracting.forms import forms
from counterclaim.language import fold, known
from counterclaim.model import Effect, Group, Item, Quantity
from counterclaim.parties import Registry

START = "start of the conflict"
"""The baseline of totals that count from the first day of a conflict, be it told in words or as its date."""
VAGUE = "? "
"""Before a baseline that only its own article tells ('then', 'it started')."""
WIDE = frozenset({"country", "region"})
"""Precisions of places that are no narrower than a conflict."""
LIVING: frozenset[Item] = frozenset({"person", "soldier", "militant", "civilian", "prisoner"})
KINDS: tuple[frozenset[Item], ...] = (
    frozenset({"tank", "armoured_vehicle", "vehicle"}),
    frozenset({"aircraft", "helicopter", "drone"}),
    frozenset({"artillery", "mlrs", "air_defence"}),
    LIVING,
)
"""Items that one claimant may count now as this, now as that."""
CIVIL: frozenset[Item] = frozenset({"person", "civilian", "settlement", "building", "other"})
HARM: frozenset[Effect] = frozenset({"killed", "wounded", "casualties", "missing", "displaced"})
"""Effects that only the living suffer."""
LOST: frozenset[Effect] = frozenset(
    {"killed", "wounded", "captured", "missing", "destroyed", "damaged", "shot_down"}
)
DOERS: frozenset[Effect] = frozenset({"deployed", "taken"})
"""Effects of which the counted, or those who did it, are a claim's actors."""


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What two totals of one series share.

    `claimant` is the party; `voice` tells apart those who are no party: the publisher for an outlet's own totals and
    for sources without a name. `about` are the parties counted, sorted; empty where the text names none. `since`
    is START, a date, words of the text (folded), or '' where none is told. `where` narrows a total to a place (its
    key), an incident or an article, '' where it is of a whole conflict. `window`: it counts the last hours or days.
    """

    claimant: str
    voice: str
    about: tuple[str, ...]
    item: Item
    group: Group | None
    effect: Effect
    since: str
    where: str
    window: bool = False

    @property
    def thing(self) -> tuple[object, ...]:
        """What is counted, whoever counts."""
        return self.about, self.item, self.group, self.effect, self.since, self.where, self.window

    @property
    def family(self) -> tuple[object, ...]:
        """All totals of one claimant about the same people or things' side, from one day, at one place."""
        return self.claimant, self.voice, self.about, self.group, self.since, self.where, self.window


@dataclass(frozen=True, slots=True)
class Total:
    """A figure that is a running total, or (`running` false) one of a single happening."""

    key: Key
    entry: Entry
    quantity: Quantity
    day: str | None
    running: bool
    place: Where | None


def party_in(registry: Registry) -> Named:
    """Reads the party of a counted phrase; none where its words name no party that `registry` knows."""

    @lru_cache(maxsize=1 << 14)
    def named(phrase: str, language: str | None) -> str | None:
        found = registry.resolve(phrase, language) if language is not None and language in known() else None
        return found.party if found is not None and registry.is_known(found.party) else None

    return named


def totals(
    entries: Iterable[Entry], began: Collection[str], incidents: Mapping[str, str], named: Named = nobody
) -> Iterator[Total]:
    """Every figure of `entries` that is affirmed, running totals and single ones.

    `began`: first days of conflicts (ISO 8601). `incidents`: by claim; they tell apart tolls that no place does.
    A part that differs from its whole in nothing that a key holds is left out.
    """
    for entry in entries:
        if entry.polarity == "denied":
            continue
        for quantity in entry.quantities:
            if (quantity.low is None and quantity.high is None) or _mere_part(quantity, entry.quantities):
                continue
            if quantity.effect == "other" or (quantity.effect in HARM and quantity.item not in LIVING):
                continue
            running = quantity.cumulative or quantity.since is not None
            yield _total(entry, quantity, running, frozenset(began), incidents, named)


def _total(
    entry: Entry,
    quantity: Quantity,
    running: bool,
    began: frozenset[str],
    incidents: Mapping[str, str],
    named: Named,
) -> Total:
    since, window = _since(entry, quantity.since, began) if running and quantity.since else ("", False)
    actors = entry.actors if quantity.effect in DOERS else entry.targets
    about = tuple(sorted({one.party for one in actors if one.party is not None}))
    if not about and quantity.item not in CIVIL and quantity.group is None:
        # Counted with its noun: '1,200 Norlandian soldiers'. Of which state civilians are says not whose loss they are.
        # '1,200 Norlandian soldiers and 90 tanks': of one list all are one party's.
        listed = (quantity, *(q for q in entry.quantities if q.item not in CIVIL and q.effect in LOST))
        found = (named(q.text, entry.language) for q in listed)
        about = tuple(filter(None, (next(filter(None, found), None),)))
    place = next((p for p in entry.places if p.precision not in WIDE), None)
    key = Key(
        claimant=entry.party,
        voice=entry.publisher if entry.party in NOBODY else "",
        about=about,
        item=quantity.item,
        group=quantity.group,
        effect=quantity.effect,
        since=since,
        where=_where(entry, place, about, since, window, incidents),
        window=window,
    )
    return Total(key, entry, quantity, as_of(entry, since), running, place)


def _where(
    entry: Entry,
    place: Where | None,
    about: tuple[str, ...],
    since: str,
    window: bool,
    incidents: Mapping[str, str],
) -> str:
    """The scope of a total. One from a baseline, or of a party's losses nowhere in particular, is of its place or
    of the whole conflict; any other is the toll of one happening, and so is one 'since then'."""
    if since.startswith(VAGUE):
        return entry.article
    if since or window or (about and place is None):
        if place is not None:
            return place.key
        return "" if about else next((p.within[-1] if p.within else p.key for p in entry.places), "")
    return incidents.get(entry.claim) or (place.key if place else entry.article)


def _since(entry: Entry, words: str, began: frozenset[str]) -> tuple[str, bool]:
    """The baseline of a total of `entry`: where the words tell no day, the first of the days that were told."""
    since, window = baseline(words, entry.language, began)
    if window or since == START or _is_day(since):
        return since, window
    if entry.told and entry.first is not None and entry.first != entry.last:
        return baseline(entry.first, None, began)
    return since if len(content_words(words, entry.language)) > 1 else VAGUE + since, False


def as_of(entry: Entry, since: str) -> str | None:
    """The day that a total holds for: the last day told, unless it is the baseline itself; never after publication."""
    last = entry.last if entry.told and entry.last != since else None
    days = [day for day in (last, entry.published) if day is not None]
    return min(days, default=None)


def _mere_part(quantity: Quantity, all_: tuple[Quantity, ...]) -> bool:
    if quantity.part_of is None or quantity.part_of >= len(all_):
        return False
    whole = all_[quantity.part_of]
    return (whole.item, whole.group, whole.effect) == (quantity.item, quantity.group, quantity.effect)


@lru_cache(maxsize=4096)
def baseline(since: str, language: str | None, began: frozenset[str]) -> tuple[str, bool]:
    """One form of the words or the date from which a total counts, and whether they are a length ('24 hours').

    A month or year is the start of a conflict that began in it.
    """
    if _is_day(since):
        return (START if any(_meets(since, day) for day in began) else since), False
    if language is None or language not in known():
        return fold(since), False
    classes = [piece.classes.keys() for piece in forms(language).pieces(since, 0, len(since))]
    if any("war" in c for c in classes) and any("start" in c or "began" in c for c in classes):
        return START, False
    if any("unit" in c or "dual" in c for c in classes) and any("n" in c or "dual" in c for c in classes):
        return fold(since), True
    return fold(since), False


def _is_day(since: str) -> bool:
    return since[:4].isdigit() and since[4:5] == "-"


def _meets(since: str, began: str) -> bool:
    """A reader that meets a bare month or year puts its first day."""
    if since == began:
        return True
    whole = since[:4] if since.endswith("-01-01") else since[:7] if since.endswith("-01") else since
    return began.startswith(whole)
