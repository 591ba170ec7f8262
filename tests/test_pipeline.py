"""The stages in order: what is kept, what is listed, and what a second run does."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from counterclaim import extract, pipeline, read
from counterclaim.extracting.world import WorldSpec
from counterclaim.ledger import Ledger
from counterclaim.model import Document
from counterclaim.pipeline import Summary
from counterclaim.reading import Overrides

FRENCH = (
    "Selon le ministère de la Défense, trois soldats ont été tués mardi dans une attaque au nord du pays, "
    "tandis que les rebelles affirment avoir pris deux villages et détruit plusieurs véhicules de l’armée.\n"
)
ENGLISH = (
    "The Defence Ministry of Sudan said on Monday that its forces had taken two villages near El Fasher.\n"
)


def add(ledger: Ledger, *paths: Path, jobs: int = 1, tagger: str | None = None) -> Summary:
    sources = [str(path) for path in paths]
    return pipeline.add(ledger, sources, spec=WorldSpec(tagger=tagger), overrides=Overrides(), jobs=jobs)


def test_a_language_that_the_tagger_does_not_read_is_listed_and_its_document_kept(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(FRENCH, encoding="utf-8")
    with Ledger.open(tmp_path / "l.db") as ledger:
        summary = add(ledger, page, tagger="patterns")
        assert (summary.new, summary.claims) == (1, 0)
        (listed,) = ledger.rejected()
    assert listed.stage == "extract"
    assert "'fr'" in listed.cause


def test_a_fault_in_extraction_costs_one_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good, bad = tmp_path / "a-good.txt", tmp_path / "b-bad.txt"
    good.write_text(ENGLISH, encoding="utf-8")
    bad.write_text(ENGLISH.replace("two", "three"), encoding="utf-8")

    def faulty(document: object, **options: object) -> object:
        if "three" in document.text:  # type: ignore[attr-defined]
            raise IndexError("planted")
        return extract(document, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("counterclaim.pipeline.extract", faulty)
    with Ledger.open(tmp_path / "l.db") as ledger:
        summary = add(ledger, bad, good)
        assert summary.new == 1
        (listed,) = ledger.rejected()
        assert listed.address.endswith("b-bad.txt")
        assert "planted" in listed.cause
        assert len(list(ledger.claims())) >= 1


def test_resolving_again_changes_nothing_where_nothing_is_new(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(ENGLISH, encoding="utf-8")
    with Ledger.open(tmp_path / "l.db") as ledger:
        add(ledger, page)
        before = list(ledger.claims())
        pipeline.resolve_again(ledger, spec=WorldSpec())
        assert list(ledger.claims()) == before


def test_documents_added_without_tags_keep_their_claims(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(ENGLISH, encoding="utf-8")
    with Ledger.open(tmp_path / "l.db") as ledger:
        (document,) = read(str(page))
        assert isinstance(document, Document)
        ledger.add(document, extract(document).claims)
        before = list(ledger.claims())
        assert before
        pipeline.resolve_again(ledger, spec=WorldSpec())
        assert list(ledger.claims()) == before


@pytest.mark.slow
def test_a_killed_run_leaves_whole_documents_and_can_be_run_again(tmp_path: Path) -> None:
    texts = tmp_path / "texts.jsonl"
    with texts.open("w", encoding="utf-8") as file:
        for number in range(400):
            file.write(
                json.dumps({"text": ENGLISH.replace("two", str(number + 2)), "date": "2024-05-06"}) + "\n"
            )
    location = tmp_path / "l.db"
    command = [
        sys.executable,
        "-m",
        "counterclaim.cli.main",
        "--ledger",
        str(location),
        "add",
        str(texts),
        "--jobs",
        "2",
    ]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not _some(location):
        time.sleep(0.05)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    with Ledger.open(location, create=False) as ledger:
        kept = [row["id"] for row in ledger.documents()]
        assert 0 < len(kept) < 400
        assert {claim["document"] for claim in ledger.claims()} == set(kept)
        assert set(ledger.to_compare()) == set(kept)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    with Ledger.open(location, create=False) as ledger:
        assert len(list(ledger.documents())) == 400


def _some(location: Path) -> bool:
    if not location.exists():
        return False
    try:
        with Ledger.open(location, create=False) as ledger:
            return len(list(ledger.documents())) > 0
    except Exception:
        return False
