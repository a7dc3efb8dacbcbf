"""What the checks find, gathered by position of the row, and told as problems of a file's lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from analysis import diary
from analysis.formats.reading import LINE, BrokenRow, Reading
from analysis.importing import writing
from analysis.importing.reasons import Reason
from analysis.querying.schema import DIARY_TABLES


@dataclass(frozen=True)
class Problem:
    """One thing found on one line: where, what stands there, and why it matters.

    `line` and `column` are unknown for what concerns a whole file or row. `row` is the whole row by the file's own
    column names, for rejected rows only.
    """

    file: str
    line: int | None
    column: str | None
    value: str | None
    reason: Reason
    detail: Mapping[str, object] = field(default_factory=dict)
    row: Mapping[str, str] | None = None

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


class Findings:
    """Findings on the rows of one frame of entries."""

    def __init__(self, entries: pd.DataFrame) -> None:
        self._lines = entries[LINE].to_numpy()
        self._found: list[_Finding] = []

    def add(self, reason: Reason, where: pd.Series | np.ndarray, column: str | None = None, **detail: object) -> None:
        """Notes the reason on every row where `where` is true. A detail is one value, or a column of them."""
        positions = np.flatnonzero(np.asarray(where, dtype=bool))
        if len(positions):
            self._found.append(_Finding(reason, positions, column, detail))

    def rejected(self) -> np.ndarray:
        """Which rows something speaks against."""
        return self._mask(lambda reason: reason.rejects)

    def noted(self, reason: Reason) -> np.ndarray:
        """Which rows carry this reason."""
        return self._mask(lambda other: other is reason)

    def _mask(self, wanted: Callable[[Reason], bool]) -> np.ndarray:
        mask = np.zeros(len(self._lines), dtype=bool)
        for found in self._found:
            if wanted(found.reason):
                mask[found.positions] = True
        return mask

    def rejected_lines(self) -> set[int]:
        """The lines of the file that something speaks against."""
        return set(self._lines[self.rejected()].tolist())

    def problems(self, reading: Reading, cells: pd.DataFrame) -> list[Problem]:
        """Everything found. `cells` are the rows' text cells."""
        return [problem for found in self._found for problem in self._told(found, reading, cells)]

    def _told(self, found: _Finding, reading: Reading, cells: pd.DataFrame) -> list[Problem]:
        columns = found.column.split(", ") if found.column else []
        present = [column for column in columns if column in cells]
        texts = [cells[column].iloc[found.positions].fillna("") for column in present]
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
            )
            for at, position in enumerate(found.positions.tolist())
        ]


def gone_rows(table: diary.Table, file: str, rows: pd.DataFrame) -> list[Problem]:
    """A problem without a line for each stored row that the export no longer has, with the whole row."""
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
    lines = sorted({problem.line for problem in problems if problem.reason.rejects and problem.line is not None})
    present = reading.written.index.intersection(lines)
    records = reading.written.loc[present].to_dict("records")
    rows = dict(zip(present.tolist(), records, strict=True))
    return [
        Problem(p.file, p.line, p.column, p.value, p.reason, p.detail, rows.get(p.line) if p.reason.rejects else None)
        for p in problems
    ]


def broken_rows(reading: Reading) -> list[Problem]:
    """A problem for each row of the file that does not fall into its columns."""
    return [_broken(reading, row) for row in reading.broken]


def _broken(reading: Reading, row: BrokenRow) -> Problem:
    header = list(reading.written.columns)
    names = [*header, *(f"cell {at}" for at in range(len(header) + 1, len(row.cells) + 1))]
    cells = dict(zip(names, row.cells, strict=False))
    if row.expected is None:
        return Problem(reading.file, row.line, None, None, Reason.BROKEN_QUOTES, {}, cells)
    detail = {"found": row.found, "expected": row.expected}
    return Problem(reading.file, row.line, None, None, Reason.BROKEN_ROW, detail, cells)


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
