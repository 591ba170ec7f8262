"""An incident's accounts side by side, from made incidents."""

from __future__ import annotations

from typing import Any

from counterclaim.web.columns import side_by_side

NUMBER = {"group": None, "word": None, "part_of": None, "cumulative": False, "since": None}


def claim(name: str, party: str, article: str, **other: Any) -> dict[str, Any]:
    return {
        "id": name,
        "article": {"id": article, "outlet": f"The {article}", "published": "2031-05-02", "title": None},
        "quote": {"text": f"words of {name}", "start": 10, "end": 20},
        "trigger": {"text": "fell", "start": 12, "end": 16},
        "type": "control",
        "polarity": "asserted",
        "certainty": "certain",
        "claimant": {"name": party, "party": party, "text": None},
        "origin": f"o_{name}",
        "quantities": [],
        "review": None,
        **other,
    }


def said(one: dict[str, Any]) -> dict[str, Any]:
    return {
        "claim": one["id"],
        "claimant": one["claimant"]["name"],
        "polarity": one["polarity"],
        "outlet": one["article"]["outlet"],
        "published": one["article"]["published"],
        "quote": one["quote"],
    }


def link(a: dict[str, Any], b: dict[str, Any], **other: Any) -> dict[str, Any]:
    return {
        "kind": "holder",
        "between": "between sides",
        "reason": f"{a['id']} against {b['id']}",
        "strength": 0.9,
        "a": said(a),
        "b": said(b),
        "others": [],
        **other,
    }


def incident(claims: list[dict[str, Any]], **other: Any) -> dict[str, Any]:
    accounts = [
        {
            "side": "North",
            "asserted": [c["id"] for c in claims if c["claimant"]["party"] == "Valen"],
            "denied": [],
        }
    ]
    return {
        "claims": [c["id"] for c in claims],
        "accounts": accounts,
        "origins": [],
        "conflicts": [],
        **other,
    }


def by_id(*claims: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in claims}


def test_parties_stand_first_in_their_order_then_the_unnamed_then_outlets() -> None:
    claims = [
        claim("c1", "outlet", "Post"),
        claim("c2", "Valen", "Post"),
        claim("c3", "unnamed", "Post"),
        claim("c4", "Morrow", "Times"),
        claim("c5", "outlet", "Times", polarity="denied"),
    ]
    found = side_by_side(incident(claims), by_id(*claims)).columns
    assert [(c.kind, c.title, c.side) for c in found] == [
        ("party", "Valen", "North"),
        ("party", "Morrow", ""),
        ("unnamed", "Sources without a name", ""),
        ("outlet", "Outlets in their own words", ""),
    ]
    assert [card.outlets for card in found[3].cards] == [["The Post"], ["The Times"]]
    assert (found[3].asserted, found[3].denied) == (1, 1)


def test_one_origin_is_one_card_that_unfolds_into_its_articles() -> None:
    first, copy = claim("c1", "Valen", "Wire", origin="o"), claim("c2", "Valen", "Mirror", origin="o")
    told = incident(
        [copy, first],
        origins=[
            {
                "id": "o",
                "first": "Wire",
                "copies": [{"article": "Mirror", "of": "Wire", "why": "'Source: The Wire'"}],
            }
        ],
    )
    (column,) = side_by_side(told, by_id(first, copy)).columns
    (card,) = column.cards
    assert card.id == "c1"
    assert [(c.outlet, c.why) for c in card.copies] == [
        ("The Wire", ""),
        ("The Mirror", "'Source: The Wire'"),
    ]
    assert column.origins == 1


def test_two_claims_of_one_sentence_are_two_cards_and_each_copy_goes_with_its_own() -> None:
    claims = [
        claim(f"{kind}{article}", "Valen", article, origin="o", type=kind)
        for article in ("Wire", "Mirror")
        for kind in ("control", "loss")
    ]
    told = incident(claims, origins=[{"id": "o", "first": "Wire", "copies": []}])
    (column,) = side_by_side(told, by_id(*claims)).columns
    assert [[c.claim for c in card.copies] for card in column.cards] == [
        ["controlWire", "controlMirror"],
        ["lossWire", "lossMirror"],
    ]


def test_a_link_is_drawn_between_the_cards_also_where_a_copy_carries_it() -> None:
    first, copy = claim("c1", "Valen", "Wire", origin="o"), claim("c2", "Valen", "Mirror", origin="o")
    other = claim("c3", "Morrow", "Times")
    elsewhere = claim("c9", "Sarn", "Sun")
    told = incident(
        [first, copy, other],
        origins=[{"id": "o", "first": "Wire", "copies": []}],
        conflicts=[link(copy, other, id="x1"), link(first, elsewhere, id="x2")],
    )
    found = side_by_side(told, by_id(first, copy, other))
    assert (found.links[0].a.card, found.links[0].b.card) == ("c1", "c3")
    assert (found.links[1].b.card, found.links[1].b.column, found.links[1].b.voice) == (None, None, "Sarn")
    chips = {card.id: [(c.number, c.other) for c in card.chips] for c in found.columns for card in c.cards}
    assert chips == {"c1": [(1, "Morrow"), (2, "Sarn")], "c3": [(1, "Valen")]}


def test_a_dismissed_link_is_told_last_and_not_drawn() -> None:
    a, b = claim("c1", "Valen", "Wire"), claim("c3", "Morrow", "Times")
    told = incident([a, b], conflicts=[link(a, b, id="x1"), link(a, b, id="x2", kind="denial")])
    found = side_by_side(told, by_id(a, b), {"x1": {"state": "dismissed"}})
    assert [(one.id, one.state) for one in found.links] == [("x2", ""), ("x1", "dismissed")]
    assert [chip.kind for chip in found.columns[0].cards[0].chips] == ["denial"]


def test_figures_keep_their_bounds_and_those_of_one_party_are_not_made_one() -> None:
    def counted(low: int | None, high: int | None, word: str | None = None) -> list[dict[str, Any]]:
        return [{**NUMBER, "item": "soldier", "effect": "killed", "low": low, "high": high, "word": word}]

    claims = [
        claim("c1", "Valen", "Wire", quantities=counted(10, 10)),
        claim("c2", "Valen", "Wire", quantities=counted(15, 20)),
        claim("c3", "Morrow", "Times", quantities=counted(40, None)),
        claim("c4", "Morrow", "Times", polarity="denied", quantities=counted(10, 10)),
    ]
    found = side_by_side(incident(claims), by_id(*claims))
    (row,) = found.figures
    valen, morrow = (row.bars[column.key] for column in found.columns)
    assert [(bar.words, bar.low, bar.high, bar.open) for bar in valen] == [
        ("10", 25.0, 25.0, False),
        ("15–20", 37.5, 50.0, False),
    ]
    assert [(bar.words, bar.low, bar.high, bar.open) for bar in morrow] == [
        ("40 or more", 100.0, 100.0, True)
    ]
    assert row.title == "soldier killed"


def test_a_claim_that_the_ledger_no_longer_has_is_left_out() -> None:
    one = claim("c1", "Valen", "Wire")
    found = side_by_side(incident([one, claim("c2", "Valen", "Wire")]), by_id(one))
    assert [card.id for column in found.columns for card in column.cards] == ["c1"]
