"""Who did it, by the words right beside: 'by X', 'from X', 'against X', 'backed by X', 'terrorist attacks'.

A tagger sometimes takes for the doer of a happening whoever stands near: the one from whom a town was taken, who was
sent arms, whom the doer supports, or the weapon itself; and it leaves out a doer whom 'by' names. The pack's
parties.toml has the words in its table `doers`; a language without it is left as it is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from counterclaim.extracting.tags import Argument, Mention, Tags, Trigger
from counterclaim.language import Pack, fold, load, tokens
from counterclaim.model import ClaimType, Span

_REACH = 60
"""Characters before a mention in which the words that lead to it stand."""

_FAR = 100
"""Characters from a happening to a doer whom 'by' names."""

_AUXILIARIES = 3
"""Words of a passive before its participle ('have also been')."""

_STOPS = frozenset(".;!?:\n")
_HARM: frozenset[ClaimType] = frozenset({"loss", "abuse", "control"})
_DONE: frozenset[ClaimType] = frozenset({"loss", "abuse", "attack", "control"})

Phrases = frozenset[tuple[str, ...]]


class _Words(NamedTuple):
    """Folded words of the table `doers`; parties.toml says what each stands for."""

    by: Phrases
    carried: frozenset[str]
    source: Phrases
    takes: frozenset[str]
    receiver: Phrases
    victim: Phrases
    helped: Phrases
    manners: frozenset[str]
    things: frozenset[str]
    articles: frozenset[str]
    modifiers: frozenset[str]
    follows: frozenset[str]
    past: tuple[str, ...]
    upon: Phrases
    hits: Phrases
    cuts: frozenset[str]
    indefinite: frozenset[str]
    joints: frozenset[str]
    passive: frozenset[str]
    perfect: frozenset[str]


def with_doers(text: str, tags: Tags, pack: Pack) -> Tags:
    """`tags` whose actors stand where a doer stands: those that are led to as sufferers become targets, weapons and
    helpers are none, and a harm without a doer takes the one that 'by' names right behind it."""
    words = _words(pack.code)
    if not words.by:
        return tags
    tags = replace(tags, mentions=tuple(_cut(text, mention, words) for mention in tags.mentions))
    tags = _modifiers(text, tags, words)
    kept = tuple(dict.fromkeys(one for a in tags.arguments for one in _judged(text, tags, a, words)))
    changed = replace(tags, arguments=_without_strangers(text, replace(tags, arguments=kept), words))
    added = dict.fromkeys((*changed.arguments, *_named(text, changed, words)))
    full = replace(changed, arguments=tuple(added))
    return replace(full, arguments=tuple(dict.fromkeys((*full.arguments, *_joined(text, full, words)))))


@lru_cache(maxsize=16)
def _words(code: str) -> _Words:
    pack = load(code)
    section = pack.section("parties")
    given, grammar = section.get("doers", {}), section.get("grammar", {})

    def phrases(key: str) -> Phrases:
        return frozenset(tuple(map(fold, phrase.split())) for phrase in given.get(key, ()))

    def single(key: str) -> frozenset[str]:
        return frozenset(map(fold, given.get(key, ())))

    return _Words(
        phrases("by"), single("carried"), phrases("source"), single("takes"), phrases("receiver"),
        phrases("victim"), phrases("helped"), single("manners"), single("things"),
        frozenset(map(fold, pack.section("quantities").get("nouns", {}).get("articles", ()))),
        frozenset(map(fold, grammar.get("modifiers", ()))),
        frozenset(map(fold, grammar.get("follows", ()))),
        tuple(map(fold, grammar.get("past_endings", ()))),
        phrases("upon"), phrases("hits"), single("cuts"),
        frozenset(map(fold, section.get("anaphors", {}).get("indefinite", ()))),
        frozenset(map(fold, pack.section("quantities").get("effects_grammar", {}).get("and", ()))),
        single("passive"), single("perfect"),
    )  # fmt: skip


def _judged(text: str, tags: Tags, argument: Argument, words: _Words) -> Iterator[Argument]:
    """The argument, as a target where its words lead to a sufferer; nothing where it is no doer."""
    trigger, span = tags.triggers[argument.trigger], tags.mentions[argument.mention].span
    if argument.role == "target" and _is_launcher(text, trigger, span, words):
        yield replace(argument, role="actor")
        return
    if argument.role != "actor" or trigger.type == "statement":
        yield argument
        return
    if span.end <= trigger.span.start and _helps(text, trigger, words):
        yield replace(argument, role="target")
        return
    if trigger.type == "attack" and _suffers(text, trigger, span, words):
        yield replace(argument, role="target")
        return
    if _is_manner(text, span, words) or (trigger.type in _DONE and _is_thing(text, span, words)):
        return
    helped = _lead(text, span, words.helped, words)
    if helped is not None and not trigger.span.overlaps(helped):
        return
    behind = span.start >= trigger.span.end and not _parted(text, trigger.span.end, span.start)
    sufferers = words.victim if trigger.type in _HARM else frozenset[tuple[str, ...]]()
    if behind and trigger.type == "control":
        sufferers |= words.source
    elif behind and trigger.type == "deployment":
        sufferers |= words.receiver
    if trigger.type in _DONE:
        sufferers |= words.hits
    aimed = _lead(text, span, words.victim, words) if trigger.type == "attack" else None
    close = aimed is not None and text[trigger.span.end : aimed.start].isspace()
    if close or _lead(text, span, sufferers, words) is not None:
        yield replace(argument, role="target")
    else:
        yield argument


def _cut(text: str, mention: Mention, words: _Words) -> Mention:
    """The party without what it strikes ('rebels on the government', where a comma or noun was lost) and without the
    word that says who helps it ('rebels backed' of 'rebels backed by')."""
    found = list(tokens(text, mention.span.start, mention.span.end)) if mention.kind == "party" else []
    for at in range(1, len(found) - 1):
        if found[at].folded in words.cuts and found[at + 1].folded in words.articles:
            return replace(mention, span=Span(mention.span.start, found[at - 1].end))
    if len(found) > 1:
        behind = next(tokens(text, found[-1].end, min(len(text), found[-1].end + _REACH)), None)
        if behind is not None and (found[-1].folded, behind.folded) in words.helped:
            return replace(mention, span=Span(mention.span.start, found[-2].end))
    return mention


def _modifiers(text: str, tags: Tags, words: _Words) -> Tags:
    """`tags` with parties cut from the act whose doer they name ('government' of 'government air strikes'), as its
    actors where it has none."""
    acts = [(number, t.span) for number, t in enumerate(tags.triggers) if t.type in ("attack", "abuse")]
    done = {argument.trigger for argument in tags.arguments if argument.role == "actor"}
    mentions, added = list(tags.mentions), list[Argument]()
    for index, mention in enumerate(mentions):
        if mention.kind != "party":
            continue
        start, end = mention.span.start, mention.span.end
        described = [(n, act) for n, act in acts if start < act.start < end <= act.end]
        if not described:
            continue
        number, act = described[0]
        cut = Span(start, start + len(text[start : act.start].rstrip()))
        mentions[index] = replace(mention, span=cut)
        last = [token.folded for token in tokens(text, cut.start, cut.end)][-1:]
        if number not in done and not _is_thing(text, cut, words) and not words.manners.intersection(last):
            added.append(Argument(number, index, "actor"))
    return replace(tags, mentions=tuple(mentions), arguments=(*tags.arguments, *added))


def _is_launcher(text: str, trigger: Trigger, span: Span, words: _Words) -> bool:
    """Whether a party is that from which arms were fired ('missiles fired from a warplane')."""
    first = next(tokens(text, trigger.span.start, trigger.span.end), None)
    led = _lead(text, span, words.source, words) if trigger.type == "attack" else None
    fired = first is not None and first.folded in words.carried
    return fired and led is not None and text[trigger.span.end : led.start].isspace()


def _helps(text: str, trigger: Trigger, words: _Words) -> bool:
    """Whether the trigger says who helps those before it ('X, backed by Y')."""
    end = min(len(text), trigger.span.end + _REACH)
    found = tuple(token.folded for token in tokens(text, trigger.span.start, end))[:2]
    return trigger.type == "deployment" and found in words.helped


def _suffers(text: str, trigger: Trigger, span: Span, words: _Words) -> bool:
    """Whether only an auxiliary stands between the party and a participle ('the posts were shelled')."""
    first = next(tokens(text, trigger.span.start, trigger.span.end), None)
    between = [token.folded for token in tokens(text, span.end, max(span.end, trigger.span.start))]
    participle = first is not None and first.folded.endswith(words.past or ("\0",))
    passive = bool(words.passive.intersection(between)) and len(between) <= _AUXILIARIES
    return participle and passive and (words.passive | words.perfect).issuperset(between)


def _is_manner(text: str, span: Span, words: _Words) -> bool:
    """Whether the phrase only says of what kind the attack behind it is ('the twin terrorist' of 'terrorist blasts')."""
    found = list(tokens(text, span.start, span.end))
    if not found or found[-1].folded not in words.manners:
        return False
    after = next(tokens(text, span.end, min(len(text), span.end + _REACH)), None)
    if after is None or text[span.end : after.start].strip(" -\u00a0") or not text[after.start].islower():
        return False
    return after.folded not in words.follows and not after.folded.endswith(words.past or ("\0",))


def _is_thing(text: str, span: Span, words: _Words) -> bool:
    """Whether the phrase is a weapon or an attack ('a car bomb') of which no word says whose it is."""
    found = list(tokens(text, span.start, span.end))
    if not found or found[-1].folded not in words.things:
        return False
    return not any(
        token.folded in words.modifiers
        or (text[token.start].isupper() and token.folded not in words.things | words.articles)
        for token in found
    )


def _without_strangers(text: str, tags: Tags, words: _Words) -> tuple[Argument, ...]:
    """Arguments without the doers whom 'by' names behind another happening before this one, where this one has its
    own before them ('the army foiled an attack by rebels, killing six')."""
    actors: dict[int, list[Argument]] = {}
    for argument in tags.arguments:
        if argument.role == "actor":
            actors.setdefault(argument.trigger, []).append(argument)
    dropped = set[Argument]()
    ends = {trigger.span.end for trigger in tags.triggers}
    for trigger, mine in actors.items():
        start = tags.triggers[trigger].span.start
        strange = [
            a
            for a in mine
            if (span := tags.mentions[a.mention].span).end <= start
            and (led := _lead(text, span, words.by, words)) is not None
            and len(text[max(0, led.start - _REACH) : led.start].rstrip()) + max(0, led.start - _REACH)
            in ends
        ]
        named = {tags.mentions[a.mention].span for a in mine if a not in strange}
        dropped.update(a for a in strange if any(own < tags.mentions[a.mention].span for own in named))
    return tuple(a for a in tags.arguments if a not in dropped)


def _named(text: str, tags: Tags, words: _Words) -> Iterator[Argument]:
    """Doers and losers that the words right behind a happening name, where it has none."""
    given = frozenset(tags.arguments)
    filled = {(a.trigger, a.role) for a in given}
    starts = sorted(trigger.span.start for trigger in tags.triggers)
    by, source = _led(text, tags, words.by, words), _led(text, tags, words.source, words)
    upon = {led.start: index for led, index in _upon(text, tags, words)}
    counted = {tags.mentions[a.mention].span for a in given if a.role in ("quantity", "actor")}
    for number, trigger in enumerate(tags.triggers):
        end = trigger.span.end
        after = bisect_left(starts, end)
        limit = min(end + _FAR, starts[after] if after < len(starts) else len(text))
        if trigger.type in _DONE and (number, "actor") not in filled:
            for led, index in by[bisect_left(by, (Span(end, end), 0)) :]:
                if led.start >= limit:
                    break
                if _belongs(text, end, led, words):
                    yield Argument(number, index, "actor")
                    break
        struck = upon.get(end + 1) if trigger.type in ("attack", "loss") else None
        if (number, "target") not in filled and struck is not None:
            span = tags.mentions[struck].span
            if not any(span.overlaps(one) for one in counted):
                yield Argument(number, struck, "target")
        if trigger.type == "control" and (number, "target") not in filled and _takes(text, trigger, words):
            for led, index in source[bisect_left(source, (Span(end, end), 0)) :]:
                if led.start >= limit or _parted(text, end, led.start):
                    break
                if Argument(number, index, "actor") not in given:
                    yield Argument(number, index, "target")
                break


def _joined(text: str, tags: Tags, words: _Words) -> Iterator[Argument]:
    """The party without a role that 'and' alone joins to a doer or sufferer ('the Front and hill fighters')."""
    used = {argument.mention for argument in tags.arguments}
    sources = [span for attribution in tags.attributions for span in attribution.source]
    free = {
        mention.span.start: index
        for index, mention in enumerate(tags.mentions)
        if mention.kind == "party"
        and index not in used
        and not any(mention.span.overlaps(source) for source in sources)
    }
    for argument in tags.arguments:
        span = tags.mentions[argument.mention].span
        behind = [*tokens(text, span.end, min(len(text), span.end + _REACH))][:3]
        if argument.role not in ("actor", "target") or not behind or behind[0].folded not in words.joints:
            continue
        for at in (1, 2):
            if at < len(behind) and behind[at].start in free:
                if (
                    text[span.end : behind[0].start].isspace()
                    and text[behind[0].end : behind[1].start].isspace()
                ):
                    yield Argument(argument.trigger, free[behind[at].start], argument.role)
                break
            if at < len(behind) and behind[at].folded not in words.articles:
                break


def _led(text: str, tags: Tags, phrases: Phrases, words: _Words) -> list[tuple[Span, int]]:
    """Where one of `phrases` leads to a party that is no place, and the index of its mention, in text order."""
    places = sorted(mention.span for mention in tags.mentions if mention.kind == "place")
    return sorted(
        (led, index)
        for index, mention in enumerate(tags.mentions)
        if mention.kind == "party"
        and not any(mention.span.overlaps(place) for place in _around(mention, places))
        and (led := _lead(text, mention.span, phrases, words)) is not None
    )


def _upon(text: str, tags: Tags, words: _Words) -> Iterator[tuple[Span, int]]:
    """Where 'on' leads to a party, or to a site without a name ('a regime position'), and the mention's index."""
    yield from _led(text, tags, words.upon, words)
    for index, mention in enumerate(tags.mentions):
        first = next(tokens(text, mention.span.start, mention.span.end), None)
        if mention.kind != "place" or first is None or first.folded not in words.indefinite:
            continue
        led = _lead(text, mention.span, words.upon, words)
        if led is not None and mention.span.of(text).islower():
            yield led, index


