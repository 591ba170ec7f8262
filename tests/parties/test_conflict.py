"""Conflict files: what they give, and the file and key that every fault names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from counterclaim.errors import SettingsError, UnknownNameError
from counterclaim.parties import conflict
from counterclaim.parties.registry import Registry

FILE = """
title = "Hill war"
countries = ["ge"]
area = [41, 40, 44, 47]
period = { from = 2021-03-01, to = "2021-09-30" }

[[side]]
name = "North"

[[party]]
name = "Hill Front"
kind = "armed_group"
side = "North"
aliases.en = ["HF", "Front of the Hills"]
forces.en = ["hill fighters"]

[[office]]
party = "Hill Front"
office = "spokesperson"
persons = [{ name = "Ana Dre", ar = ["آنا دري"], from = 2021-04-01, to = 2021-05-31 }]

[[place]]
name = "Upper Mill"
spellings = ["Zemo Mill"]
lat = 42.5
lon = 43.5
"""


def test_a_file_gives_parties_offices_persons_and_places() -> None:
    read = conflict.loads(FILE, name="hill", where="hill.toml")
    assert (read.title, read.countries, read.area) == ("Hill war", ("GE",), (41, 40, 44, 47))
    assert read.period == ("2021-03-01", "2021-09-30")
    assert read.parties[0].aliases == {"en": ("HF", "Front of the Hills")}
    person = read.offices[0].persons[0]
    assert (person.name, person.aliases["ar"], person.to) == ("Ana Dre", ("آنا دري",), "2021-05-31")
    assert (read.places[0].precision, read.places[0].lat, read.places[0].geonames) == (
        "settlement",
        42.5,
        None,
    )


def test_load_reads_a_bundled_name_and_a_path(tmp_path: Path) -> None:
    own = tmp_path / "hill.toml"
    own.write_text(FILE, encoding="utf-8")
    assert conflict.load(own).name == "hill"
    assert conflict.load("syria-2011").countries == ("SY",)
    with pytest.raises(UnknownNameError, match="karabakh-2020, syria-2011"):
        conflict.load("nowhere")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("title = 3", "title"),
        ("colour = 'red'", "colour"),
        ("[[party]]\nname = 'A'", r"party\[1\].kind"),
        ("[[party]]\nname = 'A'\nkind = 'club'", r"party\[1\].kind"),
        ("[[party]]\nname = 'A'\nkind = 'state'\nside = 'East'", r"party\[1\].side"),
        ("[[party]]\nname = 'A'\nkind = 'state'\naliases.en = [1]", r"party\[1\].aliases.en"),
        ("[[party]]\nname = 'A'\nkind = 'state'\nfrom = 'May'", r"party\[1\].from"),
        ("[[office]]\nparty = 'A'", r"office\[1\].office"),
        ("[[office]]\nparty='A'\noffice='B'\npersons=[{ar=['x']}]", r"office\[1\].persons\[1\].name"),
        ("[[place]]\nname = 'A'", r"place\[1\]"),
        ("[[place]]\nname = 'A'\nlat = 91\nlon = 0", r"place\[1\].lat"),
        ("[[place]]\nname='A'\nlat=1\nlon=1\nprecision='near'", r"place\[1\].precision"),
        ("[[place]]\nname = 'A'\ngeonames = -4", r"place\[1\].geonames"),
        ("area = [1, 2, 3]", "area"),
        ("period = {from = 2020-02-02, to = 2020-01-01}", "period.to"),
        ("side = 'North'", "side"),
        ("party = [", "x.toml"),
    ],
)
def test_a_fault_names_file_and_key(text: str, key: str) -> None:
    with pytest.raises(SettingsError, match=rf"^x\.toml: .*{key}|^x\.toml: {key}|{key}"):
        conflict.loads(text, name="x", where="x.toml")


def test_an_unreadable_file_is_a_settings_error(tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_bytes(b"title = '\xff\xfe'")
    with pytest.raises(SettingsError, match=r"bad\.toml"):
        conflict.load(bad)


@pytest.mark.parametrize("name", conflict.bundled())
def test_bundled_offices_belong_to_known_parties_and_their_dates_are_in_order(name: str) -> None:
    registry = Registry.load([conflict.load(name)])
    for office in conflict.load(name).offices:
        assert registry.is_known(office.party), f"{name}: {office.party}"
        for person in office.persons:
            assert not (person.from_ and person.to and person.to < person.from_), person


@pytest.mark.parametrize("name", conflict.bundled())
def test_bundled_aliases_name_one_party(name: str) -> None:
    owner: dict[tuple[str, str], str] = {}
    for party in conflict.load(name).parties:
        for language, names in party.aliases.items():
            for alias in names:
                assert owner.setdefault((language, alias), party.name) == party.name, alias


def test_the_documented_example_loads() -> None:
    page = Path(__file__).parents[2] / "docs" / "conflict-files.md"
    (example,) = re.findall(r"```toml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    read = conflict.loads(example, name="sudan", where="sudan.toml")
    registry = Registry.load([read])
    assert {party.kind for party in read.parties} <= {"state", "armed_group"}
    assert registry.office_of("Mohamed Hamdan Dagalo", None) == ("RSF", "leader")
