"""The CSV export of the app Bearable: a row a reading, many a day, each of a category.

A symptom called headache or migraine is a headache day; how bad it was is told by the word behind it, never by the
number, whose scale the file does not tell. A symptom that is not there was not asked for: days without one are not
told. A reading of 0 says neither. Rows of the category Medication are intakes.

Source: readers' tests (`date,weekday,time of day,category,rating/amount,detail,notes`), and a later variant with
`date formatted`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from analysis.formats import personal
from analysis.formats.headache_words import SEVERITIES, headache_in
from analysis.formats.personal import NO, YES, Row
from analysis.formats.reading import LINE, Export, Options, Reading, Table
from analysis.formats.signs import said
from analysis.formats.sources import Content, Source

FORMAT = "bearable"
ATTACKS_ONLY = True
NEEDED = ("date", "category", "rating/amount", "detail")
COLUMNS = (*NEEDED, "date formatted", "weekday", "time of day", "notes")
NAMES = {"date": "date", "headache": "detail", "severity": "detail", "drug": "detail", "note": "notes"}
SYMPTOM, MEDICATION = "symptom", "medication"
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
_DETAIL = re.compile(r"(.*?)\s*(?:\(([^()]*)\))?\s*", re.DOTALL)


def recognises(source: Source) -> bool:
    """Whether any file has the columns of the app."""
    return bool(personal.with_columns(source, NEEDED))


def read(source: Source, options: Options) -> Export:
    """The headache days and intakes of one person, up to the last day with a reading of any kind.

    Raises UnreadableFile without a patient.
    """
    patient = personal.require_patient(source, options, "Bearable")
    found = personal.with_columns(source, NEEDED)
    last = [day for content in found for _, row in _rows(content) if (day := _day(row))]
    return personal.export(
        source, options, found, lambda content: _reading(content, patient), kept_until=max(last, default=None)
    )


def _rows(content: Content) -> Iterable[tuple[int, dict[str, str]]]:
    return personal.rows_of(personal.table_of(content, NEEDED))


def _reading(content: Content, patient: str) -> Reading:
    table = personal.table_of(content, NEEDED)
    unknown = tuple(name for name in table.header if name.casefold() not in COLUMNS)
    more = {"broken": table.broken, "unknown_columns": unknown}
    return personal.reading(content, FORMAT, table.frame(), patient, _days(table), _doses(table), NAMES, **more)


def _days(table: Table) -> list[Row]:
    """A row a reading of headache, with the other signs of its day."""
    signs: dict[str, set[str]] = {}
    rows: list[Row] = []
    taken = {_date(row) for _, row in personal.rows_of(table) if _is(row, MEDICATION)}
    for line, row in personal.rows_of(table):
        if not _is(row, SYMPTOM) or personal.number(row["rating/amount"]) == 0:
            continue
        name, word = _parts(row["detail"])
        signs.setdefault(_date(row), set()).add(name)
        found = headache_in(name)
        if found and found.is_there:
            rows.append(
                {
                    LINE: line,
                    "date": _date(row),
                    "headache": YES,
                    "severity": SEVERITIES.get(word.casefold(), ""),
                    "migraine": YES if found.is_migraine else "",
                    "note": row.get("notes", ""),
                    "doses_recorded": YES if _date(row) in taken else NO,
                }
            )
    return [{**row, **said(signs[row["date"]])} for row in rows]


def _doses(table: Table) -> list[Row]:
    return [
        {LINE: line, "date": _date(row), "drug": _parts(row["detail"])[0]}
        for line, row in personal.rows_of(table)
        if _is(row, MEDICATION) and personal.number(row["rating/amount"]) != 0
    ]


def _is(row: dict[str, str], category: str) -> bool:
    return row["category"].casefold().rstrip("s") == category


def _parts(detail: str) -> tuple[str, str]:
    """The name, and the word in brackets behind it."""
    found = _DETAIL.fullmatch(detail)
    return (found[1], found[2] or "") if found else (detail, "")


def _date(row: dict[str, str]) -> str:
    """The date as YYYY-MM-DD; as the file writes it where that cannot be read."""
    day = _day(row)
    return day.isoformat() if day else row["date"]


def _day(row: dict[str, str]) -> date | None:
    formatted = personal.day_of(row.get("date formatted", ""))
    if formatted:
        return formatted
    for form in ("%d %b %Y", "%d %B %Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(_ORDINAL.sub("", row["date"]), form).date()
        except ValueError:
            continue
    return None
