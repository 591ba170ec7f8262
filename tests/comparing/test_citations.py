from __future__ import annotations

import json
from typing import Any

import pytest

from counterclaim.comparing.citations import (
    Citation,
    all_citations,
    citation_object,
    citations,
    hedges,
)
from counterclaim.comparing.citing import Page, outlet_key
from counterclaim.comparing.nouns import Entry
from counterclaim.model import Span
from tests.comparing.made import entry, quantity

THERE = "Shells hit the flour mill in Orlec, killing 14 people, the Norland ministry said."
HERE = "Shells hit the flour mill in Orlec and killed 14 people, the Norland ministry said."


def at(claim: str, article: str, start: int, quote: str, **more: Any) -> Entry:
    fields: dict[str, Any] = {
        "article": article,
        "document": f"d_{article}",
        "quote": quote,
        "span": Span(start, start + len(quote)),
        "type": "loss",
        "trigger": "killing",
        "party": "Norland",
        "place": "Orlec",
        "outlet": "The Courier" if article == "a_there" else "Evening Post",
        "published": "2031-05-02" if article == "a_there" else "2031-05-03",
    }
    return entry(claim, **(fields | more))


def there(**more: Any) -> Entry:
    return at("c_there", "a_there", 0, more.pop("quote", THERE), **({"killed": 14} | more))


def here(**more: Any) -> Entry:
    return at("c_here", "a_here", 0, more.pop("quote", HERE), **({"killed": 14} | more))


def kinds(found: list[Citation]) -> list[str]:
    return [one.kind for one in found]


def test_a_claim_that_was_taken_over_as_it_is() -> None:
    [one] = citations([here()], [there()])
    assert (one.kind, one.citing, one.cited) == ("same", "c_here", "c_there")
    assert one.cited_quote == THERE
    assert one.cited_span == Span(0, len(THERE))


def test_another_figure() -> None:
    quote = HERE.replace("14", "41")
    [one] = citations([here(killed=41, quote=quote)], [there()])
    assert one.kind == "figure changed"
    assert "14" in one.reason
    assert "41" in one.reason


def test_a_figure_that_was_only_not_read_there_is_no_change() -> None:
    assert kinds(citations([here()], [there(killed=None, type="loss")])) == ["same"]
    assert kinds(citations([here(killed=15, quote=HERE.replace("14", "15"))], [there(killed=None, type="loss")])) == [
        "figure changed"
    ]  # fmt: skip


def test_place_and_day_stand_for_words_across_languages() -> None:
    arabic = {"quote": "قصف مطحنة في أورليك ما أسفر عن مقتل 41 شخصا.", "language": "ar", "killed": 41}
    dated = {"day": "2031-05-02", "published": "2031-05-03"}
    assert kinds(citations([here(**arabic, **dated)], [there(**dated)])) == ["figure changed"]
    apart = {"day": "2031-05-01", "published": "2031-05-03"}
    assert kinds(citations([here(**arabic, **apart)], [there(**dated)])) == ["absent"]


def test_what_names_nothing_is_not_missed() -> None:
    bare = {"party": "outlet", "place": (), "killed": None}
    headline = here(quote="Fire and fury", **bare)
    assert citations([headline], [there()]) == []
    assert kinds(citations([headline], [there()], at=frozenset({"c_here"}))) == ["absent"]


def test_the_cited_article_is_named_also_where_it_says_nothing() -> None:
    other = here(quote="Norland sent 30 tanks to Tamir.", place="Tamir", killed=30)
    [one] = citations([other], [there()])
    made = citation_object(one, {"c_here": other, "c_there": there()})
    assert (one.kind, made["cited"]["claim"]) == ("absent", None)
    assert (made["cited"]["outlet"], made["cited"]["published"]) == ("The Courier", "2031-05-02")


@pytest.mark.parametrize(
    "more",
    [
        {"certainty": "possible"},
        {"certainty": "probable"},
        {"quote": THERE.replace("Shells hit", "Shells allegedly hit")},
        {"killed": None, "quantities": (quantity(14, None, text="at least 14 people"),)},
        {"killed": None, "quantities": (quantity(14, word="about", text="about 14 people"),)},
    ],
)
def test_a_hedge_that_was_dropped(more: dict[str, Any]) -> None:
    if "quantities" in more:
        more = {**more, "quantities": tuple(_open(q) for q in more["quantities"])}
    assert kinds(citations([here()], [there(**more)])) == ["hedge dropped"]


