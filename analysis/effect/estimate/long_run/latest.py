"""What is left of the effect in the last 28 days: their own level, against the long-run level before treatment.

The level of the last four weeks follows from all the record through how levels move from week to week. At each pair of
long-run levels its mean and variance are known exactly; between, its logit is taken as normal.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis.effect.estimate.long_run.fall import FINER, finer_levels, refined
from analysis.effect.estimate.long_run.levels import Grid, mean_share
from analysis.effect.estimate.long_run.posterior import Posterior

Numbers = NDArray[np.float64]

_NEGLIGIBLE = 1e-6
"""Probability of a pair of levels that no figure shows."""
_STEPS = 24
"""Halvings in the search of a quantile."""
_FURTHEST = 25.0
"""Logits between which the change is looked for."""


def latest_quantiles(known: Posterior, *shares: float) -> list[float]:
    """The falls, percent, under which lie these shares; `known` must hold moments."""
    grid = known.grid
    mass = refined(known.of_levels, grid)
    some = mass > _NEGLIGIBLE
    centre, spread = (part[some] for part in _logit_moments(known, grid))
    before = mean_share(grid.levels, np.array(grid.priors.spreads))
    log_before = np.log(np.broadcast_to(before[..., None], mass.shape)[some])
    weight = mass[some] / mass[some].sum()
    return [100 * (1 - np.exp(_log_ratio(1 - share, weight, centre, spread, log_before))) for share in shares]


def _logit_moments(known: Posterior, grid: Grid) -> tuple[Numbers, Numbers]:
    """Mean and SD of the logit of the last four weeks' share, at each spread and pair of levels, the second finer."""
    whole = np.maximum(known.of_levels, 1e-290)
    mean = np.clip(known.moments[0] / whole, 1e-6, 1 - 1e-6)
    variance = np.maximum(known.moments[1] / whole - mean**2, 0.0)
    odds = mean * (1 - mean)
    return _between(np.log(mean / (1 - mean))), _between(np.sqrt(variance) / odds) + _smallest(grid)


def _smallest(grid: Grid) -> float:
    """The SD of a level that is spread evenly over a cell of the finer grid."""
    step = finer_levels(grid.levels)[1] - finer_levels(grid.levels)[0]
    return float(step / np.sqrt(12))


def _between(values: Numbers) -> Numbers:
    """The values at the finer levels, linear between those of the grid."""
    coarse = np.arange(values.shape[-1])
    place = np.arange(FINER * (len(coarse) - 1) + 1) / FINER
    cell = np.minimum(place.astype(np.intp), len(coarse) - 2)
    part = place - cell
    return np.asarray(values[..., cell] * (1 - part) + values[..., cell + 1] * part)


def _log_ratio(share: float, weight: Numbers, centre: Numbers, spread: Numbers, log_before: Numbers) -> float:
    """The logarithm of the share now over that before, under which lies `share` of the probability."""
    low, high = -_FURTHEST, _FURTHEST
    for _ in range(_STEPS):
        middle = (low + high) / 2
        now = np.minimum(np.exp(middle + log_before), 1 - 1e-9)
        below = float(weight @ _normal((np.log(now / (1 - now)) - centre) / spread))
        low, high = (middle, high) if below < share else (low, middle)
    return (low + high) / 2


_POINTS = np.linspace(-6, 6, 2401)
_DENSITY = np.exp(-(_POINTS**2) / 2)
_CUMULATED = np.cumsum(_DENSITY) - _DENSITY / 2
_CUMULATED = _CUMULATED / _DENSITY.sum()


def _normal(number: Numbers) -> Numbers:
    """The normal law's probability under a number; right to 1e-6."""
    return np.asarray(np.interp(number, _POINTS, _CUMULATED))
