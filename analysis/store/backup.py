"""A backup: one file with the newest snapshot, the contacts, the access log and the settings, each with its checksum.

Made while the dashboard is open: a snapshot never changes, and SQLite gives a copy as of one moment. Who imports waits.
Restored in two steps, so that a kill at any moment leaves the old or the new. First everything is unpacked, checked and
laid ready in `restored.tmp`, and what is there now is kept aside; then that folder becomes `restored`, which is the
moment of restoring. Whoever opens the store next finishes it (`finishing`), where it was not.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from sqlalchemy import delete
from sqlalchemy.exc import SQLAlchemyError

from analysis import settings
from analysis.errors import BackupRefused, DiaryError
from analysis.querying.schema import STORE_INFO
from analysis.store import erasing, files, finishing
from analysis.store.access_log import AccessLog
from analysis.store.causes import cause_of
from analysis.store.contacts import Contacts
from analysis.store.finishing import CONTACTS, LOG, READY, RESTORED
from analysis.store.heads import LOG_HEAD
from analysis.store.migration import is_newer, version
from analysis.store.pointer import SNAPSHOT_NAME, Named, Pointer
from analysis.store.snapshots import Store

MANIFEST = "manifest.json"
KIND = "headache-dashboard backup"
VERSION = 1
_CHUNK_BYTES = 1024 * 1024


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself: when it was made, and each file's checksum."""

    made_at: str
    files: Mapping[str, str]

    @property
    def snapshot(self) -> str:
        """The name of the snapshot."""
        return next(name for name in self.files if SNAPSHOT_NAME.fullmatch(name))


def back_up(store: Store, out: Path, by: str, now: datetime) -> Manifest:
    """What is in the backup that is then at `out`: all of it, or no file.

    Raises BackupRefused when there is a file already or it cannot be written, StoreProblem when the store is damaged.
    """
    if out.exists():
        raise BackupRefused(f"{out} is there already; name a new file.")
    draft = out.with_name(f".{out.name}.tmp")
    with _told(out), store.only_writer(by):
        try:
            manifest = _packed(draft, dict(_parts(store)), now)
            files.flush(draft)
            files.move(draft, out)
            files.flush(out.parent)
        finally:
            for left in (draft, *store.folder.glob("snapshot-*.sqlite.tmp*")):
                files.remove(left)
    return manifest


@contextmanager
def _told(out: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, SQLAlchemyError) as error:
        raise BackupRefused(f"{out} could not be written: {cause_of(error)}. There is no backup.") from error


def _parts(store: Store) -> Iterator[tuple[str, Path]]:
    """The files of a backup by their names in it; copies of what others may be writing end with .tmp."""
    named = store.newest_undamaged()
    yield named.name, store.folder / named.name
    written = {CONTACTS: Contacts(store.contacts_path).file, LOG: AccessLog(store.access_log_path).file}
    for name, file in written.items():
        if file.exists():
            copy = store.folder / f"snapshot-{name}.tmp"
            try:
                file.copy_to(copy)
            finally:
                file.close()
            yield name, copy
    path = store.folder / settings.FILE_NAME
    if path.exists():
        yield path.name, path


def _packed(draft: Path, parts: Mapping[str, Path], now: datetime) -> Manifest:
    files.create(draft)
    manifest = Manifest(now.isoformat(timespec="seconds"), {name: files.checksum(path) for name, path in parts.items()})
    about = {"kind": KIND, "version": VERSION, "made_at": manifest.made_at, "sha256": manifest.files}
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(MANIFEST, json.dumps(about, indent=2))
        for name, path in parts.items():
            files.pack(archive, path, name)
    return manifest


def restore(store: Store, backup: Path, by: str, now: datetime) -> Path | None:
    """The folder in which what was there before is kept (None: nothing was), once the store holds the backup.

    The access log is not replaced where there is one, nor the settings; patients who were erased since are erased from
    what is restored. Raises BackupRefused where the file is no whole backup; then nothing was changed.
    """
    manifest = checked(backup)
    with store.told_as_problems():
        gone = _erased_in(store)
    with store.told_as_problems(), store.only_writer(by):
        finishing.remove_strays(store.folder)
        ready = store.folder / READY
        try:
            _lay_ready(store, backup, manifest, gone)
            aside = finishing.keep_aside(store.folder, now)
            files.move(ready, store.folder / RESTORED)
            files.flush(store.folder)
        finally:
            files.remove_folder(ready)
        finishing.finish(store.folder)
    return aside


