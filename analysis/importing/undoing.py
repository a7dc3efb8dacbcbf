"""An import taken back: what it brought goes, what it replaced or set aside returns, what people wrote since stays.

While an import runs, rows are kept as they were before it changes them; at its end those that are no more as they were
are written down with it. Imports build on one another, so only the newest can be taken back; then the one before it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Date,
    DateTime,
    Table,
    and_,
    delete,
    exists,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import SQLAlchemyError

from analysis.errors import StoreProblem, UndoRefused
from analysis.importing.writing import BEFORE, DAY_KEY, FAST_FROM_ROWS, ROWS_AT_A_TIME
from analysis.querying.schema import (
    ACUTE_DOSES,
    DIARY,
    DIARY_TABLES,
    IMPORT_BATCHES,
    IMPORT_FILES,
    IMPORT_PROBLEMS,
    REMARKS,
    REPLACED_ROWS,
    SEEN_UNTIL,
    SET_ASIDE,
    UNDONE_IMPORTS,
    WRITTEN_HERE,
)


@dataclass(frozen=True)
class Undone:
    """What taking an import back did: the rows that it had brought, and those that returned."""

    batch: int
    removed: int
    returned: int


@contextmanager
def remembered(connection: Connection, batch: int) -> Iterator[None]:
    """Writes down with the import `batch` which rows are no more as they were when the block began."""
    before: dict[str, Table] = {}
    connection.info[BEFORE] = before
    try:
        yield
        for name, kept in before.items():
            _write_down(connection, DIARY_TABLES[name], kept, batch)
    finally:
        with suppress(SQLAlchemyError, StoreProblem):  # a connection that was lost, or whose transaction failed
            del connection.info[BEFORE]
            for kept in before.values():
                kept.drop(connection, checkfirst=True)


def _write_down(connection: Connection, table: Table, kept: Table, batch: int) -> None:
    """Writes down the rows that were kept before they changed, and that are not there any more."""
    names = [column.name for column in kept.columns]
    keys = [column.name for column in table.primary_key] or DAY_KEY
    is_kept = exists().where(and_(*(table.c[name] == kept.c[name] for name in keys)))
    now = select(*(table.c[name] for name in names)).where(is_kept)
    before = select(kept).where(kept.c.batch != batch)
    changed = connection.execute(before.except_all(now)).mappings()
    rows = [
        {"batch": batch, "table_name": table.name, "row": json.dumps(dict(row), ensure_ascii=False, default=str)}
        for row in changed
    ]
    _insert(connection, REPLACED_ROWS, rows)


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), ROWS_AT_A_TIME):
        chunk = rows[start : start + ROWS_AT_A_TIME]
        connection.execute(insert(table), chunk, execution_options={"duckdb_copy_threshold": FAST_FROM_ROWS})


def undo(connection: Connection, batch: int, by: str, now: datetime) -> Undone:
    """Takes the import `batch` back, in the caller's transaction.

    A row that somebody wrote in this program since stays as it is. Raises UndoRefused where there is no such import,
    or it is not the newest.
    """
    _refuse_where_impossible(connection, batch)
    removed, returned, here = 0, 0, _days_written_here(connection)
    for table in DIARY_TABLES.values():
        removed += connection.execute(delete(table).where(table.c.batch == batch)).rowcount
        returned += _bring_back(connection, table, batch, here)
    connection.execute(delete(SET_ASIDE).where(SET_ASIDE.c.set_aside_in == batch))
    connection.execute(delete(REMARKS).where(REMARKS.c.batch == batch))
    connection.execute(update(REMARKS).where(REMARKS.c.superseded_by == batch).values(superseded_by=None))
    _forget(connection, batch, by, now)
    return Undone(batch, removed, returned)


def _refuse_where_impossible(connection: Connection, batch: int) -> None:
    newest = connection.execute(select(func.max(IMPORT_BATCHES.c.batch))).scalar()
    found = connection.execute(select(IMPORT_BATCHES.c.can_be_undone).where(IMPORT_BATCHES.c.batch == batch)).first()
    if found is None:
        raise UndoRefused(f"There is no import {batch} that could be taken back.")
    if batch != newest:
        raise UndoRefused(f"Imports build on one another: take import {newest}, the newest, back first.")
    if not found.can_be_undone:
        raise UndoRefused(f"Import {batch} was made by an older version, which did not keep what it replaced.")


def _days_written_here(connection: Connection) -> frozenset[tuple[str, date]]:
    """Patients and days that stand in the diary as the patient filled them in."""
    found = connection.execute(select(DIARY.c.patient_id, DIARY.c.date).where(DIARY.c.batch == WRITTEN_HERE))
    return frozenset((row.patient_id, row.date) for row in found)


def _bring_back(connection: Connection, table: Table, batch: int, here: frozenset[tuple[str, date]]) -> int:
    """How many rows of the table are again as they were before the import; intakes go with the entry of their day."""
    query = select(REPLACED_ROWS.c.row).where(REPLACED_ROWS.c.batch == batch, REPLACED_ROWS.c.table_name == table.name)
    rows = [_row(table, written) for written in connection.execute(query).scalars()]
    keys = list(table.primary_key)
    if table is ACUTE_DOSES:
        rows = [row for row in rows if (row["patient_id"], row["date"]) not in here]
    if keys and rows:
        rows = [row for row in rows if not _is_written_here(connection, table, row)]
        for row in rows:
            same = and_(*(key == row[key.name] for key in keys))
            connection.execute(delete(table).where(same))
    _insert(connection, table, rows)
    return len(rows)


def _is_written_here(connection: Connection, table: Table, row: dict[str, Any]) -> bool:
    """Whether somebody wrote the row anew in this program."""
    same = and_(*(key == row[key.name] for key in table.primary_key))
    found = connection.execute(select(table.c.batch).where(same)).scalar()
    return found == WRITTEN_HERE


def _row(table: Table, written: str) -> dict[str, Any]:
    return {name: _value(table.c[name], value) for name, value in json.loads(written).items()}


def _value(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, DateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(column.type, Date) else value


def _forget(connection: Connection, batch: int, by: str, now: datetime) -> None:
    """Leaves nothing of the import but that it was there, and was taken back by whom and when."""
    imported = connection.execute(select(IMPORT_BATCHES).where(IMPORT_BATCHES.c.batch == batch)).mappings().one()
    kept = {name: imported[name] for name in ("batch", "imported_at", "imported_by")}
    connection.execute(insert(UNDONE_IMPORTS).values(**kept, undone_at=now, undone_by=by))
    for table in (IMPORT_BATCHES, IMPORT_FILES, IMPORT_PROBLEMS, REPLACED_ROWS, SEEN_UNTIL):
        connection.execute(delete(table).where(table.c.batch == batch))
