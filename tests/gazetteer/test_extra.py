from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim.errors import SettingsError
from counterclaim.gazetteer import Gazetteer, add_csv, add_geonames, extend, locate
from counterclaim.gazetteer.table import Place, Row, pack, unpack, write

DUMP = "\n".join(
    [
        "900000001\tWadi Province\tWadi Province\t\t35.0\t37.0\tA\tADM1\tSY\t\tZ1\t\t\t\t5000\t\t\tAsia/Damascus\t2020-01-01",
        "900000002\tTall Mirza\tTall Mirza\tTell Merza,تل مرزا\t35.1\t37.1\tP\tPPL\tSY\t\tZ1\t\t\t\t0\t\t\tAsia/Damascus\t2020-01-01",
        "900000003\tBi'r Sa`b\tBir Sab\t\t35.2\t37.2\tH\tWLL\tSY\t\tZ1\t\t\t\t0\t\t\tAsia/Damascus\t2020-01-01",
        "x\tNo Number\t\t\t35.2\t37.2\tP\tPPL\tSY\t\tZ1\t\t\t\t0\t\t\t\t",
        "900000004\tToo Far\t\t\t95.2\t37.2\tP\tPPL\tSY\t\tZ1\t\t\t\t0\t\t\t\t",
        "a broken line",
        "900000005\tMatar Zahir\tMatar Zahir\t\t35.3\t37.3\tS\tAIRB\tSY\t\tZ1\t\t\t\t0\t\t\t\t",
    ]
)  # fmt: skip
CSV = (
    "name,lat,lon,country,alternates,precision\n"
    "Karimova Height,39.71,46.91,az,Height 1204;تلة كريم,exact\n"
    ",39.7,46.9,AZ,,\n"
    "Nowhere,abc,46.9,AZ,,\n"
    "Overland,10,nan,AZ,,\n"
    "Oddland,10,20,AZE,,\n"
    "Odder,10,20,AZ,,planet\n"
)


def test_villages_of_a_country_file_are_found_and_resolved(tmp_path: Path) -> None:
    source, extra = tmp_path / "SY.txt", tmp_path / "places.extra"
    source.write_text(DUMP, encoding="utf-8")
    added = add_geonames(source, extra)
    assert added.places == 3
    gazetteer = Gazetteer.open(extra)
    (village,) = gazetteer.lookup("Tell Merza")
    assert (village.geonames, village.kind, village.adm1, village.country) == (
        900000002,
        "settlement",
        900000001,
        "SY",
    )
    assert gazetteer.lookup("تل مرزا") == [village]
    assert gazetteer.lookup("Bir Sab") == []
    (mention,) = locate("Shelling near Tall Mirza, Syria.", [(14, 24)], gazetteer=gazetteer)
    assert mention.geonames == 900000002
    gazetteer.close()


def test_bad_rows_are_told_with_their_line(tmp_path: Path) -> None:
    source = tmp_path / "SY.txt"
    source.write_text(DUMP, encoding="utf-8")
    faults = add_geonames(source, tmp_path / "extra").faults
    assert [fault.split(": ")[0].rsplit(" ", 1)[1] for fault in faults] == ["4", "5", "6"]
    assert "latitude" in faults[1]


def test_a_csv_adds_heights_with_their_precision(tmp_path: Path) -> None:
    source, extra = tmp_path / "own.csv", tmp_path / "extra"
    source.write_text(CSV, encoding="utf-8")
    added = add_csv(source, extra)
    assert added.places == 1
    assert [fault.split("line ")[1][0] for fault in added.faults] == ["3", "4", "5", "6", "7"]
    gazetteer = Gazetteer.open(extra)
    (mention,) = locate("Karimova Height", [(0, 15)], gazetteer=gazetteer)
    assert (mention.name, mention.geonames, mention.precision, mention.country) == (
        "Karimova Height",
        None,
        "exact",
        "AZ",
    )
    gazetteer.close()


def test_the_form_of_a_source_is_told_by_its_suffix_or_first_line(tmp_path: Path) -> None:
    for name, text, count in (("own.csv", CSV, 1), ("own.txt", CSV, 1), ("SY.txt", DUMP, 3)):
        source = tmp_path / name
        source.write_text(text, encoding="utf-8")
        places, faults = extend(tmp_path / f"{name}.extra", source)
        assert places == count
        assert len(faults) == (5 if count == 1 else 3)


def test_adding_twice_changes_nothing(tmp_path: Path) -> None:
    source, extra = tmp_path / "own.csv", tmp_path / "extra"
    source.write_text(CSV, encoding="utf-8")
    add_csv(source, extra)
    before = Gazetteer.open(extra).lookup("Karimova Height")
    add_csv(source, extra)
    assert Gazetteer.open(extra).lookup("Karimova Height") == before


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "name,lat,lon\n"])
def test_a_file_without_a_usable_row_is_refused_and_leaves_the_extra_file_as_it_was(
    tmp_path: Path, text: str
) -> None:
    source, extra = tmp_path / "own.csv", tmp_path / "extra"
    source.write_text(CSV, encoding="utf-8")
    add_csv(source, extra)
    bad = tmp_path / "bad.csv"
    bad.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError):
        add_csv(bad, extra)
    assert len(Gazetteer.open(extra).lookup("Karimova Height")) == 1


def test_missing_source_and_foreign_extra_file_are_told_plainly(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="none\\.csv"):
        add_csv(tmp_path / "none.csv", tmp_path / "extra")
    foreign = tmp_path / "notes.txt"
    foreign.write_text(
        "not a database, but long enough to be read as a header of one " * 20, encoding="utf-8"
    )
    source = tmp_path / "own.csv"
    source.write_text(CSV, encoding="utf-8")
    with pytest.raises(SettingsError, match="notes"):
        add_csv(source, foreign)
    with pytest.raises(SettingsError, match="notes"):
        Gazetteer.open(foreign)


def test_rows_written_in_any_order_give_the_same_tables(tmp_path: Path) -> None:
    import sqlite3

    from counterclaim.gazetteer.table import SCHEMA

    rows = [
        Row(Place(n, "settlement", f"Town {n % 3}", "SY", None, None, 1.0, 2.0, n), (f"Old {n}",))
        for n in range(1, 9)
    ]
    dumps = []
    for order in (rows, rows[::-1]):
        connection = sqlite3.connect(":memory:", isolation_level=None)
        connection.executescript(SCHEMA)
        write(connection, order)
        dumps.append(list(connection.iterdump()))
        connection.close()
    assert dumps[0] == dumps[1]


def test_ids_of_a_name_survive_packing() -> None:
    assert unpack(pack(3, [-10_000_001, 7, 2**31 - 1])) == (3, (-10_000_001, 7, 2**31 - 1))
