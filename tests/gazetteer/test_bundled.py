"""What the bundled file must hold, whatever build made it."""

from __future__ import annotations

import pickle
import sqlite3
import time
import tomllib
import zlib
from importlib.resources import files

import pytest

from counterclaim.gazetteer import Gazetteer, locate
from counterclaim.language import available, load

WHEEL_BYTES = 25_000_000
DATA = files("counterclaim.gazetteer")


def test_it_opens_in_under_50_milliseconds() -> None:
    times = []
    for _ in range(5):
        start = time.perf_counter()
        Gazetteer.open().close()
        times.append(time.perf_counter() - start)
    assert sorted(times)[2] < 0.05


def test_it_is_small_enough_compressed() -> None:
    squeezed = zlib.compressobj(6)
    total = sum(len(squeezed.compress(block)) for block in _blocks())
    assert total + len(squeezed.flush()) <= WHEEL_BYTES


def _blocks() -> list[bytes]:
    with (DATA / "places.sqlite").open("rb") as stream:
        return list(iter(lambda: stream.read(1 << 20), b""))


def test_it_holds_the_world(gazetteer: Gazetteer) -> None:
    with sqlite3.connect(f"file:{DATA / 'places.sqlite'}?mode=ro", uri=True) as connection:
        kinds = dict(connection.execute("SELECT kind, count(*) FROM place GROUP BY kind"))
        pointless = connection.execute(
            "SELECT count(*) FROM place WHERE kind IN (0, 3, 4) AND lat IS NULL"
        ).fetchone()
        adm1 = connection.execute("SELECT count(*), count(lat) FROM place WHERE kind = 1").fetchone()
        outside = connection.execute(
            "SELECT count(*) FROM place WHERE abs(lat) > 9000000 OR abs(lon) > 18000000"
        ).fetchone()
    connection.close()
    assert kinds[0] >= 249
    assert kinds[1] >= 3_500
    assert kinds[2] >= 45_000
    assert kinds[3] >= 230_000
    assert pointless == (0,)
    assert adm1[1] / adm1[0] > 0.95
    assert outside == (0,)


@pytest.mark.parametrize(
    ("name", "kind", "one"),
    [
        ("Syria", "country", 163843),
        ("سوريا", "country", 163843),
        ("Украина", "country", 690791),
        ("Україна", "country", 690791),
        ("Türkiye", "country", 298795),
        ("Bulacan", "adm1", None),
        ("Khyber Pakhtunkhwa", "adm1", 1168873),
        ("محافظة حلب", "adm1", 170062),
        ("Харьков", "settlement", 706483),
        ("حلب", "settlement", 170063),
        ("Gaza Strip", "adm1", None),
        ("Black Sea", "region", None),
        ("بحر قزوين", "region", None),
        ("Khmeimim", "settlement", None),
    ],
)
def test_names_in_several_scripts_are_known(
    gazetteer: Gazetteer, name: str, kind: str, one: int | None
) -> None:
    found = [place for place in gazetteer.lookup(name) if place.kind == kind]
    if name == "Bulacan":
        found = [place for place in gazetteer.lookup(name) if place.country == "PH"]
    assert found
    assert one is None or one in {place.geonames for place in found}


def test_a_name_nobody_bears_is_not_found(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Xqzzvw Abhkrt") == []
    assert gazetteer.lookup("") == []
    assert gazetteer.place(2**40) is None


def test_it_travels_to_another_process(gazetteer: Gazetteer) -> None:
    copy = pickle.loads(pickle.dumps(gazetteer))
    assert [place.name for place in copy.lookup("Goris")] == [
        place.name for place in gazetteer.lookup("Goris")
    ]
    copy.close()


@pytest.mark.parametrize("name", ["regions.toml", "press.toml"])
def test_our_lists_name_nothing_twice_and_lie_on_the_globe(name: str) -> None:
    data = tomllib.loads((DATA / name).read_text(encoding="utf-8"))
    rows = data["regions"] if name == "regions.toml" else data["places"]
    names = [(row[0], row[3]) for row in rows]
    assert len(set(names)) == len(names)
    for label, lat, lon, country, others in rows:
        assert -90 <= lat <= 90, label
        assert -180 <= lon <= 180, label
        assert country == "" or (len(country) == 2 and country.isupper()), label
        assert len({label, *others}) == len(others) + 1, label


@pytest.mark.parametrize("code", available())
def test_each_pack_with_places_has_all_lists(code: str) -> None:
    section = load(code).section("places")
    if not section:
        pytest.skip(f"pack {code} has no places.toml")
    assert {"settlement", "district", "province", "country", "region", "site"} == set(section["nouns"])
    for name in ("never", "titles", "organisations", "persons", "particles", "common"):
        assert isinstance(section["guards"][name], list), f"{code}/places.toml, guards.{name}"
    kinds = {"northern", "southern", "eastern", "western", "central"}
    assert kinds <= set(section["directions"].values()), f"{code}/places.toml, directions"


@pytest.mark.parametrize(
    ("language", "text", "name", "country"),
    [
        ("en", "Shells fell on Maarat al-Numan on Monday.", "Maarat al-Numan", "SY"),
        ("en", "Jets struck Deir al-Balah on Monday.", "Deir al-Balah", "PS"),
        ("en", "Rebels entered Lashkar Gah.", "Lashkar Gah", "AF"),
        ("en", "Fighting reached Zalingei.", "Zalingei", "SD"),
        ("en", "Shelling was heard near Stepanakert.", "Stepanakert", "AZ"),
        ("en", "Drones flew over Kiev at night.", "Kyiv", "UA"),
        ("ar", "وقصف الجيش ميكيلي أمس", "Mekelle", "ET"),
        ("ar", "واندلعت اشتباكات في نيالا وأم درمان", "Omdurman", "SD"),
    ],
)
def test_towns_of_wars_by_the_names_that_reports_use(
    language: str, text: str, name: str, country: str
) -> None:
    last = locate(text, language=language)[-1]
    assert (last.name, last.country, last.precision) == (name, country, "settlement")


def test_words_that_describe_a_place_anywhere_are_none_without_their_country() -> None:
    text = "Troops entered Khan Touman in the Northern Province of Aleppo, Syria."
    assert all(m.country == "SY" for m in locate(text) if m.name is not None)
    (one,) = (m for m in locate("Shops closed in the Northern Province of Sri Lanka.") if "North" in m.text)
    assert one.country == "LK"


def test_a_common_word_beside_a_place_is_none() -> None:
    text = "Chemical weapons were used 136 times since Ghouta Massacre, the group said in Syria."
    assert "Massacre" not in [m.text for m in locate(text)]
