"""Every course of treatment of every patient, as a table: nobody is looked at one by one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

import numpy as np
import pandas as pd

from analysis.episodes.courses import Course, courses
from analysis.episodes.episode import last_week
from analysis.episodes.making import episodes
from analysis.episodes.remarks import BEGINNING_NOT_READ
from analysis.episodes.unread import is_unread
from analysis.querying.columns import Truths, Whole
from analysis.records.treatments import Recorded
from analysis.windows import Window

TYPES = {
    "patient_id": "str",
    "drug": "str",
    "key": "str",
    "family": "str",
    "first_day": "int64",
    "last_day": "float64",
    "beginning": "str",
    "stop_reason": "str",
    "lasts_until": "float64",
    "weeks_to_judge": "int64",
    "has_known_start": "bool",
    "steps": "int64",
    "is_unread": "bool",
    "may_be_switch": "bool",
}
"""The columns of the table, in order, and their types."""


def courses_by_patient(recorded: Mapping[str, Recorded], as_of: date) -> dict[str, tuple[Course, ...]]:
    """The courses of each patient as known at `as_of`, by pseudonym."""
    return {patient: courses(episodes(found, as_of)) for patient, found in sorted(recorded.items())}


def table_of(
    found: Mapping[str, Sequence[Course]], as_of: date, unread: Mapping[str, Collection[Window]]
) -> pd.DataFrame:
    """The table of these courses, as `everybody.course_table` describes it.

    `unread` are the days of treatments that were not read whole, by pseudonym.
    """
    rows = [_row(patient, course, as_of, unread.get(patient, ())) for patient, some in found.items() for course in some]
    columns = zip(*rows, strict=True) if rows else ((),) * len(TYPES)
    told = dict(zip(TYPES, columns, strict=True))
    return pd.DataFrame({name: pd.Series(list(told[name]), dtype=kind) for name, kind in TYPES.items()})


def _row(patient: str, course: Course, as_of: date, unread: Collection[Window]) -> tuple[object, ...]:
    one = course.as_one(as_of)
    until = one.lasts_until
    return (
        patient,
        one.drug,
        one.key,
        one.family,
        one.first_dose.toordinal(),
        one.last_day.toordinal() if one.last_day else np.nan,
        course.first.beginning.value,
        one.stop_reason,
        until.toordinal() if until else np.inf,
        last_week(one.primary),
        one.has_known_start,
        len(course.steps),
        is_unread(one, unread),
        one.family is not None and any(told.kind == BEGINNING_NOT_READ for told in course.first.remarks),
    )


def covers(table: pd.DataFrame, days: Whole | int) -> Truths:
    """Whether each treatment was on, or a dose given at intervals still counted, on the day of its row, or on one day.

    `days` are day numbers, one for each row of the table or one for all.
    """
    first, until = table["first_day"].to_numpy(), table["lasts_until"].to_numpy()
    return (first <= days) & (days <= until)
