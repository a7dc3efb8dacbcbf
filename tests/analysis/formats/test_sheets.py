"""Sheets of XLSX and ODS as tables of text, and what is refused of them. The workbooks are made here."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from analysis.errors import UnreadableFile
from analysis.formats import read_exports, sheets
from analysis.formats.reading import Options

HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
)
FOOT = "</office:spreadsheet></office:body></office:document-content>"
DATED = '<table:table-cell office:value-type="date" office:date-value="2026-03-01"/>'


def xlsx(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    fill(book)
    book.close()
    return stream.getvalue()


def ods(*tables: str, before: str = "") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", before + HEAD + "".join(tables) + FOOT)
    return stream.getvalue()


def text(words: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{words}</text:p></table:table-cell>'


def filled(book: xlsxwriter.Workbook) -> None:
    front, diary = book.add_worksheet("Front"), book.add_worksheet("Dagbok")
    front.write(0, 0, "Min dagbok")
    diary.write_row(0, 0, ["Datum", "NRS", "Ont", "Tid", "Summa"])
    diary.write_datetime(1, 0, datetime(2026, 3, 1), book.add_format({"num_format": "yyyy-mm-dd"}))
    diary.write(1, 1, 7)
    diary.write(1, 2, "ja")
    diary.write_datetime(1, 3, datetime(2026, 3, 1, 21, 30), book.add_format({"num_format": 22}))
    diary.write_formula(1, 4, "=1+1", value=2)
    diary.write_datetime(3, 0, datetime(2026, 3, 3), book.add_format({"num_format": 14}))
    diary.write(3, 1, 0.3)


def test_the_first_sheet_with_dates_is_read_with_true_dates_and_written_values() -> None:
    found = sheets.table("d.xlsx", xlsx(filled))
    assert found.header == ("Datum", "NRS", "Ont", "Tid", "Summa")
    assert found.rows == [["2026-03-01", "7", "ja", "2026-03-01T21:30:00", "2"], ["2026-03-03", "0.3", "", "", ""]]
    assert found.lines == [2, 4]


def a_sheet_a_month(book: xlsxwriter.Workbook) -> None:
    for month in ("Mars", "April"):
        sheet = book.add_worksheet(month)
        sheet.write_row(0, 0, ("date", "headache"))
        sheet.write_row(1, 0, (f"2026-0{3 if month == 'Mars' else 4}-01", "ja"))


def test_sheets_that_are_not_read_are_named(tmp_path: Path) -> None:
    assert sheets.opened("d.xlsx", xlsx(a_sheet_a_month))[1] == ("April",)
    assert sheets.opened("d.xlsx", xlsx(filled))[1] == ()
    path = tmp_path / "d.xlsx"
    path.write_bytes(xlsx(a_sheet_a_month))
    (export,) = read_exports([path], "auto", Options(patient="p1"))
    (note,) = export.readings[0].notes
    assert (note.code, dict(note.detail)) == ("sheets_left_aside", {"sheets": "April"})


def test_another_sheet_may_be_named() -> None:
    assert sheets.table("d.xlsx", xlsx(filled), "Front").header == ("Min dagbok",)
    with pytest.raises(UnreadableFile, match="has no sheet 'Blad1'; it has 'Front', 'Dagbok'"):
        sheets.table("d.xlsx", xlsx(filled), "Blad1")


def test_ods_is_read_alike() -> None:
    row = f"<table:table-row>{DATED}{text('ja')}"
    number = '<table:table-cell office:value-type="float" office:value="7"/></table:table-row>'
    empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    head = f"<table:table-row>{text('Datum')}{text('Ont')}{text('NRS')}</table:table-row>"
    found = sheets.table("d.ods", ods(f'<table:table table:name="A">{head}{row}{number}{empty}</table:table>'))
    assert (found.header, found.rows, found.lines) == (("Datum", "Ont", "NRS"), [["2026-03-01", "ja", "7"]], [2])


def test_an_error_is_not_an_empty_cell() -> None:
    def errors(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Datum", "Ont", "NRS"])
        sheet.write_row(1, 0, ["2026-03-01"])
        sheet.write_formula(1, 1, "=A1/0", value="#DIV/0!")
        sheet.write_formula(1, 2, "=B9", value="#REF!")

    head = f"<table:table-row>{text('Datum')}{text('Ont')}{text('NRS')}</table:table-row>"
    error = (
        '<table:table-cell xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
        'office:value-type="float" office:value="0" calcext:value-type="error"><text:p>{}</text:p></table:table-cell>'
    )
    row = f"<table:table-row>{DATED}{error.format('#DIV/0!')}{error.format('#REF!')}</table:table-row>"
    for data in (xlsx(errors), ods(f'<table:table table:name="A">{head}{row}</table:table>')):
        assert sheets.table("d", data).rows == [["2026-03-01", "#DIV/0!", "#REF!"]]


def test_the_dates_of_a_workbook_count_from_the_day_that_it_names() -> None:
    def dated(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Datum")
        sheet.write_datetime(1, 0, datetime(2026, 3, 1), book.add_format({"num_format": 14}))

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"date_1904": True})
    dated(book)
    book.close()
    assert sheets.table("d.xlsx", stream.getvalue()).rows == sheets.table("d.xlsx", xlsx(dated)).rows


@pytest.mark.parametrize(
    "data",
    [
        b"not a zip",
        ods(before='<!DOCTYPE x [<!ENTITY a "aaaa">]>'),
        ods("<table:table"),
        xlsx(filled)[:-40],
    ],
)
def test_what_is_damaged_or_hostile_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"^d\.(?:ods|xlsx) "):
        sheets.table("d.ods", data)


def test_repetitions_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_CELLS", 50)
    row = f'<table:table-row table:number-rows-repeated="100">{text("x")}</table:table-row>'
    with pytest.raises(UnreadableFile, match="has more than 50 cells"):
        sheets.table("d.ods", ods(f'<table:table table:name="A">{row}</table:table>'))


def test_what_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "LARGEST_PART_BYTES", 100)
    with pytest.raises(UnreadableFile, match="unpacks to more than"):
        sheets.table("d.ods", ods("x" * 200))


def test_dates_before_the_spreadsheet_epoch_of_march_1900_are_of_no_diary() -> None:
    assert sheets._moment(46082.0) == date(2026, 3, 1).isoformat()
