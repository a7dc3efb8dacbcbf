"""Headache and migraine days of the 28 days that end on each day, for a line that moves with the diary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from analysis.basis import Basis
from analysis.counts.day_count import DayCount
from analysis.counts.from_grid import counts_in
from analysis.days.grid import DayGrid
from analysis.windows import WINDOW_DAYS, windows_ending

KINDS = ("headache", "migraine")
"""The kinds of day that the grid must hold."""


@dataclass(frozen=True)
class MovingDay:
    """The 28 days that end on `date` (DAY-4): days of headache and of migraine, and what is not known of them."""

    date: date
    headache: DayCount
    migraine: DayCount


def moving_28(days: DayGrid, basis: Basis) -> tuple[MovingDay, ...]:
    """One for each day of a patient's `days` whose 28 days all lie in their period and inside, oldest first.

    `days` are those of one patient with KINDS, read on `basis`. Each is counted as any window is (`from_grid`).
    """
    number = max(0, days.period.days - WINDOW_DAYS + 1)
    ends = [days.period.last - timedelta(days=back) for back in reversed(range(number))]
    (counts,) = counts_in(days, [windows_ending(end, 1)[0] for end in ends], basis).values()
    return tuple(
        MovingDay(one.window.last, one["headache"], one["migraine"]) for one in counts if not one.completeness.outside
    )
