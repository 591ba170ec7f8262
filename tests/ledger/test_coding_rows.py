"""Draws, codings and read states, over both stores."""

from __future__ import annotations

import pytest

from counterclaim.errors import SettingsError, UnknownNameError
from counterclaim.ledger import ArticleFilter, Ledger
from counterclaim.ledger.acts import Act
from counterclaim.view import claim_object
from tests.ledger import made


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    for number in range(4):
        page = made.document(number)
        ledger.add(page, made.claims(page), made.tags_of(page))
    return ledger


def coded(ledger: Ledger) -> tuple[str, str]:
    """A batch of one article for two coders, and the id of the first one's coding."""
    batch = ledger.draw(
        ledger.drawable()[:1],
        seed=1,
        by="Eve",
        purpose="double",
        coders=("Ana", "Ben"),
        double=ledger.drawable()[:1],
    )
    return batch, ledger.codings(batch)[0].id


def test_only_newest_versions_are_drawn(ledger: Ledger) -> None:
    first, second = (
        made.document(n, url="https://paper.example/1", retrieved=f"2031-05-0{n}T10:00:00Z") for n in (4, 5)
    )
    ledger.add(first, made.claims(first), made.tags_of(first))
    ledger.add(second, made.claims(second), made.tags_of(second))
    assert ledger.drawable() == [second.articles[0].id]
    assert ledger.drawable(ArticleFilter(outlet="nobody")) == []


def test_a_draw_stays_in_order_with_its_coders(filled: Ledger) -> None:
    given = filled.drawable()[::-1]
    name = filled.draw(
        given, seed=5, by="Eve", purpose="measure", coders=("Ben", "Ana"), double=given[:2], suggested=True
    )
    batch = filled.batch(name)
    assert batch.articles == tuple(given)
    assert (batch.coders, batch.suggested, batch.seed) == (("Ana", "Ben"), True, 5)
    assert {row.article for row in filled.codings(name)} == set(given[:2])
    assert filled.batches() == [batch]
    assert filled.drawn("measure") == given
    assert filled.drawn("double") == []


def test_what_cannot_be_drawn_is_refused(filled: Ledger) -> None:
    with pytest.raises(SettingsError):
        filled.draw([], seed=1, by="Eve", purpose="measure")
    with pytest.raises(SettingsError):
        filled.draw(
            filled.drawable(),
            seed=1,
            by="Eve",
            purpose="double",
            coders=("Ana", "Ana"),
            double=filled.drawable(),
        )
    with pytest.raises(UnknownNameError):
        filled.batch("b_none")
    assert filled.batches() == []


def test_a_claim_is_coded_set_right_and_taken_out(filled: Ledger) -> None:
    batch, coding = coded(filled)
    page = made.document(0)
    one, other = (claim_object(c, page, page.articles[0]) for c in made.claims(page)[:2])
    later = filled.code(coding, other)
    first = filled.code(coding, one, from_claim=one["id"])
    twin = filled.code(coding, one)
    assert twin not in (first, later)
    kept = filled.codings(batch)[0].claims
    assert [key for key, _, _ in kept] == [first, twin, later]
    filled.code(coding, {**one, "type": "abuse"}, key=first)
    (changed, *_) = filled.codings(batch)[0].claims
    assert (changed[1], changed[2]["type"]) == (one["id"], "abuse")
    filled.uncode(coding, twin)
    assert [key for key, _, _ in filled.codings(batch)[0].claims] == [first, later]
    with pytest.raises(UnknownNameError):
        filled.code(coding, one, key="none")


def test_a_finished_coding_opens_until_the_other_is_done_too(filled: Ledger) -> None:
    batch, coding = coded(filled)
    filled.set_coding(coding, "done")
    page = made.document(0)
    body = claim_object(made.claims(page)[0], page, page.articles[0])
    with pytest.raises(SettingsError):
        filled.code(coding, body)
    filled.set_coding(coding, "open")
    filled.code(coding, body)
    filled.set_coding(coding, "done")
    filled.set_coding(filled.codings(batch)[1].id, "done")
    with pytest.raises(SettingsError):
        filled.set_coding(coding, "open")
    assert {row.state for row in filled.coding_states()} == {"done"}
    assert not filled.adjudicated(filled.codings(batch)[0].article)


def test_who_read_an_article_is_kept_until_it_is_taken_back(filled: Ledger) -> None:
    article = filled.drawable()[0]
    fields = {"engine": "patterns 1", "claims": [], "suggestions": False, "draw": None}
    filled.act(Act(kind="read", subject="article", target=article, fields=fields), reviewer="Ana")
    state = filled.read_states([article])[article]
    assert (state.by, state.engine, state.suggestions) == ("Ana", "patterns 1", False)
    assert filled.read_states() == {article: state}
    seen = filled.seen(article)
    filled.act(Act(kind="unread", subject="article", target=article, seen=seen), reviewer="Ben")
    assert filled.read_states() == {}


def test_a_removed_document_takes_its_coded_words_with_it(filled: Ledger) -> None:
    batch, coding = coded(filled)
    article = filled.codings(batch)[0].article
    page = next(p for p in map(made.document, range(4)) if p.articles[0].id == article)
    filled.code(coding, claim_object(made.claims(page)[0], page, page.articles[0]))
    filled.remove(page.id)
    assert [row.claims for row in filled.codings(batch)] == [(), ()]
    assert filled.batch(batch).articles == (article,)
