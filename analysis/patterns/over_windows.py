"""How headache came and went over a longer time: the longest stretch without it, and crossings of the chronic line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from analysis.counts.day_count import WindowCounts
from analysis.days.grid import DayGrid
from analysis.outcomes import Outcome

CHRONIC_DAYS = 15
"""Days of 28 with headache from which a window lies in the range of chronic migraine (CM-1; unscaled, DAY-5)."""


@dataclass(frozen=True)
class FreeStretch:
    """The longest run of days surely without headache, days, with its first and last day (None: no such day).

    `highest` is what it would be at most, were every day that is not known free.
    """

    days: int
    highest: int
    first: date | None = None
    last: date | None = None

    def as_json(self) -> dict[str, object]:
        """The stretch as other programs rely on it."""
        return {
            "days": self.days,
            "highest": self.highest,
            "from": self.first.isoformat() if self.first else None,
            "to": self.last.isoformat() if self.last else None,
        }


def longest_free_stretch(grid: DayGrid) -> FreeStretch:
    """The longest run of filled days without headache of the one patient in `grid`; the newest of several as long.

    A day that is empty or does not tell ends it: it is no headache-free day.
    """
    days, place = _longest(grid.surely_not("headache")[0])
    highest, _ = _longest((grid.inside & ~grid.surely("headache"))[0])
    if not days:
        return FreeStretch(0, highest)
    first = grid.period.first + timedelta(days=place)
    return FreeStretch(days, highest, first, first + timedelta(days=days - 1))


def _longest(chosen: npt.NDArray[np.bool_]) -> tuple[int, int]:
    """The length of the longest run of chosen places, the last of them, and where it begins."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], chosen, [False])).astype(np.int8)))
    runs = list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
    return max(((end - begin, begin) for begin, end in runs), default=(0, 0))


@dataclass(frozen=True)
class FrequencyCourse:
    """Of each window, oldest first, whether headache reaches 15 days (NOT_COMPUTABLE where days lie outside)."""

    windows: tuple[Outcome, ...]

    @property
    def crossings(self) -> int:
        """How often it surely went from one side of the line to the other; windows that are open are passed over."""
        told = [one for one in self.windows if one in (Outcome.MET, Outcome.NOT_MET)]
        return sum(before is not after for before, after in pairwise(told))

    def as_json(self) -> dict[str, object]:
        """The course as other programs rely on it; its caution is that of CM-10."""
        return {
            "limit": CHRONIC_DAYS,
            "by_window": [one.code for one in self.windows],
            "crossings": self.crossings,
            "caution": "crossing_is_common",
        }


def frequency_course(windows: Sequence[WindowCounts]) -> FrequencyCourse:
    """On which side of the line each window lies, whatever the days that are not known were.

    A crossing is no change of diagnosis: 12 % of months cross the line (VAR-2), 73.4 % of people with chronic migraine
    fall below it at least once in a year (CM-10).
    """
    return FrequencyCourse(tuple(_side(window) for window in windows))


def _side(window: WindowCounts) -> Outcome:
    count = window["recorded_headache"]
    side = count.reaches(CHRONIC_DAYS)
    is_untold = side is Outcome.NOT_MET and count.highest + window.outside >= CHRONIC_DAYS
    return Outcome.NOT_COMPUTABLE if is_untold else side
