"""The published rule is one text: what the program prints and what the documentation shows."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from counterclaim.comparing.nouns import ConflictKind, Grade, StatusName
from counterclaim.comparing.status import rule

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_documentation_shows_the_rule_that_the_program_prints() -> None:
    assert (DOCS / "rule.md").read_text(encoding="utf-8") == rule()


def test_the_rule_names_every_kind_status_and_grade() -> None:
    for name in (*get_args(ConflictKind), *get_args(StatusName), *get_args(Grade)):
        assert f"**{name}**" in rule()
