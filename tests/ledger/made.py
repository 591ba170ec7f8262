"""Made documents and claims for the ledger's tests."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from counterclaim.extracting import identity
from counterclaim.extracting.tags import Argument, Attribution, Mention, Tags, Trigger
from counterclaim.ledger import ArticleTags
from counterclaim.model import (
    Article,
    Claim,
    Claimant,
    Document,
    EvidenceMention,
    Link,
    MeansMention,
    ObjectMention,
    PartyMention,
    Passage,
    PlaceMention,
    Quantity,
    Span,
    When,
)

SENTENCES = (
    "The Ministry of Defence of Narvia said its air defence shot down two Su-25 jets near Qalat on 3 May.",
    "Officials in Tarsk denied losing any aircraft near Qalat.",
    "Local medics said at least 14 people were killed, including 5 children, when a market in Élmar was shelled.",
    "قالت وزارة الدفاع إن القوّات سيطرت على إبلين.",
    "A video shows the wreck 🛩 beside the bridge.",
)  # fmt: skip


def find(text: str, words: str, after: int = 0) -> Span:
    """Where `words` stand in `text`, from `after` on."""
    start = text.index(words, after)
    return Span(start, start + len(words))


def document(
    number: int = 0,
    *,
    sentences: Sequence[str] = SENTENCES,
    url: str | None = None,
    retrieved: str = "2031-05-04T10:00:00Z",
    address: str | None = None,
) -> Document:
    """A page with one article of `sentences`; `number` makes it another page."""
    title = f"Fighting near Qalat, report {number}"
    body = "\n".join(sentences)
    text = f"Menu\n{title}\n{body}\nShare this\n"
    span = Span(5, len(text) - len("\nShare this\n"))
    passages = [Passage(find(text, title), "heading")]
    passages += [Passage(find(text, sentence, 5 + len(title)), "paragraph") for sentence in sentences]
    raw = f"<html>{text}</html>".encode()
    identity_of = hashlib.sha256(f"{url or number}{text}".encode()).hexdigest()[:16]
    links = []
    if sentences:
        links = [Link("video", Span(span.end, span.end), "https://media.example/v.mp4", "wreck")]
        links.append(Link("link", find(text, sentences[0][:12]), "https://mod.example/1"))
    article = Article(
        id=f"a_{identity_of}",
        span=span,
        title=title,
        outlet="Valley Post",
        author="R. Amin",
        published="2031-05-04",
        published_inferred=False,
        published_span=None,
        language="en",
        credit=None,
        url=url,
        passages=tuple(passages),
        links=tuple(links),
    )
    return Document(
        id=f"d_{identity_of}",
        address=address or url or f"/pages/{number}.html",
        url=url,
        media_type="text/html",
        charset="utf-8",
        retrieved=retrieved,
        sha256=hashlib.sha256(raw).hexdigest(),
        reader="page 1",
        text=text,
        articles=(article,),
        boilerplate=(Span(0, 4), Span(span.end + 1, len(text) - 1)),
        raw=raw,
    )


def claim(of: Document, sentence: str, trigger: str, **given: Any) -> Claim:
    """A claim of `of`'s only article, in `sentence`, carried by the word `trigger`."""
    quote = find(of.text, sentence)
    word = find(of.text, trigger, quote.start)
    made = Claim(
        id="",
        document=of.id,
        article=of.articles[0].id,
        quote=quote,
        trigger=word,
        type="attack",
        polarity="asserted",
        certainty="certain",
        confidence=0.8,
        claimant=Claimant("outlet", "outlet"),
        via=(),
        cue=None,
        actors=(),
        targets=(),
        places=(),
        time=None,
        quantities=(),
        means=(),
        objects=(),
        evidence=(),
        engine="patterns 1",
    )
    made = replace(made, **given)
    if made.id:
        return made
    return replace(made, id=identity.claim_id(of.id, word, made.type, made.claimant.span, 0))


