"""The grid on which the model is summed: levels, how they move from week to week, and what days they make probable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import comb, sqrt

import numpy as np
from numpy.typing import NDArray

from analysis.effect.estimate.long_run.priors import Priors
from analysis.effect.estimate.transitions import GAPS

Numbers = NDArray[np.float64]
Places = NDArray[np.intp]

RAREST, SUREST = 1e-4, 1 - 1e-9
"""Between these lies the chance of a day: a negative persistence would else make some days impossible."""
_MEAN_POINTS, _MEAN_WIDTH = 91, 4.5
"""Points and half-width, in SD, of the sum over the weeks of a long run."""


@dataclass(frozen=True)
class Grid:
    """The tables of one set of priors; `c` runs over movements (spread and memory), `r` over persistences.

    - `levels` (n,) on the logit; `points` (z,) of the movement in SD, `stationary` (z,) their probabilities.
    - `spread_of` (c,): the place of each movement's spread in `spreads`; `kernels` (c, 1, z, z): a week later.
    - `log_chances` (STATISTICS, spreads, r, n, z): of one count of each statistic.
    - `chances` (spreads, n, z): of headache on a day of such a week.
    - `movement_prior` (c, r) and `level_prior` (n, n), level before and level under treatment: each of sum 1.
    """

    priors: Priors
    levels: Numbers
    points: Numbers
    stationary: Numbers
    spread_of: Places
    kernels: Numbers
    log_chances: Numbers
    chances: Numbers
    movement_prior: Numbers
    level_prior: Numbers


@cache
def grid(priors: Priors) -> Grid:
    """The tables of these priors, made once: a tenth of a second."""
    levels, half_width = priors.levels(), sqrt(priors.points - 1)
    points: Numbers = np.linspace(-half_width, half_width, priors.points)
    spreads, movements = np.array(priors.spreads), priors.movements()
    chances = expit(levels[:, None] + spreads[:, None, None] * points)
    of_persistence = np.array(priors.persistence_masses) / sum(priors.persistence_masses)
    of_movement = np.array([mass for _, _, mass in movements])
    return Grid(
        priors=priors,
        levels=levels,
        points=points,
        stationary=np.array([comb(priors.points - 1, k) for k in range(priors.points)]) / 2.0 ** (priors.points - 1),
        spread_of=np.array([priors.spreads.index(spread) for spread, _, _ in movements], dtype=np.intp),
        kernels=np.stack([rouwenhorst(memory, priors.points) for _, memory, _ in movements])[:, None],
        log_chances=_log_chances(chances, priors.persistences),
        chances=chances,
        movement_prior=of_movement[:, None] * of_persistence,
        level_prior=priors.level_masses(),
    )


def expit(logit: Numbers) -> Numbers:
    """The share of days at a level."""
    return np.asarray(1 / (1 + np.exp(-logit)))


def rouwenhorst(correlation: float, points: int) -> Numbers:
    """The steps of a chain whose mean, variance and autocorrelation are those of an AR(1), whatever its memory.

    Source: Kopecky & Suen 2010 (doi 10.1016/j.red.2010.02.002).
    """
    stay = (1 + correlation) / 2
    steps = np.ones((1, 1))
    for size in range(2, points + 1):
        wider = np.zeros((size, size))
        wider[:-1, :-1] += stay * steps
        wider[:-1, 1:] += (1 - stay) * steps
        wider[1:, :-1] += (1 - stay) * steps
        wider[1:, 1:] += stay * steps
        wider[1:-1] /= 2
        steps = wider
    return steps


def mean_share(levels: Numbers, spreads: Numbers) -> Numbers:
    """The share of days over the weeks of a long run: shaped (spreads, levels)."""
    points = np.linspace(-_MEAN_WIDTH, _MEAN_WIDTH, _MEAN_POINTS)
    masses = np.exp(-(points**2) / 2)
    weekly = expit(levels[:, None] + spreads[:, None, None] * points)
    return np.asarray(weekly @ (masses / masses.sum()))


def _log_chances(chances: Numbers, persistences: Sequence[float]) -> Numbers:
    """The logarithm of the chance of one count of each of STATISTICS, in their order."""
    share = chances[:, None]
    memory = np.array(persistences)[:, None, None]
    seen = [1 - share + 0 * memory, share + 0 * memory]
    for gap in GAPS:
        for after_headache in (share * (1 - memory**gap), share + memory**gap * (1 - share)):
            seen += [1 - after_headache, after_headache]
    logs: Numbers = np.log(np.clip(np.stack(seen), RAREST, SUREST))
    return logs
