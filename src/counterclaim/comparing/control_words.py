"""What a claim of type control says of a place, by the words of its trigger and the language's control.toml."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, TypeAlias, cast

from counterclaim.language import fold, known, load

Control: TypeAlias = Literal["neither", "leaves", "frees", "occupies", "takes", "holds"]
ORDER: tuple[Control, ...] = ("neither", "leaves", "frees", "occupies", "takes", "holds")


@lru_cache(maxsize=65_536)
def control_class(trigger: str, language: str | None) -> Control | None:
    """The class of a folded trigger; None where the language has no list, or none has a word of it."""
    lists, anywhere = _lists(language)
    words = trigger.split()
    for name, phrases in lists:
        for phrase in phrases:
            if _stands(phrase, words, trigger, anywhere):
                return name
    return None


def has_words(language: str | None) -> bool:
    """Whether the language's pack has words of control."""
    return any(phrases for _, phrases in _lists(language)[0])


def _stands(phrase: str, words: list[str], trigger: str, anywhere: bool) -> bool:
    if anywhere or " " in phrase:
        return phrase in trigger
    if phrase.endswith("*"):
        return any(word.startswith(phrase[:-1]) for word in words)
    return phrase in words


@lru_cache(maxsize=64)
def _lists(language: str | None) -> tuple[tuple[tuple[Control, tuple[str, ...]], ...], bool]:
    if language is None or language not in known():
        return (), False
    section = load(language).section("control")
    lists = tuple((name, tuple(map(fold, cast("list[str]", section.get(name, ()))))) for name in ORDER)
    return lists, bool(section.get("anywhere", False))
