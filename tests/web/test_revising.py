"""What changed between two versions, as the article page shows it."""

from __future__ import annotations

import re
import time
from html import unescape

from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.web.revising import MOST_LINES, Change, changes

LINE = st.text(st.sampled_from("ab <&\u202e."), min_size=1, max_size=12)


def plain(markup: str) -> str:
    return unescape(re.sub("<[^>]*>", "", markup))


def side(found: list[Change], which: str) -> list[str]:
    """The lines of one version, where no run of lines alike is long enough to be left out."""
    kinds = {"old": ("same", "changed", "removed"), "new": ("same", "changed", "added")}[which]
    return [plain(one.old if which == "old" and one.old else one.new) for one in found if one.kind in kinds]


@settings(deadline=None)
@given(st.lists(LINE, max_size=6), st.lists(LINE, max_size=6))
def test_lines_come_and_go_and_none_is_lost(old: list[str], new: list[str]) -> None:
    found = changes("\n".join(old), "\n".join(new))
    skipped = sum(one.lines for one in found if one.kind == "skipped")
    for which, given_lines in (("old", old), ("new", new)):
        expected = [line.strip() for line in given_lines if line.strip()]
        shown = side(found, which)
        assert len(shown) + skipped == len(expected)
        if not skipped:
            assert shown == [line.replace("\u202e", "U+202E") for line in expected]


def test_a_changed_figure_is_told_by_its_words_alone() -> None:
    (change,) = changes(
        "At least 12 people were killed in Orlec.", "At least 19 people were killed in Orlec."
    )
    assert change == Change(
        "changed",
        change.old.__class__("At least <del>12</del> people were killed in Orlec."),
        change.new.__class__("At least <ins>19</ins> people were killed in Orlec."),
    )


def test_what_is_alike_far_from_a_change_is_left_out() -> None:
    old = [f"line {n}" for n in range(10)]
    found = changes("\n".join(old), "\n".join([*old, "The ministry denied it."]))
    assert [(one.kind, one.lines) for one in found] == [("skipped", 9), ("same", 1), ("added", 1)]


def test_page_text_cannot_write_markup() -> None:
    (change,) = changes("see <b>this</b> here", "see <script>this</script> here")
    assert "<b>" not in change.old
    assert "<script" not in change.new


def test_versions_of_very_many_or_very_long_lines_are_compared_soon() -> None:
    began = time.process_time()
    many = [f"{n % 7} words" for n in range(MOST_LINES * 4)]
    found = changes("\n".join(many), "\n".join([many[0], "another", *many[2:]]))
    assert [one.kind for one in found if one.kind in ("removed", "added")] == ["removed", "added"]
    other = [f"{n % 5} words" for n in range(MOST_LINES)]
    assert changes("\n".join(many[:MOST_LINES]), "\n".join(other))
    (whole,) = changes("a " * 500_000 + "b", "a " * 500_000 + "c")
    assert whole.kind == "changed"
    assert "more characters" in whole.new
    assert time.process_time() - began < 5
