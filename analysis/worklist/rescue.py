"""What filling in the days that are still open would do to the last 28, for one patient or a column of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from analysis.counts.completeness import Completeness, tier_of
from analysis.days.state import last_fillable
from analysis.outcomes import Whole
from analysis.settings import Settings


@dataclass(frozen=True)
class Rescue:
    """What filling in the days that are still open would do to the 28 days that end with the as-of date.

    `needed` of them reach the goal, 0 when it is reached already, None when all of them together do not; `until` is
    the last day on which so many of them can still be filled in. `filled` of `inside` is what all of them would make.
    """

    needed: int | None
    until: date | None
    filled: int
    inside: int
    lifts: bool
    """Whether filling them in reaches the goal or a better tier of completeness (CMP-21)."""


def days_to_goal(filled: Whole, inside: Whole, settings: Settings) -> Whole:
    """How many more filled days reach the goal; less than 1 when it is reached already."""
    # The goal in whole days, rounded up.
    return -(-settings.goal_percent * inside // 100) - filled


def lifts(filled: Whole, still_open: Whole, inside: Whole, settings: Settings) -> Whole:
    """Whether filling in the open days reaches the goal or a better tier, true (1) or false (0)."""
    needed = days_to_goal(filled, inside, settings)
    reaches_goal = (needed > 0) & (needed <= still_open)
    is_better = tier_of(filled + still_open, inside, settings) > tier_of(filled, inside, settings)
    return 1 * (reaches_goal | is_better)


def rescue(days: Completeness, open_days: Sequence[date], settings: Settings) -> Rescue:
    """What filling in the open days would do to `days`; `open_days`, oldest first, may begin before them."""
    needed = days_to_goal(days.filled, days.inside, settings)
    is_reached = needed <= days.open
    return Rescue(
        needed=max(0, needed) if is_reached else None,
        until=last_fillable(open_days[-needed], settings) if is_reached and needed > 0 else None,
        filled=days.filled + days.open,
        inside=days.inside,
        lifts=bool(lifts(days.filled, days.open, days.inside, settings)),
    )
