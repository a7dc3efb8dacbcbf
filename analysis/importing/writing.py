"""Frames written to the store and read back from it, many rows at a time, in statements that every engine runs."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from sqlalchemy import Column, ColumnElement, Connection, MetaData, Table, and_, exists, select
from sqlalchemy.dialects.postgresql import insert as insert_or_update
from sqlalchemy.types import Boolean, Date, DateTime, Integer

from analysis import diary
from analysis.importing import cells
from analysis.querying.schema import DIARY_TABLES

ROWS_AT_A_TIME = 100_000
MOST_PATIENTS_NAMED = 500
"""Patients named one by one in a query; for more the whole table is read."""

FAST_FROM_ROWS = 200
"""Rows from which DuckDB takes them as one block; other engines leave the option aside."""


def insert(connection: Connection, table: Table, frame: pd.DataFrame, **same: object) -> None:
    """Adds the frame's rows, each with the values `same` beside its own."""
    for start in range(0, len(frame), ROWS_AT_A_TIME):
        rows = records(frame.iloc[start : start + ROWS_AT_A_TIME], table, same)
        connection.execute(table.insert(), rows, execution_options={"duckdb_copy_threshold": FAST_FROM_ROWS})


def replace(connection: Connection, table: Table, frame: pd.DataFrame, **same: object) -> None:
    """Puts the frame's rows in the place of those that have their primary key."""
    if frame.empty:
        return
    staged = _staged(connection, table, frame, same)
    names = [column.name for column in staged.columns]
    keys = [column.name for column in table.primary_key]
    statement = insert_or_update(table).from_select(names, select(staged).where(staged.c[keys[0]].is_not(None)))
    changed = {name: statement.excluded[name] for name in names if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed))
    staged.drop(connection)


def delete_keys(connection: Connection, table: Table, rows: pd.DataFrame) -> None:
    """Removes the rows that have the primary keys of these."""
    keys = [column.name for column in table.primary_key]
    staged = _staged(connection, table, rows[keys], {})
    same = (staged.c[name] == table.c[name] for name in keys)
    connection.execute(table.delete().where(exists().where(and_(*same))))
    staged.drop(connection)


def delete_days(connection: Connection, table: Table, days: pd.MultiIndex) -> None:
    """Removes the rows of these patients and dates."""
    if len(days):
        staged = _staged(connection, table, days.to_frame(index=False), {})
        connection.execute(table.delete().where(_is_among(table, staged)))
        staged.drop(connection)


def set_on_days(
    connection: Connection, table: Table, days: pd.MultiIndex, *which: ColumnElement[bool], **values: object
) -> None:
    """Sets columns to these values on the rows of these patients and dates, where all of `which` is true."""
    if len(days):
        staged = _staged(connection, table, days.to_frame(index=False), {})
        connection.execute(table.update().where(_is_among(table, staged), *which).values(**values))
        staged.drop(connection)


def stored(connection: Connection, table: diary.Table, patients: Sequence[str] | None = None) -> pd.DataFrame:
    """The stored rows of these patients; all for None, and of a table that is not about patients.

    The declared columns come first, then those the store adds, `batch` among them.
    """
    target = DIARY_TABLES[table.name]
    declared = [column.name for column in table]
    extra = tuple(column.name for column in target.columns if column.name not in declared)
    query = select(*(target.c[name] for name in (*declared, *extra)))
    if table.is_about_patients and patients is not None and len(patients) <= MOST_PATIENTS_NAMED:
        query = query.where(target.c.patient_id.in_(list(patients)))
    return cells.from_store([tuple(row) for row in connection.execute(query)], table, extra)


def records(frame: pd.DataFrame, table: Table, same: dict[str, object]) -> list[dict[str, object]]:
    """The frame's rows as plain values under the table's column names; missing is None."""
    names = [name for name in frame.columns if name in table.c]
    columns = [_plain(frame[name], table.c[name]) for name in names]
    return [{**dict(zip(names, row, strict=True)), **same} for row in zip(*columns, strict=True)]


def _plain(values: pd.Series, column: Column[object]) -> list[object]:
    missing = values.isna().to_numpy()
    if isinstance(column.type, Date):
        values = values.dt.date
    elif isinstance(column.type, DateTime):
        values = pd.Series(values.dt.to_pydatetime(), index=values.index, dtype=object)
    elif isinstance(column.type, Integer):
        values = values.astype("Int64")
    elif isinstance(column.type, Boolean):
        values = values.astype("boolean")
    return [None if gone else value for value, gone in zip(values.tolist(), missing, strict=True)]


def _staged(connection: Connection, table: Table, frame: pd.DataFrame, same: dict[str, object]) -> Table:
    """A temporary table of the frame's rows."""
    names = [name for name in (*frame.columns, *same) if name in table.c]
    columns = [Column(name, table.c[name].type) for name in names]
    temporary = Table(f"incoming_{table.name}", MetaData(), *columns, prefixes=["TEMPORARY"])
    temporary.create(connection)
    insert(connection, temporary, frame, **same)
    return temporary


def _is_among(table: Table, days: Table) -> ColumnElement[bool]:
    return exists().where(and_(days.c.patient_id == table.c.patient_id, days.c.date == table.c.date))
