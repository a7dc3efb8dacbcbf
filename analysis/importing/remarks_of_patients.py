"""What an import could not read or understand, kept by patient and day until a later import says better.

A row whose day could not be read may be of any day. It is not corrected by rows of other days: only by an export that
speaks for all of its source, or by the same row that is sent again, in whose remarks it lives on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import NamedTuple

import pandas as pd
from sqlalchemy import ColumnElement, Connection, and_, func, insert, or_, select, update

from analysis import diary
from analysis.formats.reading import Export, Unread
from analysis.importing import writing
from analysis.importing.checks import Sheet
from analysis.importing.findings import Place, Problem, as_json
from analysis.importing.log import storable
from analysis.importing.reasons import Reason
from analysis.importing.scope import Scope
from analysis.querying.parameters import is_of
from analysis.querying.schema import DIARY, IMPORT_PROBLEMS, PATIENTS, REMARKS
from analysis.records.unread import STOPPED_ON

OF_NO_USE = frozenset({Reason.STORED_IS_NEWER, Reason.CLINIC_ENTRY_KEPT, Reason.OWN_ENTRY_KEPT, Reason.SUPERSEDED})
"""Remarks of a row in whose place another one stands: what could not be read of its cells does not matter."""

TOLD_ON = "export.json: "
"""What stands before the name of a file that an earlier import read."""

UNDATED = or_(REMARKS.c.date.is_(None), REMARKS.c.date == diary.FIRST_DATE)
"""Of a row whose day could not be read; of a treatment the first of all days stands for it."""
LINES_AT_A_TIME = 5_000


def write(
    connection: Connection,
    export: Export,
    scope: Scope,
    batch: int,
    sheets: Sequence[Sheet],
    found: list[Problem],
    remarked: set[str],
) -> None:
    """Keeps what was found on the rows of a file, and supersedes what earlier files said where this one speaks anew.

    A whole export of the clinic speaks for all of its source's tables from its first day on, every file for the days
    that it holds, and a patient's own diary that holds all of its stored days for that patient's rows without a day.
    `remarked` are the tables on which remarks hold (`tables_remarked`), to which those that are kept now are added.
    """
    whole = _whole_diaries(connection, export, sheets) if remarked else []
    for sheet in sheets:
        if sheet.table.name not in remarked:
            continue
        if scope.speaks:
            supersede(connection, export.format, scope, batch, sheet.table)
        if sheet.table.is_about_patients and (scope.since or not scope.speaks):
            _supersede_rows(connection, batch, sheet, export, whole)
    aside = {(problem.line, _table(problem)) for problem in found if problem.reason in OF_NO_USE}
    rows = [
        _row(export.format, batch, problem, problem.place)
        for problem in found
        if problem.place and problem.place.patient and problem.is_not_understood
        if problem.rejects or (problem.line, problem.place.table) not in aside
    ]
    remarked.update(str(row["table_name"]) for row in rows)
    for start in range(0, len(rows), writing.ROWS_AT_A_TIME):
        chunk = rows[start : start + writing.ROWS_AT_A_TIME]
        options = {"duckdb_copy_threshold": writing.FAST_FROM_ROWS}
        connection.execute(insert(REMARKS), chunk, execution_options=options)


def tables_remarked(connection: Connection, format: str) -> set[str]:
    """The names of the tables on which remarks of a format hold: those of others need not be superseded."""
    holds = (REMARKS.c.superseded_by.is_(None), REMARKS.c.format == format)
    return set(connection.execute(select(REMARKS.c.table_name).where(*holds).distinct()).scalars())


def tell_on(connection: Connection, unread: Sequence[Unread], batch: int) -> None:
    """Keeps what an export of this program could not read before, where this import did not find the same again.

    Its file and line are those of the earlier import, and stand behind the name of the file that tells them on.
    """
    place = (REMARKS.c.patient_id, REMARKS.c.table_name, REMARKS.c.date, REMARKS.c.field, REMARKS.c.kind)
    if not unread:
        return
    holds = {tuple(row) for row in connection.execute(select(*place).where(REMARKS.c.superseded_by.is_(None)))}
    known = set(connection.execute(select(PATIENTS.c.patient_id)).scalars())
    rows = [
        {
            **{name: value for name, value in asdict(one).items() if name not in ("table", "day")},
            "file": one.file if one.file.startswith(TOLD_ON) else f"{TOLD_ON}{one.file}",
            "table_name": one.table,
            "date": one.day,
            "batch": batch,
            "superseded_by": None,
        }
        for one in unread
        if one.patient_id in known and (one.patient_id, one.table, one.day, one.field, one.kind) not in holds
    ]
    for start in range(0, len(rows), writing.ROWS_AT_A_TIME):
        connection.execute(insert(REMARKS), rows[start : start + writing.ROWS_AT_A_TIME])


def _table(problem: Problem) -> str | None:
    return problem.place.table if problem.place else None


def supersede(connection: Connection, format: str, scope: Scope, batch: int, table: diary.Table) -> None:
    """Supersedes the remarks on a table of the source that an export speaks for, from its first day on."""
    holds = [*_holding(format, table), REMARKS.c.batch.not_in(sorted(scope.not_spoken_for))]
    if scope.since is not None:
        holds.append(REMARKS.c.date >= scope.since)
    _mark(connection, batch, holds)


def _holding(format: str, table: diary.Table) -> list[ColumnElement[bool]]:
    return [REMARKS.c.superseded_by.is_(None), REMARKS.c.table_name == table.name, REMARKS.c.format == format]


def _supersede_rows(connection: Connection, batch: int, sheet: Sheet, export: Export, whole: Sequence[str]) -> None:
    """Of the days that the rows speak of; of a table without days, and of `whole` diaries, all that are theirs."""
    holds = _holding(export.format, sheet.table)
    if not sheet.table.day:
        patients = sheet.entries["patient_id"].dropna().unique().tolist()
        _mark(connection, batch, [*holds, is_of(REMARKS.c.patient_id, patients)])
        return
    days = pd.MultiIndex.from_frame(_days(sheet).drop_duplicates())
    writing.set_on_days(connection, REMARKS, days, *holds, superseded_by=batch)
    if whole:
        _mark(connection, batch, [*holds, UNDATED, REMARKS.c.batch != batch, is_of(REMARKS.c.patient_id, whole)])


def _days(sheet: Sheet) -> pd.DataFrame:
    """The patient and the day of each row that has them."""
    rows = sheet.entries[["patient_id", sheet.table.day]].dropna().set_axis(list(writing.DAY_KEY), axis=1)
    return rows[rows["date"] != pd.Timestamp(diary.FIRST_DATE)]


def _whole_diaries(connection: Connection, export: Export, sheets: Iterable[Sheet]) -> list[str]:
    """The patients of whom a file of their own diary holds the first and the last day that the store has of it."""
    if export.clinic or export.changes:
        return []
    held = [_days(sheet) for sheet in sheets if sheet.table.is_about_patients and sheet.table.day]
    if not held:
        return []
    days = pd.concat(held).groupby("patient_id")["date"]
    first, last = days.min().dt.date.to_dict(), days.max().dt.date.to_dict()
    of_diary = (DIARY.c.source == export.format, is_of(DIARY.c.patient_id, [*first]))
    reach = select(DIARY.c.patient_id, func.min(DIARY.c.date), func.max(DIARY.c.date)).where(*of_diary)
    stored = connection.execute(reach.group_by(DIARY.c.patient_id))
    return [patient for patient, begun, end in stored if first[patient] <= begun and last[patient] >= end]


def supersede_sent_again(connection: Connection, batch: int) -> None:
    """Supersedes the remarks on rows without a day that came once more, each by those on one that is the same.

    So a row counts once that is sent each night, and two alike of one file count twice. Asked when the problems of the
    import `batch` are written down, since they hold the rows.
    """
    came = select(REMARKS.c.patient_id).where(REMARKS.c.batch == batch, REMARKS.c.superseded_by.is_(None), UNDATED)
    patients = sorted(set(connection.execute(came).scalars()))
    if not patients:
        return
    standing: dict[object, list[_Line]] = {}
    gone: dict[tuple[int, str], list[int]] = {}
    for (of_batch, file, content), lines in _undated_lines(connection, patients).items():
        before = standing.get(content, [])
        for line in before[: len(lines)]:
            gone.setdefault((line.batch, line.file), []).append(line.line)
        standing[content] = [*before[len(lines) :], *(_Line(of_batch, file, line) for line in lines)]
    for (of_batch, file), numbers in gone.items():
        for start in range(0, len(numbers), LINES_AT_A_TIME):
            some = REMARKS.c.line.in_(numbers[start : start + LINES_AT_A_TIME])
            _mark(connection, batch, [REMARKS.c.batch == of_batch, REMARKS.c.file == file, some, UNDATED])


class _Line(NamedTuple):
    batch: int
    file: str
    line: int


def _undated_lines(connection: Connection, patients: Sequence[str]) -> dict[tuple[int, str, object], list[int]]:
    """The lines of rows without a day, oldest first, by import, file and the row: where it is not kept, its remarks."""
    rows = and_(*(REMARKS.c[name] == IMPORT_PROBLEMS.c[name] for name in _Line._fields), IMPORT_PROBLEMS.c.rejected)
    told = ("format", "table_name", "patient_id", "field", "value", "kind")
    asked = select(*(REMARKS.c[name] for name in (*_Line._fields, *told)), IMPORT_PROBLEMS.c.row)
    holds = (REMARKS.c.superseded_by.is_(None), UNDATED, REMARKS.c.line.is_not(None))
    statement = asked.join(IMPORT_PROBLEMS, rows, isouter=True).where(*holds, is_of(REMARKS.c.patient_id, patients))
    said: dict[_Line, set[tuple[object, ...]]] = {}
    for batch, file, line, *whose, field, value, kind, row in connection.execute(statement):
        said.setdefault(_Line(batch, file, line), set()).add((*whose, *((row,) if row else (field, value, kind))))
    found: dict[tuple[int, str, object], list[int]] = {}
    for line in sorted(said):
        found.setdefault((line.batch, line.file, frozenset(said[line])), []).append(line.line)
    return found


def _mark(connection: Connection, batch: int, which: list[ColumnElement[bool]]) -> None:
    connection.execute(update(REMARKS).where(*which).values(superseded_by=batch))


def _row(format: str, batch: int, problem: Problem, place: Place) -> dict[str, object]:
    return {
        "batch": batch,
        "format": format,
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "value": storable(problem.value),
        "kind": problem.reason.code,
        "detail": as_json({**problem.detail, **_end_of_lost(problem, place)}),
        "rejected": problem.rejects,
        "table_name": place.table,
        "field": " ".join(place.fields) or None,
        "patient_id": place.patient,
        "date": place.day,
        "superseded_by": None,
    }


def _end_of_lost(problem: Problem, place: Place) -> dict[str, object]:
    """When a treatment ended whose row is not kept: until then it may have been any (`records.unread`)."""
    return {STOPPED_ON: place.until.isoformat()} if problem.rejects and place.until else {}
