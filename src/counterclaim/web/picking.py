"""Adding a claim that the engine missed: words picked in the text, by their numbers or as they are written.

The browser sends numbers of words (`w17-w19`), never offsets; without a script the words themselves are sent, `taken#2`
for the second place in the article.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from counterclaim.errors import SettingsError
from counterclaim.model import Article, Document, Span
from counterclaim.web import marking
from counterclaim.web.coding_form import SEVERAL, SINGLE, find, picked_in
from counterclaim.web.picked_claim import Picked, sentences_of

_RANGE = re.compile(r"w(\d{1,7})-w(\d{1,7})")


def span_of_words(text: str, over: Span, first: str, last: str) -> Span:
    """The stretch from word `first` to word `last` (`w17`, `w19`; numbers in `marking.words(text, over)`).

    SettingsError where there is no such word, or the last one stands before the first.
    """
    return _stretch(marking.words(text, over), f"{first}-{last}")


def _stretch(words: list[Span], given: str) -> Span:
    found = _RANGE.fullmatch(given)
    numbers = (int(found[1]), int(found[2])) if found else (1, 0)
    if numbers[0] > numbers[1] or numbers[1] >= len(words):
        raise SettingsError(f"{given!r}: no such words in this article")
    return Span(words[numbers[0]].start, words[numbers[1]].end)


def picked_words(document: Document, article: Article, form: Mapping[str, str]) -> Picked:
    """What a form says: for each part its words, or under `PART_at` the numbers of picked ones, one a line.

    SettingsError names the part whose words are not there.
    """
    words = marking.words(document.text, article.span)
    known = {
        name: [_stretch(words, one) for one in form.get(f"{name}_at", "").split()]
        for name in (*SINGLE, *SEVERAL)
    }
    trigger = known["trigger"][0] if known["trigger"] else None
    if trigger is None and form.get("trigger", "").strip():
        trigger = find(document.text, article.span, form["trigger"].strip())
        if trigger is None:
            raise SettingsError(f"trigger: {form['trigger'].strip()!r} does not stand there as written")
        known["trigger"] = [trigger]
    within = trigger or article.span
    for sentence in sentences_of(document, article):
        if trigger is not None and sentence.overlaps(trigger):
            within = Span(min(within.start, sentence.start), max(within.end, sentence.end))
    return picked_in(document, article, within, form, known)
