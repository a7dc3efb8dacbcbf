"""Rows that people write, in a schema of their own: what an SQLite file beside the snapshots is to the embedded store.

The access log can only be added to: whoever owns its tables takes the rest from every account, their own among them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from sqlalchemy import Connection, Engine, MetaData, inspect, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.schema import CreateSchema

from analysis.errors import BackupRefused, StoreAway, StoreProblem
from analysis.store.causes import cause_of

LOG_SCHEMA, CONTACTS_SCHEMA, SESSIONS_SCHEMA = "headache_log", "headache_contacts", "headache_sessions"
WRITTEN_TURN = 7_401_002
"""The number of the lock by which those who add to such tables take turns."""


class WrittenTables:
    """The tables of `metadata` in one schema, made when they are first written to.

    Of those that are `only_added_to`, no row is changed or removed; writers take turns.
    """

    def __init__(self, engine: Engine, schema: str, metadata: MetaData, place: str, *, only_added_to: bool) -> None:
        """In the database of `engine`, which is called `place` in sentences."""
        self._engine = engine.execution_options(schema_translate_map={None: schema})
        self._schema = schema
        self._metadata = metadata
        self._place = place
        self._only_added_to = only_added_to
        self._is_made = False

    @property
    def place(self) -> str:
        """The schema in the database, for a sentence."""
        return f"{self._schema} in {self._place}"

    def exists(self) -> bool:
        """Whether the tables are there."""
        if not self._is_made:
            with self._told("read"), self._engine.connect() as connection:
                self._is_made = self._are_there(connection)
        return self._is_made

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A connection in a transaction that no other writer disturbs; StoreProblem when nothing can be written."""
        with self._told("written; nothing was changed"):
            if not self.exists():
                self.make()
            with self._engine.begin() as connection:
                connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": WRITTEN_TURN})
                yield connection

    @contextmanager
    def begin_within(self, change: Connection) -> Iterator[Connection]:
        """The transaction of `change`, on which nothing but these tables is reached until the block ends."""
        before = change.get_execution_options().get("schema_translate_map", {})
        change.execution_options(schema_translate_map={None: self._schema})
        try:
            yield change
        finally:
            change.execution_options(schema_translate_map=before)

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """A connection to read through; StoreProblem when nothing can be read."""
        with self._told("read"), self._engine.connect() as connection:
            yield connection

    def make(self) -> None:
        """Makes the tables where they are not there; one process at a time."""
        with self._engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": WRITTEN_TURN})
            if not self._are_there(connection):
                connection.execute(CreateSchema(self._schema, if_not_exists=True))
                self._metadata.create_all(connection)
                self._guard(connection)
        self._is_made = True

    def copy_to(self, target: Path) -> NoReturn:
        """Refused: a server's own programs copy what it holds."""
        raise BackupRefused(f"{self.place} is not copied to {target}.")

    def forget_removed(self) -> None:
        """Nothing to do: the server clears away what nobody sees any more."""

    def close(self) -> None:
        """Nothing to do: the engine is the store's."""

    def grant(self, connection: Connection, role: str) -> None:
        """Lets a quoted role read the tables and add to them, and change what is not only added to."""
        rights = "SELECT, INSERT" if self._only_added_to else "SELECT, INSERT, UPDATE, DELETE"
        connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA {self._schema} TO {role}")
        connection.exec_driver_sql(f"REVOKE ALL ON ALL TABLES IN SCHEMA {self._schema} FROM {role}")
        connection.exec_driver_sql(f"GRANT {rights} ON ALL TABLES IN SCHEMA {self._schema} TO {role}")
        connection.exec_driver_sql(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {self._schema} TO {role}")

    def _are_there(self, connection: Connection) -> bool:
        found = inspect(connection).get_table_names(schema=self._schema)
        return {table.name for table in self._metadata.sorted_tables} <= set(found)

    def _guard(self, connection: Connection) -> None:
        """Takes from the owner too what would change rows that are only added to."""
        if self._only_added_to:
            connection.exec_driver_sql(
                f"REVOKE UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA {self._schema} FROM CURRENT_USER"
            )

    @contextmanager
    def _told(self, what: str) -> Iterator[None]:
        try:
            yield
        except StoreAway as error:
            raise StoreAway(f"{self.place} cannot be {what}: {error.why}.", error.why) from error
        except SQLAlchemyError as error:
            raise StoreProblem(f"{self.place} cannot be {what}: {cause_of(error)}.") from error
