"""What people do in a ledger: shown at once, undoable, told to others, and never more than a fold of what was appended."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from counterclaim.errors import EditedError, SettingsError, UnknownNameError
from counterclaim.ledger import ClaimFilter, Ledger, folding, review_tables
from counterclaim.ledger.acts import Act
from counterclaim.ledger.incident_reading import IncidentFilter
from counterclaim.parties.conflict import loads
from tests.ledger import made, reports
from tests.ledger.test_comparing import KNOWLEDGE, SIDES, filled, picture

PAGE = made.document()


@pytest.fixture
def one(ledger: Ledger) -> Ledger:
    ledger.add(PAGE, made.claims(PAGE), made.tags(PAGE))
    return ledger


@pytest.fixture
def war(ledger: Ledger) -> Iterator[Ledger]:
    """Seven compared reports; in the end the stored states are what all reviews come to."""
    filled(ledger, reports.all_of_them())
    yield ledger
    before = states(ledger)
    with ledger._store.writing() as connection:
        folding.rebuild(connection)
    assert states(ledger) == before


def states(ledger: Ledger) -> list[Any]:
    with ledger._store.reading() as connection:
        tables = (
            review_tables.claim_states,
            review_tables.pair_states,
            review_tables.link_states,
            review_tables.name_states,
            review_tables.article_states,
        )
        return [sorted(map(repr, connection.execute(select(table)).all())) for table in tables]


def put(ledger: Ledger, claim: str, seen: int = 0, by: str = "ana", **fields: Any) -> int:
    act = Act(kind="set", subject="claim", target=claim, fields=fields, seen=seen)
    return ledger.act(act, reviewer=by)


def compare(ledger: Ledger) -> None:
    ledger.compare(KNOWLEDGE, SIDES)


def of(ledger: Ledger, word: str) -> str:
    return str(next(c["id"] for c in ledger.claims() if c["trigger"]["text"] == word))


def test_a_corrected_claim_is_shown_and_found_as_corrected(one: Ledger) -> None:
    claim = of(one, "losing")
    place = {**one.claim(claim)["places"][0], "name": "Undertarn", "lat": 39.1, "lon": 47.5}
    put(one, claim, type="abuse", places=[place])
    found = one.claim(claim)
    assert (found["type"], found["places"][0]["name"]) == ("abuse", "Undertarn")
    assert found["review"]["set"]["type"] == "abuse"
    assert found["review"]["read"]["type"] == "loss"
    assert found["review"]["history"] == 1
    assert [c["id"] for c in one.claims(ClaimFilter(type="abuse"))] == [claim]
    assert [c["id"] for c in one.claims(ClaimFilter(place="Undertarn"))] == [claim]
    assert claim in {c["id"] for c in one.search("undertarn")}
    assert "Undertarn" in {name.name for name in one.places()}
    one.undo(one.history(claim)[-1]["number"], reviewer="ana")
    assert one.claim(claim)["review"] is None
    assert list(one.claims(ClaimFilter(place="Undertarn"))) == []
    assert one.search("undertarn") == []


def test_the_history_tells_what_each_field_was_and_who_took_it_back(one: Ledger) -> None:
    claim = of(one, "losing")
    first = put(one, claim, type="abuse")
    second = put(one, claim, seen=first, by="ben", decision="accepted")
    undo = one.undo(first, reviewer="cem")
    history = one.history(claim)
    assert [h["kind"] for h in history] == ["set", "set", "undo"]
    assert history[0]["fields"] == [{"field": "type", "before": "loss", "after": "abuse"}]
    assert (history[0]["undone_by"], history[1]["undone_by"]) == (undo, None)
    assert one.seen(claim) == undo
    found = one.claim(claim)
    assert (found["type"], found["review"]["decision"], found["review"]["reviewer"]) == (
        "loss",
        "accepted",
        "ben",
    )
    with pytest.raises(SettingsError, match="cem took it back"):
        one.undo(first, reviewer="ben")
    one.undo(undo, reviewer="ana")
    assert one.claim(claim)["type"] == "abuse"
    with pytest.raises(UnknownNameError):
        one.undo(second + 100, reviewer="ana")


def test_the_second_of_two_editors_of_one_field_is_told_and_nothing_is_lost(one: Ledger) -> None:
    claim = of(one, "losing")
    put(one, claim, type="abuse", by="ana")
    with pytest.raises(EditedError) as told:
        put(one, claim, type="attack", by="ben")
    assert (told.value.field, told.value.by, told.value.value) == ("type", "ana", "abuse")
    put(one, claim, polarity="asserted", by="ben")
    found = one.claim(claim)
    assert (found["type"], found["polarity"]) == ("abuse", "asserted")
    put(one, claim, type="attack", seen=one.seen(claim), by="ben")
    assert one.claim(claim)["type"] == "attack"
    assert len(one.history(claim)) == 3


def test_two_at_once_both_count_or_one_is_told(location: str) -> None:
    with Ledger.open(location) as ledger:
        ledger.add(PAGE, made.claims(PAGE), made.tags(PAGE))
        claims = [c["id"] for c in ledger.claims()]
        told: list[str] = []
        start = threading.Barrier(2)

        def review(name: str, kind: str) -> None:
            with Ledger.open(location) as own:
                start.wait()
                for claim in claims:
                    try:
                        put(own, claim, by=name, type=kind)
                    except EditedError:
                        told.append(claim)

        threads = [
            threading.Thread(target=review, args=given) for given in (("ana", "abuse"), ("ben", "attack"))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(told) == sorted(claims)
        assert [len(ledger.history(claim)) for claim in claims] == [1, 1, 1, 1]


def test_accepting_changes_nothing_that_is_compared_rejecting_does(one: Ledger) -> None:
    claim = of(one, "losing")
    compare(one)
    put(one, claim, decision="accepted")
    assert one.waiting() == 0
    generation = one.generation()
    put(one, claim, seen=one.seen(claim), decision="rejected")
    assert one.waiting() == 1
    assert one.generation() > generation
    compare(one)
    assert claim not in {c for incident in one.incidents() for c in incident["claims"]}
    one.undo(one.seen(claim), reviewer="ana")
    compare(one)
    assert claim in {c for incident in one.incidents() for c in incident["claims"]}


def test_a_refused_value_stores_nothing(one: Ledger) -> None:
    claim = of(one, "losing")
    with pytest.raises(SettingsError, match="type"):
        put(one, claim, type="battle", polarity="asserted")
    assert one.history(claim) == []
    with pytest.raises(UnknownNameError):
        put(one, "c_nothing", type="loss")


MISSED = "Local medics said at least 14 people were killed, including 5 children, when a market in Élmar was shelled."


def body() -> dict[str, Any]:
    quote, trigger = made.find(PAGE.text, MISSED), made.find(PAGE.text, "shelled")
    medics = made.find(PAGE.text, "Local medics")

    def stretch(span: Any) -> dict[str, Any]:
        return {"text": span.of(PAGE.text), "start": span.start, "end": span.end}

    return {
        "quote": stretch(quote),
        "trigger": stretch(trigger),
        "type": "attack",
        "claimant": {**stretch(medics), "name": "Local medics", "party": "unnamed"},
    }


def test_a_claim_that_a_person_added_stays_whatever_an_engine_reads(one: Ledger) -> None:
    claim = one.added(PAGE.articles[0].id, body(), reviewer="ana")
    order = [c["trigger"]["text"] for c in one.claims()]
    assert order == ["shot down", "losing", "killed", "shelled", "سيطرت"]
    found = one.claim(claim)
    assert (found["review"]["decision"], found["engine"]["name"]) == ("accepted", "person")
    assert claim in {c["id"] for c in one.search("shelled")}
    newer = [replace(c, engine="patterns 2", id=f"c_{n}") for n, c in enumerate(made.claims(PAGE)[:2])]
    assert one.add(PAGE, newer, made.tags(PAGE, "2")).claims == 3
    assert claim in {c["id"] for c in one.claims()}
    compare(one)
    assert claim in {c for incident in one.incidents() for c in incident["claims"]}
    added = one.history(claim)[0]["number"]
    undo = one.undo(added, reviewer="ana")
    assert claim not in {c["id"] for c in one.claims()}
    compare(one)
    one.undo(undo, reviewer="ana")
    assert one.claim(claim)["trigger"]["text"] == "shelled"
    again = one.added(PAGE.articles[0].id, body(), reviewer="ben")
    assert again != claim


@pytest.mark.parametrize("lacking", ["quote", "trigger", "type", "claimant"])
def test_an_added_claim_needs_its_words_and_who_says_it(one: Ledger, lacking: str) -> None:
    given = body()
    del given[lacking]
    with pytest.raises(SettingsError, match=lacking):
        one.added(PAGE.articles[0].id, given, reviewer="ana")
    with pytest.raises(UnknownNameError):
        one.added("a_nothing", body(), reviewer="ana")
    assert one.count() == 4


def market_and_convoy(ledger: Ledger) -> tuple[dict[str, Any], dict[str, Any]]:
    (market,) = ledger.incidents(IncidentFilter(place="Elmar"))
    (convoy,) = ledger.incidents(IncidentFilter(place="Qalat", type="loss", least_claims=2))
    return market, convoy


def test_merging_and_taking_it_back(war: Ledger) -> None:
    before = picture(war)
    market, convoy = market_and_convoy(war)
    act = Act(kind="merge", subject="incident", target=market["id"], other=convoy["id"])
    number = war.act(act, reviewer="ana")
    compare(war)
    merged = war.incident(market["id"])
    assert set(merged["claims"]) == {*market["claims"], *convoy["claims"]}
    assert number in {h["number"] for h in war.history(merged["id"])}
    war.undo(number, reviewer="ana")
    compare(war)
    assert picture(war) == before


def test_a_split_stays_until_it_is_taken_back_and_may_be_merged_again(war: Ledger) -> None:
    before = picture(war)
    market, _ = market_and_convoy(war)
    out = market["claims"][2:]
    act = Act(kind="split", subject="incident", target=market["id"], fields={"claims": out})
    number = war.act(act, reviewer="ana")
    compare(war)
    homes = {frozenset(i["claims"]) for i in war.incidents()}
    assert frozenset(out) in homes
    assert frozenset(market["claims"][:2]) in homes
    parts = [i["id"] for i in war.incidents() if set(i["claims"]) & set(market["claims"])]
    act = Act(kind="merge", subject="incident", target=parts[0], other=parts[1], seen=number)
    again = war.act(act, reviewer="ben")
    compare(war)
    assert frozenset(market["claims"]) in {frozenset(i["claims"]) for i in war.incidents()}
    for review in (again, number):
        war.undo(review, reviewer="ana")
    compare(war)
    assert picture(war) == before
    whole = {"claims": market["claims"]}
    with pytest.raises(SettingsError, match="not all"):
        war.act(Act(kind="split", subject="incident", target=market["id"], fields=whole), reviewer="ana")


def test_a_claim_moves_to_another_incident(war: Ledger) -> None:
    market, convoy = market_and_convoy(war)
    claim = market["claims"][-1]
    act = Act(kind="move", subject="claim", target=claim, other=convoy["id"])
    number = war.act(act, reviewer="ana")
    compare(war)
    assert claim in war.incident(convoy["id"])["claims"]
    assert claim not in war.incident(market["id"])["claims"]
    war.undo(number, reviewer="ana")
    compare(war)
    assert claim in war.incident(market["id"])["claims"]


def test_a_dismissed_link_is_gone_at_once_and_after_comparison_until_taken_back(war: Ledger) -> None:
    _, convoy = market_and_convoy(war)
    link = convoy["links"][0]
    number = war.act(Act(kind="dismiss", subject="link", target=link["id"]), reviewer="ana")
    assert link["id"] not in {x["id"] for x in war.incident(convoy["id"])["links"]}
    compare(war)
    after = war.incident(convoy["id"])
    assert link["id"] not in {x["id"] for x in after["links"]}
    war.compare_again()
    compare(war)
    assert war.incident(convoy["id"])["status"] == after["status"]
    war.undo(number, reviewer="ana")
    compare(war)
    assert war.incident(convoy["id"])["links"] == convoy["links"]
    with pytest.raises(UnknownNameError):
        war.act(Act(kind="confirm", subject="link", target="x_nothing"), reviewer="ana")


def test_two_who_judge_one_link_differently_are_told(war: Ledger) -> None:
    _, convoy = market_and_convoy(war)
    link = convoy["links"][0]["id"]
    war.act(Act(kind="confirm", subject="link", target=link), reviewer="ana")
    with pytest.raises(EditedError, match="ana changed state"):
        war.act(Act(kind="dismiss", subject="link", target=link), reviewer="ben")
    (shown,) = [x for x in war.incident(convoy["id"])["links"] if x["id"] == link]
    assert (shown["review"]["state"], shown["review"]["by"]) == ("confirmed", "ana")


@pytest.mark.parametrize("afresh", [False, True])
def test_a_link_that_a_person_makes_stands_in_both_incidents(war: Ledger, afresh: bool) -> None:
    market, convoy = market_and_convoy(war)
    a, b = market["claims"][0], convoy["claims"][0]
    act = Act(kind="link", subject="link", target=a, other=b, fields={"kind": "actor", "words": "Two doers."})
    number = war.act(act, reviewer="ana")
    for _ in range(2):
        for home in (market, convoy):
            (shown,) = [x for x in war.incident(home["id"])["links"] if x["reason"] == "Two doers."]
            assert shown["review"]["state"] == "made"
        if afresh:
            war.compare_again()
        compare(war)
    assert war.incident(market["id"])["status"] == "contested"
    war.act(Act(kind="set", subject="claim", target=a, fields={"decision": "rejected"}), reviewer="ana")
    compare(war)
    assert "Two doers." not in {x["reason"] for x in war.incident(convoy["id"])["links"]}
    war.undo(war.seen(a), reviewer="ana")
    war.undo(number, reviewer="ana")
    compare(war)
    assert war.incident(market["id"])["status"] == market["status"]


def test_resolved_names_make_a_conflict_file(one: Ledger) -> None:
    party = {"name": "Free Army", "language": "en"}
    place = {"name": "Qal Fort", "lat": 39.5, "lon": 47.25}
    number = one.act(
        Act(kind="resolve", subject="name", target='the "Tariq" brigade', fields={"party": party}),
        reviewer="ana",
    )
    one.act(Act(kind="resolve", subject="name", target="Qalat", fields={"place": place}), reviewer="ana")
    found = one.resolved_conflict()
    assert found is not None
    conflict = loads(found[1], name=found[0], where=found[0])
    assert [p.name for p in conflict.parties] == ["Free Army"]
    assert conflict.places[0].spellings == ("Qalat",)
    assert one.documents_naming("party", "jets") == (PAGE.id,)
    one.undo(number, reviewer="ana")
    assert [kind for kind, _ in one.resolved()] == ["place"]
    bad = {"place": {"name": "X", "lat": 400, "lon": 1}}
    with pytest.raises(SettingsError, match="lat"):
        one.act(Act(kind="resolve", subject="name", target="X", fields=bad), reviewer="ana")


def test_a_removed_page_leaves_who_decided_what_when(one: Ledger) -> None:
    claim, other = of(one, "losing"), of(one, "killed")
    put(one, claim, decision="rejected", places=[])
    one.act(Act(kind="note", subject="claim", target=claim, note="ask Zorvane"), reviewer="ana")
    fields = {"kind": "count", "words": "Zorvane says so."}
    one.act(Act(kind="link", subject="link", target=claim, other=other, fields=fields), reviewer="ana")
    added = one.added(PAGE.articles[0].id, body(), reviewer="ana")
    one.remove(PAGE.id)
    with one._store.reading() as connection:
        kept = repr(connection.execute(select(review_tables.reviews)).all())
        kept += repr(states(one))
    assert all(word not in kept for word in ("Zorvane", "shelled", "Qalat", "medics"))
    assert one.history(claim)[0]["fields"] == [{"field": "decision", "before": None, "after": "rejected"}]
    with pytest.raises(SettingsError, match="removed"):
        one.undo(one.undo(one.history(added)[0]["number"], reviewer="ana"), reviewer="ana")
