"""Highlights made on the server: any spans, any text, well-formed and harmless."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.model import Span
from counterclaim.web.marking import LAYERS, Mark, lines, marked, visible, words

HOSTILE = '<script>alert("x")</script> & \u202egnp.exe\u202c \x00\x07 "quoted" \'single\' </mark>'
ALPHABET = st.sampled_from("ab1 .,-'<>&\"\n\r\u202e\u2066\x01éع\U0001f600")


class Reader(HTMLParser):
    """Reads markup back: text, elements and whether every element is closed in its turn."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.claims_at: list[frozenset[str]] = []
        self.well = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append((tag, dict(attrs)))
        self.seen.append(self.open[-1])

    def handle_endtag(self, tag: str) -> None:
        self.well &= bool(self.open) and self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        named = [attrs.get("data-claims") or "" for tag, attrs in self.open if tag == "mark"]
        if any(attrs.get("class") == "ctl" for _, attrs in self.open):
            data = chr(int(data.removeprefix("U+"), 16))
        self.text += data
        self.claims_at += [frozenset(" ".join(named).split())] * len(data)


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.well
    assert not reader.open
    return reader


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, Span, list[Mark], list[Span]]:
    text = draw(st.text(ALPHABET, max_size=60))
    ends = st.integers(0, len(text))
    spans = st.tuples(ends, ends).map(lambda pair: Span(min(pair), max(pair)))
    marks = st.builds(Mark, spans, st.sampled_from(LAYERS), st.sampled_from(["", "c_1", "c_2", "c_3"]))
    return text, draw(spans), draw(st.lists(marks, max_size=8)), draw(st.lists(spans, max_size=3))


@settings(deadline=None)
@given(marked_texts(), st.booleans())
def test_the_text_is_whole_and_each_character_names_the_claims_that_cover_it(
    case: tuple[str, Span, list[Mark], list[Span]], numbered: bool
) -> None:
    text, over, marks, dim = case
    reader = read(str(marked(text, over, marks, dim, words=numbered)))
    assert reader.text == over.of(text)
    for index, claims in enumerate(reader.claims_at, start=over.start):
        expected = {m.claim for m in marks if m.claim and m.span.start <= index < m.span.end}
        assert claims == expected


@settings(deadline=None)
@given(marked_texts(), st.booleans())
def test_only_our_own_elements_and_attributes_stand_in_it(
    case: tuple[str, Span, list[Mark], list[Span]], numbered: bool
) -> None:
    text, over, marks, dim = case
    html = str(marked(text, over, marks, dim, words=numbered))
    seen = read(html).seen
    assert {tag for tag, _ in seen} <= {"mark", "span"}
    assert {name for _, attrs in seen for name in attrs} <= {
        "class", "id", "data-claims", "data-word", "tabindex", "title",
    }  # fmt: skip
    ids = [attrs["id"] for _, attrs in seen if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert not re.search("[\x00-\x08\u202a-\u202e\u2066-\u2069]", html)


@settings(deadline=None)
@given(marked_texts())
def test_each_claim_in_the_stretch_has_one_anchor(case: tuple[str, Span, list[Mark], list[Span]]) -> None:
    text, over, marks, dim = case
    shown = {m.claim for m in marks if m.claim and max(m.span.start, over.start) < min(m.span.end, over.end)}
    html = str(marked(text, over, marks, dim))
    assert sorted(re.findall(r'id="at-(c_\d)"', html)) == sorted(shown)


@settings(deadline=None)
@given(marked_texts())
def test_words_have_the_numbers_of_the_list(case: tuple[str, Span, list[Mark], list[Span]]) -> None:
    text, over, marks, dim = case
    html = str(marked(text, over, marks, dim, words=True))
    assert [int(n) for n in re.findall(r'id="w(\d+)"', html)] == list(range(len(words(text, over))))


@settings(deadline=None)
@given(marked_texts(), st.booleans())
def test_lines_hold_what_the_whole_holds(
    case: tuple[str, Span, list[Mark], list[Span]], numbered: bool
) -> None:
    text, over, marks, dim = case
    shown = lines(text, over, marks, dim, words=over if numbered else None)
    expected = [line for line in re.split(r"[\r\n]+", over.of(text)) if line.strip()]
    assert [read(str(line.html)).text for line in shown] == expected
    ids = re.findall(r'id="([^"]+)"', "".join(line.html for line in shown))
    assert len(ids) == len(set(ids))


def test_words_of_a_later_part_keep_their_numbers() -> None:
    text = "The first line.\nThe second one."
    (line,) = lines(text, Span(16, 31), [], words=Span(0, 31))
    assert re.findall(r'id="w(\d+)" tabindex="-1">(\w+)', line.html) == [
        ("3", "The"),
        ("4", "second"),
        ("5", "one"),
    ]


def test_hostile_text_is_shown_and_does_nothing() -> None:
    mark = Mark(Span(0, len(HOSTILE)), "quote", '"><script>', label='"><img onerror=x>\u202e')
    html = str(marked(HOSTILE, Span(0, len(HOSTILE)), [mark]))
    assert "<script" not in html
    assert "<img" not in html
    assert "U+202E" in html
    assert "\u202e" not in html
    assert read(html).text == HOSTILE


def test_marks_that_overlap_are_cut_where_they_begin_and_end() -> None:
    text = "Valen said that Orlec fell."
    marks = [
        Mark(Span(0, 5), "source", ""),
        Mark(Span(0, 27), "quote", "c_1"),
        Mark(Span(16, 27), "content", ""),
        Mark(Span(22, 26), "trigger", "c_1", "control: Orlec"),
    ]
    html = str(marked(text, Span(0, 27), marks, [Span(26, 27)]))
    assert html == (
        '<mark class="m-quote m-source" data-claims="c_1">Valen</mark>'
        '<mark class="m-quote" data-claims="c_1"> said that </mark>'
        '<mark class="m-quote m-content" data-claims="c_1">Orlec </mark>'
        '<mark class="m-quote m-content m-trigger" id="at-c_1" data-claims="c_1" title="control: Orlec">fell</mark>'
        '<mark class="m-quote m-content dim" data-claims="c_1">.</mark>'
    )


def test_a_word_that_a_mark_cuts_keeps_one_number() -> None:
    html = str(marked("twofold loss", Span(0, 12), [Mark(Span(0, 3), "trigger", "c_1")], words=True))
    assert '<span id="w0" tabindex="-1">two</span></mark><span data-word="0">fold</span>' in html
    assert '<span id="w1" tabindex="-1">loss</span>' in html


def test_a_long_line_is_marked_in_time_that_grows_with_it() -> None:
    text = "x" * 1_000_000
    marks = [Mark(Span(n * 100, n * 100 + 50), "quote", f"c_{n}") for n in range(5_000)]
    assert unescape(re.sub("<[^>]*>", "", str(marked(text, Span(0, len(text)), marks)))) == text


def test_arabic_order_marks_stay_and_overrides_are_named() -> None:
    assert visible("a\u200fb\u202ec") == 'a\u200fb<span class="ctl">U+202E</span>c'
