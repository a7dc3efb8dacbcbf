"""Files that no format recognises: what was seen in them, and which export of the app would be read instead."""

from __future__ import annotations

from analysis.errors import UnreadableFile
from analysis.formats import delimited, sheets
from analysis.formats.sources import Content, Source

MOST_NAMED = 12
"""Names of columns or files that are told."""
LONGEST_NAME = 40
BEGINNINGS = {
    b"%PDF": "pdf",
    b"SQLite format 3\x00": "database",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"\xd0\xcf\x11\xe0": "old-office",
}
KINDS = {
    "pdf": "it is a PDF",
    "database": "it is a database of an app",
    "picture": "it is a picture",
    "old-office": "it is a workbook of old Excel (.xls) or another old Office file",
    "clinical-document": "it is Apple Health's clinical document",
    "xml": "it is XML of another program",
    "html": "it is a web page",
    "json": "it is JSON of another program",
    "columns": "it has the columns {names}",
    "sheet": "it is a workbook whose first rows hold {names}",
    "files": "it holds {names}",
    "empty": "it holds nothing that can be read",
}
_MAPPING = "Which column is what can be said with a mapping (--mapping, or on the import page)."
ADVICE = {
    "pdf": "No report on paper is read. Of Migraine Buddy the CSV export or the HTML report is read, of other apps "
    "their export as CSV or JSON.",
    "database": "Backups are not read: of Headi its CSV export is, of Daylio its CSV export.",
    "picture": "Pictures are not read.",
    "old-office": "Save it as .xlsx or .csv.",
    "clinical-document": "Of Apple Health export.xml is read, or export.zip as it is.",
    "xml": "Of Apple Health export.xml is read, or export.zip as it is.",
    "html": "Of Migraine Buddy the HTML report is read, and its CSV export.",
    "json": "Of MigraLog and Headache Companion the JSON exports are read, and FHIR R4.",
    "columns": f"A clinic export has patients.csv and diary.csv. {_MAPPING}",
    "sheet": f"A sheet needs the columns date and headache. {_MAPPING}",
    "files": f"A clinic export has patients.csv and diary.csv. {_MAPPING}",
    "empty": "A clinic export has patients.csv and diary.csv.",
}
"""What to bring instead, by the kind of file."""

TABLES = ("columns", "sheet")
"""The kinds that have columns."""


def kind_of(source: Source) -> str:
    """The kind of file, a key of ADVICE."""
    if source.whole:
        return "files" if source.contents else "empty"
    return _kind(source.contents[0]) if source.contents else "empty"


def seen(source: Source) -> str:
    """What was seen in the file, in words."""
    return KINDS[kind_of(source)].format(names=names_in(source) or "no names")


def names_in(source: Source) -> str:
    """The names of the columns of a file, or of the files of a folder; none where there are none to tell."""
    names = [content.name for content in source.contents] if source.whole else _columns(source.contents[0])
    told = [name.strip()[:LONGEST_NAME] for name in names if name.strip()]
    return f"{', '.join(told[:MOST_NAMED])}{' ...' if told[MOST_NAMED:] else ''}"


def _kind(content: Content) -> str:
    head = content.head()
    known = next((kind for beginning, kind in BEGINNINGS.items() if head.startswith(beginning)), None)
    if known:
        return known
    if content.is_workbook:
        return "sheet"
    text = head.lstrip(b"\xef\xbb\xbf \r\n\t")
    if text.startswith(b"<"):
        return _of_markup(text)
    if text.startswith((b"{", b"[")):
        return "json"
    return "columns" if _columns(content) else "empty"


def _of_markup(text: bytes) -> str:
    if b"<ClinicalDocument" in text:
        return "clinical-document"
    return "html" if b"<html" in text[:4096].lower() else "xml"


def _columns(content: Content) -> list[str]:
    try:
        if content.is_workbook:
            return list(sheets.table(content.name, content.data()).header)
    except UnreadableFile:
        return []
    lines = [line for line in delimited.head_lines(content.head()) if line.strip()]
    cells = delimited.header_cells(lines[0])[1] if lines else []
    return [cell for cell in cells if cell.isprintable()]
