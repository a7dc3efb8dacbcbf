"""Days by their time in the menstrual cycle: the days around the first day of bleeding, and all others (MEN-1)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest

from analysis.days.day_by_day import DayEntry, DayState
from analysis.patterns.shares import Share, persistence_of, share_of

MIGRAINE = frozenset({DayState.MIGRAINE})
TOLD = MIGRAINE | {DayState.OTHER_HEADACHE, DayState.HEADACHE_FREE}
"""States that tell whether the day was a migraine day."""


@dataclass(frozen=True)
class CycleTiming:
    """Migraine days in the window around each day 1 and on the other days of the cycle, of the filled days that tell.

    `cycles` is how many days 1 are known; `persistence` is the correlation of a day with the next, within either group.
    """

    cycles: int
    in_window: Share
    elsewhere: Share
    persistence: float


def cycle_timing(
    entries: Sequence[DayEntry],
    first_days: Sequence[date],
    doubtful: Collection[date] = (),
    *,
    before: int,
    after: int,
    shortest: int,
) -> CycleTiming | None:
    """Migraine days by their time in the cycle; None without a known day 1.

    `first_days` are the known days 1 in order, `doubtful` days that may be one too. The window is `before` days before
    day 1 to `after` days after it. Other days count only where they cannot lie in the window of a cycle that is not
    known: between two days 1 without a doubtful one, else as long as no cycle can begin anew (`shortest` days).
    """
    if not first_days:
        return None
    window = {day for first in first_days for day in _days(first, -before, after + 1)}
    others = set()
    for first, following in zip_longest(first_days, first_days[1:]):
        is_known = following and not any(first < day < following for day in doubtful)
        others |= set(_days(first, after + 1, ((following - first).days if is_known else shortest) - before))
    inside, outside = _marks(entries, window), _marks(entries, others - window)
    return CycleTiming(len(first_days), _share(inside), _share(outside), persistence_of([inside, outside]))


def _marks(entries: Sequence[DayEntry], days: Collection[date]) -> list[bool | None]:
    """Whether each entry is a migraine day; None where it does not tell or is none of `days`."""
    return [entry.state in MIGRAINE if entry.date in days and entry.state in TOLD else None for entry in entries]


def _share(marks: Sequence[bool | None]) -> Share:
    return share_of(mark for mark in marks if mark is not None)


def _days(first: date, start: int, stop: int) -> list[date]:
    """The days `start` to `stop` from `first` on, without the last."""
    return [first + timedelta(days=offset) for offset in range(start, stop)]
