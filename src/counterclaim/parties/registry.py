"""All parties at once: states, the general list of bodies and the conflict files, by language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from counterclaim.language import fold, known, tokens
from counterclaim.language import load as load_pack
from counterclaim.language.folding import REMEMBERED
from counterclaim.language.inflection import endings
from counterclaim.model import Span
from counterclaim.parties import conflict, states
from counterclaim.parties.conflict import Conflict, Office, Party
from counterclaim.parties.lexicon import Affixes, Item, Lexicon, table
from counterclaim.parties.mentions import Grammar, chains
from counterclaim.parties.phrases import Kind, Reading, read

WORD_KINDS = {
    "determiners": "determiner", "possessives": "possessive", "owners": "owner",
    "origins": "origin", "speaker_owners": "speaker_owner", "inner_owners": "inner_owner", "locatives": "locative",
    "relatives": "relative", "conjunctions": "conjunction", "former": "former", "proxies": "proxy",
    "owned": "owned", "based": "based", "proxy_prefixes": "proxy_prefix", "anti_prefixes": "anti_prefix",
    "proxy_nouns": "proxy_noun", "speakers": "speaker", "aides": "aide", "leaders": "leader",
    "sides": "side", "versions": "version", "group_nouns": "group_noun", "both_sides": "both_sides", "civil": "civil", "officials": "official", "guests": "guest",
    "messages": "message", "evidence": "message", "chiefs": "chief", "media_nouns": "media_noun",
    "state_officials": "state_official", "body_nouns": "body_noun", "irregulars": "irregular", "forces": "force", "titles": "title",
    "countries": "country", "counterparts": "counterpart", "qualifiers": "qualifier",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Resolved:
    """A party or office found in a phrase. `party` is the side or body that `name` speaks for."""

    name: str
    party: str
    kind: Kind = "unknown"


@dataclass(frozen=True, slots=True)
class Holding:
    """A person in an office, from and to which day (None: open)."""

    party: str
    office: str
    from_: str | None
    to: str | None


class Registry:
    """Immutable after `load`, but for lexicons that are built when a language is first asked for."""

    def __init__(self, conflicts: Iterable[Conflict]) -> None:
        self.conflicts = (*conflicts, _general())
        self._codes = states.codes()
        self._kinds = dict.fromkeys(self._codes.values(), "state")
        self._sides: dict[str, str] = {}
        self._holdings: dict[str, list[Holding]] = {}
        self._lexicons: dict[str, Lexicon] = {}
        self._grammars: dict[str, Grammar] = {}
        self._leading: dict[str, frozenset[str]] = {}
        self._last: tuple[str, dict[tuple[int, int, str], list[Item]]] = "", {}
        self._forces: dict[tuple[str, str], dict[str, list[Party]]] = {}
        for one in self.conflicts:
            for party in one.parties:
                self._kinds.setdefault(party.name, party.kind)
                if party.side is not None:
                    self._sides.setdefault(party.name, party.side)
            for office in one.offices:
                for person in office.persons:
                    self._holdings.setdefault(person.name, []).append(
                        Holding(office.party, office.office, person.from_, person.to)
                    )

    @classmethod
    def load(cls, conflicts: Iterable[Conflict] = ()) -> Registry:
        """The registry over the states, the general list and `conflicts`, earlier ones first."""
        return cls(conflicts)

    def kind_of(self, party: str) -> str:
        """'state', 'armed_group', … as in conflict files; 'other' where the party is not known."""
        return self._kinds.get(party, "other")

    def side_of(self, party: str, conflict: Conflict | None = None) -> str:
        """The side that the party belongs to (in `conflict`, else in the first that gives it one);
        itself where it stands alone."""
        if conflict is None:
            return self._sides.get(party, party)
        return next((p.side for p in conflict.parties if p.name == party and p.side), party)

    def is_known(self, name: str) -> bool:
        """Whether `name` is a party of the registry, or 'outlet' or 'unnamed'."""
        return name in self._kinds or name in ("outlet", "unnamed")

    def office_of(self, person: str, date: str | None) -> tuple[str, str] | None:
        """(party, office) of `person` on `date`; None where none was held then. The latest office where
        no date is given."""
        held = self._holdings.get(person, [])
        if date is not None:
            held = [h for h in held if (h.from_ or "") <= date and (h.to is None or date <= h.to)]
            return (held[0].party, held[0].office) if held else None
        latest = max(held, key=lambda holding: holding.from_ or "", default=None)
        return (latest.party, latest.office) if latest else None

    def state(self, code: str) -> str | None:
        """The name of the state of ISO 3166 `code`."""
        return self._codes.get(code)

    def force_of(self, conflict: Conflict, phrase: str, language: str, date: str | None = None) -> str | None:
        """The party of `conflict` that its file gives for a folded phrase like 'the rebels'; on `date` only one
        that was there then. Of several, the last of the file."""
        key = (conflict.name, language)
        if key not in self._forces:
            words = self._determiners(language)
            bare = self.lexicon(language).affixes.bare
            own = {party.name: party for party in conflict.parties}
            further = [(own[p.name], p.forces) for p in self._named_by_pack(language) if p.name in own]
            found: dict[str, list[Party]] = {}
            for party, names in (*further, *((party, party.forces) for party in conflict.parties)):
                for form in _in(names, language):
                    found.setdefault(_bare(form, words, bare), []).insert(0, party)
            found.pop("", None)
            self._forces[key] = found
        lexicon, forces = self.lexicon(language), self._forces[key]
        folded = _bare(phrase, self._determiners(language), lexicon.affixes.bare)
        forms = lexicon.endings.phrases(folded.split()) if lexicon.endings.pairs else [(folded,)]
        there = (p.name for form in map(" ".join, forms) for p in forces.get(form, ()) if p.lasted(date))
        return next(there, None)

    def _determiners(self, language: str) -> frozenset[str]:
        if language not in self._leading:
            phrases = self.lexicon(language).phrases("determiner")
            self._leading[language] = frozenset(" ".join(words) for words, _ in phrases)
        return self._leading[language]

    def items(self, text: str, start: int, end: int, language: str) -> list[Item]:
        """Every known word of `text[start:end]` in order, with what it is."""
        if len(text) not in REMEMBERED:
            return self._find(text, start, end, language)
        # The tagger and the cast of one article ask for the same passages.
        last, found = self._last
        if last is not text:
            found = {}
            self._last = text, found
        key = (start, end, language)
        if key not in found:
            found[key] = self._find(text, start, end, language)
        return found[key].copy()

    def _find(self, text: str, start: int, end: int, language: str) -> list[Item]:
        lexicon = self.lexicon(language)
        return lexicon.find(text, list(lexicon.cut(text, tokens(text, start, end))))

    def find(self, text: str, start: int, end: int, language: str) -> list[Span]:
        """Noun phrases in `text[start:end]` that name parties, their forces, offices or office-holders."""
        return self.chains(text, self.items(text, start, end, language), language)

    def chains(self, text: str, items: Sequence[Item], language: str) -> list[Span]:
        """`find` where the items of the text are known already."""
        if language not in self._grammars:
            section = load_pack(language).section("parties") if language in known() else {}
            self._grammars[language] = Grammar.of(table(section, "grammar"))
        return chains(text, items, self._grammars[language])

    def readings(
        self, text: str, start: int, end: int, language: str, date: str | None = None
    ) -> list[Reading]:
        """What the noun phrase `text[start:end]` says, one reading for each party in it."""
        return self.read(text, Span(start, end), self.items(text, start, end, language), date)

    def read(self, text: str, span: Span, items: Sequence[Item], date: str | None = None) -> list[Reading]:
        """`readings` of `span` whose `items` are known already."""
        return read(text, span.start, span.end, items, self, date)

    def resolve(self, phrase: str, language: str, *, date: str | None = None) -> Resolved | None:
        """The party (and office) that `phrase` names by itself; None where it takes its context."""
        for reading in self.readings(phrase, 0, len(phrase), language, date):
            if reading.party is not None:
                return Resolved(reading.name, reading.party, reading.kind)
        return None

    def lexicon(self, language: str) -> Lexicon:
        """The lexicon of `language` with English names beside; built at the first call."""
        if language not in self._lexicons:
            self._lexicons[language] = self._build(language)
        return self._lexicons[language]

    def _build(self, language: str) -> Lexicon:
        section = load_pack(language).section("parties") if language in known() else {}
        words = table(section, "words")
        affixes = table(section, "affixes")
        lexicon = Lexicon(
            Affixes(
                tuple(affixes.get("attached", ())),
                "".join(affixes.get("article", "")),
                "".join(affixes.get("drawn", "\0")),
                tuple(affixes.get("suffixes", ())),
                _pair(affixes.get("feminine", ())),
            ),
            frozenset(map(fold, words.get("also_words", ()))),
            frozenset(map(fold, words.get("name_prefixes", ()))),
            endings(language),
            language in known() and load_pack(language).general,
            frozenset(map(fold, table(section, "adjectives").get("made_by", ()))),
        )
        for party in self._named_by_pack(language):
            self._add_party(lexicon, party, language)
        for one in self.conflicts:
            for party in one.parties:
                self._add_party(lexicon, party, language)
            for office in one.offices:
                self._add_office(lexicon, office, language)
        ends = table(section, "adjectives").get("endings", ("",))
        self._add_states(lexicon, language, table(section, "states"), ends)
        defaults = {form: party for party, forms in table(section, "defaults").items() for form in forms}
        for sort in ("body", "person"):
            for office_name, forms in table(table(section, "offices"), sort).items():
                for form in forms:
                    lexicon.add(form, "office", f"{sort}|{office_name}|{defaults.get(form, '')}")
        for key, kind in WORD_KINDS.items():
            for word in words.get(key, ()):
                lexicon.add(word, kind, word)
        return lexicon.freeze()

    def _named_by_pack(self, language: str) -> Iterator[Party]:
        """What the language's pack adds to the names of parties that the registry knows."""
        section = load_pack(language).section("parties") if language in known() else {}
        for name, row in section.get("bodies", {}).items():
            if name in self._kinds:
                aliases, adjectives, forces = (
                    {language: tuple(row.get(key, ()))} for key in ("aliases", "adjectives", "forces")
                )
                yield Party(name, self._kinds[name], None, aliases, adjectives, forces)

    def _add_states(
        self, lexicon: Lexicon, language: str, rows: Mapping[str, object], endings: Sequence[str]
    ) -> None:
        here, english = states.names(language), states.names("en")
        for code, name in self._codes.items():
            row = table(rows, code)
            local = row.get("names", (here.states.get(code, ""),))  # 'Того' is also 'of that'
            for alias in (name, english.states.get(code, ""), *local):
                lexicon.add(alias, "party", name, name=True)
            for alias in row.get("aliases", ()):
                lexicon.add(alias, "party", name, name=True)
            for alias in row.get("adjectives", ()):
                for ending in endings:
                    lexicon.add(alias + ending, "adjective", name, name=True, exact=False)
        spelled = self._capitals() if language in known() and load_pack(language).general else {}
        for code, name in self._codes.items():
            row = table(rows, code)
            local = row.get("capital", (here.capitals.get(code, ""),))  # 'מסרו' is also 'they gave'
            for alias in (*row.get("capitals", ()), *local, *spelled.get(code, ())):
                lexicon.add(alias, "capital", name, name=True)

    def _capitals(self) -> dict[str, Sequence[str]]:
        """Capitals as English spells them, which many languages do too."""
        rows = table(load_pack("en").section("parties"), "states")
        return {code: table(rows, code).get("capitals", ()) for code in rows}

    def _add_party(self, lexicon: Lexicon, party: Party, language: str) -> None:
        kind = "party" if self.kind_of(party.name) == "state" else "body"
        for alias in (party.name, *_in(party.aliases, language)):
            lexicon.add(alias, kind, party.name, name=True)
        for alias in _in(party.adjectives, language):
            lexicon.add(alias, "adjective", party.name, name=True, exact=False)

    def _add_office(self, lexicon: Lexicon, office: Office, language: str) -> None:
        for alias in _in(office.aliases, language):
            lexicon.add(alias, "office", f"body|{office.party}: {office.office}|", name=True)
        for person in office.persons:
            for alias in (person.name, *_in(person.aliases, language)):
                lexicon.add(alias, "person", person.name, name=True)
                *given, last = alias.split()
                if given and len(last) > 3 and lexicon.surname(given[-1], last):
                    lexicon.add(last, "person", person.name, name=True)


def _pair(letters: Sequence[str]) -> tuple[str, str]:
    return (letters[0], letters[1]) if len(letters) == 2 else ("", "")


def _bare(phrase: str, determiners: frozenset[str], bare: Callable[[str], str]) -> str:
    """`phrase` folded, without articles and leading determiners."""
    words = [bare(token.folded) for token in tokens(phrase)]
    while words and words[0] in determiners:
        words.pop(0)
    return " ".join(words)


def _in(names: Mapping[str, tuple[str, ...]], language: str) -> tuple[str, ...]:
    codes = ("", "en", language) if language != "en" else ("", "en")
    return tuple(name for code in codes for name in names.get(code, ()))


@lru_cache(maxsize=1)
def _general() -> Conflict:
    path = files("counterclaim") / "parties" / "bodies.toml"
    return conflict.loads(path.read_text(encoding="utf-8"), name="general", where="bodies.toml")
