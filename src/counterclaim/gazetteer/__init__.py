"""Places of the world, offline: look-up, names in running text, and which place a name means."""

from counterclaim.gazetteer.locating import locate
from counterclaim.gazetteer.store import Gazetteer
from counterclaim.gazetteer.table import Place, Row

__all__ = ["Gazetteer", "Place", "Row", "locate"]
