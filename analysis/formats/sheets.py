"""Sheets of spreadsheet programs, XLSX and ODS, as tables of text cells: what a CSV file of them would hold.

True dates come as YYYY-MM-DD, with their time where they have one. Formulas are never computed: a cell holds what the
program wrote down beside them. Nothing is unpacked to disk, no entity is expanded, and what unpacks to too much is
refused.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from analysis.errors import UnreadableFile
from analysis.formats.limits import LARGEST_PART_BYTES, MOST_CELLS, MOST_COLUMNS, MOST_REPEATED_ROWS
from analysis.formats.reading import Table
from analysis.formats.sources import BROKEN_ARCHIVE

ROWS_LOOKED_AT = 20
"""First rows of a sheet among which its header is looked for."""
SERIAL_ZERO, SERIAL_ZERO_OF_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
"""Day 0 of the dates of a workbook; the other of one made by an older Excel on a Mac, which says so."""
DATES_IN_NAMES = ("date", "datum", "dag", "day", "started", "start", "tid", "time")
"""How the column of the date may be called, in small letters."""

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DATE_FORMATS = frozenset({*range(14, 23), *range(45, 48)})
"""Numbers of the built-in formats that show a date or a time."""
_NOT_A_DATE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_PLACE = re.compile(r"([A-Z]+)\d+")

Rows = list[list[str]]


def table(
    name: str,
    data: bytes,
    sheet: str | None = None,
    header_row: int | None = None,
    needed: Iterable[str] = (),
) -> Table:
    """The table of a sheet: the named one, else the first with a column of dates, else the first that holds anything.

    Its header is the row of that number, else the first of its first rows that has the columns `needed`, else the first
    that holds anything. Lines are the numbers of rows in the sheet. Raises UnreadableFile.
    """
    return opened(name, data, sheet, header_row, needed)[0]


def opened(
    name: str,
    data: bytes,
    sheet: str | None = None,
    header_row: int | None = None,
    needed: Iterable[str] = (),
) -> tuple[Table, tuple[str, ...]]:
    """The table as `table` has it, and the names of the other sheets that hold rows below a header."""
    found = sheets(name, data)
    chosen, at = _chosen(name, found, sheet, header_row, {one.strip().casefold() for one in needed})
    others = (one for one, rows in found.items() if one != chosen and sum(map(any, rows)) > 1)
    return _table(name, found[chosen], at), tuple(others)


def _chosen(
    name: str, found: Mapping[str, Rows], sheet: str | None, header_row: int | None, wanted: Collection[str]
) -> tuple[str, int | None]:
    """The sheet, and the row of its header where that is known. Raises UnreadableFile."""
    if header_row is None and wanted:
        some = {one: rows for one, rows in found.items() if sheet in (None, one)}
        places = ((one, at) for one, rows in some.items() if (at := _row_with(wanted, rows)) is not None)
        if (place := next(places, None)) is not None:
            return place
    if sheet is not None and sheet not in found:
        raise UnreadableFile(f"{name} has no sheet {sheet!r}; it has {', '.join(map(repr, found))}.")
    chosen = sheet if sheet is not None else likely(found)
    if chosen is None:
        raise UnreadableFile(f"{name} is empty.", "empty", file=name)
    return chosen, header_row


def likely(found: Mapping[str, Rows]) -> str | None:
    """The name of the first sheet with a column of dates, else of the first that holds anything."""
    filled = [name for name, rows in found.items() if any(map(any, rows))]
    return next((name for name in filled if _has_dates(found[name])), filled[0] if filled else None)


def sheets(name: str, data: bytes) -> dict[str, Rows]:
    """The rows of every sheet by its name, in order. Raises UnreadableFile."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            read = _of_ods if "content.xml" in archive.namelist() else _of_xlsx
            return read(name, archive)
    except (*BROKEN_ARCHIVE, zlib.error, LookupError, RuntimeError, EOFError, OverflowError, SyntaxError) as error:
        raise UnreadableFile(f"{name} is not a workbook that can be read.", "damaged", file=name) from error


def _row_with(wanted: Collection[str], rows: Rows) -> int | None:
    """The number of the first row, of the first ones, that has all of these cells."""
    for at, row in enumerate(rows[:ROWS_LOOKED_AT], start=1):
        if set(wanted) <= {cell.strip().casefold() for cell in row}:
            return at
    return None


