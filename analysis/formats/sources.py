"""What the user points at: a folder, a zip archive or loose files, each as contents by name.

Nothing is ever unpacked to disk, so no name inside an archive can reach outside.
"""

from __future__ import annotations

import codecs
import gzip
import io
import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import IO, cast

from analysis import diary
from analysis.errors import UnreadableFile
from analysis.formats.limits import (
    ALWAYS_EXPANDED_BYTES,
    LARGEST_DOCUMENT_BYTES,
    LARGEST_FILE_BYTES,
    LARGEST_FILES_OF_AN_ARCHIVE,
    LARGEST_UNPACKED_BYTES,
    LONGEST_LINE_BYTES,
    MOST_EXPANDED,
    MOST_ROWS,
    MOST_UNPACKED_ROWS,
)

HEAD_BYTES = 64 * 1024

PACKED, PARQUET, WORKBOOKS = ".gz", ".parquet", (".xlsx", ".ods")
PARQUET_BEGINS = b"PAR1"
_BEFORE_TEXT = b"\xef\xbb\xbf \r\n\t"
BROKEN_ARCHIVE = (zipfile.BadZipFile, OSError, NotImplementedError, ValueError, struct.error)
"""What opening a damaged archive, or a member of it, may raise; a name in it that is no text is a ValueError."""
_UNREADABLE = (*BROKEN_ARCHIVE, EOFError, RuntimeError, zlib.error)
ENCRYPTED = 0x1
"""The bit that marks a member of a zip archive as encrypted."""
ZIP_BEGINS = b"PK\x03\x04"
NOTES = ("readme", "read me", "license", "läsmig", "läs mig")
"""How the names of files begin that hold no data but words about it."""
_WORKBOOK_PARTS = frozenset({"[Content_Types].xml", "mimetype"})
_TABLES = tuple(table.name for table in diary.TABLES if table.required)


@dataclass(frozen=True)
class Content:
    """A file by its name, wherever it lies."""

    name: str
    open: Callable[[], IO[bytes]]
    largest: int = LARGEST_FILE_BYTES
    """Bytes that it may hold at most."""
    size: int = 0
    """Bytes that it takes where it lies, where that is known."""

    @property
    def most_rows(self) -> int:
        """Rows that it may hold at most, as a file of lines."""
        return MOST_ROWS if self.largest > LARGEST_UNPACKED_BYTES else MOST_UNPACKED_ROWS

    @property
    def stem(self) -> str:
        """The name without its ending, in lower case."""
        return PurePosixPath(self.name).stem.casefold()

    @property
    def suffix(self) -> str:
        """The ending of the name with its dot, in lower case."""
        return PurePosixPath(self.name).suffix.casefold()

    @property
    def is_workbook(self) -> bool:
        """Whether it is a workbook of a spreadsheet program, by its ending or because it is an archive."""
        return self.suffix in WORKBOOKS or self.head().startswith(ZIP_BEGINS)

    @property
    def is_parquet(self) -> bool:
        """Whether it is a Parquet file."""
        return self.suffix == PARQUET or self.head().startswith(PARQUET_BEGINS)

    @property
    def is_markup(self) -> bool:
        """Whether it begins as XML and HTML do."""
        return self.head().lstrip(_BEFORE_TEXT).startswith(b"<")

    @property
    def is_json(self) -> bool:
        """Whether it begins as a JSON object or list does."""
        return self.head().lstrip(_BEFORE_TEXT).startswith((b"{", b"["))

    def head(self) -> bytes:
        """The first bytes, enough to recognise a format; those of a text in UTF-16 as UTF-8."""
        head = self.beginning(HEAD_BYTES)
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return head.decode("utf-16", errors="ignore").encode(errors="ignore")
        return head

    def data(self) -> bytes:
        """All bytes. Raises UnreadableFile when it is too large or cannot be read."""
        return self._within(min(self.largest, LARGEST_FILE_BYTES))

    def document(self) -> bytes:
        """All bytes of a file that is taken apart as a whole. Raises UnreadableFile as `data`, for less."""
        return self._within(min(self.largest, LARGEST_DOCUMENT_BYTES))

    def text(self) -> bytes:
        """All bytes of a file of lines. Raises UnreadableFile as `data`, and for a line that no program writes."""
        with self.open() as stream:
            try:
                self._refuse_long_lines(stream)
            except _UNREADABLE as error:
                raise self._damaged(error) from error
        return self.data()

    def _refuse_long_lines(self, stream: IO[bytes]) -> None:
        since_end = told = ends = 0
        while part := stream.read(LONGEST_LINE_BYTES):
            told += len(part)
            if told > self.largest:
                raise self._too_large(self.largest)
            ends += part.count(b"\n")
            if ends > self.most_rows:
                raise UnreadableFile(
                    f"{self.name} has more than {self.most_rows:,} rows and is not read.", "too-large", file=self.name
                )
            end = max(part.rfind(b"\n"), part.rfind(b"\r"))
            since_end = len(part) - end - 1 if end >= 0 else since_end + len(part)
            if since_end >= LONGEST_LINE_BYTES:
                raise UnreadableFile(
                    f"{self.name} has a line longer than {LONGEST_LINE_BYTES // 1024**2} MB and is not read.",
                    "too-large",
                    file=self.name,
                )

    def _within(self, most: int) -> bytes:
        data = self.beginning(most + 1)
        if len(data) > most:
            raise self._too_large(most)
        return data

    def _too_large(self, most: int) -> UnreadableFile:
        size = f"{most // 1024**3} GB" if most >= 1024**3 else f"{most // 1024**2} MB"
        return UnreadableFile(f"{self.name} is larger than {size} and is not read.", "too-large", file=self.name)

    def _damaged(self, error: Exception) -> UnreadableFile:
        return UnreadableFile(f"{self.name} cannot be read: {error}.", "damaged", file=self.name)

    def beginning(self, count: int) -> bytes:
        """The first so many bytes. Raises UnreadableFile where they cannot be read."""
        try:
            with self.open() as stream:
                return stream.read(count)
        except _UNREADABLE as error:
            raise self._damaged(error) from error


