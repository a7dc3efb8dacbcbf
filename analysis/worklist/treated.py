"""The running and planned treatments of a whole clinic with the windows that the list asks about, as tables.

Only headache days are counted, and nothing is estimated: `effects` would tell much more, and take minutes for a large
clinic where this takes a second.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd
from sqlalchemy import Connection

from analysis.basis import Basis
from analysis.counts.counted import with_undated
from analysis.counts.day_count import DayColumn
from analysis.counts.from_grid import numbers_in
from analysis.counts.from_kept import Stretches, counts_of, kept_patients
from analysis.counts.statement import asked_days, counted, listed_runs, listed_windows
from analysis.days.classified import days_in_force
from analysis.days.grid import kept_grid
from analysis.querying.columns import are_among, places
from analysis.querying.rows import numbers_of
from analysis.settings import Settings
from analysis.windows import WINDOW_DAYS, Window
from analysis.worklist.newest import STATES

MOST_NAMED = 500
"""Patients that a statement names; with more of them everyone's days are read."""
KIND = "headache"
"""The kind of day that is counted: the one that every diary tells."""
MOST_DAYS = 3 * 364
"""Days before as-of that are looked at: three years."""
BASELINE = -1
"""The place of the baseline among the windows of a treatment; the first window from first dose has the place 0."""
LATEST = -2
"""The place of the last 28 days, which every page calls the latest window whenever the first dose was."""
COURSE = ("patient_id", "drug", "key", "first_day", "lasts_until", "weeks_to_judge", "is_unread")
"""What is kept of a course."""


@dataclass(frozen=True, eq=False)
class Treated:
    """The treatments of many patients that run or are planned: a table of them, and one of their windows.

    A row of `courses` is a course with the columns COURSE of a `course_table`, in its order. A row of `windows` is
    one of its windows: the baseline, those from first dose that have begun while it counted, in order, and the last 28
    days of one that has begun; indexed as `courses`. `place` is BASELINE, LATEST or counts them from 0; filled, open,
    missing and outside are its days by state, `of_attacks` those that are filled because there was headache,
    `headache` and `headache_unknown` those of KIND. Days are day numbers.
    """

    basis: Basis
    courses: pd.DataFrame
    windows: pd.DataFrame

    @property
    def as_of(self) -> date:
        """The day as of which they are told."""
        return self.basis.as_of

    @property
    def settings(self) -> Settings:
        """The settings by which they are told."""
        return self.basis.settings

    @cached_property
    def baselines(self) -> pd.DataFrame:
        """The baseline of each."""
        return self.windows[self.windows["place"] == BASELINE]

    @cached_property
    def primary(self) -> pd.DataFrame:
        """The window in which the effect of each is judged, where it has begun."""
        weeks = self.courses["weeks_to_judge"].loc[self.windows.index]
        return self.windows[(self.windows["place"] + 1) * WINDOW_DAYS == 7 * weeks]


def day_column(windows: pd.DataFrame) -> DayColumn:
    """The days of KIND in each of the windows."""
    unfilled = windows["open"] + windows["missing"]
    columns = (windows[KIND], unfilled, windows[f"{KIND}_unknown"], windows["filled"], windows["of_attacks"])
    return DayColumn(*(column.to_numpy(dtype="int64") for column in columns))


def treated(connection: Connection, table: pd.DataFrame, patients: pd.Index[str], basis: Basis) -> Treated:
    """Those rows of a `course_table` that run or begin later, of `patients`, with their windows.

    None whose day of first dose is not known: no window can be anchored at it. They are counted in one statement.
    """
    end = basis.as_of.toordinal()
    is_asked_for = (table["first_day"] > end) | ~(table["last_day"] < end)
    is_asked_for &= table["has_known_start"] & are_among(table["patient_id"], patients.tolist())
    courses = table.loc[is_asked_for, list(COURSE)].reset_index(drop=True)
    first = courses["first_day"].min() - WINDOW_DAYS if len(courses) else end
    period = Window(date.fromordinal(int(min(max(first, end - MOST_DAYS), end))), basis.as_of)
    windows = _windows(courses, period)
    counts = _counts(connection, windows, courses["patient_id"], period, basis)
    return Treated(basis, courses, pd.concat([windows, counts.set_axis(windows.index)], axis=1))


