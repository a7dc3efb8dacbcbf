"""What the entries of a snapshot say, in a file beside it that may be thrown away at any time (`analysis.days.kept`).

It holds the key under which it was put there, and the key holds the checksum of the snapshot: a file of any other state
of the data, way of reading or program is not taken for it. The newest file stays when a newer snapshot is written,
until a reader of that one has taken from it what holds still; where older snapshots are to be forgotten, none stays.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from analysis.errors import StoreProblem
from analysis.store import files
from analysis.store.pointer import Pointer

FEWEST_DAYS = 200_000
"""Days below which it costs less to read them anew."""


@dataclass(frozen=True, eq=False)
class KeptFile:
    """The file beside the snapshot of this name and checksum, in the folder of `pointer`."""

    folder: Path
    snapshot: str
    checksum: str
    pointer: Pointer

    @property
    def identity(self) -> str:
        """The checksum, which no other state of the data has."""
        return self.checksum

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.folder / Path(self.snapshot).with_suffix(".kept")

    def get(self) -> BinaryIO | None:
        """The file, to be closed; None where it is not there or cannot be read."""
        return _opened(self.path)

    def former(self) -> BinaryIO | None:
        """This file, as it is, or the newest one of another snapshot; to be closed. None where there is none."""
        return self.get() or next((file for path in reversed(kept_files(self.folder)) if (file := _opened(path))), None)

    def keeps(self, days: int) -> bool:
        """Whether there are so many days that it costs more to read them anew."""
        return days >= FEWEST_DAYS

    def put(self, as_of: date, write: Callable[[BinaryIO], None]) -> None:
        """Writes it, where the folder can be written, in place of what is as of no later day and of older snapshots'.

        Where another snapshot has taken the place of this one meanwhile nothing is left.
        """
        if self._as_of() > as_of.isoformat():
            return
        draft = self.path.with_name(f"{self.path.name}.{os.getpid()}.tmp")
        with suppress(OSError):
            files.write_by(draft, write)
            files.move(draft, self.path)
        files.remove(draft)
        if not self._is_newest():
            files.remove(self.path)
        elif self.path.exists():
            for other in kept_files(self.folder):
                if other != self.path:
                    files.remove(other)

    def _as_of(self) -> str:
        """The day as of which it holds what was known; empty where it is not there."""
        # Loads much, which a process that reads no diary does not need.
        from analysis.days.kept.entries import written_as_of

        file = self.get()
        if file is None:
            return ""
        with file:
            return written_as_of(file)

    def _is_newest(self) -> bool:
        try:
            return next(iter(self.pointer.read())).checksum == self.checksum
        except (StoreProblem, StopIteration):
            return False


def kept_files(folder: Path) -> list[Path]:
    """The files of all snapshots in a store's folder, by number."""
    return sorted(folder.glob("snapshot-*.kept"))


def _opened(path: Path) -> BinaryIO | None:
    try:
        return path.open("rb")
    except OSError:
        return None
