"""Dates as other programs write them, where a whole column of a file agrees on one form.

`31.03.2026`, `2026/03/31`, `20260331` and the serial numbers of spreadsheet programs can each be read in one way only.
A column in which any cell is of another form is left as it is. `03/04/2026` is in no list: which is the day cannot be
told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

import pandas as pd

from analysis import diary
from analysis.diary import FIRST_DATE, LAST_DATE, Column, Kind

SERIAL_ZERO = datetime(1899, 12, 30)
"""Day 0 of the serial numbers that Excel and LibreOffice write, from March 1900 on."""
FIRST_SERIAL, LAST_SERIAL = ((day - SERIAL_ZERO.date()).days for day in (FIRST_DATE, LAST_DATE))

_CLOCK = r"(?:[T ]\s*(\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,6})?)?))?"
_DOTTED = re.compile(rf"(?P<d>\d{{1,2}})\.\s?(?P<m>\d{{1,2}})\.\s?(?P<y>\d{{4}}){_CLOCK}", re.ASCII)
_SLASHED = re.compile(rf"(?P<y>\d{{4}})/(?P<m>\d{{1,2}})/(?P<d>\d{{1,2}}){_CLOCK}", re.ASCII)
_JOINED = re.compile(rf"(?P<y>\d{{4}})(?P<m>\d{{2}})(?P<d>\d{{2}}){_CLOCK}", re.ASCII)
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?", re.ASCII)


_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)?", re.ASCII)


def is_iso(text: str) -> bool:
    """Whether a text is a date as YYYY-MM-DD, with or without its time."""
    return bool(_ISO.fullmatch(text))


def iso_of(text: str) -> str | None:
    """The date, with its time where there is one, that a text of the usual or another form stands for."""
    if is_iso(text):
        return text
    return next((found for read in FORMS.values() if (found := read(text))), None)


def in_usual_form(table: diary.Table, texts: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, str]]:
    """The text cells with the dates of such columns as YYYY-MM-DD, and the form that each of them has in the file."""
    forms: dict[str, str] = {}
    for column in table:
        if column.name in texts and column.kind in (Kind.DATE, Kind.TIMESTAMP):
            told = _told(column, texts[column.name])
            first = next(told, None)
            if first is None or not any(_all(read, [first]) for read in FORMS.values()):
                continue
            distinct = list(dict.fromkeys([first, *told]))
            form = next((name for name, read in FORMS.items() if _all(read, distinct)), None)
            if form is not None:
                usual = {text: FORMS[form](text.strip()) for text in distinct}
                mapped = texts[column.name].astype(object).map(lambda one, usual=usual: usual.get(one, one))
                texts = texts.assign(**{column.name: mapped})
                forms[column.name] = form
    return texts, forms


def _told(column: Column, cells: pd.Series) -> Iterator[str]:
    """The texts that say something; of cells that are no categories one by one, since mostly the first tells enough."""
    every = cells.unique() if isinstance(cells.dtype, pd.CategoricalDtype) else cells
    return (text for text in every if not column.holds_nothing(text or ""))


def _all(read: Callable[[str], str | None], texts: list[str]) -> bool:
    return all(read(text.strip()) is not None for text in texts)


def _by(pattern: re.Pattern[str]) -> Callable[[str], str | None]:
    """What reads texts of the pattern as ISO dates, with their time where there is one."""

    def read(text: str) -> str | None:
        found = pattern.fullmatch(text)
        try:
            day = date(int(found["y"]), int(found["m"]), int(found["d"])) if found else None
        except ValueError:
            return None
        if found is None or day is None:
            return None
        clock = found[4]
        if clock is None:
            return day.isoformat()
        return f"{day.isoformat()}T{'0' if clock[1] == ':' else ''}{clock}"

    return read


def _serial(text: str) -> str | None:
    """The day, or the moment to the second, that a serial number stands for."""
    if not _SERIAL.fullmatch(text):
        return None
    number = float(text.replace(",", "."))
    if not FIRST_SERIAL <= number < LAST_SERIAL + 1:
        return None
    moment = SERIAL_ZERO + timedelta(seconds=round(number * 86_400))
    return moment.date().isoformat() if number.is_integer() else moment.isoformat(timespec="seconds")


FORMS: dict[str, Callable[[str], str | None]] = {
    "dd.mm.yyyy": _by(_DOTTED),
    "yyyy/mm/dd": _by(_SLASHED),
    "yyyymmdd": _by(_JOINED),
    "serial number": _serial,
}
"""What reads each form, under the name by which it is told."""
