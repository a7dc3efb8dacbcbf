"""Frames written to the store and read back from it as whole columns, in statements that every engine runs.

DuckDB takes and gives columns as Arrow tables, which costs a tenth of rows made in Python; other engines get rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import cache
from typing import Any, cast

import pandas as pd
import pyarrow as pa
from sqlalchemy import Column, ColumnElement, Connection, MetaData, Select, Table, and_, column, exists, select
from sqlalchemy import table as lightweight
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import Boolean, Date, DateTime, Double, Integer

from analysis import diary
from analysis.importing import cells
from analysis.importing.ordering import in_order
from analysis.querying.parameters import is_of
from analysis.querying.schema import DIARY_TABLES

ROWS_AT_A_TIME = 100_000
COLUMNS_AT_A_TIME = 4 * 122_880
"""Rows that DuckDB gets at once: whole row groups, which it writes to the file without holding them."""
MOST_PATIENTS_NAMED = 500
"""Patients named one by one in a query; for more the whole table is read."""

MANY_ROWS = 50_000
"""Rows from which it is worth telling DuckDB on how many threads it writes, and asking whose rows are wanted first."""
FAST_FROM_ROWS = 200
"""Rows from which DuckDB takes them as one block; other engines leave the option aside."""

DAY_KEY = ("patient_id", "date")
COLUMNS = "columns_in_memory"
"""The name under which DuckDB sees an Arrow table."""
BEFORE = "rows before the import"
"""Where a connection keeps, while an import runs, the temporary tables of the rows that it changed, by table name."""


def insert(connection: Connection, table: Table, frame: pd.DataFrame, **same: object) -> None:
    """Adds the frame's rows, each with the values `same` beside its own."""
    frame = in_order(table, frame)
    for start in range(0, len(frame), COLUMNS_AT_A_TIME):
        rows = _as_arrow(frame.iloc[start : start + COLUMNS_AT_A_TIME], table, same)
        _INSERTED[connection.dialect.name](connection, table, rows)


def _copy_columns(connection: Connection, table: Table, rows: pa.Table) -> None:
    """Sends PostgreSQL the columns as one text of comma-separated values; a text is quoted, so that it can be empty."""
    from pyarrow import csv  # only where there is a server

    quote = connection.dialect.identifier_preparer.quote
    names = ", ".join(map(quote, rows.column_names))
    sent = pa.BufferOutputStream()
    csv.write_csv(rows, sent, csv.WriteOptions(include_header=False))
    into = f"COPY {quote(table.name)} ({names}) FROM STDIN (FORMAT csv)"
    driver, raw = connection.dialect.loaded_dbapi, cast(Any, connection.connection)
    try:
        with raw.cursor() as cursor, cursor.copy(into) as copy:
            copy.write(memoryview(sent.getvalue()))
    except driver.Error as error:  # which SQLAlchemy does not see
        raise DBAPIError.instance(into, None, error, driver.Error, dialect=connection.dialect) from error


def _insert_columns(connection: Connection, table: Table, rows: pa.Table) -> None:
    """Lets DuckDB read the columns where they lie; many on one thread, as two take twice the time of one."""
    names = rows.column_names
    connection.exec_driver_sql("register", (COLUMNS, rows))
    try:
        found = lightweight(COLUMNS, *(column(name) for name in names))
        with _on_one_thread(connection) if rows.num_rows >= MANY_ROWS else nullcontext():
            connection.execute(table.insert().from_select(names, select(found)))
    finally:
        connection.connection.unregister(COLUMNS)


@contextmanager
def _on_one_thread(connection: Connection) -> Iterator[None]:
    connection.exec_driver_sql("SET threads = 1")
    try:
        yield
    finally:
        connection.exec_driver_sql("RESET threads")


_INSERTED = {"duckdb": _insert_columns, "postgresql": _copy_columns}


def replace(connection: Connection, table: Table, frame: pd.DataFrame, **same: object) -> None:
    """Gives the rows that have the frame's primary keys its other values."""
    if frame.empty:
        return
    staged = _staged(connection, table, frame, same)
    keys = _keys(table)
    _remember(connection, table, staged, keys)
    changed = {column.name: column for column in staged.columns if column.name not in keys}
    connection.execute(table.update().where(_agree(table, staged, keys)).values(changed))
    staged.drop(connection)