def test_a_hedge_that_was_added_is_no_change() -> None:
    assert kinds(citations([here(certainty="probable")], [there()])) == ["same"]
    wider = here(killed=None, quantities=(_open(quantity(14, None, text="at least 14")),))
    assert kinds(citations([wider], [there()])) == ["same"]


def test_a_denial_turned_round() -> None:
    assert kinds(citations([here()], [there(polarity="denied")])) == ["denial lost"]
    assert kinds(citations([here(polarity="denied")], [there(polarity="denied")])) == ["same"]


@pytest.mark.parametrize("type_", ["loss", "attack", "statement"])
def test_a_denial_that_stands_beside_it_there(type_: Any) -> None:
    denial = at(
        "c_denial", "a_there", 90, "Sudia denied it.", party="Sudia", polarity="denied", type=type_, place=()
    )
    [one] = citations([here()], [there(), denial])
    assert (one.kind, one.cited, one.cited_quote) == ("denial lost", "c_denial", "Sudia denied it.")
    kept = at(
        "c_kept", "a_here", 90, "Sudia denied it.", party="Sudia", polarity="denied", type=type_, place=()
    )
    assert "denial lost" not in kinds(citations([here(), kept], [there(), denial]))


def test_a_denial_of_something_else_is_not_lost() -> None:
    other = "Norland said rockets had struck a ferry near Zabrod."
    between = at("c_between", "a_there", 90, other, type="attack", place="Zabrod", trigger="struck")
    denial = at(
        "c_denial", "a_there", 150, "Sudia denied that.", party="Sudia", polarity="denied", place="Zabrod"
    )
    assert kinds(citations([here()], [there(), between, denial])) == ["same"]


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("outlet", "Norland"),
        ("outlet", "unnamed"),
        ("unnamed", "Norland"),
        ("Sudia", "Norland"),
    ],
)
def test_the_claimant_is_lost(mine: str, theirs: str) -> None:
    name = "residents" if theirs == "unnamed" else theirs
    assert kinds(citations([here(party=mine)], [there(party=theirs, claimant=name)])) == ["claimant lost"]


@pytest.mark.parametrize(
    ("mine", "theirs"), [("Norland", "outlet"), ("Norland", "Norland"), ("outlet", "outlet")]
)
def test_the_claimant_is_kept(mine: str, theirs: str) -> None:
    assert kinds(citations([here(party=mine)], [there(party=theirs)])) == ["same"]


def test_two_changes_are_two_records() -> None:
    one = here(party="outlet", killed=41, quote=HERE.replace("14", "41"))
    assert kinds(citations([one], [there()])) == ["figure changed", "claimant lost"]


def test_absent_where_the_article_is_credited_or_the_link_stands_at_the_claim() -> None:
    own = at(
        "c_own", "a_here", 90, "Rockets sank a barge off Tamir.", type="attack", place="Tamir", trigger="sank"
    )
    more = [at(f"c_own{n}", "a_here", 200 + n, own.quote, place="Tamir", trigger="sank") for n in range(3)]
    assert kinds(citations([here(), own], [there()], by="credit")) == ["same", "absent"]
    assert kinds(citations([here(), own, *more], [there()], by="link")) == ["same"]
    assert kinds(citations([here(), own, *more], [there()], by="link", at=frozenset({"c_own"}))) == [
        "same", "absent",
    ]  # fmt: skip


def test_words_that_stand_there_without_a_claim_are_not_absent() -> None:
    own = at("c_own", "a_here", 90, "Rockets sank a barge off Tamir.", place="Tamir", trigger="sank")
    text = "A long day. In the evening rockets sank a barge off Tamir. Nobody came."
    page = Page("a_there", "The Courier", "2031-05-02", None, text=text, start=500)
    [one] = citations([own], [], cited_page=page)
    assert (one.kind, one.cited, one.cited_article) == ("same", None, "a_there")
    assert one.cited_quote == "In the evening rockets sank a barge off Tamir"
    assert one.cited_span == Span(512, 557)


