"""What the store keeps of each import: the batch, its files with their counts, and every problem."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from sqlalchemy import Connection, func, select

from analysis import diary
from analysis.formats.limits import LONGEST_KEPT
from analysis.formats.reading import Export
from analysis.importing.findings import Problem, as_json
from analysis.importing.report import FileReport, ImportReport
from analysis.importing.scope import Scope
from analysis.importing.writing import FAST_FROM_ROWS, ROWS_AT_A_TIME
from analysis.querying.schema import IMPORT_BATCHES, IMPORT_FILES, IMPORT_PROBLEMS, PATIENTS, SEEN_UNTIL, UNDONE_IMPORTS


def next_batch(connection: Connection) -> int:
    """The number after that of the newest import, taken back or not; the first is 1."""
    newest = (select(func.max(table.c.batch)) for table in (IMPORT_BATCHES, UNDONE_IMPORTS))
    return max(connection.execute(one).scalar() or 0 for one in newest) + 1


def has_read(connection: Connection, table: diary.Table, format: str) -> bool:
    """Whether an earlier import of this format had a file of this table."""
    query = select(IMPORT_FILES.c.file).where(IMPORT_FILES.c.format == format).distinct()
    return any(PurePosixPath(file).stem.casefold() == table.name for file in connection.execute(query).scalars())


def write(
    connection: Connection,
    report: ImportReport,
    exports: Sequence[Export],
    wholes: Sequence[Scope],
    by: str,
    now: datetime,
) -> None:
    """Writes the batch down, with its files and their problems; `wholes` are the scopes of its whole exports."""
    newest = wholes[-1] if wholes else None
    connection.execute(
        IMPORT_BATCHES.insert().values(
            batch=report.batch,
            imported_at=now,
            imported_by=by,
            source=", ".join(sorted({export.source for export in exports if export.source})) or None,
            exported_at=max((export.exported_at for export in exports if export.exported_at), default=None),
            as_of=report.as_of,
            clinic_export=any(export.clinic for export in exports),
            whole_at=newest.moment if newest else None,
            whole_from=newest.since if newest else None,
            can_be_undone=True,
        )
    )
    _write_seen_until(connection, report.batch, exports)
    if report.files:
        connection.execute(IMPORT_FILES.insert(), [_file_row(report.batch, file) for file in report.files])
    problems = [_problem_row(report.batch, told) for file in report.files for told in (*file.problems, *file.remarks)]
    for start in range(0, len(problems), ROWS_AT_A_TIME):
        chunk = problems[start : start + ROWS_AT_A_TIME]
        connection.execute(IMPORT_PROBLEMS.insert(), chunk, execution_options={"duckdb_copy_threshold": FAST_FROM_ROWS})


def _write_seen_until(connection: Connection, batch: int, exports: Sequence[Export]) -> None:
    known = set(connection.execute(select(PATIENTS.c.patient_id)).scalars())
    told = {patient: day for export in exports for patient, day in export.seen_until.items() if patient in known}
    if told:
        rows = [{"patient_id": patient, "batch": batch, "day": day} for patient, day in told.items()]
        connection.execute(SEEN_UNTIL.insert(), rows)


def _file_row(batch: int, file: FileReport) -> dict[str, object]:
    return {
        "batch": batch,
        "file": file.file,
        "format": file.format,
        "rows_read": file.read,
        "accepted": file.accepted,
        "updated": file.updated,
        "unchanged": file.unchanged,
        "rejected": file.rejected,
        "removed": file.removed,
    }


def _problem_row(batch: int, problem: Problem) -> dict[str, object]:
    return {
        "batch": batch,
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "value": storable(problem.value),
        "reason": problem.reason.code,
        "detail": as_json(problem.detail),
        "rejected": problem.rejects,
        "row": as_json(_cut(problem.row)),
    }


def _cut(row: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """A rejected row, each cell as far as it may be kept."""
    return {name: cell[:LONGEST_KEPT] if isinstance(cell, str) else cell for name, cell in row.items()} if row else None


def storable(text: str | None) -> str | None:
    """The text as far as it may be kept, and without the one character that no database keeps."""
    return text[:LONGEST_KEPT].replace("\x00", "\N{REPLACEMENT CHARACTER}") if text else text
