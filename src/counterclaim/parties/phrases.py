"""Reading a noun phrase that names a party, an office, a speaker or a crowd, from its items.

`read` gives one `Reading` for each party that the phrase names ('Yerevan and Baku' two). A reading may
lack its party ('the ministry', 'his Vice President'): whoever knows the context fills it in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from counterclaim.parties.lexicon import Item

Kind = Literal["person", "office", "state", "group", "body", "crowd", "message", "unknown"]
PARTY_BEARING = frozenset({"adjective", "party", "capital", "body", "person"})
LOCAL_OFFICES = frozenset({"Mayor", "Governor", "Director", "Minister", "Ambassador", "Member of Parliament"})
LISTED = re.compile(r"^[\s,،'’]*(?:s[\s,]*)?$")
COMMA = re.compile(r"[,،;:–—(]")


class Directory(Protocol):
    """What reading needs to know of parties: who holds an office, and what kind of body a name is."""

    def office_of(self, person: str, date: str | None) -> tuple[str, str] | None: ...
    def kind_of(self, party: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Reading:
    """`party` None: not told by the phrase; `office` in the program's English; `relation` the
    possessive that points to an antecedent ('its', 'country'). `words`: the phrase without articles."""

    kind: Kind
    party: str | None
    office: str | None
    words: str
    relation: str | None = None
    aide: bool = False
    former: bool = False

    @property
    def name(self) -> str:
        """The claimant's name, as far as the phrase tells it."""
        if self.kind == "crowd" or (self.kind == "group" and self.party is None):
            return self.words
        if self.party is None:
            return self.words
        if self.aide:
            return f"{self.party}: adviser to the {self.office}" if self.office else f"{self.party}: adviser"
        if self.office in LOCAL_OFFICES and self.kind == "person":
            return self.words if self.former else f"{self.party}: {self.office}"
        return f"{self.party}: {self.office}" if self.office else self.party


def read(
    text: str, start: int, end: int, items: Sequence[Item], directory: Directory, date: str | None
) -> list[Reading]:
    """Readings of the phrase `text[start:end]`, whose entries are `items`, in order."""
    kept: list[Item] = []
    for item in items:
        if item.kind == "relative" and kept:
            end = item.start
            break
        kept.append(item)
    readings: list[Reading] = []
    for parts, spoken in _conjuncts(text, start, end, kept):
        for single in _expanded(text, parts):
            reading = _Phrase(text, spoken, single, directory, date).read()
            if reading not in readings:
                readings.append(reading)
    return readings


def _conjuncts(
    text: str, start: int, end: int, items: Sequence[Item]
) -> list[tuple[list[Item], tuple[int, int]]]:
    """Split at a conjunction whose two sides each name a party of their own and are no mere list."""
    for index, item in enumerate(items):
        if item.kind != "conjunction" or not 0 < index < len(items) - 1:
            continue
        left, right = list(items[:index]), list(items[index + 1 :])
        if left[-1].kind in PARTY_BEARING and _adjacent(text, item, right[0]) and len(left) == 1:
            if right[0].kind in PARTY_BEARING and (right[0].kind == left[-1].kind or len(right) == 1):
                continue
        elif left[-1].kind in PARTY_BEARING and right[0].kind == left[-1].kind:
            continue
        if any(i.kind in PARTY_BEARING for i in left) and any(i.kind in PARTY_BEARING for i in right[:3]):
            return [
                *_conjuncts(text, start, item.start, left),
                *_conjuncts(text, item.end, end, right),
            ]
    return [(list(items), (start, end))]


def _adjacent(text: str, one: Item, other: Item) -> bool:
    return len(text[one.end : other.start].strip()) <= 4


def _expanded(text: str, items: list[Item]) -> list[list[Item]]:
    """One list of items for each member of the first list of parties ('the US, Russia and France')."""
    run: list[int] = []
    joined = False
    for index, item in enumerate(items):
        if item.kind in PARTY_BEARING:
            if run and not (_linked(text, items, run[-1], index)):
                if joined and len(run) > 1:
                    break
                run, joined = [], False
            run.append(index)
        elif item.kind == "conjunction" and run:
            joined = True
        elif item.attached == "" and item.kind not in ("determiner", "conjunction") and run:
            if joined and len(run) > 1:
                break
            run, joined = [], False
    attached = any(items[i].attached.startswith("و") for i in run[1:])
    if len(run) < 2 or not (joined or attached):
        return [items]
    first, last = run[0], run[-1]
    return [[*items[:first], items[i], *items[last + 1 :]] for i in run]


