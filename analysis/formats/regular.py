"""Large delimited files read as columns: the plain lines by pyarrow, the others one by one as `delimited` reads them.

A line is plain when it has the header's number of cells, no space before a cell, no cell that is too long, and quotes
only around whole cells: then there is one way to take it apart. A quoted cell may go on over lines that follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import compute as pc
from pyarrow import csv

from analysis.formats import delimited
from analysis.formats.limits import LONGEST_CELL
from analysis.formats.reading import LINE, BrokenRow

LARGE_FROM_BYTES = 64 * 1024
"""Size of a file from which columns pay."""
BLOCK_BYTES = 8 * 1024**2
"""Bytes that are taken apart at a time."""
READ_BYTES = 4 * 1024**2
SOME_ROWS = 10_000
"""Rows by which it is told whether the texts of a column repeat."""
MOST_ODD_SHARE = 0.2
"""Share of lines that are not plain from which nothing is gained."""
SMALL, LARGE = (pa.dictionary(index, pa.string()) for index in (pa.int16(), pa.int32()))
MOST_IN_SMALL = 2**15 - 1
"""Distinct texts that two bytes tell apart."""

_NEW_LINE, _QUOTE, _SPACE = (ord(sign) for sign in '\n" ')


@dataclass(frozen=True)
class Columns:
    """Delimited text by column: names, the distinct texts of each with the place of every row's, and the lines."""

    header: tuple[str, ...]
    columns: pa.Table
    lines: np.ndarray
    broken: tuple[BrokenRow, ...] = ()

    def frame(self) -> pd.DataFrame:
        """The rows as a frame, indexed by line; of categories where texts repeat."""
        index = pd.Index(self.lines, dtype="int64", name=LINE)
        told = {name: _cells(self.columns.column(at)) for at, name in enumerate(self.header)}
        frame = {name: pd.Series(cells, index, dtype=cells.dtype) for name, cells in told.items()}
        return pd.DataFrame(frame, index=index)


class _NotRegular(Exception):
    """The file has to be read line by line."""


def columns(name: str, data: bytes, start: int, between: str | None = None) -> Columns | None:
    """The table in UTF-8 `data` whose header is the first line from `start` on; None where lines must be read singly.

    It holds what `delimited.table` would. Raises UnreadableFile as that does.
    """
    if b"\r" in data and data.count(b"\r") != data.count(b"\r\n"):
        return None
    above, body = _head(data, start)
    header = delimited.table(name, above, start, between).header if above else ()
    if not header:
        return None
    delimiter = between or delimited.header_cells(above[-1])[0]
    try:
        return _Body(header, delimiter, len(above) + 1).read(data, body)
    except (_NotRegular, pa.ArrowInvalid):
        return None


def _head(data: bytes, start: int) -> tuple[list[str], int]:
    """The lines down to the header, and the byte after it."""
    lines: list[str] = []
    end = 0
    while end < len(data):
        next_end = data.find(b"\n", end) + 1 or len(data)
        lines.append(data[end:next_end].decode())
        end = next_end
        if len(lines) > start and lines[-1].strip() and not delimited.says_separator(lines[-1]):
            return lines, end
    return [], end


