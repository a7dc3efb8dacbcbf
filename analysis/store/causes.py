"""Why the disk or a database refused, in a few plain words: a database's own words may name a patient."""

from __future__ import annotations

import errno
import os

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
