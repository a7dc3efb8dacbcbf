"""The store: immutable DuckDB snapshots behind a pointer.

Problem: DuckDB lets one process write or several read, never both, and a file opened again in the same process under
the same name gives the old data. Solution: an import works on a copy of the newest snapshot and, when all of it is
done, publishes the copy under a new name and moves the pointer `CURRENT`. Readers look at the pointer each time, so
an open dashboard sees new data at its next step; a killed import leaves a stray copy that the next one removes.

In the folder:

    CURRENT                          the snapshots there are, newest first, with their checksums
    snapshot-000012-5b0e6c21.duckdb  the newest, the two before it, and the last one of each of the last days
    snapshot-000012-5b0e6c21.told    what its entries say, left by a reader, or the newest one of an older snapshot
    writing.lock, writing.txt        held by the one process that writes; who that is
    access_log.sqlite                who saw whom
    contacts.sqlite                  whom somebody reminded of the diary, when and how
    settings.toml                    the clinic's own settings, when it has any
"""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import NoReturn

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import SQLAlchemyError

from analysis import settings
from analysis.days.shelves import keep_on
from analysis.errors import NoData, StoreBusy, StoreIsNewer, StoreProblem
from analysis.querying.schema import IMPORT_BATCHES
from analysis.settings import Settings
from analysis.store import files, finishing, retention
from analysis.store.access_log import AccessLog
from analysis.store.causes import cause_of
from analysis.store.contacts import Contacts
from analysis.store.heads import Heads
from analysis.store.kept_file import KeptFile, kept_files
from analysis.store.migration import is_newer, is_up_to_date, look_up_drug_names, make_up_to_date, version
from analysis.store.narrowing import Circle, narrowed
from analysis.store.pointer import REPAIR, Named, Pointer

BELIEVED = timedelta(days=1)
"""How much later than its import an export may have been made, for clocks and zones that differ."""
PATIENCE_SECONDS = 60.0
"""How long a writer waits for another before it gives up with a sentence."""


@dataclass(frozen=True)
class Snapshot:
    """An immutable state of the data. `name` changes with every import, so it can key a cache."""

    name: str
    engine: Engine

    @property
    def key(self) -> str:
        """The path of the file, which no other snapshot of any store has."""
        return str(self.engine.url)

    @property
    def ticket(self) -> str:
        """What another process of the same command opens this state with."""
        return self.name

    @property
    def is_gathered(self) -> bool:
        """No: what was written of each day is brought together when it is asked for."""
        return False

    def connect(self, circle: Circle | None = None) -> Connection:
        """A connection of its own for the caller, to be closed; never shared between threads.

        With a circle it holds no row of a patient outside it.
        """
        return self.engine.connect() if circle is None else narrowed(self.engine, *circle)

    def as_of(self) -> date | None:
        """The end of the data; see `end_of_data`."""
        return self._as_of

    @cached_property
    def _as_of(self) -> date | None:
        with self.connect() as connection:
            return end_of_data(connection)


def end_of_data(connection: Connection) -> date | None:
    """The day of the newest export, from the clinic's platform if any came from there; None where none says one.

    One that lies later than the day after its import, as an older program let in, is not believed.
    """
    columns = [IMPORT_BATCHES.c[name] for name in ("clinic_export", "as_of", "imported_at")]
    rows = connection.execute(select(*columns).where(IMPORT_BATCHES.c.as_of.is_not(None))).all()
    found = [row for row in rows if row.as_of <= row.imported_at.date() + BELIEVED]
    newest = [row.as_of for row in found if row.clinic_export] or [row.as_of for row in found]
    return max(newest) if newest else None


