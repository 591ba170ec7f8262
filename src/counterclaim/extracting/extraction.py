"""The public `extract`: a document in, grounded claims and the tags behind them out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from counterclaim import __version__
from counterclaim.extracting.claims import Assembly, Surroundings, grounded
from counterclaim.extracting.denials import answer_denials
from counterclaim.extracting.tags import Tagger, Tags
from counterclaim.extracting.world import World, WorldSpec, open_world
from counterclaim.language import load
from counterclaim.model import Article, Claim, Document


@dataclass(frozen=True, slots=True)
class Tagged:
    """One article's tags, and name and version of the tagger that gave them."""

    tagger: str
    version: str
    tags: Tags

    @property
    def engine(self) -> str:
        return f"{self.tagger} {self.version}"


@dataclass(frozen=True, slots=True)
class Extraction:
    """Claims of one document in text order.

    `tags` by article id: from them claims can be resolved again without tagging. `dropped` counts claims
    that could not be grounded in the text. `unread` names articles, by id, that no tagger reads, with why.
    """

    claims: tuple[Claim, ...]
    tags: Mapping[str, Tagged]
    dropped: int
    unread: Mapping[str, str]


def extract(document: Document, *, world: World | None = None) -> Extraction:
    """Tag `document`'s articles and resolve the tags. Raises nothing for odd text."""
    world = world or open_world(WorldSpec())
    tags, unread = tag_document(document, world)
    claims, dropped = resolve(document, tags, world=world)
    return Extraction(claims, tags, dropped, unread)


def tag_document(document: Document, world: World) -> tuple[dict[str, Tagged], dict[str, str]]:
    """Tags by article id, and why other articles, by id, were not read."""
    tags: dict[str, Tagged] = {}
    unread: dict[str, str] = {}
    for article in document.articles:
        language = article.language
        if language is None or not world.reads(language):
            what = f"no language pack for {language!r}" if language else "its language was not recognised"
            unread[article.id] = f"article at character {article.span.start} not extracted: {what}"
            continue
        tagger = world.tagger(language)
        tagged = tagger.tag(document.text, article.passages, language)
        tags[article.id] = Tagged(tagger.name, engine_version(tagger), tagged)
    return tags, unread


def engines(document: Document, world: World) -> set[str]:
    """The engines that would read `document`'s articles, as in `Claim.engine`."""
    languages = {a.language for a in document.articles if a.language is not None and world.reads(a.language)}
    taggers = [world.tagger(language) for language in languages]
    return {f"{tagger.name} {engine_version(tagger)}" for tagger in taggers}


def engine_version(tagger: Tagger) -> str:
    """Versions of tagger and program, as kept with each claim: '1+0.1.0'."""
    return f"{tagger.version}+{__version__}"


def resolve(document: Document, tags: Mapping[str, Tagged], *, world: World) -> tuple[tuple[Claim, ...], int]:
    """Claims from stored tags, and how many were dropped because they could not be grounded."""
    around = Surroundings(world.registry, world.gazetteer, world.conflicts)
    kept: dict[str, Claim] = {}
    dropped = 0
    for article in document.articles:
        if (tagged := tags.get(article.id)) is None:
            continue
        for claim in _claims(document, article, tagged, around):
            if not grounded(claim, document.text, article.span):
                dropped += 1
            else:
                kept.setdefault(claim.id, claim)
    return tuple(kept.values()), dropped


def _claims(document: Document, article: Article, tagged: Tagged, around: Surroundings) -> list[Claim]:
    assert article.language is not None
    assembly = Assembly(document.text, article, tagged.tags, load(article.language), around)
    found = list(assembly.claims(document.id, tagged.engine))
    return answer_denials(found, assembly)
