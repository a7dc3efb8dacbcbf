"""Parquet files as text cells, so that they pass the same checks as CSV."""

from __future__ import annotations

import io
from collections.abc import Collection

import pyarrow as pa
import pyarrow.parquet as pq

from analysis.errors import UnreadableFile
from analysis.formats.limits import (
    FREELY_PACKED_ROWS,
    LARGEST_UNPACKED_BYTES,
    MOST_COLUMNS,
    MOST_ROWS_A_BYTE,
    MOST_UNPACKED_ROWS,
)
from analysis.formats.reading import Table


def table(name: str, data: bytes, known: Collection[str] | None = None) -> Table:
    """The table of a Parquet file; its lines are the numbers of its rows, the first being 1. Raises UnreadableFile.

    Columns that are not `known`, by their names in small letters (None: all are), are named and hold nothing: they may
    be of any kind.
    """
    try:
        _refuse_oversize(name, pq.read_metadata(io.BytesIO(data)), len(data))
        content = pq.read_table(io.BytesIO(data))
        columns = [
            _text(column) if known is None or named.strip().casefold() in known else [""] * len(column)
            for named, column in zip(content.column_names, content.columns, strict=True)
        ]
    except (pa.ArrowException, OSError, ValueError) as error:
        raise UnreadableFile(
            f"{name} is not a Parquet file that can be read: {_first_line(error)}.", "parquet", file=name
        ) from error
    header = tuple(column.strip() for column in content.column_names)
    folded = [column.casefold() for column in header]
    twice = next((column for column in header if folded.count(column.casefold()) > 1), None)
    if twice is not None:
        raise UnreadableFile(f"{name} has the column {twice} twice.", "column-twice", file=name, column=twice)
    rows = [list(cells) for cells in zip(*columns, strict=True)]
    return Table(header, rows, list(range(1, len(rows) + 1)))


def _refuse_oversize(name: str, about: pq.FileMetaData, size: int) -> None:
    """Refuses what would fill a memory, told from what the file says of itself before any of it is unpacked."""
    unpacked = sum(about.row_group(at).total_byte_size for at in range(about.num_row_groups))
    is_too_large = (
        about.num_rows > MOST_UNPACKED_ROWS or about.num_columns > MOST_COLUMNS or unpacked > LARGEST_UNPACKED_BYTES
    )
    if is_too_large or about.num_rows > max(FREELY_PACKED_ROWS, MOST_ROWS_A_BYTE * size):
        raise UnreadableFile(
            f"{name} has {about.num_rows:,} rows and {about.num_columns:,} columns: too much, and is not read.",
            "too-large",
            file=name,
        )


def _text(column: pa.ChunkedArray) -> list[str]:
    """The cells as they would stand in a CSV file; nothing and not-a-number are empty."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        column, kind = column.cast(kind.value_type), kind.value_type
    if pa.types.is_floating(kind):
        return [_number(value) for value in column.to_pylist()]
    if pa.types.is_null(kind):
        return [""] * len(column)
    return [value or "" for value in column.cast(pa.string()).to_pylist()]


def _number(value: float | None) -> str:
    if value is None or value != value:
        return ""
    return str(int(value)) if value.is_integer() else repr(value)


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
