"""Integrity of `reading.toml` in all packs and of the list of outlets."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from counterclaim.language import available, load
from counterclaim.reading.cues import KEYS, Phrases, cues, key
from counterclaim.reading.outlets import looks_like_outlet, outlets


@pytest.mark.parametrize("code", available())
def test_pack_has_every_key_and_no_phrase_twice(code: str) -> None:
    section = load(code).section("reading")
    assert set(section) == set(KEYS), f"packs/{code}/reading.toml"
    for name, phrases in section.items():
        twice = [p for p, count in Counter(map(key, phrases)).items() if count > 1]
        assert not twice, f"packs/{code}/reading.toml: {name} holds {twice} twice"


def test_every_domain_belongs_to_one_outlet() -> None:
    data = tomllib.loads((files("counterclaim.reading") / "outlets.toml").read_text(encoding="utf-8"))
    domains = Counter(
        domain for section in data.values() for outlet in section.values() for domain in outlet["domains"]
    )
    assert [domain for domain, count in domains.items() if count > 1] == []
    assert len(outlets().domains) == len(domains)


def test_outlets_are_found_by_name_in_other_scripts_and_by_domain() -> None:
    assert outlets().named("الجزيرة نت") == outlets().at("www.aljazeera.net") == "Al Jazeera"
    assert outlets().named("reuters") == "Reuters"
    assert outlets().named("Reuters said") is None
    assert outlets().at("example.org") is None


@pytest.mark.parametrize(
    ("name", "expected"), [("Lake District Herald", True), ("صحيفة المرفأ", True), ("Ann Miller", False)]
)
def test_unlisted_outlets_are_told_by_their_words(name: str, expected: bool) -> None:
    assert looks_like_outlet(name) is expected


def test_phrases_match_whole_words_in_any_spelling() -> None:
    phrases = Phrases(["follow us on", "أخبار ذات صلة", "share"])
    assert phrases.opens(key("Follow us on Telegram").split()) == 3
    assert phrases.opens(key("Followers of the sect").split()) == 0
    assert key("أَخبار ذات صِلة:") in phrases
    assert phrases.closes(key("please share").split()) == 1
    assert phrases.inside(key("they follow us on foot").split())
    assert not phrases.inside(key("they follow us on foot").split(), 1)
    assert key("shared") not in phrases


def test_cues_are_joined_from_all_packs() -> None:
    assert "related news" in cues().section_ends
    assert key("مواضيع ذات صلة") in cues().section_ends
