"""Languages without a pack, read by a tagger that can: from tags to claims, and how the claims are marked."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from counterclaim import pipeline
from counterclaim.errors import UnknownNameError
from counterclaim.extracting.extraction import engines, extract
from counterclaim.extracting.patterns.tagger import PatternsTagger
from counterclaim.extracting.tags import (
    Argument,
    Attribution,
    Mention,
    MentionKind,
    Role,
    Tagger,
    Tags,
    Trigger,
)
from counterclaim.extracting.world import World, WorldSpec, open_world
from counterclaim.ledger import Ledger
from counterclaim.model import Claim, ClaimType, Document, Passage, Span
from counterclaim.reading import Item, Overrides, read_item
from counterclaim.view import claim_from_object, claim_object

FRENCH = (
    "Le ministère azerbaïdjanais de la Défense a déclaré mercredi que 14 soldats avaient été tués le 3 octobre "
    "près de Chouchi par l’armée arménienne.\n"
)
TURKISH = (
    "Ermenistan Savunma Bakanlığı, 3 Ekim'de Terter'de 1.200 kişinin evlerini terk ettiğini, "
    "bunu Azerbaycan'ın topçu ateşinin başlattığını duyurdu.\n"
)
KINDS: Mapping[Role, MentionKind] = {
    "actor": "party", "target": "party", "place": "place", "time": "time", "quantity": "quantity",
    "evidence": "evidence",
}  # fmt: skip


def tags(text: str, source: str, cue: str, content: str, trigger: str, kind: ClaimType, **roles: str) -> Tags:
    """One attribution that holds one claim, each given by its words in `text`."""

    def at(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words))

    by_role: list[tuple[Role, str]] = [(role, roles[role]) for role in KINDS if role in roles]
    return Tags(
        (Attribution((at(source),), (), (at(cue),), (at(content),)),),
        (Trigger(at(trigger), kind, "asserted", "certain", 0, 0.7),),
        (Mention(at(source), "party"), *(Mention(at(words), KINDS[role]) for role, words in by_role)),
        tuple(Argument(0, index, role) for index, (role, _) in enumerate(by_role, 1)),
    )


KNOWN = {
    FRENCH: tags(
        FRENCH, "Le ministère azerbaïdjanais de la Défense", "a déclaré",
        "14 soldats avaient été tués le 3 octobre près de Chouchi par l’armée arménienne", "tués", "loss",
        actor="l’armée arménienne", place="Chouchi", time="le 3 octobre", quantity="14 soldats",
    ),
    TURKISH: tags(
        TURKISH, "Ermenistan Savunma Bakanlığı", "duyurdu",
        "3 Ekim'de Terter'de 1.200 kişinin evlerini terk ettiğini, bunu Azerbaycan'ın topçu ateşinin başlattığını",
        "terk ettiğini", "displacement",
        actor="Azerbaycan'ın", place="Terter'de", time="3 Ekim'de", quantity="1.200 kişinin",
    ),
}  # fmt: skip


class FixedTagger:
    """Knows a few texts by heart; plugs in where a trained tagger does."""

    name = "neural"
    version = "7"

    def tag(self, text: str, passages: Sequence[Passage], language: str) -> Tags:
        return KNOWN.get(text, Tags())


@pytest.fixture(scope="module")
def world() -> World:
    bare = open_world(WorldSpec())
    taggers: dict[str, Tagger] = {
        "neural": FixedTagger(),
        "patterns": PatternsTagger(bare.registry, bare.gazetteer),
    }
    return replace(bare, taggers=MappingProxyType(taggers))


def document(text: str, language: str) -> Document:
    read = read_item(
        Item("page.txt", "bytes", text.encode()), Overrides(published="2020-10-07", language=language)
    )
    assert isinstance(read, Document)
    return read


def claim_of(text: str, language: str, world: World) -> tuple[Document, Claim]:
    page = document(text, language)
    found = extract(page, world=world)
    assert not found.unread
    assert not found.dropped
    (claim,) = found.claims
    return page, claim


def test_a_french_text_becomes_a_claim(world: World) -> None:
    _, claim = claim_of(FRENCH, "fr", world)
    assert claim.claimant.party == "Azerbaijan"
    assert claim.claimant.name == "Azerbaijan: Ministry"
    assert [a.name for a in claim.actors] == ["Armenia"]
    assert [p.name for p in claim.places] == ["Shusha"]
    assert claim.time is not None
    assert (claim.time.start, claim.time.precision) == ("2020-10-03", "day")
    (figure,) = claim.quantities
    assert (figure.low, figure.high, figure.item, figure.effect) == (14, 14, "soldier", "killed")


def test_a_turkish_text_becomes_a_claim(world: World) -> None:
    _, claim = claim_of(TURKISH, "tr", world)
    assert claim.claimant.name == "Armenia: Ministry of Defence"
    assert [a.name for a in claim.actors] == ["Azerbaijan"]
    assert [p.country for p in claim.places] == ["AZ"]
    assert claim.time is not None
    assert claim.time.start == "2020-10-03"
    (figure,) = claim.quantities
    assert (figure.low, figure.item, figure.effect) == (1200, "civilian", "displaced")


def test_its_claims_are_marked_untrained(world: World) -> None:
    page, claim = claim_of(FRENCH, "fr", world)
    assert claim.engine.startswith("neural 7+")
    assert claim.engine.endswith(" untrained")
    shown = claim_object(claim, page, page.articles[0])
    assert shown["engine"]["untrained"] is True
    assert shown["engine"]["name"] == "neural"
    assert "untrained" not in shown["engine"]["version"]
    assert claim_from_object(json.loads(json.dumps(shown))) == claim
    assert engines(page, world) == {claim.engine}


def test_claims_of_languages_with_a_pack_are_not(world: World) -> None:
    page = document("The army of Sudan said on Monday that it had killed two rebels in Nyala.\n", "en")
    for claim in extract(page, world=world).claims:
        assert not claim.engine.endswith("untrained")
        assert claim_object(claim, page, page.articles[0])["engine"]["untrained"] is False
    assert not any(engine.endswith("untrained") for engine in engines(page, world))


def test_the_patterns_do_not_read_a_language_without_a_pack(world: World) -> None:
    only = replace(world, preferred="patterns")
    assert not only.reads("fr")
    assert only.reads("en")
    assert world.reads("fr")
    assert not world.reads("xx")
    assert not world.reads(None)


def test_without_such_a_tagger_the_cause_says_what_is_missing() -> None:
    page = document(FRENCH, "fr")
    found = extract(page, world=open_world(WorldSpec(tagger="patterns")))
    assert not found.claims
    (cause,) = found.unread.values()
    assert "no language pack for 'fr'" in cause
    assert "no tagger that reads it without one" in cause


def test_a_language_may_be_named_only_where_a_tagger_reads_it(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "page.txt"
    page.write_text(FRENCH, encoding="utf-8")
    told = Overrides(published="2020-10-07", language="fr")
    with Ledger.open(tmp_path / "l.db") as ledger:
        with pytest.raises(UnknownNameError, match=r"French \(fr\).*'neural'.*patterns"):
            pipeline.add(ledger, [str(page)], spec=WorldSpec(tagger="patterns"), overrides=told)
        monkeypatch.setattr(pipeline, "open_world", lambda spec: world)
        summary = pipeline.add(ledger, [str(page)], spec=WorldSpec(), overrides=told)
        assert (summary.new, summary.claims, summary.rejected) == (1, 1, [])
        (claim,) = ledger.claims()
        again = pipeline.add(ledger, [str(page)], spec=WorldSpec(), overrides=Overrides())
    assert claim["engine"]["untrained"] is True
    assert again.known == 1
