"""Tables of what people do: reviews and the folds of them, accounts, drawn articles and double coding, runs."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Index, Integer, String, Table, Text

from counterclaim.ledger.tables import Name, metadata

reviews = Table(
    "reviews",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Name, nullable=False),
    Column("reviewer", Name, nullable=False),
    Column("kind", Name, nullable=False),  # `acts.Kind`
    Column("subject", Name, nullable=False),  # claim, incident, link, article, name
    Column("target", Name, nullable=False),  # the id of that; a review outlives it
    Column("other", Name),
    Column("changes", Text),  # JSON: {field: [before, after]}
    Column("note", Text),
    Column("saw", Text),  # JSON: the target as it was shown
    Column("undoes", Integer),  # number of the review that this one takes back
    Index("ix_reviews_target", "target", "number"),
    Index("ix_reviews_kind", "kind", "number"),
    Index("ix_reviews_reviewer", "reviewer", "number"),
    sqlite_autoincrement=True,
)
"""Append-only: what a person did, when, and what the person saw."""

claim_states = Table(
    "claim_states",
    metadata,
    Column("claim", Name, primary_key=True),
    Column("decision", Name),  # accepted, rejected; null where nobody decided
    Column("fields", Text, nullable=False),  # JSON: what people set
    Column("note", Text),
    Column("at", Name, nullable=False),
    Column("reviewer", Name, nullable=False),
    Column("last", Integer, nullable=False),  # number of the newest review
)
"""Folds of `reviews`, rewritten with every review of their target; never the truth themselves."""

pair_states = Table(
    "pair_states",
    metadata,
    Column("a", Name, primary_key=True),  # ids of claims, a before b
    Column("b", Name, primary_key=True),
    Column("decision", Name, nullable=False),  # together, apart
    Column("review", Integer, nullable=False),
    Index("ix_pair_states_b", "b"),
)

link_states = Table(
    "link_states",
    metadata,
    Column("link", Name, primary_key=True),
    Column("a", Name, nullable=False),
    Column("b", Name, nullable=False),
    Column("kind", Name, nullable=False),
    Column("state", Name, nullable=False),  # dismissed, confirmed, made
    Column("words", Text),  # of a made link: its reason
    Column("at", Name, nullable=False),
    Column("reviewer", Name, nullable=False),
    Column("last", Integer, nullable=False),
    Index("ix_link_states_a", "a"),
    Index("ix_link_states_b", "b"),
)

name_states = Table(
    "name_states",
    metadata,
    Column("kind", Name, primary_key=True),  # party, place
    Column("text", Name, primary_key=True),
    Column("value", Text, nullable=False),  # JSON: what the words stand for
    Column("review", Integer, nullable=False),
)

article_states = Table(
    "article_states",
    metadata,
    Column("article", Name, primary_key=True),
    Column("read_by", Name, nullable=False),
    Column("at", Name, nullable=False),
    Column("engine", String, nullable=False),
    Column("claims", Text, nullable=False),  # JSON: ids of the engine's claims as they stood
    Column("suggestions", Boolean, nullable=False),
    Column("draw", Integer),
)
"""Articles that a person read in full."""

users = Table(
    "users",
    metadata,
    Column("name", Name, primary_key=True),
    Column("role", Name, nullable=False),  # reader, reviewer, editor
    Column("hash", String, nullable=False),  # argon2
    Column("version", Integer, nullable=False),  # one more ends all sessions
    Column("created", Name, nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("last", Name),  # when they logged in last
)

tries = Table(
    "tries",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("name_key", Name, nullable=False),
    Column("address", Name, nullable=False),
    Column("at", Float, nullable=False),  # seconds since 1970
    Column("good", Boolean, nullable=False),
    Index("ix_tries_name_key", "name_key", "at"),
    Index("ix_tries_address", "address", "at"),
    sqlite_autoincrement=True,
)
"""Logins of the last day."""

runs = Table(
    "runs",
    metadata,
    Column("id", Name, primary_key=True),
    Column("started", Name, nullable=False),
    Column("by", Name, nullable=False),
    Column("what", Text, nullable=False),
    Column("total", Integer),
    Column("done", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    Column("ended", Name),
    Column("beat", Float, nullable=False),  # seconds since 1970
    Column("fault", Text),
    Index("ix_runs_started", "started"),
)

draws = Table(
    "draws",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("batch", Name, nullable=False),
    Column("at", Name, nullable=False),
    Column("by", Name, nullable=False),
    Column("seed", Integer, nullable=False),
    Column("article", Name, nullable=False),
    Column("purpose", Name, nullable=False),  # measure, double
    Column("place", Integer, nullable=False),  # in the draw, from 0
    Index("ix_draws_batch", "batch", "place"),
    Index("ix_draws_article", "article"),
    sqlite_autoincrement=True,
)

codings = Table(
    "codings",
    metadata,
    Column("id", Name, primary_key=True),
    Column("batch", Name, nullable=False),
    Column("article", Name, nullable=False),
    Column("coder", Name, nullable=False),
    Column("suggested", Boolean, nullable=False),
    Column("state", Name, nullable=False),  # open, done, adjudicated
    Column("engine", String, nullable=False),
    Column("at", Name, nullable=False),
    Index("ix_codings_batch", "batch", "article"),
    Index("ix_codings_coder", "coder", "state"),
)

coded = Table(
    "coded",
    metadata,
    Column("coding", Name, primary_key=True),
    Column("claim_key", Name, primary_key=True),
    Column("from_claim", Name),
    Column("body", Text, nullable=False),  # JSON: a claim object
)
