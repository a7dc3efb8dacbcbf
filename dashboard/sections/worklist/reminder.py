"""A reminder to send to a patient: the days still open and when they lock, and nothing else of the diary."""

from __future__ import annotations

from analysis.days.state import locks_on
from analysis.worklist import Line
from dashboard.sections.section import Section
from dashboard.sections.worklist.reasons import day_of_week
from dashboard.texts import Words


def section(line: Line, spoken: Words, words: Words) -> Section:
    """The reminder in the patient's language, under a title in the reader's. `spoken` are the patient's words."""
    return Section(f"reminder-{line.patient.patient_id}", words("reminder-title"), reminder(line, spoken))


def reminder(line: Line, words: Words) -> tuple[str, ...]:
    """The lines of the reminder; one says so when no day is open."""
    if not line.open_days:
        return (words("reminder-none"),)
    days = tuple(
        words(
            "reminder-day",
            day=day_of_week(day, words),
            lock=day_of_week(locks_on(day, line.settings), words),
        )
        for day in line.open_days
    )
    return (words("reminder-start", days=len(days)), *days, words("reminder-end"))
