"""`set_party` and `set_place` edit the user's file and keep what stands in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterclaim.errors import SettingsError
from counterclaim.parties import conflict
from counterclaim.parties.registry import Registry


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.toml"
    path.write_text(
        '# mine\ntitle = "Hill war"\n\n[[party]]\nname = "Hill Front" # the old name\nkind = "armed_group"\n'
        'aliases.en = ["HF"]\n',
        encoding="utf-8",
    )
    return path


def test_a_string_becomes_an_alias_and_comments_stay(own: Path) -> None:
    conflict.set_party(own, "the Mill Brigade", "Hill Front")
    assert "# mine" in own.read_text(encoding="utf-8")
    assert "# the old name" in own.read_text(encoding="utf-8")
    assert conflict.load(own).parties[0].aliases["en"] == ("HF", "Mill Brigade")


def test_a_new_party_and_a_new_file_are_made(tmp_path: Path) -> None:
    path = tmp_path / "new" / "own.toml"
    conflict.set_party(path, "كتيبة الوادي", "Valley Battalion", language="ar")
    registry = Registry.load([conflict.load(path)])
    resolved = registry.resolve("كتيبة الوادي", "ar")
    assert resolved is not None
    assert resolved.party == "Valley Battalion"


def test_a_string_moves_from_one_party_to_another(own: Path) -> None:
    conflict.set_party(own, "hf", "Harvest Fund")
    parties = {party.name: party.aliases.get("en", ()) for party in conflict.load(own).parties}
    assert parties == {"Hill Front": (), "Harvest Fund": ("hf",)}


def test_a_string_may_name_an_office(own: Path) -> None:
    conflict.set_party(own, "the Yellow House", "Hill Front: Military command")
    resolved = Registry.load([conflict.load(own)]).resolve("the Yellow House", "en")
    assert resolved is not None
    assert (resolved.name, resolved.party) == ("Hill Front", "Hill Front")


def test_a_place_is_written_and_brought_up_to_date(own: Path) -> None:
    conflict.set_place(own, "Zemo Mill", name="Upper Mill", lat=42.5, lon=43.5, country="GE")
    conflict.set_place(own, "Mill Heights", name="Upper Mill", lat=42.6, lon=43.5)
    (place,) = conflict.load(own).places
    assert (place.name, place.lat, place.spellings) == ("Upper Mill", 42.6, ("Zemo Mill", "Mill Heights"))


def test_what_would_not_load_is_not_written(own: Path) -> None:
    before = own.read_bytes()
    with pytest.raises(SettingsError, match="lat"):
        conflict.set_place(own, "Mill", name="Mill", lat=95.0, lon=0.0)
    with pytest.raises(SettingsError, match="a string and a party"):
        conflict.set_party(own, " ", "Hill Front")
    assert own.read_bytes() == before
    own.write_text("party = 3", encoding="utf-8")
    with pytest.raises(SettingsError, match="party"):
        conflict.set_party(own, "x", "y")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(min_size=1, max_size=30), st.text(min_size=1, max_size=30))
def test_any_string_leaves_a_file_that_loads(tmp_path: Path, string: str, party: str) -> None:
    path = tmp_path / "any.toml"
    path.unlink(missing_ok=True)
    try:
        conflict.set_party(path, string, party)
    except SettingsError:
        return
    assert conflict.load(path).parties or conflict.load(path).offices
