"""An article in its document, its neighbours and versions, and claims by id, over both stores."""

from __future__ import annotations

import pytest

from counterclaim.errors import UnknownNameError
from counterclaim.ledger import Ledger
from tests.ledger import made

URL = "https://valley.example/front"
LATER = (*made.SENTENCES, "An update came at noon.")


def test_an_article_stands_in_its_documents_text(ledger: Ledger) -> None:
    page = made.document(1)
    ledger.add(page, made.claims(page), made.tags(page))
    given = page.articles[0]
    found = ledger.article(given.id)
    assert (found.text, found.span, found.boilerplate) == (page.text, given.span, page.boilerplate)
    assert (found.title, found.outlet, found.links) == (given.title, given.outlet, given.links)
    assert (found.document, found.newest, found.versions) == (page.id, True, ())
    assert (found.previous, found.next) == (None, None)


def test_the_beginning_of_an_id_serves_where_it_is_the_only_one(ledger: Ledger) -> None:
    pages = [made.document(number) for number in (1, 2)]
    for page in pages:
        ledger.add(page, made.claims(page), made.tags(page))
    name = pages[0].articles[0].id
    assert ledger.article(name[:12]).id == name
    with pytest.raises(UnknownNameError, match=name[:6]):
        ledger.article(name[:12] + "zz")
    with pytest.raises(UnknownNameError):
        ledger.article("a_")


def test_versions_know_the_article_that_stands_for_it(ledger: Ledger) -> None:
    old = made.document(1, url=URL)
    new = made.document(1, url=URL, sentences=LATER, retrieved="2031-05-05T10:00:00Z")
    for page in (old, new):
        ledger.add(page, made.claims(page), made.tags(page))
    found = ledger.article(old.articles[0].id)
    assert not found.newest
    assert [(one.document, one.newest, one.article) for one in found.versions] == [
        (old.id, False, old.articles[0].id),
        (new.id, True, new.articles[0].id),
    ]


def test_claims_by_id_leaves_out_what_is_not_there(ledger: Ledger) -> None:
    page = made.document(1)
    ledger.add(page, made.claims(page), made.tags(page))
    given = list(ledger.claims())
    wanted = [given[0]["id"], given[2]["id"], "c_0"]
    assert ledger.claims_by_id(wanted) == {one["id"]: one for one in (given[0], given[2])}
    assert ledger.claims_by_id([]) == {}
