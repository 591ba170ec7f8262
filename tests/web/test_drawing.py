"""Drawings of the server: well-formed, named, escaped, the same each time, without style."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from markupsafe import Markup

from counterclaim.web.drawing import (
    Bar,
    Box,
    Dot,
    Line,
    Step,
    around,
    links_svg,
    map_svg,
    steps_svg,
    timeline_svg,
)
from counterclaim.web.drawing.projection import Projection, core, together
from counterclaim.web.drawing.steps import levels

HOSTILE = '<script>alert("x")</script>\u202e&\x00'
NS = "{http://www.w3.org/2000/svg}"


def drawings(name: str = "Northland", href: str | None = "/claims/c_1") -> list[Markup]:
    return [
        map_svg([Dot(45.0, 34.0, name, href=href, contested=True), Dot(45.5, 34.5, name, kind="incident")], title=name),
        steps_svg([Line(name, (Step("2020-10-01", 3, 5, name, href), Step("2020-10-03", 2, None, "2+", marked=name)))]),
        timeline_svg([Bar(name, name, "2020-10-01", None, "2020-10-04", 0, href, True), Bar("b", name, None, "2020-10-02", "2020-10-02")]),
        links_svg([(name, [("a", name)]), ("B", [("b", "denied")])], [("a", "b", name), ("a", "z", "gone")]),
    ]  # fmt: skip


@pytest.mark.parametrize("drawn", drawings() + drawings(HOSTILE, HOSTILE))
def test_each_is_well_formed_named_and_without_style(drawn: Markup) -> None:
    root = ET.fromstring(drawn)
    assert root.tag == f"{NS}svg"
    assert root.find(f"{NS}title") is not None
    assert root.find(f"{NS}desc") is not None
    for one in root.iter():
        assert one.tag != f"{NS}script"
        assert "style" not in one.attrib
        assert not any(key.startswith("on") for key in one.attrib)
    assert "\u202e" not in drawn


def test_the_same_input_gives_the_same_drawing() -> None:
    assert drawings() == drawings()


def test_only_our_own_addresses_become_links() -> None:
    assert "href" not in map_svg([Dot(1, 1, "x", href="javascript:alert(1)")])
    assert 'href="/places/g1"' in map_svg([Dot(1, 1, "x", href="/places/g1")])


def test_nothing_to_draw_is_told_in_words() -> None:
    assert "no points" in map_svg([])
    assert "no totals" in steps_svg([])
    assert "no claims" in timeline_svg([])
    assert "no contradiction" in links_svg([], [])


def test_a_link_without_its_claim_is_left_out() -> None:
    drawn = drawings()[3]
    assert drawn.count('class="link"') == 1


def test_contested_places_differ_without_colour() -> None:
    calm, contested = (map_svg([Dot(45, 34, "x", contested=c)]) for c in (False, True))
    assert contested.count("<circle") == calm.count("<circle") + 1


def test_points_stand_where_they_are() -> None:
    on = Projection(Box(0, -10, 20, 10), 200, 200)
    x, y = on(10, 0)
    assert (round(x), round(y)) == (100, 100)
    assert on(0, 0)[0] < x < on(20, 0)[0]
    assert on(10, 5)[1] < y


def test_a_box_holds_its_points_and_is_never_too_small() -> None:
    box = around([(40.0, 45.0)])
    assert box.east - box.west > 1
    wide = around([(40.0, 45.0), (42.0, 49.0)])
    assert wide.west < 45 < 49 < wide.east
    assert wide.south < 40 < 42 < wide.north


def test_one_far_point_does_not_widen_the_map() -> None:
    near = [(40.0 + n / 10, 45.0 + n / 10) for n in range(12)]
    assert (55.8, 37.6) not in core([*near, (55.8, 37.6)])
    assert core(near[:3]) == near[:3]


def test_held_places_far_from_all_others_do_not_widen_the_map_and_the_rest_stay_in_sight() -> None:
    near = [(35.0 + n / 4, 36.0 + n / 3) for n in range(12)]
    assert together([*near, (26.0, 14.4)]) == near
    assert together([(1.0, 1.0), (50.0, 50.0)]) == [(1.0, 1.0), (50.0, 50.0)]


@pytest.mark.parametrize(
    ("most", "expected"),
    [
        (43, [0, 20, 40, 60]),
        (690, [0, 200, 400, 600, 800]),
        (7_150, [0, 2_000, 4_000, 6_000, 8_000]),
        (2, [0, 1, 2]),
        (24, [0, 10, 20, 30]),
    ],
)
def test_levels_are_round_numbers(most: float, expected: list[float]) -> None:
    assert levels(most) == expected


def test_an_odd_total_points_down_where_it_fell_and_names_stand_above_the_lines() -> None:
    def line(name: str, *totals: float) -> Line:
        steps = (Step(f"2020-10-0{n}", low, low, str(low), marked="odd") for n, low in enumerate(totals, 1))
        return Line(name, tuple(steps))

    one = steps_svg([line("A", 16, 15, 20)])
    assert (one.count("l6 -11h-12z"), one.count("l6 11h-12z")) == (1, 2)
    assert "■" not in one
    two = ET.fromstring(steps_svg([line("A", 16, 15), line("B", 1, 2)]))
    rows = [float(text.attrib["y"]) for text in two.iter(f"{NS}text") if text.find(f"{NS}tspan") is not None]
    highest = min(
        float(p.attrib["d"].split()[1].partition("H")[0])
        for p in two.iter(f"{NS}path")
        if "H" in p.attrib["d"]
    )
    assert len(rows) == 2
    assert max(rows) < highest
