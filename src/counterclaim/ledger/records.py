"""What goes into a ledger beside claims, and what comes back from a write."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeAlias

from sqlalchemy import Row

from counterclaim.extracting.tags import Argument, Attribution, Mention, Tags, Trigger
from counterclaim.model import Span

Outcome = Literal["new", "known", "updated", "refused"]
AnyRow: TypeAlias = "Row[*tuple[Any, ...]]"
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Added:
    """What `Ledger.add` did.

    `document` is the id of the document in the ledger: another than the one given where the same
    page was already held with the same text. `claims` counts the document's claims after the call,
    `unmatched` the reviewed ones that are no longer extracted.
    """

    outcome: Outcome
    document: str
    claims: int
    unmatched: int = 0


class SourceCount(NamedTuple):
    """A claimant and how much the ledger holds of it; `first` and `last` are days, None if undated."""

    claimant: str
    party: str
    claims: int
    denied: int
    articles: int
    documents: int
    first: str | None
    last: str | None


class NameCount(NamedTuple):
    """A party or place by its resolved name, and how many claims have it."""

    name: str
    claims: int


class Unresolved(NamedTuple):
    """A string that was resolved to nothing, how many claims have it, and one of them."""

    text: str
    claims: int
    quote: str
    claim: str


def clean(text: str) -> str:
    """`text` as any store takes it: NUL and lone surrogates (undecodable file names) become U+FFFD."""
    return _UNSTORABLE.sub("\ufffd", text)


def tags_to_json(tags: Tags) -> str:
    """All layers; spans become [start, end]."""
    layers = {
        "attributions": [
            {
                "source": _pairs(a.source),
                "via": _pairs(a.via),
                "cue": _pairs(a.cue),
                "content": _pairs(a.content),
                "carried": a.carried,
                "bare_denial": a.bare_denial,
            }
            for a in tags.attributions
        ],
        "triggers": [
            {
                "span": (t.span.start, t.span.end),
                "type": t.type,
                "polarity": t.polarity,
                "certainty": t.certainty,
                "attribution": t.attribution,
                "confidence": t.confidence,
            }
            for t in tags.triggers
        ],
        "mentions": [{"span": (m.span.start, m.span.end), "kind": m.kind} for m in tags.mentions],
        "arguments": [{"trigger": a.trigger, "mention": a.mention, "role": a.role} for a in tags.arguments],
    }
    return json.dumps(layers, ensure_ascii=False, separators=(",", ":"))


def tags_from_json(stored: str) -> Tags:
    given = json.loads(stored)
    return Tags(
        attributions=tuple(
            Attribution(
                _spans(a["source"]),
                _spans(a["via"]),
                _spans(a["cue"]),
                _spans(a["content"]),
                a["carried"],
                a["bare_denial"],
            )
            for a in given["attributions"]
        ),
        triggers=tuple(Trigger(**{**t, "span": Span(*t["span"])}) for t in given["triggers"]),
        mentions=tuple(Mention(Span(*m["span"]), m["kind"]) for m in given["mentions"]),
        arguments=tuple(Argument(**a) for a in given["arguments"]),
    )


def _pairs(spans: tuple[Span, ...]) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans]


def _spans(given: list[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(*span) for span in given)
