"""Where documents, articles and claims are kept: SQLite by default, PostgreSQL as an extra."""

from counterclaim.extracting.tags import ArticleTags
from counterclaim.ledger.filters import ArticleFilter, ClaimFilter
from counterclaim.ledger.ledger import Ledger
from counterclaim.ledger.records import Added, NameCount, SourceCount, Unresolved

__all__ = [
    "Added",
    "ArticleFilter",
    "ArticleTags",
    "ClaimFilter",
    "Ledger",
    "NameCount",
    "SourceCount",
    "Unresolved",
]
