"""Messages from before and from after that meet at the start of treatment, summed over all that is not asked for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.effect.estimate.long_run.levels import Grid

Numbers = NDArray[np.float64]
Places = NDArray[np.intp]


@dataclass(frozen=True)
class Meeting:
    """`early` (m, n, z) and `late` (moments, m, n, z) at each pair of levels, times `factor` (n, n).

    `some` are the movement and the persistence of each of m, by movement, so that those of a spread lie together.
    """

    early: Numbers
    late: Numbers
    factor: Numbers
    some: tuple[Places, Places]

    def of_levels(self, grid: Grid) -> Numbers:
        """Summed over memory, persistence and the movement's place: shaped (moments, spreads, n, n)."""
        weighted = self.early * grid.movement_prior[self.some][:, None, None]
        found = np.zeros((len(self.late), len(grid.priors.spreads), len(grid.levels), len(grid.levels)))
        spread = grid.spread_of[self.some[0]]
        for place in range(len(grid.priors.spreads)):
            of_spread = slice(*np.searchsorted(spread, [place, place + 1]))
            early = _rows(weighted[of_spread])
            for moment, late in enumerate(self.late):
                found[moment, place] = early @ _rows(late[of_spread]).T
        return found * (self.factor * grid.level_prior)

    def of_movement(self, grid: Grid) -> Numbers:
        """Summed over the level before and the movement's place: shaped (c, r, n), n under treatment."""
        expected = (self.factor * grid.level_prior).T @ self.early
        found = np.zeros((*grid.movement_prior.shape, len(grid.levels)))
        found[self.some] = (expected * self.late[0]).sum(axis=-1) * grid.movement_prior[self.some][:, None]
        return found


def _rows(message: Numbers) -> Numbers:
    """A row a level: all else of (m, n, z) beside each other."""
    return message.transpose(1, 0, 2).reshape(message.shape[1], -1)
