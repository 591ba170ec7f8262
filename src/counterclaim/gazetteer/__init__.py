"""Places of the world, offline: look-up, names in running text, and which place a name means."""

from counterclaim.gazetteer.extra import Added, add_csv, add_geonames, extend
from counterclaim.gazetteer.locating import locate
from counterclaim.gazetteer.store import Gazetteer
from counterclaim.gazetteer.table import Place, Row

__all__ = ["Added", "Gazetteer", "Place", "Row", "add_csv", "add_geonames", "extend", "locate"]
