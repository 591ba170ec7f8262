"""What a server does before it takes requests, so that the first ones take no longer than the others."""

from __future__ import annotations

import gc
import logging
import sys

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from counterclaim.errors import CounterclaimError
from counterclaim.extracting.world import open_world
from counterclaim.web import listing, rendering
from counterclaim.web.deps import Room
from counterclaim.web.drawing import map_svg

log = logging.getLogger(__name__)

PATIENCE = 20.0
"""Seconds that a server waits for the incidents of a large ledger before it takes requests: then pages say that they
are still read."""
SWITCH = 0.001
"""Seconds after which a thread that computes gives way to another: a request must not wait long for work behind it."""


def routes(app: FastAPI) -> None:
    """Build all routes now. The framework builds those of a router when it is first asked for, and where two threads or
    tests do so at once, warnings that it means to silence come through."""
    for _ in iter_route_contexts(app.routes):
        pass


def warm(room: Room) -> None:
    """Read and compile what any page needs: templates, boundary lines, the world, the list of incidents.

    A ledger that cannot be read just now is no reason not to serve: pages will say what is wrong with it.
    """
    rendering.compile_all()
    map_svg([])
    try:
        open_world(room.world())
        listing.standing(room.snapshots, wait=PATIENCE)
    except CounterclaimError as error:
        log.warning("while getting ready: %s", error)


def settle() -> None:
    """For a process that only serves: what was read so far stays, and is not looked through for garbage again and again,
    which would halt all requests for a tenth of a second each time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    sys.setswitchinterval(SWITCH)
