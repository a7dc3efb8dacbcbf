"""Where uploaded files lie while they are read: in the store's folder, as well guarded as the store, and not for long.

Whoever reads them holds a lock, which goes with the program however it ends: what a killed one left is removed when the
dashboard is opened again, and before the next files are laid down.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from analysis.store import files

PREFIX, LOCK = ".uploads-", ".lock"


@contextmanager
def place_for_uploads(store: Path) -> Iterator[Path]:
    """An empty folder for as long as the block lasts, in the folder of a store."""
    remove_left(store)
    files.make_folder(store)
    folder = store / f"{PREFIX}{secrets.token_hex(8)}"
    lock = _lock(folder)
    with FileLock(lock, mode=files.FILE_MODE):
        try:
            files.make_folder(folder)
            yield folder
        finally:
            files.remove_folder(folder)
            files.remove(lock)


def remove_left(store: Path) -> None:
    """Removes what programs left there that were killed while they read."""
    for lock in store.glob(f"{PREFIX}*{LOCK}"):
        with suppress(Timeout, OSError), FileLock(lock, timeout=0):  # somebody reads there, or it may not be removed
            files.remove_folder(lock.with_name(lock.name.removesuffix(LOCK)))
            files.remove(lock)


def _lock(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}{LOCK}")