@dataclass(frozen=True)
class Source:
    """Files that belong together. `whole` is true for a folder or archive, false for loose files."""

    name: str
    contents: tuple[Content, ...]
    whole: bool
    elsewhere: tuple[str, ...] = ()
    """Names of files in folders within the folder or archive, which are not read."""


def sources_at(paths: Iterable[Path]) -> tuple[Source, ...]:
    """A source for each folder and archive, and one for each loose file, in the order given.

    Raises UnreadableFile when a path does not exist or an archive cannot be read.
    """
    return tuple(_source(Path(path)) for path in paths)


def content_of(name: str, data: bytes) -> Content:
    """A loose file of these bytes; what is packed with gzip is seen as what it holds."""
    return _packed(Content(name, lambda: io.BytesIO(data), size=len(data)))


def is_archive(data: bytes) -> bool:
    """Whether a file of these bytes is an archive of files, and not a workbook."""
    return data.startswith(ZIP_BEGINS) and not _is_workbook(io.BytesIO(data))


def is_note(name: str) -> bool:
    """Whether a file holds no data but words about it, by its name."""
    return PurePosixPath(name).name.casefold().startswith(NOTES)


def joined(loose: Iterable[Source]) -> Source:
    """Loose files as one source. Raises UnreadableFile when two have the same name."""
    parts = tuple(loose)
    contents = tuple(content for part in parts for content in part.contents)
    elsewhere = tuple(name for part in parts for name in part.elsewhere)
    return Source(", ".join(part.name for part in parts), _distinct(contents, "the files given"), False, elsewhere)


def _source(path: Path) -> Source:
    if path.is_dir():
        name = path.resolve().name or str(path)
        return _together(name, _folder_contents(path), aside=_links_in(path))
    if not path.is_file():
        raise UnreadableFile(f"{path} does not exist.")
    if zipfile.is_zipfile(path) and not _is_workbook(path):
        return _together(path.name, _archive_contents(path))
    if path.open("rb").read(len(ZIP_BEGINS)) == ZIP_BEGINS and not zipfile.is_zipfile(path):
        raise UnreadableFile(
            f"{path.name} is a zip archive that is damaged or not complete.", "damaged", file=path.name
        )
    return Source(path.name, (_packed(_loose(path)),), whole=False)


def _together(name: str, contents: tuple[Content, ...], aside: tuple[str, ...] = ()) -> Source:
    """The files of the folder that holds the diary, by their names in it; all others are named as left aside."""
    homes = _homes(contents)
    read = [content for content in contents if PurePosixPath(content.name).parent in homes]
    plain = tuple(_packed(replace(content, name=PurePosixPath(content.name).name)) for content in read)
    others = tuple(content.name for content in contents if content not in read)
    return Source(name, _distinct(plain, name), True, tuple(sorted((*others, *aside))))


