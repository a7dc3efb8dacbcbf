"""Messages from before and from after that meet at the start of treatment, summed over all that is not asked for."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from analysis.effect.estimate.long_run.levels import Grid

Numbers = NDArray[np.float64]
Places = NDArray[np.intp]


@dataclass(frozen=True)
class Meeting:
    """`early` (n, m, z) and `late` (moments, n, m, z) at each pair of levels, times `factor` (n, n).

    `some` are the movement and the persistence of each of m, by movement, so that those of a spread lie together.
    """

    early: Numbers
    late: Numbers
    factor: Numbers
    some: tuple[Places, Places]

    def of_levels(self, grid: Grid) -> Numbers:
        """Summed over memory, persistence and the movement's place: shaped (moments, spreads, n, n)."""
        early, late = _rows(self.early * grid.movement_prior[self.some][:, None]), _rows(self.late).swapaxes(-1, -2)
        found = np.empty((len(late), len(grid.priors.spreads), len(grid.levels), len(grid.levels)))
        edges = np.searchsorted(grid.spread_of[self.some[0]], np.arange(len(grid.priors.spreads) + 1))
        for place, (first, last) in enumerate(pairwise(edges * len(grid.points))):
            np.matmul(early[:, first:last], late[:, first:last], out=found[:, place])
        found *= self.factor * grid.level_prior
        return found

    def of_movement(self, grid: Grid) -> Numbers:
        """Summed over the level before and the movement's place: shaped (c, r, n), n under treatment."""
        expected = ((self.factor * grid.level_prior).T @ _rows(self.early)).reshape(self.early.shape)
        found = np.zeros((*grid.movement_prior.shape, len(grid.levels)))
        expected *= self.late[0]
        found[self.some] = (expected.sum(axis=-1) * grid.movement_prior[self.some]).T
        return found


def levels_first(message: Numbers) -> Numbers:
    """A message (..., m, n, z) as (..., n, m, z), laid out in that order: it is read again and again."""
    return np.ascontiguousarray(message.swapaxes(-2, -3))


def _rows(message: Numbers) -> Numbers:
    """A row a level: all else of (..., n, m, z) beside each other."""
    return message.reshape(*message.shape[:-2], -1)
