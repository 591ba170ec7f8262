"""Every page and every group of the API."""

from __future__ import annotations

from fastapi import APIRouter

from counterclaim.web.api import claims as api_claims
from counterclaim.web.api import coding as api_coding
from counterclaim.web.api import incidents as api_incidents
from counterclaim.web.api import people as api_people
from counterclaim.web.api import places as api_places
from counterclaim.web.api import queue as api_queue
from counterclaim.web.api import reviews as api_reviews
from counterclaim.web.api import series as api_series
from counterclaim.web.pages import (
    adding,
    article,
    choosing,
    claim,
    coding,
    exporting,
    incident,
    incidents,
    judging,
    map,
    missed,
    naming,
    openapi,
    overview,
    people,
    place,
    quality,
    review,
    search,
    series,
    share,
    sources,
)

PAGES = (overview, incidents, incident, claim, article, map, place, series, sources, search)
WORK = (review, judging, choosing, naming, missed, coding, quality, adding, share, exporting, people, openapi)
API = (api_people, api_incidents, api_claims, api_places, api_series, api_queue, api_reviews, api_coding)


def all_routers() -> list[APIRouter]:
    """Pages first, the API after them."""
    return [module.router for module in (*PAGES, *WORK, *API)]
