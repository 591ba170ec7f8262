"""The bundled sample, read and extracted, against what a person found in it.

`articles.jsonl` and `expected.jsonl` were made by hand: every article with its title, outlet, author, date and
language, and every claim with the sentence (or part) that carries it. A found claim matches an expected one of
the same type where the words of the shorter quote lie at least half in the other; pairs are taken best first,
one to one; a place is right by name or wording. Claims of headlines repeat those of the text and are not scored.
FLOORS hold shares that must be reached; the claims that were missed or added are printed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from counterclaim import extract, read
from counterclaim.language import fold
from counterclaim.model import Claim, Document, Rejected, Span

HERE = Path(__file__).parent
PAGES = Path(str(files("counterclaim") / "sample" / "pages"))

FLOORS = {"precision": 0.8, "recall": 0.82, "claimant": 0.8, "polarity": 0.95, "certainty": 0.95}
FLOORS |= {"places": 0.7, "quantities": 0.8, "dates": 0.7}

# A side and the authorities on it count as one party, as in counting who confirms whom.
SIDES = {"artsakh": "armenia", "nagorno karabakh": "armenia"}


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


@cache
def everything() -> tuple[dict[str, Document], dict[str, Rejected], dict[str, tuple[Claim, ...]]]:
    documents, rejected, claims = {}, {}, {}
    for result in read(str(PAGES)):
        name = Path(result.address).name
        if isinstance(result, Rejected):
            rejected[name] = result
        else:
            documents[name] = result
            claims[name] = extract(result).claims
    return documents, rejected, claims


@dataclass(frozen=True)
class Fact:
    """An expected or a found claim, in one shape."""

    file: str
    quote: str
    words: frozenset[int]
    type: str
    polarity: str
    certainty: str
    party: str
    places: tuple[frozenset[str], ...]
    date: tuple[str, str] | None
    quantities: frozenset[tuple[int, str]]

    def __str__(self) -> str:
        return f"{self.file} {self.type} {self.polarity} {self.party} | {self.quote}"


def side(party: str) -> str:
    return SIDES.get(name := plain(party), name)


def plain(name: str) -> str:
    return " ".join(re.findall(r"\w+", fold(name)))


def words(text: str, start: int, end: int) -> frozenset[int]:
    return frozenset(match.start() for match in re.compile(r"\w+").finditer(text, start, end))


def expected_facts() -> list[Fact]:
    documents = everything()[0]
    facts = []
    for row in rows("expected.jsonl"):
        text = documents[row["file"]].text
        start = text.find(row["quote"])
        assert start >= 0, f"{row['file']}: {row['quote']!r} is not in the text that was read"
        facts.append(
            Fact(
                row["file"],
                row["quote"],
                words(text, start, start + len(row["quote"])),
                row["type"],
                row["polarity"],
                row["certainty"],
                side(row["claimant"]["party"]),
                tuple(frozenset({plain(place)}) for place in row["places"]),
                (row["date"][0], row["date"][1]) if row["date"] else None,
                frozenset((q["low"], q["item"]) for q in row["quantities"]),
            )
        )
    return facts


def found_facts() -> list[Fact]:
    documents, _, claims = everything()
    return [
        found_fact(name, documents[name].text, claim)
        for name in sorted(claims)
        for claim in claims[name]
        if not any(heading.holds(claim.quote) for heading in headings(documents[name]))
    ]


def headings(document: Document) -> list[Span]:
    return [p.span for a in document.articles for p in a.passages if p.kind == "heading"]


def found_fact(file: str, text: str, claim: Claim) -> Fact:
    date = None
    if claim.time is not None and claim.time.start:
        date = (claim.time.start, claim.time.end or claim.time.start)
    return Fact(
        file,
        claim.quote.of(text),
        words(text, claim.quote.start, claim.quote.end),
        claim.type,
        claim.polarity,
        claim.certainty,
        side(claim.claimant.party),
        tuple(frozenset({plain(p.name or p.text), plain(p.text)}) for p in claim.places),
        date,
        frozenset((q.low, q.item) for q in claim.quantities if q.low is not None),
    )


def pairs(expected: list[Fact], found: list[Fact]) -> list[tuple[Fact, Fact]]:
    candidates = []
    for i, e in enumerate(expected):
        for j, f in enumerate(found):
            if e.file != f.file or e.type != f.type:
                continue
            shared, shorter = len(e.words & f.words), min(len(e.words), len(f.words))
            if not shorter or shared < 0.5 * shorter:
                continue
            agree = (e.party == f.party) + (e.polarity == f.polarity) + bool(e.quantities & f.quantities)
            candidates.append((-shared / shorter - shared / len(e.words | f.words) - 0.2 * agree, i, j))
    taken_e: set[int] = set()
    taken_f: set[int] = set()
    matched = []
    for _, i, j in sorted(candidates):
        if i not in taken_e and j not in taken_f:
            taken_e.add(i)
            taken_f.add(j)
            matched.append((expected[i], found[j]))
    return matched


def f1(counts: Iterable[tuple[int, int, int]]) -> float:
    """F1 of (expected that were found, expected, found), summed."""
    hits, expected, found = (sum(column) for column in zip(*counts, strict=True))
    return 2 * hits / (expected + found) if expected + found else 0.0


@cache
def score() -> Mapping[str, float]:
    expected, found = expected_facts(), found_facts()
    matched = pairs(expected, found)
    for fact in sorted({str(e) for e in expected} - {str(e) for e, _ in matched}):
        print("MISSED", fact)
    for fact in sorted({str(f) for f in found} - {str(f) for _, f in matched}):
        print("EXTRA ", fact)
    for e, f in matched:
        for field in ("party", "polarity", "places", "quantities", "date"):
            if getattr(e, field) != getattr(f, field) and (field != "date" or e.date):
                print("UNLIKE", field, getattr(e, field), getattr(f, field), "|", e)
    assert matched, "no claim of the sample was found"

    def share(field: str) -> float:
        return sum(bool(getattr(e, field) == getattr(f, field)) for e, f in matched) / len(matched)

    dated = [(e, f) for e, f in matched if e.date]
    result = {
        "precision": len(matched) / len(found),
        "recall": len(matched) / len(expected),
        "claimant": share("party"),
        "polarity": share("polarity"),
        "certainty": share("certainty"),
        "places": f1(
            (sum(any(x & y for y in f.places) for x in e.places), len(e.places), len(f.places))
            for e, f in matched
        ),
        "quantities": f1(
            (len(e.quantities & f.quantities), len(e.quantities), len(f.quantities)) for e, f in matched
        ),
        "dates": sum(e.date == f.date for e, f in dated) / len(dated),
    }
    print(
        {name: round(value, 3) for name, value in result.items()},
        f"{len(expected)} by hand, {len(found)} found",
    )
    return result


@pytest.mark.parametrize("figure", sorted(FLOORS))
def test_claims_reach_the_floor(figure: str) -> None:
    assert score()[figure] >= FLOORS[figure]


def test_what_cannot_be_read_is_rejected_with_a_cause_and_the_rest_is_read() -> None:
    documents, rejected, _ = everything()
    assert set(rejected) == {"unreadable.html"}
    assert rejected["unreadable.html"].cause
    assert set(documents) == {row["file"] for row in rows("articles.jsonl")}


@pytest.mark.parametrize("row", rows("articles.jsonl"), ids=lambda row: f"{row['file']}-{row['article']}")
def test_article_has_its_title_outlet_author_date_and_language(row: dict[str, Any]) -> None:
    articles = everything()[0][row["file"]].articles
    assert len(articles) == sum(r["file"] == row["file"] for r in rows("articles.jsonl"))
    article = articles[row["article"]]
    assert article.title is not None
    assert plain(article.title) == plain(row["title"])
    assert article.outlet is not None
    assert article.outlet.removeprefix("The ") == row["outlet"].removeprefix("The ")
    assert (article.author, article.published, article.language) == (
        row["author"],
        row["published"],
        row["language"],
    )


def test_every_span_of_every_claim_stands_in_its_article() -> None:
    documents, _, claims = everything()
    for name, found in claims.items():
        spans = {a.id: a.span for a in documents[name].articles}
        for claim in found:
            for layer in ("places", "quantities", "actors", "targets", "means", "objects", "evidence"):
                for mention in getattr(claim, layer):
                    assert mention.span.of(documents[name].text) == mention.text
            assert spans[claim.article].holds(claim.quote)
            assert claim.quote.holds(claim.trigger)


BOILERPLATE = {
    "harrow-post-hadrut.html": [
        "We use cookies",
        "Sign up",
        "Ganja: a city under rockets",
        "Nobody was surprised",
        "© 2020 The Harrow Post",
    ],
    "bystander-repost.html": ["run by volunteers", "Blogroll", "Open thread"],
    "araks-monitor-hadrut.html": ["Follow us on", "Rockets hit Stepanakert overnight"],
    "meridian-interview.html": ["Copy link", "The deminer"],
    "field-notes.txt": ["Follow Kura Valley Reporter", "Please share this article"],
    "midan-jet.html": ["شارك المقال", "القوقاز بين حربين", "كل طرف يكذب الآخر"],
}


@pytest.mark.parametrize("name", sorted(BOILERPLATE))
def test_lines_that_are_no_reporting_are_boilerplate(name: str) -> None:
    document = everything()[0][name]
    for piece in BOILERPLATE[name]:
        start = document.text.index(piece)
        assert any(s.start <= start < s.end for s in document.boilerplate), piece


def test_the_two_versions_share_an_address_and_differ_in_a_figure_and_a_sentence() -> None:
    documents, _, claims = everything()
    morning, evening = (f"harbour-times-ganja-{when}.html" for when in ("morning", "evening"))
    assert documents[morning].url == documents[evening].url
    assert documents[morning].url is not None
    low = {name: {q.low for c in claims[name] for q in c.quantities} for name in (morning, evening)}
    assert 12 in low[morning] - low[evening]
    assert 13 in low[evening] - low[morning]
    assert "airport" in documents[morning].text
    assert "airport" not in documents[evening].text


def test_the_sample_s_readme_says_what_each_page_shows() -> None:
    table = (PAGES.parent / "README.md").read_text(encoding="utf-8")
    assert all(page.name in table for page in PAGES.iterdir())


def test_a_repost_keeps_its_credit_line() -> None:
    [article] = everything()[0]["bystander-repost.html"].articles
    assert article.credit is not None
    assert "Harrow Post" in article.credit
