"""How late a dose may be, and how long without treatment makes a pause."""

from __future__ import annotations

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


def leaves_one_out(days_apart: int, interval: int, unread: int = 0) -> bool:
    """Whether doses so many days apart leave one out entirely.

    For certain: with `unread` doses that may lie between them, wherever they lie.
    """
    return days_apart > (unread + 1) * longest_apart(interval)
