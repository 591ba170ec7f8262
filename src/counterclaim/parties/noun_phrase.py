"""One noun phrase with one party: which of its words is the head, and whom the head belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from counterclaim.parties.coordination import PARTY_BEARING
from counterclaim.parties.lexicon import Item
from counterclaim.parties.readings import STATES, Directory, Kind, Reading

WHOLE_BODY = frozenset({"Military command", "leadership", "Armed Forces", "Government"})
OF_PLACES = frozenset({"Mayor", "Governor"})
"""Offices of a town or region: a capital beside them is that town and not its state."""
OF_STATES = frozenset(
    {"Police", "Civil Defence", "Coast Guard", "Navy", "Border Guard", "National Guard", "Air Force", "Supreme Court", "Central Bank",
     "Embassy", "Mission to the UN"}
)  # fmt: skip
"""Offices that an agency, a monitor or an armed group named in the same phrase does not have."""
COMMA = re.compile(r"[,،;:–—(]")
WORD = re.compile(r"[^\W\d_][\w.'’-]*")
NEAR = 30
NAME = r"[A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ][\w-]+(?: [A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ][\w-]+){0,2}"
STRANGER_BEFORE = re.compile(rf"({NAME})(['’]s)? $")
STRANGER_AFTER = re.compile(rf" (?:the )?({NAME})")
STRANGER_OWNER = re.compile(r" ([А-ЯЁІЇЄҐ][\w-]+)(?![\w-]| [А-ЯЁІЇЄҐ])")
"""An unknown name in the genitive, where that needs no word: one capitalised word behind a ministry or army."""
DESCRIBING = frozenset(
    {"determiner", "possessive", "former", "title", "conjunction", "relative", "country", "qualifier"}
)


SURE_HEADS = frozenset({"speaker", "leader", "chief", "official", "state_official"})
"""Kinds of words beside which words that nothing is known of ('unsure') leave little doubt who is meant."""


class NounPhrase:
    """The phrase `text[start:end]` with its items; `read` says what it names."""

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        items: Sequence[Item],
        directory: Directory,
        date: str | None,
    ) -> None:
        self.text, self.start, self.end, self.items = text, start, end, items
        self.directory, self.date = directory, date
        self.owners: list[Item] = []
        self.inner: list[Item] = []
        self.marked: dict[str, Item] = {}
        self.proxy: Item | None = None
        self._sort()

    def _sort(self) -> None:
        """Tell the parties that the phrase speaks of from those that only place or describe it."""
        zone = "main"
        previous: Item | None = None
        for index, item in enumerate(self.items):
            follower = self.items[index + 1] if index + 1 < len(self.items) else None
            if previous is not None and zone != "main" and COMMA.search(self.text[previous.end : item.start]):
                zone = "main"
            if item.kind in ("owner", "origin", "speaker_owner", "inner_owner", "locative"):
                zone = self._zone(item.kind, zone) if index else zone
            elif item.kind in PARTY_BEARING:
                self._place(item, previous, follower, zone)
            elif zone == "main" or (zone == "inner" and item.kind in ("office", "irregular")):
                self.marked.setdefault(item.kind, item)
            previous = item

    def _place(self, item: Item, previous: Item | None, follower: Item | None, zone: str) -> None:
        before = previous.kind if previous is not None else ""
        after = follower.kind if follower is not None and self._touches(item, follower) else ""
        if before == "proxy_prefix" or after == "proxy":
            self.proxy = item
        elif before == "anti_prefix" or after == "based":
            return
        elif zone == "main":
            self.owners.append(item)
        elif zone == "inner" or (zone == "origin" and item.kind in ("capital", "party")):
            self.inner.append(item)
        elif zone == "origin":
            self.owners.append(item)

    def _zone(self, kind: str, zone: str) -> str:
        if kind == "owner":
            return "main" if zone != "oblique" else zone
        if kind == "origin":
            return "origin"
        if kind == "speaker_owner":
            speaks = {"speaker", "aide", "office", "chief"} & set(self.marked)
            return "main" if speaks and not self.owners else "oblique"
        return "inner" if kind == "inner_owner" else "oblique"

    def _touches(self, one: Item, other: Item) -> bool:
        return self.text[one.end : other.start] in ("-", "–", "‑", " ", " - ")

    def read(self) -> Reading:
        has = self.marked
        relation = has["possessive"].value if "possessive" in has else None
        if "country" in has and relation is None:
            relation = "country"
        base = Reading(
            "unknown", None, None, self.words(), self.start, self.end, relation, former="former" in has
        )
        if "civil" in has and (not self._opens("civil") or self._civil_of_office()):
            return replace(base, kind="crowd")
        if "office" in has and self._other_name():
            return base
        party = self._party()
        if "aide" in has:
            return self._aide(base, party)
        if "office" in has:
            return self._office(base, party)
        if person := self._last("person"):
            return self._person(base, person)
        if body := self._last("body"):
            return self._of_body(base, body.value)
        if named := self._named_body():
            return replace(base, kind="body", party=named)
        if self.proxy is not None:
            return self._proxied(base, party)
        if "both_sides" in has and not self._of_message("both_sides") and not self._one_side():
            return replace(base, kind="state", relation="both")
        if party is not None:
            return self._of_state(base, party)
        return self._nameless(base)

    def words(self) -> str:
        start = self.start
        for item in self.items:
            if item.kind not in ("determiner", "conjunction") or self.text[start : item.start].strip():
                break
            if self.text[item.end : self.end].lstrip().startswith("of "):
                break
            start = item.end
        words = " ".join(self.text[start : self.end].split()).strip(" ,،.:;“”\"'’‘«»")
        return words + "»" if words.count("«") > words.count("»") else words

    def _opens(self, kind: str) -> bool:
        """Whether an office or speaker stands before the first word of `kind`."""
        at = self.marked[kind].start
        heads = ("office", "speaker", "aide", "side", "chief")
        return any(self.marked[k].start < at for k in heads if k in self.marked)

    def _of_message(self, kind: str) -> bool:
        """Whether the word of `kind` only says whose report or footage the phrase speaks of."""
        message = self.marked.get("message")
        return message is not None and message.start < self.marked[kind].start

    def _one_side(self) -> bool:
        """'Армянской стороны': the form of 'sides' is also one of 'side'."""
        sides = self.marked["both_sides"]
        return any(
            i.kind == "adjective" and i.end <= sides.start and self._touches(i, sides) for i in self.owners
        )

    def _civil_of_office(self) -> bool:
        """'Military bloggers': people about an office, not of it."""
        office = self.marked.get("office")
        return office is not None and self._touches(office, self.marked["civil"])

    def _last(self, kind: str) -> Item | None:
        found = [item for item in self.owners if item.kind == kind]
        return found[-1] if found else None

    def _kind(self, party: str) -> Kind:
        kind = self.directory.kind_of(party)
        if kind in STATES:
            return "state"
        return "group" if kind in ("armed_group", "proxy") else "body"

    def _party(self) -> str | None:
        """The party that the phrase's head belongs to."""
        near = self._nearest()
        if near is not None:
            return self._party_of(near)
        heads = {"office", "official", "side", "version", "speaker", "state_official"} & set(self.marked)
        for item in self.inner if heads else ():
            if item.kind in ("capital", "body") or {"office", "official"} & set(self.marked):
                return self._party_of(item)
        return None

    def _nearest(self) -> Item | None:
        """The owner next to the office where there is one, else the first owner."""
        head = self.marked.get("office") or self.marked.get("official") or self.marked.get("guest")
        owners = [item for item in self.owners if item.kind != "person"] or self.owners
        if not owners:
            return None
        if head is None:
            bodies = [item for item in owners if item.kind == "body"]
            return bodies[-1] if bodies else owners[0]
        before = [item for item in owners if item.end <= head.start]
        if before and head.start - before[-1].end <= NEAR:
            return before[-1]
        after = [item for item in owners if item.start >= head.end]
        return after[0] if after else owners[0]

    def _party_of(self, item: Item) -> str | None:
        if item.kind != "person":
            return item.value
        held = self.directory.office_of(item.value, self.date)
        return held[0] if held else None

    def _aide(self, base: Reading, party: str | None) -> Reading:
        office = None
        if "office" in self.marked:
            _, office, fixed, _ = _office_parts(self.marked["office"].value)
            party = fixed or party
        elif (person := self._last("person")) and not self._follows(self.marked["aide"], person):
            held = self.directory.office_of(person.value, self.date)
            if held:
                party, office = party or held[0], held[1]
        return replace(base, kind="person", party=party, office=office, aide=True)

    def _follows(self, head: Item, person: Item) -> bool:
        return head.end <= person.start and self._touches(head, person)

    def _office(self, base: Reading, party: str | None) -> Reading:
        sort, office, fixed, default = _office_parts(self.marked["office"].value)
        party = fixed or party
        if party is None and "unsure" in self.marked:
            return replace(base, kind="crowd")  # the unknown words may say whose it is
        kind: Kind = "person" if sort == "person" and "speaker" not in self.marked else "office"
        if party is not None and self._kind(party) in ("body", "group"):
            reporting = self.directory.kind_of(party) in ("media", "monitor")
            if office in WHOLE_BODY or (
                office in OF_STATES and self._kind(party) == "body" and not reporting
            ):
                return replace(base, kind=self._kind(party), party=party)
            if office in OF_STATES and fixed is None:
                party = None
        near = self._nearest()
        if office in OF_PLACES and near is not None and near.kind == "capital":
            office = f"{office} of {self.text[near.start : near.end]}"
        if base.former and kind == "person":
            return replace(base, kind="person")
        stranger = None if party else self._stranger(self.marked["office"])
        generic = self._generic() if kind == "office" and stranger is None else None
        return replace(
            base, kind=kind, party=party, office=office, default=default, generic=generic, stranger=stranger
        )

    def _stranger(self, office: Item) -> str | None:
        """A capitalised name that no list knows, right before the office, or after its 'of'."""
        found = STRANGER_BEFORE.search(self.text[: office.start], self.start)
        if found and not self._known(found.start(1)):
            owned = found.group(2) is not None
            if owned or any(i.kind == "determiner" and i.end <= found.start() for i in self.items):
                return found.group(1)
        body = office.value.startswith("body|") and not {"speaker", "chief"} & set(self.marked)
        if body and (found := STRANGER_OWNER.match(self.text, office.end, self.end)):
            return None if self._known(found.start(1)) else found.group(1)
        after = next((i for i in self.items if i.start >= office.end), None)
        if after is None or after.value != "of":
            return None
        found = STRANGER_AFTER.match(self.text, after.end, self.end)
        return found.group(1) if found and not self._known(found.start(1)) else None

    def _known(self, at: int) -> bool:
        return any(item.start <= at < item.end for item in self.items)

    def _person(self, base: Reading, item: Item) -> Reading:
        held = self.directory.office_of(item.value, self.date)
        if held is None:
            return replace(base, kind="person", party=self._party())
        if held[1] == "Director":
            return replace(base, kind="person", party=held[0])
        return replace(base, kind="person", party=held[0], office=held[1])

    def _of_body(self, base: Reading, party: str) -> Reading:
        has = self.marked
        media = self.directory.kind_of(party) == "media"
        others = set() if media else {"media_noun", "state_official"}
        crowd = ({"official", "guest", "leader"} | others) & set(has)
        if crowd and "speaker" not in has:
            return replace(base, kind="crowd", party=party)
        kind: Kind = "person" if {"chief", "speaker"} & set(has) else self._kind(party)
        return replace(base, kind=kind, party=party)

    def _named_body(self) -> str | None:
        """'Syrian Center for Policy Research': a name that only opens with a state's adjective."""
        noun = self.marked.get("body_noun")
        owner = next((i for i in self.owners if i.kind in ("adjective", "party")), None)
        if noun is None or owner is None or noun.start < owner.end or not self.text[noun.start].isupper():
            return None
        between = WORD.findall(self.text[owner.end : noun.start])
        if not all(word[0].isupper() for word in between) or len(between) > 4:
            return None
        end = noun.end
        for match in WORD.finditer(self.text, noun.end, self.end):
            gap = self.text[end : match.start()]
            small = match.group() in ("for", "of", "and", "the", "in")
            if gap.strip() or not (match.group()[0].isupper() or small):
                break
            end = match.end() if not small else end
            if small and self.text[match.end() : match.end() + 2].strip()[:1].isupper():
                end = match.end()
        return " ".join(self.text[owner.start : end].split())

    def _proxied(self, base: Reading, party: str | None) -> Reading:
        has = self.marked
        assert self.proxy is not None
        if party is not None and not {"irregular", "proxy_noun"} & set(has):
            return self._of_state(base, party)
        if {"official", "guest", "state_official"} & set(has):
            return replace(base, kind="crowd", party=self._party_of(self.proxy))
        name = self._group_name()
        return replace(base, kind="group", party=name, generic=name)

    def _group_name(self) -> str:
        """'Turkish-backed militants' out of 'sources close to the Turkish-backed militants in Idlib'."""
        first = self.proxy or (self.owners[0] if self.owners else None)
        start = first.start if first else self.start
        heads = [i for i in self.items if i.kind in ("irregular", "proxy_noun", "force") and i.start >= start]
        prefix = [i for i in self.items if i.kind == "proxy_prefix" and i.end <= start]
        if prefix:
            start = prefix[-1].start
        end = heads[-1].end if heads else self.end
        before = self.marked.get("irregular")
        if not heads and before is not None and before.end <= start and not prefix:
            start = before.start
        for index, head in enumerate(heads[:-1]):
            if not self._touches(head, heads[index + 1]):
                end = head.end
                break
        return " ".join(self.text[start:end].split())

    def _generic(self) -> str | None:
        """The words for armed people in the phrase, without what places them ('rebels in Homs')."""
        kinds = ("irregular", "proxy_noun", "force", "office")
        heads = [i for i in self.items if i.kind in kinds]
        if not heads:
            return None
        end = heads[0].end
        for one, other in pairwise(heads):
            if not self._touches(one, other):
                break
            end = other.end
        start = heads[0].start
        opening = self.text[self.start : start].split()
        if opening and not any(i.end > self.start and i.end <= start for i in self.items):
            start = self.start
        return self.text[start:end]

    def _of_state(self, base: Reading, party: str) -> Reading:
        has = self.marked
        if (
            ("irregular" in has or "proxy_noun" in has)
            and "force" not in has
            and self._kind(party) == "state"
        ):
            name = self._group_name()
            return replace(base, kind="group", party=name, generic=name)
        if "speaker" in has and not {"official", "guest"} & set(has):
            return replace(base, kind="office", party=party, office="spokesperson")
        if "leader" in has:
            return replace(base, kind="person", party=party, office="leader")
        if "chief" in has:
            owned = self.owners and self.owners[0].end <= has["chief"].start
            return replace(base, kind="crowd", party=party if owned else None)
        if {"official", "guest", "state_official", "media_noun"} & set(has):
            return replace(base, kind="crowd", party=party)
        if "unsure" in has and (not SURE_HEADS & has.keys() or self._longer_name()):
            return replace(base, kind="crowd", party=party, loose=True)
        if not has.keys() - DESCRIBING and self._trails():
            return replace(base, kind="crowd", party=party, loose=True)
        return replace(base, kind=self._kind(party), party=party)

    def _other_name(self) -> bool:
        """Whether an unknown word in capitals right before a state makes another name with it ('Free Syrian Army')."""
        return any(
            one.kind == "unsure"
            and other.kind in ("party", "adjective")
            and self.text[one.start].isupper()
            and self.text[other.start].isupper()
            and self._touches(one, other)
            for one, other in pairwise(self.items)
        )

    def _longer_name(self) -> bool:
        """Whether unknown words in capitals may make the state a part of another name."""
        return any(item.kind == "unsure" and self.text[item.start].isupper() for item in self.items)

    def _trails(self) -> bool:
        """Whether a state's adjective stands before words that are not known."""
        last = self.owners[-1] if self.owners else None
        if last is None or last.kind != "adjective":
            return False
        return bool(WORD.match(self.text[last.end : self.end].lstrip(" -")))

    def _owner_stranger(self) -> str | None:
        """The unknown name after 'spokesman for', 'commander of'."""
        for item in self.items:
            if item.kind in ("owner", "speaker_owner"):
                found = STRANGER_AFTER.match(self.text, item.end, self.end)
                if found and not self._known(found.start(1)):
                    return found.group(1)
        return None

    def _nameless(self, base: Reading) -> Reading:
        has = self.marked
        if {"speaker", "chief", "leader", "official", "guest"} & set(has) and (
            owner := self._owner_stranger()
        ):
            return replace(base, kind="person" if "speaker" in has else "crowd", party=owner)
        if "state_official" in has:
            return replace(base, kind="crowd", relation=base.relation or "state")
        if "speaker" in has or "leader" in has or "chief" in has:
            return replace(base, kind="person")
        if {"official", "guest", "side", "version", "media_noun"} & set(has):
            return replace(base, kind="crowd")
        if {"irregular", "force", "group_noun"} & set(has):
            return replace(base, kind="group", generic=self._generic())
        if "message" in has:
            return replace(base, kind="message")
        return base


def _office_parts(value: str) -> tuple[str, str, str | None, str | None]:
    """(sort, office, the party it always belongs to, the party it belongs to by default)."""
    sort, office, default = value.split("|")
    fixed, mark, rest = office.partition(": ")
    return sort, rest if mark else office, fixed if mark else None, default or None
