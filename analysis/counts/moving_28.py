"""Headache and migraine days of the 28 days that end on each day, for a line that moves with the diary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from analysis.counts.day_count import DayCount
from analysis.days.day_by_day import DayEntry, DayState
from analysis.windows import WINDOW_DAYS

Kind = tuple[DayState, bool | None, bool | None]
"""The state of a day, and whether it counts as a headache day and as a migraine day."""


@dataclass(frozen=True)
class MovingDay:
    """The 28 days that end on `date` (DAY-4): days of headache and of migraine, and what is not known of them."""

    date: date
    headache: DayCount
    migraine: DayCount


def moving_28(entries: Sequence[DayEntry]) -> list[MovingDay]:
    """One for each day of `entries` whose 28 days all lie inside, oldest first.

    `entries` are the days of a period without a gap, in order; ValueError where a day is left out. Unfilled days count
    as unfilled, a headache day of untold kind as a headache day that may have been a migraine day.
    """
    if any(later.date - earlier.date != timedelta(days=1) for earlier, later in pairwise(entries)):
        raise ValueError("moving_28 needs every day of a period, in order")
    kinds = [(entry.state, entry.counts_as_headache, entry.counts_as_migraine) for entry in entries]
    found, counts = [], Counter[Kind]()
    for position, kind in enumerate(kinds):
        counts[kind] += 1
        if position >= WINDOW_DAYS:
            counts[kinds[position - WINDOW_DAYS]] -= 1
        if position >= WINDOW_DAYS - 1 and not counts[DayState.OUTSIDE, None, None]:
            found.append(_moving_day(entries[position].date, counts))
    return found


def _moving_day(day: date, counts: Counter[Kind]) -> MovingDay:
    filled = {kind: days for kind, days in counts.items() if kind[0].is_filled}
    told = sum(filled.values())
    headache, migraine = (
        DayCount(
            sum(days for kind, days in filled.items() if kind[place]),
            WINDOW_DAYS - told,
            sum(days for kind, days in filled.items() if kind[place] is None),
            told,
        )
        for place in (1, 2)
    )
    return MovingDay(day, headache, migraine)