def test_each_claim_has_one_counterpart() -> None:
    first = there()
    second = at("c_there2", "a_there", 100, THERE.replace("14", "9"), killed=9)
    a, b = here(), at("c_here2", "a_here", 100, HERE.replace("14", "9"), killed=9)
    found = citations([b, a], [second, first])
    assert [(one.citing, one.cited, one.kind) for one in found] == [
        ("c_here", "c_there", "same"), ("c_here2", "c_there2", "same"),
    ]  # fmt: skip
    assert found == citations([a, b], [first, second])


def test_articles_that_cite_by_link_and_by_credit() -> None:
    cited = Page("a_there", "The Courier", "2031-05-02", "https://www.courier.example/mill?utm_source=x")
    by_link = Page(
        "a_here", "Evening Post", "2031-05-03", None, links={"http://courier.example/mill/": frozenset()}
    )
    by_credit = Page("a_here", "Evening Post", "2031-05-03", None, credit="The courier")
    given = [here(), there()]
    assert [(c.by, c.kind) for c in all_citations([cited, by_link], given)] == [("link", "same")]
    assert [(c.by, c.kind) for c in all_citations([by_credit, cited], given)] == [("credit", "same")]
    long_after = Page("a_here", "Evening Post", "2031-08-03", None, credit="The Courier")
    assert all_citations([long_after, cited], given) == []
    front = Page(
        "a_here", "Evening Post", "2031-05-03", None, links={"https://courier.example/": frozenset()}
    )
    home = Page("a_there", "The Courier", "2031-05-02", "https://courier.example/")
    assert all_citations([front, home], given) == []


def test_outlets_by_name_and_domain() -> None:
    assert outlet_key("Reuters") == outlet_key("https://www.reuters.com/world")
    assert outlet_key("The Courier") != outlet_key("Evening Post")


def test_hedging_words_are_the_packs() -> None:
    assert hedges("He was reportedly there.", "en") == ("reportedly",)
    assert hedges("He may have been there.", "en") == ("may have", "may")
    assert hedges("He was there on 3 May.", "en") == ()
    assert hedges("He was reportedly there.", None) == ()


def test_the_object_is_ready_for_json() -> None:
    pair = [here(), there()]
    [one] = citations([pair[0]], [pair[1]])
    given = json.loads(json.dumps(citation_object(one, {e.claim: e for e in pair})))
    assert given["citing"]["quote"]["text"] == HERE
    assert given["cited"]["outlet"] == "The Courier"
    assert given["kind"] == "same"


def _open(one: Any) -> Any:
    """'At least': no upper bound; `quantity` takes None for 'exactly'."""
    from dataclasses import replace

    return replace(one, high=None) if "least" in one.text else one


def test_a_figure_of_another_claim_there_is_no_change() -> None:
    other = at("c_other", "a_there", 200, "Nine people died there, a medic said.", killed=9)
    mine = here(killed=9, quote=HERE.replace("14", "9"))
    assert kinds(citations([mine], [there(), other])) == ["same"]
    assert kinds(citations([mine], [there()])) == ["figure changed"]


def test_a_number_in_words_stands_there_too() -> None:
    six = quantity(6, text="six people")
    mine = here(killed=None, quantities=(six,), quote=HERE.replace("14", "six"))
    assert kinds(citations([mine], [there(killed=None, quote=THERE.replace("14", "six"))])) == ["same"]


def test_the_dead_of_a_war_are_not_those_of_an_attack() -> None:
    war = at(
        "c_war",
        "a_there",
        0,
        "The war in Orlec killed 280,000 people, the Norland ministry said.",
        killed=280_000,
    )
    assert kinds(citations([here()], [war])) == ["absent"]


def test_one_source_whose_words_stand_in_both_is_not_lost() -> None:
    quote = "The Red Crescent said shells had hit the flour mill in Orlec, killing 14 people."
    pair = here(party="Sudia", quote=quote), there(party="Norland", quote=quote)
    assert kinds(citations([pair[0]], [pair[1]])) == ["same"]
    assert kinds(citations([here(party="outlet", quote=quote)], [pair[1]])) == ["claimant lost"]


def test_unconfirmed_reports_are_a_hedge_and_no_claimant() -> None:
    quote = f"Unconfirmed reports: {THERE}"
    one = there(party="unnamed", claimant="Unconfirmed reports", quote=quote)
    assert kinds(citations([here(party="outlet")], [one])) == ["hedge dropped"]
