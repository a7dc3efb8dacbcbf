"""The periods a user can choose: whole 28-day windows that end with the as-of date."""

from __future__ import annotations

from datetime import date
from math import ceil

from analysis.episodes.courses import Course
from analysis.records.patients import PatientFile
from analysis.windows import DEFAULT_WINDOWS, WINDOW_DAYS, Window, period_ending
from dashboard.sections.patient.treatments import courses_of

WINDOWS = {"3m": 3, "6m": DEFAULT_WINDOWS, "12m": 12, "24m": 26}
"""Windows of each fixed period; twelve of them are 336 days."""
SINCE_VISIT, SINCE_START = "visit", "start"
DEFAULT_PERIOD = "12m"
WINDOWS_BEFORE_START = 1
"""Windows before the treatment that "since treatment start" also shows: the baseline (WIN-1)."""


def offered_periods(file: PatientFile, as_of: date) -> tuple[str, ...]:
    """The codes of the periods that make sense for a patient: no "since last visit" where there was none."""
    since_visit = (SINCE_VISIT,) if file.last_visit(as_of) else ()
    since_start = (SINCE_START,) if newest_treatment(file, as_of) else ()
    return (*WINDOWS, *since_visit, *since_start)


def newest_treatment(file: PatientFile, as_of: date) -> Course | None:
    """The running treatment that was started last, of those whose start is known."""
    running = [one for one in courses_of(file, as_of) if one.runs_on(as_of) and one.first.has_known_start]
    return running[-1] if running else None


def window_number(code: str, file: PatientFile, as_of: date) -> int:
    """How many 28-day windows a period has; those that begin with an event are rounded up to hold it."""
    visit, treatment = file.last_visit(as_of), newest_treatment(file, as_of)
    if code == SINCE_VISIT and visit:
        return _windows_since(visit.date, as_of)
    if code == SINCE_START and treatment:
        return _windows_since(treatment.first.first_dose, as_of) + WINDOWS_BEFORE_START
    return WINDOWS.get(code, DEFAULT_WINDOWS)


def chosen_period(code: str, file: PatientFile, as_of: date) -> Window:
    """The days of a period."""
    return period_ending(as_of, WINDOW_DAYS * window_number(code, file, as_of))


def _windows_since(day: date, as_of: date) -> int:
    return max(1, ceil(((as_of - day).days + 1) / WINDOW_DAYS))
