"""Words by which a reader tells whose deed a harm is: tables of a pack's parties.toml, claims.toml and quantities.toml."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from counterclaim.language import fold, load


class DoerWords(NamedTuple):
    """Folded words of the tables and patterns over folded text; parties.toml says what each stands for."""

    acts: frozenset[str]
    heads: frozenset[str]
    fire: frozenset[str]
    manners: frozenset[str]
    carried: frozenset[str]
    inflicts: frozenset[str]
    repel: frozenset[str]
    joints: frozenset[str]
    aux: frozenset[str]
    more: frozenset[str]
    between: frozenset[str]
    clashes: frozenset[str]
    stops: frozenset[str]
    others: frozenset[str]
    things: frozenset[str]
    plural: frozenset[str]
    participles: tuple[str, ...]
    cause: re.Pattern[str]
    definite: re.Pattern[str]
    subject: re.Pattern[str]
    named: re.Pattern[str]


@lru_cache(maxsize=16)
def doer_words(code: str) -> DoerWords:
    pack = load(code)
    doers, grammar = pack.section("parties").get("doers", {}), pack.section("parties").get("grammar", {})
    claims, effects = pack.section("claims"), pack.section("quantities").get("effects_grammar", {})

    def single(table: object, key: str) -> frozenset[str]:
        return frozenset(map(fold, table.get(key, ()))) if isinstance(table, dict) else frozenset()

    def any_of(words: Sequence[str]) -> str:
        return "|".join(re.escape(fold(word)) for word in words) or r"(?!)"

    causes = any_of([*claims.get("causes", ()), *claims.get("cause_clauses", ())])
    again, acts = any_of(claims.get("again", ())), any_of(doers.get("acts", ()))
    described = rf"(?:(?!(?:{any_of(claims.get('cause_ends', ()))})\b)[\w.’'-]+\s+)"
    return DoerWords(
        single(doers, "acts"), single(doers, "acts") | single(doers, "opening"), single(doers, "fire"), single(doers, "manners"), single(doers, "carried"),
        single(doers, "inflicts"), single(claims.get("repelling", {}), "words"), single(effects, "and"),
        single(effects, "aux"), single(doers, "more"), single(doers, "between"), single(doers, "clashes"), single(doers, "stops"),
        single(doers, "unlike"), single(doers, "things"),
        single(pack.section("parties").get("anaphors", {}), "plural"),
        tuple(map(fold, grammar.get("sharing_endings", ()))),
        re.compile(rf"\b(?:{causes})\s+{described}{{0,4}}\Z"),
        re.compile(rf"\b(?:{again})\s+(?:[\w’'-]+\s+)?\Z"),
        re.compile(rf"\A\W*(?:{again})\s+(?P<middle>(?:[\w’'-]+\s+){{0,2}})(?:{acts})\b"),
        re.compile(rf"\b(?:{causes})\s+(?:{again})\s+(?P<middle>(?:[\w’'-]+\s+)?)(?:{acts})\b"),
    )  # fmt: skip
