"""What people do: one table of reviews with its folds, accounts, drawn articles, runs; what a list shows of an incident."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from counterclaim.ledger.incident_lines import line

revision = "0003"
down_revision = "0002"

NAME = sa.String().with_variant(sa.String(collation="C"), "postgresql")
INTEGER, TEXT, FLOAT, BOOLEAN, STRING = sa.Integer(), sa.Text(), sa.Float(), sa.Boolean(), sa.String()


def upgrade() -> None:
    _set_aside()
    for name, columns, key, indexes in TABLES:
        op.create_table(
            name,
            *(sa.Column(column, kind, nullable=optional) for column, kind, optional in columns),
            sa.PrimaryKeyConstraint(*key, name=f"pk_{name}"),
            sqlite_autoincrement=key == ("number",),
        )
        for index, of in indexes:
            op.create_index(f"ix_{name}_{index}", name, list(of), unique=False)
    op.add_column("claims", sa.Column("person", BOOLEAN, nullable=False, server_default=sa.false()))
    op.add_column("incidents", sa.Column("line", TEXT, nullable=False, server_default="{}"))
    _copy_reviews()
    op.drop_table("claim_reviews")
    op.drop_table("pair_reviews")
    _fill_lines()


def _set_aside() -> None:
    """The first reviews, of claims alone, under another name until they are copied."""
    op.drop_index("ix_reviews_claim", table_name="reviews")
    op.rename_table("reviews", "claim_reviews")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER INDEX pk_reviews RENAME TO pk_claim_reviews")
        op.execute("ALTER SEQUENCE reviews_number_seq RENAME TO claim_reviews_number_seq")


def _column(name: str, kind: Any, optional: bool = False) -> tuple[str, Any, bool]:
    return name, kind, optional


TABLES: tuple[
    tuple[str, list[tuple[str, Any, bool]], tuple[str, ...], list[tuple[str, tuple[str, ...]]]], ...
] = (
    (
        "reviews",
        [
            _column("number", INTEGER),
            _column("at", NAME),
            _column("reviewer", NAME),
            _column("kind", NAME),
            _column("subject", NAME),
            _column("target", NAME),
            _column("other", NAME, True),
            _column("changes", TEXT, True),
            _column("note", TEXT, True),
            _column("saw", TEXT, True),
            _column("undoes", INTEGER, True),
        ],
        ("number",),
        [
            ("target", ("target", "number")),
            ("kind", ("kind", "number")),
            ("reviewer", ("reviewer", "number")),
        ],
    ),
    (
        "claim_states",
        [
            _column("claim", NAME),
            _column("decision", NAME, True),
            _column("fields", TEXT),
            _column("note", TEXT, True),
            _column("at", NAME),
            _column("reviewer", NAME),
            _column("last", INTEGER),
        ],
        ("claim",),
        [],
    ),
    (
        "pair_states",
        [_column("a", NAME), _column("b", NAME), _column("decision", NAME), _column("review", INTEGER)],
        ("a", "b"),
        [("b", ("b",))],
    ),
    (
        "link_states",
        [
            _column("link", NAME),
            _column("a", NAME),
            _column("b", NAME),
            _column("kind", NAME),
            _column("state", NAME),
            _column("words", TEXT, True),
            _column("at", NAME),
            _column("reviewer", NAME),
            _column("last", INTEGER),
        ],
        ("link",),
        [("a", ("a",)), ("b", ("b",))],
    ),
    (
        "name_states",
        [_column("kind", NAME), _column("text", NAME), _column("value", TEXT), _column("review", INTEGER)],
        ("kind", "text"),
        [],
    ),
    (
        "article_states",
        [
            _column("article", NAME),
            _column("read_by", NAME),
            _column("at", NAME),
            _column("engine", STRING),
            _column("claims", TEXT),
            _column("suggestions", BOOLEAN),
            _column("draw", INTEGER, True),
        ],
        ("article",),
        [],
    ),
    (
        "users",
        [
            _column("name", NAME),
            _column("role", NAME),
            _column("hash", STRING),
            _column("version", INTEGER),
            _column("created", NAME),
            _column("disabled", BOOLEAN),
        ],
        ("name",),
        [],
    ),
    (
        "tries",
        [
            _column("number", INTEGER),
            _column("name_key", NAME),
            _column("address", NAME),
            _column("at", FLOAT),
            _column("good", BOOLEAN),
        ],
        ("number",),
        [("name_key", ("name_key", "at")), ("address", ("address", "at"))],
    ),
    (
        "runs",
        [
            _column("id", NAME),
            _column("started", NAME),
            _column("by", NAME),
            _column("what", TEXT),
            _column("total", INTEGER, True),
            _column("done", INTEGER),
            _column("claims", INTEGER),
            _column("rejected", INTEGER),
            _column("ended", NAME, True),
            _column("beat", FLOAT),
            _column("fault", TEXT, True),
        ],
        ("id",),
        [("started", ("started",))],
    ),
    (
        "draws",
        [
            _column("number", INTEGER),
            _column("batch", NAME),
            _column("at", NAME),
            _column("by", NAME),
            _column("seed", INTEGER),
            _column("article", NAME),
            _column("purpose", NAME),
            _column("place", INTEGER),
        ],
        ("number",),
        [("batch", ("batch", "place")), ("article", ("article",))],
    ),
    (
        "codings",
        [
            _column("id", NAME),
            _column("batch", NAME),
            _column("article", NAME),
            _column("coder", NAME),
            _column("suggested", BOOLEAN),
            _column("state", NAME),
            _column("engine", STRING),
            _column("at", NAME),
        ],
        ("id",),
        [("batch", ("batch", "article")), ("coder", ("coder", "state"))],
    ),
    (
        "coded",
        [
            _column("coding", NAME),
            _column("claim_key", NAME),
            _column("from_claim", NAME, True),
            _column("body", TEXT),
        ],
        ("coding", "claim_key"),
        [],
    ),
)


def _copy_reviews() -> None:
    """Claims' reviews as fields that were set, pairs' as acts on two claims, in order of time; and what they come to."""
    connection = op.get_bind()
    reviews = sa.table("reviews", *map(sa.column, ("at", "reviewer", "kind", "subject", "target", "other", "changes", "note", "saw")))  # fmt: skip
    rows = [
        dict(row._mapping)
        for query in (
            "SELECT at, reviewer, 'set' AS kind, claim AS target, NULL AS other, decision, fields, note, saw FROM claim_reviews ORDER BY number",
            "SELECT at, reviewer, decision AS kind, a AS target, b AS other, NULL AS decision, NULL AS fields, note, NULL AS saw FROM pair_reviews ORDER BY number",
        )
        for row in connection.execute(sa.text(query))
    ]
    claims: dict[str, dict[str, Any]] = {}
    pairs: dict[tuple[str, str], dict[str, Any]] = {}
    for number, row in enumerate(sorted(rows, key=lambda row: row["at"]), 1):
        fields = json.loads(row.pop("fields") or "{}")
        decision = row.pop("decision")
        changes = {name: [None, value] for name, value in fields.items()}
        if decision is not None:
            changes["decision"] = [None, decision]
        else:
            changes[f"{row['target']} {row['other']}"] = [None, row["kind"]]
        row["changes"] = json.dumps(changes, ensure_ascii=False) if changes else None
        connection.execute(reviews.insert().values(subject="claim", **row))
        if row["kind"] == "set":
            held = claims.setdefault(row["target"], {"claim": row["target"], "fields": {}, "note": None})
            held["fields"].update(fields)
            held.update(decision=decision, at=row["at"], reviewer=row["reviewer"], last=number)
            held["note"] = row["note"] or held["note"]
        else:
            pairs[row["target"], row["other"]] = {"decision": row["kind"], "review": number}
    for held in claims.values():
        connection.execute(
            sa.text(
                "INSERT INTO claim_states (claim, decision, fields, note, at, reviewer, last) "
                "VALUES (:claim, :decision, :fields, :note, :at, :reviewer, :last)"
            ),
            {**held, "fields": json.dumps(held["fields"], ensure_ascii=False)},
        )
    for (a, b), state in pairs.items():
        if state["decision"] != "open":
            connection.execute(
                sa.text(
                    "INSERT INTO pair_states (a, b, decision, review) VALUES (:a, :b, :decision, :review)"
                ),
                {"a": a, "b": b, **state},
            )


def _fill_lines() -> None:
    """A thousand bodies in memory at a time."""
    connection = op.get_bind()
    last = 0
    while rows := connection.execute(
        sa.text("SELECT number, body FROM incidents WHERE number > :last ORDER BY number LIMIT 1000"),
        {"last": last},
    ).all():
        connection.execute(
            sa.text("UPDATE incidents SET line = :line WHERE number = :number"),
            [{"number": row.number, "line": line(json.loads(row.body))} for row in rows],
        )
        last = rows[-1].number
