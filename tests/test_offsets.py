"""Every span of every claim points at its exact characters, over generated and real text, HTML and plain."""

from __future__ import annotations

import html
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterclaim import extract
from counterclaim.extracting.grounding import Worded
from counterclaim.model import Claim, Document, Span
from counterclaim.reading import Item, Overrides, read_item
from counterclaim.view import claim_object

SOURCES = [
    "The Armenian Defence Ministry", "Baku", "Azerbaijan’s president", "وزارة الدفاع الروسية", "local sources",
    "Sudan’s army", "the Houthi movement", "النـاطق باسم الجيش", "Минобороны России", "İlham Əliyev",
]  # fmt: skip
CUES = [
    "said that",
    "denied that",
    "claimed on Tuesday that",
    "أعلنت أن",
    "reported, citing sources, that",
    "said:",
]
EVENTS = [
    "its forces had shot down three Su-25 jets near Hadrut", "14 soldiers, including 3 medics, were killed in Stepanakert",
    "مقتل 12 جندياً وإسقاط طائرتين مسيّرتين قرب شوشا", "shells hit a school in Kharkiv on 3 May 2022", "a drone 🛩 struck a convoy",
    "القوات سيطرت على قريتين شمال حماة", "the cease\u00adfire had been violated", "more than 1,500\u00a0people fled El Fasher",
]  # fmt: skip
ODD = st.text(st.characters(blacklist_categories=["Cs"]), max_size=12)


@st.composite
def reports(draw: st.DrawFn) -> str:
    """Paragraphs of reporting with odd characters strewn in: mixed scripts, marks, emoji, controls, line ends."""
    paragraphs = []
    for _ in range(draw(st.integers(1, 4))):
        sentences = []
        for _ in range(draw(st.integers(1, 3))):
            parts = [
                draw(st.sampled_from(SOURCES)),
                draw(st.sampled_from(CUES)),
                draw(st.sampled_from(EVENTS)),
            ]
            if draw(st.booleans()):
                parts.insert(draw(st.integers(0, 3)), draw(ODD))
            sentences.append(" ".join(parts) + draw(st.sampled_from([".", ". ", "،", "!", "”."])))
        paragraphs.append(" ".join(sentences))
    return draw(st.sampled_from(["\n\n", "\r\n\r\n", "\n"])).join(paragraphs)


def spans(claim: Claim) -> Iterator[tuple[Span, str | None]]:
    worded: list[Worded] = [claim.claimant, *claim.via, *claim.actors, *claim.targets, *claim.places]
    worded += [*claim.quantities, *claim.means, *claim.objects, *claim.evidence]
    worded += [claim.time] if claim.time else []
    yield from ((item.span, item.text) for item in worded if item.span is not None)
    yield from ((bare, None) for bare in (claim.quote, claim.trigger, claim.cue) if bare is not None)


def check(document: Document) -> int:
    """Every span is right in the model and in the object that interfaces give; the number of claims."""
    extraction = extract(document)
    articles = {article.id: article for article in document.articles}
    for claim in extraction.claims:
        article = articles[claim.article]
        for span, text in spans(claim):
            assert article.span.holds(span)
            assert span.start < span.end
            assert text in (None, document.text[span.start : span.end])
        check_object(claim_object(claim, document, article), document.text)
    for article in document.articles:
        for link in article.links:
            assert article.span.holds(link.span)
        for passage in article.passages:
            assert article.span.holds(passage.span)
    return len(extraction.claims)


def check_object(value: object, text: str) -> None:
    if isinstance(value, dict):
        if isinstance(value.get("text"), str) and isinstance(value.get("start"), int):
            assert text[value["start"] : value["end"]] == value["text"]
        for part in value.values():
            check_object(part, text)
    elif isinstance(value, list):
        for part in value:
            check_object(part, text)


def document_of(content: bytes, address: str, language: str | None = None) -> Document | None:
    read = read_item(Item(address=address, kind="bytes", data=content), Overrides(language=language))
    return read if isinstance(read, Document) else None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=reports(), language=st.sampled_from(["en", "ar"]))
def test_spans_of_generated_plain_text(text: str, language: str) -> None:
    document = document_of(text.encode("utf-8", "surrogatepass"), "report.txt", language)
    if document is not None:
        check(document)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=reports(), language=st.sampled_from(["en", "ar"]))
def test_spans_of_generated_html(text: str, language: str) -> None:
    body = "".join(f"<p>{html.escape(p)} <a href='/x'>more</a></p>" for p in text.splitlines() if p.strip())
    page = f"<html><head><title>T</title></head><body><nav>Home</nav><article><h1>Report</h1>{body}</article></body></html>"
    document = document_of(page.encode("utf-8", "surrogatepass"), "report.html", language)
    if document is not None:
        check(document)


def real_texts() -> list[Path]:
    root = os.environ.get("COUNTERCLAIM_DATA")
    return [Path(root, "karabakh-page.txt")] if root else []


def test_spans_of_real_text() -> None:
    if not (texts := real_texts()):
        pytest.skip("COUNTERCLAIM_DATA is not set")
    for path in texts:
        document = document_of(path.read_bytes(), path.name)
        assert document is not None
        assert check(document) > 50


def test_spans_of_many_real_texts() -> None:
    root = os.environ.get("COUNTERCLAIM_DATA")
    if not root:
        pytest.skip("COUNTERCLAIM_DATA is not set")
    lines = Path(root, "syria-2013-2017.jsonl").read_text(encoding="utf-8").splitlines()
    total = 0
    for line in lines[::12]:
        document = document_of(json.loads(line)["text"].encode(), "text.txt", "en")
        assert document is not None
        total += check(document)
    assert total > 200


def test_spans_of_the_sample_pages() -> None:
    from counterclaim import read

    folder = Path(__file__).parents[1] / "src" / "counterclaim" / "sample" / "pages"
    assert sum(check(d) for d in read(str(folder)) if isinstance(d, Document)) > 40
