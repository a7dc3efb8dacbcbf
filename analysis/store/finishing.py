"""The end of a restore, from the moment on at which the folder `restored` is there: each step can be done again.

Contacts are replaced by rows and not as a file, since other programs may have the file open.
"""

from __future__ import annotations

import itertools
from datetime import datetime
from pathlib import Path

from analysis import settings
from analysis.errors import StoreProblem
from analysis.store import files
from analysis.store.contacts import Contacts
from analysis.store.pointer import Named, Pointer

RESTORED = "restored"
READY, DONE = f"{RESTORED}.tmp", f"{RESTORED}.done"
KEPT_ASIDE = "before-restore-"
"""How the folders begin in which a restore keeps what it replaced."""
CONTACTS, LOG = "contacts.sqlite", "access_log.sqlite"
_ASIDE = ("CURRENT", "snapshot-*.duckdb", f"{CONTACTS}*", settings.FILE_NAME)


def is_pending(folder: Path) -> bool:
    """Whether a restore was begun and not finished."""
    return (folder / RESTORED).is_dir()


def finish(folder: Path) -> None:
    """Puts what was restored in its place; nothing where it is already. Only while no other writer can."""
    if not is_pending(folder):
        return
    ready = folder / RESTORED
    _replace_contacts(ready / CONTACTS, folder / CONTACTS)
    for path in (ready / LOG, ready / settings.FILE_NAME):
        _add(path, folder / path.relative_to(ready))
    (named,) = Pointer(ready).read()
    if (ready / named.name).exists():
        files.move(ready / named.name, folder / named.name)
    Pointer(folder).write((named, *_older(folder, named)))
    files.move(ready, folder / DONE)
    files.flush(folder)
    files.remove_folder(folder / DONE)


def _add(path: Path, target: Path) -> None:
    """Puts a file in its place where there is none."""
    if path.exists() and not target.exists():
        files.make_folder(target.parent)
        files.move(path, target)


def _replace_contacts(ready: Path, target: Path) -> None:
    """Has the store hold the contacts of the backup; a file that cannot be read is replaced as a whole."""
    contacts = Contacts(target)
    try:
        contacts.replace_with(Contacts(ready))
    except StoreProblem:
        contacts.file.close()
        if not ready.exists():
            raise
        for damaged in target.parent.glob(f"{target.name}-*"):
            files.remove(damaged)
        files.move(ready, target)
    finally:
        contacts.file.close()


def _older(folder: Path, named: Named) -> tuple[Named, ...]:
    """The snapshots of before, as far as the pointer can be read and they are there."""
    try:
        found = Pointer(folder).read()
    except StoreProblem:
        return ()
    return tuple(one for one in found if one.name != named.name and (folder / one.name).exists())


def keep_aside(folder: Path, now: datetime) -> Path | None:
    """The folder, in the store's, that holds what a restore will replace; None where there is nothing."""
    found = sorted(path for pattern in _ASIDE for path in folder.glob(pattern))
    if not any(path.name.startswith(("snapshot", CONTACTS)) for path in found):
        return None
    aside = _free(folder / f"{KEPT_ASIDE}{now:%Y%m%d-%H%M%S}")
    draft = aside.with_name(f"{aside.name}.tmp")
    try:
        files.make_folder(draft)
        for path in found:
            files.link(path, draft / path.name)
        files.move(draft, aside)
    except BaseException:
        files.remove_folder(draft)
        raise
    return aside


def _free(folder: Path) -> Path:
    """The folder, or one of that name with a number, which is not there yet."""
    names = (folder.with_name(f"{folder.name}-{number}") for number in itertools.count(2))
    return next(path for path in itertools.chain([folder], names) if not path.exists())


def remove_strays(folder: Path) -> None:
    """Removes what a restore left that was killed before or after it mattered."""
    for path in (folder / READY, folder / DONE, *folder.glob(f"{KEPT_ASIDE}*.tmp")):
        files.remove_folder(path)
