"""Reading: sources to documents with their articles, boilerplate, links and metadata."""

from counterclaim.reading.items import Item, Overrides, list_items
from counterclaim.reading.reader import checked, read, read_item

__all__ = ["Item", "Overrides", "checked", "list_items", "read", "read_item"]
