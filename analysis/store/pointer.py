"""The pointer `CURRENT`: which snapshots there are, newest first, each with the checksum of its file.

A line a snapshot, `snapshot-000012-5b0e6c21.duckdb 9f86d0...`; `nothing yet` before the first import is done. It is
replaced as a whole, so it says the old or the new. The first word of an older program's pointer is a name without a
checksum.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.errors import StoreProblem
from analysis.store import files
from analysis.store.causes import cause_of

NOTHING = "nothing yet"
REPAIR = "Nothing was changed; restore it from a backup with `headache-dashboard restore FILE`."
SNAPSHOT_NAME = re.compile(r"snapshot-\d{6,}(?:-[0-9a-f]+)?\.duckdb")
"""The names of snapshots' files; an older program's end with the number."""
_LINE = re.compile(rf"({SNAPSHOT_NAME.pattern})(?: ([0-9a-f]{{64}}))?")


@dataclass(frozen=True)
class Named:
    """A snapshot by the name of its file, and its checksum; None where an older program wrote it."""

    name: str
    checksum: str | None = None

    @property
    def line(self) -> str:
        """How the pointer writes it."""
        return f"{self.name} {self.checksum}" if self.checksum else self.name


class Pointer:
    """The pointer of the store in a folder."""

    def __init__(self, folder: Path) -> None:
        """The pointer in `folder`, which need not exist."""
        self._folder = folder
        self._path = folder / "CURRENT"

    def read(self) -> tuple[Named, ...]:
        """The snapshots, newest first; none before the first import.

        Raises StoreProblem where the pointer cannot be read, is damaged, or is gone from beside snapshots.
        """
        try:
            lines = files.read_text(self._path).splitlines()
        except FileNotFoundError:
            self._refuse_lost()
            return ()
        except (OSError, UnicodeDecodeError) as error:
            raise self._damaged(f"cannot be read: {cause_of(error)}") from error
        if lines == [NOTHING]:
            return ()
        found = [_LINE.fullmatch(line.strip()) for line in lines]
        if not found or not all(found):
            raise self._damaged("is damaged")
        return tuple(Named(one[1], one[2]) for one in found if one)

    def write(self, snapshots: Sequence[Named]) -> None:
        """Has the pointer say that there are these snapshots, newest first."""
        draft = self._path.with_suffix(".tmp")
        try:
            files.write_text(draft, "".join(f"{one.line}\n" for one in snapshots) or NOTHING)
            files.flush(draft)
            files.move(draft, self._path)
        except BaseException:
            files.remove(draft)
            raise

    def _refuse_lost(self) -> None:
        if any(self._folder.glob("snapshot-*.duckdb")):
            raise self._damaged("is gone from beside the snapshots")

    def _damaged(self, what: str) -> StoreProblem:
        return StoreProblem(f"The store {self._folder} cannot be opened: {self._path.name} {what}. {REPAIR}")
