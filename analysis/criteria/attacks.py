"""Attacks as ranges (ATT-1 to ATT-4): the fewest and the most there can have been, whatever the unknown days were.

Consecutive migraine days are one attack. How many free days end it differs: one in the Leiden definition (ATT-1); two
where a single migraine-free day between two migraine days is read as part of the attack (ATT-3); two days free of any
headache, 48 hours, in the trial guidelines (ATT-2). An unfilled day in a run leaves the boundary open, so that the
number is a range (ATT-4). An attack that was already going on when the period began counts in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

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
    for options in _options(grid, kind, other, treated):
        fewest = _after(fewest, options, rule.free_days, np.minimum, np.inf)
        most = _after(most, options, rule.free_days, np.maximum, -np.inf)
    return AttackCount(fewest.min(axis=(0, 1)).astype(np.int64), most.max(axis=(0, 1)).astype(np.int64))


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


# What a day may have been: free, a headache day that is no attack day, an attack day untreated, or one treated.
FREE, OTHER, UNTREATED, TREATED = range(4)


Options = tuple[tuple[int, Truths], ...]
"""What a day may have been, each with the patients for whom it may; what it can have been for nobody is left out."""


def _options(grid: DayGrid, kind: str, other: str | None, treated: str | None) -> Iterator[Options]:
    """The options of each day in order."""
    may_be, may_not = grid.maybe(kind), ~grid.surely(kind)
    options = {FREE: may_not, TREATED: may_be}
    if other is not None:
        options |= {OTHER: may_not & grid.maybe(other), FREE: may_not & ~grid.surely(other)}
    if treated is not None:
        options |= {UNTREATED: may_be & ~grid.surely(treated), TREATED: may_be & grid.maybe(treated)}
    for day in range(grid.inside.shape[1]):
        on_day = ((option, patients[:, day]) for option, patients in options.items())
        yield tuple((option, patients) for option, patients in on_day if patients.any())


def _start(patients: int, free_days: int) -> tuple[Numbers, Numbers]:
    """Attacks so far by free days since the last (as many as end it: none is going on) and whether it was counted."""
    fewest = np.full((free_days + 1, 2, patients), np.inf)
    most = np.full((free_days + 1, 2, patients), -np.inf)
    fewest[free_days, 0] = most[free_days, 0] = 0
    return fewest, most


def _after(before: Numbers, options: Options, free_days: int, better: np.ufunc, impossible: float) -> Numbers:
    """The counts after a day that may have been any of `options`."""
    after = np.full_like(before, impossible)
    for free in range(free_days + 1):
        for counted in (0, 1):
            for option, patients in options:
                now_free, now_counted, more = _step(option, free, counted, free_days)
                found = np.where(patients, before[free, counted] + more, impossible)
                after[now_free, now_counted] = better(after[now_free, now_counted], found)
    return after


def _step(option: int, free: int, counted: int, free_days: int) -> tuple[int, int, int]:
    """Free days, whether the attack is counted, and how many attacks more, after a day that was `option`."""
    is_over = free == free_days
    if option == FREE:
        return min(free + 1, free_days), counted, 0
    if option == OTHER:
        return free if is_over else 0, counted, 0
    going_on = 0 if is_over else counted
    return (0, going_on, 0) if option == UNTREATED else (0, 1, 1 - going_on)


RULES: tuple[Rule, ...] = (
    Rule("ATT-1", "vanderarend_thesis", "V", WHERE, TEST),
    Rule("ATT-2", "diener2020", "W 85%", WHERE, TEST),
    Rule("ATT-3", "markov2020", "V", WHERE, TEST),
    Rule("ATT-4", LOCAL_SETTING, "P", WHERE, TEST),
)
