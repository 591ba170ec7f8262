"""The part of a ledger that says which imports run."""

from __future__ import annotations

from typing import Any

from counterclaim.ledger import connect


class RunsLedger:
    """Runs of imports; part of `Ledger`."""

    _store: connect.Store

    def running(self) -> dict[str, Any] | None:
        """The import that goes on now; None where there is none."""
        return None
