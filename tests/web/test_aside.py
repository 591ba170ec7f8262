"""What takes seconds is worked out by a process of its own, once for all processes of a server, and comes back whole."""

from __future__ import annotations

import pickle
import threading
import time
from collections.abc import Iterator
from operator import methodcaller
from pathlib import Path

import pytest

from counterclaim import opening
from counterclaim.analysis import Analysis
from counterclaim.errors import CounterclaimError, LedgerError, UnknownNameError
from counterclaim.ledger import Ledger
from counterclaim.web import dated, snapshots
from counterclaim.web.aside import Aside
from counterclaim.web.pages.series import all_series
from counterclaim.web.pages.sources import all_sources
from counterclaim.web.snapshots import Snapshots
from tests.web.conftest import Client

DAY = "2020-10-04"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "scratch"
    made.mkdir()
    return made


@pytest.fixture
def ledger(sample: Path) -> Iterator[Ledger]:
    with Ledger.open(sample) as opened:
        yield opened


def test_one_process_works_for_all(ledger: Ledger, sample: Path, folder: Path) -> None:
    work = methodcaller("setting", "told")
    ledger.set_setting("told", "first")
    one, other = Aside(str(sample), folder), Aside(str(sample), folder)
    assert one.of("told", 1, work) == "first"
    ledger.set_setting("told", "second")
    assert other.of("told", 1, work) == "first"  # another process would say otherwise
    assert other.of("told", 2, work) == "second"
    assert one.of("told", 2, work) == "second"
    assert sum(not path.name.endswith("lock") for path in folder.iterdir()) == 1


def test_faults_are_told_and_tried_again(sample: Path, folder: Path) -> None:
    aside = Aside(str(sample), folder)
    with pytest.raises(CounterclaimError, match="no incident 'nowhere'"):
        aside.of("x", 1, methodcaller("incident", "nowhere"))
    with pytest.raises(LedgerError, match=r"failed: AttributeError: .*no_such"):
        aside.of("x", 1, methodcaller("no_such"))
    assert isinstance(aside.of("x", 1, methodcaller("count")), int)
    aside.close()
    with pytest.raises(LedgerError, match="ending"):
        aside.of("x", 2, methodcaller("count"))


def test_a_day_comes_back_as_it_was_worked_out(ledger: Ledger, sample: Path) -> None:
    spec = opening.world_spec(ledger, str(sample))
    whole = Analysis.of(ledger, spec, DAY)
    parts: dated.Parts = pickle.loads(pickle.dumps(dated.made(ledger, spec, DAY)))
    analysis = Analysis(ledger, whole._world, parts.found.found(ledger), DAY)
    told = sorted(whole.incidents(), key=lambda one: str(one["id"]))
    assert len(told) > 3
    assert list(analysis.incidents()) == told == list(parts.found.told)
    assert [analysis.incident(one["id"]) for one in told] == [whole.incident(one["id"]) for one in told]
    assert list(analysis.origins()) == list(whole.origins())
    assert analysis.entries == whole.entries
    assert analysis.control() == whole.control()
    assert analysis.series() == whole.series() == parts.series
    assert analysis.citations() == whole.citations()
    assert analysis.silences() == whole.silences()
    for one in ledger.incidents():
        for name in (one["id"], one["id"][:9]):
            assert _of(analysis, name) == _of(whole, name)


@pytest.mark.parametrize("url", ["/series", "/sources", f"/incidents?as_of={DAY}", f"/sources?as_of={DAY}"])
def test_of_a_small_ledger_a_page_is_there_at_once(client: Client, url: str) -> None:
    assert 'class="pending"' not in client.get(url).text


def test_of_a_large_ledger_nobody_waits(
    ledger: Ledger, sample: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "LARGE", 1)
    gate = threading.Event()
    monkeypatch.setattr(Aside, "of", lambda *_: gate.wait(20))
    apart = Snapshots(ledger, Aside(str(sample), folder))
    began = time.monotonic()
    assert apart.apart("x", methodcaller("count"), snapshots.same, wait=20) is None
    assert time.monotonic() - began < 10
    gate.set()
    apart.close()


def _of(analysis: Analysis, name: str) -> object:
    try:
        return analysis.incident(name)
    except UnknownNameError as error:
        return str(error)


def test_pages_show_the_same_from_a_process_of_its_own(
    ledger: Ledger, sample: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = opening.world_spec(ledger, str(sample))
    here = Snapshots(ledger)
    monkeypatch.setattr(snapshots, "LARGE", 1)
    monkeypatch.setattr(Snapshots, "get", lambda self, name, make, **_: make(self.ledger))
    apart = Snapshots(ledger, Aside(str(sample), folder))
    for day in (None, DAY):
        assert all_series(apart, ledger, spec, day) == all_series(here, ledger, spec, day)
        assert all_sources(apart, ledger, spec, day) == all_sources(here, ledger, spec, day)
    then, there = dated.dated(apart, spec, DAY), dated.dated(here, spec, DAY)
    assert then is not None
    assert there is not None
    assert (list(then.told), then.held, then.series) == (list(there.told), there.held, there.series)
    assert len(list(folder.iterdir())) == 2 * 4
    here.close()
    apart.close()
