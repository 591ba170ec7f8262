from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.errors import UnknownNameError
from counterclaim.ledger import ClaimFilter, Ledger
from counterclaim.model import Claim, Claimant, Document, Span
from tests.ledger import made

SENTENCES = (
    "Narvia said it destroyed two tanks and captured a depot near Qalat.",
    "Tarsk said it shelled the pass and burned nothing.",
    "Medics counted three dead and moved nine wounded.",
    "Both sides accused each other of shelling Elmar.",
    "Engineers repaired the bridge on Monday.",
)


def page() -> Document:
    return made.document(3, sentences=SENTENCES)


def claims(of: Document) -> list[Claim]:
    def by(name: str, words: str) -> Claimant:
        return Claimant(name, name, made.find(of.text, words), words)

    return [
        made.claim(of, SENTENCES[0], "destroyed", type="loss", claimant=by("Narvia", "Narvia")),
        made.claim(of, SENTENCES[0], "captured", type="control", claimant=by("Narvia", "Narvia")),
        made.claim(of, SENTENCES[1], "shelled", claimant=by("Tarsk", "Tarsk")),
        made.claim(of, SENTENCES[1], "burned", claimant=by("Tarsk", "Tarsk"), polarity="denied"),
        made.claim(of, SENTENCES[2], "counted", type="loss", claimant=by("Medics", "Medics")),
        made.claim(of, SENTENCES[2], "moved", type="displacement", claimant=by("Medics", "Medics")),
        made.claim(of, SENTENCES[3], "accused", claimant=by("Narvia", "Both sides")),
        made.claim(of, SENTENCES[3], "accused", claimant=Claimant("Tarsk", "Tarsk", None, None)),
        made.claim(of, SENTENCES[4], "repaired", type="statement"),
        made.claim(of, SENTENCES[4], "Engineers", type="statement", id="c_engineers"),
    ]


def next_word(text: str, span: Span) -> Span:
    start = text.index(" ", span.end) + 1
    return Span(start, min(text.index(" ", start), text.index("\n", start)))


def newer(of: Document) -> list[Claim]:
    """Every trigger a word further, a fifth of the types changed, all ids new."""
    shifted = [
        replace(c, id=f"c_new{i}", trigger=next_word(of.text, c.trigger), engine="patterns 2")
        for i, c in enumerate(claims(of))
    ]
    return [replace(c, type="abuse") if i in (2, 5) else c for i, c in enumerate(shifted)]


@pytest.fixture
def reviewed(ledger: Ledger) -> Ledger:
    of = page()
    ledger.add(of, claims(of), made.tags_of(of))
    for number, claim in enumerate(list(ledger.claims())):
        ledger.review(
            claim["id"], "accepted", reviewer="ana", note=str(number), fields={"type": claim["type"]}
        )
    return ledger


def subject(claim: dict[str, object]) -> tuple[object, ...]:
    quote, claimant, polarity = claim["quote"], claim["claimant"], claim["polarity"]
    return quote["text"], claimant["name"], polarity  # type: ignore[index]


def test_a_review_is_shown_with_its_claim_and_kept_with_what_was_seen(reviewed: Ledger) -> None:
    first = next(iter(reviewed.claims()))
    assert first["review"]["decision"] == "accepted"
    assert first["review"]["set"] == {"type": "loss"}
    assert first["review"]["queued"] is None
    reviewed.review(first["id"], "wrong", reviewer="ben")
    assert reviewed.claim(first["id"])["review"]["reviewer"] == "ben"
    history = reviewed.reviews(first["id"])
    assert [r["decision"] for r in history] == ["accepted", "wrong"]
    assert history[0]["saw"]["quote"] == first["quote"]
    assert history[1]["saw"]["review"]["decision"] == "accepted"
    with pytest.raises(UnknownNameError):
        reviewed.review("c_nothing", "wrong", reviewer="ben")


def test_no_review_is_lost_or_ends_on_another_claim_when_triggers_shift(reviewed: Ledger) -> None:
    of = page()
    before = {c["id"]: c for c in reviewed.claims()}
    added = reviewed.add(of, newer(of), made.tags_of(of, "2"))
    after = {c["id"]: c for c in reviewed.claims()}
    assert added.outcome == "updated"
    assert set(before) <= set(after)
    for name, claim in before.items():
        assert after[name]["review"]["note"] == claim["review"]["note"]
        assert subject(after[name]) == subject(claim)
    kept = [c for c in after.values() if c["review"] and c["review"]["queued"] is None]
    assert len(kept) >= 8
    assert all(c["engine"]["version"] == "2" for c in kept)
    assert {c["id"] for c in reviewed.queued()} == {
        c["id"] for c in after.values() if c["review"] and c["review"]["queued"]
    }


def test_a_reviewed_claim_without_a_match_stays_marked_and_queued(reviewed: Ledger) -> None:
    of = page()
    added = reviewed.add(of, newer(of)[:4], made.tags_of(of, "2"))
    assert (added.claims, added.unmatched) == (10, 6)
    queued = list(reviewed.queued())
    assert len(queued) == 6
    assert {c["review"]["queued"] for c in queued} == {"no longer extracted"}
    assert {c["engine"]["version"] for c in queued} == {"1"}
    again = reviewed.add(of, [replace(c, engine="patterns 3") for c in claims(of)], made.tags_of(of, "3"))
    assert (again.claims, again.unmatched) == (10, 0)
    assert list(reviewed.queued()) == []


def test_an_unreviewed_claim_without_a_match_goes(ledger: Ledger) -> None:
    of = page()
    ledger.add(of, claims(of), made.tags_of(of))
    assert ledger.add(of, newer(of)[:3], made.tags_of(of, "2")).claims == 3
    assert ledger.count(ClaimFilter(all_versions=True)) == 3


def test_a_new_claim_never_takes_the_id_of_another(reviewed: Ledger) -> None:
    of = page()
    old = {c["id"]: c for c in reviewed.claims()}
    swapped = [replace(c, engine="patterns 2") for c in claims(of)]
    swapped[0], swapped[8] = (
        replace(swapped[8], id=swapped[0].id, document=of.id),
        replace(swapped[0], id=swapped[8].id),
    )
    reviewed.add(of, swapped, made.tags_of(of, "2"))
    for claim in reviewed.claims():
        assert claim["id"] in old
        assert claim["trigger"] == old[claim["id"]]["trigger"]


def test_ids_stay_unique_where_an_engine_gives_one_twice(ledger: Ledger) -> None:
    of = page()
    ledger.add(of, claims(of)[:1], made.tags_of(of))
    double = [replace(c, id=claims(of)[0].id, engine="patterns 2") for c in claims(of)[:3]]
    ledger.replace_claims(of.id, double)
    ids = [c["id"] for c in ledger.claims()]
    assert len(set(ids)) == 3


def test_reviews_outlive_a_resolve(reviewed: Ledger) -> None:
    of = page()
    reviewed.replace_claims(of.id, [replace(c, confidence=0.1) for c in claims(of)])
    assert [c["review"]["note"] for c in reviewed.claims()] == [str(n) for n in range(10)]
    assert {c["confidence"] for c in reviewed.claims()} == {0.1}
