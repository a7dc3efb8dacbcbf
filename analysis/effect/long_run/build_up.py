"""Effects that are not whole at once: the first weeks on treatment lie at one level between that before and the last.

The average over a level that lies evenly between the two separates into what is summed up to each of them, so that no
third level has to be summed over for every pair. Shapes as in `posterior`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from analysis.effect.long_run.levels import Grid

Numbers = NDArray[np.float64]
Places = NDArray[np.intp]

_LEAST_WEIGHT = 1e-4
"""Movements with less than this share of the weight of the most probable one are left out of the build-up."""


def built_up(
    early: Numbers, late: Mapping[int, Numbers], weeks: Numbers, shapes: Mapping[int, float], weights: Numbers, grid: Grid
) -> Iterator[tuple[Places, Numbers]]:
    """The chance of the whole record where the effect builds up, for each number of weeks that it takes.

    `early` (c, r, n, z) is the chance of the weeks before, `late[w]` (3, c, r, n, z) that of the weeks from w on,
    `weights` (c,) how probable each movement is with an effect at once. Yields the movements that count, and the
    chance times that of the shape, (3, c of them, r, n, n).
    """
    some = np.flatnonzero(weights > _LEAST_WEIGHT * weights.max())
    of_weeks = weeks[:, grid.spread_of[some]][:, :, :, :, None]
    kernels = grid.kernels[some][:, :, None]
    paths = np.eye(len(grid.points)) * np.ones((*early[some].shape[:-1], 1, 1))
    done = 0
    for needed in sorted(set(shapes) - {0}):
        for week in of_weeks[done:needed]:
            paths = (paths * week) @ kernels
        done = needed
        yield some, shapes[needed] * _averaged(early[some], paths, late[needed][:, some])


def _averaged(early: Numbers, paths: Numbers, late: Numbers) -> Numbers:
    """The average of `early_i paths_e late_j` over a level e that lies evenly between the levels i and j.

    `early` is (c, r, n, z), `paths` (c, r, n, z, z), `late` (3, c, r, n, z); the answer is (3, c, r, n, n).
    """
    summed = np.zeros_like(paths)
    np.cumsum((paths[:, :, 1:] + paths[:, :, :-1]) / 2, axis=2, out=summed[:, :, 1:])
    to_late = (summed @ late[..., None])[..., 0]
    from_early = (early[..., None, :] @ summed)[..., 0, :]
    whole = early @ to_late.swapaxes(-1, -2) - from_early @ late.swapaxes(-1, -2)
    places = np.arange(early.shape[2])
    distance = (places[None, :] - places[:, None]).astype(np.float64)
    np.fill_diagonal(distance, 1.0)
    averaged: Numbers = np.maximum(whole / distance, 0.0)
    between = (early[..., None, :] @ paths)[..., 0, :]
    averaged[..., places, places] = (between * late).sum(axis=-1)
    return averaged
