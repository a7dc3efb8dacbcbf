"""How the level of simulated patients moves about the person's, on the logit, from day to day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

MONTH = 28
_NORMAL = np.linspace(-4, 4, 161)


@dataclass(frozen=True)
class Movement:
    """How the level moves about the person's: `draw(rng, patients, days)`; the values of a long run, with weights."""

    draw: Callable[[np.random.Generator, int, int], Numbers]
    values: Numbers
    weights: Numbers

    def levels(self, share: Numbers) -> Numbers:
        """The level, on the logit, at which the mean share of a long run is `share`, (n,)."""
        grid = np.linspace(-14, 14, 2801)
        means = expit(grid[:, None] + self.values) @ (self.weights / self.weights.sum())
        return np.interp(share, means, grid)


def expit(logit: Numbers) -> Numbers:
    return 1 / (1 + np.exp(-logit))


def still() -> Movement:
    """The level does not move."""
    return Movement(lambda rng, patients, days: np.zeros((patients, days)), np.zeros(1), np.ones(1))


def months(spread: float) -> Movement:
    """Each 28 days have a level of their own, whatever the month before."""

    def draw(rng: np.random.Generator, patients: int, days: int) -> Numbers:
        each = rng.normal(0, spread, (patients, -(-days // MONTH)))
        return np.repeat(each, MONTH, axis=1)[:, :days]

    return Movement(draw, spread * _NORMAL, np.exp(-(_NORMAL**2) / 2))


def drift(spread: float, days_of_memory: float) -> Movement:
    """The level wanders, forgetting within some weeks."""

    def draw(rng: np.random.Generator, patients: int, days: int) -> Numbers:
        keep = np.exp(-1 / days_of_memory)
        steps = rng.normal(0, 1, (patients, days))
        levels = np.empty_like(steps)
        levels[:, 0] = steps[:, 0]
        for day in range(1, days):
            levels[:, day] = keep * levels[:, day - 1] + np.sqrt(1 - keep**2) * steps[:, day]
        return spread * levels

    return Movement(draw, spread * _NORMAL, np.exp(-(_NORMAL**2) / 2))


def bouts(height: float, days_of_bout: float) -> Movement:
    """Good and bad spells take turns, each of some days on average and of any length."""

    def draw(rng: np.random.Generator, patients: int, days: int) -> Numbers:
        turns = rng.random((patients, days)) < 1 / days_of_bout
        side = np.where(rng.random((patients, 1)) < 0.5, 1, -1)
        return height * side * np.where(turns.cumsum(axis=1) % 2, -1, 1)

    return Movement(draw, np.array([-height, height]), np.ones(2))


def recurring(cycle: Sequence[float]) -> Movement:
    """The level of each day of a cycle, begun on any day of it."""
    values = np.array(cycle, dtype=np.float64)

    def draw(rng: np.random.Generator, patients: int, days: int) -> Numbers:
        first = rng.integers(0, len(values), (patients, 1))
        return values[(first + np.arange(days)) % len(values)]

    return Movement(draw, values, np.ones(len(values)))


WEEKLY = recurring([1.2, 1.2, 0, 0, 0, 0, 0])
"""Two worse days a week."""
MENSTRUAL = recurring([2.0] * 5 + [0.0] * 23)
"""Five worse days of 28."""
BOUTS = bouts(1.0, 14)
STRONG_BOUTS = bouts(1.5, 18)
