"""The treatment that is shown on a line: the last of those that run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from analysis.episodes.courses import Course
from analysis.episodes.everybody import Alone, Courses, OnDays
from analysis.querying.columns import Texts, only_where

DRUG = "treatment_drug"
"""The column with its name."""
COURSE, ODD = "treatment_course", "treatment_remarks"
"""The columns with the course itself (`course_of`), and with what is odd about the records of all treatments."""
SINCE = "treatment_since"
"""The column with the number of the day of its first dose; NaN where that is not known, or none runs."""
COLUMNS = (DRUG, COURSE, ODD, SINCE)
RECENT_DAYS = 168
"""How long after its end the records of a treatment are still asked about, days: the default period (local setting)."""


def running_treatments(courses: Courses, as_of: date) -> pd.DataFrame:
    """The last that runs at `as_of`, by its start and its name, of each patient who has had any; None where none does.

    By patient, the columns COLUMNS.
    """
    rows = [_row(some, as_of) for some in courses.by_patient.values()]
    found = pd.DataFrame(rows, pd.Index(list(courses.by_patient), dtype="str"), list(COLUMNS), dtype=object)
    every = [found] if courses.alone is None else [_of_those_alone(courses.alone, as_of), found]
    table = pd.concat([one for one in every if len(one)] or [found])
    return table.astype({SINCE: "float64"})


def course_of(cell: Course | OnDays | None) -> Course | None:
    """The course in a cell of the column COURSE."""
    return cell.course() if isinstance(cell, OnDays) else cell


def _of_those_alone(alone: Alone, as_of: date) -> pd.DataFrame:
    day = as_of.toordinal()
    runs = (alone.first_day <= day) & ~(alone.last_day < day)
    is_asked_about = ~(day - alone.last_day >= RECENT_DAYS)
    drugs = _objects([like.first.drug for like in alone.likes])[alone.place]
    odd = _objects([like.remarks or None for like in alone.likes])[alone.place]
    return pd.DataFrame(
        {
            DRUG: only_where(runs, drugs),
            COURSE: only_where(runs, _objects(alone.on_days())),
            ODD: only_where(is_asked_about, odd),
            SINCE: np.where(runs, alone.first_day, np.nan),
        },
        pd.Index(alone.patients, dtype="str"),
    )


def _objects(cells: Sequence[object]) -> Texts:
    """A column of objects, which are not looked into."""
    return np.fromiter(cells, dtype=object, count=len(cells))


def _row(courses: Sequence[Course], as_of: date) -> tuple[object, ...]:
    running = [course for course in courses if course.runs_on(as_of)]
    newest = running[-1] if running else None
    odd = [remark for course in courses if _is_asked_about(course, as_of) for remark in course.remarks]
    is_since_known = newest is not None and newest.first.has_known_start
    since = newest.first.first_dose.toordinal() if newest and is_since_known else None
    return newest.on(as_of).drug if newest else None, newest, tuple(odd) or None, since


def _is_asked_about(course: Course, as_of: date) -> bool:
    last = course.last.last_day
    return last is None or (as_of - last).days < RECENT_DAYS