def delete_keys(connection: Connection, table: Table, rows: pd.DataFrame) -> None:
    """Removes the rows that have the primary keys of these."""
    _delete(connection, table, rows[list(_keys(table))], _keys(table))


def delete_days(connection: Connection, table: Table, days: pd.MultiIndex) -> None:
    """Removes the rows of these patients and dates."""
    if len(days):
        _delete(connection, table, days.to_frame(index=False), DAY_KEY)


def _delete(connection: Connection, table: Table, rows: pd.DataFrame, keys: Sequence[str]) -> None:
    staged = _staged(connection, table, rows, {})
    _remember(connection, table, staged, keys)
    connection.execute(table.delete().where(_is_among(table, staged, keys)))
    staged.drop(connection)


def set_on_days(
    connection: Connection, table: Table, days: pd.MultiIndex, *which: ColumnElement[bool], **values: object
) -> None:
    """Sets columns to these values on the rows of these patients and dates, where all of `which` is true."""
    if len(days):
        staged = _staged(connection, table, days.to_frame(index=False), {})
        _remember(connection, table, staged, DAY_KEY)
        connection.execute(table.update().where(_is_among(table, staged, DAY_KEY), *which).values(**values))
        staged.drop(connection)


def _remember(connection: Connection, table: Table, staged: Table, keys: Sequence[str]) -> None:
    """Keeps the rows that agree with the staged ones as they are now, once, where the import is to be taken back."""
    before = connection.info.get(BEFORE)
    if before is None or table.name not in DIARY_TABLES:
        return
    if table.name not in before:
        columns = (Column(column.name, column.type) for column in table.columns)
        before[table.name] = Table(f"before_{table.name}", MetaData(), *columns, prefixes=["TEMPORARY"])
        before[table.name].create(connection)
    kept = before[table.name]
    new = select(table).where(_is_among(table, staged, keys), ~_is_among(table, kept, keys))
    connection.execute(kept.insert().from_select([column.name for column in table.columns], new))


def stored(connection: Connection, table: diary.Table, patients: Sequence[str] | None = None) -> pd.DataFrame:
    """The stored rows of these patients; all for None, and of a table that is not about patients.

    The declared columns come first, then those the store adds, `batch` among them.
    """
    if not has_rows(connection, DIARY_TABLES[table.name]):
        return _no_rows(table)
    query = _every_row(table)
    if table.is_about_patients and patients is not None and len(patients) <= MOST_PATIENTS_NAMED:
        query = query.where(is_of(DIARY_TABLES[table.name].c.patient_id, patients))
    return _read(connection, table, query)


def stored_beside(
    connection: Connection, table: diary.Table, rows: pd.DataFrame, days: pd.MultiIndex | None = None
) -> pd.DataFrame:
    """The stored rows that have the key of one of `rows`, or where there is no key its patient and day; as `stored`.

    `days` are further patients and days of which the rows are wanted.
    """
    target = DIARY_TABLES[table.name]
    keys = table.key or DAY_KEY
    wanted = rows[list(keys)].drop_duplicates()
    if days is not None and len(days):
        wanted = pd.concat([wanted, days.to_frame(index=False)]).drop_duplicates()
    if wanted.empty or not has_rows(connection, target) or _is_of_nobody(connection, target, wanted):
        return _no_rows(table)
    staged = _staged(connection, target, wanted, {})
    asked = _every_row(table).where(_is_among(target, staged, keys), *_within_days(target, wanted))
    found = _read(connection, table, asked)
    staged.drop(connection)
    return found


def _is_of_nobody(connection: Connection, table: Table, wanted: pd.DataFrame) -> bool:
    """Whether many rows are wanted of patients of whom the table has none, which is cheaper to see than of each row."""
    if len(wanted) < MANY_ROWS or "patient_id" not in wanted:
        return False
    staged = _staged(connection, table, wanted[["patient_id"]].drop_duplicates(), {})
    known = has_rows(connection, table, _is_among(table, staged, ("patient_id",)))
    staged.drop(connection)
    return not known


