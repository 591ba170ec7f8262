"""The part of a ledger that says which claims wait for a person."""

from __future__ import annotations

from counterclaim.ledger import connect


class QueuedLedger:
    """The queue; part of `Ledger`."""

    _store: connect.Store
