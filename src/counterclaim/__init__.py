"""Counterclaim: a ledger of attributed claims about armed conflicts.

    from counterclaim import Analysis, Ledger, extract, locate, read

`read(source)` gives documents, `extract(document)` their claims, `Ledger.open(location)` keeps them,
`Analysis.of(ledger)` holds them against each other, `locate(text)` finds places. Each is imported when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from counterclaim.analysis import Analysis
    from counterclaim.extracting.extraction import Extraction, extract
    from counterclaim.gazetteer import locate
    from counterclaim.ledger import Ledger
    from counterclaim.reading import read

__all__ = ["Analysis", "Extraction", "Ledger", "__version__", "extract", "locate", "read"]
__version__ = "0.1.0"

_HOMES = {
    "Analysis": "counterclaim.analysis",
    "Extraction": "counterclaim.extracting.extraction",
    "Ledger": "counterclaim.ledger",
    "extract": "counterclaim.extracting.extraction",
    "locate": "counterclaim.gazetteer",
    "read": "counterclaim.reading",
}


def __getattr__(name: str) -> Any:
    if (home := _HOMES.get(name)) is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted(__all__)