def claims(of: Document) -> list[Claim]:
    """Four claims over `SENTENCES` that fill every field of a claim."""
    text = of.text
    ministry = find(text, "The Ministry of Defence of Narvia")
    qalat = find(text, "Qalat", ministry.end)
    shot = claim(
        of,
        SENTENCES[0],
        "shot down",
        type="loss",
        claimant=Claimant("Narvia: Ministry of Defence", "Narvia", ministry, ministry.of(text)),
        via=(Claimant("Valley News Agency", "Valley News Agency"),),
        cue=find(text, "said"),
        actors=(PartyMention(find(text, "its air defence"), "its air defence", "Narvia"),),
        targets=(PartyMention(find(text, "jets"), "jets", None),),
        places=(PlaceMention(qalat, "Qalat", "Qal'at", 77, 39.5, 47.25, "settlement", "XN"),),
        time=When(find(text, "on 3 May"), "on 3 May", "2031-05-03", "2031-05-03", "day"),
        quantities=(
            Quantity(
                find(text, "two Su-25 jets"), "two Su-25 jets", 2, 2, None, "aircraft", None, None,
                "shot_down", False, None,
            ),
        ),
        means=(
            MeansMention(find(text, "air defence"), "air defence", "air_defence"),
            MeansMention(find(text, "Su-25"), "Su-25", "air_strike"),
        ),
    )  # fmt: skip
    tarsk = find(text, "Officials in Tarsk")
    denied = claim(
        of,
        SENTENCES[1],
        "losing",
        type="loss",
        polarity="denied",
        claimant=Claimant("Tarsk", "Tarsk", tarsk, tarsk.of(text)),
        places=(PlaceMention(find(text, "Qalat", tarsk.end), "Qalat", None, None, None, None, "settlement"),),
    )
    medics = find(text, "Local medics")
    people = find(text, "at least 14 people")
    killed = claim(
        of,
        SENTENCES[2],
        "killed",
        certainty="probable",
        confidence=0.4,
        claimant=Claimant("Local medics", "unnamed", medics, medics.of(text)),
        places=(
            PlaceMention(find(text, "Élmar"), "Élmar", "Elmar", 78, 39.0, 47.0, "settlement", "XN"),
        ),
        time=When(None, None, "2031-05-02", None, "days"),
        quantities=(
            Quantity(people, people.of(text), 14, None, None, "person", None, None, "killed", False, None),
            Quantity(
                find(text, "5 children"), "5 children", 5, 5, None, "civilian", "child", 0, "killed",
                True, "start of the war",
            ),
        ),
        means=(MeansMention(find(text, "shelled"), "shelled", "shelling"),),
        objects=(ObjectMention(find(text, "a market"), "a market", "market"),),
    )  # fmt: skip
    taken = claim(
        of,
        SENTENCES[3],
        "سيطرت",
        type="control",
        claimant=Claimant("unnamed", "unnamed"),
        actors=(PartyMention(find(text, "القوّات"), "القوّات", "Narvia"),),
        places=(PlaceMention(find(text, "إبلين"), "إبلين", None, None, None, None, "settlement"),),
        evidence=(EvidenceMention(find(text, "video"), "video", "video"),),
    )
    return [shot, denied, killed, taken]


def tags(of: Document, version: str = "1") -> tuple[ArticleTags, ...]:
    """Layers that hold one of each kind."""
    said, loss = find(of.text, "said"), find(of.text, "shot down")
    layers = Tags(
        attributions=(Attribution((find(of.text, "The Ministry"),), (), (said,), (loss,), True),),
        triggers=(Trigger(loss, "loss", "asserted", "certain", 0, 0.5),),
        mentions=(Mention(find(of.text, "Qalat"), "place"),),
        arguments=(Argument(0, 0, "place"),),
    )
    return (ArticleTags(of.articles[0].id, "patterns", version, layers),)


def tags_of(of: Document, version: str = "1") -> tuple[ArticleTags, ...]:
    """An empty layer: what matters is the tagger's version."""
    return (ArticleTags(of.articles[0].id, "patterns", version, Tags()),)