def checked(backup: Path) -> Manifest:
    """What the backup says of itself. Raises BackupRefused where a file of it is missing, or not as it was written."""
    try:
        with zipfile.ZipFile(backup) as archive:
            manifest = _manifest(json.loads(archive.read(MANIFEST)))
            wrong = [name for name, checksum in manifest.files.items() if _checksum_in(archive, name) != checksum]
    except (KeyError, ValueError, zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise BackupRefused(f"{backup} is no backup of this program, or is damaged. Nothing was changed.") from error
    except OSError as error:
        raise BackupRefused(f"{backup} cannot be read: {cause_of(error)}. Nothing was changed.") from error
    if wrong:
        raise BackupRefused(f"{backup} is damaged: {', '.join(wrong)} has another checksum. Nothing was changed.")
    return manifest


def _manifest(said: Any) -> Manifest:
    if said["kind"] != KIND or said["version"] > VERSION:
        raise ValueError("another kind of file, or of a newer program")
    found = {str(name): str(checksum) for name, checksum in dict(said["sha256"]).items()}
    snapshots = [name for name in found if SNAPSHOT_NAME.fullmatch(name)]
    others = set(found) - {CONTACTS, LOG, settings.FILE_NAME}
    if len(snapshots) != 1 or others != set(snapshots):
        raise ValueError("other files than a backup has")
    return Manifest(str(said["made_at"]), found)


def _checksum_in(archive: zipfile.ZipFile, name: str) -> str:
    told = hashlib.sha256()
    with archive.open(name) as content:
        for chunk in _chunks(content):
            told.update(chunk)
    return told.hexdigest()


def _chunks(content: IO[bytes]) -> Iterator[bytes]:
    while chunk := content.read(_CHUNK_BYTES):
        yield chunk


def _lay_ready(store: Store, backup: Path, manifest: Manifest, gone: frozenset[str]) -> None:
    """Unpacks the backup beside the store's files, opens it once, and says what its snapshot will be called."""
    ready = store.folder / READY
    files.make_folder(ready)
    with zipfile.ZipFile(backup) as archive:
        for name in manifest.files:
            files.unpack(archive, name, ready / name)
    snapshot = ready / store.next_name()
    files.move(ready / manifest.snapshot, snapshot)
    if _opened(snapshot, gone, has_log=store.access_log_path.exists()):
        files.rewrite(snapshot)
    _opened_rows(ready, gone)
    Pointer(ready).write((Named(snapshot.name, files.checksum(snapshot)),))


def _opened(snapshot: Path, gone: frozenset[str], *, has_log: bool) -> list[str]:
    """Who was erased from a snapshot that is to be restored. Raises BackupRefused where a newer program made it.

    The head that it holds is of the log in the backup: where the store `has_log` of its own, that one goes on.
    """
    engine = files.engine_on(snapshot)
    try:
        with engine.begin() as connection:
            if is_newer(version(connection)):
                raise BackupRefused("The backup is of a newer version of this program. Nothing was changed.")
            if has_log:
                connection.execute(delete(STORE_INFO).where(STORE_INFO.c.name == LOG_HEAD))
            again = sorted(gone - erasing.erased_patients(connection))
            for patient in again:
                erasing.erase(connection, patient)
                erasing.remember_erased(connection, patient, datetime.now())
        files.checkpoint(engine)
    finally:
        engine.dispose()
    return again


def _opened_rows(ready: Path, gone: frozenset[str]) -> None:
    """Reads contacts and log that are to be restored, and erases the contacts of who was erased."""
    contacts, log = Contacts(ready / CONTACTS), AccessLog(ready / LOG)
    for patient in sorted(gone):
        contacts.erase(patient)
    contacts.all()
    log.head()
    for file in (contacts.file, log.file):
        file.close()


def _erased_in(store: Store) -> frozenset[str]:
    """Whom the store had erased, as far as it can still be read."""
    try:
        with store.snapshot().connect() as connection:
            return erasing.erased_patients(connection)
    except DiaryError:
        return frozenset()
