"""Speakers named by a label: interview turns, headlines, 'NAME: words' and 'words – monitor'."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from counterclaim.extracting.patterns.drafts import Draft
from counterclaim.extracting.patterns.layout import INNER, Layout, is_dash, is_stop
from counterclaim.extracting.patterns.reporting import Lexicon
from counterclaim.extracting.patterns.sources import Phrases, Range

LONGEST = 9
_QUESTIONS = {"?", "؟"}
LONGEST_TURN = 4
_LEADING = {'"', "“", "«", "-", "–", "—", "*", "•"}


@dataclass(frozen=True, slots=True)
class Label:
    """A possible speaker before a colon; `name` is its last word. `sure` ones need no support."""

    source: Range
    colon: int
    name: str
    sure: bool


class Turns:
    """Reads the labels of one passage."""

    def __init__(self, page: Layout, lexicon: Lexicon, np: Phrases, heading: bool) -> None:
        self.page = page
        self.lexicon = lexicon
        self.np = np
        self.heading = heading
        self.labels = [label for a, b in page.sentences if (label := self._label(a, b)) is not None]

    def questions(self) -> Counter[str]:
        """How many turns of each label of the passage end as a question."""
        last = self.page.raw[-1] if len(self.page) else ""
        return Counter(label.name for label in self.labels[-1:] if last in _QUESTIONS)

    def read(self, names: Counter[str], speakers: frozenset[str], asking: frozenset[str]) -> list[Draft]:
        """Attributions of the labels that are sure, return in the article (`names` counts them) or name a
        speaker of the article (last words of its sources); who mostly asks (`asking`) is no source."""
        page = self.page
        labels = [
            label
            for label in self.labels
            if label.name not in asking
            and (label.sure or (label.name and names[label.name] > 1) or label.name in speakers)
        ]
        drafts: list[Draft] = []
        for label in labels:
            start = label.colon + 1
            following = (other.source[0] for other in self.labels if other.source[0] >= start)
            end = min(self._turn_end(start, label, names[label.name] > 1), next(following, len(page)))
            if any(page.word[k] for k in range(start, end)):
                drafts.append(self._draft(label.source, (label.colon, start), (start, end)))
        return drafts or self._trailing(self.heading)

    def _draft(self, source: Range, cue: Range, content: Range) -> Draft:
        return Draft(source, cue, [content], frozenset({"quotation"}), frozenset(), source[0], quoted=True)

    def _label(self, a: int, b: int) -> Label | None:
        page, np, classes = self.page, self.np, self.lexicon.classes
        while a < b and (
            page.raw[a] in _LEADING
            or page.raw[a].isdigit()
            or page.raw[a] == INNER
            or np.of_class(a, "weekdays_and_times")
        ):
            a += 1
        colon = next(
            (
                k
                for k in range(a, min(a + LONGEST + 6, len(page)))
                if page.raw[k] in {":", ";"} or is_stop(page.raw[k])
            ),
            None,
        )
        if colon is None or colon == a or page.raw[colon] != ":" or colon + 1 >= len(page):
            return None
        if page.start[colon + 1] == page.end[colon] and not page.quote[colon + 1]:
            return None
        name = [page.folded[k] for k in range(a, colon) if page.word[k]]
        if not name or len(name) > LONGEST or name[0] in classes["not_speakers"]:
            return None
        if name[0] in classes["question_turns"] and len(name) <= 2:
            return Label((a, colon), colon, "", False)
        marked = name[0] in classes["answer_turns"] and len(name) <= 2
        if not marked and not self._nominal(a, colon):
            return None
        quoted = bool(page.quote[colon + 1])
        office = any(word in classes["speakers"] for word in name)
        sure = marked or quoted or (office and not np.of_class(a, "determiners"))
        return Label((a, colon), colon, name[-1], sure)

    def _nominal(self, a: int, colon: int) -> bool:
        """Whether a name or office can be read between `a` and the colon: no verb, no clause opener."""
        page, np = self.page, self.np
        if self.lexicon.cased and not page.upper(a):
            return False
        if page.raw[a].isdigit() or np.of_class(
            a, "prepositions", "subordinators", "pronouns", "coordinators"
        ):
            return False
        return not any(
            np.of_class(k, "auxiliaries", "copulas") or (np.cued[k] and not page.upper(k))
            for k in range(a, colon)
        )

    def _turn_end(self, start: int, label: Label, repeated: bool) -> int:
        """The end of the quotation, of the passage for a turn of its own, or of the sentence."""
        page = self.page
        if page.quote[start]:
            return page.quotes[page.quote[start] - 1][1]
        end = next((e for s, e in page.sentences if s <= label.source[0] < e), len(page))
        opens = all(not page.word[k] for k in range(page.sentences[0][0], label.source[0]))
        return len(page) if opens and (repeated or len(page.sentences) <= LONGEST_TURN) else end

    def _trailing(self, heading: bool) -> list[Draft]:
        """'"C" ― X' and, in a heading, 'C – monitor', 'C: monitor'."""
        page = self.page
        last = len(page)
        while last > 0 and not page.word[last - 1]:
            last -= 1
        for k in range(last - 1, max(0, last - 9), -1):
            mark = page.raw[k]
            if is_dash(mark) or mark == ":":
                source = (k + 1, last)
                words = tuple(page.folded[source[0] : source[1]])
                quoted = k > 0 and bool(page.quote[k - 1])
                known = (
                    " ".join(words) in self.lexicon.classes["headline_sources"]
                    or words[-1] in self.lexicon.classes["headline_sources"]
                )
                named = page.upper(k + 1) or not self.lexicon.cased
                if quoted and (is_dash(mark) or not self.lexicon.cased) and named and k - 1 > SHORT:
                    opening = page.quotes[page.quote[k - 1] - 1]
                    if opening[0] <= 1:
                        return [self._draft(source, (k, k + 1), opening)]
                if known and last - k <= 5 and k > SHORT and (heading or len(page.sentences) == 1):
                    return [self._draft(source, (k, k + 1), (0, k))]
                return []
        return []


SHORT = 3
