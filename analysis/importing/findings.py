"""What the checks find, gathered by position of the row, and told as problems of a file's lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from analysis import diary
from analysis.formats.reading import LINE, BrokenRow, Reading
from analysis.importing import writing
from analysis.importing.cells import parsed
from analysis.importing.reasons import BY_CODE, NOT_UNDERSTOOD, Reason
from analysis.querying.schema import DIARY_TABLES
from analysis.records.unread import STOPPED_ON

TAKEN_AT = "taken_at"


@dataclass(frozen=True)
class Place:
    """What a row speaks of: its table, the declared names of the columns at fault, and patient and day where known.

    `until` is the last day of a treatment, where it tells one.
    """

    table: str
    fields: tuple[str, ...] = ()
    patient: str | None = None
    day: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Problem:
    """One thing found on one line: where, what stands there, and why it matters.

    `line` and `column` are unknown for what concerns a whole file or row. `row` is the whole row by the file's own
    column names, for rejected rows only. `kept`: the row can do without the cell, which is unknown. `place` is what the
    row speaks of, as far as it tells.
    """

    file: str
    line: int | None
    column: str | None
    value: str | None
    reason: Reason
    detail: Mapping[str, object] = field(default_factory=dict)
    row: Mapping[str, str] | None = None
    kept: bool = False
    place: Place | None = None

    @property
    def rejects(self) -> bool:
        """Whether the row was rejected for it."""
        return self.reason.rejects and not self.kept

    @property
    def is_not_understood(self) -> bool:
        """Whether something that the row says is not known for it."""
        return self.reason.rejects or self.reason in NOT_UNDERSTOOD

    @property
    def explanation(self) -> str:
        """The reason in plain English."""
        return self.reason.explanation.format_map({"column": self.column, "value": self.value, **self.detail})


@dataclass(frozen=True)
class _Finding:
    reason: Reason
    positions: np.ndarray
    column: str | None
    detail: Mapping[str, object]
    kept: bool = False

    @property
    def rejects(self) -> bool:
        return self.reason.rejects and not self.kept


class Findings:
    """Findings on the rows of one frame of entries."""

    def __init__(self, table: diary.Table, entries: pd.DataFrame) -> None:
        self._table = table
        self._entries = entries
        self._lines = entries[LINE].to_numpy()
        self._found: list[_Finding] = []

    def add(
        self,
        reason: Reason,
        where: pd.Series | np.ndarray,
        column: str | None = None,
        *,
        kept: bool = False,
        **detail: object,
    ) -> None:
        """Notes the reason on every row where `where` is true. A detail is one value, or a column of them.

        `kept`: the rows can do without the cell, so that they are kept although the reason rejects.
        """
        positions = np.flatnonzero(np.asarray(where, dtype=bool))
        if len(positions):
            self._found.append(_Finding(reason, positions, column, detail, kept))

    def add_on_cells(self, reason: Reason, where: pd.Series | np.ndarray, column: str, **detail: object) -> None:
        """Notes the reason on the cells of a column where `where` is true; where a row can do without, they go."""
        mask = np.asarray(where, dtype=bool)
        kept = not self._table.column(column).makes_the_row
        self.add(reason, mask, column, kept=kept, **detail)
        if kept and mask.any():
            self._entries.loc[mask, column] = None

    def rejected(self) -> np.ndarray:
        """Which rows something speaks against."""
        return self._mask(lambda found: found.rejects)

    def noted(self, reason: Reason) -> np.ndarray:
        """Which rows carry this reason."""
        return self._mask(lambda found: found.reason is reason)

    def _mask(self, wanted: Callable[[_Finding], bool]) -> np.ndarray:
        mask = np.zeros(len(self._lines), dtype=bool)
        for found in self._found:
            if wanted(found):
                mask[found.positions] = True
        return mask

    def rejected_lines(self) -> set[int]:
        """The lines of the file that something speaks against."""
        return set(self._lines[self.rejected()].tolist())

    def problems(self, reading: Reading, cells: pd.DataFrame) -> list[Problem]:
        """Everything found. `cells` are the rows' text cells."""
        whose = self._whose()
        return [problem for found in self._found for problem in self._told(found, reading, cells, whose)]

    def _told(
        self,
        found: _Finding,
        reading: Reading,
        cells: pd.DataFrame,
        whose: Mapping[int, tuple[str | None, date | None, date | None]],
    ) -> list[Problem]:
        columns = found.column.split(", ") if found.column else []
        present = [column for column in columns if column in cells]
        texts = [_texts(cells[column].iloc[found.positions]) for column in present]
        values = [" ".join(row) for row in zip(*texts, strict=True)] if texts else None
        named = ", ".join(reading.names.get(column, column) for column in columns) or None
        return [
            Problem(
                file=reading.file,
                line=int(self._lines[position]),
                column=named,
                value=values[at] if values is not None else None,
                reason=found.reason,
                detail={name: _plain(detail, position) for name, detail in found.detail.items()},
                kept=found.kept,
                place=Place(self._table.name, tuple(columns), *whose[position]),
            )
            for at, position in enumerate(found.positions.tolist())
        ]

    def _whose(self) -> dict[int, tuple[str | None, date | None, date | None]]:
        """The patient and the days, where known, of the rows of which something was found, by position."""
        if not self._found:
            return {}
        positions = np.unique(np.concatenate([found.positions for found in self._found]))
        at = self._entries.iloc[positions]
        nobody = pd.Series(None, index=at.index, dtype=object)
        whose = at["patient_id"] if self._table.is_about_patients else nobody
        days = _days(self._table, at) if self._table.day else nobody
        ends = at[STOPPED_ON] if self._table is diary.TREATMENTS else nobody
        return {
            position: (None if pd.isna(patient) else str(patient), known_day(day), known_day(end))
            for position, patient, day, end in zip(positions.tolist(), whose, days, ends, strict=True)
        }


