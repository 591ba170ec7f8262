"""Phrases that name parties, offices and speakers, in English and Arabic."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.parties import conflict
from counterclaim.parties.registry import Registry

REGISTRY = Registry.load([conflict.load(name) for name in conflict.bundled()])


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("the Ukrainian Defence Ministry", "Ukraine: Ministry of Defence"),
        ("The Ministry of Defense of Azerbaijan", "Azerbaijan: Ministry of Defence"),
        ("the defence ministry in Khartoum", "Sudan: Ministry of Defence"),
        (
            "a spokesperson for the Russian Foreign Ministry, Maria Zakharova",
            "Russia: Ministry of Foreign Affairs",
        ),
        ("Ethiopia's army spokesman", "Ethiopia: Armed Forces"),
        ("the Sudanese army", "Sudan: Armed Forces"),
        ("Myanmar's junta", "Myanmar: Government"),
        ("US Secretary of State Antony Blinken", "United States: Secretary of State"),
        ("the Pentagon", "United States: Department of Defense"),
        ("Kyiv", "Ukraine"),
        ("the Armenian side", "Armenia"),
        ("Libyan National Army", "LNA"),
        ("the Iran-backed Houthis", "Houthis"),
        ("SOHR director Rami Abdel Rahman", "SOHR"),
        ("Hamas-run Gaza health ministry", "Gaza: Ministry of Health"),
        ("a top adviser to the Supreme Leader", "Iran: adviser to the Supreme Leader"),
        ("an Erdogan adviser", "Turkey: adviser to the President"),
        ("a statement by the Kenyan military", "Kenya: Armed Forces"),
        ("a video released by the Ukrainian army", "Ukraine: Armed Forces"),
        ("the U.S. State Department", "United States: Department of State"),
        ("Houthi-run Al-Masirah TV", "Al-Masirah"),
        ("the Arakan Army", "Arakan Army"),
        ("Minsk Group co-chairs", "Minsk Group"),
        ("وزارة الدفاع الروسية", "Russia: Ministry of Defence"),
        ("بيان لوزارة الدفاع السودانية", "Sudan: Ministry of Defence"),
        ("وزير الخارجية الأميركي", "United States: Minister of Foreign Affairs"),
        ("والرئيس التركي", "Turkey: President"),
        ("متحدث باسم الجيش الأوكراني", "Ukraine: Armed Forces"),
        ("لأنقرة", "Turkey"),
        ("قوات الدعم السريع", "RSF"),
        ("الجانب الأرميني", "Armenia"),
        ("الناطق باسم وزارة الصحة في غزة", "Gaza: Ministry of Health"),
    ],
)
def test_a_phrase_names_an_office_or_body(phrase: str, name: str) -> None:
    language = "ar" if phrase[0] > "\u0600" else "en"
    resolved = REGISTRY.resolve(phrase, language)
    assert resolved is not None
    assert resolved.name == name
    assert resolved.party == name.split(": ")[0]


@pytest.mark.parametrize(
    ("phrase", "party"),
    [
        ("Turkish state media", "Turkey"),
        ("Armenian sources", "Armenia"),
        ("two Chadian officials", "Chad"),
        ("مصادر أرمينية", "Armenia"),
        ("a Western diplomat in Kabul", "Western states"),
    ],
)
def test_a_crowd_keeps_its_words_and_speaks_for_its_party(phrase: str, party: str) -> None:
    resolved = REGISTRY.resolve(phrase, "ar" if phrase[0] > "\u0600" else "en")
    assert resolved is not None
    assert resolved.party == party
    assert resolved.name in phrase


@pytest.mark.parametrize(
    "phrase",
    [
        "local sources", "residents of Kyiv", "activists in Damascus", "he", "the report", "turkey and ham",
        "a chad", "the polish on the table", "سكان محليون", "the anti-Russian mood",
    ],
)  # fmt: skip
def test_a_phrase_without_a_party_resolves_to_nothing(phrase: str) -> None:
    assert REGISTRY.resolve(phrase, "ar" if phrase[0] > "\u0600" else "en") is None


def test_coordinated_parties_give_one_reading_each() -> None:
    def parties(phrase: str, language: str = "en") -> list[str | None]:
        return [r.party for r in REGISTRY.readings(phrase, 0, len(phrase), language)]

    assert parties("the United States, Russia and France") == ["United States", "Russia", "France"]
    assert parties("Kyiv and Moscow") == ["Ukraine", "Russia"]
    assert parties("the Turkish-Iranian talks") == ["Turkey", "Iran"]
    assert len(parties("Turkish-Iranian-led talks")) == 1
    assert parties("Sudanese and Ethiopian officials") == ["Sudan", "Ethiopia"]
    assert parties("the leadership of Turkey and Azerbaijan") == ["Turkey", "Azerbaijan"]
    assert parties("Hamas and the Israeli army") == ["Hamas", "Israel"]
    assert parties("Turkish media and officials") == ["Turkey"]
    assert parties("أنقرة وباكو", "ar") == ["Turkey", "Azerbaijan"]


def test_a_listed_crowd_keeps_its_own_words() -> None:
    phrase = "Turkish and Azerbaijani sources"
    names = [r.name for r in REGISTRY.readings(phrase, 0, len(phrase), "en")]
    assert names == ["Turkish sources", "Azerbaijani sources"]


def test_an_office_is_held_from_and_to_a_day() -> None:
    def office(day: str) -> tuple[str, str] | None:
        return REGISTRY.office_of("Donald Trump", day)

    assert office("2020-10-01") == ("United States", "President")
    assert REGISTRY.office_of("Boris Johnson", "2017-01-01") == (
        "United Kingdom",
        "Minister of Foreign Affairs",
    )
    assert REGISTRY.office_of("Boris Johnson", "2020-01-01") == ("United Kingdom", "Prime Minister")


def test_abbreviations_need_their_capitals_and_no_headline_around_them() -> None:
    def found(text: str) -> list[str]:
        return [span.of(text) for span in REGISTRY.find(text, 0, len(text), "en")]

    assert found("They told us that it is over.") == []
    assert found("The US said IS fled.") == ["The US", "IS"]
    assert "IS" not in found("THE TOWN IS IN RUINS")
    assert found("who said the car left") == []


def test_find_gives_whole_noun_phrases_and_no_bare_adjectives() -> None:
    def found(text: str, language: str = "en") -> list[str]:
        return [span.of(text) for span in REGISTRY.find(text, 0, len(text), language)]

    assert found("Turkish-backed militants shelled the Syrian Arab Army near a rebel checkpoint.") == [
        "Turkish-backed militants",
        "the Syrian Arab Army",
    ]
    assert found("The Ministry of Defence of Ukraine denied it; Armenians fled a Turkish town.") == [
        "The Ministry of Defence of Ukraine",
        "Armenians",
    ]
    assert found("قصفت القوات الروسية المدينة", "ar") == ["القوات الروسية"]


def test_parties_are_known_by_their_one_name() -> None:
    assert REGISTRY.is_known("Turkey")
    assert REGISTRY.is_known("unnamed")
    assert not REGISTRY.is_known("Türkiye")
    assert REGISTRY.kind_of("SOHR") == "monitor"
    assert REGISTRY.side_of("Artsakh") == REGISTRY.side_of("Armenia") != REGISTRY.side_of("Azerbaijan")


def test_a_language_without_a_pack_knows_names() -> None:
    resolved = REGISTRY.resolve("Турция", "ru")
    assert resolved is not None
    assert resolved.party == "Turkey"


WORDS = st.sampled_from(
    [
        "the",
        "Armenian",
        "Turkish",
        "army",
        "Baku",
        "and",
        ",",
        "of",
        "'s",
        "said",
        "-backed",
        "militants",
        "Ministry",
        "Defence",
        "he",
        "its",
        "Kyiv",
        "(UN)",
        "الجيش",
        "السوري",
        "وقال",
        "في",
        "دمشق",
        "US",
        "IS",
        "\n",
        ".",
    ]
)


@given(st.lists(WORDS, max_size=30), st.sampled_from(["en", "ar"]))
def test_spans_lie_in_the_text_in_order_without_overlap(words: list[str], language: str) -> None:
    text = " ".join(words)
    spans = REGISTRY.find(text, 0, len(text), language)
    for one, other in itertools.pairwise(spans):
        assert one.end <= other.start
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert span.of(text).strip() == span.of(text)
        for reading in REGISTRY.readings(text, span.start, span.end, language):
            assert span.start <= reading.start <= reading.end <= span.end


@given(st.text(max_size=80), st.sampled_from(["en", "ar", "ru"]))
def test_any_text_can_be_read(text: str, language: str) -> None:
    REGISTRY.find(text, 0, len(text), language)
    REGISTRY.readings(text, 0, len(text), language)


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("اتهمت قوات الدعم السريع الجيش بقصف السوق", ["قوات الدعم السريع", "الجيش"]),
        ("اتهمت الخارجية السودانية دولة الإمارات", ["الخارجية السودانية", "دولة الإمارات"]),
        ("نفى الجيش السوداني ذلك", ["الجيش السوداني"]),
        ("قال الناطق باسم الجيش الليبي", ["الناطق باسم الجيش الليبي"]),
    ],
)
def test_a_closed_arabic_phrase_takes_no_further_noun(text: str, phrases: list[str]) -> None:
    found = REGISTRY.find(text, 0, len(text), "ar")
    assert [span.of(text) for span in found] == phrases