def header_row(name: str, data: bytes, sheet: str | None) -> int:
    """The number of the first row, of the first ones, that fills most cells, where a header most likely stands."""
    found = sheets(name, data)
    chosen = sheet if sheet in found else likely(found)
    rows = found[chosen] if chosen is not None else []
    widths = [sum(bool(cell.strip()) for cell in row) for row in rows[:ROWS_LOOKED_AT]]
    return widths.index(max(widths)) + 1 if any(widths) else 1


def _has_dates(rows: Rows) -> bool:
    return any(cell.strip().casefold() in DATES_IN_NAMES for row in rows[:ROWS_LOOKED_AT] for cell in row)


def _table(name: str, rows: Rows, header_row: int | None) -> Table:
    told = [place for place, row in enumerate(rows) if any(cell.strip() for cell in row)]
    start = header_row - 1 if header_row else next(iter(told), 0)
    if start >= len(rows):
        raise UnreadableFile(f"{name} has no row {start + 1}.")
    header = tuple(cell.strip() or f"column {at}" for at, cell in enumerate(_trimmed(rows[start]), start=1))
    counted = Counter(cell.casefold() for cell in header)
    twice = next((cell for cell in header if counted[cell.casefold()] > 1), None)
    if twice is not None:
        raise UnreadableFile(f"{name} has the column {twice} twice.")
    below = [place for place in told if place > start]
    width = len(header)
    return Table(header, [(rows[at] + [""] * width)[:width] for at in below], [at + 1 for at in below])


def _trimmed(row: list[str]) -> list[str]:
    """The row up to its last cell that holds something."""
    return row[: max((at for at, cell in enumerate(row, start=1) if cell.strip()), default=0)]


def _part(name: str, archive: zipfile.ZipFile, part: str) -> bytes:
    if archive.getinfo(part).file_size > LARGEST_PART_BYTES:
        raise UnreadableFile(f"{name} unpacks to more than {LARGEST_PART_BYTES // 1024**2} MB and is not read.")
    with archive.open(part) as stream:
        data = stream.read(LARGEST_PART_BYTES + 1)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or len(data) > LARGEST_PART_BYTES:
        raise UnreadableFile(f"{name} holds what no spreadsheet program writes, and is not read.")
    return data


def _elements(data: bytes, tag: str) -> Iterator[Element]:
    """Each element of this name, emptied after it was seen, so that a large sheet takes little memory."""
    try:
        for _, element in ElementTree.iterparse(io.BytesIO(data)):
            if element.tag == tag:
                yield element
                element.clear()
    except ElementTree.ParseError as error:
        raise ValueError("not XML") from error


