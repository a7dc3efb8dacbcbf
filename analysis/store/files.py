"""The files of a store: databases opened and written out, files removed, and what is on the disk for certain."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine, create_engine

READER_LIMITS = {
    "threads": "2",
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "lock_configuration": "true",
}


def engine_on(path: Path, *, read_only: bool = False) -> Engine:
    """The engine on a database file; one to read through cannot write, nor reach other files."""
    arguments = {"read_only": True, "config": READER_LIMITS} if read_only else {}
    return create_engine(f"duckdb:///{path}", connect_args=arguments)


def checkpoint(engine: Engine) -> None:
    """Write everything into the one file, so that it can be renamed and copied."""
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("CHECKPOINT")
    finally:
        raw.close()


def flush(path: Path) -> None:
    """Have the operating system write the file or folder to disk before anything is built on it."""
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove(path: Path) -> None:
    """Remove a file, unless it is gone already, or cannot be: the next writer tries again."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def writer(note: Path) -> str:
    """Who writes at the moment, as the note says."""
    try:
        return note.read_text(encoding="utf-8")
    except OSError:
        return "by another process"
