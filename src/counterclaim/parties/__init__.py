"""Parties: states, armed groups, bodies, their offices and who held them; found and resolved in text."""

from counterclaim.parties.conflict import Conflict
from counterclaim.parties.registry import Registry, Resolved

__all__ = ["Conflict", "Registry", "Resolved"]
