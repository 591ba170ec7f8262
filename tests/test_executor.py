"""Workers: order, deaths, errors, and their end with the parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from counterclaim.executor import Died, run


def double(number: int) -> int:
    return number * 2


def slow_first(number: int) -> int:
    if number == 0:
        time.sleep(0.3)
    return number


def die_on_three(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def die_once(argument: tuple[int, str]) -> int:
    number, marker = argument
    if number == 2 and not Path(marker).exists():
        Path(marker).touch()
        os._exit(7)
    return number


def fail_on_two(number: int) -> int:
    if number == 2:
        raise ValueError("two")
    return number


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_are_the_same_whatever_the_number_of_workers(jobs: int) -> None:
    assert list(run(double, range(20), jobs=jobs)) == [n * 2 for n in range(20)]


def test_a_slow_item_does_not_change_the_order() -> None:
    assert list(run(slow_first, range(12), jobs=2)) == list(range(12))


def test_a_worker_that_dies_twice_costs_only_its_item() -> None:
    results = list(run(die_on_three, range(6), jobs=2))
    assert [r for r in results if not isinstance(r, Died)] == [0, 1, 2, 4, 5]
    dead = results[3]
    assert isinstance(dead, Died)
    assert dead.item == 3
    assert "signal 9" in dead.cause


def test_an_item_is_tried_again_after_one_death(tmp_path: Path) -> None:
    marker = str(tmp_path / "died")
    assert list(run(die_once, [(n, marker) for n in range(4)], jobs=2)) == [0, 1, 2, 3]


def test_an_exception_of_the_stage_reaches_the_caller() -> None:
    with pytest.raises(ValueError, match="two"):
        list(run(fail_on_two, range(6), jobs=2))


def test_items_are_taken_as_results_are_given() -> None:
    taken = []

    def items() -> object:
        for number in range(1000):
            taken.append(number)
            yield number

    results = run(double, items(), jobs=2)  # type: ignore[arg-type]
    next(results)
    assert len(taken) < 100
    results.close()


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs /proc to look for the workers")
def test_workers_exit_when_the_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        textwrap.dedent("""
        import os, sys, time
        from counterclaim.executor import run
        def stage(n):
            print(os.getpid(), flush=True)
            time.sleep(60)
        if __name__ == "__main__":
            list(run(stage, range(2), jobs=2))
        """)
    )
    parent = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    workers = [int(parent.stdout.readline()) for _ in range(2)]
    parent.kill()
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{w}").exists() for w in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [w for w in workers if Path(f"/proc/{w}").exists()]
