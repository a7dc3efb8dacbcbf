"""What the pages of many patients are made of, read at once: the same that the first screen of each is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from analysis.basis import Basis
from analysis.counts.day_count import WindowCounts
from analysis.criteria.criterion import Criterion
from analysis.days.day_by_day import DayEntry, day_entries, entries_by_patient
from analysis.effect.courses.after_stopping import since_last_visits
from analysis.effect.newest import newest, newest_effects
from analysis.records.patients import PatientFile, patient_files
from analysis.store import Records
from analysis.summary import Summary, summaries
from analysis.today import Today, todays
from analysis.windows import WINDOW_DAYS, Window, calendar_months, period_ending
from dashboard.sections.patient.first_screen import first_entry

YEAR_WINDOWS = 12
"""28-day windows of the bars, as on the first screen."""
MONTHS = 12
"""Calendar months of the day strip."""


@dataclass(frozen=True)
class Material:
    """One patient as of one day.

    `windows` are the last twelve 28-day windows and `months` the last twelve calendar months, newest last; `entries`
    the days from the first of either, or from the last visit where that is earlier, to the as-of date, one by one.
    `made_on` is the day of the calendar.
    """

    today: Today
    file: PatientFile
    windows: tuple[WindowCounts, ...]
    months: tuple[WindowCounts, ...]
    entries: tuple[DayEntry, ...]
    made_on: date

    @property
    def as_of(self) -> date:
        """The day as of which everything is told."""
        return self.today.recent.as_of

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """What the last six windows say of every rule."""
        return self.today.recent.criteria

    @property
    def last_28_days(self) -> tuple[DayEntry, ...]:
        """The days of the last window."""
        return self.entries[-WINDOW_DAYS:]


def materials(records: Records, as_of: date) -> Iterator[Material]:
    """The material of each of the patients of `records`, in their order; what is one by one is read when it is asked.

    Patients who are not enrolled by `as_of` have none.
    """
    basis = records.basis(as_of)
    months, windows = _months(as_of), period_ending(as_of, YEAR_WINDOWS * WINDOW_DAYS)
    answers, year = _answers(records, basis), summaries(records, as_of=as_of, period=windows)
    strip = summaries(records, as_of=as_of, period=months)
    span = Window(min(months.first, windows.first), as_of)
    with records.connect() as connection:
        files = patient_files(connection, list(year))
        visited = since_last_visits(connection, {one: file.visits for one, file in files.items()}, basis)
        days = entries_by_patient(connection, [file.patient for file in files.values()], span, basis)
        days |= _longer(connection, files, span, basis)
        for patient in records.patients or tuple(year):
            since = visited.get(patient)
            yield Material(
                today=replace(answers[patient], since_visit=since[1] if since else None),
                file=files[patient],
                windows=year[patient].windows,
                months=strip[patient].months,
                entries=tuple(days[patient]),
                made_on=records.today or as_of,
            )


def _longer(
    connection: Connection, files: Mapping[str, PatientFile], span: Window, basis: Basis
) -> dict[str, list[DayEntry]]:
    """The days of those whose last visit was before the span, from that day on."""
    begins = {patient: first_entry(file, span.last) for patient, file in files.items()}
    return {
        patient: day_entries(connection, files[patient].patient, Window(first, span.last), basis)
        for patient, first in begins.items()
        if first < span.first
    }


def _months(as_of: date) -> Window:
    """The last twelve calendar months, as far as the as-of date."""
    year, month = (as_of.year, as_of.month - MONTHS + 1) if as_of.month == MONTHS else (as_of.year - 1, as_of.month + 1)
    return Window(calendar_months(date(year, month, 1), as_of)[0].first, as_of)


def _answers(records: Records, basis: Basis) -> Mapping[str, Today]:
    recent: dict[str, Summary] = dict(summaries(records, as_of=basis.as_of))
    judged = newest_effects(records, basis)
    effects = {patient: one for patient, some in judged.items() if (one := newest(some))}
    return todays(records, recent, effects, with_lines=True)
