"""Cells of treatments as clinics write them: a start of which only the month is known, a dose with its unit in it.

A start that is empty or cannot be read is unknown ("on it since before"): the treatment is kept. An interval may be
written in words: "a month", "12 veckor".
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from analysis import diary
from analysis.diary import FIRST_DATE
from analysis.drugs.amounts import written_amount
from analysis.importing.reasons import Reason

STARTED_ON, START_KNOWN, DOSE, DOSE_UNIT, INTERVAL = "started_on", "start_known", "dose", "dose_unit", "interval_days"
MONTH_KNOWN, NOTHING_KNOWN = "month", "unknown"
_MONTH = re.compile(r"(\d{4})[-/](0[1-9]|1[0-2])(?:[-/](?:00|xx|XX|\?\?|--))?", re.ASCII)
_INTERVAL = re.compile(
    r"(?:var(?:je|t)?|every|each|per|en gång|once)?\s*(?:(\d{1,2})(?::?[ae]|th|rd)?|an?|en|ett)?\s*"
    r"(dag|dagar|dygn|days?|v|veckor|vecka|weeks?|mån|månad|månader|months?|kvartal|quarter)\.?",
)
_WORDS = {"dagligen": 1, "daily": 1, "veckovis": 7, "weekly": 7, "månadsvis": 30, "monthly": 30, "quarterly": 90}
_DAYS = {"d": 1, "v": 7, "w": 7, "m": 30, "k": 90, "q": 90}
"""Days of each unit by its first letter; a month is 28 to 31 days, which are all the same interval."""


def as_told(table: diary.Table, texts: pd.DataFrame) -> pd.DataFrame:
    """The text cells in the forms that the columns declare, where they are told otherwise; other tables unchanged."""
    if table not in (diary.TREATMENTS, diary.TREATMENT_DOSES):
        return texts
    rewritten = (name for name in (STARTED_ON, START_KNOWN, DOSE, DOSE_UNIT, INTERVAL) if name in texts)
    told = texts.astype(dict.fromkeys(rewritten, object))
    if STARTED_ON in texts:
        told = _starts(told)
    if DOSE in told:
        told = _doses(told)
    if INTERVAL in told:
        told = told.assign(**{INTERVAL: _mapped(told[INTERVAL], _interval)})
    return told


def _mapped(cells: pd.Series, read: object) -> pd.Series:
    distinct = {cell: read(cell.strip()) for cell in cells.unique() if isinstance(cell, str)}  # type: ignore[operator]
    return cells.map(lambda cell: distinct.get(cell, cell))


def _starts(texts: pd.DataFrame) -> pd.DataFrame:
    """A start known to the month as its first day, one that is empty as the first of all days; and which it is."""
    written = texts[STARTED_ON].fillna("").str.strip()
    told = texts[START_KNOWN].fillna("").str.strip() if START_KNOWN in texts else pd.Series("", texts.index)
    is_month = written.map(lambda cell: bool(_MONTH.fullmatch(cell))).astype(bool)
    is_empty = written == ""
    if not (is_month | is_empty).any():
        return texts
    day = written.map(lambda cell: f"{found[1]}-{found[2]}-01" if (found := _MONTH.fullmatch(cell)) else cell)
    known = told.mask(is_month & (told == ""), MONTH_KNOWN).mask(is_empty, NOTHING_KNOWN)
    return texts.assign(**{STARTED_ON: day.mask(is_empty, FIRST_DATE.isoformat()), START_KNOWN: known})


def _doses(texts: pd.DataFrame) -> pd.DataFrame:
    """A dose written with its unit as its number, and the unit where its own cell is empty."""
    amounts = {cell: written_amount(cell) for cell in texts[DOSE].dropna().unique() if isinstance(cell, str)}
    found = texts[DOSE].map(amounts.get)
    has_unit = found.notna()
    if not has_unit.any():
        return texts
    unit = texts[DOSE_UNIT].fillna("") if DOSE_UNIT in texts else pd.Series("", texts.index)
    named = unit.where(~(has_unit & (unit.str.strip() == "")), found.str[1])
    return texts.assign(**{DOSE: texts[DOSE].mask(has_unit, found.str[0]), DOSE_UNIT: named})


def _interval(text: str) -> str:
    """The days of an interval written in words; other texts as they are."""
    folded = " ".join(text.casefold().split())
    if folded in _WORDS:
        return str(_WORDS[folded])
    found = _INTERVAL.fullmatch(folded)
    return str(int(found[1] or 1) * _DAYS[found[2][0]]) if found else text


def keep_unread_starts(table: diary.Table, entries: pd.DataFrame, reasons: dict[str, pd.Series]) -> None:
    """Makes a start that could not be read an unknown one, with a remark; the treatment itself is known."""
    if table is not diary.TREATMENTS or STARTED_ON not in reasons:
        return
    unread = reasons[STARTED_ON].notna()
    if not unread.any():
        return
    entries.loc[unread, STARTED_ON] = np.datetime64(FIRST_DATE)
    entries.loc[unread, START_KNOWN] = NOTHING_KNOWN
    reasons[STARTED_ON] = reasons[STARTED_ON].astype(object).mask(unread, Reason.START_NOT_READ)
