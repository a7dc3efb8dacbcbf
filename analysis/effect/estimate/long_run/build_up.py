"""Effects that are not whole at once: the first weeks on treatment lie at one level between that before and the last.

The average over a level that lies evenly between the levels i and j separates into what is summed up to each of them,

    early_i (summed_j - summed_i) late_j / (j - i)        summed = the cumulated trapezoids of the early weeks' paths

so that no third level has to be summed over for every pair. Here `m` runs over the movements and persistences that the
record leaves possible, `n` over levels and `z` over the points of the movement.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from analysis.effect.estimate.long_run.levels import Grid
from analysis.effect.estimate.long_run.meeting import Meeting

Numbers = NDArray[np.float64]
Places = NDArray[np.intp]

_LEAST_WEIGHT = 1e-4
"""Movements and persistences with less than this share of the weight of the most probable ones are left out."""


def worth_it(of_movement: Numbers) -> tuple[Places, Places]:
    """The movements and persistences (m,) whose probability with an effect at once, (c, r, n), is not negligible."""
    weight = of_movement.sum(axis=-1)
    movement, persistence = np.nonzero(weight >= _LEAST_WEIGHT * weight.max())
    return movement, persistence


def built_up(
    early: Numbers, late: Mapping[int, Numbers], weeks: Numbers, some: tuple[Places, Places], grid: Grid
) -> dict[int, list[Meeting]]:
    """What has to be added up for each number of early weeks but 0 in `late`.

    `early` is (c, r, n, z), `late[w]` (moments, c, r, n, z) that of the weeks from w on, `weeks` as in `_paths_of`.
    """
    wanted = sorted(set(late) - {0})
    all_paths = _paths_of(weeks, wanted, some, grid)
    return {
        needed: _meetings(early[some], paths, late[needed][:, *some], some)
        for needed, paths in zip(wanted, all_paths, strict=True)
    }


def _paths_of(weeks: Numbers, wanted: list[int], some: tuple[Places, Places], grid: Grid) -> Iterator[Numbers]:
    """For each number of weeks `wanted`, rising: the chance of the first weeks from place to place of the movement.

    `weeks` is (weeks, spreads, r, n, z). Yields (m, n, z, z): the place in the first week, and that in the week after;
    each to be used before the next is asked for, which is written over it.
    """
    movement, persistence = some
    of_weeks = weeks[:, grid.spread_of[movement], persistence, :, None, :]
    kernels = grid.kernels[movement, 0]
    paths = of_weeks[0].swapaxes(-1, -2) * kernels[:, None]
    spare, done = np.empty_like(paths), 1
    for needed in wanted:
        for week in of_weeks[done:needed]:
            paths *= week
            np.matmul(_a_row_a_place(paths), kernels, out=_a_row_a_place(spare))
            paths, spare = spare, paths
        done = needed
        yield paths


def _a_row_a_place(paths: Numbers) -> Numbers:
    """The same (m, levels and places, z), to be written into as well."""
    return paths.reshape(len(paths), -1, paths.shape[-1])


def _meetings(early: Numbers, paths: Numbers, late: Numbers, some: tuple[Places, Places]) -> list[Meeting]:
    """What has to be added up where the first weeks lie at a level evenly between that before and the last.

    `early` is (m, n, z), `paths` (m, n, z, z), `late` (moments, m, n, z).
    """
    summed = np.zeros_like(paths)
    np.cumsum((paths[:, 1:] + paths[:, :-1]) / 2, axis=1, out=summed[:, 1:])
    places = np.arange(early.shape[1], dtype=np.float64)
    distance = places[None, :] - places[:, None]
    off = np.divide(1.0, distance, out=np.zeros_like(distance), where=distance != 0)
    to_late = np.einsum("mnzy,kmny->kmnz", summed, late)
    from_early = np.einsum("mnz,mnzy->mny", early, summed)
    straight = np.einsum("mnz,mnzy->mny", early, paths)
    return [
        Meeting(early, to_late, off, some),
        Meeting(from_early, late, -off, some),
        Meeting(straight, late, np.eye(len(places)), some),
    ]
