"""How a diary was filled in: how late, in how many days at once, and where the empty days lie.

Every function takes the days of a period in order (`entries.day_entries`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise

from analysis.days.day_by_day import DayEntry, DayState
from analysis.patterns.headache import HEADACHE
from analysis.patterns.shares import Share, persistence_of, share_of
from analysis.windows import WINDOW_DAYS, Window

SATURDAY = 5

CONTEMPORANEOUS_DAYS = 1
"""Entries made the same day or the day after are contemporaneous, later ones filled in afterwards (CMP-5)."""
LAGS = (("same_day", 0), ("one_or_two", 2), ("three_to_seven", 7))
"""Groups of entry lag with the longest lag of each, days; later ones are `later`."""
BULK_DAYS = 3
"""Days entered on one date from which it is filling in bulk: a local setting, no publication names a number."""
SHORTEST_GAP = 3
"""Consecutive unfilled days from which a gap is listed (CMP-6)."""
MUCH_BACKFILLED = 0.25
"""Share of days written two days later or more from which recall bias is pointed out: a local setting [P] (CMP-5)."""
FEWEST_MISSING = 5
"""Missing days from which it is told where they lie: a local setting [P]; of fewer, chance makes any pattern."""


@dataclass(frozen=True)
class Lags:
    """How long after their day the entries were written: filled days by group, `untold` where it is not recorded.

    `backfilled` are the days written two days later or more, of those recorded (CMP-5). `in_bulk` are days that were
    written on one date together with at least two others.
    """

    by_group: Mapping[str, int]
    backfilled: Share
    in_bulk: Share


@dataclass(frozen=True)
class Clustering:
    """Whether missing days follow headache or fall on weekends (MIS-1, MIS-2); days still open are left out."""

    after_headache: Share
    after_headache_free: Share
    weekends: Share
    weekdays: Share


def recall_lags(entries: Sequence[DayEntry]) -> Lags:
    """How long after their day the filled days were written."""
    filled = [entry for entry in entries if entry.state.is_filled]
    lags = [lag for lag in map(_lag, filled) if lag is not None]
    written = Counter(moment.date() for moment in map(_recorded_at, filled) if moment)
    groups = Counter(map(_group, lags))
    in_bulk = sum(days for days in written.values() if days >= BULK_DAYS)
    return Lags(
        {**{name: groups[name] for name, _ in LAGS}, "later": groups["later"], "untold": len(filled) - len(lags)},
        share_of(lag > CONTEMPORANEOUS_DAYS for lag in lags),
        Share(in_bulk, len(lags)),
    )


def unfilled_clustering(entries: Sequence[DayEntry]) -> Clustering:
    """How often a day is missing after a headache day, after a headache-free one, on weekends and on weekdays."""
    settled = [entry for entry in entries if _is_settled(entry)]
    after = [
        (before.state, later.state is DayState.MISSING) for before, later in pairwise(entries) if _is_settled(later)
    ]
    return Clustering(
        share_of(missing for state, missing in after if state in HEADACHE),
        share_of(missing for state, missing in after if state is DayState.HEADACHE_FREE),
        share_of(entry.state is DayState.MISSING for entry in settled if entry.date.weekday() >= SATURDAY),
        share_of(entry.state is DayState.MISSING for entry in settled if entry.date.weekday() < SATURDAY),
    )


def missing_persistence(entries: Sequence[DayEntry]) -> float:
    """The correlation of a missing day with the next, each 28 days having a rate of their own; gaps are runs."""
    marks = [entry.state is DayState.MISSING if _is_settled(entry) else None for entry in reversed(entries)]
    return persistence_of(marks[start : start + WINDOW_DAYS] for start in range(0, len(marks), WINDOW_DAYS))


def _is_settled(entry: DayEntry) -> bool:
    return entry.state.is_filled or entry.state is DayState.MISSING


def gaps(entries: Sequence[DayEntry]) -> tuple[Window, ...]:
    """The gaps of three unfilled days or more, the longest first, of equal ones the newer first (CMP-6)."""
    unfilled = frozenset({DayState.OPEN, DayState.MISSING})
    runs = [list(run) for empty, run in groupby(entries, key=lambda entry: entry.state in unfilled) if empty]
    found = [Window(run[0].date, run[-1].date, "gap") for run in runs if len(run) >= SHORTEST_GAP]
    return tuple(sorted(found, key=lambda gap: (-gap.days, -gap.first.toordinal())))


def _recorded_at(entry: DayEntry) -> datetime | None:
    moment = entry.fields.get("recorded_at")
    return moment if isinstance(moment, datetime) else None


def _lag(entry: DayEntry) -> int | None:
    moment = _recorded_at(entry)
    return (moment.date() - entry.date).days if moment else None


def _group(lag: int) -> str:
    return next((name for name, longest in LAGS if lag <= longest), "later")
