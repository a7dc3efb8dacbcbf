"""What the columns of an unknown diary may be: a beginning for whoever says what they are; nothing is read by a guess.

Guesses go by the name of a column and by what its cells look like. Where two readings are possible there is no guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from analysis.drugs import recognised
from analysis.errors import UnreadableFile
from analysis.formats import date_forms, delimited, sheets
from analysis.formats.headache_words import SEVERITIES
from analysis.formats.mapping import TARGETS, FileShape
from analysis.formats.reading import Table
from analysis.formats.sources import Content

ROWS_LOOKED_AT = 1000
MOST_COLUMNS = 60
"""Columns that are offered; further ones are left aside, which is said."""
MOST_WORDS = 40
"""Different words of a column that are offered."""
SYMPTOMS, DRUGS, DRUG = "symptoms", "drugs", "drug"
"""What a column may hold beside a target: several signs a cell, names of drugs, or one drug that its name tells."""
FORMS = {
    "%d/%m/%Y": "day-first",
    "%m/%d/%Y": "month-first",
    "%d/%m/%y": "day-first",
    "%m/%d/%y": "month-first",
    "%d-%m-%Y": "day-first",
    "%m-%d-%Y": "month-first",
    "%d/%m/%Y %H:%M": "day-first",
    "%m/%d/%Y %H:%M": "month-first",
    "%d/%m/%y %H:%M": "day-first",
    "%m/%d/%y %H:%M": "month-first",
    "%d-%m-%Y %H:%M": "day-first",
    "%d.%m.%y": "day-first",
    "%y%m%d": "year-first",
    "%d %b %Y": "day-first",
    "%d %B %Y": "day-first",
    "%b %d, %Y": "month-first",
    "%B %d, %Y": "month-first",
}
"""Forms of dates that are tried, as of strptime, with what stands first in them."""
SEPARATORS = (" | ", "|", ";", ",", "+")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
_NAMES: Mapping[str, str] = {
    "headache": r"huvudv[aä]rk|headache|migr[aä]n|migraine|\bont\b|anfall|attack",
    "severity": r"sv[aå]righet|severity|grad\b|sm[aä]rtgrad",
    "intensity": r"\bnrs\b|\bvas\b|intensit|sm[aä]rta|\bpain\b|styrka",
    "duration_hours": r"timmar|hours|duration|varaktighet|l[aä]ngd|\btim\b",
    "nausea": r"illam[aå]|nausea",
    "vomiting": r"kr[aä]k|vomit",
    "photophobia": r"\bljus|light|photo",
    "phonophobia": r"\bljud|sound|noise|phono",
    "aura": r"\baura",
    "menstruation": r"\bmens|period|menstruation",
    "unilateral": r"ensidig|unilateral|one.sided",
    "pulsating": r"pulser|dunk|pulsat|throb",
    "note": r"anteckn|kommentar|[oö]vrigt|note|comment",
    SYMPTOMS: r"symtom|symptom",
    DRUGS: r"medicin|l[aä]kemedel|medication|\bdrug|\btablett",
}
YES_WORDS = frozenset("x ja j yes y 1 sant true huvudvärk migrän".split())
NO_WORDS = frozenset("nej n no 0 falskt false ingen inget inga none".split())


@dataclass(frozen=True)
class Columns:
    """The columns of a file by name, each with its first different words, the most frequent first."""

    table: Table
    words: Mapping[str, tuple[str, ...]]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns that are offered."""
        return tuple(self.words)

    @property
    def left_aside(self) -> int:
        """How many further columns there are."""
        return len(self.table.header) - len(self.words)

    def cells(self, column: str) -> list[str]:
        """The cells of the first rows of a column that hold something."""
        at = self.table.header.index(column)
        return [text for row in self.table.rows[:ROWS_LOOKED_AT] if (text := row[at].strip())]

    def is_graded(self, column: str) -> bool:
        """Whether a column also tells how bad it was: by numbers, or by words for that."""
        words = self.words.get(column, ())
        return (bool(words) and all(word.replace(",", ".").replace(".", "", 1).isdecimal() for word in words)) or (
            len(levels_of(words)) > 1
        )

    def parts(self, column: str, separator: str | None) -> tuple[str, ...]:
        """The different words of a column, each cell taken apart at the separator."""
        texts = self.cells(column)
        return _frequent(part for text in texts for part in (text.split(separator) if separator else [text]))


