"""The days of many patients side by side, a row a patient and a column a day: for rules that need the days in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlalchemy import BigInteger, Connection, Select, cast, func, literal, select

from analysis.days import days_in_force
from analysis.excluded import excluded_days
from analysis.outcomes import Column
from analysis.schema import CALENDAR, PATIENTS
from analysis.settings import Settings
from analysis.windows import Window

Truths = npt.NDArray[np.bool_]
"""Patients by days."""

YES, NO, UNKNOWN = 1, 0, -1
"""What is known of a day: of this kind, not, or the day is unfilled or its entry does not tell."""


@dataclass(frozen=True)
class DayGrid:
    """Every day of `period` for each of `patients`, by kind of day.

    `inside` and `filled` tell of each day whether there was a diary and whether it was filled in; `kinds` holds YES, NO
    or UNKNOWN for each day, UNKNOWN on all days that are not filled. `hours` of headache are NaN where not told.
    """

    period: Window
    patients: tuple[str, ...]
    inside: Truths
    filled: Truths
    kinds: Mapping[str, npt.NDArray[np.int8]]
    hours: npt.NDArray[np.float64]

    def surely(self, kind: str) -> Truths:
        """Days that are of this kind."""
        found: Truths = self.kinds[kind] == YES
        return found

    def maybe(self, kind: str) -> Truths:
        """Days inside the diary that are, or may have been, of this kind."""
        found: Truths = self.inside & (self.kinds[kind] != NO)
        return found

    def surely_not(self, kind: str) -> Truths:
        """Days that are known not to be of this kind."""
        found: Truths = self.kinds[kind] == NO
        return found

    def part(self, window: Window) -> DayGrid:
        """The days of a window that lies within the period."""
        first = (window.first - self.period.first).days
        if first < 0 or window.last > self.period.last:
            raise ValueError(f"{window} is not within {self.period}")
        days = slice(first, first + window.days)
        kinds = {kind: known[:, days] for kind, known in self.kinds.items()}
        return DayGrid(window, self.patients, self.inside[:, days], self.filled[:, days], kinds, self.hours[:, days])

    def of(self, patient: str) -> DayGrid:
        """The days of one of the patients. Raises ValueError for anybody else."""
        row = slice(self.patients.index(patient), self.patients.index(patient) + 1)
        kinds = {kind: known[row] for kind, known in self.kinds.items()}
        return DayGrid(self.period, (patient,), self.inside[row], self.filled[row], kinds, self.hours[row])

    def dates(self, chosen: npt.NDArray[np.bool_]) -> tuple[date, ...]:
        """The dates of the chosen days of one patient (a row of truths)."""
        return tuple(self.period.first + timedelta(days=int(place)) for place in np.flatnonzero(chosen))


def day_grid(
    connection: Connection,
    period: Window,
    kinds: Sequence[str],
    *,
    as_of: date,
    settings: Settings,
    patients: Sequence[str] | None = None,
) -> DayGrid:
    """The days of `period` for each patient (None: everyone), as known at `as_of`, read in two statements or three."""
    # Plain tuples, since pandas takes long to look into rows of SQLAlchemy.
    people = [tuple(row) for row in connection.execute(_spans(patients))]
    spans = pd.DataFrame(people, columns=["patient", "enrolled", "left"])
    spans = spans.set_index("patient").sort_index()
    entries = pd.DataFrame(
        [tuple(row) for row in connection.execute(_entries(period, kinds, settings, patients))],
        columns=["patient", "day", "hours", "code"],
    )
    entries = entries[entries["patient"].isin(spans.index)]
    inside = _inside(spans, period, as_of)
    if not settings.count_excluded:
        _leave_out(connection, inside, spans, period, patients)
    rows = spans.index.get_indexer(pd.Index(entries["patient"]))
    places = (entries["day"].to_numpy(dtype="int64") - period.first.toordinal()).astype(int)
    filled = np.zeros(inside.shape, dtype=bool)
    filled[rows, places] = True
    filled &= inside
    code = entries["code"].to_numpy(dtype="int64")
    known = {
        kind: _placed(code // 3**place % 3 + UNKNOWN, rows, places, filled, UNKNOWN).astype(np.int8)
        for place, kind in enumerate(kinds)
    }
    hours = _placed(entries["hours"].to_numpy(dtype="float64"), rows, places, filled, np.nan)
    return DayGrid(period, tuple(spans.index), inside, filled, known, hours)


def _inside(spans: pd.DataFrame, period: Window, as_of: date) -> Truths:
    days: Column = np.arange(period.first.toordinal(), period.last.toordinal() + 1)
    left = spans["left"].astype("float64").fillna(np.inf).to_numpy()
    last = np.minimum(left, as_of.toordinal())
    enrolled = spans["enrolled"].to_numpy(dtype="int64")
    found: Truths = (days >= enrolled[:, None]) & (days <= last[:, None])
    return found


def _leave_out(
    connection: Connection, inside: Truths, spans: pd.DataFrame, period: Window, patients: Sequence[str] | None
) -> None:
    """Marks the days of excluded periods as outside."""
    days = excluded_days(patients)
    statement = (
        select(days.c.patient_id, days.c.day)
        .join(PATIENTS, PATIENTS.c.patient_id == days.c.patient_id)
        .where(days.c.date.between(period.first, period.last))
    )
    for patient, day in connection.execute(statement):
        inside[spans.index.get_loc(patient), day - period.first.toordinal()] = False


def _placed(
    values: npt.NDArray[Any], rows: npt.NDArray[np.intp], places: Column, filled: Truths, unknown: float
) -> npt.NDArray[np.float64]:
    grid = np.full(filled.shape, float(unknown))
    grid[rows, places] = values
    return np.where(filled, grid, float(unknown))


def _spans(patients: Sequence[str] | None) -> Select[tuple[object, ...]]:
    enrolled, left = CALENDAR.alias("enrolled"), CALENDAR.alias("left_on")
    statement: Select[tuple[object, ...]] = (
        select(PATIENTS.c.patient_id, enrolled.c.day.label("enrolled"), left.c.day.label("left"))
        .join(enrolled, enrolled.c.date == PATIENTS.c.enrolled_on)
        .outerjoin(left, left.c.date == PATIENTS.c.left_on)
    )
    return statement if patients is None else statement.where(PATIENTS.c.patient_id.in_(patients))


def _entries(
    period: Window, kinds: Sequence[str], settings: Settings, patients: Sequence[str] | None
) -> Select[tuple[object, ...]]:
    days = days_in_force(
        settings,
        patients=patients,
        period=period,
        kinds=kinds,
        also=("hours",),
    )
    # One number holds what is known of every kind, a digit of base three each: a row is then quick to fetch.
    digits = (cast(func.coalesce(days.c[kind] - UNKNOWN, 0), BigInteger) * 3**place for place, kind in enumerate(kinds))
    code = sum(digits, literal(0, BigInteger))
    return select(days.c.patient_id, days.c.day, days.c.hours, code.label("code")).where(days.c.filled == 1)
