"""The state of a day, decided once: filled, open, missing or outside (CMP-1, CMP-2, CMP-4).

A day is *inside* while the patient had a diary that is known at the as-of date: from enrolment to the day of leaving or
the as-of date, whichever is first, and in no period that was set aside where such days are not counted. A day inside is
*filled* when an entry counts for it. An empty one is *open* while it can still be filled in, and *missing* once locked.

Here it is told of one day or in a statement, in dates or numbers of days (`date.toordinal`); of many days side by side
in `analysis.days.states`, so that the door need not load arrays.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import IntEnum
from typing import Any

from sqlalchemy import CTE, ColumnElement, func, select

from analysis.basis import Basis
from analysis.querying.schema import CALENDAR, PATIENTS
from analysis.settings import Settings

BEFORE_ENROLMENT, AFTER_LEAVING = "before-enrolment", "after-leaving"


class State(IntEnum):
    """What a day is; in an array of states, its place here. An excluded day that is not counted is OUTSIDE."""

    FILLED = 0
    OPEN = 1
    MISSING = 2
    OUTSIDE = 3

    @property
    def code(self) -> str:
        """The name other programs rely on: filled, open, missing, outside."""
        return self.name.lower()


def oldest_fillable(basis: Basis) -> date:
    """The oldest day that can still be filled in (CMP-4)."""
    return oldest_fillable_on(basis.as_of, basis.settings)


def oldest_fillable_on(day: date, settings: Settings) -> date:
    """The oldest day that can be filled in on `day` (CMP-4)."""
    return day - timedelta(days=settings.lock_days)


def last_fillable(day: date, settings: Settings) -> date:
    """The last day on which `day` can be filled in: D+7 when it can be for seven days (CMP-4)."""
    return day + timedelta(days=settings.lock_days)


def locks_on(day: date, settings: Settings) -> date:
    """The day from whose first minute `day` is locked: D+8 when it can be filled in for seven days (CMP-4)."""
    return last_fillable(day, settings) + timedelta(days=1)


def side_outside(day: date, enrolled: date, left: date | None) -> str:
    """On which side of a patient's time here a day lies, before-enrolment or after-leaving; empty within it."""
    if day < enrolled:
        return BEFORE_ENROLMENT
    return AFTER_LEAVING if left is not None and day > left else ""


def diary_spans(as_of: date) -> CTE:
    """A row a patient: patient_id, and `first` and `last`, the numbers of the first and the last day inside.

    `last` lies before `first` where the patient enrols after `as_of`.
    """
    enrolled, left = CALENDAR.alias("enrolled"), CALENDAR.alias("left_on")
    end = as_of.toordinal()
    last: ColumnElement[Any] = func.least(func.coalesce(left.c.day, end), end)
    return (
        select(PATIENTS.c.patient_id, enrolled.c.day.label("first"), last.label("last"))
        .join(enrolled, enrolled.c.date == PATIENTS.c.enrolled_on)
        .outerjoin(left, left.c.date == PATIENTS.c.left_on)
        .cte("diary_spans")
    )