def columns_of(content: Content, shape: FileShape) -> Columns:
    """The columns of a file. Raises UnreadableFile where it is no table."""
    table = _opened(content, shape)
    offered = table.header[:MOST_COLUMNS]
    rows = table.rows[:ROWS_LOOKED_AT]
    return Columns(table, {name: _frequent(row[at] for row in rows) for at, name in enumerate(offered)})


def sheet_names(content: Content) -> list[str]:
    """The sheets of a workbook; none of any other file."""
    return list(sheets.sheets(content.name, content.data())) if content.is_workbook else []


def likely_sheet(content: Content) -> int:
    """The place of the sheet that most likely holds the diary among `sheet_names`; 0 of any other file."""
    if not content.is_workbook:
        return 0
    found = sheets.sheets(content.name, content.data())
    chosen = sheets.likely(found)
    return 0 if chosen is None else list(found).index(chosen)


def _opened(content: Content, shape: FileShape) -> Table:
    if content.is_workbook:
        return sheets.table(content.name, content.data(), shape.sheet, shape.header_row)
    lines = delimited.lines_of(delimited.decoded(content.text(), content.name))
    return delimited.table(content.name, lines, (shape.header_row or 1) - 1, shape.delimiter)


def _frequent(texts: Iterable[str]) -> tuple[str, ...]:
    counted: dict[str, int] = {}
    for text in (one.strip() for one in texts):
        if text:
            counted[text] = counted.get(text, 0) + 1
    return tuple(sorted(counted, key=lambda text: -counted[text])[:MOST_WORDS])


def header_row(content: Content, sheet: str | None = None) -> int:
    """The number of the first line with the most cells, where a header most likely stands."""
    try:
        if content.is_workbook:
            return sheets.header_row(content.name, content.data(), sheet)
        lines = delimited.lines_of(delimited.decoded(content.text(), content.name))[:20]
    except UnreadableFile:
        return 1
    widths = [len([cell for cell in delimited.header_cells(line)[1] if cell.strip()]) for line in lines]
    return widths.index(max(widths)) + 1 if widths else 1


def date_column(columns: Columns) -> str | None:
    """The one column that looks like dates; of several the one whose name says so, else the first."""
    dated = [name for name in columns.names if columns.cells(name) and forms_of(columns.cells(name))]
    named = [name for name in dated if name.casefold() in sheets.DATES_IN_NAMES]
    return next(iter((*named, *dated)), None)


def forms_of(texts: Sequence[str]) -> list[str | None]:
    """The forms of dates in which every text can be read; None is the usual form, which needs no name."""
    if texts and all(date_forms.iso_of(text) for text in texts):
        return [None]
    return [form for form in FORMS if texts and all(_fits(text, form) for text in texts)]


def _fits(text: str, form: str) -> bool:
    try:
        return 1950 <= datetime.strptime(_ORDINAL.sub("", text), form).year <= 2099
    except ValueError:
        return False


def target_of(name: str) -> str | None:
    """What a column may be by its name: a column of the diary, SYMPTOMS, DRUGS or DRUG; None where it says nothing."""
    folded = name.casefold().replace("_", " ")
    if folded.replace(" ", "_") in TARGETS:
        return folded.replace(" ", "_")
    drug = recognised(name)
    if drug is not None:
        return DRUG
    return next((target for target, pattern in _NAMES.items() if re.search(pattern, folded)), None)


def guess_of(name: str, words: Iterable[str]) -> str | None:
    """What a column may be, by its name and by its words: those for how bad it was, or names of drugs."""
    found, told = target_of(name), list(words)
    if found is None and told and 2 * sum(recognised(word) is not None for word in told) > len(told):
        return DRUGS
    graded = [word for word in told if word.casefold() in SEVERITIES]
    return "severity" if len(graded) > 1 and found in (None, "headache", "intensity", "severity") else found


def levels_of(words: Iterable[str]) -> dict[str, int]:
    """How bad each of the words that plainly tell it is, 1 mild to 3 severe."""
    return {word: int(SEVERITIES[word.casefold()]) for word in words if word.casefold() in SEVERITIES}


def separator_of(texts: Sequence[str]) -> str | None:
    """What stands between several words of a cell; None where cells hold one."""
    return next((sign for sign in SEPARATORS if sum(sign in text for text in texts) > len(texts) * 0.1), None)


def yes_and_no(words: Iterable[str]) -> tuple[list[str], list[str]]:
    """Those of the words that plainly mean yes, and those that plainly mean no."""
    found = list(words)
    return (
        [word for word in found if word.casefold() in YES_WORDS or word.casefold() in SEVERITIES],
        [word for word in found if word.casefold() in NO_WORDS],
    )
