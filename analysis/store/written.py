"""A file of rows that people write, beside the snapshots: SQLite, which many processes can write a little at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import URL, Connection, Engine, MetaData, Table, create_engine, event
from sqlalchemy.exc import SQLAlchemyError

from analysis.errors import StoreProblem
from analysis.querying import compiled
from analysis.store import files
from analysis.store.causes import DAMAGED, cause_where

PATIENCE_SECONDS = 30
"""How long a writer waits for another one."""
SYNCHRONOUS = "FULL"
"""What is written is on the disk before anything is built on it."""
WRITING, ALONE = {"begins": "BEGIN IMMEDIATE"}, {"begins": ""}
"""The execution options of a connection whose transaction will write, and of one that begins none."""

Upgrade = Callable[[Connection], None]


class Written(Protocol):
    """Rows that people write, apart from what imports bring: a file, or tables on a server."""

    @property
    def place(self) -> str:
        """Where they lie, for a sentence."""

    def exists(self) -> bool:
        """Whether anything was ever written."""

    def begin(self) -> AbstractContextManager[Connection]:
        """A connection in a transaction that no other writer disturbs; StoreProblem when nothing can be written."""

    def begin_within(self, change: Connection) -> AbstractContextManager[Connection]:
        """As `begin`; on a server the rows are part of the transaction of `change`, which keeps both or neither."""

    def connect(self) -> AbstractContextManager[Connection]:
        """A connection to read through; StoreProblem when nothing can be read."""

    def copy_to(self, target: Path) -> None:
        """Write a copy of the rows as they are at one moment, in one file, while others may be writing."""

    def forget_removed(self) -> None:
        """Leave nothing of rows that were removed."""

    def close(self) -> None:
        """Let go of what was opened; it is opened again when it is needed."""


class WrittenFile:
    """A small SQLite database, made when it is first written to, and whole from the moment it has its name."""

    def __init__(self, path: Path, tables: MetaData, upgrade: Upgrade | None = None) -> None:
        """The database at `path` with these tables; `upgrade` brings a file of an older program up to date."""
        self.path = path
        self._tables = tables
        self._upgrade = upgrade
        self._engine: Engine | None = None

    @property
    def place(self) -> str:
        """The path, for a sentence."""
        return str(self.path)

    def exists(self) -> bool:
        """Whether anything was ever written."""
        return self.path.exists()

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A connection in a transaction that no other writer disturbs; StoreProblem when the file cannot be written."""
        with (
            self._told("written; nothing was changed"),
            self.engine().connect() as connection,
            connection.execution_options(**WRITING).begin(),
        ):
            yield connection

    def begin_within(self, change: Connection) -> AbstractContextManager[Connection]:
        """As `begin`: a file has a transaction of its own, whatever becomes of the other change."""
        return self.begin()

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """A connection to read through; StoreProblem when the file cannot be read."""
        with self._told("read"), self.engine().connect() as connection:
            yield connection

    def copy_to(self, target: Path) -> None:
        """Write a copy of the rows as they are at one moment, in one file, while others may be writing."""
        with self._told("read"), self.engine().connect() as connection:
            files.create(target)
            connection.execution_options(**ALONE).exec_driver_sql("VACUUM INTO ?", (str(target),))

    def forget_removed(self) -> None:
        """Leave nothing in the file of rows that were removed."""
        with self._told("written; nothing was changed"), self.engine().connect() as connection:
            for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                connection.execution_options(**ALONE).exec_driver_sql(statement).close()

    def close(self) -> None:
        """Let go of the file; it is opened again when it is needed."""
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None

    def engine(self) -> Engine:
        """The engine on the file, with its tables made."""
        if self._engine is None:
            self._make()
            opened = _engine(self.path)
            try:
                self._bring_up_to_date(opened)
            except BaseException:
                opened.dispose()
                raise
            self._engine = opened
        return self._engine

    def _make(self) -> None:
        """Makes the file under another name, and gives it its own when it is whole; one process at a time."""
        files.make_folder(self.path.parent)
        if not self.exists():
            with _alone(self.path):
                if not self.exists():
                    self._make_whole()
        files.close_to_others(self.path)
        self._refuse_cut()

    def _make_whole(self) -> None:
        draft = self.path.with_name(f"{self.path.name}.tmp")
        _remove_all(draft)
        try:
            files.create(draft)
            with _opened(draft) as engine:
                with engine.connect() as connection:
                    connection.execution_options(**ALONE).exec_driver_sql("PRAGMA journal_mode=WAL").close()
                self._tables.create_all(engine)
            files.flush(draft)
            files.move(draft, self.path)
            files.flush(self.path.parent)
        finally:
            _remove_all(draft)

    def _refuse_cut(self) -> None:
        """Raises StoreProblem where the file is shorter than it says: SQLite would tell only when it misses a page."""
        if not self._has_journal() and files.size(self.path) < files.size_by_sqlite(self.path):
            raise StoreProblem(f"{self.path} cannot be read: {DAMAGED}.")

    def _has_journal(self) -> bool:
        """Whether there is a journal from which the file is made whole when it is opened."""
        journal = self.path.with_name(f"{self.path.name}-wal")
        return journal.exists() and files.size(journal) > 0

    def _is_old(self, engine: Engine) -> bool:
        """Whether an older program made the file."""
        with engine.connect() as connection:
            return any(_lacks(connection, table) for table in self._tables.sorted_tables)

    def _bring_up_to_date(self, engine: Engine) -> None:
        """Upgrades a file of an older program, unless another process did meanwhile."""
        if self._upgrade and self._is_old(engine):
            with _alone(self.path):
                if self._is_old(engine):
                    with engine.connect() as connection, connection.execution_options(**WRITING).begin():
                        self._upgrade(connection)

    @contextmanager
    def _told(self, what: str) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, OSError) as error:
            raise StoreProblem(f"{self.path} cannot be {what}: {cause_where(self.path, error)}.") from error


def _lacks(connection: Connection, table: Table) -> bool:
    """Whether a file lacks a table that a newer one has, or a column of it."""
    held = connection.exec_driver_sql("SELECT name FROM pragma_table_info(?)", (table.name,)).scalars()
    return not set(held).issuperset(table.columns.keys())


@contextmanager
def _opened(path: Path) -> Iterator[Engine]:
    engine = _engine(path)
    try:
        yield engine
    finally:
        engine.dispose()


def _engine(path: Path) -> Engine:
    """An engine whose transactions begin when they are told to, a writing one with the right to write."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": PATIENCE_SECONDS},
        execution_options=compiled.TOGETHER,
    )

    @event.listens_for(engine, "connect")
    def _connected(raw: Any, _: object) -> None:
        raw.isolation_level = None
        raw.execute(f"PRAGMA synchronous={SYNCHRONOUS}").close()

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        statement = connection.get_execution_options().get("begins", "BEGIN")
        if statement:
            connection.exec_driver_sql(statement)

    return engine


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keeps other processes from making the same file; SQLite does not wait for its turn to set up a new one."""
    from filelock import FileLock, Timeout  # loaded by who writes, not by who reads

    lock = FileLock(path.with_name("making.lock"), mode=files.FILE_MODE)
    try:
        lock.acquire(timeout=PATIENCE_SECONDS)
    except Timeout:
        raise StoreProblem(f"{path} cannot be made: another process holds it.") from None
    try:
        yield
    finally:
        lock.release()


def _remove_all(draft: Path) -> None:
    for left in draft.parent.glob(f"{draft.name}*"):
        files.remove(left)
