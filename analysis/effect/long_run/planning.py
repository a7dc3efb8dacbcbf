"""How many more windows on treatment would tell a halving from nothing, given how much this person's level moves.

The weekly logits are taken as normal about their levels, so that what a record tells of the shift follows from which
days tell, whatever they will hold: its squared standard error s^2 at each spread, memory, persistence and build-up,
averaged over what is known of these. A halving is told when the 95 % interval leaves out no change. With a shift d and
a prior of the shift with variance v,

    P(told) = Phi(d / s - 1.96 / sqrt(b))         b = v / (v + s^2), by which the prior draws the shift towards none
"""

from __future__ import annotations

from collections.abc import Iterator
from math import erf, sqrt

import numpy as np
from numpy.typing import NDArray

from analysis.effect.long_run.levels import Grid, mean_share
from analysis.effect.long_run.posterior import Posterior
from analysis.effect.long_run.priors import BuildUp
from analysis.effect.long_run.weeks import WEEK_DAYS, WEEKS, Record

Numbers = NDArray[np.float64]

POWER = 0.80
MOST_MORE_WINDOWS = 12
"""Windows ahead that are looked at, about a year."""
_HALF = 0.5
_QUANTILE = 1.96
"""Of the normal law, between which and its negative lie 95 %."""
_LEVEL_VARIANCE = np.pi**2 / 3
"""Of the standard logistic law, the prior of the level before."""


def windows_for_power(known: Posterior, record: Record, build_up: BuildUp) -> int | None:
    """The fewest more well-kept windows, 0 for none, after which a halving would be told with POWER; None if not yet."""
    for more, power in enumerate(powers_of_halving(known, record, build_up)):
        if power >= POWER:
            return more
    return None


def powers_of_halving(known: Posterior, record: Record, build_up: BuildUp) -> list[float]:
    """How probable it is that a halving is told, after 0, 1, ... MOST_MORE_WINDOWS more windows."""
    share = _share_before(known)
    shift = _logit(share) - _logit(_HALF * share)
    weights = known.of_movement.sum(axis=-1)
    at_once, *_ = errors = [
        [float((weights * error).sum()) for error in _squared_errors(known.grid, record, share, early)]
        for early in sorted(build_up)
    ]
    first = len(record.on) // WEEK_DAYS
    powers = []
    for more in range(MOST_MORE_WINDOWS + 1):
        weeks = first + WEEKS * more
        parts = (
            chance * (of_shape if early < weeks else at_once)[more]
            for (early, chance), of_shape in zip(sorted(build_up.items()), errors, strict=True)
        )
        powers.append(_power(shift, sum(parts), known.grid))
    return powers


def _share_before(known: Posterior) -> float:
    """The mean share of days before treatment, over a long run."""
    grid = known.grid
    return float((known.of_levels.sum(axis=-1) * mean_share(grid.levels, np.array(grid.priors.spreads))).sum())


def _power(shift: float, squared_error: float, grid: Grid) -> float:
    freedom = grid.priors.shift_freedom
    prior = grid.priors.shift_scale**2 * freedom / (freedom - 2)
    drawn = prior / (prior + squared_error)
    return 0.5 * (1 + erf((shift / sqrt(squared_error) - _QUANTILE / sqrt(drawn)) / sqrt(2)))


def _squared_errors(grid: Grid, record: Record, share: float, early: int) -> Iterator[Numbers]:
    """The squared error of the shift after 0, 1, ... more windows, (c, r); the first `early` weeks tell nothing of it.

    A scalar Kalman filter over the weeks, run on the two columns of the design.
    """
    told = _told_days(record)
    first = len(record.before) // WEEK_DAYS
    told[first : first + early] = 0
    told = np.concatenate([told, np.full(WEEKS * MOST_MORE_WINDOWS, WEEK_DAYS, dtype=np.float64)])
    movements = grid.priors.movements()
    variance = np.array([spread**2 for spread, _, _ in movements])[:, None]
    memory = np.array([memory for _, memory, _ in movements])[:, None]
    persistence = np.array(grid.priors.persistences)
    noise = (1 + persistence) / (1 - persistence)
    of_level, of_shift = np.zeros((2, len(movements), len(persistence)))
    state = np.broadcast_to(variance, of_level.shape).astype(np.float64)
    level, shift, both = np.full_like(state, 1 / _LEVEL_VARIANCE), np.full_like(state, 1e-6), np.zeros_like(state)
    for week, days in enumerate(told):
        is_on = week >= first
        if is_on and week >= first + len(record.on) // WEEK_DAYS and (week - first) % WEEKS == 0:
            yield level / (level * shift - both**2)
        if days:
            p = share * (_HALF if is_on else 1)
            total = state + noise / (days * p * (1 - p))
            new_level, new_shift = 1 - of_level, is_on - of_shift
            level, shift, both = (
                level + new_level**2 / total,
                shift + new_shift**2 / total,
                both + new_level * new_shift / total,
            )
            of_level, of_shift = of_level + state / total * new_level, of_shift + state / total * new_shift
            state = state - state**2 / total
        of_level, of_shift = memory * of_level, memory * of_shift
        state = memory**2 * state + (1 - memory**2) * variance
    yield level / (level * shift - both**2)


def _told_days(record: Record) -> Numbers:
    """Days that tell in each week of the record."""
    days = np.concatenate([record.before, record.on]).reshape(-1, WEEK_DAYS)
    told: Numbers = (days >= 0).sum(axis=1).astype(np.float64)
    return told


def _logit(share: float) -> float:
    return float(np.log(share / (1 - share)))
