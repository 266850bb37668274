"""What a person found about two records that a program took for one: that they are not."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From the version before; nothing that is there changes."""
    op.create_table(
        "findings",
        sa.Column("record", sa.Text, primary_key=True),
        sa.Column(
            "change",
            sa.Integer,
            sa.ForeignKey("changes.id", deferrable=True, initially="DEFERRED"),
            primary_key=True,
        ),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("live", sa.Boolean, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("about", "first", "second")),
    )
    op.create_index("findings_by_change", "findings", ["change", "position"])
    op.create_index("findings_by_position", "findings", ["position"])
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER findings_no_{verb.lower()} BEFORE {verb} ON findings BEGIN "
                f"SELECT RAISE(ABORT, 'history is never changed: no {verb} on findings'); END"
            )
        return
    op.execute(
        "CREATE TRIGGER findings_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON findings "
        "FOR EACH STATEMENT EXECUTE FUNCTION claim_atlas_refuse()"
    )
