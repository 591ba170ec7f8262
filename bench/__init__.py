"""Measures of quality and speed, one module each. `python -m bench` (or `make bench`) runs them all.

`COUNTERCLAIM_DATA` points at the development data; what needs it is left out, with the reason, without it.
"""
