"""Why the disk or a database refused, in a few plain words: a database's own words may name a patient."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

_CODES = {
    errno.ENOSPC: ("no space left", "disk is full", "file is full", "out of disk", "file too large"),
    errno.EACCES: ("permission denied",),
    errno.EROFS: ("read-only file system", "readonly database"),
    errno.EIO: ("input/output error", "disk i/o error"),
}
_DAMAGED = (
    "not a database",
    "malformed",
    "not a valid duckdb",
    "corrupt",
    "checksum",
    "no such table",
    "no such column",
)
DAMAGED = "it is damaged or not all there"
_TAKEN = ("is locked", "conflicting lock", "could not set lock")


FULL_BYTES = 65_536
"""With less left a disk takes no page of a database more."""


def cause_where(path: Path, error: BaseException) -> str:
    """The cause at a file: SQLite tells a full disk as one that fails, where there is no room beside its file."""
    cause = cause_of(error)
    if cause != os.strerror(errno.EIO):
        return cause
    try:
        is_full = shutil.disk_usage(path.parent).free < FULL_BYTES
    except OSError:
        return cause
    return os.strerror(errno.ENOSPC) if is_full else cause


def cause_of(error: BaseException) -> str:
    """The cause: what the operating system says, or the kind of what the database said."""
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    said = str(getattr(error, "orig", error)).casefold() if isinstance(error, SQLAlchemyError) else ""
    for code, words in _CODES.items():
        if any(word in said for word in words):
            return os.strerror(code)
    if any(word in said for word in _DAMAGED):
        return DAMAGED
    if any(word in said for word in _TAKEN):
        return "another process holds it"
    return "it cannot be opened" if "unable to open" in said else type(error).__name__
