"""The part of a ledger that counts what is in it."""

from __future__ import annotations

from counterclaim.ledger import connect


class CountedLedger:
    """Counts; part of `Ledger`."""

    _store: connect.Store
