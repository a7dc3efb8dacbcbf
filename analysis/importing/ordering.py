"""The days and doses of a patient kept together, so that one patient is read without reading everybody.

DuckDB leaves out the blocks of a table in which no such patient can be. Rows that come night by night, a day of
everybody each, lie in blocks that hold everybody: when there are many of these, the table is written anew.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import compute as pc
from sqlalchemy import Boolean, ColumnElement, Connection, Table, func, literal_column, select, text

from analysis.querying.schema import ACUTE_DOSES, DIARY, without_key

KEPT_TOGETHER = (DIARY, ACUTE_DOSES)
ORDER = ("patient_id", "date")
BLOCK_ROWS = 122_880
"""Rows of which DuckDB knows the first and the last patient."""
LOOKED_AT = 2_048
MOST_SHARE_APART = 0.1
"""Share of rows in blocks out of order from which a table is written anew: each row is so about ten times."""


def in_order(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """The rows in the order in which the table keeps them."""
    if not any(table is kept for kept in KEPT_TOGETHER) or _is_in_order(frame["patient_id"]):
        return frame
    patients, _ = pd.factorize(frame["patient_id"], sort=True)
    return frame.iloc[np.lexsort((frame["date"].to_numpy(), patients))]


def _is_in_order(patients: pd.Series[str]) -> bool:
    """Whether no pseudonym stands behind a later one; told by Arrow, since pandas makes a text of Python of each."""
    names = pa.array(patients, pa.large_string(), from_pandas=True)
    found: bool | None = pc.all(pc.less_equal(names.slice(0, max(len(names) - 1, 0)), names.slice(1))).as_py()
    return found is not False


def keep_in_order(connection: Connection) -> None:
    """Writes the tables anew in which too many rows lie apart from their patient's others; only DuckDB needs it."""
    if connection.dialect.name != "duckdb":
        return
    for table in KEPT_TOGETHER:
        apart, rows = _apart(connection, table)
        if apart > max(2 * BLOCK_ROWS, MOST_SHARE_APART * rows):
            _write_anew(connection, table)


def _apart(connection: Connection, table: Table) -> tuple[int, int]:
    """About how many rows are in blocks that begin before an earlier one ends, and how many there are.

    Of each block LOOKED_AT rows are read, evenly spread: a patient has many rows, and all are dear to read each night.
    """
    patient, step = table.c.patient_id, max(1, BLOCK_ROWS // LOOKED_AT)
    block: ColumnElement[int] = literal_column(f"rowid // {BLOCK_ROWS}")
    read: ColumnElement[bool] = literal_column(f"rowid % {step} = 0", Boolean)
    named = (block.label("block"), func.min(patient), func.max(patient), step * func.count())
    query = select(*named).where(read).group_by("block")
    apart = rows = 0
    last = ""
    for _, first_here, last_here, count in sorted(map(tuple, connection.execute(query))):
        rows += count
        apart += count if first_here < last else 0
        last = max(last, last_here)
    return apart, rows


def _write_anew(connection: Connection, table: Table) -> None:
    before = f"{table.name}_before"
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    connection.execute(text(f"ALTER TABLE {table.name} RENAME TO {before}"))
    without_key(table).create(connection, checkfirst=False)
    connection.execute(
        text(f"INSERT INTO {table.name} ({names}) SELECT {names} FROM {before} ORDER BY {', '.join(ORDER)}, rowid")
    )
    connection.execute(text(f"DROP TABLE {before}"))
