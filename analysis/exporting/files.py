"""Frames as files: what each format makes of the kinds of cell that `analysis.diary` declares."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis import diary
from analysis.diary import Kind
from analysis.errors import ExportRefused

_TO_QUOTE = re.compile(r'[",;\t\r\n]|^\s|\s$')

TABLES = {table.name: table for table in diary.TABLES}
WORKBOOK = "diaries.xlsx"
ROWS_OF_A_SHEET = 1_048_576
"""Rows of a sheet, its header among them, as spreadsheet programs have them."""


Frames = Mapping[str, pd.DataFrame]
"""Rows by table."""
Portions = Iterable[Frames]
"""The rows of some patients after the other: those of a table follow each other in its order."""
ARROW_KINDS = {
    Kind.TEXT: pa.string(),
    Kind.DATE: pa.date32(),
    Kind.TIMESTAMP: pa.timestamp("us"),
    Kind.INTEGER: pa.int64(),
    Kind.NUMBER: pa.float64(),
    Kind.BOOLEAN: pa.bool_(),
}
"""The kind of a Parquet column, whatever its cells hold."""


def write_csv(folder: Path, portions: Portions) -> None:
    """A CSV file a table: UTF-8, comma, dates and times as the import reads them, unknown cells empty.

    With a byte order mark, without which Swedish Excel does not read å, ä and ö.
    """
    for frames in portions:
        for name, frame in frames.items():
            _append_csv(folder / TABLES[name].file, TABLES[name], frame)


def _append_csv(path: Path, table: diary.Table, frame: pd.DataFrame) -> None:
    """The rows behind those that the file has; a new one begins with the names of the columns."""
    texts = {column.in_file: as_text(frame[column.name], column.kind) for column in table}
    if table is diary.TREATMENTS:
        texts["started_on"] = _starts(texts["started_on"], texts["start_known"])
    lines = [",".join(map(_cell, row)) for row in zip(*(text.tolist() for text in texts.values()), strict=True)]
    head = b"" if path.exists() else codecs.BOM_UTF8 + f"{','.join(texts)}\n".encode()
    with path.open("ab") as file:
        file.write(head + "".join(f"{line}\n" for line in lines).encode("utf-8"))


def _cell(text: str) -> str:
    """The text as a cell, in quotes where it holds what ends a cell or a line, or begins or ends with a blank."""
    return '"' + text.replace('"', '""') + '"' if _TO_QUOTE.search(text) else text


def _starts(day: pd.Series, known: pd.Series) -> pd.Series:
    """The starts as far as they are known: a day, a month, or nothing."""
    return day.where(known != "month", day.str[:7]).where(known != "unknown", "")


def write_parquet(folder: Path, portions: Portions) -> None:
    """A Parquet file a table, with typed columns; the rows of a portion are a row group.

    So an engine that looks for a few patients reads the groups that hold them, and many machines share a file.
    """
    with ExitStack() as opened:
        writers: dict[str, pq.ParquetWriter] = {}
        for frames in portions:
            for name, frame in frames.items():
                rows = pa.Table.from_pandas(
                    typed_frame(TABLES[name], frame), schema=arrow_schema(TABLES[name]), preserve_index=False
                ).replace_schema_metadata()
                if name not in writers:
                    writers[name] = opened.enter_context(pq.ParquetWriter(folder / f"{name}.parquet", rows.schema))
                writers[name].write_table(rows, row_group_size=max(1, len(rows)))


def arrow_schema(table: diary.Table) -> pa.Schema:
    """The columns of a table's Parquet file."""
    return pa.schema([(column.in_file, ARROW_KINDS[column.kind]) for column in table])


def write_workbook(folder: Path, portions: Portions) -> None:
    """One workbook with a sheet a table. Texts stay texts, whatever sign they begin with."""
    held: dict[str, list[pd.DataFrame]] = {name: [] for name in TABLES}
    for frames in portions:
        for name, frame in frames.items():
            held[name].append(typed_frame(TABLES[name], frame))
            if sum(map(len, held[name])) >= ROWS_OF_A_SHEET:
                raise ExportRefused(
                    f"{name} has more rows than a sheet can hold ({ROWS_OF_A_SHEET:,}); use csv or parquet."
                )
    write_sheets(folder / WORKBOOK, {name: pd.concat(some) for name, some in held.items() if some})


def write_sheets(target: Any, sheets: Mapping[str, pd.DataFrame]) -> None:
    """A workbook of these sheets in a file or a binary stream: head row frozen, no text read as a formula or link."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with pd.ExcelWriter(target, engine="xlsxwriter", engine_kwargs={"options": options}) as book:
        for name, frame in sheets.items():
            frame.to_excel(book, sheet_name=name, index=False, freeze_panes=(1, 0))
            book.sheets[name].autofit()


def typed_frame(table: diary.Table, frame: pd.DataFrame) -> pd.DataFrame:
    """The rows under the names of a file, in columns whose kinds a spreadsheet and Parquet know."""
    return pd.DataFrame({column.in_file: _typed(frame[column.name], column.kind) for column in table})


def as_text(values: pd.Series, kind: Kind) -> pd.Series:
    """A column as text cells, unknown ones empty."""
    known = values.notna()
    text = pd.Series("", index=values.index, dtype=object)
    text[known] = _texts(values[known], kind)
    return text


def _texts(values: pd.Series, kind: Kind) -> Any:
    if kind is Kind.DATE:
        return np.datetime_as_string(values.to_numpy(dtype="datetime64[s]"), unit="D")
    if kind is Kind.TIMESTAMP:
        times = np.datetime_as_string(values.to_numpy(dtype="datetime64[us]"), unit="us")
        return [time.removesuffix(".000000") for time in times]
    if kind is Kind.BOOLEAN:
        return values.astype(bool).map({True: "1", False: "0"})
    if kind in (Kind.INTEGER, Kind.NUMBER):
        return [repr(int(value)) if float(value).is_integer() else repr(float(value)) for value in values]
    return values


def _typed(values: pd.Series, kind: Kind) -> pd.Series:
    if kind is Kind.DATE:
        return pd.Series(values.dt.date, dtype=object)
    if kind is Kind.INTEGER:
        return values.astype("Int64")
    return values.astype("string") if kind is Kind.TEXT else values
