"""The states of many days side by side, a row a patient and a column a day; what a state is stands in `state`."""

from __future__ import annotations

from datetime import date

import numpy as np
import numpy.typing as npt

from analysis.basis import Basis
from analysis.days.state import State, oldest_fillable
from analysis.querying.columns import Real
from analysis.windows import Window

Truths = npt.NDArray[np.bool_]
States = npt.NDArray[np.int8]
"""The states of days: a row a patient, a column a day, oldest first."""


def states(inside: Truths, filled: Truths, can_be_filled: Truths) -> States:
    """The state of each day: a filled day that is not inside is outside all the same."""
    found = np.select([~inside, filled, can_be_filled], [State.OUTSIDE, State.FILLED, State.OPEN], State.MISSING)
    return found.astype(np.int8)


def days_of(period: Window) -> npt.NDArray[np.datetime64]:
    """The days of the period in order."""
    days: npt.NDArray[np.datetime64] = np.datetime64(period.first) + np.arange(period.days)
    return days


def fillable(period: Window, basis: Basis) -> Truths:
    """Whether each day of the period can still be filled in, should it be empty and inside."""
    found: Truths = days_of(period) >= np.datetime64(oldest_fillable(basis))
    return found


def inside(period: Window, enrolled: Real, left: Real, as_of: date) -> Truths:
    """Whether each patient had a diary on each day of the period: a row each of `enrolled` and `left`, day numbers.

    `left` is NaN of who stays. Periods that were set aside are the caller's to take out.
    """
    days = np.arange(period.first.toordinal(), period.last.toordinal() + 1)
    found: Truths = (days >= enrolled[:, None]) & ~(days > left[:, None]) & (days <= as_of.toordinal())
    return found