class Store:
    """A clinic's data in one folder. Made by `store_at`; one object serves many threads."""

    def __init__(self, folder: Path) -> None:
        """The store in `folder`, which need not exist before the first import."""
        self.folder = folder
        self._pointer = Pointer(folder)
        self._opened: dict[str, Snapshot] = {}
        self._opening = threading.Lock()
        self._is_closed_to_others = False
        self._compared: dict[Named, files.State] = {}

    @property
    def access_log_path(self) -> Path:
        """The file of the access log, beside the snapshots and never replaced with them."""
        return self.folder / "access_log.sqlite"

    @property
    def contacts_path(self) -> Path:
        """The file of the contacts that people record."""
        return self.folder / "contacts.sqlite"

    @property
    def url(self) -> str:
        """The path of the folder, which `store_at` opens."""
        return str(self.folder)

    @property
    def uploads(self) -> Path:
        """The folder of the store, as well guarded as it."""
        return self.folder

    def access_log(self) -> AccessLog:
        """The access log, whose heads are kept where the settings say."""
        set_, path = self.settings(), self.access_log_path
        outside = Path(set_.log_heads_file) if set_.log_heads_file else None
        return AccessLog(path, Heads(path.with_suffix(".head"), outside, set_.log_heads_syslog))

    def contacts(self) -> Contacts:
        """The contacts that people recorded."""
        return Contacts(self.contacts_path)

    def sessions(self) -> None:
        """None: one machine holds the folder, and its dashboard the sessions."""

    def in_files(self) -> Store:
        """This store: it is files."""
        return self

    def prepare(self, *, role: str | None = None, own: str | None = None, exported: Path | None = None) -> NoReturn:
        """Refused: only a server is prepared."""
        raise StoreProblem(f"The store {self.folder} is a folder and needs no preparing; settings.toml lies in it.")

    def again(self, ticket: str) -> Snapshot:
        """The newest snapshot, which has to be the one of this name. Raises StoreBusy otherwise."""
        snapshot = self.snapshot()
        if snapshot.name != ticket:
            raise StoreBusy("New data were imported meanwhile; run the command again.")
        return snapshot

    def settings(self) -> Settings:
        """The settings in force: the shipped ones, overlaid by the clinic's own."""
        return settings.in_force(self.folder)

    def is_empty(self) -> bool:
        """Whether nothing was ever imported here. Raises StoreProblem where the store is damaged."""
        return not self.snapshots()

    def snapshots(self) -> tuple[Named, ...]:
        """The snapshots that are kept, newest first. Raises StoreProblem where the store is damaged.

        A restore that was begun and not finished is finished first.
        """
        if finishing.is_pending(self.folder):
            with self.told_as_problems(), self.only_writer("restore"):
                pass
        return self._pointer.read()

    def newest_undamaged(self) -> Named:
        """The newest snapshot, once its file was compared with its checksum. Raises as `snapshot` does."""
        kept = self.snapshots()
        if not kept:
            raise self._nothing()
        self._refuse_damage(kept[0])
        return kept[0]

    def next_name(self) -> str:
        """The name of the next snapshot's file, which no file has, whatever the pointer says.

        It has a part drawn at random: where the folder is removed and made again, its names begin anew, and a dashboard
        that was open meanwhile must not take another store's snapshot for one that it knows.
        """
        numbers = [int(path.stem.split("-")[1]) for path in self.folder.glob("snapshot-*.duckdb")]
        return f"snapshot-{max(numbers, default=0) + 1:06}-{secrets.token_hex(4)}.duckdb"

    def snapshot(self) -> Snapshot:
        """The newest snapshot, opened read-only; an older program's one is brought up to date first.

        Raises NoData when nothing was imported yet, StoreProblem when the files cannot be read or are damaged,
        StoreIsNewer when a newer version of this program wrote them.
        """
        named = next(iter(self.snapshots()), None)
        if named is None:
            raise self._nothing()
        with self._opening:
            if named.name in self._opened:
                return self._opened[named.name]
            snapshot = self._open(named)
            if self._is_up_to_date(snapshot):
                self._opened[named.name] = snapshot
                self._release_older(named.name)
                return snapshot
        snapshot.engine.dispose()
        with self.writing(by="update"):
            pass
        return self.snapshot()

    @contextmanager
    def writing(
        self, by: str, *, keep: bool = True, patience: float = PATIENCE_SECONDS, forget_older: bool = False
    ) -> Iterator[Connection]:
        """A connection in a transaction on a copy of the newest data, published as a whole when the block ends.

        Nothing is published when the block raises, when the process dies, or when not `keep` (a dry run). Waits up to
        `patience` seconds for another writer, then raises StoreBusy naming it. `by` is who writes. `forget_older`
        leaves no older snapshot, and nothing in the new one's file of rows that were removed.

        Raises StoreProblem when the disk is full, may not be written or fails: then the previous state is whole.
        """
        with self.told_as_problems(), self.only_writer(by, patience):
            draft = self._draft()
            try:
                yield from self._written(draft)
                if forget_older:
                    self._forget(draft)
                if keep:
                    self._publish(draft, () if forget_older else self._pointer.read())
            finally:
                for left in self.folder.glob(f"{draft.name}*"):
                    files.remove(left)

    def _forget(self, draft: Path) -> None:
        """Leaves nothing of what was removed from the draft, in it or in what is kept of older snapshots' entries."""
        files.rewrite(draft)
        for path in kept_files(self.folder):
            files.remove(path)

    def forget_kept_aside(self) -> None:
        """Removes the stores that a restore kept aside."""
        for folder in self.folder.glob(f"{finishing.KEPT_ASIDE}*"):
            files.remove_folder(folder)

    def _written(self, draft: Path) -> Iterator[Connection]:
        """A connection in a transaction on the draft, which ends up in one file."""
        engine = files.engine_on(draft)
        try:
            with engine.begin() as connection:
                files.close_to_others(draft)
                found = version(connection)
                if is_newer(found):
                    raise self._newer()
                make_up_to_date(connection, found)
                yield connection
                look_up_drug_names(connection)
            files.checkpoint(engine)
        finally:
            engine.dispose()

    @contextmanager
    def told_as_problems(self) -> Iterator[None]:
        """What the disk or the database refuses, as one sentence; a database's own words may name a patient."""
        try:
            yield
        except (SQLAlchemyError, OSError) as error:
            raise StoreProblem(
                f"The store {self.folder} could not be written: {cause_of(error)}. Nothing was changed."
            ) from error

    def _is_up_to_date(self, snapshot: Snapshot) -> bool:
        try:
            with snapshot.connect() as connection:
                found = version(connection)
                if is_newer(found):
                    raise self._newer()
                return is_up_to_date(connection, found)
        except (SQLAlchemyError, OSError) as error:
            raise self._unreadable(snapshot.name, cause_of(error)) from error

    def _nothing(self) -> NoData:
        return NoData(f"The store {self.folder} is empty: import an export first, or open the sample clinic.")

    def _newer(self) -> StoreIsNewer:
        return StoreIsNewer(
            f"The store {self.folder} was written by a newer version of this program; update the program to open it."
        )

    def _unreadable(self, name: str, why: str) -> StoreProblem:
        return StoreProblem(f"The store {self.folder} cannot be read: {name}: {why}. {REPAIR}")

    def _open(self, named: Named) -> Snapshot:
        """The snapshot, once its file is there, whole, and closed to others."""
        try:
            self._close_to_others()
            self._refuse_damage(named)
        except OSError as error:
            raise self._unreadable(named.name, cause_of(error)) from error
        engine = files.engine_on(self.folder / named.name, read_only=True)
        if named.checksum:
            keep_on(KeptFile(self.folder, named.name, named.checksum, self._pointer), engine)
        return Snapshot(named.name, engine)

    def _refuse_damage(self, named: Named) -> None:
        """Raises StoreProblem where a snapshot's file is not there, or is not what was written.

        The file that was compared or written last is not read again while the file system knows of no change to it.
        """
        path = self.folder / named.name
        if not path.exists():
            raise StoreProblem(f"The store {self.folder} points to {named.name}, which is not there. {REPAIR}")
        state = files.state(path)
        if self._compared.get(named) == state:
            return
        if named.checksum and files.checksum(path) != named.checksum:
            raise self._unreadable(named.name, "it is damaged or not all there (its checksum is another)")
        self._compared = {named: state}

    def _close_to_others(self) -> None:
        """Takes from other accounts what they may do with the folder and its files; once, at the first opening."""
        if not self._is_closed_to_others:
            for path in (self.folder, *self.folder.rglob("*")):
                with suppress(FileNotFoundError):  # what another process removed meanwhile
                    files.close_to_others(path)
            self._is_closed_to_others = True

    def _release_older(self, newest: str) -> None:
        """Close what nobody should read any more; a query that still runs keeps its own connection."""
        for name in sorted(self._opened)[: -(retention.SNAPSHOTS_KEPT - 1)]:
            if name != newest:
                self._opened.pop(name).engine.dispose()

    @contextmanager
    def only_writer(self, by: str, patience: float = PATIENCE_SECONDS) -> Iterator[None]:
        """Keeps every other writer out while the block runs; raises StoreBusy as `writing` does."""
        from filelock import FileLock, Timeout  # loaded by who writes, not by who reads

        files.make_folder(self.folder)
        lock, note = FileLock(self.folder / "writing.lock", mode=files.FILE_MODE), self.folder / "writing.txt"
        try:
            lock.acquire(timeout=patience)
        except Timeout:
            raise StoreBusy(
                f"Another import is being written to this store ({files.writer(note)}); try again later."
            ) from None
        try:
            self._close_to_others()
            finishing.finish(self.folder)
            with self._noted(by, note):
                yield
        finally:
            lock.release()

    @contextmanager
    def _noted(self, by: str, note: Path) -> Iterator[None]:
        """Leaves a note of who writes while the block runs."""
        try:
            files.write_text(note, f"by {by}, process {os.getpid()}, since {datetime.now():%Y-%m-%d %H:%M}")
            yield
        finally:
            files.remove(note)

    def _draft(self) -> Path:
        """A copy of the newest snapshot, without what a killed writer left behind."""
        kept = self._pointer.read()
        self._remove_strays(kept)
        draft = self.folder / f"{self.next_name()}.tmp"
        if not kept:
            self._pointer.write(())
            return draft
        if kept[0].name not in self._opened:
            self._refuse_damage(kept[0])
        try:
            files.copy(self.folder / kept[0].name, draft)
        except BaseException:
            files.remove(draft)
            raise
        return draft

    def _remove_strays(self, kept: tuple[Named, ...], *, keeps_days: bool = True) -> None:
        """Removes drafts, and snapshots that no pointer names; beside an older program's, only the newer ones.

        What is kept of entries stays for the newest state that there is any of, where it `keeps_days`.
        """
        finishing.remove_strays(self.folder)
        names = {one.name for one in kept}
        is_listed = all(one.checksum for one in kept)
        lasting = {path.name for path in kept_files(self.folder)[-1:] if keeps_days}
        for path in self.folder.glob("snapshot-*"):
            is_stray = path.name not in names | lasting and (is_listed or path.name > kept[0].name)
            if is_stray or ".tmp" in path.name:
                files.remove(path)

    def _publish(self, draft: Path, older: tuple[Named, ...]) -> None:
        """Makes the draft the newest snapshot; when any step fails, the one before stays so, and the draft is gone."""
        snapshot, before = draft.with_suffix(""), self._pointer.read()
        try:
            files.flush(draft)
            named = Named(snapshot.name, files.checksum(draft))
            files.move(draft, snapshot)
            self._pointer.write(retention.kept(self.folder, (named, *older)))
            files.flush(self.folder)
            self._compared = {named: files.state(snapshot)}
        except BaseException:
            self._point_back(before, snapshot)
            raise
        self._remove_strays(self._pointer.read(), keeps_days=bool(older))

    def _point_back(self, before: tuple[Named, ...], snapshot: Path) -> None:
        """Has the pointer say what it said before, if it does not; only then is the new snapshot removed."""
        if self._pointer.read() != before:
            self._pointer.write(before)
        files.remove(snapshot)
