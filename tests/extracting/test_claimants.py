"""Sources of an article taken back to offices and parties; sentences are invented."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.extracting.claimants import Cast
from counterclaim.extracting.patterns import attributions
from counterclaim.extracting.tags import Attribution, Tags
from counterclaim.language import load
from counterclaim.model import Article, Claimant, Passage, Span
from counterclaim.parties import conflict
from counterclaim.parties.registry import Registry

REGISTRY = Registry.load([conflict.load(name) for name in conflict.bundled()])


def marked(text: str) -> tuple[str, list[Span]]:
    """`text` without its square brackets, and what stood in them."""
    plain, spans, at = "", [], 0
    for match in re.finditer(r"\[(.*?)\]", text, re.DOTALL):
        plain += text[at : match.start()]
        spans.append(Span(len(plain), len(plain) + len(match.group(1))))
        plain += match.group(1)
        at = match.end()
    return plain + text[at:], spans


def cast_of(
    text: str,
    sources: list[Span],
    *,
    language: str = "en",
    published: str = "2023-06-01",
    carried: bool = False,
) -> Cast:
    passages = tuple(Passage(Span(m.start(), m.end()), "paragraph") for m in re.finditer(r"[^\n]+", text))
    article = Article(
        "a", Span(0, len(text)), None, None, None, published, False, None, language, None, None, passages
    )
    tags = Tags(attributions=tuple(Attribution((s,), (), (), (), carried=carried) for s in sources))
    return Cast.read(text, article, tags, REGISTRY, load(language))


def claimants(text: str, language: str = "en", published: str = "2023-06-01") -> list[list[str]]:
    plain, spans = marked(text)
    cast = cast_of(plain, spans, language=language, published=published)
    return [[claimant.name for claimant in cast.claimants(i)[0]] for i in range(len(spans))]


def parties(text: str, language: str = "en", published: str = "2023-06-01") -> list[str | None]:
    plain, spans = marked(text)
    cast = cast_of(plain, [], language=language, published=published)
    return [cast.party(span) for span in spans]


def test_a_surname_and_a_pronoun_go_back_to_the_office_given_at_first_mention() -> None:
    assert (
        claimants(
            "[Sudanese Foreign Minister Amin Talha] said the road was open. [Talha] denied a siege. [He] also"
            " praised Cairo. [The minister] left on Monday."
        )
        == [["Sudan: Minister of Foreign Affairs"]] * 4
    )


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


def test_the_ministry_and_it_go_back_to_their_office() -> None:
    assert claimants(
        "[Azerbaijan's Defence Ministry] reported gains. [It] said two hills fell."
        " Armenia answered. [The Armenian Defence Ministry] denied it. [The ministry] showed a map."
    ) == [
        ["Azerbaijan: Ministry of Defence"],
        ["Azerbaijan: Ministry of Defence"],
        ["Armenia: Ministry of Defence"],
        ["Armenia: Ministry of Defence"],
    ]


def test_the_country_and_his_point_to_the_antecedent() -> None:
    assert claimants("Mali closed the border. [The country's defence ministry] gave no reason.") == [
        ["Mali: Ministry of Defence"]
    ]
    assert parties("Ethiopia said [its forces] had left. Eritrea said [its army] never came.") == [
        "Ethiopia",
        "Eritrea",
    ]


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


def test_a_leader_a_monitor_and_a_group_are_found_again() -> None:
    assert claimants(
        "Turkish President Kemal Arslan spoke. [The Turkish leader] promised help. A monitor disagreed:"
        " [the Observatory] counted nine dead, [a war monitor] said. Boko Haram came. [The group] claimed it."
    ) == [["Turkey: President"], ["SOHR"], ["SOHR"], ["Boko Haram"]]


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


def said(text: str) -> list[tuple[list[str], list[str]]]:
    """Claimants and relays of each attribution that the English pack finds in `text`."""
    found = attributions.find(text, [Passage(Span(0, len(text)), "paragraph")], load("en"))
    article = Article(
        "a", Span(0, len(text)), None, None, None, None, False, None, "en", None, None,
        (Passage(Span(0, len(text)), "paragraph"),),
    )  # fmt: skip
    cast = Cast.read(text, article, Tags(attributions=found), REGISTRY, load("en"))
    return [
        ([c.party for c in one], [c.name for c in via]) for one, via in map(cast.claimants, range(len(found)))
    ]


def test_a_report_told_in_another_is_relayed_by_it() -> None:
    text = "Reuters reported that Ukraine's General Staff said the bridge was gone."
    assert said(text) == [(["Reuters"], []), (["Ukraine"], ["Reuters"])]


def test_we_in_a_quotation_are_who_is_quoted_else_the_outlet() -> None:
    inner = said('"We believe that the fort fell," said Ukraine\'s defence ministry.')
    assert (["Ukraine"], []) in [(party, []) for party, _ in inner]
    assert said("We believe that the fort fell.") == [(["outlet"], [])]


def test_they_are_all_persons_named_together() -> None:
    assert claimants("Sudan's president and Egypt's president met. [They] agreed.") == [
        ["Sudan: President", "Egypt: President"]
    ]


def test_a_word_like_coalition_means_only_who_bears_it() -> None:
    assert claimants("[The Houthis] fired. [The coalition] denied it.")[1] == ["coalition"]
    assert claimants("[The Houthis] fired. [The group] denied it.")[1] == ["Houthis"]


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


def test_it_of_the_group_is_the_group_s_own_antecedent() -> None:
    assert claimants("[The Syrian Observatory] counted. [The group] added. [It] said.") == [["SOHR"]] * 3
    assert claimants("Putin met Erdogan. [An official at the port] said so. [He] was calm.")[1] == [
        "official at the port"
    ]


def test_words_for_fighters_follow_the_conflict_of_the_article() -> None:
    assert parties(
        "Syrian government troops entered Homs. [The rebels] left. [Regime warplanes] struck."
    ) == [
        "Syrian opposition",
        "Syria",
    ]
    assert parties("The Congolese army entered Goma. [The rebels] left.") == [None]


def test_an_abbreviation_means_the_name_before_it() -> None:
    assert (
        claimants("[The Valley Liberation Front (VLF)] took Kora. [The VLF] said so. [VLF] channels cheered.")
        == [["Valley Liberation Front"]] * 3
    )


def test_a_short_name_goes_back_to_the_longer_one() -> None:
    assert claimants(
        "The Syrian National Coalition met in Paris. US-led coalition jets flew. [The Coalition] asked for aid."
        " The World Health Organization came. [The organization] counted beds."
    ) == [["Syrian National Coalition"], ["WHO"]]


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


def test_the_source_is_the_one_that_spoke_before() -> None:
    text = (
        "[A source at the Aleppo police command] said nine had died. [The source] added that ten were hurt."
    )
    first, second = claimants(text)
    assert first == second
    assert claimants("[A local source] said nine had died. [The source] added that ten were hurt.") == [
        ["local source"],
        ["local source"],
    ]


def test_its_spokesman_by_name_speaks_for_its_party() -> None:
    text = "[Hamas] said it had fired rockets. [Its spokesman, Salim Odeh], said nine were hit. [Odeh] added more."
    assert claimants(text) == [["Hamas"], ["Hamas"], ["Hamas"]]


def test_they_are_the_subject_that_their_sentence_names_together() -> None:
    assert claimants(
        "A number of states, including [Chad], called for calm. Nigerien President Issa Bako and Malian Prime"
        " Minister Amadou Keita also held a call, during which [they] asked for a truce."
    ) == [["Chad"], ["Niger: President", "Mali: Prime Minister"]]
    assert claimants("Turkey closed the road. France and Mali met. [They] called for calm.") == [
        ["France", "Mali"]
    ]


def test_they_are_fighters_without_a_name_of_their_own() -> None:
    assert claimants("Chad held the town. Rebel fighters fired rockets as [they] announced an advance.") == [
        ["Rebel fighters"]
    ]


def test_a_pronoun_hardly_means_whom_its_own_words_name() -> None:
    text = 'The Kenyan army reported strikes. "Ethiopian jets hit the camp," it said.'
    said, content = (
        Span(text.index("it said"), text.index("it said") + 2),
        Span(text.index('"'), text.index(" it")),
    )
    passages = (Passage(Span(0, len(text)), "paragraph"),)
    article = Article(
        "a", Span(0, len(text)), None, None, None, "2023-06-01", False, None, "en", None, None, passages
    )  # fmt: skip
    for told, name in (((content,), "Kenya: Armed Forces"), ((), "Ethiopia")):
        tags = Tags(attributions=(Attribution((said,), (), (), told),))
        cast = Cast.read(text, article, tags, REGISTRY, load("en"))
        assert [claimant.name for claimant in cast.claimants(0)[0]] == [name]


def test_a_report_that_goes_on_to_evidence_is_no_evidence() -> None:
    assert claimants("[Reports from the field and the posture of both armies] point to an advance.") == [
        ["Reports from the field and the posture of both armies"]
    ]
    assert claimants("[Video of the report] shows an advance.") == [["outlet"]]


def test_a_monitor_with_a_name_of_its_own_is_no_other_one() -> None:
    before = "[The Syrian Observatory for Human Rights] spoke. "
    other = "[The Zor 24 monitoring group] agreed that shells hit Niger. [It] named nobody."
    assert claimants(before + other)[1:] == [["Zor 24 monitoring group"]] * 2
    assert claimants(before + "[The Britain-based monitor] agreed.")[1] == ["SOHR"]
    assert claimants(before + "[A spokesman for the UK-based monitor] agreed.")[1] == ["SOHR"]
    assert claimants(before + "[The Britain-based human rights organisation] agreed.")[1] == ["SOHR"]


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
