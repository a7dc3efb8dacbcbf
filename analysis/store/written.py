"""A file of rows that people write, beside the snapshots: SQLite, which many processes can write a little at a time."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, MetaData, create_engine, event

PATIENCE_SECONDS = 30
"""How long a writer waits for another one."""


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

    def engine(self) -> Engine:
        """The engine on the file, with its tables made."""
        if self._engine is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            engine = create_engine(f"sqlite:///{self.path}", connect_args={"timeout": PATIENCE_SECONDS})
            event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA journal_mode=WAL"))
            self._tables.create_all(engine)
            self._engine = engine
        return self._engine
