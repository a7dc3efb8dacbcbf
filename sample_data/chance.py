"""Draws that come out the same on every computer.

Only `random.Random.random()` is used: Python promises the same sequence for the same seed in every version,
which it does not promise of its other draws, nor NumPy of any.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

SEED = "sample clinic 1"

Option = TypeVar("Option")


class Chance:
    """A stream of draws of its own for each name, so that changing one patient leaves the others as they were."""

    def __init__(self, *name: object) -> None:
        self._random = Random("/".join(map(str, (SEED, *name))))

    def happens(self, probability: float) -> bool:
        return self._random.random() < probability

    def whole(self, lowest: int, highest: int) -> int:
        """A whole number, both ends included."""
        return lowest + int(self._random.random() * (highest - lowest + 1))

    def pick(self, options: Sequence[Option]) -> Option:
        return options[self.whole(0, len(options) - 1)]

    def weighted(self, weights: Mapping[Option, float]) -> Option:
        """One of the keys, as often as its weight says."""
        left = self._random.random() * sum(weights.values())
        for option, weight in weights.items():
            left -= weight
            if left < 0:
                return option
        return option

    def spread(self, width: float) -> float:
        """A number from -width to width, most often near nought."""
        return (self._random.random() + self._random.random() - 1) * width
