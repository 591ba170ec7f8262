"""After people did something: what waits is compared at once where it is little, else behind the request."""

from __future__ import annotations

import logging
import threading

from counterclaim import opening, pipeline
from counterclaim.errors import CounterclaimError
from counterclaim.extracting.world import WorldSpec
from counterclaim.ledger import Ledger

log = logging.getLogger(__name__)

AT_ONCE = 20
"""Documents that are compared inside a request: that takes a fifth of a second."""
_behind = threading.Lock()


def bring_up(ledger: Ledger, spec: WorldSpec) -> int:
    """Compare what waits; how many documents still do, which a thread then compares while the pages say so.

    Where another process compares or writes, the documents go on waiting: what the person did is stored.
    """
    if not 0 < (waiting := ledger.waiting()) <= AT_ONCE:
        if waiting:
            threading.Thread(target=_compare, args=(ledger, spec), daemon=True).start()
        return waiting
    try:
        pipeline.compare(ledger, spec=spec)
    except CounterclaimError as error:
        log.warning("comparing after a review: %s", error)
    return ledger.waiting()


def _compare(ledger: Ledger, spec: WorldSpec) -> None:
    """One at a time: a second one would find nothing to do."""
    if not _behind.acquire(blocking=False):
        return
    try:
        pipeline.compare(ledger, spec=spec)
    except CounterclaimError as error:
        log.warning("comparing behind a review: %s", error)
    finally:
        _behind.release()


def resolve_named(ledger: Ledger, location: str, kind: str, text: str) -> int:
    """Resolve the claims anew that have these words for a party or place, after a person said what they stand for or took
    that back; how many documents changed."""
    spec = opening.world_spec(ledger, location)
    changed, _ = pipeline.resolve_again(ledger, spec=spec, documents=ledger.documents_naming(kind, text))
    bring_up(ledger, spec)
    return changed
