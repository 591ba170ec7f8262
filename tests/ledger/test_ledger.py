from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from counterclaim.errors import UnknownNameError
from counterclaim.ledger import ArticleFilter, ClaimFilter, Ledger
from counterclaim.model import Rejected
from counterclaim.view import claim_from_object
from tests.ledger import made


def filled(ledger: Ledger, pages: int = 1) -> None:
    for number in range(pages):
        page = made.document(number)
        ledger.add(page, made.claims(page), made.tags(page))


def triggers(ledger: Ledger, **wanted: object) -> list[str]:
    return [c["trigger"]["text"] for c in ledger.claims(ClaimFilter(**wanted))]  # type: ignore[arg-type]


def test_what_was_added_comes_back(ledger: Ledger) -> None:
    page = made.document()
    added = ledger.add(page, made.claims(page), made.tags(page), dropped=3)
    assert (added.outcome, added.document, added.claims) == ("new", page.id, 4)
    assert ledger.knows(page.id)
    assert not ledger.knows("d_other")
    assert ledger.document(page.id) == page
    assert ledger.document(page.address) == page
    assert ledger.tags(page.id) == made.tags(page)
    assert {claim_from_object(c) for c in ledger.claims()} == set(made.claims(page))
    (row,) = ledger.documents()
    assert (row["claims"], row["articles"], row["dropped"]) == (4, 1, 3)
    assert row["characters"] == len(page.text)


def test_claims_stand_in_order_of_document_and_text(ledger: Ledger) -> None:
    pages = [made.document(number) for number in range(3)]
    for page in pages:
        ledger.add(page, list(reversed(made.claims(page))), made.tags(page))
    found = list(ledger.claims())
    assert [c["document"] for c in found[::4]] == [page.id for page in pages]
    starts = [(c["document"], c["trigger"]["start"]) for c in found]
    assert starts == sorted(starts, key=lambda s: ([p.id for p in pages].index(s[0]), s[1]))
    assert [c["id"] for c in ledger.claims(ClaimFilter(limit=5, offset=2))] == [c["id"] for c in found[2:7]]
    assert ledger.count(ClaimFilter(offset=10)) == 2


def test_adding_the_same_page_twice_changes_nothing(ledger: Ledger) -> None:
    filled(ledger)
    before, queue = list(ledger.claims()), ledger.to_compare()
    ledger.compared(queue)
    page = made.document()
    assert ledger.add(page, made.claims(page), made.tags(page)).outcome == "known"
    assert ledger.add(page, [], made.tags(page)).claims == 4
    assert list(ledger.claims()) == before
    assert ledger.to_compare() == ()


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"party": "NARVIA"}, ["shot down", "سيطرت"]),
        ({"party": "tarsk"}, ["losing"]),
        ({"claimant": "narvia: ministry of defence"}, ["shot down"]),
        ({"claimant": "Ministry of Defence"}, ["shot down"]),
        ({"claimant": "Ministry of Def"}, []),
        ({"type": "Loss"}, ["shot down", "losing"]),
        ({"place": "qal'at"}, ["shot down", "losing"]),
        ({"place": "Qalat"}, ["shot down", "losing"]),
        ({"place": "elmar"}, ["killed"]),
        ({"place": "ابلين"}, ["سيطرت"]),
        ({"date_from": "2031-05-03"}, ["shot down", "losing", "سيطرت"]),
        ({"date_to": "2031-05-02"}, ["killed"]),
        ({"date_from": "2031-05-03", "date_to": "2031-05-03"}, ["shot down"]),
        ({"polarity": "denied"}, ["losing"]),
        ({"language": "EN"}, ["shot down", "losing", "killed", "سيطرت"]),
        ({"language": "ar"}, []),
        ({"outlet": "valley  post"}, ["shot down", "losing", "killed", "سيطرت"]),
        ({"means": "air defence"}, ["shot down"]),
        ({"means": "air_strike"}, ["shot down"]),
        ({"object": "market"}, ["killed"]),
        ({"text": "Su-25"}, ["shot down"]),
        ({"text": "القوات"}, ["سيطرت"]),
        ({"text": "🛩"}, []),
        ({"min_confidence": 0.5}, ["shot down", "losing", "سيطرت"]),
        ({"party": "Narvia", "type": "control"}, ["سيطرت"]),
        ({"claimant": "%"}, []),
        ({"document": "d_none"}, []),
        ({"limit": 0}, []),
        ({"limit": 2**70}, ["shot down", "losing", "killed", "سيطرت"]),
        ({"offset": 2**70}, []),
        ({"limit": -5}, []),
    ],
)
def test_filters_find_the_claims_that_meet_them(
    ledger: Ledger, wanted: dict[str, object], found: list[str]
) -> None:
    filled(ledger)
    assert triggers(ledger, **wanted) == found
    assert ledger.count(ClaimFilter(**wanted)) == len(found)  # type: ignore[arg-type]


