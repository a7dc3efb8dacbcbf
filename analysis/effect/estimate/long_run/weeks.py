"""A diary as the model reads it: the windows that are kept well enough, and the counts of each of their weeks.

Weeks are blocks of seven days from the day of first dose, in both directions; a 28-day window is four of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.effect.estimate.transitions import LONGEST_GAP, STATES, STATISTICS
from analysis.windows import WINDOW_DAYS

Numbers = NDArray[np.float64]
Days = NDArray[np.int8]
"""One day each: 1 with, 0 without what is counted, -1 where a day is empty or does not tell."""

WEEK_DAYS = 7
WEEKS = WINDOW_DAYS // WEEK_DAYS
"""Weeks of a window."""
FEWEST_TOLD_DAYS = 14
"""Days that must tell in a window for it to be read (CMP-21)."""
MOST_WINDOWS_BEFORE = 6
MOST_WINDOWS_ON = 3
"""Weeks 1-12: later a drug may wear off, or be given in another dose."""
UNTOLD = -1


@dataclass(frozen=True)
class Record:
    """The days read: `before` and `on` are whole windows, the last day before and the first day on next to each other.

    Days of a window that is not kept well enough are UNTOLD, so that time passes through it; windows before the first
    that is kept, and after the last one, are left out. `weeks_between` have passed unread since the start.
    """

    before: Days
    on: Days
    windows_before: int
    windows_on: int
    weeks_between: int = 0


def record_of(before: Days, on: Days) -> Record:
    """The record of the days up to the day of first dose, and of those from it on."""
    earlier = _whole_windows(before[-MOST_WINDOWS_BEFORE * WINDOW_DAYS :], is_end_known=True)
    later = _whole_windows(on[: MOST_WINDOWS_ON * WINDOW_DAYS], is_end_known=False)
    return _record(earlier, later)


def record_of_latest(before: Days, on: Days) -> Record:
    """The record whose days on treatment are the latest ones: windows end on the last day, not at week 12."""
    earlier = _whole_windows(before[-MOST_WINDOWS_BEFORE * WINDOW_DAYS :], is_end_known=True)
    later = _whole_windows(on[-MOST_WINDOWS_ON * WINDOW_DAYS :], is_end_known=True)
    return _record(earlier, later, round(max(len(on) - later.size, 0) / WEEK_DAYS))


def _whole_windows(days: Days, *, is_end_known: bool) -> Days:
    """The days as rows of 28, untold ones added where the diary begins or ends."""
    added = -len(days) % WINDOW_DAYS
    padding = (added, 0) if is_end_known else (0, added)
    rows: Days = np.pad(days, padding, constant_values=UNTOLD).reshape(-1, WINDOW_DAYS).astype(np.int8)
    return rows


def _record(earlier: Days, later: Days, weeks_between: int = 0) -> Record:
    """The record of windows before and on treatment, a row each."""
    kept_before, kept_on = is_kept(earlier), is_kept(later)
    before = np.where(kept_before[:, None], earlier, UNTOLD)[_first(kept_before) :]
    on = np.where(kept_on[:, None], later, UNTOLD)[: len(kept_on) - _first(kept_on[::-1])]
    return Record(before.ravel(), on.ravel(), int(kept_before.sum()), int(kept_on.sum()), weeks_between)


def is_kept(windows: Days) -> NDArray[np.bool_]:
    """Whether enough days of each window tell."""
    return np.asarray((windows >= 0).sum(axis=1) >= FEWEST_TOLD_DAYS)


def _first(kept: NDArray[np.bool_]) -> int:
    return int(kept.argmax()) if kept.any() else len(kept)


def weekly_counts(days: Days) -> Numbers:
    """The counts of STATISTICS in each week of whole weeks of days: shaped (weeks, STATISTICS).

    The first day that tells is counted once in the whole record; a pair of days belongs to the week of the later one.
    """
    counts = np.zeros((len(days) // WEEK_DAYS, len(STATISTICS)))
    told = np.flatnonzero(days >= 0)
    if not len(told):
        return counts
    state = days[told].astype(np.intp)
    counts[told[0] // WEEK_DAYS, state[0]] = 1
    gap = np.minimum(np.diff(told), LONGEST_GAP)
    pair = len(STATES) + 4 * (gap - 1) + 2 * state[:-1] + state[1:]
    np.add.at(counts, (told[1:] // WEEK_DAYS, pair), 1)
    return counts
