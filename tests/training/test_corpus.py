"""Annotated passages become spans; what breaks the form is rejected with file, line and cause."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from counterclaim.extracting.tags import Argument, Mention
from counterclaim.model import Span
from counterclaim.training.corpus import FormError, as_tags, held_out, locate, passage, read

CORPUS = Path(__file__).parents[2] / "corpus"
TEXT = "The garrison said its men had taken Oshta, and had taken the mill on Friday."


def row(**changes: Any) -> dict[str, Any]:
    claim = {
        "trigger": "taken#2", "type": "control", "polarity": "asserted", "certainty": "certain", "attribution": 0,
        "actor": ["its men"], "target": [], "place": ["the mill"], "time": ["on Friday"], "quantity": [], "evidence": [],
    }  # fmt: skip
    attribution = {
        "source": "The garrison", "via": None, "cue": "said",
        "content": ["its men had taken Oshta, and had taken the mill on Friday"],
    }  # fmt: skip
    good = {
        "id": "t1", "language": "en", "date": "2021-03-04", "text": TEXT,
        "attributions": [attribution], "claims": [claim],
    }  # fmt: skip
    for key in list(changes):
        for part in (claim, attribution):
            if key in part:
                part[key] = changes.pop(key)
                break
    return {**good, **changes}


def test_strings_become_code_points_of_the_text() -> None:
    found = passage(row())
    assert found.claims[0].trigger == Span(TEXT.rindex("taken"), TEXT.rindex("taken") + 5)
    assert [(part.role, part.span.of(TEXT)) for part in found.claims[0].roles] == [
        ("actor", "its men"),
        ("place", "the mill"),
        ("time", "on Friday"),
    ]
    assert found.attributions[0].source == Span(0, 12)
    assert found.attributions[0].via is None


def test_occurrences_are_counted_in_code_points_of_any_script() -> None:
    text = "قال الجيش إنه قصف الموقع ثم قصف الجسر 🔥 قصف"
    assert locate(text, "قصف#3") == Span(len(text) - 3, len(text))
    assert locate(text, "قصف#4") is None
    assert locate(text, "قصف#0") is None


@pytest.mark.parametrize(
    ("changes", "cause"),
    [
        ({"trigger": "seized"}, "trigger 'seized' is not in the text"),
        ({"place": ["Oshta#2"]}, "place 'Oshta#2'"),
        ({"place": "Oshta"}, "'place' is not a list"),
        ({"type": "battle"}, "type 'battle' is none of control,"),
        ({"attribution": 1}, "no attribution 1"),
        ({"attribution": True}, "no attribution True"),
        ({"content": []}, "without content"),
        ({"cue": ""}, "cue '' is not a text"),
        ({"date": "4 March"}, "date '4 March'"),
        ({"claims": None}, "'claims' is not a list"),
    ],
)
def test_what_breaks_the_form_is_named(changes: dict[str, Any], cause: str) -> None:
    with pytest.raises(FormError, match=cause.replace("(", r"\(")):
        passage(row(**changes))


def test_bad_lines_are_rejected_and_the_rest_is_read(tmp_path: Path) -> None:
    lines = [row(), row(id="t2", trigger="seized"), row(), row(id="t3", date=None)]
    text = "\n".join(json.dumps(line) for line in lines) + "\n\n{broken\n\xff"
    (tmp_path / "a.jsonl").write_bytes(text.encode("latin-1"))
    corpus = read(tmp_path)
    assert [p.id for p in corpus.passages] == ["t1", "t3"]
    assert [(r.path.name, r.line) for r in corpus.rejected] == [("a.jsonl", n) for n in (2, 3, 6, 7)]
    assert "a.jsonl:3: id 't1' stands twice" in str(corpus.rejected[1])


def test_the_same_passages_are_held_out_for_ever() -> None:
    assert [held_out(f"a{n:03}") for n in range(1, 5)] == [
        held_out(f"a{n:03}", "corpus") for n in range(1, 5)
    ]
    share = sum(held_out(f"x{n}") for n in range(2_000)) / 2_000
    assert 0.08 < share < 0.12
    assert 0.18 < sum(held_out(f"x{n}", "real") for n in range(2_000)) / 2_000 < 0.22
    # Near copies of one another, so neither may measure what the other has taught.
    assert not held_out("fakes-1926478915", "real")
    assert not held_out("fakes-1926479096", "real")


def test_gold_tags_say_what_the_passage_says() -> None:
    tags = as_tags(passage(row(target=["The garrison"], evidence=["the mill"])))
    assert [(m.span.of(TEXT), m.kind) for m in tags.mentions] == [
        ("its men", "party"),
        ("The garrison", "party"),
        ("the mill", "place"),
        ("on Friday", "time"),
        ("the mill", "evidence"),
    ]
    assert Argument(0, 4, "evidence") in tags.arguments
    assert tags.triggers[0].attribution == 0
    assert tags.attributions[0].content[0].of(TEXT).startswith("its men")
    assert isinstance(tags.mentions[0], Mention)


def test_the_corpus_is_read_whole() -> None:
    corpus = read(CORPUS)
    assert not corpus.rejected
    assert len(corpus.passages) > 2_500
    languages = {p.language for p in corpus.passages if p.held_out}
    assert {"en", "ar", "ru", "uk"} <= languages
