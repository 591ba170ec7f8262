"""Sources of an article taken back to offices and parties; sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extracting.sources import REGISTRY, cast_of, claimants, marked, parties, said

from counterclaim.extracting.claimants import Cast
from counterclaim.extracting.tags import Attribution, Tags
from counterclaim.language import load
from counterclaim.model import Article, Claimant, Passage, Span


def test_an_apposition_tells_the_office() -> None:
    assert claimants(
        "Olena Marchuk, deputy defence minister of Ukraine, visited the front. [Marchuk] said it held."
    ) == [["Ukraine: Deputy Minister of Defence"]]
    assert (
        claimants(
            "[Reza Kamali, a foreign policy adviser to the Leader of the Islamic Revolution], urged restraint."
            " [Kamali] blamed nobody. [The adviser] flew home."
        )
        == [["Iran: adviser to the Supreme Leader"]] * 3
    )


def test_a_spokesman_speaks_for_the_office() -> None:
    assert (
        claimants(
            "[The spokesperson for the Ethiopian Foreign Ministry, Meles Tadesse], confirmed the talks."
            " [Tadesse] gave no date. [The ministry] is silent since."
        )
        == [["Ethiopia: Ministry of Foreign Affairs"]] * 3
    )


def test_several_parties_are_several_claimants() -> None:
    assert claimants("[Kyiv and Moscow] accused each other.") == [["Ukraine", "Russia"]]
    assert claimants("[The United States, Russia and France] called for a truce.") == [
        ["United States", "Russia", "France"]
    ]
    assert claimants("Azerbaijan shelled Armenia. Armenian troops left. [Both sides] reported dead.") == [
        ["Azerbaijan", "Armenia"]
    ] or claimants("Azerbaijan shelled Armenia. Armenian troops left. [Both sides] reported dead.") == [
        ["Armenia", "Azerbaijan"]
    ]


def test_unnamed_sources_and_unknown_bodies_keep_their_words() -> None:
    plain, spans = marked(
        "[Local sources] spoke. [Residents of Kharkiv] fled. [The Valley Tribune] printed it. [Reports] vary."
    )
    cast = cast_of(plain, spans)
    found = [cast.claimants(i)[0][0] for i in range(4)]
    assert [c.party for c in found] == ["unnamed", "unnamed", "Valley Tribune", "unnamed"]
    assert [c.name for c in found] == ["Local sources", "Residents of Kharkiv", "Valley Tribune", "Reports"]
    assert not REGISTRY.is_known(found[2].party)


def test_evidence_belongs_to_who_released_it_else_to_the_outlet() -> None:
    assert claimants(
        "[A video released by the Israeli army] shows a tunnel. [Satellite images] show craters."
    ) == [["Israel: Armed Forces"], ["outlet"]]


def test_no_attribution_is_the_outlet_and_no_source_is_unnamed() -> None:
    text = "It reportedly fell."
    article = Article(
        "a", Span(0, 19), None, None, None, None, False, None, "en", None, None,
        (Passage(Span(0, 19), "paragraph"),),
    )  # fmt: skip
    tags = Tags(attributions=(Attribution((), (), (Span(3, 13),), ()),))
    cast = Cast.read(text, article, tags, REGISTRY, load("en"))
    assert cast.claimants(None) == ((Claimant("outlet", "outlet"),), ())
    assert cast.claimants(0)[0] == (Claimant("unnamed", "unnamed"),)


def test_who_relays_is_named_beside_and_a_carried_source_has_no_span() -> None:
    text = "Reuters, citing the Libyan National Army, said so."
    tags = Tags(attributions=(Attribution((Span(16, 40),), (Span(0, 7),), (), (), carried=True),))
    article = Article(
        "a", Span(0, 50), None, None, None, None, False, None, "en", None, None,
        (Passage(Span(0, 50), "paragraph"),),
    )  # fmt: skip
    (claimant,), (relay,) = Cast.read(text, article, tags, REGISTRY, load("en")).claimants(0)
    assert (claimant.name, claimant.span) == ("LNA", None)
    assert (relay.name, relay.text) == ("Reuters", "Reuters")


def test_a_report_told_in_another_is_relayed_by_it() -> None:
    text = "Reuters reported that Ukraine's General Staff said the bridge was gone."
    assert said(text) == [(["Reuters"], []), (["Ukraine"], ["Reuters"])]


def test_phrases_that_name_nobody_are_one_unnamed_claimant() -> None:
    text, spans = marked("[Residents and medics] fled. [An NGO] said so.")
    cast = cast_of(text, spans)
    assert [[c.party for c in cast.claimants(i)[0]] for i in range(2)] == [["unnamed"]] * 2


@pytest.mark.parametrize(
    "nobody", ["No group", "No one", "Nobody", "Neither Yerevan nor Baku", "None of them"]
)
def test_what_nobody_said_the_outlet_tells(nobody: str) -> None:
    text, spans = marked(f"[{nobody}] has claimed the attack.")
    assert [c.party for c in cast_of(text, spans).claimants(0)[0]] == ["outlet"]


def test_inference_from_evidence_is_the_outlet_s() -> None:
    text, spans = marked("[The evidence] shows it. [The posture of the sides] shows it. [Reports] say so.")
    cast = cast_of(text, spans)
    assert [[c.party for c in cast.claimants(i)[0]] for i in range(3)] == [
        ["outlet"],
        ["outlet"],
        ["unnamed"],
    ]


def test_the_mayor_of_a_town_belongs_to_its_state() -> None:
    text, spans = marked(
        "[The mayor of Orvel] said so. [Orvel's governor] agreed. [The mayor of Tamsk] did not."
    )
    article = Article(
        "a", Span(0, len(text)), None, None, None, None, False, None, "en", None, None,
        (Passage(Span(0, len(text)), "paragraph"),),
    )  # fmt: skip
    tags = Tags(attributions=tuple(Attribution((s,), (), (), ()) for s in spans))
    cast = Cast.read(text, article, tags, REGISTRY, load("en"), {"Orvel": "Norway"}.get)
    assert [cast.claimants(i)[0][0].name for i in range(3)] == [
        "Norway: Mayor of Orvel",
        "Norway: Governor of Orvel",
        "Tamsk: Mayor",
    ]


def test_words_for_fighters_follow_the_conflict_of_the_article() -> None:
    assert parties(
        "Syrian government troops entered Homs. [The rebels] left. [Regime warplanes] struck."
    ) == [
        "Syrian opposition",
        "Syria",
    ]
    assert parties("The Congolese army entered Goma. [The rebels] left.") == [None]


def test_a_namesake_keeps_the_office_that_the_article_gives() -> None:
    assert (
        claimants("[Kenyan Prime Minister Jane Kerry] spoke. [Kerry] left.", published="2014-01-01")
        == [["Kenya: Prime Minister"]] * 2
    )


def test_an_office_follows_its_date() -> None:
    text = "[Boris Johnson] promised aid."
    assert claimants(text, published="2017-05-01") == [["United Kingdom: Minister of Foreign Affairs"]]
    assert claimants(text, published="2020-05-01") == [["United Kingdom: Prime Minister"]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "قال [المتحدث باسم وزارة الدفاع السودانية] إن الطريق مفتوح. وأضافت [الوزارة] أن الهدنة صامدة.",
            [["Sudan: Ministry of Defence"]] * 2,
        ),
        (
            "زار وزير الخارجية الإثيوبي تاديسي ملس جوبا. وقال [ملس] إن المحادثات بدأت. ودعا [الدبلوماسي الإثيوبي]"
            " إلى الهدوء.",
            [["Ethiopia: Minister of Foreign Affairs"]] * 2,
        ),
        ("اتهمت [أنقرة وباريس] بعضهما.", [["Turkey", "France"]]),
        ("بحسب [مصادر محلية]، فرّ السكان.", [["مصادر محلية"]]),
    ],
)
def test_arabic_sources(text: str, names: list[list[str]]) -> None:
    assert claimants(text, "ar") == names


PIECES = st.sampled_from(
    ["[The Syrian army] said. ", "[He] said. ", "[it] added. ", "[Both sides] spoke. ", "Kyiv fell.\n",
     "[Ali Hassan, an activist], wept. ", "[The ministry] lied. ", "[They] left. ", "[قال الجيش] ", "[!] "]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=12), st.sampled_from(["en", "ar"]))
def test_every_claimant_with_a_span_quotes_the_text(pieces: list[str], language: str) -> None:
    text, spans = marked("".join(pieces))
    cast = cast_of(text, spans, language=language)
    for index in range(len(spans)):
        found, _ = cast.claimants(index)
        assert found
        for claimant in found:
            assert claimant.name
            assert claimant.party
            assert claimant.span is not None
            assert text[claimant.span.start : claimant.span.end] == claimant.text


def test_a_description_without_its_comma_is_no_part_of_the_name() -> None:
    text, spans = marked("[Farid Numan a doctor working at a local hospital] said so.")
    assert [c.name for c in cast_of(text, spans).claimants(0)[0]] == ["Farid Numan"]


def test_the_mayor_of_a_capital_is_no_office_of_its_state_and_is_found_again() -> None:
    text, spans = marked("[Kyiv Mayor Anton Bilenko] said so. [The mayor] said more.")
    cast = cast_of(text, spans)
    assert [cast.claimants(i)[0][0].name for i in range(2)] == ["Ukraine: Mayor of Kyiv"] * 2


def test_a_report_that_goes_on_to_evidence_is_no_evidence() -> None:
    assert claimants("[Reports from the field and the posture of both armies] point to an advance.") == [
        ["Reports from the field and the posture of both armies"]
    ]
    assert claimants("[Video of the report] shows an advance.") == [["outlet"]]


def test_a_role_is_no_part_of_a_name() -> None:
    assert claimants("[Local activist Karim Haddad] said five died. [Haddad] blamed nobody.") == [
        ["Karim Haddad"],
        ["Karim Haddad"],
    ]
    assert claimants("[Activist Karim Abu Omar] said five died.") == [["Karim Abu Omar"]]
    assert claimants("[The Al-Barid newspaper] said five died. [A newspaper] denied it.") == [
        ["Al-Barid"],
        ["newspaper"],
    ]


def test_a_statement_is_its_makers() -> None:
    assert (
        claimants(
            "[A statement released Monday by the Yarmouk Brigades] said so. [The statement] named nobody."
        )
        == [["Yarmouk Brigades"]] * 2
    )


@pytest.mark.parametrize(
    ("text", "language", "parties"),
    [
        ("[A number of countries, including Norway and Poland], urged a truce.", "en", ["Norway", "Poland"]),
        ("[Several groups such as Hezbollah] said so.", "en", ["Hezbollah"]),
        ("[Poland, including its army], said so.", "en", ["Poland"]),
        ("[Ряд стран, включая Норвегию и Польшу], призвал к миру.", "ru", ["Norway", "Poland"]),
    ],
)
def test_members_of_a_counted_source_are_who_claims(text: str, language: str, parties: list[str]) -> None:
    plain, spans = marked(text)
    found, _ = cast_of(plain, spans, language=language).claimants(0)
    assert [claimant.party for claimant in found] == parties


def test_the_authorities_in_a_seat_are_who_ruled_from_it() -> None:
    text = "[Azerbaijan] shelled it, and [the authorities in Stepanakert] said so."
    assert claimants(text, published="2020-10-10") == [["Azerbaijan"], ["Artsakh: Government"]]
