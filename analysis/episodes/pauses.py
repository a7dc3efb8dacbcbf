"""How late a dose may be, and how long without treatment makes a pause."""

from __future__ import annotations

import numpy as np

from analysis.querying.columns import Real, Whole

QUARTERLY_DAYS = 84
"""Shortest interval of a quarterly drug, days (WIN-8: 12 weeks to 3 months)."""
LATE_DAYS_MONTHLY, LATE_DAYS_QUARTERLY = 7, 14
"""A dose later than this many days after its day is a dose deviation (WIN-10, local setting)."""


def tolerated_days(interval: Whole | int) -> Whole:
    """Days that a dose may be late, for an interval in days."""
    return np.where(np.asarray(interval) >= QUARTERLY_DAYS, LATE_DAYS_QUARTERLY, LATE_DAYS_MONTHLY)


def dosing_interval(interval_days: Real) -> Whole:
    """Days between doses: one where it is not known."""
    return np.where(np.nan_to_num(interval_days) == 0, 1, interval_days).astype(np.int64)


def pause_days(interval_days: Real) -> Whole:
    """Days without treatment that make a pause: a whole interval and what a dose may be late (local setting)."""
    interval = dosing_interval(interval_days)
    return interval + tolerated_days(interval)
