"""Claims of a text that stands alone, for tests of how they are put together."""

from __future__ import annotations

from counterclaim import extract
from counterclaim.extracting.world import WorldSpec, open_world
from counterclaim.model import Claim, Document
from counterclaim.reading import Item, Overrides, read_item

PUBLISHED = "2023-05-19"


def claims_of(text: str, language: str = "en") -> tuple[Claim, ...]:
    """The claims that `text`, read as plain text of a Friday, gives with the tags of the rules.

    Rules give the same tags for ever; what is tested is the chain behind them.
    """
    item = Item("text.txt", "bytes", text.encode())
    document = read_item(item, Overrides(published=PUBLISHED, language=language))
    assert isinstance(document, Document)
    return extract(document, world=open_world(WorldSpec(tagger="patterns"))).claims
