"""Russian reporting of our own, tagged by hand: from tags to claims."""

from __future__ import annotations

from functools import cache
from typing import Any

from counterclaim.extracting import quantities
from counterclaim.extracting.claims import Assembly, Surroundings
from counterclaim.extracting.tags import Argument, Attribution, Mention, Role, Tags, Trigger
from counterclaim.extracting.world import World, WorldSpec, open_world
from counterclaim.language import load
from counterclaim.model import Article, Claim, ClaimType, Passage, Span

TEXT = (
    "Министерство обороны Азербайджана сообщило, что в ночь на 3 октября под Физули сбиты пять армянских "
    "беспилотников. По данным ведомства, погибли не менее сорока военнослужащих противника.\n"
    "В Ереване эти сведения опровергли. Пресс-секретарь армянского Минобороны Левон Тигранян заявил, что в среду "
    "обстреляна больница в Степанакерте. По его словам, ранены трое врачей."
)


@cache
def world() -> World:
    return open_world(WorldSpec())


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def said(source: str, cue: str, content: str) -> Attribution:
    return Attribution((at(source),), (), (at(cue),), (at(content),))


ATTRIBUTIONS = (
    said("Министерство обороны Азербайджана", "сообщило", "в ночь на 3 октября под Физули сбиты пять армянских беспилотников"),
    said("ведомства", "По данным", "погибли не менее сорока военнослужащих противника"),
    said(
        "Пресс-секретарь армянского Минобороны Левон Тигранян", "заявил",
        "в среду обстреляна больница в Степанакерте",
    ),
    Attribution((at("его слов"[:3]),), (), (at("словам"),), (at("ранены трое врачей"),)),
)  # fmt: skip
HAPPENINGS: tuple[tuple[str, ClaimType, int, dict[Role, str]], ...] = (
    ("сбиты", "loss", 0, {"time": "в ночь на 3 октября", "place": "Физули", "quantity": "пять армянских беспилотников"}),
    ("погибли", "loss", 1, {"quantity": "не менее сорока военнослужащих противника"}),
    ("обстреляна", "attack", 2, {"time": "в среду", "place": "Степанакерте", "target": "больница"}),
    ("ранены", "loss", 3, {"quantity": "трое врачей"}),
)  # fmt: skip
KINDS: dict[Role, Any] = {"time": "time", "place": "place", "quantity": "quantity", "target": "party"}


@cache
def claims() -> tuple[Claim, ...]:
    mentions: list[Mention] = []
    arguments: list[Argument] = []
    for index, (_, _, _, roles) in enumerate(HAPPENINGS):
        for role, words in roles.items():
            arguments.append(Argument(index, len(mentions), role))
            mentions.append(Mention(at(words), KINDS[role]))
    triggers = tuple(
        Trigger(at(words), kind, "asserted", "certain", number) for words, kind, number, _ in HAPPENINGS
    )
    tags = Tags(ATTRIBUTIONS, triggers, tuple(mentions), tuple(arguments))
    cut = TEXT.index("\n")
    article = Article(
        "a", Span(0, len(TEXT)), None, None, None, "2020-10-09", False, None, "ru", None, None,
        (Passage(Span(0, cut), "paragraph"), Passage(Span(cut + 1, len(TEXT)), "paragraph")),
    )  # fmt: skip
    around = Surroundings(world().registry, world().gazetteer, world().conflicts)
    return tuple(Assembly(TEXT, article, tags, load("ru"), around).claims("d", "test"))


def test_claimants_are_offices_whatever_the_case_and_go_back_to_them() -> None:
    assert [claim.claimant.name for claim in claims()] == [
        "Azerbaijan: Ministry of Defence",
        "Azerbaijan: Ministry of Defence",
        "Armenia: Ministry of Defence",
        "Armenia: Ministry of Defence",
    ]


def test_times_and_places_are_resolved() -> None:
    shot, _, shelled, _ = claims()
    assert shot.time is not None
    assert (shot.time.start, shot.time.precision) == ("2020-10-03", "day")
    assert [place.name for place in shot.places] == ["Fuzuli"]
    assert shelled.time is not None
    assert shelled.time.start == "2020-10-07"
    assert [place.name for place in shelled.places] == ["Stepanakert"]


def test_figures_have_bounds_item_and_effect() -> None:
    shot, killed, _, wounded = (claim.quantities for claim in claims())
    assert [(q.low, q.item, q.effect) for q in shot] == [(5, "drone", "shot_down")]
    assert [(q.low, q.high, q.item, q.effect) for q in killed] == [(40, None, "soldier", "killed")]
    assert [(q.low, q.group, q.effect) for q in wounded] == [(3, "medic", "wounded")]


def test_what_was_hit_and_by_what() -> None:
    shelled = claims()[2]
    assert shelled.means is not None
    assert shelled.means[0].kind == "shelling"
    assert [thing.kind for thing in shelled.objects] == ["hospital"]


def figures(text: str, trigger: str, *words: str) -> list[tuple[int | None, str, str]]:
    start = text.index(trigger)
    found = quantities.read(
        text,
        [Span(text.index(w), text.index(w) + len(w)) for w in words],
        claim_type="loss",
        trigger=Span(start, start + len(trigger)),
        sentence=Span(0, len(text)),
        pack=load("ru"),
    )
    return [(q.low, q.item, q.effect) for q in found]


def test_a_figure_that_is_marked_twice_counts_once() -> None:
    text = "Погибли трое солдат, ещё пятеро ранены."
    assert figures(text, "Погибли", "трое солдат", "ещё пятеро", "ещё пятеро ранены") == [
        (3, "soldier", "killed"),
        (5, "soldier", "wounded"),
    ]


def test_what_something_was_hit_with_is_not_lost() -> None:
    text = "Больница повреждена ударом беспилотника."
    assert figures(text, "повреждена", "беспилотника") == []
    assert figures(text, "повреждена", "Больница") == [(1, "building", "damaged")]


def test_a_language_is_read_where_one_of_its_taggers_is_open() -> None:
    here = world()
    assert here.reads("en")
    assert here.reads("ru") == ("neural" in here.taggers)
    assert not open_world(WorldSpec(tagger="patterns")).reads("ru")
    assert not here.reads(None)
