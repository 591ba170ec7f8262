from __future__ import annotations

from dataclasses import replace
from typing import Any

from counterclaim.ledger import ArticleFilter, ClaimFilter, Ledger, revisions
from counterclaim.model import Document
from tests.ledger import made

URL = "https://valley.example/front"
LATER = (
    "Update at noon.",
    made.SENTENCES[0].replace("two Su-25", "three Su-25"),
    made.SENTENCES[1],
    made.SENTENCES[3],
    "The road to Ostrel was cut by the second brigade.",
    made.SENTENCES[4],
)


def first() -> Document:
    return made.document(1, url=URL)


def second() -> Document:
    return made.document(1, url=URL, sentences=LATER, retrieved="2031-05-05T10:00:00Z")


def second_claims(page: Document) -> list[Any]:
    jets = made.find(page.text, "three Su-25 jets")
    known = {c.trigger.of(first().text): c for c in made.claims(first())}
    figure = replace(known["shot down"].quantities[0], span=jets, text=jets.of(page.text), low=3, high=3)
    return [
        made.claim(
            page, LATER[1], "shot down", type="loss", claimant=known["shot down"].claimant, quantities=(figure,),
            actors=known["shot down"].actors, targets=known["shot down"].targets, places=known["shot down"].places,
            time=known["shot down"].time, means=known["shot down"].means,
        ),
        made.claim(
            page, LATER[2], "losing", type="loss", polarity="denied", claimant=known["losing"].claimant,
            places=known["losing"].places,
        ),
        made.claim(page, LATER[4], "cut", type="control"),
    ]  # fmt: skip


def fill(ledger: Ledger) -> tuple[Document, Document]:
    old, new = first(), second()
    ledger.add(old, made.claims(old), made.tags(old))
    ledger.compared([old.id])
    ledger.add(new, second_claims(new), made.tags(new))
    return old, new


def test_only_the_newest_version_counts_unless_asked(ledger: Ledger) -> None:
    old, new = fill(ledger)
    assert {c["document"] for c in ledger.claims()} == {new.id}
    assert ledger.count() == 3
    assert ledger.count(ClaimFilter(all_versions=True)) == 7
    assert ledger.count(ClaimFilter(document=old.id)) == 4
    assert sum(s.claims for s in ledger.sources()) == 3
    assert sum(s.claims for s in ledger.sources(all_versions=True)) == 7
    assert len(list(ledger.articles())) == 1
    assert len(list(ledger.articles(ArticleFilter(all_versions=True)))) == 2
    assert {c["document"] for c in ledger.search("qalat")} == {new.id}
    assert [row["newest"] for row in ledger.documents()] == [False, True]
    assert ledger.to_compare() == (old.id, new.id)


def test_an_older_capture_that_comes_late_is_not_the_newest(ledger: Ledger) -> None:
    old, new = first(), second()
    ledger.add(new, second_claims(new))
    ledger.add(old, made.claims(old))
    assert {c["document"] for c in ledger.claims()} == {new.id}


def test_a_claim_tells_what_became_of_it(ledger: Ledger) -> None:
    fill(ledger)
    shown = {
        c["trigger"]["text"]: ledger.claim(c["id"])["version"]
        for c in ledger.claims(ClaimFilter(all_versions=True, limit=4))
    }
    assert shown["shot down"]["in_next"]["state"] == "changed"
    assert shown["shot down"]["in_next"]["fields"] == ["quote", "quantities"]
    assert shown["losing"]["in_next"]["state"] == "kept"
    assert shown["killed"]["in_next"] == {"state": "withdrawn", "claim": None, "fields": []}
    assert (shown["killed"]["number"], shown["killed"]["of"], shown["killed"]["newest"]) == (1, 2, False)
    newer = {c["trigger"]["text"]: ledger.claim(c["id"])["version"] for c in ledger.claims()}
    assert newer["cut"]["since_previous"]["state"] == "added"
    assert newer["losing"]["since_previous"]["state"] == "kept"
    assert newer["losing"]["in_next"] is None


def test_the_same_text_captured_again_is_the_same_version(ledger: Ledger) -> None:
    page = first()
    ledger.add(page, made.claims(page), made.tags(page))
    again = replace(page, id="d_again", sha256="0" * 64, retrieved="2031-06-01T00:00:00Z")
    again = replace(again, articles=(replace(page.articles[0], id="a_again"),))
    added = ledger.add(again, [], ())
    assert (added.outcome, added.document) == ("known", page.id)
    assert len(list(ledger.documents())) == 1


def test_a_page_that_returns_to_an_earlier_text_has_that_version_newest(ledger: Ledger) -> None:
    old, new = fill(ledger)
    ledger.compared([old.id, new.id])
    back = replace(old, retrieved="2031-05-06T10:00:00Z")
    assert ledger.add(back, made.claims(old), made.tags(old)).outcome == "updated"
    assert {c["document"] for c in ledger.claims()} == {old.id}
    assert ledger.to_compare() == (old.id, new.id)
    assert ledger.add(back, made.claims(old), made.tags(old)).outcome == "known"


def test_removing_the_newest_version_brings_back_the_one_before(ledger: Ledger) -> None:
    old, new = fill(ledger)
    ledger.remove(new.id)
    assert {c["document"] for c in ledger.claims()} == {old.id}


def test_versions_compare_without_a_ledger(ledger: Ledger) -> None:
    fill(ledger)
    found = list(ledger.claims(ClaimFilter(all_versions=True)))
    before, after = found[:4], found[4:]
    states = [change.state for change in revisions.compare(before, after)]
    assert states == ["changed", "kept", "withdrawn", "withdrawn", "added"]
    assert [c.state for c in revisions.compare(before, before)] == ["kept"] * 4
    assert [c.state for c in revisions.compare([], after)] == ["added"] * 3
