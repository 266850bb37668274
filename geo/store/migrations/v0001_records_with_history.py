"""Changes, and versions of documents, originators, claims, statements and refused rows.

Append-only: triggers refuse every UPDATE and DELETE (on PostgreSQL TRUNCATE too).
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = ("changes", "documents", "originators", "claims", "statements", "refusals")


def upgrade() -> None:
    """From an empty database."""
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        *_texts("recorded_at", "author", "reason", "kind"),
        sa.Column("undoes", sa.Integer, sa.ForeignKey("changes.id")),
        sa.Column("records", sa.Integer, nullable=False),
        *_texts("hash"),
        sa.CheckConstraint("id > 0", name="changes_count_from_one"),
    )
    _versions(
        "documents",
        *_texts("outlet", "published", "published_basis", "language", "description", "via"),
        *_texts("url", "sha256", nullable=True),
    )
    _versions(
        "originators",
        *_texts("name", "kind"),
        *_texts("parent", nullable=True),
        *_texts("aliases"),
    )
    _versions(
        "claims",
        *_texts("kind", "modality", "summary"),
        *_texts("place", nullable=True),
        *_texts("relation", "place_words"),
        *_texts("date", nullable=True),
        *_texts("date_basis"),
        sa.Column("figure_low", sa.Float),
        sa.Column("figure_high", sa.Float),
        sa.Column("figure_approx", sa.Boolean),
        *_texts("figure_unit", nullable=True),
        *_texts("actor"),
        *_texts("part_of", "override_confidence", "override_reason", "reviewed", nullable=True),
        sa.Column("near_km", sa.Float),
        sa.Column("distance_km", sa.Float),
        sa.Column("bearing_deg", sa.Float),
        *_texts("other_place", nullable=True),
        sa.Column("unread", sa.Integer, nullable=False),
        *_texts("merged_into", nullable=True),
    )
    _versions(
        "statements",
        *_texts("claim", "document", "originator", "stance", "source_grade"),
        *_texts("information_grade", "grade_basis", "via"),
        sa.Column("paragraph", sa.Integer),
        sa.Column("start", sa.Integer),
        sa.Column("end", sa.Integer),
        *_texts("known", "retracted", nullable=True),
        *_texts("note"),
    )
    _versions(
        "refusals",
        *_texts("file"),
        sa.Column("row", sa.Integer),
        *_texts("column", nullable=True),
        *_texts("value", "message", "remedy"),
    )
    op.create_index("claims_by_part_of", "claims", ["part_of"])
    op.create_index("originators_by_parent", "originators", ["parent"])
    for column in ("claim", "document", "originator"):
        op.create_index(f"statements_by_{column}", "statements", [column])
    _append_only()


def _texts(*names: str, nullable: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text, nullable=nullable) for name in names]


def _versions(name: str, *fields: sa.Column[Any]) -> None:
    op.create_table(
        name,
        sa.Column("record", sa.Text, primary_key=True),
        sa.Column(
            "change",
            sa.Integer,
            sa.ForeignKey("changes.id", deferrable=True, initially="DEFERRED"),
            primary_key=True,
        ),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("live", sa.Boolean, nullable=False),
        *fields,
    )
    op.create_index(f"{name}_by_change", name, ["change", "position"])
    op.create_index(f"{name}_by_position", name, ["position"])


def _append_only() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in _TABLES:
            for verb in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN "
                    f"SELECT RAISE(ABORT, 'history is never changed: no {verb} on {table}'); END"
                )
        return
    op.execute(
        "CREATE FUNCTION claim_atlas_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION 'history is never changed: no % on %', TG_OP, TG_TABLE_NAME; END $$"
    )
    for table in _TABLES:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION claim_atlas_refuse()"
        )
