"""What people do, as pure data: what still holds, what clashes, what it comes to, which values are refused."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from typing import Any

import pytest

from counterclaim.errors import SettingsError
from counterclaim.ledger import acts
from counterclaim.ledger.acts import Act, Kind, Review, Subject
from counterclaim.ledger.claim_fields import FIELDS, effective, settled
from counterclaim.view import claim_from_object, claim_object
from tests.ledger import made


def review(
    number: int,
    after: Mapping[str, Any] = acts.NOTHING,
    kind: Kind = "set",
    *,
    by: str = "ana",
    subject: Subject = "claim",
    undoes: int | None = None,
) -> Review:
    return Review(
        number=number,
        at=f"2031-05-04T10:00:{number:02}Z",
        reviewer=by,
        kind=kind,
        subject=subject,
        target="c_1",
        changes={name: (None, value) for name, value in after.items()},
        undoes=undoes,
    )


def change(seen: int, **fields: Any) -> Act:
    return Act(kind="set", subject="claim", target="c_1", fields=fields, seen=seen)


def test_an_undone_review_does_not_hold_and_an_undone_undo_gives_it_back() -> None:
    given = [review(1, {"type": "loss"}), review(2, {"type": "abuse"}), review(3, kind="undo", undoes=2)]
    assert [one.number for one in acts.live(given)] == [1]
    assert acts.undone(given) == {2: 3}
    given.append(review(4, kind="undo", undoes=3))
    assert [one.number for one in acts.live(given)] == [1, 2]
    given.append(review(5, kind="undo", undoes=1))
    assert [one.number for one in acts.live(given[::-1])] == [2]


def test_the_later_of_two_edits_of_one_field_is_told() -> None:
    held = [review(1, {"type": "loss"}), review(2, {"type": "abuse"}, by="ben")]
    error = acts.clash(change(1, type="attack"), held)
    assert error is not None
    assert (error.field, error.by, error.value) == ("type", "ben", "abuse")
    assert "ben changed type" in str(error)


def test_what_was_seen_is_the_same_or_is_another_field_does_not_clash() -> None:
    held = [review(1, {"type": "loss"}), review(2, {"type": "abuse"}, by="ben")]
    assert acts.clash(change(2, type="attack"), held) is None
    assert acts.clash(change(1, type="abuse"), held) is None
    assert acts.clash(change(0, polarity="denied"), held) is None
    back = [*held, review(3, {"type": "loss"}, by="cem")]
    assert acts.clash(change(1, type="loss"), back) is None


def test_accepting_and_correcting_at_once_do_not_clash_but_accepting_and_rejecting_do() -> None:
    held = [review(4, {"decision": "accepted"}, by="ben")]
    assert acts.clash(change(0, type="loss"), held) is None
    assert acts.clash(change(0, decision="accepted"), held) is None
    error = acts.clash(change(0, decision="rejected"), held)
    assert error is not None
    assert error.field == "decision"


def test_the_state_of_a_claim_has_the_last_value_of_every_field() -> None:
    given = [
        review(1, {"decision": "accepted", "type": "loss"}),
        review(2, {"type": "abuse", "polarity": "denied"}, by="ben"),
        review(3, {"c_1 c_2": "together"}, "together"),
    ]
    state = acts.fold(given)
    assert state is not None
    assert (state.decision, state.fields) == ("accepted", {"type": "abuse", "polarity": "denied"})
    assert (state.reviewer, state.last) == ("ben", 2)
    assert acts.fold([]) is None
    assert acts.fold(given[2:]) is None


def test_a_split_holds_each_part_together_and_parts_one_of_each() -> None:
    fields = acts.split(["c_5", "c_1"], ["c_2", "c_3", "c_4"])
    assert fields == {
        "c_1 c_5": "together",
        "c_2 c_3": "together",
        "c_2 c_4": "together",
        "c_2 c_5": "apart",
    }
    (one, (state, number)), *_ = acts.fold_pairs([review(7, fields, "split")]).items()
    assert (one, state, number) == (("c_1", "c_5"), "together", 7)


def test_the_last_decision_on_a_pair_holds() -> None:
    key = acts.pair_name("c_9", "c_2")
    given = [review(1, {key: "together"}, "together"), review(2, {key: "apart"}, "apart")]
    assert acts.fold_pairs(given) == {("c_2", "c_9"): ("apart", 2)}


def test_a_link_keeps_its_words_when_it_is_dismissed() -> None:
    ends = {"a": "c_1", "b": "c_2", "kind": "denial"}
    given = [
        review(1, {**ends, "state": "made", "words": "It says no."}, "link", subject="link"),
        review(2, {**ends, "state": "dismissed"}, "dismiss", subject="link"),
    ]
    judged = acts.fold_link(given)
    assert judged is not None
    assert (judged.state, judged.words) == ("dismissed", "It says no.")
    assert acts.fold_link([]) is None


PAGE = made.document()


def test_what_the_engine_gives_may_be_set_and_stays_a_claim() -> None:
    for claim in made.claims(PAGE):
        whole = claim_object(claim, PAGE, PAGE.articles[0])
        fields = {name: whole[name] for name in ("type", "places", "time", "quantities", "means", "via")}
        assert settled(fields, PAGE.text) == fields
        found = effective(whole, settled({"type": "abuse", "means": None, "time": None}, PAGE.text))
        assert (found["type"], found["means"], found["other_means"]) == ("abuse", None, [])
        assert claim_from_object(found).time is None
        assert whole["type"] == claim.type


def test_unknown_keys_of_old_reviews_change_nothing() -> None:
    whole = claim_object(made.claims(PAGE)[0], PAGE, PAGE.articles[0])
    assert effective(whole, {"place": "Undertarn"}) is whole


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"colour": "red"}, "colour: no field"),
        ({"type": "battle"}, "type: 'battle' is not one of control, attack"),
        ({"decision": "maybe"}, "decision"),
        ({"claimant": {"name": "", "party": "Tarsk"}}, "claimant.name"),
        ({"claimant": {"name": "Tarsk", "party": "Tarsk", "rank": 1}}, "claimant.rank: no such key"),
        ({"places": {"text": "Qalat"}}, "places: .* is not a list"),
        ({"places": [{"text": "Qalat", "start": 0, "end": 5, "name": "Qalat"}]}, "does not stand at 0"),
        ({"trigger": {"text": "", "start": 9, "end": 10**6}}, "outside the text"),
        ({"trigger": {"text": "Menu", "start": -4, "end": 0}}, "outside the text"),
        ({"time": {"start": "3 May"}}, "time.start: '3 May' is not a day"),
        ({"quantities": [{"text": "Menu", "start": 0, "end": 4, "low": 3, "high": 2}]}, "3 is above 2"),
        ({"quantities": [{"text": "Menu", "start": 0, "end": 4, "part_of": 0}]}, "part_of"),
        ({"quantities": [{"text": "Menu", "start": 0, "end": 4, "low": True}]}, "whole number"),
        ({"objects": [{"text": "Menu", "start": 0, "end": 4, "class": "castle"}]}, "objects.0.class"),
        ({"means": None, "other_means": [{"text": "Menu", "start": 0, "end": 4, "class": "drone"}]}, "other_means"),
    ],
)  # fmt: skip
def test_values_that_no_claim_can_have_are_refused(fields: dict[str, Any], told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        settled(fields, PAGE.text)


def anything(draw: random.Random, depth: int = 0) -> Any:
    """A value as JSON may have it, with the keys of claims here and there."""
    kind = draw.randint(0, 9 if depth < 3 else 6)
    plain = (None, True, -1, 10**20, 0.5, "", "\ud800\x00", "loss", "Menu", "2031-05-04")
    if kind <= 6:
        return draw.choice(plain)
    if kind == 7:
        return [anything(draw, depth + 1) for _ in range(draw.randint(0, 3))]
    keys = ("text", "start", "end", "name", "party", "class", "span", "low", "part_of", "lat", "\ud800")
    return {key: anything(draw, depth + 1) for key in draw.sample(keys, draw.randint(0, 5))}


@pytest.mark.parametrize("seed", range(300))
def test_no_value_is_a_fault_of_ours(seed: int) -> None:
    draw = random.Random(seed)
    fields = {name: anything(draw) for name in draw.sample(sorted(FIELDS), 3)}
    whole = claim_object(made.claims(PAGE)[0], PAGE, PAGE.articles[0])
    for name, value in fields.items():
        if isinstance(value, dict) and isinstance(whole.get(name), dict):
            value.update({key: one for key, one in whole[name].items() if draw.random() < 0.7})
        try:
            found = settled({name: value}, PAGE.text)
        except SettingsError as error:
            str(error).encode()
        else:
            json.dumps(effective(whole, found), ensure_ascii=False).encode()
