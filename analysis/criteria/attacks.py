"""Attacks as ranges (ATT-1 to ATT-4): the fewest and the most there can have been, whatever the unknown days were.

Consecutive migraine days are one attack. How many free days end it differs: one in the Leiden definition (ATT-1); two
where a single migraine-free day between two migraine days is read as part of the attack (ATT-3); two days free of any
headache, 48 hours, in the trial guidelines (ATT-2). An unfilled day in a run leaves the boundary open, so that the
number is a range (ATT-4). An attack that was already going on when the period began counts in it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.criteria.grid_rule import Judged
from analysis.criteria.rule import LOCAL_SETTING, Rule
from analysis.grid import DayGrid, Truths
from analysis.outcomes import Column, Outcome, reached

WHERE = "analysis.criteria.attacks"
TEST = "tests/analysis/criteria/test_attacks.py"

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class AttackRule:
    """When a new attack begins: after `free_days` days free of migraine, or of any headache when `headache_free`."""

    rule: str
    free_days: int
    headache_free: bool = False


LEIDEN = AttackRule("ATT-1", 1)
"""Less than 24 hours free of migraine between them: one attack."""
GUIDELINE = AttackRule("ATT-2", 2, headache_free=True)
"""At least 48 hours free of headache before a new attack."""
BRIDGED = AttackRule("ATT-3", 2)
"""A single migraine-free day between two migraine days belongs to the attack."""


@dataclass(frozen=True)
class AttackCount:
    """The fewest and the most attacks of each patient in a period."""

    lowest: Column
    highest: Column


def attacks(
    grid: DayGrid, rule: AttackRule = LEIDEN, *, kind: str = "migraine", treated: str | None = None
) -> AttackCount:
    """The attacks of each patient in the days of `grid`, as a range.

    `kind` is the kind of day an attack is made of; with `treated`, only attacks that hold a day of that kind as well
    are counted (an acute drug was taken during it). Days outside the diary are free.
    """
    other = "headache" if rule.headache_free else None
    fewest, most = _start(len(grid.patients), rule.free_days)
    for day in range(grid.inside.shape[1]):
        options = _options(grid, day, kind, other, treated)
        fewest = _after(fewest, options, rule.free_days, np.minimum, np.inf)
        most = _after(most, options, rule.free_days, np.maximum, -np.inf)
    return AttackCount(fewest.min(axis=(0, 1)).astype(np.int64), most.max(axis=(0, 1)).astype(np.int64))


def attacks_reach(grid: DayGrid, limit: float, *, treated: str | None = None) -> Judged:
    """Whether the attacks in the days of `grid` reach a limit, and their range.

    Not computable where no entry tells of what is counted, or where days outside the diary could have held more.
    """
    count = attacks(grid, treated=treated)
    kind = treated or "migraine"
    told = (grid.surely(kind) | grid.surely_not(kind)).sum(axis=1)
    outcome = reached(count.lowest, count.highest, limit, told=told, filled=grid.filled.sum(axis=1))
    cut_short = (outcome == Outcome.NOT_MET) & (~grid.inside).any(axis=1)
    return Judged(np.where(cut_short, Outcome.NOT_COMPUTABLE, outcome), count.lowest, count.highest)


# What a day may have been: free, a headache day that is no attack day, an attack day untreated, or one treated.
FREE, OTHER, UNTREATED, TREATED = range(4)


def _options(grid: DayGrid, day: int, kind: str, other: str | None, treated: str | None) -> dict[int, Truths]:
    """Of each patient, whether the day may have been each of the four."""
    may_be = grid.maybe(kind)[:, day]
    may_not = ~grid.surely(kind)[:, day]
    if other is None:
        may_other, may_free = np.zeros_like(may_be), may_not
    else:
        may_other, may_free = may_not & grid.maybe(other)[:, day], may_not & ~grid.surely(other)[:, day]
    if treated is None:
        return {FREE: may_free, OTHER: may_other, UNTREATED: np.zeros_like(may_be), TREATED: may_be}
    return {
        FREE: may_free,
        OTHER: may_other,
        UNTREATED: may_be & ~grid.surely(treated)[:, day],
        TREATED: may_be & grid.maybe(treated)[:, day],
    }


def _start(patients: int, free_days: int) -> tuple[Numbers, Numbers]:
    """Attacks so far by free days since the last (as many as end it: none is going on) and whether it was counted."""
    fewest = np.full((free_days + 1, 2, patients), np.inf)
    most = np.full((free_days + 1, 2, patients), -np.inf)
    fewest[free_days, 0] = most[free_days, 0] = 0
    return fewest, most


def _after(before: Numbers, options: dict[int, Truths], free_days: int, better: np.ufunc, impossible: float) -> Numbers:
    """The counts after a day that may have been any of `options`."""
    after = np.full_like(before, impossible)

    def reach(free: int, counted: int, possible: Truths, attacks_so_far: Numbers) -> None:
        found = np.where(possible, attacks_so_far, impossible)
        after[free, counted] = better(after[free, counted], found)

    for free in range(free_days + 1):
        is_over = free == free_days
        for counted in (0, 1):
            so_far = before[free, counted]
            now_free = min(free + 1, free_days)
            reach(now_free, counted, options[FREE], so_far)
            reach(free if is_over else 0, counted, options[OTHER], so_far)
            going_on = 0 if is_over else counted
            reach(0, going_on, options[UNTREATED], so_far)
            reach(0, 1, options[TREATED], so_far + (1 - going_on))
    return after


RULES: tuple[Rule, ...] = (
    Rule("ATT-1", "vanderarend_thesis", "V", WHERE, TEST),
    Rule("ATT-2", "diener2020", "W 85%", WHERE, TEST),
    Rule("ATT-3", "markov2020", "V", WHERE, TEST),
    Rule("ATT-4", LOCAL_SETTING, "P", WHERE, TEST),
)
