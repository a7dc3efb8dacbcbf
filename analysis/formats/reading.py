"""What a format hands over: a file's rows as written, and what they say of the diary's tables, still as text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

import pandas as pd

from analysis.formats.mapping import DEFAULT_TIMEZONE, DiaryMapping
from analysis.formats.sources import Source

LINE = "line"
"""Column of a table's rows that says on which line of the file each stands."""


@dataclass(frozen=True)
class BrokenRow:
    """A row that does not fall into the header's columns.

    `cells` are what it holds, as far as it may be kept; `found` is their number and `expected` that of the header's
    columns, both None where the quotes do not close. `code` is that of another reason.
    """

    line: int
    cells: tuple[str, ...]
    found: int | None = None
    expected: int | None = None
    code: str | None = None


@dataclass(frozen=True)
class Note:
    """Something to be told of how a file was read: the code of a remark, and what its sentence needs to know.

    `line`, `column` and `value` say where, unless it concerns the whole file.
    """

    code: str
    detail: Mapping[str, object] = field(default_factory=dict)
    line: int | None = None
    column: str | None = None
    value: str | None = None


MOST_SHEETS_NAMED = 12


def sheets_left_aside(names: tuple[str, ...]) -> tuple[Note, ...]:
    """A note on the sheets of a workbook that are not read, where there are any."""
    told = f"{', '.join(names[:MOST_SHEETS_NAMED])}{' ...' if names[MOST_SHEETS_NAMED:] else ''}"
    return (Note("sheets_left_aside", {"sheets": told}),) if names else ()


@dataclass(frozen=True)
class Reading:
    """One file as read, before any check.

    `written` holds the file's rows under the file's own column names, indexed by the line on which each begins.
    `tables` holds, by table name, what the rows say: text cells under declared column names, beside a `line` column;
    one line may give several rows, and a row that repeats another may give none. `names` gives the file's own name of
    a declared column. `notes` tell how the file was read, where that is not plain. `left_out` rows are of patients who
    were erased; nothing of them is here.
    """

    file: str
    format: str
    written: pd.DataFrame
    tables: Mapping[str, pd.DataFrame]
    names: Mapping[str, str]
    broken: tuple[BrokenRow, ...] = ()
    unknown_columns: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    left_out: int = 0

    @property
    def rows_read(self) -> int:
        """The rows of the file, header and blank lines not among them."""
        return len(self.written) + len(self.broken) + self.left_out


@dataclass(frozen=True)
class Unread:
    """A row or cell that an earlier import could not read or understand, as an export of this program tells it on.

    `format`, `file` and `line` are those it came in, `kind` is the code of the reason, `table` and `field` are declared
    names; `rejected`: the whole row.
    """

    patient_id: str
    table: str
    kind: str
    rejected: bool
    format: str
    file: str
    line: int | None = None
    day: date | None = None
    field: str | None = None
    column: str | None = None
    value: str | None = None
    detail: str | None = None


@dataclass(frozen=True)
class Export:
    """What one source holds, of one format.

    `exported_at` is the time that the data speak for, `written_at` when the files were written, where that was later.
    `clinic` is true for the clinic's own platform. `whole` is false for loose files and for exports of changes, which
    say nothing of what they leave out; a whole export speaks for the days from `since` on (None: for all). `adds_up` is
    true where rows speak of attacks, so that those of one day make that day together; `attacks_only` where nothing but
    attacks is recorded, so that headache-free days are not known. Such a diary may say from when (`kept_from`) until
    when (`kept_until`) it was kept, and it speaks for all of that unless it holds `changes` only. `of_patient` is whom
    the user named, where all of it is of that person. `unread` is what this program's own export says could not be read
    when its rows came in: of that nothing stands in its tables. `seen_until` are the patients whose diary it knows
    until another day than that of `exported_at`, because they kept it where the export was made.
    """

    name: str
    format: str
    readings: tuple[Reading, ...]
    clinic: bool
    source: str | None = None
    since: date | None = None
    exported_at: datetime | None = None
    written_at: datetime | None = None
    whole: bool = True
    adds_up: bool = False
    attacks_only: bool = False
    kept_from: date | None = None
    kept_until: date | None = None
    changes: bool = False
    ignored: tuple[str, ...] = ()
    of_patient: str | None = None
    unread: tuple[Unread, ...] = ()
    seen_until: Mapping[str, date] = field(default_factory=dict)

    def holds(self, table: str) -> bool:
        """Whether the export has rows of this table, or could have had."""
        return any(table in reading.tables for reading in self.readings)


@dataclass(frozen=True)
class Options:
    """What the user says beside the files: whose diary it is, the order of its dates where the file cannot tell, that
    folders and archives hold changes only, until when a diary of attacks was kept, which column is what, and where the
    clinic is, whose wall clock tells the day of a point in time."""

    patient: str | None = None
    date_order: str | None = None
    changes: bool = False
    recorded_until: date | None = None
    mapping: DiaryMapping | None = None
    timezone: str = DEFAULT_TIMEZONE


class Format(Protocol):
    """A module of this package that reads a file format; found by being there."""

    FORMAT: str

    def recognises(self, source: Source) -> bool:
        """Whether the source looks like this format."""

    def read(self, source: Source, options: Options) -> Export:
        """The export the source holds. Raises UnreadableFile."""


@dataclass(frozen=True)
class Table:
    """Delimited text, taken apart: names of the columns, rows of equal width with their lines, and broken rows."""

    header: tuple[str, ...]
    rows: list[list[str]]
    lines: list[int]
    broken: tuple[BrokenRow, ...] = field(default=())

    def frame(self) -> pd.DataFrame:
        """The rows as a frame of text, indexed by line."""
        columns = list(zip(*self.rows, strict=True)) if self.rows else [()] * len(self.header)
        index = pd.Index(self.lines, dtype="int64", name=LINE)
        return pd.DataFrame(dict(zip(self.header, columns, strict=True)), index=index, dtype=object)