def _homes(contents: Iterable[Content]) -> list[PurePosixPath]:
    """The folder in which a diary table lies, the outermost one of several; else the outermost that holds a file.

    Several folders beside each other where each holds other tables. Raises UnreadableFile where two hold the same.
    """
    paths = [PurePosixPath(content.name) for content in contents]
    holding = {path.parent for path in paths if _is_table(path)}
    folders = holding or {path.parent for path in paths if not is_note(path.name)}
    outermost = min((len(folder.parts) for folder in folders), default=0)
    found = [folder for folder in folders if len(folder.parts) == outermost]
    if len(found) > 1 and holding:
        held = [path.name.casefold().split(".")[0] for path in paths if path.parent in found and _is_table(path)]
        if len(held) == len(set(held)):
            return sorted(found)
        names = " and ".join(sorted(map(str, found)))
        raise UnreadableFile(f"There is a diary in each of several folders, {names}: import them one by one.")
    return found if len(found) == 1 else [PurePosixPath()]


def _is_table(path: PurePosixPath) -> bool:
    """Whether a file has the name of a table of the diary."""
    return path.name.casefold().startswith(_TABLES)


def _loose(path: Path, name: str = "") -> Content:
    return Content(name or path.name, lambda: path.open("rb"), LARGEST_FILE_BYTES, path.stat().st_size)


def _packed(content: Content) -> Content:
    """What a file packed with gzip holds, under its name without `.gz`."""
    if content.suffix != PACKED:
        return content
    return Content(
        content.name[: -len(PACKED)],
        lambda: cast(IO[bytes], gzip.GzipFile(fileobj=content.open())),
        _unpacked(content.size),
    )


def _unpacked(packed: int) -> int:
    """Bytes to which so many packed ones may unpack."""
    return min(LARGEST_UNPACKED_BYTES, max(ALWAYS_EXPANDED_BYTES, MOST_EXPANDED * packed))


def _folder_contents(folder: Path) -> tuple[Content, ...]:
    found = _listed(folder)
    return tuple(_loose(path, path.relative_to(folder).as_posix()) for path in found if not path.is_symlink())


def _links_in(folder: Path) -> tuple[str, ...]:
    """The names of links, which are not followed."""
    return tuple(path.relative_to(folder).as_posix() for path in _listed(folder) if path.is_symlink())


def _listed(folder: Path) -> list[Path]:
    try:
        every = [Path(at) / name for at, _, names in os.walk(folder, onerror=_cannot_list) for name in names]
    except OSError as error:
        raise UnreadableFile(f"{folder} cannot be read: {error.strerror}.") from error
    return sorted(path for path in every if not _is_hidden(path.relative_to(folder).parts))


def _cannot_list(error: OSError) -> None:
    raise error


def _is_hidden(parts: Iterable[str]) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in parts)


def _is_workbook(path: Path | IO[bytes]) -> bool:
    """Whether a zip archive is the file of a spreadsheet program."""
    try:
        with zipfile.ZipFile(path) as archive:
            return not _WORKBOOK_PARTS.isdisjoint(archive.namelist())
    except BROKEN_ARCHIVE:
        return False


def _archive_contents(path: Path) -> tuple[Content, ...]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if _is_data(member)]
    except BROKEN_ARCHIVE as error:
        raise UnreadableFile(
            f"{path.name} is not a zip archive that can be read: {error}.", "damaged", file=path.name
        ) from error
    if any(member.flag_bits & ENCRYPTED for member in members):
        raise UnreadableFile(
            f"{path.name} is protected by a password; unpack it and import the folder.", "password", file=path.name
        )
    _refuse_oversize(path, members)
    return tuple(_member(path, member) for member in members)


def _is_data(member: zipfile.ZipInfo) -> bool:
    name = _named(member)
    return bool(name) and not name.endswith("/") and not _is_hidden(PurePosixPath(name).parts)


def _named(member: zipfile.ZipInfo) -> str:
    """The name with slashes: some programs write back-slashes."""
    return member.filename.replace("\\", "/")


def _refuse_oversize(path: Path, members: list[zipfile.ZipInfo]) -> None:
    most = LARGEST_FILES_OF_AN_ARCHIVE * LARGEST_UNPACKED_BYTES
    if sum(member.file_size for member in members) > most:
        raise UnreadableFile(
            f"{path.name} would unpack to more than {most // 1024**3} GB.",
            "too-large",
            file=path.name,
        )


def _member(path: Path, member: zipfile.ZipInfo) -> Content:
    def opened() -> IO[bytes]:
        with zipfile.ZipFile(path) as archive:
            return archive.open(member)

    return Content(_named(member), opened, _unpacked(member.compress_size), member.file_size)


def _distinct(contents: tuple[Content, ...], where: str) -> tuple[Content, ...]:
    seen: set[str] = set()
    for content in contents:
        if content.name.casefold() in seen:
            raise UnreadableFile(
                f"{where}: {content.name} is there twice.", "file-twice", file=where, name=content.name
            )
        seen.add(content.name.casefold())
    return contents
