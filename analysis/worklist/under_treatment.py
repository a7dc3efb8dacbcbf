"""The treatment that is shown on a line: the last of those that run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from analysis.episodes.courses import Course

DRUG = "treatment_drug"
"""The column with its name."""
COURSE, ODD = "treatment_course", "treatment_remarks"
"""The columns with the course itself, and with what is odd about the records of all treatments, a tuple."""
RECENT_DAYS = 168
"""How long after its end the records of a treatment are still asked about, days: the default period (local setting)."""


def running_treatments(courses: Mapping[str, Sequence[Course]], as_of: date) -> pd.DataFrame:
    """The last that runs at `as_of`, by its start and its name, of each patient who has had any; None where none does.

    By patient, the columns DRUG, COURSE and ODD.
    """
    rows = [_row(some, as_of) for some in courses.values()]
    return pd.DataFrame(rows, index=pd.Index(list(courses), dtype="str"), columns=[DRUG, COURSE, ODD], dtype=object)


def _row(courses: Sequence[Course], as_of: date) -> tuple[object, ...]:
    running = [course for course in courses if course.runs_on(as_of)]
    newest = running[-1] if running else None
    odd = [remark for course in courses if _is_asked_about(course, as_of) for remark in course.remarks]
    return newest.on(as_of).drug if newest else None, newest, tuple(odd) or None


def _is_asked_about(course: Course, as_of: date) -> bool:
    last = course.last.last_day
    return last is None or (as_of - last).days < RECENT_DAYS
