"""The days behind a criterion: which days were of each kind it counts, and which days do not tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from analysis.criteria.criterion import Criterion
from analysis.criteria.grid_rule import GridRule
from analysis.criteria.rule import WindowRule
from analysis.days.grid import DayGrid
from analysis.windows import Window, windows_within


@dataclass(frozen=True)
class DaysBehind:
    """The days of one kind in one window, the unfilled days, and the filled days whose entry does not tell."""

    window: Window
    kind: str
    days: tuple[date, ...]
    unfilled: tuple[date, ...]
    unknown: tuple[date, ...]


def evidence(criteria: Sequence[Criterion], grid: DayGrid) -> dict[str, tuple[DaysBehind, ...]]:
    """The days behind each of one patient's criteria, by rule, among the days of `grid`, of every kind they look at.

    For a rule that counts days in each window they are those of its counts; for any other, the days of every kind that
    it looks at in those of the 28-day windows of the grid's period that it asks for.
    """
    return {
        criterion.rule: tuple(_behind(grid, window, kind) for window, kind in _looked_at(criterion, grid.period))
        for criterion in criteria
    }


def _looked_at(criterion: Criterion, period: Window) -> list[tuple[Window, str]]:
    """Each window and kind of day that a criterion rests on."""
    # The rules are found by importing every module of this package, this one too: they are there only afterwards.
    from analysis.criteria.registry import RULES

    if criterion.counts:
        return [(used.window, used.kind) for used in criterion.counts]
    rule, windows = RULES[criterion.rule], windows_within(period)
    if isinstance(rule, GridRule):
        kinds, windows = rule.kinds, windows[-1:] if rule.last_window_only else windows
    elif isinstance(rule, WindowRule):
        kinds, windows = tuple(dict.fromkeys(limit.what for limit in rule.limits)), windows[-rule.windows :]
    else:
        kinds = ()
    return [(window, kind) for kind in kinds for window in windows]


def _behind(grid: DayGrid, window: Window, kind: str) -> DaysBehind:
    part = grid.part(window)
    told = part.surely(kind) | part.surely_not(kind)
    return DaysBehind(
        window,
        kind,
        part.dates(part.surely(kind)[0]),
        part.dates((part.inside & ~part.filled & ~told)[0]),
        part.dates((part.filled & ~told)[0]),
    )
