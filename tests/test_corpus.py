"""The annotated passages keep the form of their guide, and the checker finds what breaks it."""

from __future__ import annotations

import json
import sys
from importlib import util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

CORPUS = Path(__file__).parents[1] / "corpus"


def load() -> ModuleType:
    spec = util.spec_from_file_location("check_corpus", CORPUS / "check.py")
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


check = load()


def test_no_passage_breaks_the_guide() -> None:
    count, faults = check.check(CORPUS)
    assert not faults
    assert count > 2_500


def passage(**changes: Any) -> dict[str, Any]:
    good = {
        "id": "t1",
        "text": "The army said on Monday that it had taken Rudna. The army denied losses.",
        "attributions": [
            {"source": "The army", "via": None, "cue": "said", "content": ["it had taken Rudna"]},
            {"source": "The army#2", "via": None, "cue": "denied", "content": ["losses"]},
        ],
        "claims": [
            {
                "trigger": "taken", "type": "control", "polarity": "asserted", "certainty": "certain", "attribution": 0,
                "actor": ["it"], "target": [], "place": ["Rudna"], "time": [], "quantity": [], "evidence": [],
            }
        ],
    }  # fmt: skip
    claim = {key: changes.pop(key) for key in list(changes) if key not in good}
    return {**good, **changes, "claims": [{**good["claims"][0], **claim}]}  # type: ignore[dict-item]


def test_a_good_passage_has_no_fault() -> None:
    assert list(check.faults(passage())) == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"trigger": "seized"}, "trigger 'seized'"),
        ({"place": ["Rudna#2"]}, "place 'Rudna#2'"),
        ({"type": "battle"}, "type 'battle'"),
        ({"polarity": "yes"}, "polarity 'yes'"),
        ({"attribution": 2}, "attribution 2"),
        ({"type": "statement"}, "not its attribution's cue"),
    ],
)
def test_what_breaks_the_guide_is_named(changes: dict[str, Any], fault: str) -> None:
    assert any(fault in found for found in check.faults(passage(**changes)))


def test_a_second_occurrence_is_found() -> None:
    assert check.find("The army, the army", "he army#2") == (11, 18)
    assert check.find("The army", "army#2") is None


def test_an_id_that_stands_twice_and_a_broken_line_are_named(tmp_path: Path) -> None:
    line = json.dumps(passage())
    (tmp_path / "a.jsonl").write_text(f"{line}\n{line}\n{{broken\n", encoding="utf-8")
    count, faults = check.check(tmp_path)
    assert count == 3
    assert any("a.jsonl:2: id t1" in fault for fault in faults)
    assert any("a.jsonl:3" in fault for fault in faults)
