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
    theirs: frozenset[str]
    either: frozenset[str]
    aux: frozenset[str]
    more: frozenset[str]
    between: frozenset[str]
    clashes: frozenset[str]
    stops: frozenset[str]
    others: frozenset[str]
    things: frozenset[str]
    deeds: frozenset[str]
    weapons: frozenset[str]
    describing: frozenset[str]
    perfect: frozenset[str]
    denying: frozenset[str]
    opposed: frozenset[str]
    aiding: frozenset[str]
    turns: frozenset[str]
    air: frozenset[str]
    single: frozenset[str]
    within: frozenset[str]
    summing: frozenset[str]
    beside: frozenset[str]
    pronouns: frozenset[str]
    by: frozenset[tuple[str, ...]]
    with_whom: frozenset[str]
    leading: frozenset[str]
    prepositions: frozenset[str]
    objects: frozenset[str]
    articles: frozenset[str]
    takes: frozenset[str]
    plural: frozenset[str]
    past: tuple[str, ...]
    participles: tuple[str, ...]
    blamed: re.Pattern[str]
    behind: re.Pattern[str]
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

    def of(key: str) -> frozenset[str]:
        return single(doers, key)

    articles = single(pack.section("quantities").get("nouns", {}), "articles")
    joints = single(effects, "and")
    anaphors = pack.section("parties").get("anaphors", {})
    return DoerWords(
        acts=of("acts"),
        heads=of("acts") | of("opening"),
        fire=of("fire"),
        manners=of("manners"),
        carried=of("carried"),
        inflicts=of("inflicts"),
        repel=single(claims.get("repelling", {}), "words"),
        joints=joints,
        theirs=single(anaphors, "their") | single(anaphors, "its"),
        either=joints | of("or"),
        aux=single(effects, "aux"),
        more=of("more"),
        between=of("between"),
        clashes=of("clashes"),
        stops=of("stops"),
        others=of("unlike"),
        things=of("things"),
        deeds=of("acts") | of("deeds"),
        weapons=of("things") | of("opening") | of("fire") | of("armed"),
        describing=single(grammar, "modifiers") | of("manners"),
        perfect=of("perfect") | of("adverbs"),
        denying=of("denying"),
        opposed=of("opposed"),
        aiding=of("aiding"),
        turns=of("turns"),
        air=of("air"),
        single=single(anaphors, "one_person"),
        within=of("within"),
        summing=of("summing"),
        beside=of("prepositions") - of("by") - of("between") - of("with"),
        pronouns=frozenset().union(
            *(single(anaphors, key) for key in ("first", "plural", "neuter", "male", "female"))
        ),
        by=frozenset(tuple(map(fold, phrase.split())) for phrase in doers.get("by", ())),
        with_whom=of("with"),
        leading=of("leading"),
        prepositions=of("prepositions"),
        objects=of("objects"),
        articles=articles,
        takes=of("takes"),
        plural=single(anaphors, "plural"),
        past=tuple(map(fold, grammar.get("past_endings", ()))),
        participles=tuple(map(fold, grammar.get("sharing_endings", ()))),
        blamed=re.compile(
            rf"\b(?:{any_of(doers.get('blamed', ()))})\s+(?:(?:{any_of(list(articles))})\s+)?\Z"
        ),
        behind=re.compile(rf"\W*\b(?:{any_of(doers.get('behind', ()))})\b"),
        cause=re.compile(rf"\b(?:{causes})\s+{described}{{0,4}}\Z"),
        definite=re.compile(rf"\b(?:{again})\s+(?:[\w’'-]+\s+)?\Z"),
        subject=re.compile(rf"\A\W*(?:{again})\s+(?P<middle>(?:[\w’'-]+\s+){{0,2}})(?:{acts})\b"),
        named=re.compile(rf"\b(?:{causes})\s+(?:{again})\s+(?P<middle>(?:[\w’'-]+\s+)?)(?:{acts})\b"),
    )
