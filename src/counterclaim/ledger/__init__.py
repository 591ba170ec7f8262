"""Where documents, articles and claims are kept: SQLite by default, PostgreSQL as an extra."""

from counterclaim.extracting.tags import ArticleTags
from counterclaim.ledger.filters import ArticleFilter, ClaimFilter
from counterclaim.ledger.incident_reading import IncidentFilter
from counterclaim.ledger.ledger import Ledger
from counterclaim.ledger.records import Added, NameCount, SourceCount, Unresolved

__all__ = [
    "Added",
    "ArticleFilter",
    "ArticleTags",
    "ClaimFilter",
    "IncidentFilter",
    "Ledger",
    "NameCount",
    "SourceCount",
    "Unresolved",
]