def _around(mention: Mention, places: Sequence[Span]) -> Sequence[Span]:
    at = bisect_left(places, mention.span)
    return places[max(0, at - 2) : at + 2]


def _belongs(text: str, end: int, led: Span, words: _Words) -> bool:
    """Whether 'by' at `led` goes with the happening that ends at `end`: no other participle stands between."""
    between = [token.folded for token in tokens(text, end, led.start)]
    if _parted(text, end, led.start) or "," in text[end : led.start]:
        return False
    if words.carried.intersection(between[-2:]):  # 'carried out by'
        return True
    return not words.follows.intersection(between[-1:]) and not any(
        word.endswith(words.past or ("\0",)) for word in between
    )


def _takes(text: str, trigger: Trigger, words: _Words) -> bool:
    first = next(tokens(text, trigger.span.start, trigger.span.end), None)
    return first is not None and first.folded in words.takes


def _lead(text: str, span: Span, phrases: Phrases, words: _Words) -> Span | None:
    """Where one of `phrases` stands right before `span`, articles between them passed over."""
    if not phrases:
        return None
    before = list(tokens(text, max(0, span.start - _REACH), span.start))
    end = span.start
    while before and not text[before[-1].end : end].strip(" \u00a0\"'“‘"):
        if before[-1].folded not in words.articles:
            break
        end = before.pop().start
    if not before or text[before[-1].end : end].strip(" \u00a0\"'“‘"):
        return None
    for size in range(1, max(map(len, phrases)) + 1):
        if tuple(token.folded for token in before[-size:]) in phrases and len(before) >= size:
            return Span(before[-size].start, before[-1].end)
    return None


def _parted(text: str, start: int, end: int) -> bool:
    """Whether a sentence or a clause ends between."""
    return any(mark in text[start:end] for mark in _STOPS)
