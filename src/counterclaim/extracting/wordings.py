"""What the words of a mention tell before its antecedent is looked for: its head, its kind, who bears it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from counterclaim.extracting.coreference import Antecedents, Named
from counterclaim.extracting.people import People
from counterclaim.language import tokens
from counterclaim.language.inflection import Endings, endings
from counterclaim.parties.phrases import Reading
from counterclaim.parties.registry import Registry

StateOf = Callable[[str], str | None]
"""The state in which a named place lies; None where it is not known."""

BY = 40
SHORT = 4


def folded_phrase(phrase: str) -> str:
    return " ".join(token.folded for token in tokens(phrase))


def folded_phrases(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(map(folded_phrase, phrases))


class Wordings:
    """Questions about mentions of one article, answered from the pack's words and what was named before."""

    def __init__(
        self,
        text: str,
        registry: Registry,
        language: str,
        date: str | None,
        words: Mapping[str, frozenset[str]],
        cased: bool,
        people: People,
        antecedents: Antecedents,
        state_of: StateOf,
    ) -> None:
        self._text, self._registry, self._language, self._date = text, registry, language, date
        self._words, self._cased = words, cased
        self._people, self._antecedents, self._state_of = people, antecedents, state_of
        self._joints = frozenset(
            " ".join(words) for words, _ in registry.lexicon(language).phrases("conjunction")
        )
        self._bare = registry.lexicon(language).affixes.bare
        self._endings: Endings = endings(language)
        self._forms: dict[str, frozenset[str]] = {}
        self._articleless = bool(words.get("articleless"))

    def _is(self, key: str, phrase: str) -> bool:
        """Whether `phrase` is one of the words of `key`, in any case where words have endings of case."""
        words = self._words.get(key, frozenset())
        if phrase in words or not self._endings.pairs:
            return phrase in words
        if (forms := self._forms.get(phrase)) is None:
            forms = frozenset(map(" ".join, self._endings.phrases(phrase.split())))
            self._forms[phrase] = forms
        return not words.isdisjoint(forms)

    def _head(self, reading: Reading) -> str:
        """The folded last word of a short definite phrase ('the ministry' → 'ministry')."""
        words = [token.folded for token in tokens(self._text, reading.start, reading.end)]
        if not words or len(words) > SHORT:
            return ""
        if not self._cased:
            return self._bare(words[0]) if self._definite_word(words[0]) and len(words) < SHORT else ""
        if self._is("definite", words[0]):
            return " ".join(words[1:])
        described = self._text[reading.start : reading.end].rstrip().endswith(",")
        return " ".join(words) if self._articleless and not described else ""

    def _definite_word(self, word: str) -> bool:
        if self._cased:
            return self._articleless or self._is("definite", word)
        affixes = self._registry.lexicon(self._language).affixes
        return any(affixes.definite(word, attached) for attached, _ in affixes.readings(word))

    def _ends(self, key: str, reading: Reading) -> bool:
        """Whether the phrase ends in one of the words of `key` ('a Britain-based monitoring group')."""
        words = [self._bare(token.folded) for token in tokens(self._text, reading.start, reading.end)]
        return len(words) <= SHORT + 1 and any(
            self._is(key, " ".join(words[-count:])) for count in (1, 2, 3) if count <= len(words)
        )

    def _agency(self, at: int) -> Named | None:
        """'The agency': news or intelligence, whichever spoke last."""
        return self._antecedents.before(
            at,
            lambda n: (
                n.reading.party is not None
                and (n.reading.kind == "office" or self._registry.kind_of(n.reading.party) == "media")
                and n.subject
            ),
        ) or self._body(at, ("media",))

    def _made(self, named: Named, head: str) -> bool:
        """Whether a mention names the maker of the `head`: 'a report by the commission', 'the UN report'."""
        if named.reading.party is None:
            return False
        before = [t.folded for t in tokens(self._text, max(0, named.start - BY), named.start)]
        words = [t.folded for t in tokens(self._text, named.start, named.end)]
        return head in words[1:] or (head in before[-3:] and any(self._is("makers", w) for w in before[-2:]))

    def _bears(self, named: Named, head: str) -> bool:
        """Whether `head` can mean the group: a word like 'coalition' must be in the group's name."""
        if not self._is("named_only", head):
            return True
        return head in folded_phrase(f"{self._text[named.start : named.end]} {named.reading.party}").split()

    def _body(self, at: int, kinds: tuple[str, ...]) -> Named | None:
        """A body of one of `kinds` named before, else the first after ('a monitor said' in a headline)."""

        def wanted(named: Named) -> bool:
            party = named.reading.party
            return party is not None and self._registry.kind_of(party) in kinds

        return self._antecedents.before(at, wanted) or self._antecedents.after(at, wanted)

    def _described(self, reading: Reading) -> bool:
        """Whether unknown words stand before the office ('wing leadership'): it need not be the state's."""
        items = self._registry.items(self._text, reading.start, reading.end, self._language)
        office = next((item for item in items if item.kind == "office"), None)
        if not self._cased or office is None:
            return False
        known = [item for item in items if item.start < office.start]
        covered = sum(len(list(tokens(self._text, item.start, item.end))) for item in known)
        return covered < len(list(tokens(self._text, reading.start, office.start)))
