"""Delimited text (CSV) taken apart, with the true line of every row and no row able to stop the rest."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import compress
from typing import TYPE_CHECKING

from analysis.errors import UnreadableFile
from analysis.formats.limits import LONGEST_CELL, MOST_COLUMNS
from analysis.formats.reading import BrokenRow, Table

if TYPE_CHECKING:
    from _csv import Reader

DELIMITERS = (",", ";", "\t")

_SEPARATOR_LINE = re.compile(r'\s*"?sep=([,;\t])"?\s*', re.IGNORECASE)
"""The line that Excel writes before a header to say what stands between the cells."""

WINDOWS = "cp1252"
PART_BYTES = 4 * 1024**2
HEADER_BYTES = 16
"""Bytes at the beginning of a file from which UTF-16 without a byte order mark is told."""

RULED = " \t-=_\xa0"
"""What lines between rows are made of: a row of nothing else is none."""


def decoded(data: bytes, name: str) -> str:
    """The file's text. Raises UnreadableFile where it is empty or of no encoding that is known."""
    text = data.decode(encoding_of(data, name))
    if not text.strip():
        raise UnreadableFile(f"{name} is empty.", "empty", file=name)
    return text


def encoding_of(data: bytes, name: str) -> str:
    """UTF-8 with or without byte order mark, UTF-16 with one, else Windows-1252, in which Windows writes å, ä and ö.

    Raises UnreadableFile for what is none of them.
    """
    usual = _encoding(data)
    if _is_in(data, usual):
        return usual
    if usual == "utf-8-sig" and b"\x00" not in data and _is_in(data, WINDOWS):
        return WINDOWS
    at = _first_odd_byte(data, usual)
    line = data.count(10, 0, at) + 1
    raise UnreadableFile(
        f"{name} is not UTF-8: line {line} has the byte 0x{data[at]:02X} "
        f"(byte {at + 1} of the file). Save it as UTF-8 and import it again.",
        "not-utf-8",
        file=name,
        line=line,
    )


def _is_in(data: bytes, encoding: str) -> bool:
    """Whether the bytes are text in this encoding, told part by part: a file's whole text would be as large again."""
    decoder = codecs.getincrementaldecoder(encoding)()
    whole = memoryview(data)
    try:
        for start in range(0, len(data), PART_BYTES):
            decoder.decode(whole[start : start + PART_BYTES])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _first_odd_byte(data: bytes, encoding: str) -> int:
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return min(error.start, len(data) - 1)
    return 0


def head_lines(head: bytes) -> list[str]:
    """The lines of a file's first bytes, as far as they can be read."""
    return lines_of(head.decode(_encoding(head), errors="ignore"))


