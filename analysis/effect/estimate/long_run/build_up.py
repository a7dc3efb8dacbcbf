"""Effects that are not whole at once: the first weeks on treatment lie at one level between that before and the last.

The average over a level that lies evenly between the levels i and j separates into what is summed up to each of them,

    early_i (summed_j - summed_i) late_j / (j - i)        summed = the cumulated trapezoids of the early weeks' paths

so that no third level has to be summed over for every pair. Here `m` runs over the movements and persistences that the
record leaves possible, `n` over levels and `z` over the points of the movement.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from analysis.effect.estimate.long_run.chances import Weeks
from analysis.effect.estimate.long_run.levels import Grid
from analysis.effect.estimate.long_run.meeting import Meeting, levels_first
from analysis.effect.estimate.long_run.paths import early_paths

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
    early: Numbers, late: Mapping[int, Numbers], weeks: Weeks, some: tuple[Places, Places], grid: Grid
) -> dict[int, list[Meeting]]:
    """What has to be added up for each number of early weeks but 0 in `late`.

    `early` is (c, r, n, z), `late[w]` (moments, c, r, n, z) that of the weeks from w on, `weeks` all of them.
    """
    wanted = tuple(sorted(set(late) - {0}))
    if not wanted:
        return {}
    paths, rows = early_paths(weeks[: wanted[-1]], wanted, grid.priors).holding(some)
    begun = early[paths.some]
    return {
        needed: _meetings(begun, straight, summed, late[needed][:, *paths.some], some, rows)
        for needed, straight, summed in zip(wanted, paths.straight, paths.summed, strict=True)
    }


def _meetings(
    early: Numbers, paths: Numbers, summed: Numbers, late: Numbers, some: tuple[Places, Places], rows: Places
) -> list[Meeting]:
    """What has to be added up where the first weeks lie at a level evenly between that before and the last.

    `early` is (m, n, z), `paths` and `summed` (m, n, z, z), `late` (moments, m, n, z); of m the `rows` of `some`.
    """
    places = np.arange(early.shape[1], dtype=np.float64)
    distance = places[None, :] - places[:, None]
    off = np.divide(1.0, distance, out=np.zeros_like(distance), where=distance != 0)
    to_late = np.stack([np.einsum("mnzy,mny->nmz", summed, moment) for moment in late])
    from_early = np.einsum("mnz,mnzy->nmy", early, summed)
    straight = np.einsum("mnz,mnzy->nmy", early, paths)
    begun, last = (levels_first(part[..., rows, :, :]) for part in (early, late))
    return [
        Meeting(begun, to_late[..., rows, :], off, some),
        Meeting(from_early[..., rows, :], last, -off, some),
        Meeting(straight[..., rows, :], last, np.eye(len(places)), some),
    ]
