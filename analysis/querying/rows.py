"""What statements find, as tables, and the rows of tables as records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Select


def rows_of(connection: Connection, statement: Select[Any], values: Mapping[str, object] | None = None) -> pd.DataFrame:
    """The rows that a statement finds, with the values of its parameters where it has any."""
    found = connection.execute(statement, values)
    # Plain tuples, since pandas takes long to look into rows of SQLAlchemy.
    return pd.DataFrame(map(tuple, found.fetchall()), columns=list(found.keys()))


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