class _Body:
    """The rows below a header."""

    def __init__(self, header: tuple[str, ...], delimiter: str, first_line: int) -> None:
        self._header = header
        self._delimiter = delimiter
        self._line = first_line
        self._names = [str(at) for at in range(len(header))]
        self._quoted = _well_quoted(delimiter.encode())
        self._parts: list[list[pa.Array]] = []
        self._lines: list[np.ndarray] = []
        self._broken: list[BrokenRow] = []
        self._varied: list[bool] | None = None
        """Which columns have so many texts that it does not pay to tell them apart."""

    def read(self, data: bytes, start: int) -> Columns:
        """The rows of `data` from the byte `start` on."""
        while start < len(data):
            start = self._take(data, start, _end_of_block(data, start))
        if not self._parts:
            self._add(self._of_rows([]), np.zeros(0, dtype="int64"))
        rows, lines = self._together(), np.concatenate(self._lines)
        pa.default_memory_pool().release_unused()
        if (np.diff(lines) < 0).any():
            order = np.argsort(lines, kind="stable")
            rows, lines = rows.take(order), lines[order]
        told = ~_all_blank(rows)
        if not told.all():
            rows, lines = rows.filter(told), lines[told]
        return Columns(self._header, rows, lines, tuple(sorted(self._broken, key=lambda row: row.line)))

    def _together(self) -> pa.Table:
        """All rows; what they were put together from is given up column by column."""
        columns = []
        for at in range(len(self._header)):
            columns.append(_as_one([part[at] for part in self._parts]))
            for part in self._parts:
                part[at] = pa.nulls(0)
        return pa.table(columns, names=self._names)

    def _take(self, data: bytes, start: int, end: int) -> int:
        """Takes the lines of a block apart; the byte after them, which lies behind it where a last row goes on."""
        block = data[start:end]
        signs = np.frombuffer(block, dtype=np.uint8)
        ends = np.flatnonzero(signs == _NEW_LINE)
        if not len(ends) or ends[-1] != len(signs) - 1:
            ends = np.append(ends, len(signs))
        begins = np.concatenate([[0], ends[:-1] + 1])
        odd = self._odd(block, begins, ends)
        _refuse_many(odd)
        reached, behind = self._take_odd(data, start + begins, odd)
        lines = np.arange(self._line, self._line + len(ends))
        self._line += len(ends) + behind
        if not odd.all():
            self._take_plain(block, begins, ends, lines, odd)
        return max(end, reached)

    def _take_odd(self, data: bytes, begins: np.ndarray, odd: np.ndarray) -> tuple[int, int]:
        """Takes the odd lines apart as `delimited` does, and marks those to which their rows go on as odd.

        The byte after the last one, and how many lines it goes on to behind the block.
        """
        rows: list[list[str]] = []
        begun: list[int] = []
        reached = after = 0
        for at in np.flatnonzero(odd).tolist():
            if at >= after:
                lines = _lines_from(data, int(begins[at]))
                cells, taken = delimited.row_at(lines, self._delimiter)
                reached, after = int(begins[at]) + sum(len(line.encode()) for line in taken), at + len(taken)
                odd[at:after] = True
                if cells is None:
                    self._broken.append(BrokenRow(self._line + at, (taken[0].rstrip("\r\n"),)))
                else:
                    rows.append(cells)
                    begun.append(self._line + at)
        self._add_rows(rows, begun)
        return reached, max(after - len(odd), 0)

    def _odd(self, block: bytes, begins: np.ndarray, ends: np.ndarray) -> np.ndarray:
        """Which lines are not plain, whatever their number of cells."""
        signs = np.frombuffer(block, dtype=np.uint8)
        spaces = np.flatnonzero(signs == _SPACE)
        before = signs[spaces - 1]
        at_begin = (spaces == 0) | (before == _NEW_LINE) | (before == ord(self._delimiter))
        is_long = ends - begins > LONGEST_CELL
        odd: np.ndarray = is_long.copy()
        odd[np.searchsorted(ends, spaces[at_begin])] = True
        quoted = np.unique(np.searchsorted(ends, np.flatnonzero(signs == _QUOTE)))
        spans = zip(begins[quoted].tolist(), ends[quoted].tolist(), strict=True)
        odd[quoted] = [self._quoted.fullmatch(block, begin, end) is None for begin, end in spans]
        odd |= is_long
        return odd

    def _take_plain(
        self, block: bytes, begins: np.ndarray, ends: np.ndarray, lines: np.ndarray, odd: np.ndarray
    ) -> None:
        """Takes the lines that are not odd apart, those with another number of cells one by one."""
        places: list[int] = []
        part = self._plain(_without(block, begins[odd], ends[odd] + 1), places)
        plain = np.flatnonzero(~odd)
        uneven = plain[places]
        odd[uneven] = True
        _refuse_many(odd)
        if part.num_rows:
            self._add(part, np.delete(lines[plain], places))
        texts = (block[begins[at] : ends[at] + 1].decode() for at in uneven)
        self._add_rows([delimited.row_at([text], self._delimiter)[0] or [] for text in texts], lines[uneven].tolist())

    def _plain(self, block: bytes, uneven: list[int]) -> pa.Table:
        """The cells of the lines; those of another number of cells are left out, and their places told."""

        def leave_out(row: csv.InvalidRow) -> str:
            uneven.append(row.number - 1)
            return "skip"

        return csv.read_csv(
            pa.BufferReader(block),
            csv.ReadOptions(column_names=self._names, block_size=READ_BYTES, use_threads=False),
            csv.ParseOptions(delimiter=self._delimiter, ignore_empty_lines=False, invalid_row_handler=leave_out),
            csv.ConvertOptions(column_types=dict.fromkeys(self._names, pa.string()), check_utf8=False),
        )

    def _add_rows(self, rows: list[list[str]], begun: list[int]) -> None:
        even = delimited.table_of(self._header, rows, begun, [])
        self._broken += even.broken
        if even.rows:
            self._add(self._of_rows(even.rows), np.array(even.lines, dtype="int64"))

    def _of_rows(self, rows: list[list[str]]) -> pa.Table:
        columns = list(zip(*rows, strict=True)) if rows else [()] * len(self._header)
        return pa.table([pa.array(cells, pa.string()) for cells in columns], names=self._names)

    def _add(self, part: pa.Table, lines: np.ndarray) -> None:
        if part.num_rows != len(lines):
            raise _NotRegular
        if self._varied is None:
            self._varied = [_is_varied(column) for column in part.columns]
        encoded = [
            column.combine_chunks() if varied else _told_apart(column.combine_chunks())
            for column, varied in zip(part.columns, self._varied, strict=True)
        ]
        self._parts.append(encoded)
        self._lines.append(lines)


