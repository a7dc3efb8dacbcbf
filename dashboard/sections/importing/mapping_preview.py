"""A diary read as a mapping says, before anything is kept: its first rows, its days, and what was not understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from analysis.days.day_by_day import DayEntry, DayState
from analysis.formats.reading import Table
from analysis.importing import ImportReport
from dashboard.sections.importing.import_report import reason_sentence
from dashboard.sections.section import Section
from dashboard.texts import Words

ROWS_SHOWN, COLUMNS_SHOWN, LONGEST_CELL = 5, 12, 40
HEADACHES = (DayState.MIGRAINE, DayState.OTHER_HEADACHE, DayState.HEADACHE)
PROBLEMS_SHOWN = 8


def first_rows(name: str, table: Table, left_aside: int, words: Words) -> Section:
    """The first rows of the file as they stand in it."""
    import pandas as pd

    heads = [_short(cell) for cell in table.header[:COLUMNS_SHOWN]]
    rows = [[_short(cell) for cell in row[:COLUMNS_SHOWN]] for row in table.rows[:ROWS_SHOWN]]
    aside = (words("map-left-aside", columns=left_aside),) if left_aside else ()
    frame = pd.DataFrame(rows, columns=pd.Index(heads))
    return Section("mapping_rows", words("map-title", file=name), (words("map-how"), *aside), table=frame)


def section(report: ImportReport, entries: Sequence[DayEntry], words: Words) -> Section:
    """How many days were read as what, and which rows and words were not understood."""
    states = Counter(entry.state for entry in entries)
    sentence = words(
        "map-days",
        headache=sum(states[state] for state in HEADACHES),
        free=states[DayState.HEADACHE_FREE],
        drugs=sum(bool(entry.doses) for entry in entries),
        rejected=sum(file.rejected for file in report.files),
    )
    problems = [one for file in report.files for one in (*file.problems, *file.remarks) if one.line is not None]
    told = [words("map-line", line=one.line or 0, reason=reason_sentence(one, words)) for one in problems]
    more = (words("map-more", more=len(told) - PROBLEMS_SHOWN),) if len(told) > PROBLEMS_SHOWN else ()
    attacks = (words("source-attacks"),) if any(entry.of_attacks for entry in entries) else ()
    return Section("mapping_days", words("map-preview"), (sentence, *attacks, *told[:PROBLEMS_SHOWN], *more))


def of_day(entry: DayEntry, story: Sequence[tuple[str, str]], words: Words) -> Section:
    """All that would be kept of one day."""
    day = f"{words.named_day(entry.date)} {entry.date.year}"
    return Section("mapping_day", day, tuple(f"{label}: {value}" for label, value in story))


def _short(cell: str) -> str:
    return cell if len(cell) <= LONGEST_CELL else f"{cell[:LONGEST_CELL]}..."
