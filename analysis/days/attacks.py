"""Attacks as ranges (ATT-1 to ATT-4): the fewest and the most there can have been, whatever the unknown days were.

Consecutive migraine days are one attack. How many free days end it differs: one in the Leiden definition (ATT-1); two
where a single migraine-free day between two migraine days is read as part of the attack (ATT-3); two days free of any
headache, 48 hours, in the trial guidelines (ATT-2). An unfilled day in a run leaves the boundary open, so that the
number is a range (ATT-4). An attack that was already going on when the period began counts in it.

Counting: of a stretch of days a table holds, from each state before it to each state after it, the fewest attacks that
can have begun in it. The tables of two stretches, one after the other, make that of both; so the days are joined two by
two until one stretch is left, which takes as many steps for a whole clinic as for one patient. The most attacks there
can have been are counted alike, as the fewest of negated numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import numpy.typing as npt

from analysis.days.classified import OF_INTAKES, UNKNOWN
from analysis.days.grid import DayGrid, Truths
from analysis.outcomes import Column

Tables = npt.NDArray[np.float32]
"""Fewest attacks, then most of them negated: by state before and state after, of one or many stretches of days.

Infinite where nothing leads from the one state to the other.
"""

PATIENTS_AT_ONCE = 512
"""So many patients' tables are held in memory together: for speed alone, the answers do not depend on it."""


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
    are counted (an acute drug was taken during it). Days outside the diary are free. Each dose of which no day is known
    may have treated one attack more, or made one attack day more where the definition tells them by a drug.
    """
    count = _count(grid, rule, kind, treated)
    if not grid.undated:
        return count
    doses = grid.undated_by_row
    anywhere = _count(_with_doses_anywhere(grid, kind, treated), rule, kind, treated)
    lowest = np.maximum(count.lowest - doses, anywhere.lowest)
    return AttackCount(lowest, np.minimum(count.highest + doses, anywhere.highest))


def _with_doses_anywhere(grid: DayGrid, kind: str, treated: str | None) -> DayGrid:
    """The days as if a dose may have been taken on each."""
    doubtful = {treated: grid.inside} if treated in OF_INTAKES else {}
    if kind in grid.by_drugs:
        is_told = "headache" in grid.kinds and "headache" not in grid.by_drugs
        doubtful[kind] = grid.filled & grid.maybe("headache") if is_told else grid.filled
    opened = {one: np.where(days & grid.surely_not(one), UNKNOWN, grid.kinds[one]) for one, days in doubtful.items()}
    return replace(grid, kinds={**grid.kinds, **opened})


def _count(grid: DayGrid, rule: AttackRule, kind: str, treated: str | None) -> AttackCount:
    """The attacks by what the days tell alone."""
    options = _options(grid, kind, "headache" if rule.headache_free else None, treated)
    tables, choices = _tables_of_a_day(rule.free_days, tuple(options)), _choices(options)
    parts = np.split(choices, range(PATIENTS_AT_ONCE, len(grid.patients), PATIENTS_AT_ONCE), axis=1)
    counts = [_attacks(np.take(tables, part, axis=-1)) for part in parts]
    lowest, highest = np.concatenate(counts, axis=1)
    return AttackCount(lowest, highest)


# What a day may have been: free, a headache day that is no attack day, an attack day untreated, or one treated.
FREE, OTHER, UNTREATED, TREATED = range(4)

State = tuple[int, bool]
"""Free days since the last attack (as many as end it: none is going on), and whether the attack going on is counted."""


def _options(grid: DayGrid, kind: str, other: str | None, treated: str | None) -> Mapping[int, Truths]:
    """What a day may have been, each with the days that may have been so."""
    may_be, may_not = grid.maybe(kind), ~grid.surely(kind)
    options = {FREE: may_not, TREATED: may_be}
    if other is not None:
        options |= {OTHER: may_not & grid.maybe(other), FREE: may_not & ~grid.surely(other)}
    if treated is not None:
        options |= {UNTREATED: may_be & ~grid.surely(treated), TREATED: may_be & grid.maybe(treated)}
    return options


def _choices(options: Mapping[int, Truths]) -> npt.NDArray[np.uint8]:
    """Days by patients: the options that each day has, as a number with a binary digit for each of `options`."""
    digits = (may_be.T.astype(np.uint8) << place for place, may_be in enumerate(options.values()))
    return np.ascontiguousarray(sum(digits))


@cache
def _tables_of_a_day(free_days: int, options: tuple[int, ...]) -> Tables:
    """The table of a day for each choice of options it may have (last axis); the first state is that of no attack."""
    states = _states(free_days, options)
    choices = np.arange(2 ** len(options))
    tables = np.full((2, len(states), len(states), len(choices)), np.inf, dtype=np.float32)
    for before, state in enumerate(states):
        for place, option in enumerate(options):
            after, more = _step(option, state, free_days)
            fewest, most = tables[:, before, states.index(after)]
            has_option = (choices >> place & 1) == 1
            fewest[has_option] = np.minimum(fewest[has_option], more)
            most[has_option] = np.minimum(most[has_option], -more)
    return tables


def _states(free_days: int, options: tuple[int, ...]) -> list[State]:
    """The state before any attack, and every other that days can lead to from it."""
    found = [(free_days, False)]
    for state in found:  # grows on the way
        for option in options:
            after, _ = _step(option, state, free_days)
            if after not in found:
                found.append(after)
    return found


def _step(option: int, state: State, free_days: int) -> tuple[State, int]:
    """The state after a day that was `option`, and how many attacks more."""
    free, counted = state
    is_over = free == free_days
    if option == FREE:
        is_last = free + 1 >= free_days
        return ((free_days, False) if is_last else (free + 1, counted)), 0
    if option == OTHER:
        return (state if is_over else (0, counted)), 0
    return (0, counted or option == TREATED), int(option == TREATED and not counted)


def _attacks(days: Tables) -> Column:
    """The fewest and the most attacks (rows) of each patient, given the tables of days in order by patients."""
    while (number := days.shape[3]) > 1:
        even = number - number % 2
        pairs = _joined(days[:, :, :, 0:even:2], days[:, :, :, 1:even:2])
        days = np.concatenate((pairs, days[:, :, :, even:]), axis=3)
    fewest, negated_most = days[:, 0, :, 0].min(axis=1)
    return np.stack((fewest, -negated_most)).astype(np.int64)


def _joined(first: Tables, second: Tables) -> Tables:
    """The tables of the stretches in `first`, each with the one in `second` that follows it."""
    through_each_state = first[:, :, :, None] + second[:, None, :, :]
    joined: Tables = through_each_state.min(axis=2)
    return joined
