"""The public `extract`: a document in, grounded claims and the tags behind them out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from counterclaim import __version__
from counterclaim.extracting.carried_means import with_carried_means
from counterclaim.extracting.carrying_on import carried_on
from counterclaim.extracting.claims import Assembly, Surroundings
from counterclaim.extracting.denials import answer_denials
from counterclaim.extracting.fragments import without_fragments
from counterclaim.extracting.grounding import grounded
from counterclaim.extracting.repelling import with_attackers
from counterclaim.extracting.restating import restate
from counterclaim.extracting.retold import without_retold
from counterclaim.extracting.running_totals import with_baselines
from counterclaim.extracting.tags import ArticleTags, Tagger
from counterclaim.extracting.world import World, WorldSpec, open_world
from counterclaim.language import available, known, load
from counterclaim.model import UNTRAINED, Article, Claim, Document


@dataclass(frozen=True, slots=True)
class Extraction:
    """Claims of one document in text order.

    `tags`, one an article: from them claims can be resolved again without tagging. `dropped` counts claims
    that could not be grounded in the text. `unread` names articles, by id, that no tagger reads, with why.
    """

    claims: tuple[Claim, ...]
    tags: tuple[ArticleTags, ...]
    dropped: int
    unread: Mapping[str, str]


def extract(document: Document, *, world: World | None = None) -> Extraction:
    """Tag `document`'s articles and resolve the tags. Raises nothing for odd text."""
    world = world or open_world(WorldSpec())
    tags, unread = tag_document(document, world)
    claims, dropped = resolve(document, tags, world=world)
    return Extraction(claims, tags, dropped, unread)


def tag_document(document: Document, world: World) -> tuple[tuple[ArticleTags, ...], dict[str, str]]:
    """Tags of each article, and why other articles, by id, were not read."""
    found: list[ArticleTags] = []
    unread: dict[str, str] = {}
    for article in document.articles:
        language = article.language
        if language is None or not world.reads(language):
            what = _lacking(language)
            unread[article.id] = f"article at character {article.span.start} not extracted: {what}"
            continue
        tagger = world.tagger(language)
        layers = tagger.tag(document.text, article.passages, language)
        found.append(ArticleTags(article.id, tagger.name, engine_version(tagger, language), layers))
    return tuple(found), unread


def engines(document: Document, world: World) -> set[str]:
    """The engines that would read `document`'s articles, as in `Claim.engine`."""
    languages = {a.language for a in document.articles if a.language is not None and world.reads(a.language)}
    taggers = [(world.tagger(language), language) for language in languages]
    return {f"{tagger.name} {engine_version(tagger, language)}" for tagger, language in taggers}


def engine_version(tagger: Tagger, language: str) -> str:
    """Versions of tagger and program, as kept with each claim: '1+0.1.0'; marked where nothing but general
    data is known of `language`: '1+0.1.0 untrained'."""
    mark = f" {UNTRAINED}" if load(language).general else ""
    return f"{tagger.version}+{__version__}{mark}"


def _lacking(language: str | None) -> str:
    """Why no tagger reads an article in `language`."""
    if language is None:
        return "its language was not recognised"
    if language in available():
        return f"no tagger for {language!r}"
    there = ", and no tagger that reads it without one" if language in known() else ""
    return f"no language pack for {language!r}{there}"


def resolve(
    document: Document, tags: Iterable[ArticleTags], *, world: World
) -> tuple[tuple[Claim, ...], int]:
    """Claims from stored tags, and how many were dropped because they could not be grounded."""
    around = Surroundings(world.registry, world.gazetteer, world.conflicts)
    tagged = {t.article: t for t in tags}
    kept: dict[str, Claim] = {}
    dropped = 0
    for article in document.articles:
        if article.id not in tagged:
            continue
        for claim in _claims(document, article, tagged[article.id], around):
            if not grounded(claim, document.text, article.span):
                dropped += 1
            else:
                kept.setdefault(claim.id, claim)
    return tuple(kept.values()), dropped


def _claims(document: Document, article: Article, tags: ArticleTags, around: Surroundings) -> list[Claim]:
    assert article.language is not None
    pack = load(article.language)
    layers = with_attackers(document.text, without_fragments(document.text, tags.layers, pack), pack)
    assembly = Assembly(document.text, article, layers, pack, around)
    told = restate(list(assembly.claims(document.id, tags.engine)), assembly)
    told = carried_on(without_retold(answer_denials(told, assembly), assembly), assembly)
    return with_baselines(with_carried_means(told, assembly), assembly)
