"""What another engine needs beside the tables of a Parquet export to give the same figures, in a folder of its own.

An import passes over it, since each of these tables is made anew from what the export holds: what written drug names
stand for, what could not be read, and what was written of each day, brought together. Tables without rows are there
too, so that one that is missing is told from one that is empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy import Boolean, Connection, Date, DateTime, Double, Integer, Table, Text, select

from analysis.days.recorded import GATHERED_DAYS, gathered_days
from analysis.exporting.files import TABLES, arrow_schema
from analysis.querying.parameters import Between, is_of
from analysis.store import Records
from analysis.store.exported import BESIDE, FOLDER

ROWS_AT_ONCE = 50_000
_KINDS: dict[type, pa.DataType] = {
    Boolean: pa.bool_(),
    Date: pa.date32(),
    DateTime: pa.timestamp("us"),
    Double: pa.float64(),
    Integer: pa.int64(),
    Text: pa.string(),
}


def write(folder: Path, records: Records, portions: Sequence[Sequence[str]]) -> None:
    """Adds them to the folder of an export of these records; `portions` are their patients in order, some at a time."""
    own = folder / FOLDER
    own.mkdir()
    with records.connect() as connection:
        for table in BESIDE:
            _write(own / f"{table.name}.parquet", table, _rows(connection, table, records.patients))
        _write(own / f"{GATHERED_DAYS.name}.parquet", GATHERED_DAYS, _days(connection, portions))
    for name, declared in TABLES.items():
        if not (folder / f"{name}.parquet").exists():
            pq.write_table(arrow_schema(declared).empty_table(), own / f"{name}.parquet")


_Rows = Sequence[tuple[Any, ...]]


def _rows(connection: Connection, table: Table, patients: Sequence[str] | None) -> Iterator[_Rows]:
    statement = select(table)
    if patients is not None and "patient_id" in table.c:
        statement = statement.where(is_of(table.c.patient_id, patients))
    for some in connection.execute(statement).partitions(ROWS_AT_ONCE):
        yield [tuple(row) for row in some]


def _days(connection: Connection, portions: Sequence[Sequence[str]]) -> Iterator[_Rows]:
    """What was written of each day, of some patients after the other: a row group each, as in the diary's file."""
    for some in filter(None, portions):
        wanted: frozenset[object] = frozenset(some)
        # Rows lie by patient: of a range an engine reads no more than it needs.
        found = connection.execute(gathered_days(Between(some[0], some[-1])))
        yield [tuple(row) for row in found if row[0] in wanted]


def _write(path: Path, table: Table, portions: Iterable[_Rows]) -> None:
    schema = pa.schema([(column.name, _KINDS[type(column.type)]) for column in table.c])
    with pq.ParquetWriter(path, schema) as writer:
        for rows in filter(None, portions):
            columns = list(zip(*rows, strict=True))
            arrays = [pa.array(column, kind) for column, kind in zip(columns, schema.types, strict=True)]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema), row_group_size=len(rows))
