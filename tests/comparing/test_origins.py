"""Origins: what is one wording, who had it first, and that a ledger may grow in any order."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from counterclaim.comparing.accounts import accounts
from counterclaim.comparing.nouns import Entry, Origin
from counterclaim.comparing.origins import origins, updated
from counterclaim.comparing.prints import prints
from counterclaim.model import Span
from tests.comparing.made import PLACES, entry

MARKET = (
    "Two shells fell on the grain market of Orlec shortly before noon, killing four traders and a porter "
    "and setting the western hall on fire, the town council said."
)
BRIDGE = (
    "Guards of Norland blew up the railway bridge north of Zabrod during the night to stop a column of "
    "tanks that had been seen on the river road."
)
CAMP = (
    "About six hundred families from the lower villages spent the night in tents beside the old airfield, "
    "where the only well has been dry since spring."
)
SHORT = "Three soldiers were killed there."
BRIEF = "A medic was hurt as well."
OTHER = "The railway bridge north of Zabrod was destroyed overnight by Norland, which feared a tank attack."
SPEECH = "“We shall not give up a single village of the valley as long as this army stands,” {}."


def article(name: str, *quotes: str, **given: Any) -> list[Entry]:
    """The claims of one article, one for each of `quotes`, in order: c_NAME1, c_NAME2 …"""
    made, at = [], 0
    for number, quote in enumerate(quotes, 1):
        span = Span(at, at + len(quote))
        fields = {"outlet": f"Outlet {name}", "published": "2031-05-02", "trigger": "were"} | given
        made.append(entry(f"c_{name}{number}", article=f"a_{name}", quote=quote, span=span, **fields))
        at += len(quote) + 1
    return made


def together(*articles: list[Entry], cites: Collection[tuple[str, str]] = ()) -> set[tuple[str, ...]]:
    """The groups of two claims or more."""
    given = [one for claims in articles for one in claims]
    return {one.claims for one in origins(given, cites) if len(one.claims) > 1}


def one_of(*articles: list[Entry], cites: Collection[tuple[str, str]] = ()) -> Origin:
    """The only origin with two articles."""
    given = [one for claims in articles for one in claims]
    (found,) = [one for one in origins(given, cites) if one.copies]
    return found


def copied(quote: str, **words: str) -> str:
    for word, other in words.items():
        assert word in quote
        quote = quote.replace(word, other)
    return quote


def test_every_claim_has_one_origin_alone_if_nothing_is_like_it() -> None:
    found = origins([*article("a", MARKET, SHORT), *article("b", BRIDGE)])
    assert sorted(claim for one in found for claim in one.claims) == ["c_a1", "c_a2", "c_b1"]
    assert all(not one.copies for one in found)
    assert {one.first for one in found} == {"a_a", "a_b"}
    assert len({one.id for one in found}) == 3
    assert all(one.id.startswith("o_") for one in found)
    assert origins([]) == []


def test_one_reused_sentence_joins_and_the_rest_does_not() -> None:
    assert together(article("a", MARKET, CAMP), article("b", BRIDGE, MARKET)) == {("c_a1", "c_b2")}


def test_two_claims_of_one_sentence_are_of_one_origin() -> None:
    (first,) = article("a", MARKET)
    assert together([first, replace(first, claim="c_a9")]) == {("c_a1", "c_a9")}


def test_swapped_words_and_added_words_join() -> None:
    swapped = copied(MARKET, shortly="just", traders="sellers")
    assert together(article("a", MARKET), article("b", swapped)) == {("c_a1", "c_b1")}
    longer = "As people there told us by telephone, " + MARKET
    assert together(article("a", MARKET), article("b", longer)) == {("c_a1", "c_b1")}


def test_a_text_with_every_fifth_word_swapped_is_a_copy_of_the_whole() -> None:
    texts = [MARKET, BRIDGE, CAMP]
    by = {
        "fell": "landed", "shortly": "just", "traders": "sellers", "setting": "putting", "town": "city",
        "during": "in", "stop": "halt", "seen": "noticed", "road": "track", "blew": "tore",
        "families": "households", "spent": "passed", "beside": "near", "dry": "empty", "lower": "nether",
    }  # fmt: skip
    spun = [" ".join(by.get(word, word) for word in text.split()) for text in texts]
    assert together(article("a", MARKET), article("b", spun[0])) == set()
    assert together(article("a", *texts), article("b", *spun)) == {
        ("c_a1", "c_b1"),
        ("c_a2", "c_b2"),
        ("c_a3", "c_b3"),
    }


def test_an_independent_telling_stands_alone() -> None:
    assert together(article("a", BRIDGE), article("b", OTHER)) == set()


@pytest.mark.parametrize(
    "other",
    [
        copied(BRIDGE, Zabrod="Tamir"),
        copied(BRIDGE, Norland="Sudia"),
        copied(MARKET, **{"Two shells": "12 shells"}),
    ],
)
def test_a_form_filled_with_other_names_or_figures_stands_alone(other: str) -> None:
    market = copied(MARKET, **{"Two shells": "15 shells"})
    assert together(article("a", BRIDGE, market), article("b", other)) == set()


def test_other_places_tell_apart_where_letters_have_no_case() -> None:
    quote = "قال مجلس المدينة إن قذيفتين سقطتا على سوق الحبوب في {} قبل الظهر وقتلتا أربعة تجار وحمالا وأحرقتا القاعة الغربية"
    first, second, same = (
        article(name, quote.format(town), language="ar", places=(PLACES[place],))
        for name, town, place in (
            ("a", "أورلتس", "Orlec"),
            ("b", "زابرود", "Zabrod"),
            ("c", "أورليتس", "Orlec"),
        )
    )
    assert together(first, second) == set()
    assert together(first, same) == {("c_a1", "c_c1")}


def test_a_line_that_bulletins_repeat_is_not_the_one_of_another_day() -> None:
    line = "The night passed without any violation along the whole line of contact, the ministry of the south said."
    first, second = (
        article(n, line, first=d, last=d, told=True) for n, d in (("a", "2031-05-02"), ("b", "2031-05-09"))
    )
    assert together(first, second) == set()
    assert together(first, article("c", line, first="2031-05-02", last="2031-05-02", told=True))
    assert together(first, second, cites=[("a_b", "a_a")]) == {("c_a1", "c_b1")}


def test_a_short_sentence_joins_only_where_the_articles_share_more() -> None:
    alone, beside = article("a", SHORT, MARKET, BRIDGE), article("b", SHORT, MARKET)
    assert together(article("a", SHORT), article("b", SHORT)) == set()
    assert together(article("a", SHORT, BRIEF), article("b", SHORT, BRIEF)) == set()
    assert together(article("a", SHORT, BRIDGE), article("b", SHORT, CAMP)) == set()
    assert together(alone, beside) == {("c_a1", "c_b1"), ("c_a2", "c_b2")}


def test_a_common_title_is_something_more() -> None:
    title = "Shells on the market of Orlec kill five"
    longer = "Three soldiers were killed there as shells fell again."
    assert together(article("a", longer, BRIEF), article("b", longer, BRIEF)) == set()
    first, second = (article(name, SHORT, title=title) for name in "ab")
    assert together(first, second) == set()
    first, second = (article(name, longer, BRIEF, title=title) for name in "ab")
    assert together(first, second) == {("c_a1", "c_b1"), ("c_a2", "c_b2")}


@pytest.mark.parametrize("given", [{"credit": "Outlet a"}, {"credit": "OUTLET A"}])
def test_a_credited_article_is_first_whatever_the_dates_say(given: dict[str, str]) -> None:
    first = article("a", SHORT, published="2031-05-05")
    found = one_of(first, article("b", SHORT, published="2031-05-02", **given))
    assert found.first == "a_a"
    (copy,) = found.copies
    assert (copy.article, copy.of, copy.why) == ("a_b", "a_a", f"credits {given['credit']}")


def test_a_credit_names_an_outlet_and_not_its_short_sentence_of_another_week() -> None:
    first = article("a", SHORT, CAMP, published="2031-05-09")
    assert together(first, article("b", SHORT, credit="Outlet a", published="2031-05-02")) == set()
    longer = article("b", SHORT, CAMP[:90], credit="Outlet a", published="2031-05-02")
    assert together(first, longer) == {("c_a1", "c_b1"), ("c_a2", "c_b2")}


def test_a_linked_article_is_first_whatever_the_dates_say() -> None:
    first, second = article("a", SHORT, published="2031-05-02"), article("b", SHORT, published="2031-05-09")
    found = one_of(first, second, cites=[("a_a", "a_b")])
    assert found.first == "a_b"
    assert [(c.article, c.of, c.why) for c in found.copies] == [("a_a", "a_b", "links to it")]


def test_a_changed_figure_joins_only_a_copy_that_says_so() -> None:
    one, other = copied(MARKET, four="14"), copied(MARKET, four="40")
    assert together(article("a", one, BRIDGE, CAMP), article("b", other, BRIDGE, CAMP)) == {
        ("c_a2", "c_b2"),
        ("c_a3", "c_b3"),
    }
    credited = together(article("a", one), article("b", other, credit="Outlet a"))
    assert credited == {("c_a1", "c_b1")}
    later = article("b", other, credit="Outlet a", published="2031-05-12")
    assert together(article("a", one), later) == set()


def test_two_that_credit_one_agency_share_what_is_short_though_the_agency_is_not_there() -> None:
    first, second = article("a", SHORT, credit="AFP"), article("b", SHORT, credit="Agence France-Presse")
    found = one_of(first, second)
    assert found.claims == ("c_a1", "c_b1")
    assert found.copies[0].why == "both credit AFP"
    assert together(first, article("b", SHORT, credit="Reuters")) == set()


def test_an_outlet_that_credits_itself_credits_nobody() -> None:
    first, second = article("a", SHORT, credit="Outlet a"), article("b", SHORT, credit="Outlet b")
    assert together(first, second) == set()


def test_a_family_of_outlets_shares_shorter_sentences() -> None:
    quote = "Shells fell on the mill of Orlec again today."
    first, second = article("a", quote), article("b", quote)
    assert together(first, second) == set()
    kin = [replace(one, publisher=first[0].publisher) for one in second]
    assert together(first, kin) == {("c_a1", "c_b1")}


def test_the_earliest_is_first_and_then_the_smallest_id() -> None:
    a, b, c, d = (article(n, MARKET, published=day) for n, day in zip("abcd", DAYS, strict=True))
    found = one_of(a, b, c, d)
    assert found.first == "a_c"
    assert {(copy.article, copy.of) for copy in found.copies} == {
        ("a_a", "a_c"),
        ("a_b", "a_c"),
        ("a_d", "a_c"),
    }
    assert {copy.why for copy in found.copies} == {"same wording"}
    assert one_of(a, d).first == "a_a"


DAYS = ("2031-05-04", "2031-05-03", "2031-05-02", None)


def test_a_quotation_is_one_origin_and_what_is_told_around_it_is_not() -> None:
    said = {"party": "Norland", "claimant": "Norland: Commander", "trigger": "give up"}
    first = article("a", SPEECH.format("the commander told visitors from the capital at the fort"), **said)
    second = article("b", SPEECH.format("Norland's commander said when asked about talks"), **said)
    found = one_of(first, second)
    assert found.claims == ("c_a1", "c_b1")
    assert found.copies[0].why == "the same quotation"
    # The same sentences, but claims of the outlets about the visit and the talks.
    own, others = ([replace(one, party="outlet", trigger="asked") for one in c] for c in (first, second))
    assert together(own, others) == set()
    # Two speakers do not share a quotation.
    assert together(first, [replace(one, party="Sudia", claimant="Sudia: Mayor") for one in second]) == set()


def test_shared_quotations_do_not_support_the_rest() -> None:
    said = {"party": "Norland", "claimant": "Norland: Commander"}
    speeches = (
        SPEECH.format("he said"),
        "“The bridges of the valley will be rebuilt before the snow melts,” the commander said.",
    )
    first, second = (
        [*article(name, *speeches, trigger="the valley", **said), *article(name + "x", SHORT)]
        for name in "ab"
    )
    first, second = (
        [replace(one, article=f"a_{name}") for one in claims]
        for name, claims in zip("ab", (first, second), strict=True)
    )
    assert all("x1" not in claim for group in together(first, second) for claim in group)
    assert len(together(first, second)) == 2


def test_a_copy_of_a_copy_says_from_whom_it_came() -> None:
    first = article("a", MARKET, published="2031-05-01")
    second = article("b", MARKET, published="2031-05-02", credit="Outlet a")
    third = article("c", MARKET, published="2031-05-03")
    found = one_of(first, second, third, cites=[("a_c", "a_b")])
    assert found.first == "a_a"
    assert {(copy.article, copy.of, copy.why) for copy in found.copies} == {
        ("a_b", "a_a", "credits Outlet a"),
        ("a_c", "a_b", "links to it"),
    }


def test_accounts_are_one_for_each_origin_article_and_side_and_publisher() -> None:
    first, second = article("a", MARKET, BRIDGE), article("b", CAMP, OTHER)
    assert len(accounts([*first, *second], {})) == 2
    assert len(accounts([*first, *second], {"c_a1": "o_1", "c_b1": "o_1"})) == 1
    said = replace(second[1], party="Norland", side="northern side")
    assert accounts([*first, second[0], said], {}) == [("c_a1", "c_a2"), ("c_b1",), ("c_b2",)]
    assert accounts([replace(one, credit="AFP") for one in (*first, *second)], {}) == [
        ("c_a1", "c_a2", "c_b1", "c_b2")
    ]
    assert accounts([], {}) == []


# Random ledgers.

SENTENCES = (
    MARKET, BRIDGE, CAMP, SHORT, BRIEF, OTHER,
    copied(MARKET, traders="sellers", noon="midday"),
    copied(BRIDGE, Zabrod="Tamir"),
    copied(CAMP, six="seven", well="pump", spent="passed"),
    SPEECH.format("he said"),
    SPEECH.format("the commander told visitors from the capital"),
)  # fmt: skip


def drawn(name: str, draw: random.Random) -> list[Entry]:
    quotes = draw.sample(SENTENCES, draw.randint(1, 5))
    outlet = draw.choice(("Outlet 1", "Outlet 2", "RFI", "France 24"))
    claims = article(
        name,
        *quotes,
        outlet=outlet,
        publisher="France Médias Monde" if outlet in ("RFI", "France 24") else outlet,
        published=draw.choice(DAYS),
        credit=draw.choice((None, None, "Outlet 1", "RFI", "AFP")),
        title=draw.choice((None, "Shells on the market of Orlec kill five")),
    )
    return [
        replace(one, party="Norland", claimant="Norland: Commander", trigger="give up")
        if one.quote.startswith("“") and draw.random() < 0.7
        else one
        for one in claims
    ]


class Held:
    """A ledger in memory that keeps the result of `updated` only."""

    def __init__(self, cites: Collection[tuple[str, str]]) -> None:
        self.articles: dict[str, list[Entry]] = {}
        self.kept: dict[str, Origin] = {}
        self._cites = cites
        self._filed: dict[int, set[tuple[str, str]]] = defaultdict(set)

    def change(self, articles: dict[str, list[Entry]]) -> None:
        """Put `articles` in the place of what was there; one without claims goes."""
        before = {one.claim for name in articles for one in self.articles.get(name, ())}
        self.articles.update(articles)
        now = {one.claim for claims in articles.values() for one in claims}
        self._filed.clear()
        for one in prints(one for claims in self.articles.values() for one in claims):
            for band in one.bands:
                self._filed[band].add((one.article, one.claims[0]))
        update = updated(articles.keys(), before - now, self)
        self.kept = {claim: one for claim, one in self.kept.items() if claim not in update.claims}
        for origin in update.origins:
            assert update.claims.issuperset(origin.claims)
            self.kept |= dict.fromkeys(origin.claims, origin)

    def entries(self, articles: Collection[str]) -> Iterable[Entry]:
        return [one for name in articles for one in self.articles.get(name, ())]

    def articles_of(self, claims: Collection[str]) -> Iterable[str]:
        return [name for name, held in self.articles.items() if any(one.claim in claims for one in held)]

    def filed(self, bands: Collection[int]) -> Iterator[tuple[int, str, str]]:
        for band in bands:
            for name, claim in self._filed.get(band, ()):
                yield band, name, claim

    def cites(self, articles: Collection[str]) -> Iterable[tuple[str, str]]:
        return [pair for pair in self._cites if set(pair) & set(articles)]

    def together(self, claims: Collection[str]) -> Iterable[str]:
        of = {self.kept[claim].id for claim in claims if claim in self.kept}
        return [claim for claim, origin in self.kept.items() if origin.id in of]


@pytest.mark.parametrize("seed", range(15))
def test_a_ledger_that_grows_changes_and_shrinks_in_any_order_gives_what_all_at_once_gives(seed: int) -> None:
    draw = random.Random(seed)
    names = [f"{n:02}" for n in range(draw.randint(4, 14))]
    cites = {(f"a_{draw.choice(names)}", f"a_{draw.choice(names)}") for _ in range(draw.randint(0, 5))}
    held = Held(cites)
    for _ in range(10):
        batch = draw.sample(names, draw.randint(1, min(4, len(names))))
        held.change({f"a_{name}": drawn(name, draw) if draw.random() < 0.8 else [] for name in batch})
        there = [one for claims in held.articles.values() for one in claims]
        draw.shuffle(there)
        whole = origins(there, sorted(cites, key=lambda _: draw.random()))
        assert sorted(set(held.kept.values()), key=lambda one: one.id) == whole
        assert sorted(held.kept) == sorted(one.claim for one in there)
        for origin in whole:
            by = {one.claim: one.article for one in there if one.claim in origin.claims}
            assert origin.first in by.values()
            assert {copy.article for copy in origin.copies} == set(by.values()) - {origin.first}
            assert {copy.of for copy in origin.copies} <= set(by.values())
            assert all(copy.of != copy.article and copy.why for copy in origin.copies)
