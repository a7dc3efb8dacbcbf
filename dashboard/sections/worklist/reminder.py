"""A reminder to send to a patient: the days that can still be filled in, until when, and nothing else of the diary."""

from __future__ import annotations

from datetime import date

from analysis.days.state import last_fillable
from analysis.worklist import Line
from dashboard.sections.section import Section
from dashboard.sections.worklist.reasons import day_of_week
from dashboard.texts import Words


def section(line: Line, spoken: Words, words: Words, today: date) -> Section:
    """The reminder in the patient's language, under a title in the reader's. `spoken` are the patient's words."""
    return Section(f"reminder-{line.patient.patient_id}", words("reminder-title"), reminder(line, spoken, today))


def reminder(line: Line, words: Words, today: date) -> tuple[str, ...]:
    """The lines of the reminder; one says so when no day was open.

    Days that have locked by `today`, after the end of the data, are not asked for: where all have, none is named.
    """
    if not line.open_days:
        return (words("reminder-none"),)
    days = [day for day in line.open_days if last_fillable(day, line.settings) >= today]
    return (*(_asked(days, line, words) if days else (words("reminder-late"),)), *_greeting(line, words))


def _asked(days: list[date], line: Line, words: Words) -> tuple[str, ...]:
    number = len(days)
    listed = (
        words("reminder-day", day=day_of_week(day, words), last=day_of_week(last_fillable(day, line.settings), words))
        for day in days
    )
    return (words("reminder-start", days=number), *listed, words("reminder-ask", days=number))


def _greeting(line: Line, words: Words) -> tuple[str, ...]:
    return tuple(text for text in (words("reminder-end"), line.patient.care_unit) if text)