def _of_xlsx(name: str, archive: zipfile.ZipFile) -> dict[str, Rows]:
    parts = set(archive.namelist())
    shared: list[str] = []
    if "xl/sharedStrings.xml" in parts:
        shared = [_words(one) for one in _elements(_part(name, archive, "xl/sharedStrings.xml"), f"{_MAIN}si")]
    dates = _date_styles(_part(name, archive, "xl/styles.xml")) if "xl/styles.xml" in parts else []
    targets = {
        one.get("Id", ""): one.get("Target", "")
        for one in ElementTree.fromstring(_part(name, archive, "xl/_rels/workbook.xml.rels"))
    }
    book = _part(name, archive, "xl/workbook.xml")
    zero = _zero(book)
    found: dict[str, Rows] = {}
    for sheet in _elements(book, f"{_MAIN}sheet"):
        target = targets.get(sheet.get(_RELATION, ""), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in parts:
            found[sheet.get("name", "")] = _rows(name, _xlsx_rows(_part(name, archive, part), shared, dates, zero))
    return found


def _zero(book: bytes) -> datetime:
    """Day 0 of a workbook's dates."""
    told = (one.get("date1904", "0") for one in _elements(book, f"{_MAIN}workbookPr"))
    return SERIAL_ZERO_OF_1904 if next(told, "0") in ("1", "true") else SERIAL_ZERO


def _words(element: Element) -> str:
    """The text of a string, without the reading aids of East Asian scripts."""
    return "".join(part.text or "" for part in element.iter(f"{_MAIN}t"))


def _date_styles(data: bytes) -> list[bool]:
    """Of each style of a cell, whether it shows a date."""
    root = ElementTree.fromstring(data)
    own = {
        one.get("numFmtId", ""): bool(set("ymdhs") & set(_NOT_A_DATE.sub("", one.get("formatCode", "")).casefold()))
        for one in root.iter(f"{_MAIN}numFmt")
    }
    styles = root.find(f"{_MAIN}cellXfs")
    numbers = [one.get("numFmtId", "0") for one in styles] if styles is not None else []
    return [own.get(number, number.isdigit() and int(number) in _DATE_FORMATS) for number in numbers]


def _xlsx_rows(data: bytes, shared: list[str], dates: list[bool], zero: datetime) -> Iterator[tuple[int, list[str]]]:
    """The place of each row, counted from 0, and its cells."""
    at = -1
    for row in _elements(data, f"{_MAIN}row"):
        at = int(row.get("r", at + 2)) - 1
        cells: list[str] = []
        for cell in row.iter(f"{_MAIN}c"):
            place = _column(cell.get("r", ""), len(cells))
            cells += [""] * (place - len(cells))
            cells.append(_xlsx_cell(cell, shared, dates, zero))
        yield at, cells


def _column(reference: str, otherwise: int) -> int:
    """The place of a column such as AB, counted from 0."""
    found = _PLACE.fullmatch(reference)
    if not found:
        return otherwise
    place = 0
    for letter in found[1]:
        place = 26 * place + ord(letter) - ord("A") + 1
    if not otherwise < place <= MOST_COLUMNS:
        raise ValueError("columns out of order")
    return place - 1


def _xlsx_cell(cell: Element, shared: list[str], dates: list[bool], zero: datetime) -> str:
    """What a cell holds; an error as it is shown, such as #REF!, which is nothing that can be read."""
    kind, value = cell.get("t", "n"), cell.findtext(f"{_MAIN}v") or ""
    if kind == "inlineStr":
        return _words(cell)
    if kind == "s":
        return shared[int(value)]
    style = int(cell.get("s", "0"))
    if kind == "n" and value and style < len(dates) and dates[style]:
        return _moment(float(value), zero)
    return _number(value) if kind == "n" and value else value


def _moment(serial: float, zero: datetime = SERIAL_ZERO) -> str:
    moment = zero + timedelta(seconds=round(serial * 86_400))
    return moment.date().isoformat() if serial.is_integer() else moment.isoformat(timespec="seconds")


def _number(text: str) -> str:
    """A number as people write it: 2 and not 2.0, 0.3 and not 0.29999999999999999."""
    number = float(text)
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else f"{number:.15g}"


def _of_ods(name: str, archive: zipfile.ZipFile) -> dict[str, Rows]:
    data = _part(name, archive, "content.xml")
    return {one.get(f"{_TABLE}name", ""): _rows(name, _ods_rows(one)) for one in _elements(data, f"{_TABLE}table")}


def _ods_rows(table: Element) -> Iterator[tuple[int, list[str]]]:
    at = 0
    for row in table.iter(f"{_TABLE}table-row"):
        repeated = int(row.get(f"{_TABLE}number-rows-repeated", "1"))
        cells = _trimmed([text for cell in row for text in _ods_cells(cell)])
        if cells:
            for again in range(min(repeated, MOST_REPEATED_ROWS)):
                yield at + again, list(cells)
        at += repeated


def _ods_cells(cell: Element) -> list[str]:
    if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        return []
    text = _ods_text(cell)
    repeated = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
    return [text] * min(repeated, MOST_COLUMNS)


def _ods_text(cell: Element) -> str:
    is_error = cell.get(f"{_CALC}value-type") == "error"
    kind = "" if is_error else cell.get(f"{_OFFICE}value-type", "")
    if kind == "date":
        return cell.get(f"{_OFFICE}date-value", "").removesuffix("T00:00:00")
    if kind in ("float", "percentage", "currency"):
        return _number(cell.get(f"{_OFFICE}value", "0"))
    if kind == "boolean":
        return "1" if cell.get(f"{_OFFICE}boolean-value") == "true" else "0"
    return "\n".join("".join(part.itertext()) for part in cell.iter(f"{_TEXT}p"))


def _rows(name: str, found: Iterator[tuple[int, list[str]]]) -> Rows:
    """The rows at their places, empty ones between them."""
    rows: Rows = []
    cells = 0
    for at, row in found:
        cells += len(row) + max(0, at - len(rows))
        if cells > MOST_CELLS:
            raise UnreadableFile(f"{name} has more than {MOST_CELLS:,} cells and is not read.")
        rows += [[] for _ in range(at - len(rows))]
        rows.append(row)
    return rows
