"""The subject of a reporting verb that stands before it, and where its object starts.

Nothing between subject and object marks the border in 'اتهمت الحكومة اليمنية الحوثيين بقصف تعز'. It is told by what
cannot go on with the noun phrase: a noun without article after a closed definite phrase, an adjective
that does not agree, an oblique plural, a state's name, a verbal noun. A verb may also leave its subject
unsaid ('واتهم تركيا'): then gender, case or the words that only addressees have show that the noun phrase behind it is the object.
"""

from __future__ import annotations

import re

from counterclaim.extracting.patterns.clitics import LONGEST_SOURCE, Clitics
from counterclaim.extracting.patterns.layout import is_dash, is_stop
from counterclaim.extracting.patterns.reporting import Entry
from counterclaim.extracting.patterns.sources import Range

_SHORT_NAME = 9
_NAME_WORDS = 3
_RELATIVE = 14
_PLURAL_OF_THINGS = re.compile(r"(?:ال)?(?:\w[و]?ا\w[^اوي]|\w{2}ا\w?ي\w|\w{2}ا\w{2}|\w{2}و\w)")
"""Broken plurals ('فصائل', 'مصادر', 'شؤون'): they take feminine adjectives."""


class Subjects(Clitics):
    """What stands around a verb that comes first."""

    def subject_after(self, i: int, b: int, level: int, entries: list[Entry]) -> tuple[Range | None, int]:
        """The noun phrase after the verb and where what follows it starts."""
        page = self.page
        prepositions = frozenset().union(*(e.prepositions for e in entries))
        objects = any("object" in e.takes for e in entries)
        opened = objects or any("relay" in e.takes for e in entries)
        k = i
        accuses = any("accuses" in e.flags for e in entries)
        if objects and i < b and self.opens_object(i) and not (accuses and self._accusing(i, b)):
            return None, i
        while k < b and k - i < LONGEST_SOURCE:
            raw = page.raw[k]
            if k in self.nameless:
                k += 1
                continue
            if self.complementiser(k) or raw == ":" or is_stop(raw) or raw in {"؛", ";"}:
                break
            if page.quote[k] and page.quote[k] != level:
                if not self.quoted_name(k, i, b):
                    break
                k = page.quotes[page.quote[k] - 1][1]
                continue
            if self.opens_content(k, b, prepositions, opened):
                break
            if self.np.comma(k) or is_dash(raw):
                break
            if k > i and self.adverbial(k):
                break
            if k > i and ((k in self.cues and self.conjoined(k)) or self.of_class(k, "contrasts")):
                break
            attached = k > i and self.attached(k, prepositions)
            named = attached and self._given_name(k, i, b, prepositions)
            if attached and not named:
                break
            if objects and k > i and not named and self.object_opens(k, i, prepositions):
                break
            k += 1
        end = k
        while end > i + 1 and self.page.word[end - 1] and self.of_class(end - 1, "prepositions"):
            end -= 1
        source = (i, end) if k > i else None
        if source is not None and self.complementiser(k) and any("predicate" in e.takes for e in entries):
            k = self._described(source)
            source = (i, k)
        if source is not None and (self.of_class(i, "prepositions") or self.adverbial(i)):
            return None, i
        if source is not None and accuses and (accused := self._accused(source)) is not None:
            return (i, accused), accused
        if source is not None and k < b and self.np.comma(k):
            close = self.reopened(k + 1, b)
            aside = self.of_class(k + 1, "prepositions") or self.adverbial(k + 1) or k + 1 in self.nameless
            if close is not None and close < b and self.complementiser(close) and close > k + 2 and not aside:
                return (i, close - 1), close
        return source, k

    def _given_name(self, k: int, i: int, b: int, prepositions: frozenset[str]) -> bool:
        """Whether the word at `k` only begins like a preposition: a name behind a title ('رئيس الوزراء بنديكت فايس').

        The verb's preposition itself must follow then.
        """
        rest = self.bare[k][1:]
        if not self.names(k, i) or rest in self.lexicon.classes["object_openers"] or self.definite(rest):
            return False
        for q in range(k + 1, min(b, k + LONGEST_SOURCE)):
            if is_stop(self.page.raw[q]) or self.np.comma(q):
                return False
            if self.attached(q, prepositions) or (self.complementiser(q) and self.bare[q][0] in prepositions):
                return True
        return False

    def _described(self, source: Range) -> int:
        """Where the object starts that ends `source` behind a title with a name ('وصفت الوزيرة ماريا سعيد القصف بأنه')."""
        first, last = source
        titles = self.lexicon.classes["titles"]
        titled = any(self.bare[q] in titles for q in range(first, min(last, first + 2)))
        k = last - 1
        while k > first + 1 and self.definite(self.bare[k]) and self.agrees(k, first):
            k -= 1
        noun = self.definite(self.bare[k]) and not self.definite(self.bare[k - 1])
        letters = self.lexicon.classes["attached_prepositions"]
        owned = self.of_class(k - 1, "prepositions") or self.bare[k - 1][0] in letters
        return k if titled and noun and k > first + 1 and not owned else last

    def _accusing(self, i: int, b: int) -> bool:
        """Whether one of those whom others address accuses: the accused follows ('اتهم السكان الجيش')."""
        if self.bare[i] not in self.lexicon.classes["addressees"] or i + 1 >= b or self.oblique(i):
            return False
        return self.proper(i + 1) or (self.definite(self.bare[i + 1]) and not self.agrees(i + 1, i))

    def charges(self, i: int, b: int, entries: list[Entry]) -> bool:
        """Whether a verb that accuses only with a word for blame has one ahead ('حمّل X Y مسؤولية C'); True for others."""
        if any("accuses" not in e.flags or e.prepositions for e in entries):
            return True
        words = self.lexicon.classes["charges"]
        return any(self.bare[k] in words for k in range(i + 1, min(b, i + LONGEST_SOURCE)))

    def _accused(self, source: Range) -> int | None:
        """Where a state's name starts an object that nothing else parts from the subject ('مكتب الإعلام في غزة إسرائيل')."""
        first, last = source
        for k in range(last - 1, first + 1, -1):
            bare = self.bare[k] in self.places and not self.page.quote[k]
            if bare and self.of_class(k - 2, "prepositions") and not self.of_class(k - 1, "prepositions"):
                return k
        return None

    def adverbial(self, k: int) -> bool:
        return k < len(self.bare) and self.lexicon.sequences["adverbials"].at(self.bare, k) is not None

    def quoted_name(self, k: int, i: int, b: int) -> bool:
        """Whether the quotation at `k` is a name inside a source ('قال "المرصد السوري" إن') and no speech."""
        first, last = self.page.quotes[self.page.quote[k] - 1]
        if last - first > _SHORT_NAME or any(q in self.cues for q in range(first, last)):
            return False
        if not self.long_quote(k) and k > i:
            return True
        after = last
        return after < b and (
            self.page.word[after] or (self.np.comma(after) and self.reopened(after + 1, b) is not None)
        )

    def opens_object(self, k: int) -> bool:
        """Whether the word at `k` never is a source: a verbal noun, or one of those who are addressed."""
        return self.bare[k] in self.lexicon.classes["object_openers"] or (
            self.bare[k] in self.lexicon.classes["addressees"]
        )

    def opens_content(self, k: int, b: int, prepositions: frozenset[str], objects: bool) -> bool:
        """Whether a preposition of the verb stands at `k` with content after it ('دعا X إلى C', 'أشار X إلى مقتل')."""
        if self.page.folded[k] not in prepositions or k + 1 >= b or self._posted(k):
            return False
        return objects or self.complementiser(k + 1) or self.opens_object(k + 1)

    def _posted(self, k: int) -> bool:
        """Whether a title's place follows ('المبعوث الأممي إلى اليمن')."""
        titles = self.lexicon.classes["titles"]
        return self.proper(k + 1) and any(self.bare[q] in titles for q in range(max(0, k - 3), k))

    def object_opens(self, k: int, i: int, prepositions: frozenset[str]) -> bool:
        """Whether the object starts at `k`, after a subject that starts at `i`."""
        word, before = self.bare[k], self.bare[k - 1]
        if self.opens_object(k) or self.attached(k, prepositions):
            return True
        if self.of_class(k, "prepositions") or self.conjoined(k):
            return False
        if word in self.places and (self.proper(k - 1) or (k - i == 1 and before in self.named)):
            return True
        if not self.definite(before) and not self.proper(k - 1):
            if self._closed(k, i):
                return True
            noun = self.definite(word) and not word.endswith("ي") and len(before) > _NAME_WORDS
            return (noun or word in self.places) and self._full_name(k, i)
        if word in self.places and not self.of_class(k - 1, "prepositions"):
            return True
        if word.startswith(self.lexicon.article):
            return not self.agrees(k, i)
        if self.page.quote[k] or any(
            word.startswith(letter) for letter in self.lexicon.classes["attached_prepositions"]
        ):
            return False
        return not self.names(k, i)

    def _full_name(self, k: int, i: int) -> bool:
        """Whether two words of a name stand before `k`, behind a definite title ('الرئيس الأوكراني X Y')."""
        letters = self.lexicon.classes["attached_prepositions"]
        named = k - i > _NAME_WORDS and self.definite(self.bare[k - 3]) and self.names(k - 1, i)
        return named and not any(
            self.bare[q][0] in letters or self.of_class(q, "prepositions") for q in (k - 2, k - 1)
        )

    def _closed(self, k: int, i: int) -> bool:
        """Whether nothing but an adjective could go on with the indefinite phrase before `k`."""
        word, before = self.bare[k], self.bare[k - 1]
        if self.of_class(k - 1, "prepositions"):
            return False
        if before.endswith("ون"):
            return not word.endswith("ون")
        described = k - 1 > i and before.endswith(("ي", "يه")) and not self.of_class(k - 2, "prepositions")
        return described and word.startswith(self.lexicon.article)

    def definite(self, word: str) -> bool:
        article, classes = self.lexicon.article, self.lexicon.classes
        particle = word in classes["prepositions"] or word in classes["subordinators"]
        return bool(article) and word.startswith((article, "لل")) and not particle

    def proper(self, k: int) -> bool:
        """Whether the word at `k` is the name of a state or a capital."""
        word = self.bare[k]
        return word in self.places or (
            word[0] in self.lexicon.classes["attached_prepositions"] and word[1:] in self.places
        )

    def reports(self, k: int) -> bool:
        """Whether a noun that reports stands at `k` ('إعلان', 'بإعلان')."""
        word, nouns = self.bare[k], self.lexicon.classes["report_nouns"]
        return word in nouns or (
            word[0] in self.lexicon.classes["attached_prepositions"] and word[1:] in nouns
        )

    def names(self, k: int, i: int) -> bool:
        """Whether a word without article goes on with a title ('الأمين العام أنطونيو غوتيريش')."""
        first = next((q for q in range(k, i, -1) if self.definite(self.bare[q - 1])), i)
        titled = any(self.bare[q] in self.lexicon.classes["titles"] for q in range(i, k))
        return titled and k - first < _NAME_WORDS

    def agrees(self, k: int, i: int) -> bool:
        """Whether the definite word at `k` can be an adjective of a noun in `i` to `k`."""
        word = self.bare[k]
        if word in self.lexicon.classes["adjectives"]:
            return True
        if not word.endswith(self.lexicon.adjective_endings):
            return False
        if word.endswith("ه") and not word.endswith("يه"):
            participle = word.startswith(self.lexicon.article + "م")
            if not participle or word in self.lexicon.classes["not_adjectives"]:
                return False
        nouns = [self.bare[q] for q in range(i, k)]
        if word.endswith(("ين", "ون")):
            return any(noun.endswith(word[-2:]) for noun in nouns)
        return not self.feminine(word) or any(map(self.takes_feminine, nouns))

    def feminine(self, word: str) -> bool:
        return word.endswith(("ه", "ات")) and word not in self.lexicon.classes["masculine"]

    def takes_feminine(self, noun: str) -> bool:
        return (
            self.feminine(noun)
            or noun.endswith(("ي", "ا", "تان", "تين"))
            or _PLURAL_OF_THINGS.fullmatch(noun) is not None
        )

    def oblique(self, k: int) -> bool:
        """Whether the word at `k` is a plural or dual that no subject can be ('الحوثيين', 'الطرفين')."""
        word = self.bare[k]
        return (
            self.definite(word)
            and word.endswith("ين")
            and len(word) > 5
            and word not in self.lexicon.classes["masculine"]
        )

    def attached(self, k: int, prepositions: frozenset[str]) -> bool:
        """Whether a one-letter preposition of the verb is written together with the word at `k`."""
        word = self.bare[k]
        if word in self.lexicon.classes["not_attached"] or len(word) < 4:
            return False
        return any(len(p) == 1 and word.startswith(p) for p in prepositions)

    def unsaid(self, at: int, found: Range, k: int, b: int, entries: list[Entry]) -> bool:
        """Whether the verb at `at` leaves its subject unsaid, so that the phrase `found` behind it is its object.

        `k` is the token after `found`.
        """
        takes = frozenset().union(*(e.takes for e in entries))
        flags = frozenset().union(*(e.flags for e in entries))
        if self.first_person(at, entries):
            return True
        if not takes & {"object"} or found[0] < at:
            return False
        if self.oblique(found[0]):
            return True
        if self.bare[found[0]] in self.lexicon.classes["addressees"]:
            return not ("accuses" in flags and self._accusing(found[0], b))
        if ("accuses" in flags or "predicate" in takes) and k < b:
            ends = self.attached(k, frozenset("ب")) or self.bare[k] in self.lexicon.classes["charges"]
            if ends or (self.complementiser(k) and self.bare[k].startswith("ب")):
                return True
        return self._other_gender(at, found[0], entries)

    def we(self, i: int, a: int) -> Range | None:
        """The pronoun before a verb of the first person."""
        return (i - 1, i) if i > a and self.bare[i - 1] in self.lexicon.classes["we"] else None

    def first_person(self, at: int, entries: list[Entry]) -> bool:
        word = self.bare[at]
        return any(
            (e.kind == "imperfect" and word.startswith("ن"))
            or (e.kind == "perfect" and word.endswith("نا") and word != e.lemma)
            for e in entries
        )

    def _other_gender(self, at: int, k: int, entries: list[Entry]) -> bool:
        word, noun = self.bare[at], self.bare[k]
        if not self.definite(noun) and not self.proper(k):
            return False
        entry = entries[0]
        if entry.kind == "perfect":
            female = word.endswith("ت") and word != entry.lemma
            male = word == entry.lemma
        elif entry.kind == "imperfect":
            female, male = word.startswith("ت"), word.startswith("ي")
        else:
            return False
        if self.proper(k):
            return male and noun.endswith(("ا", "ه"))
        if male:
            return self.feminine(noun)
        return female and not self.takes_feminine(noun) and not noun.endswith(("ون", "ين"))

    def subject_before(self, i: int, a: int) -> Range | None:
        start = self.clause_start(i, a)
        end = i
        while end > start and (
            self.of_class(end - 1, "particles")
            or (not self.page.word[end - 1] and self.page.raw[end - 1] not in {"»", "”", '"', ")"})
        ):
            end -= 1
        while (
            start < end and not any(c.isalpha() for c in self.page.raw[start]) and not self.page.quote[start]
        ):
            start += 1
        if end <= start or self.of_class(start, "prepositions") or self.adverbial(start):
            return None
        for k in range(start, end):
            if self.adverbial(k) and k > start:
                end = k
                break
        if not self.bare[i].endswith(("ون", "ان", "وا", "تا")):
            start = self._own_clause(start, end, a)
        return (start, end) if any(self.page.word[k] for k in range(start, end)) else None

    def _own_clause(self, start: int, end: int, a: int) -> int:
        """In 'تنفي قصف قافلة والجيش يتهمها': where the last conjunct starts, for the verb is no plural."""
        if start <= a or not (start - 1 in self.cues or self.complementiser(start - 1)):
            return start
        for k in range(end - 1, start, -1):
            if (
                self.conjoined(k)
                and not self.page.quote[k]
                and (self.definite(self.bare[k]) or self.proper(k))
            ):
                return k
        return start

    def relative_head(self, i: int, a: int) -> Range | None:
        """In 'X، Y، الذي أعرب عن': X."""
        if i <= a or self.page.folded[i - 1] not in self.lexicon.classes["relatives"]:
            return None
        end = i - 1
        while end > a and self.np.comma(end - 1):
            end -= 1
        start = self._segment(end, a)
        if self.np.comma(start - 1) and end - start <= _NAME_WORDS and start - 1 > a:
            start = self._segment(start - 1, a)
        return (start, end) if end > start else None

    def _segment(self, end: int, a: int) -> int:
        k = end
        while k > a and end - k < _RELATIVE:
            before = k - 1
            if self.np.comma(before) or is_stop(self.page.raw[before]) or before in self.cues:
                break
            if (
                self.complementiser(before)
                or self.of_class(before, "subordinators")
                or self.page.raw[before] == ":"
            ):
                break
            k -= 1
            if self.conjoined(k) or (self.of_class(k, "prepositions") and k + 1 < end):
                k += self.of_class(k, "prepositions")
                break
        return k
