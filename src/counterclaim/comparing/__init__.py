"""Holding claims against each other: origins, incidents, conflict links, status, series, shifts.

Nothing here reads a file or a database. Functions take entries (claims with what comparison needs of their
articles) and give records; the ledger stores them. A result depends on the set of claims and reviews only,
never on the order in which they came.
"""
