"""Nouns that report, in a language whose verb comes first: 'إعلان X أن C', 'مزاعم X عن C', 'أنباء عن C'."""

from __future__ import annotations

from counterclaim.extracting.patterns.drafts import Draft
from counterclaim.extracting.patterns.layout import is_stop
from counterclaim.extracting.patterns.sources import Range
from counterclaim.extracting.patterns.verb_first_subjects import Subjects

_LONGEST = 9
_LEAST = 2


def nominal(words: Subjects, a: int, b: int, level: int) -> list[Draft]:
    """Attributions of the reporting nouns between the tokens `a` and `b` of a sentence."""
    found = []
    for i in range(a, b):
        if words.page.quote[i] != level or i in words.cues or i in words.nameless:
            continue
        if words.reports(i) and (draft := _read(words, i, a, b, level)):
            found.append(draft)
    return found


def _read(words: Subjects, i: int, a: int, b: int, level: int) -> Draft | None:
    k = i + 1
    page = words.page
    while k < b and k - i <= _LONGEST:
        opens = page.folded[k] in words.lexicon.classes["noun_links"] or words.complementiser(k)
        if opens or (k > i + 1 and words.bare[k] in words.lexicon.classes["object_openers"]):
            break
        if k in words.cues or words.np.comma(k) or is_stop(page.raw[k]) or page.quote[k] != level:
            return None
        if words.of_class(k, "prepositions", "subordinators") or not page.word[k]:
            return None
        k += 1
    else:
        return None
    if k >= b:
        return None
    source: Range | None = (i + 1, k) if k > i + 1 else None
    linked = page.folded[k] in words.lexicon.classes["noun_links"]
    clause = words.complementiser(k)
    if source is None and not linked:
        return None
    if source is not None and words.bare[i + 1] in words.lexicon.classes["negations"]:
        source = None
    elif source is not None and not (words.definite(words.bare[k - 1]) or words.proper(k - 1)):
        source = (i, k)
    start = k + 1 if linked or (clause and not words.of_class(k, "complementiser_pronouns")) else k
    if start >= b or b - start < _LEAST:
        return None
    end = words.end(start, b, level, clause=clause)
    return Draft(source, (i, i + 1), [(start, end)], frozenset({"clause"}), frozenset(), a)
