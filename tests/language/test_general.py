"""General packs: languages without a folder, from CLDR's data and what `language/added` gives by hand."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import files
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from counterclaim.errors import UnknownNameError
from counterclaim.extracting import means, quantities, times
from counterclaim.gazetteer.locating import locate
from counterclaim.language import available, general, known, load, sentences
from counterclaim.language.calendar import find_dates
from counterclaim.language.kinship import Kin, derived
from counterclaim.model import Quantity, Span
from counterclaim.parties import Registry

ADDED = Path(str(files("counterclaim.language") / "added"))
WEDNESDAY = date(2020, 10, 14)
NAMED = ("fr", "es", "tr", "he", "fa", "de", "pt", "pl", "ja", "ko", "am", "so", "ht")
TEXT = "2020-10-03: 14 x, Damascus, Ukraine."


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load()


def days(code: str, wording: str) -> tuple[str | None, str | None] | None:
    when = times.resolve(wording, Span(0, len(wording)), anchor=WEDNESDAY, pack=load(code))
    return None if when is None else (when.start, when.end)


def counted(code: str, wording: str) -> Quantity:
    (found,) = quantities.read(
        wording,
        [Span(0, len(wording))],
        claim_type="loss",
        trigger=Span(0, 0),
        sentence=Span(0, len(wording)),
        pack=load(code),
    )
    return found


def test_a_language_without_a_folder_has_a_general_pack() -> None:
    pack = load("fr")
    assert (pack.general, pack.name, pack.taggers) == (True, "French", ("neural",))
    assert not pack.section("attribution")
    assert not pack.measured("event_weights")
    assert not load("en").general


def test_codes_that_nothing_knows_are_refused() -> None:
    with pytest.raises(UnknownNameError, match="'xx'"):
        load("xx")


def test_all_languages_are_known_and_those_with_a_folder_available() -> None:
    assert {"fr", "es", "tr", "he", "fa", "de", "pt", "pl", "it", "so", "am", "sw"} <= set(known())
    assert set(available()) <= set(known())
    assert "fr" not in available()


def test_a_folder_goes_before_general_data() -> None:
    assert "en" in general.codes()
    assert not load("en").general


@pytest.mark.parametrize("code", sorted({*NAMED, *sorted(set(known()) - set(available()))[::5]}))
def test_every_reader_of_sections_works_with_what_a_general_pack_has(code: str) -> None:
    pack, whole = load(code), Span(0, len(TEXT))
    (when,) = [
        w
        for s in times.find(TEXT, 0, len(TEXT), pack)
        if (w := times.resolve(TEXT, s, anchor=None, pack=pack))
    ]
    assert when.start == "2020-10-03"
    assert [span.of(TEXT)[:2] for span in quantities.find(TEXT, 0, len(TEXT), pack)] in ([], ["14"])
    assert not means.find_evidence(TEXT, 0, len(TEXT), pack)
    assert sentences(TEXT, 0, len(TEXT), code)[0].start == whole.start


@pytest.mark.parametrize("path", sorted(ADDED.glob("*.toml")), ids=lambda path: path.stem)
def test_what_is_added_by_hand_is_of_a_known_language_and_known_sections(path: Path) -> None:
    assert path.stem in general.codes()
    assert set(tomllib.loads(path.read_text(encoding="utf-8"))) <= {
        *("dates", "quantities", "means", "parties", "places", "inflection"),
    }


def test_the_data_are_what_the_tool_builds() -> None:
    babel = pytest.importorskip("babel")
    path = Path(__file__).parents[2] / "tools" / "build_cldr.py"
    spec = spec_from_file_location("build_cldr", path)
    assert spec is not None
    assert spec.loader is not None
    build_cldr = module_from_spec(spec)
    spec.loader.exec_module(build_cldr)
    written = build_cldr.TARGET.read_text(encoding="utf-8")
    if f"Babel {babel.__version__}" not in written[:200]:
        pytest.skip(f"built with another version of Babel than {babel.__version__}")
    assert build_cldr.build() == written


@pytest.mark.parametrize(
    ("code", "wording", "first", "last"),
    [
        ("fr", "le 3 octobre 2020", "2020-10-03", "2020-10-03"),
        ("fr", "mercredi", "2020-10-14", "2020-10-14"),
        ("fr", "lundi dernier", "2020-10-12", "2020-10-12"),
        ("fr", "le 1er octobre", "2020-10-01", "2020-10-01"),
        ("fr", "avant-hier", "2020-10-12", "2020-10-12"),
        ("fr", "il y a trois jours", "2020-10-11", "2020-10-11"),
        ("fr", "du 3 au 5 octobre", "2020-10-03", "2020-10-05"),
        ("fr", "depuis jeudi", "2020-10-08", "2020-10-14"),
        ("fr", "la semaine dernière", "2020-10-05", "2020-10-11"),
        ("es", "el 3 de octubre de 2020", "2020-10-03", "2020-10-03"),
        ("es", "hace 2 días", "2020-10-12", "2020-10-12"),
        ("tr", "10 Ekim'de", "2020-10-10", "2020-10-10"),
        ("tr", "çarşamba günü", "2020-10-14", "2020-10-14"),
        ("tr", "3 gün önce", "2020-10-11", "2020-10-11"),
        ("he", "ב-3 באוקטובר", "2020-10-03", "2020-10-03"),
        ("he", "ביום שלישי", "2020-10-13", "2020-10-13"),
        ("fa", "۳ اکتبر ۲۰۲۰", "2020-10-03", "2020-10-03"),
        ("fa", "سه‌شنبه", "2020-10-13", "2020-10-13"),
        ("de", "am 3. Oktober", "2020-10-03", "2020-10-03"),
        ("de", "vor 3 Tagen", "2020-10-11", "2020-10-11"),
        ("pt", "3 de outubro de 2020", "2020-10-03", "2020-10-03"),
        ("pl", "w środę", "2020-10-14", "2020-10-14"),
        ("pl", "w październiku", "2020-10-01", "2020-10-31"),
        ("hu", "2020. október 3-án", "2020-10-03", "2020-10-03"),
        ("it", "il 3 ottobre 2020", "2020-10-03", "2020-10-03"),
        ("so", "2020-10-03", "2020-10-03", "2020-10-03"),
    ],
)
def test_times(code: str, wording: str, first: str, last: str) -> None:
    assert days(code, wording) == (first, last)


@pytest.mark.parametrize(("code", "wording"), [("fr", "au matin"), ("fr", "vers 15h30"), ("tr", "aynı gece")])
def test_times_that_tell_no_day(code: str, wording: str) -> None:
    assert days(code, wording) is None


@pytest.mark.parametrize(
    ("code", "wording", "low", "high", "item"),
    [
        ("fr", "14 personnes", 14, 14, "person"),
        ("fr", "au moins 6 200 civils", 6200, None, "civilian"),
        ("fr", "onze soldats", 11, 11, "soldier"),
        ("fr", "dix-huit gabions", 18, 18, "other"),
        ("es", "unas 12.000 personas", 12000, 12000, "person"),
        ("tr", "1.200 kişi", 1200, 1200, "person"),
        ("tr", "74 bin kişinin", 74000, 74000, "person"),
        ("de", "3.500 Soldaten", 3500, 3500, "soldier"),
        ("pl", "co najmniej 12 żołnierzy", 12, None, "soldier"),
        ("he", "14 חיילים", 14, 14, "soldier"),
        ("he", "כ-600 תושבים", 600, 600, "civilian"),
        ("es", "medio centenar de soldados", 50, 50, "soldier"),
        ("fa", "۱۴ نفر", 14, 14, "person"),
        ("it", "3.500 x", 3500, 3500, "other"),
        ("sw", "watu 14", 14, 14, "person"),
    ],
)
def test_figures(code: str, wording: str, low: int, high: int | None, item: str) -> None:
    found = counted(code, wording)
    assert (found.low, found.high, found.item) == (low, high, item)


def test_a_measure_is_no_count() -> None:
    wording = "12 kilomètres"
    read = quantities.read(
        wording, [Span(0, 13)], claim_type="loss", trigger=Span(0, 0), sentence=Span(0, 13), pack=load("fr")
    )
    assert read == ()


@pytest.mark.parametrize(
    ("code", "wording", "party"),
    [
        ("fr", "l'Ukraine", "Ukraine"),
        ("fr", "l’armée syrienne", "Syria"),
        ("fr", "la Côte d’Ivoire", "Ivory Coast"),
        ("es", "el ejército ucraniano", "Ukraine"),
        ("es", "Estados Unidos", "United States"),
        ("tr", "Azerbaycan'ın", "Azerbaijan"),
        ("tr", "Azerbaycan Savunma Bakanlığı", "Azerbaijan"),
        ("he", "לאוקראינה", "Ukraine"),
        ("he", 'דובר צה"ל', "Israel"),
        ("fa", "ارتش سوریه", "Syria"),
        ("de", "die russische Armee", "Russia"),
        ("pt", "a Ucrânia", "Ukraine"),
        ("pl", "na Ukrainie", "Ukraine"),
        ("pl", "wojska rosyjskie", "Russia"),
        ("cs", "na Ukrajině", "Ukraine"),
        ("sw", "Ukraine", "Ukraine"),
        ("it", "l'Ucraina", "Ukraine"),
    ],
)
def test_states_are_parties(registry: Registry, code: str, wording: str, party: str) -> None:
    found = registry.resolve(wording, code)
    assert found is not None
    assert found.party == party


@pytest.mark.parametrize(
    ("code", "wording"),
    [
        ("fr", "un canal"),
        ("fr", "lance-grenades"),
        ("fr", "les armes"),
        ("fr", "la population libérée"),
        ("es", "los indicios"),
        ("he", "הם מסרו"),
    ],
)
def test_common_words_are_no_states(registry: Registry, code: str, wording: str) -> None:
    assert registry.resolve(wording, code) is None


def test_who_an_unknown_noun_means_is_left_open(registry: Registry) -> None:
    (reading,) = registry.readings("Rus RBG ajansı", 0, 14, "tr")
    assert reading.loose
    (reading,) = registry.readings("Özgür Suriye Ordusu", 0, 19, "tr")
    assert reading.party is None


@pytest.mark.parametrize(
    ("code", "text", "wording", "name"),
    [
        ("fr", "Des tirs près d’Alep.", "près d’Alep", "Aleppo"),
        ("fr", "Au nord de la Syrie.", "Syrie", "Syria"),
        ("es", "Cayeron en Alepo.", "Alepo", "Aleppo"),
        ("tr", "Halep'te çatışma.", "Halep'te", "Aleppo"),
        ("he", "הם ירו בחיפה.", "בחיפה", "Haifa"),
        ("he", "לחימה בסוריה.", "בסוריה", "Syria"),
        ("fa", "درگیری در دمشق.", "دمشق", "Damascus"),
        ("de", "Kämpfe bei Charkiw.", "Charkiw", "Kharkiv"),
        ("pt", "Na Síria.", "Síria", "Syria"),
        ("pl", "Walki w Charkowie.", "Charkowie", "Kharkiv"),
    ],
)
def test_places(code: str, text: str, wording: str, name: str) -> None:
    at = text.index(wording)
    (place,) = locate(text, [(at, at + len(wording))], language=code)
    assert place.name == name


@pytest.mark.parametrize("wording", ["la ville", "L’axe", "les îles"])
def test_words_in_small_letters_are_no_places(wording: str) -> None:
    (place,) = locate(wording, [(0, len(wording))], language="fr")
    assert place.name is None


def test_akin_words_share_much_and_one_name_is_nearest() -> None:
    kin = Kin([("ukraina", "UA"), ("kanada", "CA"), ("niger", "NE"), ("nigeria", "NG")])
    assert kin.of("ukrainie") == "UA"
    assert kin.of("kanal") is None
    assert kin.of("uk") is None
    made = Kin([("syrie", "SY"), ("liberia", "LR")], derived({"n", "o"}))
    assert made.of("syrien") == "SY"
    assert made.of("syriaques") is None
    assert made.of("libero") is None


@pytest.mark.parametrize(
    ("text", "wording", "day"),
    [
        ("Publié le mercredi 14 octobre 2020 à 10h", "mercredi 14 octobre 2020", "2020-10-14"),
        ("Publicado el 3 de octubre de 2020", "3 de octubre de 2020", "2020-10-03"),
        ("Çarşamba, 14 Ekim 2020", "Çarşamba, 14 Ekim 2020", "2020-10-14"),
        ("3 באוקטובר 2020", "3 באוקטובר 2020", "2020-10-03"),
        ("۳ اکتبر ۲۰۲۰", "۳ اکتبر ۲۰۲۰", "2020-10-03"),
        ("Budapest, 2020. október 3.", "2020. október 3", "2020-10-03"),
        ("October 6, 2020 et 3 août 2021", "3 août 2021", "2021-08-03"),
    ],
)
def test_printed_dates_are_found_without_knowing_the_language(text: str, wording: str, day: str) -> None:
    found = [(span.of(text), iso) for span, iso in find_dates(text)]
    assert (wording, day) in found


@pytest.mark.parametrize(
    "text", ["3 listopada 2020", "14 personnes ont 2020", "31 février 2020", "route 3 mars 12020"]
)
def test_what_is_no_date_or_another_month_elsewhere_is_none(text: str) -> None:
    assert find_dates(text) == []


def test_means_and_evidence_of_the_languages_with_words_of_their_own() -> None:
    text = "Deux civils ont été tués dans une frappe aérienne, selon une vidéo."
    used = means.find_means(text, 0, len(text), load("fr"))
    assert [one.kind for one in used] == ["air_strike"]
    assert [one.kind for one in means.find_evidence(text, 0, len(text), load("fr"))] == ["video"]
