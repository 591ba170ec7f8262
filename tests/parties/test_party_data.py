"""The data that parties are read with: packs, states and the general list."""

from __future__ import annotations

import importlib.util
from importlib.resources import files
from pathlib import Path

import pytest

from counterclaim.language import available, load
from counterclaim.parties import conflict, states
from counterclaim.parties.registry import WORD_KINDS, Registry

OTHER_WORDS = {"also_words", "name_prefixes"}
SECTIONS = {
    "affixes",
    "states",
    "adjectives",
    "offices",
    "defaults",
    "words",
    "doers",
    "grammar",
    "anaphors",
    "bodies",
}
ANAPHORS = {
    "both", "definite", "of_person", "male", "female", "neuter", "plural", "first", "person", "group",
    "monitor", "media", "body", "source", "office", "message", "former_last", "indefinite", "named_only", "nobody", "articles", "makers", "one_person",
    "our", "their", "its", "others_of", "agents", "articleless", "members", "we", "owned", "our_endings", "their_endings",
    "pair", "any_fighters",
}  # fmt: skip


@pytest.mark.parametrize("code", available())
def test_a_pack_uses_known_keys_states_and_office_names(code: str) -> None:
    section = load(code).section("parties")
    assert set(section) <= SECTIONS
    assert set(section.get("words", {})) <= set(WORD_KINDS) | OTHER_WORDS
    assert set(section.get("anaphors", {})) <= ANAPHORS
    assert set(section.get("states", {})) <= set(states.codes())
    english = load("en").section("parties")["offices"]
    for sort in ("body", "person"):
        unknown = set(section.get("offices", {}).get(sort, {})) - set(english[sort])
        assert not unknown, f"{code}: offices under a name that English has not: {unknown}"
    for form in (f for forms in section.get("defaults", {}).values() for f in forms):
        own = section["offices"].values()
        assert any(form in forms for sort in own for forms in sort.values()), form


def test_every_state_has_a_name_in_english_and_arabic() -> None:
    registry = Registry.load()
    for code, name in states.codes().items():
        for language in ("en", "ar"):
            written = states.names(language).states[code]
            resolved = registry.resolve(written, language)
            assert resolved is not None, (code, language, written)
            assert resolved.party == name, (code, language, written)


def test_the_general_list_repeats_no_party_and_no_alias() -> None:
    text = (files("counterclaim") / "parties" / "bodies.toml").read_text(encoding="utf-8")
    general = conflict.loads(text, name="general", where="bodies.toml")
    names = [party.name for party in general.parties]
    assert len(names) == len(set(names))
    owner: dict[tuple[str, str], str] = {}
    for party in general.parties:
        for language, aliases in party.aliases.items():
            for alias in aliases:
                assert owner.setdefault((language, alias), party.name) == party.name, alias
    registry = Registry.load()
    for office in general.offices:
        assert registry.is_known(office.party), office.party


def test_states_are_built_the_same_again() -> None:
    pytest.importorskip("babel", reason="Babel builds the names of states")
    path = Path(__file__).parents[2] / "tools" / "build_states.py"
    spec = importlib.util.spec_from_file_location("build_states", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    built = module.build()
    assert built == module.build()
    stored = (files("counterclaim") / "parties" / "states.jsonl").read_text(encoding="utf-8")
    assert built.splitlines()[0] == stored.splitlines()[0]
    assert len(stored.splitlines()) > 150


def test_only_the_lines_asked_for_are_read() -> None:
    assert states.names("ar").states["TR"] == "تركيا"
    assert states.names("zz").states == {}
    assert states.codes()["PS"] == "Palestine"
