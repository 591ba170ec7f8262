"""A claim as the lists of comparison show it."""

from __future__ import annotations

from typing import Any

from counterclaim.comparing.nouns import Entry


def said_object(entry: Entry) -> dict[str, Any]:
    """Who said it, when, where and in which words, ready for JSON. `quote` has code points into the document's text."""
    return {
        "claim": entry.claim,
        "claimant": entry.claimant,
        "party": entry.party,
        "polarity": entry.polarity,
        "certainty": entry.certainty,
        "published": entry.published,
        "time": {"start": entry.first, "end": entry.last} if entry.told else None,
        "outlet": entry.outlet,
        "article": entry.article,
        "url": entry.url,
        "quote": {"text": entry.quote, "start": entry.span.start, "end": entry.span.end},
    }
