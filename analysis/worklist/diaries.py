"""What the list needs to know of all diaries, each read for the whole clinic in one statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from sqlalchemy import Connection, func, select

from analysis.counts import Completeness, Outcome, columns_of, counted_columns
from analysis.criteria import WINDOW_KINDS
from analysis.criteria.medication_overuse import BY_CLASS, OF_OTHER, TOGETHER
from analysis.days import days_in_force
from analysis.entries import DayState
from analysis.grid import DayGrid, day_grid
from analysis.patients import JUDGING_VISITS
from analysis.schema import VISITS
from analysis.settings import Settings
from analysis.windows import CRITERION_WINDOWS, WINDOW_DAYS, period_ending, windows_ending
from analysis.worklist.line import Rhythm

RHYTHM_DAYS = 28
"""Days before the last filled one, it included, that tell how a diary used to be kept."""


@dataclass(frozen=True)
class Days:
    """The newest days of one diary: whether the patient was one and whether each was filled in, oldest first."""

    last: date
    inside: tuple[bool, ...]
    filled: tuple[bool, ...]
    lock_days: int

    def states(self, number: int = WINDOW_DAYS) -> tuple[str, ...]:
        """The state of each of the last days: filled, open, missing or outside."""
        return tuple(self._state(place) for place in range(len(self.inside) - number, len(self.inside)))

    def completeness(self, number: int = WINDOW_DAYS) -> Completeness:
        """The last days by state."""
        states = self.states(number)
        return Completeness(*(states.count(state) for state in ("filled", "open", "missing", "outside")))

    @property
    def open_days(self) -> tuple[date, ...]:
        """The empty days that can still be filled in, oldest first."""
        states = self.states(len(self.inside))
        first = self.last - timedelta(days=len(states) - 1)
        return tuple(
            first + timedelta(days=place) for place, state in enumerate(states) if state == DayState.OPEN.value
        )

    def _state(self, place: int) -> str:
        if not self.inside[place]:
            return DayState.OUTSIDE.value
        if self.filled[place]:
            return "filled"
        age = len(self.inside) - 1 - place
        state = DayState.OPEN if age <= self.lock_days else DayState.MISSING
        return str(state.value)


def newest_days(
    connection: Connection, patients: Sequence[str] | None, as_of: date, settings: Settings
) -> dict[str, Days]:
    """The newest days of each diary: 28, or as many as can still be filled in where those are more."""
    period = period_ending(as_of, max(WINDOW_DAYS, settings.lock_days + 1))
    grid: DayGrid = day_grid(connection, period, ("headache",), as_of=as_of, settings=settings, patients=patients)
    rows = zip(grid.patients, grid.inside.tolist(), grid.filled.tolist(), strict=True)
    return {patient: Days(as_of, tuple(inside), tuple(filled), settings.lock_days) for patient, inside, filled in rows}


def last_filled(
    connection: Connection, patients: Sequence[str] | None, as_of: date, settings: Settings
) -> dict[str, tuple[date, Rhythm]]:
    """The last filled day of each diary that has one, and how it was kept until then."""
    days = days_in_force(
        settings,
        patients=patients,
        kinds=(),
    )
    filled = select(days.c.patient_id, days.c.day).where(days.c.filled == 1, days.c.day <= as_of.toordinal())
    newest = filled.cte("filled_days")
    last = select(newest.c.patient_id, func.max(newest.c.day).label("day")).group_by(newest.c.patient_id).cte("last")
    statement = (
        select(newest.c.patient_id, last.c.day, func.count())
        .join(last, last.c.patient_id == newest.c.patient_id)
        .where(newest.c.day > last.c.day - RHYTHM_DAYS)
        .group_by(newest.c.patient_id, last.c.day)
    )
    return {
        patient: (date.fromordinal(day), Rhythm(number, RHYTHM_DAYS))
        for patient, day, number in connection.execute(statement)
    }


def next_visits(connection: Connection, as_of: date) -> dict[str, date]:
    """The first visit of each patient on or after the as-of date."""
    statement = select(VISITS.c.patient_id, func.min(VISITS.c.date)).where(VISITS.c.date >= as_of)
    return {row[0]: row[1] for row in connection.execute(statement.group_by(VISITS.c.patient_id))}


def judging_visits(connection: Connection, as_of: date) -> dict[str, list[date]]:
    """The visits until the as-of date at which a treatment can have been evaluated."""
    statement = select(VISITS.c.patient_id, VISITS.c.date).where(
        VISITS.c.date <= as_of, VISITS.c.kind.in_(JUDGING_VISITS)
    )
    found: dict[str, list[date]] = {}
    for patient, day in connection.execute(statement):
        found.setdefault(patient, []).append(day)
    return found


def overused_classes(
    connection: Connection, patients: Sequence[str] | None, as_of: date, settings: Settings
) -> Mapping[str, tuple[str, ...]]:
    """The classes of acute medication whose days reach their limit in each of the last three windows (MOH-2 to MOH-8).

    Only patients for whom a class does so whatever the days that are not known were (TRI-1).
    """
    windows = windows_ending(as_of, CRITERION_WINDOWS)
    table = counted_columns(connection, windows, as_of=as_of, settings=settings, patients=patients, kinds=WINDOW_KINDS)
    columns = columns_of(table, windows)
    names, found = columns[-1].patients, dict[str, tuple[str, ...]]()
    for rule in (*BY_CLASS, TOGETHER, OF_OTHER):
        for place in np.flatnonzero(np.asarray(rule.verdict(columns)) == Outcome.MET):
            found[names[place]] = (*found.get(names[place], ()), rule.limits[0].what)
    return found
