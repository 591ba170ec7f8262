"""Any text goes through the whole chain without an error, and in time that grows with its length alone."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterclaim import extract
from counterclaim.model import Document
from counterclaim.reading import Item, Overrides, read_item

ENGLISH = "The Armenian Defence Ministry said that its air defence had shot down two helicopters near Hadrut on Tuesday"
ARABIC = "أعلنت وزارة الدفاع الأرمينية إسقاط طائرتين قرب هادروت يوم الثلاثاء وقالت إن قواتها سيطرت على قرية"
PIECES = [
    ENGLISH, ARABIC, "Baku denied it", "he said", "said", "that", "killed", "14", "1,5", "3.000.000", "dozens", "two hundred",
    "October 14, 2020", "14/10/2020", "on Tuesday", "U.S.", "Su-25", "(BLF)", "of the", "and", "ministry", "army’s", "Hadrut",
    "قال إن", "بحسب", "مقتل", "نفى", "و", "١٤", "ثلاثة آلاف", "يوم الثلاثاء", "الـ", "—", "-", "…", "...", "?!", ",", "،", ";", "؛", ":",
    '"', "“", "”", "‘", "’", "'", "«", "»", "„", "(", ")", "[", "]", "{", "}", "<", ">", "&amp;", "\\", "/", "%", "$", "#", "@",
    "\n", "\n\n", "\r\n", "\t", "\u00a0", "\u200b", "\u200d", "\u200e", "\u200f", "\u202e", "\u2067", "\ufeff", "\ufffd", "\u0301", "\u0651",
    "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "🛩", "𝟛", "²", "Ⅷ", "½", "一百", "İ", "ß", "ﬁ", "ﷺ", "Минобороны", "http://a.b/c?d=e",
]  # fmt: skip
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
WORD = st.text(st.characters(categories=["L", "M", "N"]), min_size=50, max_size=400)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Words of reporting, marks and any characters in any order, now and then repeated many times."""
    parts = draw(st.lists(st.one_of(st.sampled_from(PIECES), ANY, WORD), min_size=1, max_size=40))
    text = draw(st.sampled_from([" ", "", " ", "\n"])).join(parts)
    return text * draw(st.sampled_from([1, 1, 1, 3, 30]))


def read(text: str, language: str) -> Document | None:
    item = Item("report.txt", "bytes", text.encode("utf-8", "surrogatepass"))
    document = read_item(item, Overrides(language=language, max_bytes=10**8))
    return document if isinstance(document, Document) else None


def whole(text: str, language: str) -> float:
    """Seconds of this process for extraction; every claim stands in the text."""
    if (document := read(text, language)) is None:
        return 0.0
    start = time.process_time()
    claims = extract(document).claims
    took = time.process_time() - start
    for claim in claims:
        assert 0 <= claim.quote.start <= claim.trigger.start < claim.trigger.end <= len(document.text)
    return took


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=texts(), language=st.sampled_from(["en", "ar"]))
def test_any_text_is_extracted_without_an_error(text: str, language: str) -> None:
    whole(text, language)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    text=st.text(st.sampled_from("“”‘’\"'«»„() .،,saidقال"), max_size=400),
    language=st.sampled_from(["en", "ar"]),
)
def test_marks_of_quotation_in_any_order(text: str, language: str) -> None:
    whole(text, language)


LONG: dict[str, Callable[[int], str]] = {
    "sentences": lambda n: " ".join([ENGLISH + "."] * n),
    "one sentence": lambda n: ", and ".join([ENGLISH] * n),
    "one sentence without marks": lambda n: " ".join([ENGLISH] * n),
    "quotations in quotations": lambda n: "“".join([ENGLISH] * n) + "”" * n,
    "quotation marks alone": lambda n: "“" * n * 50,
    "one word": lambda n: "a" * n * 200,
    "digits": lambda n: "1 2 3,000 4.5 " * n * 8,
    "capitals": lambda n: "Hadrut " * n * 15,
    "abbreviations": lambda n: "U.S." * n * 25,
    "commas": lambda n: ", " * n * 40,
    "brackets": lambda n: "(army " * n * 15,
    "cues": lambda n: "said " * n * 12,
    "dates": lambda n: "on Tuesday, October 14, 2020 " * n * 4,
    "marks of direction": lambda n: "\u202e\u2067" * n * 40,
    "Arabic sentence": lambda n: " و".join([ARABIC] * n),
    "Arabic conjunctions": lambda n: "و" * n * 100,
    "Arabic cues": lambda n: "قال إن " * n * 15,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", LONG)
def test_time_grows_with_the_length_alone(name: str) -> None:
    """Four times the text may take seven times the time (quadratic work would take sixteen)."""
    language = "ar" if "Arabic" in name else "en"
    whole(LONG[name](5), language)
    small = min(whole(LONG[name](60), language) for _ in range(2))
    large = min(whole(LONG[name](240), language) for _ in range(2))
    assert large < max(7 * small, 0.3)
