"""The course over 28-day windows, beside what a diary varies by itself (VAR-1, VAR-2).

The spread of a count of 28 days is the rule of thumb of the rule book: sqrt(28 p (1 - p) (1 + r) / (1 - r)), [D].
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.days.day_by_day import DayEntry, DayState
from analysis.patterns.headache import HEADACHE, persistence
from analysis.patterns.shares import Compared, against_chance, share_of
from analysis.windows import Window


@dataclass(frozen=True)
class WindowShare:
    """A window with its days in some states, of its filled days, and the zone of its natural variation."""

    window: Window
    compared: Compared


def course(
    entries: Sequence[DayEntry],
    windows: Sequence[Window],
    *,
    least_filled: int,
    states: frozenset[DayState] = HEADACHE,
) -> tuple[WindowShare, ...]:
    """The windows with at least `least_filled` filled days (CMP-21), in order, against one rate for all of them.

    `entries` hold the days of the windows. A window outside its zone differs by more than a diary does whose rate never
    changes; that it lies inside does not mean that nothing changed, and neither says why. Empty for fewer than two.
    """
    shares = {
        window: share_of(entry.state in states for entry in entries if entry.state.is_filled and entry.date in window)
        for window in windows
    }
    told = {window: share for window, share in shares.items() if share.of >= least_filled}
    if len(told) < 2:
        return ()
    compared = against_chance(list(told.values()), persistence(entries, states))
    return tuple(WindowShare(window, one) for window, one in zip(told, compared, strict=True))
