"""Imports from the browser: what may be given, and that it is read by a process of its own."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from counterclaim.errors import SettingsError
from counterclaim.ledger import Ledger
from counterclaim.ledger.runs import Counted, noted
from counterclaim.model import Rejected
from counterclaim.web import jobs
from counterclaim.web.importing import run_import
from counterclaim.web.jobs import Given, Pasted

TEXT = "The Northern Ministry of Defence said on 3 October 2020 that two tanks were destroyed near Hadrut."


@pytest.mark.parametrize(
    "source", ["/etc/passwd", "file:///etc/passwd", "*", "-", ".", "ftp://host/page", ""]
)
def test_nothing_that_is_given_names_a_file_of_the_server(source: str) -> None:
    given = Given(addresses=(source,))
    assert given.faults()
    assert all(isinstance(one, Rejected) for one in jobs.items_of(given))
    pasted = next(iter(jobs.items_of(Given(pasted=Pasted(source or "-")))))
    assert not isinstance(pasted, Rejected)
    assert pasted.kind == "record"
    upload = next(iter(jobs.items_of(Given(files=((source, b"words"),)))))
    assert not isinstance(upload, Rejected)
    assert upload.kind == "bytes"


def test_the_name_of_a_file_is_its_last_part() -> None:
    assert jobs.file_name("C:\\pages\\a.html", 1) == "a.html"
    assert jobs.file_name("../../etc/passwd", 1) == "passwd"
    assert jobs.file_name("", 2) == "file 2"


def test_records_of_a_file_are_items_of_their_own_and_bad_ones_named() -> None:
    data = b'\xef\xbb\xbf{"text": "one"}\r\n\nno json\n{"title": "two"}'
    found = list(jobs.items_of(Given(files=(("list.jsonl", data),))))
    assert [one.address for one in found] == [
        "upload:list.jsonl:1",
        "upload:list.jsonl:3",
        "upload:list.jsonl:4",
    ]
    assert [isinstance(one, Rejected) for one in found] == [False, True, True]


def test_passwords_of_addresses_are_not_told() -> None:
    given = Given(addresses=("https://me:secret@host.example/page",))
    assert "secret" not in given.said()
    assert "secret" not in repr(list(jobs.items_of(given)))


def test_what_is_laid_out_comes_back(tmp_path: Path) -> None:
    given = Given(Pasted(TEXT, "A title"), ("https://a.example/",), (("a.html", b"<p>x"),), language="en")
    jobs.lay_out(tmp_path, given)
    assert jobs.laid_out(tmp_path) == given


def test_a_run_reads_compares_and_notes_how_far_it_is(tmp_path: Path) -> None:
    location = str(tmp_path / "ledger.db")
    with Ledger.open(location) as ledger:
        given = Given(Pasted(TEXT, "Two tanks"), files=(("empty.html", b"<html><body></body></html>"),))
        jobs.lay_out(tmp_path, given)
        run = ledger.begin_run("me", given.said())
        run_import(ledger, location, tmp_path, run)
        told = ledger.run_of(run)
        assert told is not None
        assert (told["total"], told["done"], told["rejected"], told["state"]) == (2, 2, 1, "ended")
        assert told["claims"] == ledger.count() == 1
        assert ledger.running() is None
        assert len(list(ledger.incidents())) == 1
        assert [one.address for one in ledger.last_rejected(5)] == ["upload:empty.html"]


def test_a_process_of_its_own_reads_what_is_given(tmp_path: Path) -> None:
    location = str(tmp_path / "ledger.db")
    with Ledger.open(location) as ledger:
        run = jobs.start_import(ledger, location, Given(Pasted(TEXT, "Two tanks")), "me")
        until = time.monotonic() + 60
        while (told := ledger.run_of(run)) is not None and told["ended"] is None:
            assert time.monotonic() < until
            time.sleep(0.1)
        assert told is not None
        assert told["state"] == "ended", told
        assert ledger.count() == 1


def test_what_cannot_be_read_at_all_starts_nothing(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        for given in (
            Given(),
            Given(Pasted(TEXT), published="soon"),
            Given(Pasted(TEXT, url="javascript:x")),
        ):
            with pytest.raises(SettingsError):
                jobs.start_import(ledger, ledger.name, given, "me")
        for _ in range(jobs.MOST_RUNS):
            ledger.begin_run("me", "pages")
        with pytest.raises(SettingsError, match="imports are running"):
            jobs.start_import(ledger, ledger.name, Given(Pasted(TEXT)), "me")
        assert len(ledger.runs()) == jobs.MOST_RUNS


def test_a_run_that_fails_says_why(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        run = ledger.begin_run("me", "pages")
        with pytest.raises(SettingsError), noted(ledger, run, Counted(done=3)):
            raise SettingsError("no such pack")
        told = ledger.run_of(run)
        assert told is not None
        assert (told["state"], told["fault"], told["done"]) == ("failed", "no such pack", 3)
        ledger.end_run(run, "another cause")
        assert ledger.run_of(run) == told


def test_a_run_without_a_beat_counts_as_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        run = ledger.begin_run("me", "pages")
        assert ledger.running() is not None
        later = time.time() + 31
        monkeypatch.setattr("counterclaim.ledger.runs.time.time", lambda: later)
        assert ledger.running() is None
        told = ledger.run_of(run)
        assert told is not None
        assert told["state"] == "stopped"