def _well_quoted(delimiter: bytes) -> re.Pattern[bytes]:
    """Lines of cells that are quoted from end to end, or have no quote and no space before them."""
    end = re.escape(delimiter)
    cell = rb'(?:"[^"]*(?:""[^"]*)*"|[^" %b\r][^"%b\r]*)?' % (end, end)
    return re.compile(rb"%b(?:%b%b)*\r?" % (cell, end, cell))


def _refuse_many(odd: np.ndarray) -> None:
    """Raises _NotRegular where so many lines are odd that nothing is gained."""
    if np.count_nonzero(odd) > MOST_ODD_SHARE * len(odd):
        raise _NotRegular


def _end_of_block(data: bytes, start: int) -> int:
    """The byte after the last whole line of the block that begins at `start`."""
    return data.find(b"\n", min(start + BLOCK_BYTES, len(data) - 1)) + 1 or len(data)


def _lines_from(data: bytes, start: int) -> Iterator[str]:
    """The lines from the byte `start` on, with their ends."""
    while start < len(data):
        end = data.find(b"\n", start) + 1 or len(data)
        yield data[start:end].decode()
        start = end


def _without(block: bytes, begins: np.ndarray, ends: np.ndarray) -> bytes:
    """The block without the bytes from each beginning to its end."""
    if not len(begins):
        return block
    kept = zip([0, *ends.tolist()], [*begins.tolist(), len(block)], strict=True)
    return b"".join(block[begin:end] for begin, end in kept)


def _told_apart(column: pa.Array) -> pa.DictionaryArray:
    told = column.dictionary_encode()
    return told.cast(SMALL if len(told.dictionary) <= MOST_IN_SMALL else LARGE)


def _as_one(parts: list[pa.Array]) -> pa.ChunkedArray:
    """The parts of a column, with the same places for the same texts."""
    if not pa.types.is_dictionary(parts[0].type):
        return pa.chunked_array(parts)
    is_small = sum(len(part.dictionary) for part in parts) <= MOST_IN_SMALL
    return pa.chunked_array([part.cast(SMALL if is_small else LARGE) for part in parts]).unify_dictionaries()


def _is_varied(column: pa.ChunkedArray) -> bool:
    """Whether most rows of a column have a text of their own."""
    some = column.slice(0, SOME_ROWS)
    return len(some) == SOME_ROWS and pc.count_distinct(some).as_py() > SOME_ROWS / 2


def _all_blank(rows: pa.Table) -> np.ndarray:
    """The rows of which every cell is empty."""
    blank = np.ones(rows.num_rows, dtype=bool)
    for column in rows.columns:
        if not blank.any():
            break
        if not pa.types.is_dictionary(column.type):
            blank[blank] = [not text.strip(delimited.RULED) for text in column.filter(pa.array(blank)).to_pylist()]
            continue
        codes, distinct = _codes(column)
        if len(distinct):
            blank &= np.array([not text.strip(delimited.RULED) for text in distinct], dtype=bool)[codes]
    return blank


def _codes(column: pa.ChunkedArray) -> tuple[np.ndarray, list[str]]:
    """The place of each row's text among the distinct ones, and these; of a column whose texts repeat."""
    if not column.num_chunks:
        return np.zeros(0, dtype="int32"), []
    codes = np.concatenate([chunk.indices.to_numpy() for chunk in column.chunks])
    return codes, column.chunk(0).dictionary.to_pylist()


def _cells(column: pa.ChunkedArray) -> pd.Categorical | pd.api.extensions.ExtensionArray:
    if not pa.types.is_dictionary(column.type):
        texts: pd.api.extensions.ExtensionArray = pd.array(column, dtype=pd.StringDtype("pyarrow", na_value=np.nan))
        return texts
    codes, distinct = _codes(column)
    return pd.Categorical.from_codes(codes, categories=pd.Index(distinct, dtype=object))