def _encoding(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return _without_mark(data) or "utf-8-sig"


def _without_mark(data: bytes) -> str:
    """UTF-16 without a byte order mark, as every other byte of its header is empty; empty for anything else."""
    head = data[:HEADER_BYTES]
    if len(head) < HEADER_BYTES:
        return ""
    if not any(head[::2]):
        return "utf-16-be"
    return "" if any(head[1::2]) else "utf-16-le"


def lines_of(text: str) -> list[str]:
    """The text's lines with their ends; only line feeds and carriage returns end a line."""
    return list(io.StringIO(text, newline=""))


def says_separator(line: str) -> bool:
    """Whether the line is no header, only Excel's word for what stands between the cells."""
    return bool(_SEPARATOR_LINE.fullmatch(line))


def header_cells(line: str) -> tuple[str, list[str]]:
    """The delimiter of a header line and its cells: the one that gives the most cells, a comma where none does."""
    readings = [(delimiter, _cells(line, delimiter)) for delimiter in DELIMITERS]
    return max(readings, key=lambda reading: len(reading[1]))


def table(name: str, lines: list[str], first: int = 0, between: str | None = None) -> Table:
    """The table whose header is the first line from `first` on that is neither blank nor Excel's `sep=;`.

    `between` is what stands between cells, found from the header for None. Rows of which every cell is empty are no
    rows, and empty cells beyond the header's no cells. Raises UnreadableFile when there is no header or two columns
    share a name.
    """
    start = next((at for at in range(first, len(lines)) if lines[at].strip() and not says_separator(lines[at])), None)
    if start is None:
        raise UnreadableFile(f"{name} is empty.", "empty", file=name)
    delimiter, cells = (between, _cells(lines[start], between)) if between else header_cells(lines[start])
    header = _header(name, cells)
    return table_of(header, *_records(lines, start + 1, delimiter))


def table_of(header: tuple[str, ...], rows: list[list[str]], begun: list[int], broken: list[BrokenRow]) -> Table:
    """The table of these rows, each with the line on which it begins; uneven ones are broken, empty ones none."""
    told = [any(cell.strip(RULED) for cell in cells) for cells in rows]
    rows, begun = list(compress(rows, told)), list(compress(begun, told))
    return _with_even_rows(header, [_fitted(cells, len(header)) for cells in rows], begun, broken)


def row_at(lines: Iterable[str], delimiter: str) -> tuple[list[str] | None, list[str]]:
    """The cells of the row that begins on the first of the lines, and the lines that it takes.

    No cells and that line alone where its quotes do not close, or close within a cell.
    """
    csv.field_size_limit(LONGEST_CELL)
    taken: list[str] = []
    try:
        return next(_reader(_noted(lines, taken), delimiter), []), taken
    except csv.Error:
        return None, taken[:1]


def _noted(lines: Iterable[str], taken: list[str]) -> Iterator[str]:
    for line in lines:
        taken.append(line)
        yield line


def _fitted(cells: list[str], width: int) -> list[str]:
    """The cells without empty ones beyond the header's."""
    return cells if any(cell.strip() for cell in cells[width:]) else cells[:width]


def _reader(lines: Iterable[str], delimiter: str) -> Reader:
    return csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True)


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(_reader([line], delimiter), [])
    except csv.Error:
        return []


def _header(name: str, cells: list[str]) -> tuple[str, ...]:
    if not cells:
        raise UnreadableFile(f"{name}: the header cannot be read, a quote does not close.", "header", file=name)
    header = tuple(cell.strip() or f"column {at}" for at, cell in enumerate(cells, start=1))
    if len(header) > MOST_COLUMNS:
        raise UnreadableFile(
            f"{name} has {len(header):,} columns, more than {MOST_COLUMNS:,}, and is not read.", "too-large", file=name
        )
    counted = Counter(cell.casefold() for cell in header)
    twice = next((cell for cell in header if counted[cell.casefold()] > 1), None)
    if twice is not None:
        raise UnreadableFile(f"{name} has the column {twice} twice.", "column-twice", file=name, column=twice)
    return header


def _records(lines: list[str], first: int, delimiter: str) -> tuple[list[list[str]], list[int], list[BrokenRow]]:
    """Every record with the line on which it begins. A line whose quotes do not close is set aside alone."""
    csv.field_size_limit(LONGEST_CELL)
    rows: list[list[str]] = []
    begun: list[int] = []
    broken: list[BrokenRow] = []
    at = first
    while at < len(lines):
        reader = _reader(map(lines.__getitem__, range(at, len(lines))), delimiter)
        start = at
        try:
            for cells in reader:
                rows.append(cells)
                begun.append(start + 1)
                start = at + reader.line_num
            break
        except csv.Error:
            broken.append(BrokenRow(start + 1, (lines[start].rstrip("\r\n"),)))
            at = start + 1
    return rows, begun, broken


def _with_even_rows(header: tuple[str, ...], rows: list[list[str]], begun: list[int], broken: list[BrokenRow]) -> Table:
    width = len(header)
    if all(len(cells) == width for cells in rows):
        return Table(header, rows, begun, tuple(broken))
    kept = [at for at, cells in enumerate(rows) if len(cells) == width and not _is_blank(cells)]
    uneven = [
        BrokenRow(line, tuple(cells), len(cells), width)
        for line, cells in zip(begun, rows, strict=True)
        if len(cells) != width and not _is_blank(cells)
    ]
    every = sorted([*broken, *uneven], key=lambda row: row.line)
    return Table(header, [rows[at] for at in kept], [begun[at] for at in kept], tuple(every))


def _is_blank(cells: list[str]) -> bool:
    """Whether this is an empty line. A line of delimiters alone is a row, with every cell empty."""
    return not cells or (len(cells) == 1 and not cells[0].strip())
