"""Makes each step of what a store does to the disk fail in turn: files by their operations, databases by statement.

A step that fails raises once, as a disk does; a kill raises at one step and at every one after it, as if the process
were gone: nothing that would tidy up has any effect.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, delete, event, insert, inspect, select
from sqlalchemy.exc import OperationalError

from analysis.querying import compiled
from analysis.querying.schema import METADATA, STORE_INFO
from analysis.store import backup, files, snapshots, written
from analysis.store.migration import CATALOGUE

NEWEST = "newest"

CALLS = (
    (os, "open"),
    (os, "write"),
    (os, "fsync"),
    (os, "ftruncate"),
    (os, "fchmod"),
    (os, "link"),
    (Path, "mkdir"),
    (Path, "chmod"),
    (Path, "write_text"),
    (Path, "read_text"),
    (Path, "replace"),
    (Path, "open"),
    (shutil, "copyfile"),
    (shutil, "copyfileobj"),
)
CLEANING = ((Path, "unlink"), (shutil, "rmtree"))
"""What tidies up: it fails only when everything does."""


class Killed(BaseException):
    """The process is gone."""


@dataclass
class Steps:
    """Counts the steps under one folder, and makes one of them fail."""

    folder: Path
    fails_at: int = 0
    code: int = 0
    statements: bool = False
    taken: int = 0

    @property
    def is_kill(self) -> bool:
        return self.code == 0

    def take(self, *arguments: object) -> None:
        """One more step; raises where it is the one that fails."""
        self.taken += 1
        if self.fails_at and (self.taken == self.fails_at or (self.is_kill and self.taken > self.fails_at)):
            raise Killed if self.is_kill else OSError(self.code, os.strerror(self.code))

    def clean(self) -> None:
        """Tidying up has no effect once the process is gone."""
        if self.fails_at and self.is_kill and self.taken >= self.fails_at:
            raise Killed

    def run(self, statement: str) -> None:
        """One more statement to a database."""
        try:
            self.take()
        except OSError as error:
            raise OperationalError(statement, {}, Exception(f"IO Error: {error.strerror}")) from error

    def concerns(self, arguments: tuple[object, ...]) -> bool:
        return any(str(one).startswith(str(self.folder)) or isinstance(one, int) for one in arguments[:2])


@contextmanager
def failing(steps: Steps, monkeypatch: pytest.MonkeyPatch) -> Iterator[Steps]:
    """While the block runs, the steps are counted and one of them fails."""

    def before_statement(connection: object, cursor: object, statement: str, *rest: object) -> None:
        steps.run(statement)

    with monkeypatch.context() as patched:
        if not steps.statements:
            for where, name in CALLS:
                patched.setattr(where, name, _counted(getattr(where, name), steps, steps.take))
            for where, name in CLEANING:
                patched.setattr(where, name, _counted(getattr(where, name), steps, lambda *_: steps.clean()))
        else:
            event.listen(Engine, "before_cursor_execute", before_statement)
        try:
            yield steps
        finally:
            if steps.statements:
                event.remove(Engine, "before_cursor_execute", before_statement)


def on_small_databases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has SQLite stand in for DuckDB, and nothing wait for the disk: tried is what the store does with files."""

    def engine_on(path: Path, *, read_only: bool = False) -> Engine:
        url = URL.create("sqlite", database=str(path))
        engine = create_engine(url, poolclass=NullPool, execution_options=compiled.TOGETHER)
        event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA synchronous=OFF"))
        return engine

    def bring_up_to_date(connection: Connection, found: str | None = NEWEST) -> None:
        if not inspect(connection).has_table(STORE_INFO.name):
            METADATA.create_all(connection, checkfirst=False)
        connection.execute(delete(STORE_INFO).where(STORE_INFO.c.name == CATALOGUE))
        connection.execute(insert(STORE_INFO).values(name=CATALOGUE, value=NEWEST))

    def is_up_to_date(connection: Connection, found: str) -> bool:
        query = select(STORE_INFO.c.value).where(STORE_INFO.c.name == CATALOGUE)
        return connection.execute(query).scalar() == NEWEST

    def rewrite(path: Path) -> None:
        fresh = path.with_name(f"{path.name}-fresh")
        engine = engine_on(path)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM INTO ?", (str(fresh),))
        files.close_to_others(fresh)
        files.move(fresh, path)

    monkeypatch.setattr(files, "engine_on", engine_on)
    monkeypatch.setattr(files, "checkpoint", lambda engine: None)
    monkeypatch.setattr(files, "rewrite", rewrite)
    for name in ("make_up_to_date", "look_up_drug_names"):
        monkeypatch.setattr(snapshots, name, bring_up_to_date)
    monkeypatch.setattr(snapshots, "is_up_to_date", is_up_to_date)
    for module in (snapshots, backup):
        monkeypatch.setattr(module, "version", lambda connection: NEWEST)
        monkeypatch.setattr(module, "is_newer", lambda found: False)
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
    monkeypatch.setattr(written, "SYNCHRONOUS", "OFF")


def _counted(real: Callable[..., object], steps: Steps, take: Callable[..., None]) -> Callable[..., object]:
    def call(*arguments: object, **options: object) -> object:
        is_of_lock = sys._getframe(1).f_globals["__name__"].startswith("filelock")
        if steps.concerns(arguments) and not (is_of_lock and isinstance(arguments[0], int)):
            take(*arguments)
        return real(*arguments, **options)

    return call
