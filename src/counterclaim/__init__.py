"""Counterclaim: a ledger of attributed claims about armed conflicts."""

__version__ = "0.1.0"
