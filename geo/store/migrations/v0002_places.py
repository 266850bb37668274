"""Places of a store's own: what imports bring, and entries that an analyst adds or corrects."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From version 0001; nothing that is there changes."""
    op.create_table(
        "places",
        sa.Column("record", sa.Text, primary_key=True),
        sa.Column(
            "change",
            sa.Integer,
            sa.ForeignKey("changes.id", deferrable=True, initially="DEFERRED"),
            primary_key=True,
        ),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("live", sa.Boolean, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("name", "level", "country")),
        sa.Column("admin1", sa.Text, nullable=False),
        *(sa.Column(name, sa.Float, nullable=False) for name in ("lon", "lat", "radius_km")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("area", "names")),
        sa.Column("geonames_id", sa.Integer),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("dispute", "source", "reviewed")),
    )
    op.create_index("places_by_change", "places", ["change", "position"])
    op.create_index("places_by_position", "places", ["position"])
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER places_no_{verb.lower()} BEFORE {verb} ON places BEGIN "
                f"SELECT RAISE(ABORT, 'history is never changed: no {verb} on places'); END"
            )
        return
    op.execute(
        "CREATE TRIGGER places_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON places "
        "FOR EACH STATEMENT EXECUTE FUNCTION claim_atlas_refuse()"
    )
