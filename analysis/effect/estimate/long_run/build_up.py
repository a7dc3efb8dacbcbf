"""Effects that are not whole at once: the first weeks on treatment lie at one level between that before and the last.

The average over a level that lies evenly between the levels i and j separates into what is summed up to each of them,

    early_i (summed_j - summed_i) late_j / (j - i)        summed = the cumulated trapezoids of the early weeks' paths

so that no third level has to be summed over for every pair. Here `m` runs over the movements and persistences that the
record leaves possible, `n` over levels and `z` over the points of the movement.

The same early weeks are read again where the days that are not known, of a later window, are taken as all one or the
other: what was worked out for one reading is there for the next.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from analysis.effect.estimate.long_run.chances import Weeks, of_week
from analysis.effect.estimate.long_run.levels import Grid, grid
from analysis.effect.estimate.long_run.meeting import Meeting, levels_first
from analysis.effect.estimate.long_run.priors import Priors

Numbers = NDArray[np.float64]
Places = NDArray[np.intp]

_KEPT = 4
"""Beginnings of treatments that are kept, at most four megabytes each."""
_AT_ONCE = 16
"""Movements and persistences worked out together: few enough for the processor's cache."""
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


@dataclass(frozen=True, eq=False)
class Paths:
    """The chance of the first weeks at each level, and its trapezoids cumulated over levels.

    Both are shaped (wanted, m, n, z, z): the place in the first week, and that in the week after the last one. `some`
    are the movement and the persistence of each of m.
    """

    some: tuple[Places, Places]
    straight: Numbers
    summed: Numbers

    def rows_of(self, some: tuple[Places, Places], shape: tuple[int, ...]) -> Places:
        """Where these movements and persistences are; -1 where they are not."""
        rows = np.full(shape, -1, dtype=np.intp)
        rows[self.some] = np.arange(len(self.some[0]))
        return np.asarray(rows[some])

    def and_(self, other: Paths) -> Paths:
        """Those of both."""
        pairs = zip((*self.some, self.straight, self.summed), (*other.some, other.straight, other.summed), strict=True)
        movement, persistence, straight, summed = (
            np.concatenate(pair, axis=0 if pair[0].ndim == 1 else 1) for pair in pairs
        )
        return Paths((movement, persistence), straight, summed)


class EarlyPaths:
    """The paths of the same first weeks; a movement and persistence is worked out when it is first asked for."""

    def __init__(self, weeks: Weeks, wanted: tuple[int, ...], priors: Priors) -> None:
        """For each number of weeks `wanted`, rising; `weeks` are those up to the highest."""
        self._weeks, self._wanted, self._tables = weeks, wanted, grid(priors)
        self._known: Paths | None = None

    def holding(self, some: tuple[Places, Places]) -> tuple[Paths, Places]:
        """Paths that hold these movements and persistences, and maybe others, and where in them each is."""
        shape = self._tables.movement_prior.shape
        known = self._known or self._worked_out(some)
        rows = known.rows_of(some, shape)
        if (rows < 0).any():
            missing = rows < 0
            known = known.and_(self._worked_out((some[0][missing], some[1][missing])))
            rows = known.rows_of(some, shape)
        self._known = known
        return known, rows

    def _worked_out(self, some: tuple[Places, Places]) -> Paths:
        shape = (len(self._wanted), len(some[0]), len(self._tables.levels), *self._tables.kernels.shape[-2:])
        paths = Paths(some, np.empty(shape), np.empty(shape))
        for start in range(0, len(some[0]), _AT_ONCE):
            self._write(paths, slice(start, start + _AT_ONCE))
        return paths

    def _write(self, paths: Paths, part: slice) -> None:
        some = (paths.some[0][part], paths.some[1][part])
        _write_paths(self._weeks, self._wanted, some, self._tables, paths.straight[:, part])
        for straight, summed in zip(paths.straight[:, part], paths.summed[:, part], strict=True):
            _write_summed(straight, summed)


@lru_cache(maxsize=_KEPT)
def early_paths(weeks: Weeks, wanted: tuple[int, ...], priors: Priors) -> EarlyPaths:
    """The paths of these weeks, kept for who asks for them again."""
    return EarlyPaths(weeks, wanted, priors)


def _write_paths(
    weeks: Weeks, wanted: tuple[int, ...], some: tuple[Places, Places], tables: Grid, found: Numbers
) -> None:
    """The chance of so many weeks from place to place, for each number wanted, into (wanted, m, n, z, z)."""
    movement, persistence = some
    spread, kernels = tables.spread_of[movement], tables.kernels[movement, 0]
    chances = (of_week(week, tables.priors)[spread, persistence, :, None, :] for week in weeks)
    paths = next(chances).swapaxes(-1, -2) * kernels[:, None]
    spare = np.empty_like(paths)
    for (done, needed), out in zip(pairwise((1, *wanted)), found, strict=True):
        for week in range(done, needed):
            np.multiply(paths, next(chances), out=spare)
            paths = out if week == done else paths
            np.matmul(_a_row_a_place(spare), kernels, out=_a_row_a_place(paths))
        if needed == done:
            out[...] = paths


def _a_row_a_place(paths: Numbers) -> Numbers:
    """The same (m, levels and places, z), to be written into as well."""
    return paths.reshape(len(paths), -1, paths.shape[-1])


def _write_summed(paths: Numbers, summed: Numbers) -> None:
    """The trapezoids between levels cumulated, level by level: numpy takes longer to add along an inner axis."""
    flat, sums = (some.reshape(*some.shape[:2], -1) for some in (paths, summed))
    sums[:, 0] = 0
    np.add(flat[:, 1:], flat[:, :-1], out=sums[:, 1:])
    sums[:, 1:] /= 2
    for level in range(2, flat.shape[1]):
        sums[:, level] += sums[:, level - 1]
