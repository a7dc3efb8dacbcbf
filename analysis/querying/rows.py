"""What statements find, as tables, and the rows of tables as records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Select

from analysis.querying.columns import day_numbers


def rows_of(connection: Connection, statement: Select[Any], values: Mapping[str, object] | None = None) -> pd.DataFrame:
    """The rows that a statement finds, with the values of its parameters where it has any."""
    found = connection.execute(statement, values)
    # Plain tuples, since pandas takes long to look into rows of SQLAlchemy.
    return table_of(map(tuple, found.fetchall()), list(found.keys()))


def table_of(rows: Iterable[tuple[Any, ...]], names: Sequence[str]) -> pd.DataFrame:
    """Rows that were read as a table with columns of these names."""
    return pd.DataFrame(rows, columns=list(names))


def numbers_of(connection: Connection, statement: Select[Any]) -> pd.DataFrame:
    """The rows of a statement that finds texts and whole numbers, never NULL: numbers as int64, in little memory.

    DuckDB hands its columns over as they are; other engines their rows, as `rows_of` reads them.
    """
    found = connection.execute(statement)
    names = list(found.keys())
    fetch = getattr(found.cursor, "fetchnumpy", None)
    table = pd.DataFrame(fetch()) if fetch else pd.DataFrame(map(tuple, found.fetchall()), columns=names)
    found.close()
    return table.astype({name: "int64" for name in names if table[name].dtype.kind in "iuf"})


def dated_rows_of(connection: Connection, statement: Select[Any], days: Sequence[str]) -> pd.DataFrame:
    """The rows of a statement, with the numbers of the days in these columns (NaN where there is none).

    DuckDB hands its columns over as they are, and no day is made one by one.
    """
    if connection.dialect.name != "duckdb":
        found = rows_of(connection, statement)
        return found.assign(**{name: day_numbers(found[name]) for name in days})
    columns = arrays_of(connection, statement)
    return pd.DataFrame(columns | {name: _numbers_of_days(columns[name]) for name in days})


def _numbers_of_days(column: Any) -> Any:
    numbers = np.ma.getdata(column).astype("datetime64[D]").astype(np.int64) + date(1970, 1, 1).toordinal()
    return np.where(np.ma.getmaskarray(column), np.nan, numbers.astype(np.float64))


def arrays_of(connection: Connection, statement: Select[Any]) -> dict[str, Any]:
    """The columns that a statement finds, by name, as DuckDB hands them over: arrays, masked where there is NULL."""
    found = connection.execute(statement)
    fetch: Any = found.cursor
    arrays: dict[str, Any] = fetch.fetchnumpy()
    found.close()
    return arrays


def columns_found(
    connection: Connection, statement: Select[Any], values: Mapping[str, object] | None = None
) -> list[tuple[Any, ...]]:
    """The columns that a statement finds, as `rows_of` without a table: quicker for few rows, and untyped."""
    rows = connection.execute(statement, values).all()
    return list(zip(*rows, strict=True)) or [()] * len(statement.selected_columns)


def records_of(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Each row by the names of the index and the columns, with None where there is nothing."""
    rows = table.reset_index()
    names = [str(name) for name in rows.columns]
    cells = rows.to_numpy(dtype=object).tolist()
    return [dict(zip(names, map(_told, row), strict=True)) for row in cells]


def _told(value: Any) -> Any:
    return None if value is None or value != value else value
