"""Counted phrases: their exact characters, bounds, items, effects, and how they belong together."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.extracting import quantities
from counterclaim.language import load
from counterclaim.model import ClaimType, Quantity, Span


def found(text: str, code: str = "en") -> list[str]:
    return [span.of(text) for span in quantities.find(text, 0, len(text), load(code))]


def read(text: str, code: str = "en", claim_type: ClaimType = "loss", trigger: str = "") -> list[Quantity]:
    pack, start = load(code), text.find(trigger)
    return list(
        quantities.read(
            text, quantities.find(text, 0, len(text), pack), claim_type=claim_type,
            trigger=Span(start, start + len(trigger)), sentence=Span(0, len(text)), pack=pack,
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        (
            "It shot down three Azerbaijani fighter jets and two helicopters.",
            ["three Azerbaijani fighter jets", "two helicopters"],
        ),
        (
            "Dozens of Turkish-backed Syrian militants were killed.",
            ["Dozens of Turkish-backed Syrian militants"],
        ),
        (
            "Of 40 recruits, 28 of them were killed and 62 others hurt.",
            ["40 recruits", "28 of them", "62 others"],
        ),
        ("At least 21 people died in the blast.", ["At least 21 people"]),
        ("It lost two Su-25 planes and three T-72s.", ["two Su-25 planes", "three T-72s"]),
        ("Four UN resolutions were adopted.", ["Four UN resolutions"]),
        ("A policeman was killed and a drone was shot down.", ["A policeman", "a drone"]),
        ("Hundreds have been killed.", ["Hundreds"]),
        ("The toll rose to 633 by evening.", ["633"]),
    ],
)
def test_the_whole_noun_phrase_is_found(text: str, phrases: list[str]) -> None:
    assert found(text) == phrases


@pytest.mark.parametrize(
    "text",
    [
        "The S-300, an F-16 and the T-72 of COVID-19 days",
        "Resolution 2254 of 2015 was quoted in 2020",
        "On 12 October and March 5 at 16:30 and 9.40 pm",
        "It lies 20 km away, 60% of it, for 14 hours, three times, at $500",
        "Ahmed, 34, a 12-year-old pupil, met the 106th Brigade",
        "Prices rose 3.5 per cent on 06.10.2020",
        "No one saw one another",
        "He lives in a house near a school",
    ],
)
def test_what_counts_nothing_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_bounds_and_vague_words_are_kept() -> None:
    sixth, seventh = read("At least 78 militants were killed and several hundred rebels were wounded")
    assert (sixth.low, sixth.high, sixth.word, sixth.item, sixth.effect) == (
        78,
        None,
        None,
        "militant",
        "killed",
    )
    assert (seventh.low, seventh.high, seventh.word) == (300, None, "several hundred")
    assert (seventh.item, seventh.effect) == ("militant", "wounded")


def test_each_figure_has_the_effect_of_its_own_words() -> None:
    rows = read("The blast killed 9 and wounded 12 people; 14 tanks were destroyed, and 40 troops captured")
    assert [(q.low, q.effect) for q in rows] == [
        (9, "killed"),
        (12, "wounded"),
        (14, "destroyed"),
        (40, "captured"),
    ]


def test_a_list_of_losses_is_killed_for_people_and_destroyed_for_things() -> None:
    rows = read(
        "The army lost 6,674 troops, 600 armoured vehicles, 6 rocket launchers, 24 planes and 220 UAVs"
    )
    assert [(q.low, q.item, q.effect) for q in rows] == [
        (6674, "soldier", "killed"), (600, "armoured_vehicle", "destroyed"), (6, "mlrs", "destroyed"),
        (24, "aircraft", "destroyed"), (220, "drone", "destroyed"),
    ]  # fmt: skip


def test_killed_or_wounded_are_casualties() -> None:
    (row,) = read("Dozens of fighters had been killed, injured or went missing")
    assert (row.low, row.effect) == (24, "casualties")


def test_others_and_of_them_stand_for_what_was_counted_before() -> None:
    rows = read("Some 78 militants were killed, 12 of them foreigners, and over 100 others were injured")
    assert [(q.low, q.item) for q in rows] == [(78, "militant"), (12, "militant"), (100, "militant")]


def test_a_part_belongs_to_its_whole() -> None:
    rows = read("14 people were killed, including 5 children and 3 women, and another 20 were injured")
    assert [(q.low, q.part_of, q.group, q.effect) for q in rows] == [
        (14, None, None, "killed"), (5, 0, "child", "killed"), (3, 0, "woman", "killed"), (20, None, None, "wounded"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("Since the start of the war, 633 soldiers have been killed", "start of the war"),
        ("It has lost 12 tanks since 27 September 2020", "2020-09-27"),
        ("In the past 24 hours 12 soldiers were killed", "24 hours"),
        ("So far 12 soldiers have been killed", None),
    ],
)
def test_a_running_total_has_its_baseline(text: str, since: str | None) -> None:
    (row,) = read(text)
    assert (row.cumulative, row.since) == (True, since)


def test_a_plain_toll_is_no_running_total() -> None:
    (row,) = read("Twelve soldiers were killed on Tuesday")
    assert (row.cumulative, row.since) == (False, None)


def test_the_type_of_claim_tells_what_its_words_do_not() -> None:
    (displaced,) = read("More than one million Karabanians have been displaced", claim_type="displacement")
    assert (displaced.low, displaced.item, displaced.effect) == (1_000_000, "civilian", "displaced")
    (sent,) = read("At least 850 rebels were sent there", claim_type="deployment")
    assert (sent.low, sent.item, sent.effect) == (850, "militant", "deployed")
    (taken,) = read("The army captured seven villages", claim_type="control")
    assert (taken.item, taken.effect) == ("settlement", "taken")


def test_one_thing_counts_only_where_it_was_lost() -> None:
    text = "A drone was shot down"
    assert [(q.low, q.item, q.effect) for q in read(text)] == [(1, "drone", "shot_down")]
    assert read(text, claim_type="attack") == []


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("أسقطت القوات طائرتين مسيّرتين ودمرت 12 دبابة", [("طائرتين مسيّرتين", 2, "drone"), ("12 دبابة", 12, "tank")]),
        ("ومشاركة ستّ سفن وسبع طائرات وأكثر من 400 جندي", [("ستّ سفن", 6, "ship"), ("وسبع طائرات", 7, "aircraft"), ("وأكثر من 400 جندي", 400, "soldier")]),
        ("مقتل جنديين وإصابة مدنيين اثنين", [("جنديين", 2, "soldier"), ("مدنيين اثنين", 2, "civilian")]),
        ("قتل ٢٥ مسلحاً وثلاثة آخرون", [("٢٥ مسلحاً", 25, "militant"), ("وثلاثة آخرون", 3, "militant")]),
        ("قتل عشرات المدنيين", [("عشرات المدنيين", 20, "civilian")]),
        ("قتل 110 من المسلحين الحوثيين", [("110 من المسلحين الحوثيين", 110, "militant")]),
        ("مقتل خمسة وعشرين جندياً على الأقل", [("خمسة وعشرين جندياً على الأقل", 25, "soldier")]),
    ],
)  # fmt: skip
def test_arabic_phrases_duals_and_attached_letters(text: str, rows: list[tuple[str, int, str]]) -> None:
    assert [(q.text, q.low, q.item) for q in read(text, "ar")] == rows


def test_arabic_parts_and_effects() -> None:
    rows = read("قُتل 14 مدنياً بينهم خمسة أطفال وثلاث نساء وأصيب 20 آخرون", "ar")
    assert [(q.low, q.part_of, q.group, q.effect) for q in rows] == [
        (14, None, None, "killed"), (5, 0, "child", "killed"), (3, 0, "woman", "killed"), (20, None, None, "wounded"),
    ]  # fmt: skip


PARTS = [
    "12", "two", "dozens", "of", "them", "soldiers", "killed", "and", "wounded", ",", "including", "5", "children", "a",
    "drone", "was", "shot", "down", "others", "1,500-2,000", "at least", ".", "S-300", "-", "%", "since", "2020",
    "جنديين", "قتل", "وثلاثة", "مدنيين", "اثنين", "14", "منهم", "بينهم", "و31", "مئة",
]  # fmt: skip


@given(st.lists(st.sampled_from(PARTS), max_size=18), st.integers(0, 60), st.integers(0, 120))
def test_spans_lie_in_the_range_in_order_and_parts_before_them(
    parts: list[str], start: int, end: int
) -> None:
    text = " ".join(parts)
    for code in ("en", "ar"):
        pack = load(code)
        spans = quantities.find(text, start, end, pack)
        assert all(start <= s.start < s.end <= min(end, len(text)) for s in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))
        rows = quantities.read(
            text,
            spans,
            claim_type="loss",
            trigger=Span(start, start),
            sentence=Span(start, max(start, end)),
            pack=pack,
        )
        for index, row in enumerate(rows):
            assert row.text == text[row.span.start : row.span.end]
            assert row.part_of is None or row.part_of < index
            assert row.low is None or row.high is None or row.low <= row.high


@given(st.text(max_size=80))
def test_no_text_breaks_it(text: str) -> None:
    for code in ("en", "ar"):
        read(text, code)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("It captured a Mi-24 helicopter and a Su-25.", [(1, "helicopter"), (1, "aircraft")]),
        ("An MQ-9 drone was shot down.", [(1, "drone")]),
        ("It destroyed a tank, a Ka-52 helicopter and 2 BMP-2.",
         [(1, "tank"), (1, "helicopter"), (2, "armoured_vehicle")]),
        ("Troops killed 23 Daesh members and 11 IS members.", [(23, "militant"), (11, "militant")]),
        ("The raid killed 5 members of the Wagner group.", [(5, "militant")]),
        ("The clash left four soldiers and a civilian dead.", [(4, "soldier"), (1, "civilian")]),
    ],
)  # fmt: skip
def test_designations_are_no_figures_and_members_count_as_their_group(
    text: str, figures: list[tuple[int, str]]
) -> None:
    assert [(q.low, q.item) for q in read(text)] == figures


def test_inhabitants_are_not_counted() -> None:
    assert found(
        "The city, with a population of over 200,000 people, was taken and 40 soldiers were killed."
    ) == ["40 soldiers"]


def test_what_harm_does_depends_on_what_is_counted() -> None:
    houses, people = (
        read("Soldiers burned 50 houses."),
        read("33 people suffered from breathing difficulties."),
    )
    assert [q.effect for q in (*houses, *people)] == ["destroyed", "wounded"]


@pytest.mark.parametrize(
    ("text", "trigger", "figures"),
    [
        (
            "The attack left 9 dead, 30 wounded and 5 missing.",
            "left 9 dead, 30 wounded",
            [(9, "person", "killed"), (30, "person", "wounded"), (5, "person", "missing")],
        ),
        (
            "The blast left three policemen dead and 14 injured.",
            "left three policemen dead",
            [(3, "soldier", "killed"), (14, "soldier", "wounded")],
        ),
        (
            "Missiles struck a hospital, killing five.",
            "killing",
            [(5, "person", "killed")],
        ),
    ],
)
def test_a_figure_keeps_the_harm_named_in_its_own_words(
    text: str, trigger: str, figures: list[tuple[int, str, str]]
) -> None:
    assert [(q.low, q.item, q.effect) for q in read(text, trigger=trigger) if q.item != "building"] == figures


def test_those_who_do_the_harm_do_not_suffer_it() -> None:
    assert [
        (q.text, q.effect) for q in read("A suicide bomber killed at least 16 civilians outside a bakery.")
    ] == [("at least 16 civilians", "killed")]
    assert [(q.text, q.effect) for q in read("Two gunmen killed five people.")] == [
        ("Two gunmen", "other"),
        ("five people", "killed"),
    ]
    assert [(q.text, q.effect) for q in read("Five rebels killed in air strike")] == [
        ("Five rebels", "killed")
    ]


@pytest.mark.parametrize(
    ("text", "trigger", "code"),
    [
        ("Two people died and three were hurt.", "died", "en"),
        ("Seven soldiers died and 20 suffered injuries in the ambush.", "died", "en"),
        ("Nine villagers perished while 14 sustained wounds.", "perished", "en"),
        ("إن 120 فلسطينيا قتلوا وأصيب 249 آخرون في غارات.", "قتلوا", "ar"),
    ],
)
def test_a_second_figure_has_its_own_verb(text: str, trigger: str, code: str) -> None:
    assert [q.effect for q in read(text, code, trigger=trigger)] == ["killed", "wounded"]


@pytest.mark.parametrize(
    ("text", "phrase", "value", "code"),
    [
        ("It downed 24 of 25 drones overnight.", "24 of 25 drones", 24, "en"),
        ("It shot down 31 out of 36 Shahed drones.", "31 out of 36 Shahed drones", 31, "en"),
        ("أسقط الجيش 24 من أصل 25 طائرة مسيرة", "24 من أصل 25 طائرة مسيرة", 24, "ar"),
    ],
)
def test_a_number_out_of_a_whole_is_one_figure(text: str, phrase: str, value: int, code: str) -> None:
    (quantity,) = read(text, code)
    assert (quantity.text, quantity.low, quantity.item) == (phrase, value, "drone")


def test_what_a_thing_is_hit_with_is_not_counted_as_lost() -> None:
    text = "Jets hit the camp with two guided bombs, killing three people."
    assert [q.text for q in read(text)] == ["three people"]


def test_a_toll_counts_people_whoever_was_named_before() -> None:
    text = "It does not part civilians from combatants. Its toll rose to 34,000."
    pack, start = load("en"), text.find("Its")
    (quantity,) = quantities.read(
        text, quantities.find(text, start, len(text), pack), claim_type="loss",
        trigger=Span(start + 4, start + 8), sentence=Span(start, len(text)), pack=pack,
    )  # fmt: skip
    assert quantity.item == "person"


def test_lists_without_commas_keep_each_figure_with_its_own_word() -> None:
    both = read("Nine persons killed 12 injured in a rocket attack.", trigger="killed")
    assert [(q.low, q.effect) for q in both] == [(9, "killed"), (12, "wounded")]
    both = read("Shells hit the market killing 8 persons injuring more than 55.", trigger="killing")
    assert [(q.low, q.effect) for q in both] == [(8, "killed"), (55, "wounded")]


def marked(text: str, phrase: str, claim_type: ClaimType = "control") -> tuple[Quantity, ...]:
    at = text.index(phrase)
    return quantities.read(
        text, [Span(at, at + len(phrase))], claim_type=claim_type, trigger=Span(0, 3),
        sentence=Span(0, len(text)), pack=load("en"),
    )  # fmt: skip


@pytest.mark.parametrize(
    "phrase", ["30% of the city", "15 kilometres", "up to $5 million", "many of the men"]
)
def test_a_marked_measure_or_share_counts_nothing(phrase: str) -> None:
    assert marked(f"They say that {phrase} is held by rebels.", phrase) == ()


@pytest.mark.parametrize(
    ("phrase", "item"),
    [
        ("two rebel-held buildings", "building"),
        ("37 government fighters", "militant"),
        ("five ex-soldiers", "soldier"),
    ],
)
def test_words_joined_by_a_hyphen_only_describe(phrase: str, item: str) -> None:
    (quantity,) = marked(f"They say that {phrase} were lost.", phrase, "loss")
    assert quantity.item == item


def test_a_part_in_between_hides_no_verb() -> None:
    whole, part = read("Troops were sent: 15 people including a child were killed.", trigger="killed")
    assert (whole.effect, part.effect, part.part_of) == ("killed", "killed", 0)


def test_displaced_people_can_be_killed() -> None:
    (quantity,) = read("At least 14 displaced persons were killed.", trigger="killed")
    assert quantity.effect == "killed"


def test_lost_lives_are_no_running_total() -> None:
    assert not any(q.cumulative for q in read("At least 50 people have lost their lives.", trigger="lost"))


@pytest.mark.parametrize(
    ("phrase", "lows"), [("a policeman", [1]), ("woman", [1]), ("rebels", []), ("children", [])]
)
def test_several_without_a_figure_are_not_one(phrase: str, lows: list[int]) -> None:
    text = f"The blast killed {phrase} in Kutum."
    marked = Span(17, 17 + len(phrase))
    found = quantities.read(
        text, [marked], claim_type="loss", trigger=Span(10, 16), sentence=Span(0, len(text)), pack=load("en")
    )
    assert [quantity.low for quantity in found] == lows


@pytest.mark.parametrize(
    "text",
    [
        "The war has killed 900 people",
        "More than 900 people have died in the conflict",
        "Some 30,000 people have been killed",
    ],
)
def test_what_a_war_has_cost_is_a_running_total(text: str) -> None:
    assert [q.cumulative for q in read(text)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "A war monitor says 12 people have been killed",
        "Twelve people died in the war",
        "Some 3,000 people have been killed",
    ],
)
def test_one_happening_is_no_total_of_the_war(text: str) -> None:
    assert [q.cumulative for q in read(text)] == [False]
