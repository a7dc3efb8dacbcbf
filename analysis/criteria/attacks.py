"""The rules that count attacks as ranges (ATT-1 to ATT-4), and whether their number reaches a limit."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from analysis.criteria.grid_rule import Judged
from analysis.criteria.rule import LOCAL_SETTING, Rule
from analysis.days.attacks import AttackCount, attacks
from analysis.days.grid import DayGrid
from analysis.outcomes import Column, Outcome, reached

WHERE = "analysis.days.attacks"
TEST = "tests/analysis/criteria/test_attacks.py"


def attacks_reach(grid: DayGrid, limit: float, *, treated: str | None = None) -> Judged:
    """Whether the attacks in the days of `grid` reach a limit, and their range.

    Not computable where it is open and no entry tells of what is counted, or where it depends on days outside the
    diary.
    """
    count = attacks(grid, treated=treated)
    outcome = _reached(count, limit)
    untold = np.any([_tells_nothing(grid, kind) for kind in ("migraine", treated) if kind], axis=0)
    not_computable = untold & (outcome == Outcome.UNDETERMINED)
    if not grid.inside.all():
        anywhere = attacks(replace(grid, inside=np.ones_like(grid.inside)), treated=treated)
        not_computable |= (outcome != Outcome.UNDETERMINED) & (outcome != _reached(anywhere, limit))
    return Judged(np.where(not_computable, Outcome.NOT_COMPUTABLE, outcome), count.lowest, count.highest)


def _reached(count: AttackCount, limit: float) -> Column:
    one = np.ones_like(count.lowest)
    return reached(count.lowest, count.highest, limit, told=one, filled=one)


def _tells_nothing(grid: DayGrid, kind: str) -> npt.NDArray[np.bool_]:
    """Who has filled days of which none tells whether it was of this kind."""
    told = (grid.surely(kind) | grid.surely_not(kind)).sum(axis=1)
    return np.asarray((grid.filled.sum(axis=1) > 0) & (told == 0))


RULES: tuple[Rule, ...] = (
    Rule("ATT-1", "vanderarend_thesis", "V", WHERE, TEST),
    Rule("ATT-2", "diener2020", "W 85%", WHERE, TEST),
    Rule("ATT-3", "markov2020", "V", WHERE, TEST),
    Rule("ATT-4", LOCAL_SETTING, "P", WHERE, TEST),
)