def _within_days(table: Table, wanted: pd.DataFrame) -> list[ColumnElement[bool]]:
    """That a row is of the days of those that are wanted, which is quicker to see than whether it is one of them."""
    if "date" not in wanted or wanted["date"].isna().all():
        return []
    first, last = (pd.Timestamp(day).date() for day in (wanted["date"].min(), wanted["date"].max()))
    return [table.c["date"].between(first, last)]


def has_rows(connection: Connection, table: Table, *which: ColumnElement[bool]) -> bool:
    """Whether a table has a row of which all of `which` is true."""
    return connection.execute(select(table.c[0]).where(*which).limit(1)).first() is not None


def _no_rows(table: diary.Table) -> pd.DataFrame:
    """What `stored` gives of a table without rows, as most are that a first import asks for."""
    return _empty(table).copy()


@cache
def _empty(table: diary.Table) -> pd.DataFrame:
    return cells.from_store([], table, _added(table))


def _every_row(table: diary.Table) -> Select[Any]:
    target = DIARY_TABLES[table.name]
    return select(*(target.c[name] for name in (*_declared(table), *_added(table))))


def _declared(table: diary.Table) -> list[str]:
    return [column.name for column in table]


def _added(table: diary.Table) -> tuple[str, ...]:
    """The names of the columns that the store adds to the declared ones."""
    return tuple(column.name for column in DIARY_TABLES[table.name].columns if column.name not in _declared(table))


def _read(connection: Connection, table: diary.Table, query: Select[Any]) -> pd.DataFrame:
    if connection.dialect.name == "duckdb":
        found = connection.execute(query, execution_options={"duckdb_arrow": True}).arrow  # type: ignore[attr-defined]
        return cells.from_arrow(found, table)
    return cells.from_store([tuple(row) for row in connection.execute(query)], table, _added(table))


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


def _as_arrow(frame: pd.DataFrame, table: Table, same: dict[str, object]) -> pa.Table:
    """The frame's rows as columns under the table's column names, with the values `same` throughout."""
    told = {name: _arrow_column(frame[name], table.c[name]) for name in frame.columns if name in table.c}
    said = {name: pa.repeat(pa.scalar(value, _arrow_type(table.c[name])), len(frame)) for name, value in same.items()}
    return pa.table({**told, **said})


def _arrow_column(values: pd.Series, column: Column[Any]) -> pa.Array:
    if isinstance(column.type, Date | DateTime):
        return pa.array(values.astype("datetime64[us]"), from_pandas=True).cast(_arrow_type(column))
    if isinstance(column.type, Integer):
        return pa.array(values, from_pandas=True).cast(pa.int32())
    if isinstance(column.type, Boolean):
        values = values.astype("boolean")
    return pa.array(values, type=_arrow_type(column), from_pandas=True)


def _arrow_type(column: Column[Any]) -> pa.DataType:
    kinds = ((Date, pa.date32()), (DateTime, pa.timestamp("us")), (Integer, pa.int32()), (Boolean, pa.bool_()))
    found = (arrow for kind, arrow in (*kinds, (Double, pa.float64())) if isinstance(column.type, kind))
    return next(found, pa.string())


def _staged(connection: Connection, table: Table, frame: pd.DataFrame, same: dict[str, object]) -> Table:
    """A temporary table of the frame's rows."""
    names = [name for name in (*frame.columns, *same) if name in table.c]
    columns = [Column(name, table.c[name].type) for name in names]
    temporary = Table(f"incoming_{table.name}", MetaData(), *columns, prefixes=["TEMPORARY"])
    temporary.create(connection)
    insert(connection, temporary, frame, **same)
    return temporary


def _keys(table: Table) -> tuple[str, ...]:
    return tuple(key.name for key in table.primary_key)


def _agree(table: Table, other: Table, keys: Iterable[str]) -> ColumnElement[bool]:
    return and_(*(table.c[name] == other.c[name] for name in keys))


def _is_among(table: Table, other: Table, keys: Iterable[str]) -> ColumnElement[bool]:
    return exists().where(_agree(table, other, keys))
