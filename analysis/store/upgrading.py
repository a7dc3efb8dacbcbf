"""An older database migrated step by step, by Alembic; loaded only where there is something to migrate."""

from __future__ import annotations

from typing import Any

from alembic.config import Config
from alembic.ddl.impl import DefaultImpl
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Table

from analysis.querying.schema import WITHOUT_INDEX, without_key


class DuckDB(DefaultImpl):
    """Tells Alembic that DuckDB takes its ordinary statements, and leaves out the keys that it should not index."""

    __dialect__ = "duckdb"

    def create_table(self, table: Table, **options: Any) -> None:
        """Create the table, without its key where DuckDB is not told of it."""
        super().create_table(without_key(table) if table.name in WITHOUT_INDEX else table, **options)


def upgrade(connection: Connection, to: str = "head") -> None:
    """Migrate the schema to the newest version, or an older one, in the open transaction."""
    config = Config()
    config.set_main_option("script_location", "analysis.store:migrations")
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    with EnvironmentContext(
        Config(), scripts, fn=lambda revision, _: scripts._upgrade_revs(to, revision)
    ) as environment:
        environment.configure(connection=connection, transactional_ddl=False)
        environment.run_migrations()
