from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from counterclaim import export
from counterclaim.errors import CounterclaimError, UnknownNameError
from counterclaim.export.csv import COLUMNS, quantity
from counterclaim.view import ClaimObject, claim_object
from tests.ledger import made


def claims(count: int = 1) -> Iterator[ClaimObject]:
    for number in range(count):
        page = made.document(number)
        for claim in made.claims(page):
            yield claim_object(claim, page, page.articles[0])


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_jsonl_gives_the_claim_objects_unchanged(tmp_path: Path) -> None:
    target = tmp_path / "claims.jsonl"
    assert export.write(claims(3), "jsonl", target) == 12
    lines = target.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == list(claims(3))
    assert "سيطرت" in lines[3]


def test_csv_gives_a_readable_row_for_each_claim(tmp_path: Path) -> None:
    target = tmp_path / "claims.csv"
    assert export.write(claims(), "csv", target) == 4
    found = rows(target.read_text(encoding="utf-8-sig"))
    assert list(found[0]) == list(COLUMNS)
    shot, denied, killed, taken = found
    assert shot["claimant"] == "Narvia: Ministry of Defence"
    assert (shot["latitude"], shot["longitude"], shot["geonames"]) == ("39.5", "47.25", "77")
    assert (shot["date_start"], shot["date_precision"]) == ("2031-05-03", "day")
    assert shot["means"] == "air_defence; air_strike"
    assert shot["targets"] == "jets"
    assert denied["polarity"] == "denied"
    assert killed["quantities"] == (
        "14 or more person killed; 5 civilian (child) killed, part of figure 1, total since start of the war"
    )
    assert taken["evidence"] == "video"
    assert taken["claimant_text"] == ""
    assert int(taken["quote_end"]) > int(taken["quote_start"])


@pytest.mark.parametrize(
    ("low", "high", "word", "shown"),
    [
        (3, 3, None, "3 tank destroyed"),
        (93, None, None, "93 or more tank destroyed"),
        (None, 5, None, "up to 5 tank destroyed"),
        (1500, 2000, None, "1500 to 2000 tank destroyed"),
        (None, None, "dozens", "dozens tank destroyed"),
        (24, None, "dozens", "24 or more tank destroyed"),
    ],
)
def test_figures_are_read_with_their_bounds(
    low: int | None, high: int | None, word: str | None, shown: str
) -> None:
    figure = {
        "low": low, "high": high, "word": word, "item": "tank", "group": None, "part_of": None,
        "effect": "destroyed", "cumulative": False, "since": None,
    }  # fmt: skip
    assert quantity(figure) == shown


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_no_cell_is_taken_for_a_formula(start: str, tmp_path: Path) -> None:
    (claim, *_) = claims()
    claim["quote"]["text"] = f'{start}HYPERLINK("http://x")'
    claim["places"][0]["lon"] = -47.25
    export.write([claim], "csv", tmp_path / "c.csv")
    (row,) = rows((tmp_path / "c.csv").read_bytes().decode("utf-8-sig"))
    assert row["quote"] == f"'{claim['quote']['text']}"
    assert row["longitude"] == "-47.25"


def test_standard_output_is_written_without_a_mark(capsys: pytest.CaptureFixture[str]) -> None:
    assert export.write(claims(), "csv", "-") == 4
    assert capsys.readouterr().out.startswith("id,")


def test_a_fault_midway_leaves_the_older_file_and_no_other(tmp_path: Path) -> None:
    target = tmp_path / "claims.jsonl"
    target.write_text("older", encoding="utf-8")
    target.chmod(0o640)

    def broken() -> Iterator[ClaimObject]:
        yield from claims()
        raise RuntimeError("the ledger went away")

    with pytest.raises(RuntimeError):
        export.write(broken(), "jsonl", target)
    assert target.read_text(encoding="utf-8") == "older"
    assert list(tmp_path.iterdir()) == [target]
    export.write(claims(), "jsonl", target)
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_new_file_has_the_usual_rights(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    export.write(claims(), "jsonl", tmp_path / "made")
    assert (tmp_path / "made").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_faults_are_one_line(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="csv, geojson, jsonl"):
        export.write(claims(), "xlsx", tmp_path / "x")
    with pytest.raises(CounterclaimError, match="No such file"):
        export.write(claims(), "csv", tmp_path / "none" / "x.csv")
    with pytest.raises(CounterclaimError, match=r"[Dd]irectory"):
        export.write(claims(), "csv", tmp_path)


def test_memory_is_flat_in_the_number_of_claims() -> None:
    (claim, *_) = claims()

    def peak(count: int) -> int:
        with open(os.devnull, "w", encoding="utf-8") as sink, contextlib.redirect_stdout(sink):
            tracemalloc.start()
            export.write((claim for _ in range(count)), "csv", "-")
            highest = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        return highest

    peak(10)
    assert peak(4000) < peak(400) + 100_000
