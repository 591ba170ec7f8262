from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from counterclaim.ledger import Ledger
from counterclaim.model import Document
from tests.ledger import made

SECRET = "The witness Zorvane Quellish said nine houses burned in Undertarn."


def secret_page() -> Document:
    return made.document(7, sentences=(*made.SENTENCES, SECRET))


def fill(ledger: Ledger) -> Document:
    for number in range(3):
        page = made.document(number)
        ledger.add(page, made.claims(page), made.tags(page))
    page = secret_page()
    claims = [*made.claims(page), made.claim(page, SECRET, "burned", type="abuse")]
    ledger.add(page, claims, made.tags(page))
    burned = next(c for c in ledger.claims() if c["trigger"]["text"] == "burned")
    ledger.review(burned["id"], "wrong", reviewer="ana", note="ask Zorvane", fields={"place": "Undertarn"})
    return page


def test_removal_takes_everything_but_a_tombstone(ledger: Ledger) -> None:
    page = fill(ledger)
    burned = next(c["id"] for c in ledger.claims() if c["trigger"]["text"] == "burned")
    assert ledger.remove(page.id, why="asked by the witness") == (page.id,)
    assert not ledger.knows(page.id)
    assert ledger.removed(page.id)
    assert ledger.count() == 12
    assert ledger.search("Zorvane") == []
    assert [u.claims for u in ledger.unresolved_parties()] == [3]
    assert page.id not in ledger.to_compare()
    (review,) = ledger.reviews(burned)
    assert (review["decision"], review["note"], review["set"], review["saw"]) == ("wrong", None, {}, None)


def test_a_removed_document_is_refused_unless_forced(ledger: Ledger) -> None:
    page = fill(ledger)
    ledger.remove(page.address)
    claims = made.claims(page)
    assert ledger.add(page, claims, made.tags(page)).outcome == "refused"
    moved = replace(page, id="d_moved", address="/elsewhere.html")
    assert ledger.add(moved, [], ()).outcome == "refused"
    assert ledger.add(page, claims, made.tags(page), force=True).outcome == "new"
    assert not ledger.removed(page.id)
    assert ledger.add(page, claims, made.tags(page)).outcome == "known"


def test_a_newer_capture_of_a_removed_address_is_refused(ledger: Ledger) -> None:
    url = "https://valley.example/x"
    page = made.document(1, url=url)
    ledger.add(page, made.claims(page), made.tags(page))
    ledger.remove(url)
    later = made.document(1, url=url, sentences=(*made.SENTENCES, "More."), retrieved="2031-06-01T00:00:00Z")
    assert ledger.add(later, [], ()).outcome == "refused"


def test_an_address_stands_for_all_its_captures(ledger: Ledger) -> None:
    url = "https://valley.example/x"
    pages = [
        made.document(1, url=url, sentences=(*made.SENTENCES, more), retrieved=f"2031-06-0{day}T00:00:00Z")
        for day, more in enumerate(("One.", "Two.", "Three."), 1)
    ]
    for page in pages:
        ledger.add(page, made.claims(page), made.tags(page))
    assert ledger.remove(pages[2].id) == (pages[2].id,)
    assert ledger.knows(pages[0].id)
    assert ledger.remove("http://www.valley.example/x/?utm_source=a#b") == (pages[0].id, pages[1].id)
    assert list(ledger.documents()) == []
    assert ledger.removed(pages[0].id)


def test_removal_does_not_wait_for_a_reader(ledger: Ledger) -> None:
    page = fill(ledger)
    stream = ledger.claims()
    next(stream)
    ledger.remove(page.id)
    assert len(list(stream)) == 16


def test_no_word_of_a_removed_page_is_left_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with Ledger.open(path) as ledger:
        page = fill(ledger)
        held = b"".join(file.read_bytes() for file in tmp_path.iterdir())
        assert all(word in held for word in (b"Zorvane", b"zorvane", b"undertarn"))
        ledger.remove(page.id)
        left = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"Valley Post" in left
    for word in (b"Zorvane", b"zorvane", b"orvane", b"quellish", b"Undertarn", b"undertarn", b"ndertarn"):
        assert word not in left


def test_postgresql_holds_no_row_of_a_removed_page(empty_postgresql: str) -> None:
    with Ledger.open(empty_postgresql) as ledger:
        page = fill(ledger)
        ledger.remove(page.id)
    engine = create_engine(empty_postgresql.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        dead = connection.exec_driver_sql(
            "SELECT count(*) FROM claim_search WHERE tokens @@ to_tsquery('simple', 'zorvane')"
        ).scalar()
        assert dead == 0
    engine.dispose()


def test_removing_what_is_not_there_changes_nothing(ledger: Ledger) -> None:
    fill(ledger)
    with pytest.raises(Exception, match="no document"):
        ledger.remove("d_0000")
    assert ledger.count() == 17
