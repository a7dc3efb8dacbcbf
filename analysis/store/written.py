"""A file of rows that people write, beside the snapshots: SQLite, which many processes can write a little at a time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, create_engine, event
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from analysis.errors import StoreProblem

PATIENCE_SECONDS = 30
"""How long a writer waits for another one."""
WAIT_SECONDS = 0.05
"""Between two tries to make a new file."""


class WrittenFile:
    """A small SQLite database, made when it is first written to."""

    def __init__(self, path: Path, tables: MetaData) -> None:
        """The database at `path` with these tables."""
        self.path = path
        self._tables = tables
        self._engine: Engine | None = None

    def exists(self) -> bool:
        """Whether anything was ever written."""
        return self.path.exists()

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A connection in a transaction; StoreProblem when the file cannot be written."""
        try:
            with self.engine().begin() as connection:
                yield connection
        except (SQLAlchemyError, OSError) as error:
            raise StoreProblem(f"{self.path} cannot be written; nothing was changed.") from error

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """A connection to read through; StoreProblem when the file cannot be read."""
        try:
            with self.engine().connect() as connection:
                yield connection
        except (SQLAlchemyError, OSError) as error:
            raise StoreProblem(f"{self.path} cannot be read.") from error

    def engine(self) -> Engine:
        """The engine on the file, with its tables made."""
        if self._engine is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            engine = create_engine(f"sqlite:///{self.path}", connect_args={"timeout": PATIENCE_SECONDS})
            event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA journal_mode=WAL"))
            self._make_tables(engine)
            self._engine = engine
        return self._engine

    def _make_tables(self, engine: Engine) -> None:
        """Makes the tables, together with others who write to the file for the first time.

        SQLite does not wait for its turn to change the journal of a new file, and two may both find no table.
        """
        give_up = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                self._tables.create_all(engine)
            except OperationalError as error:
                if time.monotonic() > give_up or not _is_taken(error):
                    raise
                time.sleep(WAIT_SECONDS)
            else:
                return


def _is_taken(error: OperationalError) -> bool:
    """Whether another process is at the file, or has made the table meanwhile."""
    return any(words in str(error.orig) for words in ("is locked", "already exists"))
