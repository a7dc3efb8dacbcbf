"""The courses of a whole clinic: of patients with one plain row of one drug as columns, of the others one by one.

Most patients have one treatment of which one row says all, and thousands have it alike but for its days. What such a
row makes is made once, by the same rules as of anybody (`making.episodes`), and each patient has it on days of their
own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlalchemy import Connection, select

from analysis.episodes.courses import Course, courses
from analysis.episodes.making import episodes
from analysis.episodes.table import courses_by_patient, table_of
from analysis.querying.columns import Real, Truths, Whole, are_among, day_of
from analysis.querying.parameters import is_of
from analysis.querying.rows import dated_rows_of
from analysis.querying.schema import TREATMENT_DOSES, TREATMENTS
from analysis.records.treatments import DAY, recorded_treatments
from analysis.records.unread import unread_doses, unread_treatments
from analysis.windows import Window

FEWEST_PATIENTS = 500
"""With fewer, named ones it costs less to look at each."""
_LIKE = ("drug", "atc", "dose", "dose_unit", "interval_days", "stop_reason", "has_ended")
"""What two rows have to have alike to make the same but for their days."""


class OnDays(NamedTuple):
    """The course of a plain row: as `like`, on other days. `last_day` is NaN where it goes on."""

    like: Course
    first_day: int
    last_day: float

    def course(self) -> Course:
        """The course itself."""
        (step,) = self.like.steps
        first, last = day_of(self.first_day), None if np.isnan(self.last_day) else day_of(self.last_day)
        return Course((replace(step, first_dose=first, course_began_on=first, last_day=last),))


@dataclass(frozen=True, eq=False)
class Alone:
    """Patients of whom one plain row is all that is recorded: its days as known, and its place among the `likes`."""

    patients: npt.NDArray[np.object_]
    first_day: Whole
    last_day: Real
    place: Whole
    likes: tuple[Course, ...] = ()

    def on_days(self) -> list[OnDays]:
        """The course of each."""
        likes = [self.likes[place] for place in self.place.tolist()]
        return [*map(OnDays, likes, self.first_day.tolist(), self.last_day.tolist())]

    def table(self, as_of: date) -> pd.DataFrame:
        """Their rows in the table of courses."""
        like = table_of({str(place): (course,) for place, course in enumerate(self.likes)}, as_of, {})
        beyond = (like["lasts_until"] - like["last_day"]).to_numpy()[self.place]
        return like.take(self.place).assign(
            patient_id=pd.Series(self.patients, like.index[self.place], "str"),
            first_day=self.first_day,
            last_day=self.last_day,
            lasts_until=np.where(np.isnan(self.last_day), np.inf, self.last_day + beyond),
        )


@dataclass(frozen=True, eq=False)
class Courses:
    """The courses of many patients as known at `as_of`: of those `alone`, and of each of the others, by pseudonym.

    `unread` are the days of treatments that were not read whole, by pseudonym.
    """

    as_of: date
    by_patient: Mapping[str, Sequence[Course]]
    unread: Mapping[str, Collection[Window]]
    alone: Alone | None = None

    @cached_property
    def table(self) -> pd.DataFrame:
        """The table of all, as `course_table` describes it."""
        others = table_of(self.by_patient, self.as_of, self.unread)
        if self.alone is None or not len(self.alone.patients):
            return others
        found = self.alone.table(self.as_of)
        if len(others):
            found = pd.concat([found, others])
        if not found["patient_id"].is_monotonic_increasing:
            found = found.sort_values("patient_id", kind="stable")
        return found.reset_index(drop=True)


def courses_of(connection: Connection, patients: Sequence[str] | None, as_of: date) -> Courses:
    """The courses of these patients (None: everyone) as known at `as_of`."""
    unread = unread_treatments(connection, patients)
    if patients is not None and len(patients) < FEWEST_PATIENTS:
        return Courses(as_of, courses_by_patient(recorded_treatments(connection, patients), as_of), unread)
    rows, with_doses = _rows(connection, patients, as_of), _with_doses(connection, patients)
    is_alone = _are_alone(rows, {*with_doses, *unread, *unread_doses(connection, patients)})
    others = {*with_doses, *rows["patient_id"][~is_alone]}
    alone = _alone(connection, rows[is_alone], as_of)
    return Courses(as_of, courses_by_patient(recorded_treatments(connection, sorted(others)), as_of), unread, alone)


def course_table(connection: Connection, patients: Sequence[str] | None, as_of: date) -> pd.DataFrame:
    """A row a course of these patients (None: everyone), by patient_id, first day and drug, numbered from 0.

    As known at `as_of`: a later end, the reason for it and later doses are not seen, while treatments that begin later
    are there, as planned. Days are day numbers (`date.toordinal`), blank texts NaN. A row tells what `Course.as_one`
    does:

    - `patient_id`; `drug` as written; `family`, NaN where the catalogue does not know the drug; `key` what the courses
      of one drug have in common
    - `first_day` the first dose, the earliest it can have been where not `has_known_start`; `last_day` of treatment as
      recorded or found, NaN: it goes on; `steps` the number of its doses
    - `beginning` the value of the `Beginning` of its first step; `stop_reason`, NaN where it goes on or none is known
    - `lasts_until` the last day on which the treatment counts (`covers`), since a dose given at intervals lasts its
      interval out; infinite while it goes on
    - `weeks_to_judge` the weeks from first dose whose last four are judged
    - `is_unread` whether its end or a dose could not be read: `last_day` and `steps` are not to be relied on then
    - `may_be_switch` whether it may have been a switch, since an earlier treatment could not be read whole
    """
    return courses_of(connection, patients, as_of).table


def _rows(connection: Connection, patients: Sequence[str] | None, as_of: date) -> pd.DataFrame:
    """The rows of treatments as known: an end that came later, and its reason, are not seen."""
    of = TREATMENTS.c
    names = ("patient_id", "drug", "atc", "start_known", "dose", "dose_unit", "interval_days", "stop_reason")
    statement = select(*(of[name] for name in names), of.started_on, of.stopped_on)
    if patients is not None:
        statement = statement.where(is_of(of.patient_id, patients))
    found = dated_rows_of(connection, statement, ("started_on", "stopped_on"))
    is_known = found["stopped_on"] <= as_of.toordinal()
    reason, last = found["stop_reason"].astype(object).where(is_known, None), found["stopped_on"].where(is_known)
    return found.assign(stop_reason=reason, stopped_on=last, has_ended=is_known)


def _with_doses(connection: Connection, patients: Sequence[str] | None) -> list[str]:
    """Who has single doses."""
    statement = select(TREATMENT_DOSES.c.patient_id).distinct()
    if patients is not None:
        statement = statement.where(is_of(TREATMENT_DOSES.c.patient_id, patients))
    return list(connection.execute(statement).scalars())


def _are_alone(rows: pd.DataFrame, elsewhere: Collection[str]) -> Truths:
    """Whether each row is a plain one (`making.episodes`), and all that is recorded of its patient."""
    start, ended = rows["start_known"], rows["stopped_on"]
    is_plain = (start.isna() | (start == DAY)) & ~(ended <= rows["started_on"])
    is_one = ~rows["patient_id"].duplicated(keep=False)
    is_alone: Truths = np.asarray(is_plain & is_one, dtype=bool)
    return is_alone & ~are_among(rows["patient_id"], elsewhere) if elsewhere else is_alone


def _alone(connection: Connection, rows: pd.DataFrame, as_of: date) -> Alone:
    place = np.asarray(rows.groupby(list(_LIKE), sort=False, dropna=False).ngroup(), dtype=np.int64)
    patients = rows["patient_id"].to_numpy(dtype=object)
    _, first = np.unique(place, return_index=True)
    examples = patients[first].tolist()
    recorded = recorded_treatments(connection, examples)
    made = [courses(episodes(recorded[patient], as_of)) for patient in examples]
    started, stopped = rows["started_on"].to_numpy(dtype=np.int64), rows["stopped_on"].to_numpy(dtype=np.float64)
    return Alone(patients, started, stopped, place, tuple(course for (course,) in made))