def _windows(courses: pd.DataFrame, period: Window) -> pd.DataFrame:
    """The baseline, the windows from first dose in the period as long as it counted, and the last 28 days of each."""
    first_day = courses["first_day"].to_numpy(dtype="int64")
    counted_until = np.minimum(courses["lasts_until"].to_numpy(dtype="float64"), period.last.toordinal())
    first = np.maximum(-((first_day - period.first.toordinal()) // WINDOW_DAYS), 0)
    last = ((counted_until - first_day) // WINDOW_DAYS).astype("int64")
    number, every = np.maximum(last - first + 1, 0), np.arange(len(courses))
    begun = every[first_day <= period.last.toordinal()]
    course = np.concatenate([every, np.repeat(every, number), begun])
    place = np.concatenate([np.full(len(every), BASELINE), places(first, number), np.full(len(begun), LATEST)])
    latest = period.last.toordinal() - WINDOW_DAYS + 1
    begins = np.where(place == LATEST, latest, first_day[course] + WINDOW_DAYS * place)
    columns = {"place": place, "first_day": begins, "last_day": begins + WINDOW_DAYS - 1}
    return pd.DataFrame(columns, index=pd.Index(course, name="course"), dtype="int64").sort_index(kind="stable")


def _counts(
    connection: Connection, windows: pd.DataFrame, patients: pd.Series[str], period: Window, basis: Basis
) -> pd.DataFrame:
    """The days of each window by state, and its headache days; days before the period or after as-of are outside."""
    names = (*STATES, "of_attacks", KIND, f"{KIND}_unknown")
    if windows.empty:
        return pd.DataFrame(columns=list(names), dtype="int64")
    # Of a baseline that begins earlier, the days within the period.
    asked = windows.assign(first_day=windows["first_day"].clip(lower=period.first.toordinal()))
    found = _found(connection, asked, patients, period, _named(basis, patients))
    still_open = found["inside_open"] - found["filled_open"]
    by_state = {
        "open": still_open,
        "missing": found["inside"] - found["filled"] - still_open,
        "outside": WINDOW_DAYS - found["inside"],
    }
    return found.assign(**by_state)[list(names)].astype("int64")


def _named(basis: Basis, patients: pd.Series[str]) -> Basis:
    """The basis of these patients alone, where they are few enough to be named in a statement."""
    names = patients.unique()
    return basis if len(names) > MOST_NAMED else basis.of(list(names))


def _found(
    connection: Connection, windows: pd.DataFrame, patients: pd.Series[str], period: Window, basis: Basis
) -> pd.DataFrame:
    """The columns of `counted`, a row a window in their order; `patients` are those of the courses."""
    grid = kept_grid(connection, period, basis)
    first, last = (windows[name].to_numpy(dtype="int64") for name in ("first_day", "last_day"))
    if grid is not None:
        rows = pd.Index(grid.patients).get_indexer(pd.Index(patients))[windows.index]
        return pd.DataFrame(numbers_in(grid, rows.tolist(), first.tolist(), last.tolist(), (KIND,), basis))
    known = kept_patients(connection, basis)
    if known is not None:
        row = known[0].patients.get_indexer(pd.Index(patients))[windows.index]
        return counts_of(connection, known[0], Stretches(row, first, last), (KIND,), basis)
    asked = windows.assign(patient_id=patients)
    days = days_in_force(basis, period=period, kinds=(KIND,), within=asked_days(asked))
    statement = counted(listed_windows(asked), days, basis, (KIND,), listed_runs(asked))
    found = with_undated(connection, numbers_of(connection, statement), (KIND,), basis)
    return found.set_index("position").sort_index()
