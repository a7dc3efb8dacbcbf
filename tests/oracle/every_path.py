"""The long-run model summed the slow way: every path of the weekly level, every pair of levels, one after the other."""

from __future__ import annotations

from itertools import pairwise, product
from math import prod

import numpy as np

from analysis.effect.estimate.long_run.levels import Grid, expit
from analysis.effect.estimate.long_run.weeks import WEEK_DAYS


def chance_of_week(days, earlier, level, persistence) -> float:
    """The chance of the days of one week; `earlier` are (days ago of the first day, state), newest last."""
    p, total = expit(level), 1.0
    told = list(earlier)
    for day, state in enumerate(days):
        if state < 0:
            continue
        share = p if not told else _after(p, persistence, day - told[-1][0], told[-1][1])
        total *= np.clip(share if state else 1 - share, 1e-4, 1 - 1e-9)
        told.append((day, state))
    return total


def _after(p, persistence, gap, state) -> float:
    memory = persistence ** min(gap, 7)
    return p + memory * (1 - p) if state else p * (1 - memory)


def joint_by_enumeration(before, on, grid: Grid, needed: int = 0):
    """The chance of spread, level before and level under treatment, (spreads, n, n), sum 1.

    `needed`: weeks at a level in between, which is summed over by trapezoids.
    """
    days = np.concatenate([before, on])
    weeks = days.reshape(-1, WEEK_DAYS)
    found = np.zeros((len(grid.priors.spreads), len(grid.levels), len(grid.levels)))
    movements = grid.priors.movements()
    for (c, (spread, _, mass)), (r, persistence) in product(enumerate(movements), enumerate(grid.priors.persistences)):
        place = grid.priors.spreads.index(spread)
        of_week = _table(weeks, grid, spread, persistence)
        prior = mass * grid.movement_prior[c, r] / grid.movement_prior[c].sum()
        for path in product(range(len(grid.points)), repeat=len(weeks)):
            weight = prior * grid.stationary[path[0]]
            for one, other in pairwise(path):
                weight *= grid.kernels[c, 0, one, other]
            found[place] += weight * _of_path(of_week, path, len(before) // WEEK_DAYS, needed)
    found *= grid.level_prior
    return found / found.sum()


def _table(weeks, grid, spread, persistence):
    """The chance of each week at each level and point: (weeks, n, z)."""
    told: list[tuple[int, int]] = []
    table = np.ones((len(weeks), len(grid.levels), len(grid.points)))
    for number, week in enumerate(weeks):
        earlier = [(day - WEEK_DAYS * number, state) for day, state in told]
        for (i, level), (z, point) in product(enumerate(grid.levels), enumerate(grid.points)):
            table[number, i, z] = chance_of_week(week, earlier, level + spread * point, persistence)
        told += [(WEEK_DAYS * number + day, int(state)) for day, state in enumerate(week) if state >= 0]
    return table


def _of_path(of_week, path, start, needed):
    """The chance of the record along one path, at each pair of levels."""
    levels = of_week.shape[1]

    def chance(level, weeks):
        return prod(float(of_week[week, level, path[week]]) for week in weeks)

    early = [chance(level, range(start)) for level in range(levels)]
    between = [chance(level, range(start, start + needed)) for level in range(levels)]
    late = [chance(level, range(start + needed, len(of_week))) for level in range(levels)]
    return np.array([[early[i] * _mean(between, i, j) * late[j] for j in range(levels)] for i in range(levels)])


def _mean(values, i, j) -> float:
    """The mean of the values from one place to another, by trapezoids."""
    some = values[min(i, j) : max(i, j) + 1]
    return some[0] if i == j else sum((a + b) / 2 for a, b in pairwise(some)) / abs(j - i)
