"""Rules that look at one day after another, alike for one patient and for a column of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from analysis.criteria.criterion import Criterion
from analysis.criteria.rule import Rule
from analysis.days.grid import DayGrid
from analysis.outcomes import Column, Outcome
from analysis.windows import windows_ending


@dataclass(frozen=True)
class Judged:
    """The outcome of each patient, and the fewest and most of what was counted, where something was.

    `parts` are the outcomes of the conditions of a rule of which a diary can test but some, by code.
    """

    outcome: Column
    lowest: Column | None = None
    highest: Column | None = None
    parts: Mapping[str, Column] = field(default_factory=dict)

    @property
    def first_span(self) -> tuple[int, int] | None:
        """The fewest and the most of the first patient; None where nothing was counted."""
        if self.lowest is None or self.highest is None:
            return None
        return int(self.lowest[0]), int(self.highest[0])


@dataclass(frozen=True)
class GridRule(Rule):
    """A rule that needs the order of the days.

    `kinds` are the kinds of day it looks at; `last_window_only` where it speaks of the newest 28 days alone.
    """

    kinds: tuple[str, ...] = ()
    judge: Callable[[DayGrid], Judged] = lambda grid: Judged(np.full(len(grid.patients), Outcome.NOT_COMPUTABLE))
    last_window_only: bool = False
    lacks: str = "fields"
    """What a diary lacks where the rule is not computable, when it covers the days that the rule asks for."""

    def judged(self, grid: DayGrid) -> Judged:
        """What the days say of each patient; those of the newest 28 days where the rule is about a month."""
        return self.judge(_newest_month(grid) if self.last_window_only else grid)

    def of(self, grid: DayGrid, judged: Judged | None = None) -> Criterion:
        """What the days of the one patient in `grid` say of the rule; `judged` is what is known of it already."""
        judged = judged or self.judged(grid)
        outcome = Outcome(int(judged.outcome[0]))
        return Criterion(
            rule=self.id,
            outcome=outcome,
            limits=self.limits,
            counts=(),
            source=self.source,
            certainty=self.certainty,
            # Without what the rule asks for there is nothing to count in.
            span=None if outcome is Outcome.NOT_COMPUTABLE else judged.first_span,
            parts={code: Outcome(int(part[0])) for code, part in judged.parts.items()},
            caution=self.caution,
            lacks=self._lacks(grid) if outcome is Outcome.NOT_COMPUTABLE else None,
        )

    def _lacks(self, grid: DayGrid) -> str:
        return "windows" if self.last_window_only and not _newest_month(grid).inside.all() else self.lacks


def judged_once(rules: Sequence[GridRule], grid: DayGrid) -> dict[str, Judged]:
    """What the days say of each patient by the rule's id; rules that share a judge are judged together."""
    found = {(rule.judge, rule.last_window_only): rule for rule in rules}
    judged = {asked: rule.judged(grid) for asked, rule in found.items()}
    return {rule.id: judged[rule.judge, rule.last_window_only] for rule in rules}


def _newest_month(grid: DayGrid) -> DayGrid:
    """The newest 28 days; those before the period are outside."""
    (month,) = windows_ending(grid.period.last, 1)
    return grid.part(month) if grid.period.first <= month.first else grid.over(month)