def test_filters_by_document_and_article(ledger: Ledger) -> None:
    filled(ledger, 2)
    page = made.document(1)
    assert len(triggers(ledger, document=page.id)) == 4
    assert len(triggers(ledger, article=page.articles[0].id)) == 4


def test_articles_are_listed_with_their_facts_and_counts(ledger: Ledger) -> None:
    filled(ledger, 2)
    rows = list(ledger.articles())
    assert [row["document"] for row in rows] == [made.document(0).id, made.document(1).id]
    article = made.document(0).articles[0]
    assert (rows[0]["start"], rows[0]["end"]) == (article.span.start, article.span.end)
    assert (rows[0]["title"], rows[0]["author"], rows[0]["claims"]) == (article.title, "R. Amin", 4)
    assert len(list(ledger.articles(ArticleFilter(title="report 1")))) == 1
    assert len(list(ledger.articles(ArticleFilter(outlet="VALLEY POST", limit=1)))) == 1
    assert list(ledger.articles(ArticleFilter(language="ar"))) == []
    assert list(ledger.articles(ArticleFilter(date_from="2031-05-05"))) == []


def test_sources_are_counted(ledger: Ledger) -> None:
    filled(ledger, 2)
    rows = {source.claimant: source for source in ledger.sources()}
    assert list(rows) == ["Local medics", "Narvia: Ministry of Defence", "Tarsk", "unnamed"]
    assert (rows["Tarsk"].claims, rows["Tarsk"].denied, rows["Tarsk"].documents) == (2, 2, 2)
    assert (rows["Local medics"].first, rows["Local medics"].last) == ("2031-05-02", "2031-05-02")


def test_a_failed_look_up_names_near_ones(ledger: Ledger) -> None:
    filled(ledger)
    (first, *_) = ledger.claims()
    assert ledger.claim(first["id"][:12])["id"] == first["id"]
    with pytest.raises(UnknownNameError, match=first["id"]):
        ledger.claim(first["id"][:-1] + "x")
    with pytest.raises(UnknownNameError, match="no claim"):
        ledger.claim("")
    with pytest.raises(UnknownNameError, match=r"/pages/0\.html"):
        ledger.document("/pages/0.htm")
    with pytest.raises(UnknownNameError):
        ledger.remove("nothing like it")


def test_the_latest_rejection_of_an_address_is_kept_until_it_is_read(ledger: Ledger) -> None:
    page = made.document()
    ledger.reject(Rejected("/pages/\udcff.html", "read", "broken \x00", "2031-01-01T00:00:00Z"))
    ledger.reject(Rejected(page.address, "read", "timeout", "2031-01-01T00:00:00Z"))
    ledger.reject(Rejected(page.address, "read", "empty", "2031-01-02T00:00:00Z"))
    assert [(r.address, r.cause) for r in ledger.rejected()] == [
        ("/pages/\ufffd.html", "broken \ufffd"),
        (page.address, "empty"),
    ]
    filled(ledger)
    assert [r.cause for r in ledger.rejected()] == ["broken \ufffd"]


def test_the_queue_holds_documents_until_they_are_compared(ledger: Ledger) -> None:
    filled(ledger, 3)
    ids = [made.document(number).id for number in range(3)]
    assert ledger.to_compare() == tuple(ids)
    ledger.compared([ids[1], "d_unknown"])
    assert ledger.to_compare() == (ids[0], ids[2])


def test_unresolved_names_are_counted_with_a_quote(ledger: Ledger) -> None:
    filled(ledger, 2)
    (party,) = ledger.unresolved_parties()
    assert (party.text, party.claims) == ("jets", 2)
    assert party.quote == made.SENTENCES[0]
    assert ledger.claim(party.claim)["quote"]["text"] == party.quote
    assert [(p.text, p.claims) for p in ledger.unresolved_places()] == [("Qalat", 2), ("إبلين", 2)]


def test_settings_are_kept(ledger: Ledger) -> None:
    assert ledger.setting("conflict") is None
    ledger.set_setting("conflict", "a = 1\n")
    ledger.set_setting("conflict", "ب")
    assert ledger.setting("conflict") == "ب"