def _linked(text: str, items: Sequence[Item], one: int, other: int) -> bool:
    """Whether only commas, conjunctions and articles stand between two items."""
    at = items[one].end
    for item in items[one + 1 : other]:
        if item.kind not in ("conjunction", "determiner") or not LISTED.match(text[at : item.start]):
            return False
        at = item.end
    gap = text[at : items[other].start]
    bare = other - one > 1 or items[other].attached != "" or "," in gap or "،" in gap
    return bare and bool(LISTED.match(gap.removesuffix(items[other].attached)))


class _Phrase:
    def __init__(
        self,
        text: str,
        span: tuple[int, int],
        items: Sequence[Item],
        directory: Directory,
        date: str | None,
    ) -> None:
        self.text, self.span, self.items = text, span, items
        self.directory, self.date = directory, date
        self.owners: list[Item] = []
        self.inner: list[Item] = []
        self.marked: dict[str, Item] = {}
        self.proxy: Item | None = None
        self.seen: list[Item] = []
        self._sort()

    def _sort(self) -> None:
        """Tell the parties that the phrase speaks of from those that only place or describe it."""
        zone = "main"
        skip: Item | None = None
        previous: Item | None = None
        for index, item in enumerate(self.items):
            follower = self.items[index + 1] if index + 1 < len(self.items) else None
            if previous is not None and zone != "main" and COMMA.search(self.text[previous.end : item.start]):
                zone = "main"
            kind = item.kind
            if kind in ("owner", "speaker_owner", "inner_owner", "locative"):
                zone = self._zone(kind, zone)
            elif kind in PARTY_BEARING:
                if previous is not None and previous.kind == "proxy_prefix":
                    self.proxy = item
                elif previous is not None and previous.kind == "anti_prefix":
                    skip = item
                elif follower is not None and self._touches(item, follower) and follower.kind == "proxy":
                    self.proxy = item
                elif follower is not None and self._touches(item, follower) and follower.kind == "based":
                    skip = item
                elif zone == "main":
                    self.owners.append(item)
                elif zone == "inner":
                    self.inner.append(item)
            elif zone == "main" or (zone == "inner" and kind in ("office", "irregular")):
                self.marked.setdefault(kind, item)
                self.seen.append(item)
            previous = item
        del skip

    def _zone(self, kind: str, zone: str) -> str:
        if kind == "owner":
            return "main" if zone != "oblique" else zone
        if kind == "speaker_owner":
            speaks = {"speaker", "aide", "office"} & set(self.marked)
            return "main" if speaks and not self.owners else "oblique"
        if kind == "inner_owner":
            return "inner"
        return "oblique"

    def _touches(self, one: Item, other: Item) -> bool:
        return self.text[one.end : other.start] in ("-", "–", "‑", " ", " - ")

    def read(self) -> Reading:
        has = self.marked
        words = self.words()
        relation = has["possessive"].value if "possessive" in has else None
        if "country" in has and relation is None:
            relation = "country"
        base = Reading("unknown", None, None, words, relation, former="former" in has)
        if "civil" in has and not self._speaks_first("civil"):
            return replace(base, kind="crowd")
        party = self._party()
        if "aide" in has:
            return self._aide(base, party)
        if "office" in has:
            return self._office(base, party)
        if person := self._last("person"):
            return self._person(base, person)
        if body := self._last("body", "party_body"):
            if {"official", "leader"} & set(has) and "speaker" not in has:
                return replace(base, kind="crowd", party=body.value)
            return replace(base, kind=self._kind(body.value), party=body.value)
        if self.proxy is not None:
            return self._proxied(base, party)
        if "both_sides" in has:
            return replace(base, kind="state", relation="both")
        if party is not None:
            return self._of_state(base, party)
        return self._nameless(base)

    def words(self) -> str:
        start, end = self.span
        for item in self.items:
            gap = self.text[start : item.start]
            if item.kind not in ("determiner", "conjunction") or gap.strip():
                break
            start = item.end
        return " ".join(self.text[start:end].split()).strip(" ,،.:;“”\"'’‘«»")

    def _speaks_first(self, kind: str) -> bool:
        """Whether an office or speaker stands before the first word of `kind`."""
        at = self.marked[kind].start
        return any(
            self.marked[k].start < at for k in ("office", "speaker", "aide", "side") if k in self.marked
        )

    def _last(self, *kinds: str) -> Item | None:
        found = [i for i in self.owners if i.kind in kinds]
        return found[-1] if found else None

    def _kind(self, party: str) -> Kind:
        kind = self.directory.kind_of(party)
        if kind in ("state", "territory"):
            return "state"
        return "group" if kind in ("armed_group", "proxy") else "body"

    def _party(self) -> str | None:
        """The party that the phrase's head belongs to."""
        near = self._nearest()
        if near is not None:
            return self._party_of(near)
        heads = {"office", "official", "side", "speaker"} & set(self.marked)
        for item in self.inner if heads else ():
            if item.kind in ("capital", "body") or "office" in self.marked:
                return self._party_of(item)
        return None

    def _nearest(self) -> Item | None:
        """The owner next to the office where there is one, else the first owner."""
        head = self.marked.get("office") or self.marked.get("official")
        owners = [i for i in self.owners if i.kind != "person"] or self.owners
        if not owners:
            return None
        bodies = [i for i in owners if i.kind == "body"]
        if head is None:
            return bodies[-1] if bodies else owners[0]
        before = [i for i in owners if i.end <= head.start]
        if before and head.start - before[-1].end <= 30:
            return before[-1]
        after = [i for i in owners if i.start >= head.end]
        return after[0] if after else owners[0]

    def _party_of(self, item: Item) -> str | None:
        if item.kind != "person":
            return item.value
        held = self.directory.office_of(item.value, self.date)
        return held[0] if held else None

    def _aide(self, base: Reading, party: str | None) -> Reading:
        office = self.marked["office"].value.partition("|")[2] if "office" in self.marked else None
        if office is None and (person := self._last("person")):
            held = self.directory.office_of(person.value, self.date)
            if held:
                party, office = party or held[0], held[1]
        fixed, _, rest = (office or "").partition(": ")
        if rest:
            party, office = fixed, rest
        return replace(base, kind="person", party=party, office=office, aide=True)

    def _office(self, base: Reading, party: str | None) -> Reading:
        marked = self.marked["office"]
        sort, _, office = marked.value.partition("|")
        fixed, _, rest = office.partition(": ")
        if rest:
            party, office = fixed, rest
        kind: Kind = "person" if sort == "person" and "speaker" not in self.marked else "office"
        if party is not None and self._kind(party) in ("body", "group") and office in (
            "Director", "Military command", "leadership", "Armed Forces",
        ):  # fmt: skip
            return replace(base, kind=self._kind(party), party=party)
        if office == "Government" and kind == "office" and party is not None:
            office = "Government"
        return replace(base, kind=kind, party=party, office=office)

    def _person(self, base: Reading, item: Item) -> Reading:
        held = self.directory.office_of(item.value, self.date)
        if held is None:
            return replace(base, kind="person", party=self._party())
        return replace(base, kind="person", party=held[0], office=held[1] or None)

    def _proxied(self, base: Reading, party: str | None) -> Reading:
        has = self.marked
        assert self.proxy is not None
        if party is not None and not {"irregular", "proxy_noun"} & set(has):
            return self._of_state(base, party)
        if {"official"} & set(has):
            return replace(base, kind="crowd", party=self._party_of(self.proxy))
        return replace(base, kind="group", party=self._group_name())

    def _group_name(self) -> str:
        """'Turkish-backed militants' out of 'sources close to the Turkish-backed militants in Idlib'."""
        first = self.proxy or (self.owners[0] if self.owners else None)
        start = first.start if first else self.span[0]
        heads = [i for i in self.items if i.kind in ("irregular", "proxy_noun", "force") and i.start >= start]
        prefix = [i for i in self.items if i.kind == "proxy_prefix" and i.end <= start]
        if prefix:
            start = prefix[-1].start
        end = heads[-1].end if heads else self.span[1]
        for index, head in enumerate(heads[:-1]):
            if not self._touches(head, heads[index + 1]):
                end = head.end
                break
        return " ".join(self.text[start:end].split())

    def _of_state(self, base: Reading, party: str) -> Reading:
        has = self.marked
        if "irregular" in has and "force" not in has and self._kind(party) == "state":
            return replace(base, kind="group", party=self._group_name())
        if "speaker" in has and "official" not in has:
            return replace(base, kind="office", party=party, office="spokesperson")
        if "leader" in has:
            return replace(base, kind="person", party=party, office="leader")
        if "official" in has:
            return replace(base, kind="crowd", party=party)
        return replace(base, kind=self._kind(party), party=party)

    def _nameless(self, base: Reading) -> Reading:
        has = self.marked
        if "speaker" in has or "leader" in has:
            return replace(base, kind="person")
        if "official" in has or "side" in has:
            return replace(base, kind="crowd")
        if "irregular" in has or "force" in has:
            return replace(base, kind="group")
        if "message" in has:
            return replace(base, kind="message")
        return base
