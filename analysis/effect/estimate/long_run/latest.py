"""What is left of the effect in the last 28 days: their own level, against the long-run level before treatment.

The level of the last four weeks follows from all the record through how levels move from week to week. At each pair of
long-run levels its mean and variance are known exactly; between, its logit is taken as normal.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from math import log

import numpy as np
from numpy.typing import NDArray

from analysis.effect.estimate.long_run.fall import FINER, finer_levels, refined
from analysis.effect.estimate.long_run.levels import Grid, mean_share
from analysis.effect.estimate.long_run.posterior import Posterior

Numbers = NDArray[np.float64]
Places = NDArray[np.intp]

_NEGLIGIBLE = 1e-6
"""Probability of a pair of levels that no figure shows."""
_STEPS = 24
"""Halvings in the search of a quantile."""
_CELLS = 1 << _STEPS
_FURTHEST = 25.0
"""Logits between which the change is looked for."""
_STEEPNESS = 3.0
"""By how much the logit of a probability rises with a logit of the change, more or less."""
_SMALLEST = 1e-12
"""The least probability whose logit is taken."""


def latest_quantiles(known: Posterior, *shares: float) -> list[float]:
    """The falls, percent, under which lie these shares; `known` must hold moments."""
    law = _law_of_ratio(known)
    return [100 * (1 - np.exp(log_ratio(law.below, 1 - share))) for share in shares]


@dataclass(frozen=True, eq=False)
class _RatioLaw:
    """The law of the logarithm of the share now over that before, as a mixture over pairs of levels (m,).

    `weight` is the probability of each pair, `centre` and `spread` are of the logit of the share now, `before` is the
    place of its share before in `log_before`.
    """

    weight: Numbers
    centre: Numbers
    spread: Numbers
    before: Places
    log_before: Numbers

    def below(self, log_ratio: float) -> float:
        """The probability of a smaller ratio."""
        now = np.minimum(np.exp(log_ratio + self.log_before), 1 - 1e-9)
        return float(self.weight @ _normal((np.log(now / (1 - now))[self.before] - self.centre) / self.spread))


def _law_of_ratio(known: Posterior) -> _RatioLaw:
    grid = known.grid
    mass = refined(known.of_levels, grid)
    some = mass > _NEGLIGIBLE
    centre, spread = (part[some] for part in _logit_moments(known, grid))
    log_before = np.log(mean_share(grid.levels, np.array(grid.priors.spreads))).ravel()
    before = np.flatnonzero(some) // mass.shape[-1]
    return _RatioLaw(mass[some] / mass[some].sum(), centre, spread, before, log_before)


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


def log_ratio(below: Callable[[float], float], share: float) -> float:
    """The logarithm of the ratio under which lies `share` of the probability: the middle of the cell that holds it.

    Between -_FURTHEST and _FURTHEST lie _CELLS cells; `below`, the probability of a smaller ratio, rises. The
    cell is that in which as many halvings end, found in a third of them: the logit of `below` is nearly straight.
    """
    low, high = 0, _CELLS
    place, seen = high // 2, None
    for step in count():
        found = below(_edge(place))
        low, high = (place, high) if found < share else (low, place)
        if high - low == 1:
            return _edge(low + 0.5)
        here = place, _logit(found) - _logit(share)
        wanted = _where_none(here, seen) if step < _STEPS // 2 else (low + high) / 2
        place, seen = min(max(int(wanted), low + 1), high - 1), here
    raise AssertionError("the cells are halved from some step on")


def _where_none(here: tuple[float, float], seen: tuple[float, float] | None) -> float:
    """Where a line through a place and one seen before is at 0; without one, a line as steep as is usual."""
    place, off = here
    before, off_before = seen or (place - _CELLS / (2 * _FURTHEST), off - _STEEPNESS)
    return place - off * (place - before) / (off - off_before) if off != off_before else place


def _edge(place: float) -> float:
    """Where so many cells end; exact, as halving would reach it."""
    return place * (2 * _FURTHEST / _CELLS) - _FURTHEST


def _logit(share: float) -> float:
    held = min(max(share, _SMALLEST), 1 - _SMALLEST)
    return log(held / (1 - held))


_STEPS_OF_SD = 200
_WIDEST = 6
_POINTS = np.linspace(-_WIDEST, _WIDEST, 2 * _WIDEST * _STEPS_OF_SD + 1)
_DENSITY = np.exp(-(_POINTS**2) / 2)
_CUMULATED = np.cumsum(_DENSITY) - _DENSITY / 2
_CUMULATED = _CUMULATED / _DENSITY.sum()
_RISE = np.diff(_CUMULATED, append=_CUMULATED[-1])


def _normal(number: Numbers) -> Numbers:
    """The normal law's probability under a number; right to 1e-6."""
    place = (number + _WIDEST) * _STEPS_OF_SD
    np.clip(place, 0, len(_POINTS) - 1, out=place)
    cell = place.astype(np.intp)
    place -= cell
    place *= _RISE.take(cell)
    place += _CUMULATED.take(cell)
    return place
