"""What the user points at: a folder, a zip archive or loose files, each as contents by name.

Nothing is ever unpacked to disk, so no name inside an archive can reach outside.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import IO

from analysis.errors import UnreadableFile

LARGEST_FILE_BYTES = 2 * 1024**3
"""A file that unpacks to more is refused: a year of a thousand diaries is below a hundredth of it."""

HEAD_BYTES = 64 * 1024


@dataclass(frozen=True)
class Content:
    """A file by its name, wherever it lies."""

    name: str
    open: Callable[[], IO[bytes]]

    @property
    def stem(self) -> str:
        """The name without its ending, in lower case."""
        return PurePosixPath(self.name).stem.casefold()

    @property
    def suffix(self) -> str:
        """The ending of the name with its dot, in lower case."""
        return PurePosixPath(self.name).suffix.casefold()

    def head(self) -> bytes:
        """The first bytes, enough to recognise a format."""
        return self._first(HEAD_BYTES)

    def data(self) -> bytes:
        """All bytes. Raises UnreadableFile when it is too large or cannot be read."""
        data = self._first(LARGEST_FILE_BYTES + 1)
        if len(data) > LARGEST_FILE_BYTES:
            raise UnreadableFile(
                f"{self.name} is larger than {LARGEST_FILE_BYTES // 1024**3} GB and is not read.",
                "too-large",
                file=self.name,
            )
        return data

    def _first(self, count: int) -> bytes:
        try:
            with self.open() as stream:
                return stream.read(count)
        except (OSError, EOFError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error) as error:
            raise UnreadableFile(f"{self.name} cannot be read: {error}.", "damaged", file=self.name) from error


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


def joined(loose: Iterable[Source]) -> Source:
    """Loose files as one source. Raises UnreadableFile when two have the same name."""
    parts = tuple(loose)
    contents = tuple(content for part in parts for content in part.contents)
    return Source(", ".join(part.name for part in parts), _distinct(contents, "the files given"), whole=False)


def _source(path: Path) -> Source:
    if path.is_dir():
        name = path.resolve().name or str(path)
        return Source(name, _distinct(_folder_contents(path), name), True, _in_subfolders(path))
    if not path.is_file():
        raise UnreadableFile(f"{path} does not exist.")
    if zipfile.is_zipfile(path):
        contents, elsewhere = _archive_contents(path)
        return Source(path.name, _distinct(contents, path.name), True, elsewhere)
    return Source(path.name, (_loose(path),), whole=False)


def _loose(path: Path) -> Content:
    return Content(path.name, lambda: path.open("rb"))


def _folder_contents(folder: Path) -> tuple[Content, ...]:
    try:
        found = sorted(folder.iterdir())
    except OSError as error:
        raise UnreadableFile(f"{folder} cannot be read: {error.strerror}.") from error
    return tuple(_loose(path) for path in found if path.is_file() and not path.name.startswith("."))


def _in_subfolders(folder: Path) -> tuple[str, ...]:
    inside = (path for path in folder.glob("*/*") if path.is_file())
    names = (path.relative_to(folder).as_posix() for path in inside)
    return tuple(sorted(name for name in names if not any(part.startswith(".") for part in name.split("/"))))


def _archive_contents(path: Path) -> tuple[tuple[Content, ...], tuple[str, ...]]:
    """The files that are read, and the names of those in further folders, which are not."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if _is_data(member)]
    except (zipfile.BadZipFile, OSError, NotImplementedError) as error:
        raise UnreadableFile(
            f"{path.name} is not a zip archive that can be read: {error}.", "damaged", file=path.name
        ) from error
    _refuse_oversize(path, members)
    contents = tuple(_member(path, member) for member in members)
    return _without_top_folder(contents)


def _is_data(member: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(member.filename).parts
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts)
    return not member.is_dir() and not hidden


def _refuse_oversize(path: Path, members: list[zipfile.ZipInfo]) -> None:
    if sum(member.file_size for member in members) > 2 * LARGEST_FILE_BYTES:
        raise UnreadableFile(
            f"{path.name} would unpack to more than {2 * LARGEST_FILE_BYTES // 1024**3} GB.",
            "too-large",
            file=path.name,
        )


def _member(path: Path, member: zipfile.ZipInfo) -> Content:
    def opened() -> IO[bytes]:
        with zipfile.ZipFile(path) as archive:
            return archive.open(member)

    return Content(member.filename, opened)


def _without_top_folder(contents: tuple[Content, ...]) -> tuple[tuple[Content, ...], tuple[str, ...]]:
    """The contents of the archive's one top folder, where all lie in one, else those outside any folder."""
    split = [(PurePosixPath(content.name).parts, content) for content in contents]
    tops = {parts[0] for parts, _ in split if len(parts) > 1}
    depth = 2 if len(tops) == 1 and all(len(parts) > 1 for parts, _ in split) else 1
    read = tuple(replace(content, name=parts[-1]) for parts, content in split if len(parts) == depth)
    return read, tuple(content.name for parts, content in split if len(parts) != depth)


def _distinct(contents: tuple[Content, ...], where: str) -> tuple[Content, ...]:
    seen: set[str] = set()
    for content in contents:
        if content.name.casefold() in seen:
            raise UnreadableFile(
                f"{where}: {content.name} is there twice.", "file-twice", file=where, name=content.name
            )
        seen.add(content.name.casefold())
    return contents
