"""The store: immutable DuckDB snapshots behind a pointer.

Problem: DuckDB lets one process write or several read, never both, and a file opened again in the same process under
the same name gives the old data. Solution: an import works on a copy of the newest snapshot and, when all of it is
done, publishes the copy under a new name and moves the pointer `CURRENT`. Readers look at the pointer each time, so
an open dashboard sees new data at its next step; a killed import leaves a stray copy that the next one removes.

    <folder>/CURRENT                     name of the newest snapshot
    <folder>/snapshot-000012.duckdb      the newest and the two before it
    <folder>/writing.lock, writing.txt   held by the one process that writes; who that is
    <folder>/access_log.sqlite           who saw whom
    <folder>/contacts.sqlite             whom somebody reminded of the diary, when and how
    <folder>/mappings/                   which column is what in diaries of other shapes, saved under names
    <folder>/settings.toml               the clinic's own settings, when it has any
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import SQLAlchemyError

from analysis import settings
from analysis.errors import NoData, StoreBusy, StoreIsNewer, StoreProblem
from analysis.querying.schema import IMPORT_BATCHES
from analysis.settings import Settings
from analysis.store.files import checkpoint, engine_on, flush, remove, writer
from analysis.store.mappings import Mappings
from analysis.store.migration import bring_up_to_date, is_newer, is_up_to_date

SNAPSHOTS_KEPT = 3
PATIENCE_SECONDS = 60.0
"""How long a writer waits for another before it gives up with a sentence."""


@dataclass(frozen=True)
class Snapshot:
    """An immutable state of the data. `name` changes with every import, so it can key a cache."""

    name: str
    engine: Engine

    def connect(self) -> Connection:
        """A connection of its own for the caller, to be closed; never shared between threads."""
        return self.engine.connect()

    def as_of(self) -> datetime | None:
        """The end of the data: the newest export's, from the clinic's platform if any came from there."""
        with self.connect() as connection:
            found = connection.execute(
                select(IMPORT_BATCHES.c.clinic_export, IMPORT_BATCHES.c.as_of).where(
                    IMPORT_BATCHES.c.as_of.is_not(None)
                )
            ).all()
        newest = [row.as_of for row in found if row.clinic_export] or [row.as_of for row in found]
        return max(newest) if newest else None


class Store:
    """A clinic's data in one folder. Made by `store_at`; one object serves many threads."""

    def __init__(self, folder: Path) -> None:
        """The store in `folder`, which need not exist before the first import."""
        self.folder = folder
        self._opened: dict[str, Snapshot] = {}
        self._opening = threading.Lock()

    @property
    def access_log_path(self) -> Path:
        """The file of the access log, beside the snapshots and never replaced with them."""
        return self.folder / "access_log.sqlite"

    @property
    def contacts_path(self) -> Path:
        """The file of the contacts that people record."""
        return self.folder / "contacts.sqlite"

    def mappings(self) -> Mappings:
        """The mappings that were saved under a name."""
        return Mappings(self.folder)

    def settings(self) -> Settings:
        """The settings in force: the shipped ones, overlaid by the clinic's own."""
        return settings.in_force(self.folder)

    def is_empty(self) -> bool:
        """Whether nothing was ever imported here."""
        return not self._pointer.exists()

    def snapshot(self) -> Snapshot:
        """The newest snapshot, opened read-only; an older program's one is brought up to date first.

        Raises NoData when nothing was imported yet, StoreProblem when the files cannot be read, StoreIsNewer when a
        newer version of this program wrote them.
        """
        if self.is_empty():
            raise NoData(f"The store {self.folder} is empty: import an export first, or open the sample clinic.")
        name = self._pointed_to()
        with self._opening:
            if name in self._opened:
                return self._opened[name]
            snapshot = self._open(name)
            if self._is_up_to_date(snapshot):
                self._opened[name] = snapshot
                self._release_older(name)
                return snapshot
        snapshot.engine.dispose()
        with self.writing(by="update"):
            pass
        return self.snapshot()

    @contextmanager
    def writing(self, by: str, *, keep: bool = True, patience: float = PATIENCE_SECONDS) -> Iterator[Connection]:
        """A connection in a transaction on a copy of the newest data, published as a whole when the block ends.

        Nothing is published when the block raises, when the process dies, or when not `keep` (a dry run). Waits up to
        `patience` seconds for another writer, then raises StoreBusy naming it. `by` is who writes.

        Raises StoreProblem when the disk is full, may not be written or fails: then the previous state is whole.
        """
        with self._told_as_problems(), self._only_writer(by, patience):
            draft = self._draft()
            try:
                yield from self._written(draft)
                if keep:
                    self._publish(draft)
            finally:
                for left in self.folder.glob(f"{draft.name}*"):
                    remove(left)

    def _written(self, draft: Path) -> Iterator[Connection]:
        """A connection in a transaction on the draft, which ends up in one file."""
        engine = engine_on(draft)
        try:
            with engine.begin() as connection:
                if is_newer(connection):
                    raise self._newer()
                bring_up_to_date(connection)
                yield connection
                bring_up_to_date(connection)
            checkpoint(engine)
        finally:
            engine.dispose()

    @contextmanager
    def _told_as_problems(self) -> Iterator[None]:
        """What the disk or the database refuses, as one sentence; a database's own words may name a patient."""
        try:
            yield
        except SQLAlchemyError as error:
            why = "the disk is full" if "No space left" in str(error) else type(error).__name__
            raise StoreProblem(f"The store {self.folder} could not be written: {why}. Nothing was changed.") from error
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise StoreProblem(f"The store {self.folder} could not be written: {why}. Nothing was changed.") from error

    def _is_up_to_date(self, snapshot: Snapshot) -> bool:
        try:
            with snapshot.connect() as connection:
                if is_newer(connection):
                    raise self._newer()
            return is_up_to_date(snapshot.engine)
        except (SQLAlchemyError, OSError) as error:
            raise StoreProblem(
                f"The store {self.folder} cannot be read: {snapshot.name} is damaged or not all there; "
                f"restore it from a backup."
            ) from error

    def _newer(self) -> StoreIsNewer:
        return StoreIsNewer(
            f"The store {self.folder} was written by a newer version of this program; update the program to open it."
        )

    def _pointed_to(self) -> str:
        """The name of the newest snapshot."""
        try:
            return self._pointer.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise StoreProblem(f"The store {self.folder} cannot be read: {self._pointer.name} is damaged.") from error

    @property
    def _pointer(self) -> Path:
        return self.folder / "CURRENT"

    def _open(self, name: str) -> Snapshot:
        path = self.folder / name
        if not path.exists():
            raise StoreProblem(
                f"The store {self.folder} points to {name}, which is not there; restore it from a backup."
            )
        return Snapshot(name, engine_on(path, read_only=True))

    def _release_older(self, newest: str) -> None:
        """Close what nobody should read any more; a query that still runs keeps its own connection."""
        for name in sorted(self._opened)[: -(SNAPSHOTS_KEPT - 1)]:
            if name != newest:
                self._opened.pop(name).engine.dispose()

    @contextmanager
    def _only_writer(self, by: str, patience: float) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        lock, note = FileLock(self.folder / "writing.lock"), self.folder / "writing.txt"
        try:
            lock.acquire(timeout=patience)
        except Timeout:
            raise StoreBusy(
                f"Another import is being written to this store ({writer(note)}); try again later."
            ) from None
        try:
            note.write_text(f"by {by}, process {os.getpid()}, since {datetime.now():%Y-%m-%d %H:%M}", encoding="utf-8")
            yield
        finally:
            remove(note)
            lock.release()

    def _draft(self) -> Path:
        for stray in self.folder.glob("snapshot-*.tmp*"):
            remove(stray)
        draft = self.folder / f"{self._next_name()}.tmp"
        if not self.is_empty():
            try:
                shutil.copyfile(self.folder / self._pointed_to(), draft)
            except BaseException:
                remove(draft)
                raise
        return draft

    def _next_name(self) -> str:
        numbers = [int(path.stem.split("-")[1]) for path in self.folder.glob("snapshot-*.duckdb")]
        return f"snapshot-{max(numbers, default=0) + 1:06}.duckdb"

    def _publish(self, draft: Path) -> None:
        """Makes the draft the newest snapshot; when any step fails, the one before stays so, and the draft is gone."""
        snapshot, before = draft.with_suffix(""), None if self.is_empty() else self._pointed_to()
        try:
            flush(draft)
            draft.replace(snapshot)
            self._point_to(snapshot.name)
            flush(self.folder)
        except BaseException:
            self._point_back(before, snapshot)
            raise
        for old in sorted(self.folder.glob("snapshot-*.duckdb"))[:-SNAPSHOTS_KEPT]:
            remove(old)

    def _point_to(self, name: str) -> None:
        pointer = self._pointer.with_suffix(".tmp")
        pointer.write_text(name, encoding="utf-8")
        flush(pointer)
        pointer.replace(self._pointer)

    def _point_back(self, before: str | None, snapshot: Path) -> None:
        """Has the pointer name the snapshot of before, if it does not; only then is the new one removed."""
        remove(self._pointer.with_suffix(".tmp"))
        if before is None:
            remove(self._pointer)
        elif self._pointed_to() != before:
            self._point_to(before)
        remove(snapshot)