def found_in(reading: Reading, sheets: Iterable[tuple[Findings, pd.DataFrame]]) -> list[Problem]:
    """Everything found in a file: in its rows by table, each with their text cells, and in its broken rows."""
    of_rows = [problem for findings, texts in sheets for problem in findings.problems(reading, texts)]
    return [*of_rows, *broken_rows(reading)]


def rejected_patients(problems: Iterable[Problem]) -> dict[str, tuple[str, int]]:
    """The file and line of each patient's own row that was rejected."""
    return {
        problem.place.patient: (problem.file, problem.line)
        for problem in problems
        if problem.rejects and problem.place and problem.place.table == diary.PATIENTS.name
        if problem.place.patient and problem.line is not None
    }


def gone_rows(table: diary.Table, file: str, rows: pd.DataFrame) -> list[Problem]:
    """A problem without a line for each stored row that the export no longer has, with the whole row."""
    if rows.empty:
        return []
    plain = writing.records(rows, DIARY_TABLES[table.name], {})
    named = ", ".join(table.column(name).in_file for name in table.identity)
    return [
        Problem(file, None, named, _words(table, row), Reason.NO_LONGER_IN_EXPORT, {}, _cells(table, row))
        for row in plain
    ]


def _cells(table: diary.Table, row: Mapping[str, object]) -> dict[str, str]:
    return {column.in_file: str(row[column.name]) for column in table if row.get(column.name) is not None}


def _words(table: diary.Table, row: Mapping[str, object]) -> str:
    return " ".join(str(row[name]) for name in table.identity if row.get(name) is not None)


def told_once(problems: Iterable[Problem]) -> list[Problem]:
    """The problems without those that say the same of the same cell: a line may fill several rows of the diary."""
    told: dict[tuple[object, ...], Problem] = {}
    for problem in problems:
        told.setdefault((problem.line, problem.column, problem.value, problem.reason), problem)
    return list(told.values())


def with_rows(problems: list[Problem], reading: Reading) -> list[Problem]:
    """The problems, the rejecting ones with the whole row as the file has it."""
    lines = sorted({problem.line for problem in problems if problem.rejects and problem.line is not None})
    if not lines:
        return problems
    present = reading.written.index.intersection(lines)  # a broken row is not among them, and holds its own cells
    records = reading.written.loc[present].to_dict("records")
    rows = dict(zip(present.tolist(), records, strict=True))
    return [replace(p, row=rows[p.line]) if p.rejects and p.line in rows else p for p in problems]


def broken_rows(reading: Reading) -> list[Problem]:
    """A problem for each row of the file that does not fall into its columns."""
    tables = [table for table in diary.TABLES if table.name in reading.tables]
    return [_broken(reading, row, tables[0]) for row in reading.broken]


def _broken(reading: Reading, row: BrokenRow, table: diary.Table) -> Problem:
    header = list(reading.written.columns)
    names = [*header, *(f"cell {at}" for at in range(len(header) + 1, len(row.cells) + 1))]
    cells = dict(zip(names, row.cells, strict=False))
    place = _place_of_broken(reading, cells, table)
    if row.code is not None:
        return Problem(reading.file, row.line, None, None, BY_CODE[row.code], {}, cells, place=place)
    if row.expected is None:
        return Problem(reading.file, row.line, None, None, Reason.BROKEN_QUOTES, {}, cells, place=place)
    detail = {"found": row.found, "expected": row.expected}
    return Problem(reading.file, row.line, None, None, Reason.BROKEN_ROW, detail, cells, place=place)


def _place_of_broken(reading: Reading, cells: Mapping[str, str], table: diary.Table) -> Place:
    """What a broken row speaks of, by what stands where patient and day should; a wrong guess meets nobody."""

    def read(name: str | None) -> Any:
        text = cells.get(reading.names.get(name, "")) if name else None
        return parsed(pd.Series([text], dtype=object), table.column(name))[0].iloc[0] if name and text else None

    patient = read("patient_id") if table.is_about_patients else None
    return Place(table.name, (), patient if isinstance(patient, str) else None, known_day(read(table.day)))


def _days(table: diary.Table, at: pd.DataFrame) -> pd.Series:
    """The days that rows speak of: of a dose whose day could not be read, that of the time at which it was taken."""
    days = at[table.day]
    return days.fillna(at[TAKEN_AT]) if table is diary.ACUTE_DOSES else days


def _texts(cells: pd.Series) -> list[str]:
    """What stands in text cells, nothing where there is none."""
    return ["" if pd.isna(text) else text for text in cells.tolist()]


def known_day(value: object) -> date | None:
    """The day of a cell, where it has one."""
    return value.date() if isinstance(value, pd.Timestamp) and not pd.isna(value) else None


def _plain(detail: object, position: int) -> object:
    """The detail of one row, as text or number."""
    value = detail.iloc[position] if isinstance(detail, pd.Series) else detail
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if isinstance(value, np.generic):
        return value.item()
    return value


def as_json(detail: Mapping[str, object] | None) -> str | None:
    """The mapping as JSON text, or nothing for nothing."""
    return json.dumps(detail, ensure_ascii=False, default=str) if detail else None
