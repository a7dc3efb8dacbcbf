"""What an import could not read or understand, kept by patient and day until a later import says better."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict

import pandas as pd
from sqlalchemy import ColumnElement, Connection, insert, or_, select, update

from analysis import diary
from analysis.formats.reading import Export, Unread
from analysis.importing import writing
from analysis.importing.checks import Sheet
from analysis.importing.findings import Place, Problem, as_json
from analysis.importing.log import storable
from analysis.importing.reasons import Reason
from analysis.importing.scope import Scope
from analysis.querying.parameters import is_of
from analysis.querying.schema import PATIENTS, REMARKS

OF_NO_USE = frozenset({Reason.STORED_IS_NEWER, Reason.CLINIC_ENTRY_KEPT, Reason.OWN_ENTRY_KEPT, Reason.SUPERSEDED})
"""Remarks of a row in whose place another one stands: what could not be read of its cells does not matter."""

TOLD_ON = "export.json: "
"""What stands before the name of a file that an earlier import read."""


def write(
    connection: Connection,
    export: Export,
    scope: Scope,
    batch: int,
    sheets: Iterable[Sheet],
    found: list[Problem],
    remarked: set[str],
) -> None:
    """Keeps what was found on the rows of a file, and supersedes what earlier files said where this one speaks anew.

    A whole export of the clinic speaks for all of its source's tables, other files for the days that they hold.
    `remarked` are the tables on which remarks hold (`tables_remarked`), to which those that are kept now are added.
    """
    for sheet in sheets:
        if sheet.table.name not in remarked:
            continue
        if scope.speaks:
            supersede(connection, export.format, scope, batch, sheet.table)
        elif sheet.table.is_about_patients:
            _supersede_days(connection, batch, sheet, _holding(export.format, sheet.table))
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
    holds = [*_holding(format, table), REMARKS.c.batch.not_in(sorted(scope.others))]
    if scope.since is not None:
        holds.append(or_(REMARKS.c.date.is_(None), REMARKS.c.date >= scope.since))
    _mark(connection, batch, holds)


def _holding(format: str, table: diary.Table) -> list[ColumnElement[bool]]:
    return [REMARKS.c.superseded_by.is_(None), REMARKS.c.table_name == table.name, REMARKS.c.format == format]


def _supersede_days(connection: Connection, batch: int, sheet: Sheet, holds: list[ColumnElement[bool]]) -> None:
    """Of the days that the rows speak of; and of rows whose day could not be read, all of the file's patients."""
    patients = sheet.entries["patient_id"].dropna().unique().tolist()
    _mark(connection, batch, [*holds, REMARKS.c.date.is_(None), is_of(REMARKS.c.patient_id, patients)])
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
