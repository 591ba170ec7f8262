"""Claims of a text that stands alone, for tests of how they are put together."""

from __future__ import annotations

from counterclaim import extract
from counterclaim.model import Claim, Document
from counterclaim.reading import Item, Overrides, read_item

PUBLISHED = "2023-05-19"


def claims_of(text: str) -> tuple[Claim, ...]:
    """The claims that `text`, read as plain text of a Friday, gives."""
    item = Item("text.txt", "bytes", text.encode())
    document = read_item(item, Overrides(published=PUBLISHED, language="en"))
    assert isinstance(document, Document)
    return extract(document).claims
