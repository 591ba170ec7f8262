"""Every file of every language pack: faults are named by file and key."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from counterclaim.errors import SettingsError
from counterclaim.language import Pack, available, load

ROOT = Path(str(files("counterclaim") / "packs"))
SECTIONS = {
    *("pack", "attribution", "claims", "dates", "events", "means"),
    *("parties", "places", "quantities", "reading", "inflection", "comparing", "control"),
}
# What only rules of tagging need; endings of case only languages that have them.
TAGGING = {"attribution", "events"}
CASES = {"inflection"}
MEASURED = {"event_weights"}
# Rules of inflection hold endings, where an empty one has a meaning.
RULES = re.compile(r"(^|\.)(inflection|morphology|macros|\w*endings)(\.|$)")
PATHS = sorted(ROOT.glob("*/*.toml"))


def named(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


@cache
def section(path: Path) -> Mapping[str, Any]:
    return load(path.parent.name).section(path.stem)


def leaves(value: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """Lists and single values of a section, with the dotted key under which they stand."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from leaves(inner, f"{key}.{name}" if key else name)
    elif isinstance(value, list) and any(isinstance(inner, Mapping) for inner in value):
        for number, inner in enumerate(value):
            yield from leaves(inner, f"{key}[{number}]")
    else:
        yield key, value


def words(value: Any) -> list[str]:
    """The words of a list, or of a string that holds a list of words over several lines."""
    if isinstance(value, list):
        return [word for word in value if isinstance(word, str)]
    return value.split() if isinstance(value, str) and "\n" in value else []


@pytest.mark.parametrize("path", PATHS, ids=named)
def test_file_is_a_known_section(path: Path) -> None:
    assert path.stem in SECTIONS


@pytest.mark.parametrize("code", available())
def test_pack_has_every_section(code: str) -> None:
    present = {path.stem for path in (ROOT / code).glob("*.toml")}
    rules = "patterns" in load(code).taggers
    assert present >= SECTIONS - CASES - (set() if rules else TAGGING)
    assert {path.stem for path in (ROOT / code).glob("*.json")} == (MEASURED if rules else set())
    assert (ROOT / code / "examples.jsonl").is_file()


@pytest.mark.parametrize("path", PATHS, ids=named)
def test_words_are_trimmed_and_not_empty(path: Path) -> None:
    faults = [
        f"{named(path)} [{key}]: {word!r}"
        for key, value in leaves(section(path))
        if not RULES.search(key)
        for word in words(value)
        if word != word.strip() or not word
    ]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("path", PATHS, ids=named)
def test_no_list_holds_a_word_twice(path: Path) -> None:
    faults = [
        f"{named(path)} [{key}]: {word!r} stands {count} times"
        for key, value in leaves(section(path))
        if not RULES.search(key)
        for word, count in Counter(words(value)).items()
        if count > 1
    ]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("path", PATHS, ids=named)
def test_every_key_of_a_section_is_read_by_the_program(path: Path) -> None:
    """A mistyped key would be passed over silently."""
    faults = [f"{named(path)} [{key}]" for key in section(path) if key not in names_in_code()]
    assert not faults, "\n".join(faults)


@cache
def names_in_code() -> frozenset[str]:
    code = "\n".join(path.read_text(encoding="utf-8") for path in ROOT.parent.rglob("*.py"))
    return frozenset(re.findall(r"\w+", code))


@pytest.mark.parametrize("path", PATHS, ids=named)
def test_file_says_what_its_keys_mean(path: Path) -> None:
    if path.stem == "pack":
        return
    first = path.read_text(encoding="utf-8").split("\n", 1)[0]
    assert first.startswith("# "), f"{named(path)} begins with no comment"


def test_broken_toml_is_an_error_that_names_pack_and_file(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text('name = "Test"\nscript = "Latn"\ntaggers = ["patterns"]\n')
    (tmp_path / "events.toml").write_text("verbs = [unfinished")
    with pytest.raises(SettingsError, match=r"language pack xx, events\.toml"):
        Pack("xx", tmp_path).section("events")


@pytest.mark.parametrize("code", available())
def test_head_names_language_script_and_taggers(code: str) -> None:
    head = load(code).section("pack")
    assert set(head) == {"name", "script", "taggers"}
    assert re.fullmatch(r"[A-Z][a-z]{3}", head["script"]), "an ISO 15924 code"
    assert head["taggers"]
