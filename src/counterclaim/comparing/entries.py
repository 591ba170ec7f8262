"""Claims as comparison needs them, made from the objects that the ledger keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from operator import attrgetter
from typing import Any, Protocol, TypeAlias

from counterclaim.comparing.nouns import FORCES, Actor, Entry, Where
from counterclaim.gazetteer.table import Place
from counterclaim.language import fold, known, load, spelled, tokens
from counterclaim.model import Quantity, Span

SHORTEST = 3
"""Characters of a word that counts as content, where the language's pack has no list of stop words."""

NOBODY = ("outlet", "unnamed")
Named: TypeAlias = "Callable[[str, str | None], str | None]"
"""The party that a counted phrase names ('1,200 Norlandian soldiers'), given with its language."""


def nobody(phrase: str, language: str | None) -> None:
    """`Named` where no parties are known."""


class Parties(Protocol):
    """What is known of parties; `Registry` is one."""

    def side_of(self, party: str) -> str: ...


class Places(Protocol):
    """What is known of places; `Gazetteer` is one."""

    def place(self, geonames: int) -> Place | None: ...


class Publishers(Protocol):
    """Which family an outlet belongs to; None where none is known."""

    def __call__(self, outlet: str | None, url: str | None) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What entries are made with."""

    parties: Parties
    places: Places
    publisher: Publishers
    named: Named = nobody
    """The party that a counted phrase names, given with its language."""


def entry(claim: Mapping[str, Any], knowledge: Knowledge) -> Entry:
    """The entry of a claim object (`view.claim_object`, or as the ledger gives it).

    What a reviewer set counts instead of what was read: the fields of `review['set']` by their names in the object.
    """
    claim = corrected(claim)
    article, claimant, when = claim["article"], claim["claimant"], claim["time"]
    publisher = (
        knowledge.publisher(article["outlet"], article["url"]) or article["outlet"] or claim["document"]
    )
    first, last = (when["start"], when["end"]) if when else (None, None)
    told = first is not None or last is not None
    means = (claim["means"], *claim["other_means"]) if claim["means"] else ()
    side = publisher if claimant["party"] == "outlet" else knowledge.parties.side_of(claimant["party"])
    return Entry(
        claim=claim["id"],
        document=claim["document"],
        article=article["id"],
        outlet=article["outlet"],
        publisher=publisher,
        published=article["published"],
        language=article["language"],
        type=claim["type"],
        polarity=claim["polarity"],
        certainty=claim["certainty"],
        confidence=claim["confidence"],
        claimant=claimant["name"],
        party=claimant["party"],
        side=side,
        actors=tuple(_actors(claim["actors"])),
        targets=tuple(_actors(claim["targets"])),
        places=tuple(dict.fromkeys(_where(p, knowledge.places) for p in claim["places"])),
        first=first or (last if told else None),
        last=last or (first if told else None),
        precision=when["precision"] if when and told else None,
        told=told,
        quantities=tuple(_quantity(q) for q in claim["quantities"]),
        means=frozenset(m["class"] for m in means),
        objects=frozenset(o["class"] for o in claim["objects"]),
        trigger=fold(claim["trigger"]["text"]),
        words=content_words(claim["quote"]["text"], article["language"]),
        quote=claim["quote"]["text"],
        span=Span(claim["quote"]["start"], claim["quote"]["end"]),
        title=article["title"],
        url=article["url"],
        credit=article.get("credit"),
        origin=claim["origin"],
        counted=frozenset(_counted(claim, article["language"], knowledge.named)),
        of_side=any(
            one["name"] and knowledge.parties.side_of(one["name"]) == side for one in claim["actors"]
        ),
    )


def corrected(claim: Mapping[str, Any]) -> Mapping[str, Any]:
    """`claim` with the fields that its latest review sets."""
    review = claim.get("review")
    return {**claim, **review["set"]} if review and review.get("set") else claim


def rejected(claim: Mapping[str, Any]) -> bool:
    """Whether a person said that this is no claim, so that it takes no part in comparison."""
    review = claim.get("review") or {}
    return bool(review.get("decision") == "rejected")


def entries(claims: Iterable[Mapping[str, Any]], knowledge: Knowledge) -> Iterator[Entry]:
    """The entries of all claims that nobody rejected."""
    for claim in claims:
        if not rejected(claim):
            yield entry(claim, knowledge)


_FIELDS = [field.name for field in fields(Entry)]
_values = attrgetter(*_FIELDS)
_ORIGIN = _FIELDS.index("origin")


def with_origin(one: Entry, origin: str) -> Entry:
    """`one` in this origin: `replace`, in half its time, for what is done to every claim."""
    values = list(_values(one))
    values[_ORIGIN] = origin
    return Entry(*values)


def content_words(text: str, language: str | None) -> frozenset[str]:
    """Folded words of `text` but stop words, figures, and where no list is known words below three letters."""
    stop = _stop_words(language)
    least = 1 if stop else SHORTEST
    return frozenset(
        word for _, word in spelled(text) if len(word) >= least and word not in stop and not word[0].isdigit()
    )


@lru_cache(maxsize=64)
def _stop_words(language: str | None) -> frozenset[str]:
    if language is None or language not in known():
        return frozenset()
    return frozenset(fold(word) for word in load(language).section("comparing").get("stop_words", ()))


def _actors(given: Iterable[Mapping[str, Any]]) -> Iterator[Actor]:
    for one in given:
        yield Actor(one["name"], fold(one["text"]))


def _counted(claim: Mapping[str, Any], language: str | None, named: Named) -> Iterator[str]:
    """The parties whose forces a loss without targets counts, by the counted phrases."""
    if claim["type"] != "loss" or claim["targets"]:
        return
    speaker = claim["claimant"]["party"]
    alone = speaker not in NOBODY and claim["polarity"] == "asserted"
    for quantity in claim["quantities"]:
        if quantity["item"] not in FORCES:
            continue
        if party := named(quantity["text"], language):
            yield party
        elif alone and any(token.folded in _owners(language) for token in tokens(quantity["text"])):
            yield speaker


@lru_cache(maxsize=64)
def _owners(language: str | None) -> frozenset[str]:
    """Words that give what is counted to the speaker ('12 of its soldiers')."""
    if language is None or language not in known():
        return frozenset()
    return frozenset(fold(word) for word in load(language).section("comparing").get("own", ()))


def _where(given: Mapping[str, Any], places: Places) -> Where:
    name = given["name"] or given["text"]
    country = f"c:{given['country']}" if given["country"] else None
    within: list[str] = []
    key = fold(name)
    if given["geonames"] is not None:
        key = f"g{given['geonames']}"
        place = places.place(given["geonames"])
        if place is not None:
            within = [f"g{one}" for one in (place.adm2, place.adm1) if one and f"g{one}" != key]
    if given["precision"] == "country" and country is not None:
        key = country
    elif country is not None:
        within.append(country)
    return _one_place(key, name, given["precision"], tuple(within), given["lat"], given["lon"])


_one_place = lru_cache(maxsize=1 << 16)(Where)
"""One object for each place, so that two are seen to be one without a look at what they hold."""


def _quantity(given: Mapping[str, Any]) -> Quantity:
    rest = {key: value for key, value in given.items() if key not in ("start", "end")}
    return Quantity(span=Span(given["start"], given["end"]), **rest)
