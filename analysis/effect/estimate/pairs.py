"""Two rates of one patient compared: how probable each ratio of them is, and what that says of the fall."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

LEVEL = 0.95
"""Probability of the intervals."""
FALLS = (0, 30, 50, 75)
"""Falls whose probability is told, percent (contract; RESP-2)."""

_STEPS = 16
"""Halvings in the search of a quantile: the last one moves a fall of 0 % by less than 0.01 points."""


@dataclass(frozen=True)
class Falls:
    """What is known of the percent fall of the rate in each of n pairs of windows; positive is improvement (RESP-1).

    `lower` and `upper` hold the fall with probability 95 %; `probability[x]` is that of a fall of at least x percent.
    """

    lower: Numbers
    upper: Numbers
    probability: dict[int, Numbers]


@dataclass(frozen=True)
class Pairs:
    """The rates before and after of n pairs of windows, whatever their persistence.

    `cumulated` is the probability that the rate before is in a cell of the grid, and that after under an edge of one:
    shaped (n, cells, edges). `rates` are the middles of the cells, even in the arcsine of the root of the rate.
    """

    rates: Numbers
    cumulated: Numbers

    @classmethod
    def of(cls, rates: Numbers, before: Numbers, after: Numbers) -> Self:
        """The pairs of a rate `before`, with the probability of the persistence in it, and one `after` given it.

        Both are shaped (persistences, n, rates).
        """
        cumulated = np.zeros((before.shape[1], len(rates), len(rates) + 1))
        np.cumsum(before.transpose(1, 2, 0) @ after.transpose(1, 0, 2), axis=2, out=cumulated[:, :, 1:])
        return cls(rates, cumulated)

    def is_below(self, ratio: Numbers) -> Numbers:
        """The probability that the rate after is at most `ratio` times the rate before, each shaped (n, ratios)."""
        cells = len(self.rates)
        place = np.arcsin(np.sqrt(np.clip(ratio[:, :, None] * self.rates, 0, 1))) * (cells / (np.pi / 2))
        cell = np.minimum(place.astype(np.intp), cells - 1)
        row = np.arange(len(ratio))[:, None, None] * cells + np.arange(cells)
        edge = row * (cells + 1) + cell
        flat = self.cumulated.ravel()
        below, above = flat[edge], flat[edge + 1]
        chance: Numbers = (below + (place - cell) * (above - below)).sum(axis=2)
        return np.clip(chance, 0, 1)

    def quantiles(self, *levels: float) -> Numbers:
        """The ratio under which lies each share, shaped (n, levels), by halving the odds after / (before + after)."""
        low = np.zeros((len(self.cumulated), len(levels)))
        high = np.ones_like(low)
        for _ in range(_STEPS):
            middle = (low + high) / 2
            is_low = self.is_below(middle / (1 - middle)) < levels
            low, high = np.where(is_low, middle, low), np.where(is_low, high, middle)
        middle = (low + high) / 2
        ratio: Numbers = middle / (1 - middle)
        return ratio


def falls_of(pairs: Pairs) -> Falls:
    """What the pairs say of the fall."""
    upper, lower = 100 * (1 - pairs.quantiles((1 - LEVEL) / 2, (1 + LEVEL) / 2).T)
    ratios = 1 - np.array(FALLS) / 100
    chances = pairs.is_below(np.tile(ratios, (len(pairs.cumulated), 1)))
    return Falls(lower, upper, {fall: chances[:, place] for place, fall in enumerate(FALLS)})
