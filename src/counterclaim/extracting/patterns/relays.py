"""Who relays whom: 'RIA reported, citing its own sources', 'officials quoted by a daily said', and bare denials."""

from __future__ import annotations

from counterclaim.extracting.patterns.drafts import Draft
from counterclaim.extracting.patterns.layout import Layout
from counterclaim.extracting.patterns.reporting import Lexicon
from counterclaim.extracting.patterns.sources import Phrases, Range

LONGEST_ADJUNCT = 4
LONGEST_REJECTION = 16
_WHOSE = 2


def relay(page: Layout, lexicon: Lexicon, np: Phrases, drafts: list[Draft]) -> None:
    """Where a source cites another, the cited one is the source and the citing one relays it."""
    for a, b in page.sentences:
        here = [
            d
            for d in drafts
            if d.sentence == a and d.source is not None and d.via is None and d.origin is None
        ]
        if not here:
            continue
        for i in range(a, b):
            match = lexicon.sequences["relay_prepositions"].at(page.folded, i)
            if match is None or page.quote[i] or np.cued[i]:
                continue
            if lexicon.sequences["relay_participles"].at(page.folded, i) is not None:
                continue
            cited = np.phrase_after(i + match[0], b)
            if cited is not None and np.of_class(i, "referring") and not _speaks(np, cited):
                continue
            draft = _citing(np, here, i)
            if cited is not None and draft is not None:
                assert draft.source is not None
                draft.via = _trimmed(page, (draft.source[0], min(draft.source[1], i)))
                draft.source = _without_content(page, np, cited, draft)
        for draft in here:
            _quoted_by(page, lexicon, draft)
            _which_cites(page, lexicon, np, draft)


def _speaks(np: Phrases, cited: Range) -> bool:
    """Whether the phrase names who says something, and no mere topic."""
    return any(np.of_class(k, "speakers", "report_nouns") for k in range(*cited))


def _without_content(page: Layout, np: Phrases, cited: Range, draft: Draft) -> Range:
    """The cited phrase without what it says ('citing a source, that C', 'quoting medics, C').

    Content that starts with the citation is cut to what follows it.
    """
    for n, (first, last) in enumerate(draft.content):
        if cited[0] < first < cited[1]:
            end = first
            while end > cited[0] + 1 and (np.comma(end - 1) or np.of_class(end - 1, "complementisers")):
                end -= 1
            cited = cited[0], end
        elif first < cited[0] and not any(np.finite(k) for k in range(first, cited[0])) and last > cited[1]:
            draft.content[n] = cited[1], last
    return _trimmed(page, cited)


def _citing(np: Phrases, here: list[Draft], i: int) -> Draft | None:
    for draft in here:
        if draft.source is not None and draft.source[0] < i <= draft.source[1]:
            return draft
    before = [d for d in here if d.cue[0] < i and d.source is not None and d.source[0] < i]
    if i == here[0].sentence:
        after = [d for d in here if d.source is not None and d.source[0] > i]
        return min(after, key=lambda d: d.cue[0], default=None)
    if not before or i == 0 or not (np.comma(i - 1) or np.cued[i - 1] or np.of_class(i - 1, "coordinators")):
        return None
    return before[0] if np.comma(i - 1) and len(before) == 1 else max(before, key=lambda d: d.cue[0])


def _quoted_by(page: Layout, lexicon: Lexicon, draft: Draft) -> None:
    if draft.source is None or draft.via is not None:
        return
    first, last = draft.source
    for i in range(first + 1, last - 1):
        match = lexicon.sequences["relay_participles"].at(page.folded, i)
        if match is not None and i + match[0] < last:
            draft.via = _trimmed(page, (i + match[0], last))
            draft.source = _trimmed(page, (first, i))
            return


def _which_cites(page: Layout, lexicon: Lexicon, np: Phrases, draft: Draft) -> None:
    """'The agency, which cited a colonel': the colonel is the source, the agency relays."""
    if draft.source is None or draft.via is not None:
        return
    first, last = draft.source
    for i in range(first + 1, last - 2):
        if not np.of_class(i, "relatives"):
            continue
        match = lexicon.verbs.at(page.folded, i + 1)
        if (
            match is not None
            and any("relay" in entry.takes for entry in match[1])
            and i + 1 + match[0] < last
        ):
            draft.via = _trimmed(page, (first, i))
            draft.source = _trimmed(page, (i + 1 + match[0], last))
            return


def _trimmed(page: Layout, span: Range) -> Range:
    a, b = span
    while b > a + 1 and not page.word[b - 1]:
        b -= 1
    return a, b


def _rejected(words: list[str], lexicon: Lexicon) -> tuple[list[str], tuple[int, object] | None]:
    """`words` and the rejected thing at their start; words that only tell whose it is ('the Armenian claims',
    'the army's report') are left out."""
    known = lexicon.sequences["rejected"]
    for left_out in range(min(len(words), _WHOSE + 1)):
        shorter = [words[0], *words[left_out + 1 :]]
        if match := known.at(shorter, 0):
            return shorter, match
    for owner in lexicon.classes["possessives"]:
        for first in range(1, min(len(words), _WHOSE + 2)):
            shorter = [owner, *words[first:]]
            if match := known.at(shorter, 0):
                return shorter, match
    return words, None


def bare_denial(page: Layout, lexicon: Lexicon, draft: Draft) -> bool:
    """Whether the content only names what is rejected: 'it', 'the claims "complete nonsense"'."""
    words = [page.folded[k] for a, b in draft.content for k in range(a, b) if page.word[k]]
    if not words or len(words) > LONGEST_REJECTION:
        return False
    words, match = _rejected(words, lexicon)
    marked = any(word in lexicon.classes["rejection_marks"] for word in words)
    if "denies" not in draft.flags:
        if not marked:
            return False
        return match is not None or len(words) <= 3
    if match is None:
        return False
    rest = words[match[0] :]
    if not marked and len(rest) > LONGEST_ADJUNCT and rest[0] in lexicon.classes["prepositions"]:
        return False
    return (
        marked
        or not rest
        or rest[0] in lexicon.classes["rejection_openers"]
        or rest[0] in lexicon.classes["adverbs"]
    )
