"""The files of a store: every step that touches the disk is a function here, so that a test can make each one fail.

Folders are made for their owner alone (0700) and files too (0600), whatever the umask.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import URL, Engine, create_engine
from sqlalchemy.dialects import registry

from analysis.errors import StoreProblem
from analysis.querying import compiled

registry.register("duckdb", "duckdb_sqlalchemy", "Dialect")  # else all that is installed is looked through for it
FOLDER_MODE, FILE_MODE = 0o700, 0o600
State = tuple[int, int, int, int]
"""Which file it is, its bytes, and when it and what is known of it were last changed."""
READER_LIMITS = {
    "threads": "2",
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "lock_configuration": "true",
}


def engine_on(path: Path, *, read_only: bool = False) -> Engine:
    """The engine on a database file; one to read through cannot write, nor reach other files.

    Whoever reads begins no transaction: nothing of the file changes, and each costs as much as a small question.
    """
    url, options = URL.create("duckdb", database=str(path)), compiled.TOGETHER
    if not read_only:
        return create_engine(url, execution_options=options)
    return create_engine(
        url,
        connect_args={"read_only": True, "config": READER_LIMITS},
        execution_options=options,
        isolation_level="AUTOCOMMIT",
        skip_autocommit_rollback=True,
    )


def checkpoint(engine: Engine) -> None:
    """Write everything into the one file, so that it can be renamed and copied."""
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("CHECKPOINT")
    finally:
        raw.close()


def rewrite(path: Path) -> None:
    """Write a database's rows into a new file in its place: the old one still holds what was removed from it."""
    fresh = path.with_name(f"{path.name}-fresh")
    engine = create_engine("duckdb:///:memory:")
    try:
        with engine.connect() as connection:
            for name, file in (("before", path), ("fresh", fresh)):
                connection.exec_driver_sql(f"ATTACH '{str(file).replace(chr(39), chr(39) * 2)}' AS {name}")
            connection.exec_driver_sql("COPY FROM DATABASE before TO fresh")
            connection.commit()
            for name in ("before", "fresh"):
                connection.exec_driver_sql(f"DETACH {name}")
    finally:
        engine.dispose()
    close_to_others(fresh)
    move(fresh, path)


def make_folder(path: Path) -> None:
    """Make a folder for its owner alone, unless it is there."""
    if not path.is_dir():
        path.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        path.chmod(FOLDER_MODE)


def close_to_others(path: Path) -> None:
    """Take from other accounts what they may do with a folder or file.

    Raises StoreProblem where that is not ours to do: then the owner has to. Windows has no such modes.
    """
    mode = stat.S_IMODE(path.stat().st_mode)
    wanted = FOLDER_MODE if path.is_dir() else FILE_MODE
    if os.name == "nt" or not mode & 0o077:
        return
    try:
        path.chmod(wanted)
    except OSError as error:
        raise StoreProblem(
            f"{path} may be opened by other accounts of this machine (mode {mode:o}) and that cannot be changed from "
            f"this account: {error.strerror}. Have its owner set the mode {wanted:o}."
        ) from error


def create(path: Path) -> None:
    """Make an empty file for its owner alone, unless it is there."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, FILE_MODE)
    try:
        if os.name != "nt":
            os.fchmod(descriptor, FILE_MODE)
    finally:
        os.close(descriptor)


def write_text(path: Path, text: str) -> None:
    """Write a small file anew, for its owner alone."""
    create(path)
    path.write_text(text, encoding="utf-8")


def write_by(path: Path, write: Callable[[BinaryIO], None]) -> None:
    """Write a file anew, for its owner alone, piece by piece."""
    create(path)
    with path.open("wb") as content:
        write(content)


def overwrite(path: Path, line: str) -> None:
    """Write one line over what a small file holds; at no moment is the file empty."""
    _put(path, line, os.O_WRONLY | os.O_CREAT)


def append(path: Path, line: str) -> None:
    """Write one line behind what a file holds, which may belong to somebody else."""
    _put(path, line, os.O_WRONLY | os.O_CREAT | os.O_APPEND)


def _put(path: Path, line: str, how: int) -> None:
    content = line.encode("utf-8")
    descriptor = os.open(path, how, FILE_MODE)
    try:
        os.write(descriptor, content)
        if not how & os.O_APPEND:
            os.ftruncate(descriptor, len(content))
    finally:
        os.close(descriptor)


def read_text(path: Path) -> str:
    """What a small file says."""
    return path.read_text(encoding="utf-8")


def copy(source: Path, target: Path) -> None:
    """Copy a file's content into a new one for its owner alone."""
    create(target)
    shutil.copyfile(source, target)


def link(source: Path, target: Path) -> None:
    """Give a file that never changes a second name; a copy where it may change, or the disk knows no second names."""
    if source.suffix == ".duckdb":
        with suppress(OSError):
            os.link(source, target)
            return
    copy(source, target)


def pack(archive: zipfile.ZipFile, path: Path, name: str) -> None:
    """Put a file into an archive."""
    archive.write(path, name)


def unpack(archive: zipfile.ZipFile, name: str, target: Path) -> None:
    """Write a file of an archive to the disk for certain."""
    create(target)
    with archive.open(name) as content, target.open("wb") as written:
        shutil.copyfileobj(content, written)
    flush(target)


def move(source: Path, target: Path) -> None:
    """Give a file another name, in place of what has it."""
    source.replace(target)


def checksum(path: Path) -> str:
    """The SHA-256 of a file's content."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def size(path: Path) -> int:
    """The bytes of a file."""
    return path.stat().st_size


def size_by_sqlite(path: Path) -> int:
    """The bytes that a file of SQLite has by its own account, in the first hundred of them; 0 where it says nothing."""
    with path.open("rb") as content:
        head = content.read(100)
    page = int.from_bytes(head[16:18])
    return int.from_bytes(head[28:32]) * (65536 if page == 1 else page)


def state(path: Path) -> State:
    """What the file system changes whenever a file is written or replaced."""
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


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


def remove_folder(path: Path) -> None:
    """Remove a folder with all that it holds, unless it is gone already."""
    if path.exists():
        shutil.rmtree(path)


def writer(note: Path) -> str:
    """Who writes at the moment, as the note says."""
    try:
        return note.read_text(encoding="utf-8")
    except OSError:
        return "by another process"
