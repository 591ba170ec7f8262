"""Parties: states, armed groups, bodies, their offices and who held them; found and resolved in text."""

from counterclaim.parties.conflict import Conflict

__all__ = ["Conflict"]
