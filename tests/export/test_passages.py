from __future__ import annotations

import json
from copy import deepcopy
from importlib import util
from pathlib import Path
from typing import Any

import pytest

from counterclaim.export.passages import FullyRead, lines, passage
from counterclaim.extracting.tags import Attribution, Tags
from counterclaim.model import Document
from counterclaim.training import corpus
from counterclaim.view import ClaimObject, claim_object
from tests.ledger import made

_SPEC = util.spec_from_file_location("check_corpus", Path(__file__).parents[2] / "corpus" / "check.py")
assert _SPEC is not None
assert _SPEC.loader is not None
check = util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(check)


def objects(page: Document) -> list[ClaimObject]:
    return [claim_object(claim, page, page.articles[0]) for claim in made.claims(page)]


def read(page: Document, claims: list[ClaimObject], **given: Any) -> FullyRead:
    return FullyRead(page.text, page.articles[0], claims, **given)


def tags(page: Document) -> Tags:
    text = page.text
    said = made.find(text, "said")
    content = made.find(text, "its air defence shot down two Su-25 jets near Qalat on 3 May")
    video = Attribution(
        (made.find(text, "A video"),), (), (made.find(text, "shows"),), (made.find(text, "the wreck"),)
    )
    ministry = made.find(text, "The Ministry of Defence of Narvia")
    return Tags(attributions=(Attribution((ministry,), (), (said,), (content,)), video))


def test_passages_keep_the_form_of_the_guide(tmp_path: Path) -> None:
    pages = [made.document(number) for number in range(3)]
    given = [read(page, objects(page), tags=tags(page) if i else None) for i, page in enumerate(pages)]
    given.append(given[0])
    (tmp_path / "own.jsonl").write_text("".join(lines(given)), encoding="utf-8")
    assert check.check(tmp_path) == (3, [])
    found = corpus.read(tmp_path, origin="real")
    assert not found.rejected
    assert [len(p.claims) for p in found.passages] == [4, 4, 4]


def test_a_claim_points_to_the_attribution_whose_content_holds_it() -> None:
    page = made.document()
    found = passage(read(page, objects(page), tags=tags(page)))
    shot = found["claims"][0]
    assert found["attributions"][shot["attribution"]]["source"] == "The Ministry of Defence of Narvia"
    assert shot["trigger"] == "shot down"
    assert shot["quantity"] == ["two Su-25 jets"]
    assert shot["place"] == ["Qalat#2"]  # the title has the first
    assert shot["time"] == ["on 3 May"]
    assert [a["cue"] for a in found["attributions"]] == ["said", "shows"]


def test_boilerplate_and_rejected_claims_are_left_out() -> None:
    page = made.document()
    claims = objects(page)
    claims[1]["review"] = {"decision": "rejected", "set": {}}
    found = passage(read(page, claims))
    assert "Menu" not in found["text"]
    assert "Share this" not in found["text"]
    assert [c["trigger"] for c in found["claims"]] == ["shot down", "killed", "سيطرت"]


def test_a_claim_of_a_person_makes_its_own_attribution() -> None:
    page = made.document()
    found = passage(read(page, objects(page)[:1]))
    assert found["attributions"] == [
        {
            "source": "The Ministry of Defence of Narvia",
            "via": None,
            "cue": "said",
            "content": ["its air defence shot down two Su-25 jets near Qalat on 3 May"],
        }
    ]


def test_a_claimant_that_was_set_right_is_the_source() -> None:
    page = made.document()
    claim = objects(page)[0]
    defence = made.find(page.text, "its air defence")
    claim["claimant"] = {"name": "x", "party": "x", "text": "", "start": defence.start, "end": defence.end}
    claim["review"] = {"decision": "accepted", "set": {"claimant": claim["claimant"]}}
    found = passage(read(page, [claim], tags=tags(page)))
    assert found["attributions"][0]["source"] == "its air defence"


def test_a_statement_has_its_cue_as_trigger(tmp_path: Path) -> None:
    page = made.document()
    claim = deepcopy(objects(page)[0])
    said = made.find(page.text, "said")
    claim |= {"type": "statement", "trigger": {"text": "said", "start": said.start, "end": said.end}}
    for given in (read(page, [claim]), read(page, [claim], tags=tags(page))):
        found = passage(given)
        assert list(check.faults(found)) == []
        assert found["claims"][0]["trigger"] == found["attributions"][0]["cue"] == "said"


def test_words_carried_from_another_sentence_are_no_slot() -> None:
    page = made.document()
    claim = objects(page)[0]
    far = made.find(page.text, "Local medics")
    claim["actors"].append({"text": "Local medics", "start": far.start, "end": far.end, "name": None})
    assert passage(read(page, [claim]))["claims"][0]["actor"] == ["its air defence"]


@pytest.mark.parametrize("sentence", ["Route #2 was shelled, officers on route #2 said, and #2 again."])
def test_words_that_look_like_a_count_are_told_apart(sentence: str) -> None:
    page = made.document(sentences=(sentence,))
    claim = claim_object(made.claim(page, sentence, "#2"), page, page.articles[0])
    found = passage(read(page, [claim]))
    assert found["claims"][0]["trigger"] == "#2#1"
    assert list(check.faults(found)) == []


def test_an_article_without_claims_is_a_passage_too() -> None:
    page = made.document()
    row = json.loads(next(iter(lines([read(page, [], adjudicated=True)]))))
    assert row["claims"] == row["attributions"] == []
    assert row["reviewed"] is True
