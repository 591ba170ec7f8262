"""Snapshots: what is older is shown while something new is worked out, and nothing is worked out twice at once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from counterclaim.web.snapshots import Snapshots


class Counted:
    """Stands for a ledger whose generation a test sets."""

    def __init__(self) -> None:
        self.number = 0

    def generation(self) -> int:
        return self.number


@pytest.fixture
def ledger() -> Counted:
    return Counted()


@pytest.fixture
def snapshots(ledger: Counted) -> Iterator[Snapshots]:
    made = Snapshots(ledger)  # type: ignore[arg-type]
    yield made
    made.close()


def _counting() -> tuple[list[int], Callable[[Any], int]]:
    calls: list[int] = []

    def make(ledger: Any) -> int:
        calls.append(ledger.number)
        return int(ledger.number)

    return calls, make


def test_a_value_is_made_once_a_generation(ledger: Counted, snapshots: Snapshots) -> None:
    calls, make = _counting()
    assert [snapshots.get("one", make) for _ in range(3)] == [0, 0, 0]
    ledger.number = 1
    assert snapshots.get("one", make) == 1
    assert calls == [0, 1]


def test_none_until_it_is_there_and_older_values_meanwhile(ledger: Counted, snapshots: Snapshots) -> None:
    gate = threading.Event()

    def slow(ledger: Any) -> int:
        gate.wait(10)
        return int(ledger.number)

    assert snapshots.get("slow", slow, wait=0.01) is None
    gate.set()
    assert snapshots.get("slow", slow, wait=5) == 0
    gate.clear()
    ledger.number = 1
    assert snapshots.get("slow", slow, wait=0.01) == 0
    gate.set()
    assert snapshots.get("slow", slow, wait=5) == 1


def test_many_who_ask_share_one_making(snapshots: Snapshots) -> None:
    calls: list[int] = []
    gate = threading.Event()

    def slow(ledger: object) -> str:
        calls.append(1)
        gate.wait(10)
        return "made"

    found: list[str | None] = []
    asking = [
        threading.Thread(target=lambda: found.append(snapshots.get("x", slow, wait=5))) for _ in range(6)
    ]
    for one in asking:
        one.start()
    gate.set()
    for one in asking:
        one.join(10)
    assert found == ["made"] * 6
    assert calls == [1]


def test_a_fault_is_told_and_tried_again(snapshots: Snapshots) -> None:
    def fails(ledger: object) -> str:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        snapshots.get("x", fails, wait=5)
    assert snapshots.get("x", lambda ledger: "good", wait=5) == "good"


def test_of_a_group_the_last_used_are_kept(snapshots: Snapshots) -> None:
    calls, make = _counting()
    for name in ("day:1", "day:2", "day:1", "day:3", "day:1"):
        assert snapshots.get(name, make, kept=2, wait=5) == 0
    assert len(calls) == 3
    snapshots.get("day:2", make, kept=2, wait=5)
    assert len(calls) == 4


def test_slow_work_does_not_hold_up_the_rest(snapshots: Snapshots) -> None:
    gate = threading.Event()
    assert snapshots.get("as of:x", lambda ledger: gate.wait(10), wait=0.01, slow=True) is None
    assert snapshots.get("facets", lambda ledger: "here", wait=5) == "here"
    gate.set()
