"""How late a dose may be, and how long without treatment makes a pause."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

QUARTERLY_DAYS = 84
"""Shortest interval of a quarterly drug, days (WIN-8: 12 weeks to 3 months)."""
LATE_DAYS_MONTHLY, LATE_DAYS_QUARTERLY = 7, 14
"""A dose later than this many days after its day is a dose deviation (WIN-10, local setting)."""


def tolerated_days(interval: int) -> int:
    """Days that a dose may be late, for an interval in days."""
    return LATE_DAYS_QUARTERLY if interval >= QUARTERLY_DAYS else LATE_DAYS_MONTHLY


def pause_days(interval: int) -> int:
    """Days without treatment that make a pause: a whole interval and what a dose may be late (local setting)."""
    return interval + tolerated_days(interval)


def longest_apart(interval: int) -> int:
    """Days from one dose to the next at most, unless one was left out entirely."""
    return interval + pause_days(interval) - 1


def leaves_one_out(first: date, last: date, interval: int, unread: Sequence[date | None] = ()) -> bool:
    """Whether from one dose to the next, or to a later day, one was left out entirely.

    For certain: where doses that could not be read may lie between them, on these days, or None: on any day.
    """
    days = [first, *sorted(day for day in unread if day and first < day < last), last]
    longest = longest_apart(interval)
    lacking = sum(((following - day).days - 1) // longest for day, following in pairwise(days))
    return lacking > unread.count(None)
