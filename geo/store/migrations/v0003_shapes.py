"""On PostgreSQL with PostGIS: the shapes of claims, and a view that GIS programs open.

All of it is derived from the versions, and can be dropped and made again; `geo.store.shapes` fills
it. Nothing is done on SQLite, or where PostGIS is missing and may not be switched on.
"""

from __future__ import annotations

from alembic import op

from geo.store.shapes import prepare

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From version 0002; nothing that is there changes."""
    if op.get_bind().dialect.name == "postgresql":
        prepare(op.get_bind())
