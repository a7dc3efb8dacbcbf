"""The percent fall of the long-run share of days, from the joint probability of the levels before and under treatment.

The level under treatment is refined four-fold by cubic interpolation of the logarithm of its probability; within a
cell so fine, probability is spread evenly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from analysis.effect.estimate.long_run.levels import Grid, mean_share
from analysis.effect.estimate.long_run.posterior import Posterior

Numbers = NDArray[np.float64]
Places = NDArray[np.intp]

FINER = 4
FALLS: Numbers = np.concatenate([np.arange(-900, -200, 25), np.arange(-200, -100, 5), np.arange(-100, 101)]).astype(
    float
)
"""Falls, percent, at which the probability is worked out; between them it is taken as linear."""
_NOTHING = 1e-290


@dataclass(frozen=True)
class FallLaw:
    """`at_least[k]` is the probability of a fall of at least FALLS[k] percent; positive is improvement (RESP-1)."""

    at_least: Numbers

    def probability(self, percent: float) -> float:
        """The probability of a fall of at least so many percent."""
        return float(np.interp(percent, FALLS, self.at_least))

    def quantile(self, share: float) -> float:
        """The fall under which lies this share, percent."""
        return float(np.interp(share, 1 - self.at_least, FALLS))


def fall_law(known: Posterior) -> FallLaw:
    """The law of the fall of the share of days over a long run, from before to under treatment."""
    grid = known.grid
    finer = refined(known.of_levels, grid)
    cumulated = np.zeros((*finer.shape[:-1], finer.shape[-1] + 1))
    np.cumsum(finer, axis=-1, out=cumulated[..., 1:])
    cell, part = _places(grid.priors.spreads, tuple(grid.levels))
    flat = cumulated.ravel()
    below, within = flat.take(cell), flat[1:].take(cell)
    within -= below
    within *= part
    within += below
    at_least = within.sum(axis=(1, 2))
    return FallLaw(np.minimum.accumulate(np.clip(at_least, 0, 1)))


def refined(of_levels: Numbers, grid: Grid) -> Numbers:
    """The probability of spread, level before and finer level under treatment: shaped (spreads, n, finer n)."""
    logs = np.log(np.maximum(of_levels, _NOTHING)) @ _interpolation(len(grid.levels)).T
    finer = np.exp(logs - logs.max(axis=-1, keepdims=True))
    finer *= (of_levels.sum(axis=-1) / finer.sum(axis=-1))[..., None]
    return np.asarray(finer)


def finer_levels(levels: Sequence[float] | Numbers) -> Numbers:
    """The levels of the refined grid, logit."""
    points: Numbers = np.linspace(levels[0], levels[-1], FINER * (len(levels) - 1) + 1)
    return points


@cache
def _interpolation(number: int) -> Numbers:
    """Cubic Lagrange weights of `number` even points for each point of the refined grid."""
    finer = np.arange(FINER * (number - 1) + 1) / FINER
    weights = np.zeros((len(finer), number))
    for row, place in enumerate(finer):
        first = int(np.clip(np.floor(place) - 1, 0, number - 4))
        nodes = np.arange(first, first + 4)
        for node in nodes:
            others = nodes[nodes != node]
            weights[row, node] = np.prod((place - others) / (node - others))
    return weights


@cache
def _places(spreads: tuple[float, ...], levels: tuple[float, ...]) -> tuple[Places, Numbers]:
    """Where each fall from each level ends on the refined grid: the cell, and the part of it that lies below.

    Both are shaped (falls, spreads, n). A cell is its place among the edges of all cells of all spreads and levels.
    """
    finer = finer_levels(levels)
    step, cells = finer[1] - finer[0], len(finer)
    before = mean_share(np.array(levels), np.array(spreads))
    after = _logit(mean_share(finer, np.array(spreads)))
    wanted = _logit(np.clip((1 - FALLS / 100)[:, None, None] * before, 1e-15, 1 - 1e-15))
    level = np.stack([np.interp(wanted[:, s], after[s], finer) for s in range(len(spreads))], axis=1)
    slope = np.clip(level + _beyond(wanted, after), finer[0] - step / 2, finer[-1] + step / 2)
    place = (slope - finer[0]) / step + 0.5
    cell = np.clip(place.astype(np.intp), 0, cells - 1)
    rows = np.arange(cell[0].size).reshape(cell.shape[1:])
    return cell + rows * (cells + 1), place - cell


def _beyond(wanted: Numbers, after: Numbers) -> Numbers:
    """How far the logit wanted lies outside of the grid's; far out it moves with the level."""
    return np.asarray(np.minimum(wanted - after[:, :1], 0) + np.maximum(wanted - after[:, -1:], 0))


def _logit(share: Numbers) -> Numbers:
    return np.asarray(np.log(share) - np.log1p(-share))
