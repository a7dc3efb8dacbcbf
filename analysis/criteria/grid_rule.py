"""Rules that look at one day after another, alike for one patient and for a column of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from analysis.criteria.criterion import Criterion
from analysis.criteria.rule import Rule
from analysis.grid import DayGrid
from analysis.outcomes import Column, Outcome
from analysis.windows import Window, windows_ending


@dataclass(frozen=True)
class Judged:
    """The outcome of each patient, and the fewest and most of what was counted, where something was."""

    outcome: Column
    lowest: Column | None = None
    highest: Column | None = None


@dataclass(frozen=True)
class GridRule(Rule):
    """A rule that needs the order of the days.

    `kinds` are the kinds of day it looks at; `last_window_only` where it speaks of the newest 28 days alone.
    """

    kinds: tuple[str, ...] = ()
    judge: Callable[[DayGrid], Judged] = lambda grid: Judged(np.full(len(grid.patients), Outcome.NOT_COMPUTABLE))
    last_window_only: bool = False
    lacks: str = "fields"
    """What a diary lacks where the rule is not computable."""

    def judged(self, grid: DayGrid) -> Judged:
        """What the days say of each patient; those of the newest 28 days where the rule is about a month."""
        if not self.last_window_only:
            return self.judge(grid)
        (window,) = windows_ending(grid.period.last, 1)
        return self.judge(grid.part(Window(max(window.first, grid.period.first), window.last)))

    def of(self, grid: DayGrid) -> Criterion:
        """What the days of the one patient in `grid` say of the rule."""
        judged = self.judged(grid)
        known = judged.lowest is not None and judged.highest is not None
        outcome = Outcome(int(judged.outcome[0]))
        return Criterion(
            rule=self.id,
            outcome=outcome,
            limits=self.limits,
            counts=(),
            source=self.source,
            certainty=self.certainty,
            span=(int(judged.lowest[0]), int(judged.highest[0])) if known else None,  # type: ignore[index]
            caution=self.caution,
            lacks=self.lacks if outcome is Outcome.NOT_COMPUTABLE else None,
        )
