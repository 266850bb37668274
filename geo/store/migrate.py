"""Which version a store has, and the way to this program's.

Alembic is imported only when there is something to do: opening a store must stay quick.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, inspect

if TYPE_CHECKING:
    from alembic.runtime.migration import MigrationContext, RevisionStep

NEWEST: Final = "0004"
"""The version that this program writes: the number of the newest migration (a test holds it)."""

FOLDER: Final = Path(__file__).parent / "migrations"

_TABLE: Final = "alembic_version"


def version_of(connection: Connection) -> str | None:
    """The store's version; ``None`` where there is none, so no store of ours."""
    if not inspect(connection).has_table(_TABLE):
        return None
    row = connection.exec_driver_sql(f"SELECT version_num FROM {_TABLE}").first()  # noqa: S608
    return str(row[0]) if row else None


def migrate(connection: Connection) -> None:
    """Bring an empty or older store to `NEWEST`, in the transaction of `connection`."""
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(FOLDER), version_locations=[str(FOLDER)])

    def steps(current: Any, _: MigrationContext) -> list[RevisionStep]:
        return list(scripts._upgrade_revs("head", current))

    with EnvironmentContext(Config(), scripts) as environment:
        environment.configure(connection=connection, fn=steps, transactional_ddl=True)
        environment.run_migrations()