def test_a_newer_engine_exchanges_claims_and_keeps_ids(ledger: Ledger) -> None:
    filled(ledger)
    page = made.document()
    ids = [c["id"] for c in ledger.claims()]
    ledger.compared(ledger.to_compare())
    newer = [
        replace(c, engine="patterns 2", type="abuse", id=f"c_{i}") for i, c in enumerate(made.claims(page))
    ]
    added = ledger.add(page, newer[:3], made.tags(page, "2"))
    assert (added.outcome, added.claims, added.unmatched) == ("updated", 3, 0)
    found = list(ledger.claims())
    assert [c["id"] for c in found] == ids[:3]
    assert {c["type"] for c in found} == {"abuse"}
    assert {c["engine"]["version"] for c in found} == {"2"}
    assert ledger.to_compare() == (page.id,)
    assert ledger.tags(page.id)[0].version == "2"
    assert ledger.search("القوات") == []


def test_names_and_addresses_of_any_length_are_kept(ledger: Ledger) -> None:
    page = made.document(url="https://long.example/?" + "q=ش&" * 3000)
    name = "Council of the Free Brigades of " * 200
    article = replace(page.articles[0], outlet=name, title=name)
    page = replace(page, articles=(article,))
    claims = made.claims(page)
    long = replace(claims[0].claimant, name=name, party=name)
    targets = (replace(claims[0].targets[0], text=name),)
    claims[0] = replace(claims[0], claimant=long, targets=targets)
    ledger.add(page, claims, made.tags(page))
    ledger.reject(Rejected(page.address + "x", "read", "empty", "2031-01-01T00:00:00Z"))
    assert ledger.document(page.address) == page
    assert claim_from_object(next(ledger.claims())) == claims[0]
    assert name.startswith(ledger.sources()[0].claimant)
    ledger.remove(page.address)
    assert ledger.add(page, claims).outcome == "refused"


def test_names_with_unstorable_characters_are_kept_with_a_mark(ledger: Ledger) -> None:
    page = made.document()
    link = replace(page.articles[0].links[0], url="https://x.example/\x00", label="\udfff")
    article = replace(page.articles[0], title="A\x00B", outlet="\ud800 Post", links=(link,))
    page = replace(page, address="/\udc80.html", articles=(article,))
    assert ledger.add(page, made.claims(page), made.tags(page)).outcome == "new"
    (row,) = ledger.articles()
    assert (row["title"], row["outlet"]) == ("A\ufffdB", "\ufffd Post")
    assert {c["article"]["title"] for c in ledger.claims()} == {"A\ufffdB"}
    assert ledger.document("/\udc80.html").articles[0].links[0].label == "\ufffd"
    for wanted in (ClaimFilter(type="\x00"), ClaimFilter(document="\ud800"), ClaimFilter(date_from="\x00")):
        assert list(ledger.claims(wanted)) == []


def test_a_text_read_otherwise_under_a_known_id_is_not_taken_over(ledger: Ledger) -> None:
    filled(ledger)
    page = made.document()
    other = replace(page, text=page.text.replace("Menu", "MENU"))
    assert ledger.add(other, [], made.tags(page, "2")).outcome == "known"
    assert ledger.document(page.id) == page


def test_resolving_again_replaces_claims_in_place(ledger: Ledger) -> None:
    filled(ledger)
    page = made.document()
    ids = [c["id"] for c in ledger.claims()]
    claims = [replace(c, targets=()) for c in made.claims(page)]
    assert ledger.replace_claims(page.id, claims).claims == 4
    assert [c["id"] for c in ledger.claims()] == ids
    assert ledger.unresolved_parties() == []
    assert ledger.document(page.id) == page
    assert ledger.tags(page.id) == made.tags(page)


def test_iterating_while_writing_sees_the_ledger_as_it_was(ledger: Ledger) -> None:
    filled(ledger, 2)
    stream = ledger.claims()
    first = next(stream)
    other = made.document(9)
    ledger.add(other, made.claims(other), made.tags(other))
    assert len([first, *stream]) == 8
    assert ledger.count() == 12


def test_both_stores_list_the_same_in_the_same_order(tmp_path: Path, empty_postgresql: str) -> None:
    listings = []
    for location in (tmp_path / "ledger.db", empty_postgresql):
        with Ledger.open(location) as ledger:
            for number in range(12):
                page = made.document(number)
                claims = made.claims(page)
                names = ("ä", "Z", "a", "_", "ب", "É", "aa", "A b", "a-b", "1", "İ", "")
                who = replace(claims[1].claimant, name=names[number] or "x")
                ledger.add(
                    page, [*claims[:1], replace(claims[1], claimant=who), *claims[2:]], made.tags(page)
                )
            listings.append(
                (
                    list(ledger.claims()),
                    list(ledger.articles()),
                    list(ledger.documents()),
                    ledger.sources(),
                    ledger.parties(),
                    ledger.places(),
                    ledger.unresolved_places(),
                    ledger.to_compare(),
                )
            )
    assert listings[0] == listings[1]
