"""What an import could not read or understand, kept by patient and day until a later import says better."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
from sqlalchemy import ColumnElement, Connection, insert, update

from analysis.formats.reading import Export
from analysis.importing import writing
from analysis.importing.checks import Sheet
from analysis.importing.findings import Place, Problem, as_json
from analysis.importing.log import storable
from analysis.importing.reasons import Reason
from analysis.querying.schema import REMARKS

OF_NO_USE = frozenset({Reason.STORED_IS_NEWER, Reason.CLINIC_ENTRY_KEPT, Reason.SUPERSEDED})
"""Remarks of a row in whose place another one stands: what could not be read of its cells does not matter."""


def write(connection: Connection, export: Export, batch: int, sheets: Iterable[Sheet], found: list[Problem]) -> None:
    """Keeps what was found on the rows of a file, and supersedes what earlier files said where this one speaks anew.

    A whole export of the clinic speaks for all of its tables, other files for the days that they hold.
    """
    for sheet in sheets:
        _supersede(connection, export, batch, sheet)
    aside = {(problem.line, _table(problem)) for problem in found if problem.reason in OF_NO_USE}
    rows = [
        _row(export.format, batch, problem, problem.place)
        for problem in found
        if problem.place and problem.place.patient and problem.is_not_understood
        if problem.rejects or (problem.line, problem.place.table) not in aside
    ]
    for start in range(0, len(rows), writing.ROWS_AT_A_TIME):
        chunk = rows[start : start + writing.ROWS_AT_A_TIME]
        options = {"duckdb_copy_threshold": writing.FAST_FROM_ROWS}
        connection.execute(insert(REMARKS), chunk, execution_options=options)


def _table(problem: Problem) -> str | None:
    return problem.place.table if problem.place else None


def _supersede(connection: Connection, export: Export, batch: int, sheet: Sheet) -> None:
    holds = [
        REMARKS.c.superseded_by.is_(None),
        REMARKS.c.table_name == sheet.table.name,
        REMARKS.c.format == export.format,
    ]
    if export.whole and export.clinic:
        _mark(connection, batch, holds)
    elif sheet.table.is_about_patients:
        _supersede_days(connection, batch, sheet, holds)


def _supersede_days(connection: Connection, batch: int, sheet: Sheet, holds: list[ColumnElement[bool]]) -> None:
    """Of the days that the rows speak of; and of rows whose day could not be read, all of the file's patients."""
    patients = sheet.entries["patient_id"].dropna().unique().tolist()
    if len(patients) <= writing.MOST_PATIENTS_NAMED:
        _mark(connection, batch, [*holds, REMARKS.c.date.is_(None), REMARKS.c.patient_id.in_(patients)])
    if sheet.table.day:
        days = sheet.entries[["patient_id", sheet.table.day]].dropna().set_axis(["patient_id", "date"], axis=1)
        writing.set_on_days(
            connection, REMARKS, pd.MultiIndex.from_frame(days.drop_duplicates()), *holds, superseded_by=batch
        )


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
        "detail": as_json(problem.detail),
        "rejected": problem.rejects,
        "table_name": place.table,
        "field": " ".join(place.fields) or None,
        "patient_id": place.patient,
        "date": place.day,
        "superseded_by": None,
    }
