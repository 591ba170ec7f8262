"""What changed between two versions of an article: its lines and words, and its claims.

Words are compared within lines that were replaced, for as long as that takes no time to speak of; else a changed line
is shown whole before and after.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from markupsafe import Markup

from counterclaim.ledger import revisions
from counterclaim.web import wording
from counterclaim.web.marking import visible

Object = Mapping[str, Any]

KEPT_ABOUT = 1
"""Lines alike that are shown before and after a change."""
MOST_WORDS = 400
"""Words of a line up to which words are compared."""
MOST_LINES = 1_500
"""Lines up to which lines are compared one by one."""
LONGEST = 20_000
"""Characters of a line that are shown."""
_PARTS = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Change:
    """A line of either version. `same`: one text (`new`); `changed`: both, with `<del>` and `<ins>` in them;
    `removed` and `added`: one of them ('' for the other); `skipped`: `lines` lines alike that are left out."""

    kind: Literal["same", "changed", "removed", "added", "skipped"]
    old: Markup
    new: Markup
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Revised:
    """What became of a claim: `state` as in `ledger.revisions`, its objects before and after, the fields that differ."""

    state: str
    old: Object | None
    new: Object | None
    fields: tuple[str, ...]

    @property
    def headline(self) -> str:
        """What the claim says now, or said last."""
        return wording.headline(self.new or self.old or {})


def changes(old: str, new: str) -> list[Change]:
    """The lines of both texts as they follow each other; blank lines and white space at their ends do not count."""
    before, after = _lines(old), _lines(new)
    if max(len(before), len(after)) > MOST_LINES:
        return _at_ends(before, after)
    found: list[Change] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for what, i, j, k, m in matcher.get_opcodes():
        if what == "equal":
            found += _alike(before[i:j], first=i == k == 0, last=(j, m) == (len(before), len(after)))
        else:
            found += _replaced(before[i:j], after[k:m])
    return found


def claims(old: Sequence[dict[str, Any]], new: Sequence[dict[str, Any]]) -> list[Revised]:
    """What became of the claims `old` of one version in the next one, those that changed, went or came first."""
    of_old, of_new = ({one["id"]: one for one in given} for given in (old, new))
    found = [
        Revised(one.state, of_old.get(one.old or ""), of_new.get(one.new or ""), one.fields)
        for one in revisions.compare(old, new)
    ]
    return sorted(found, key=lambda one: one.state == "kept")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in re.split(r"[\r\n]+", text) if line.strip()]


def _shown(line: str) -> Markup:
    cut = visible(line[:LONGEST])
    return cut + Markup(" … {} more characters").format(len(line) - LONGEST) if len(line) > LONGEST else cut


def _alike(lines: Sequence[str], *, first: bool, last: bool) -> list[Change]:
    head = 0 if first else KEPT_ABOUT
    tail = 0 if last else KEPT_ABOUT
    if len(lines) <= head + tail + 1:
        return [_same(line) for line in lines]
    skipped = Change("skipped", Markup(""), Markup(""), len(lines) - head - tail)
    after = lines[len(lines) - tail :] if tail else ()
    return [*map(_same, lines[:head]), skipped, *map(_same, after)]


def _same(line: str) -> Change:
    return Change("same", Markup(""), _shown(line))


def _removed(line: str) -> Change:
    return Change("removed", Markup("<del>{}</del>").format(_shown(line)), Markup(""))


def _added(line: str) -> Change:
    return Change("added", Markup(""), Markup("<ins>{}</ins>").format(_shown(line)))


def _replaced(before: Sequence[str], after: Sequence[str]) -> list[Change]:
    """Lines that took each other's place, paired in order where they share words; the rest went or came."""
    found: list[Change] = []
    at = 0
    for line in before:
        partner = next((n for n in range(at, min(at + 3, len(after))) if _share(line, after[n])), None)
        if partner is None:
            found.append(_removed(line))
            continue
        found += [_added(one) for one in after[at:partner]]
        found.append(_changed(line, after[partner]))
        at = partner + 1
    return found + [_added(one) for one in after[at:]]


def _share(a: str, b: str) -> bool:
    mine, theirs = ({*re.findall(r"\w+", one[:LONGEST].casefold())} for one in (a, b))
    return 2 * len(mine & theirs) >= min(len(mine), len(theirs)) > 0


def _changed(old: str, new: str) -> Change:
    a, b = _PARTS.findall(old[: LONGEST + 1]), _PARTS.findall(new[: LONGEST + 1])
    if max(len(a), len(b)) > 2 * MOST_WORDS or max(len(old), len(new)) > LONGEST:
        return Change("changed", _shown(old), _shown(new))
    before, after = Markup(""), Markup("")
    for what, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        gone, come = visible("".join(a[i:j])), visible("".join(b[k:m]))
        if what == "equal":
            before, after = before + gone, after + come
            continue
        before += Markup("<del>{}</del>").format(gone) if gone else ""
        after += Markup("<ins>{}</ins>").format(come) if come else ""
    return Change("changed", before, after)


def _at_ends(before: Sequence[str], after: Sequence[str]) -> list[Change]:
    """Texts of many lines: what is alike at both ends is left out, the rest shown as gone and come."""
    least = min(len(before), len(after))
    start = next((n for n in range(least) if before[n] != after[n]), least)
    end = next((n for n in range(least - start) if before[-1 - n] != after[-1 - n]), least - start)
    gone, come = before[start : len(before) - end], after[start : len(after) - end]
    found = _alike(before[:start], first=True, last=False)
    found += [_removed(line) for line in gone[:MOST_LINES]]
    found += [_added(line) for line in come[:MOST_LINES]]
    if left := max(len(gone) - MOST_LINES, 0) + max(len(come) - MOST_LINES, 0):
        found.append(Change("skipped", Markup(""), Markup(""), left))
    return found + _alike(before[len(before) - end :] if end else (), first=False, last=True)
