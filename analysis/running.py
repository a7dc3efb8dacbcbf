"""Headache and migraine days of the 28 days that end on each day, for a line that moves with the diary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from analysis.counts import DayCount
from analysis.entries import DayEntry, DayState
from analysis.windows import WINDOW_DAYS

HEADACHE_STATES = frozenset({DayState.MIGRAINE, DayState.OTHER_HEADACHE, DayState.HEADACHE})


@dataclass(frozen=True)
class RunningDay:
    """The 28 days that end on `date` (DAY-4): days of headache and of migraine, and what is not known of them."""

    date: date
    headache: DayCount
    migraine: DayCount


def running_28(entries: Sequence[DayEntry]) -> list[RunningDay]:
    """One for each day of `entries` whose 28 days all lie inside, oldest first.

    `entries` are the days of a period without a gap, in order; ValueError where a day is left out. Unfilled days count
    as unfilled, a headache day of untold kind as a headache day that may have been a migraine day.
    """
    if any(later.date - earlier.date != timedelta(days=1) for earlier, later in pairwise(entries)):
        raise ValueError("running_28 needs every day of a period, in order")
    states = [entry.state for entry in entries]
    found, counts = [], dict.fromkeys(DayState, 0)
    for position, state in enumerate(states):
        counts[state] += 1
        if position >= WINDOW_DAYS:
            counts[states[position - WINDOW_DAYS]] -= 1
        if position >= WINDOW_DAYS - 1 and not counts[DayState.OUTSIDE]:
            found.append(_running_day(entries[position].date, counts))
    return found


def _running_day(day: date, counts: dict[DayState, int]) -> RunningDay:
    unfilled = counts[DayState.OPEN] + counts[DayState.MISSING]
    filled = WINDOW_DAYS - unfilled
    headache = sum(counts[state] for state in HEADACHE_STATES)
    return RunningDay(
        day,
        DayCount(headache, unfilled, 0, filled),
        DayCount(counts[DayState.MIGRAINE], unfilled, counts[DayState.HEADACHE], filled),
    )
