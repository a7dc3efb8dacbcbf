"""What a record makes of the priors: all paths of the weekly level, and all levels, summed on the grid.

The level of week w on the logit is `m_w + spread * z_w`. z is a stationary AR(1) over all weeks, before and on
treatment in one run, so that a month that was high for a while is expected to fall back. m is one level before
treatment and another one after it; where the effect builds up over n weeks, those weeks lie at one level in between,
wherever in between being as probable. Days within a week are a two-state chain:

    P(headache | headache k days before) = p + r^k (1 - p)         P(headache | free k days before) = p (1 - r^k)

Days that do not tell are bridged, as long as that they do not tell says nothing of what they were like.

Shapes: `c` movements, `r` persistences, `n` levels, `z` points of the movement, as in `levels.Grid`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from analysis.effect.estimate.long_run.build_up import built_up, worth_it
from analysis.effect.estimate.long_run.chances import Weeks, forward, of_week, shape_of, weeks_of
from analysis.effect.estimate.long_run.levels import Grid, grid
from analysis.effect.estimate.long_run.meeting import Meeting, levels_first
from analysis.effect.estimate.long_run.priors import BuildUp, Priors
from analysis.effect.estimate.long_run.weeks import WEEKS, Record

Numbers = NDArray[np.float64]

_KEPT_RECORDS = 8
"""Ends of records that are kept, half a megabyte each, three times that with moments."""


@dataclass(frozen=True)
class Posterior:
    """What is known after a record.

    - `of_levels` (spreads, n, n): the probability of spread, level before and level under treatment, sum 1.
    - `moments` (2, spreads, n, n): the first and the second moment of the mean share of days over the last four weeks
      on treatment, each times that probability; empty where they were not asked for.
    - `of_movement` (c, r, n): the probability of movement, persistence and level under treatment, sum 1.
    """

    grid: Grid
    of_levels: Numbers
    moments: Numbers
    of_movement: Numbers


def posterior(record: Record, grid: Grid, build_up: BuildUp, *, with_moments: bool = False) -> Posterior:
    """What is known after the record; one that was begun late on treatment has no build-up any more."""
    before, on = weeks_of(record)
    shapes = _possible({0: 1.0} if record.weeks_between else build_up, len(on))
    early = _before(before, record.weeks_between, grid)
    late = _on(on, tuple(shapes), grid.priors, with_moments=with_moments)
    at_once = _at_once(early, late[0], grid)
    moved = at_once.of_movement(grid)
    others = built_up(early, late, on, worth_it(moved), grid)
    of_levels = {needed: [one.of_levels(grid) for one in some] for needed, some in others.items()}
    of_movement = {needed: [one.of_movement(grid) for one in some] for needed, some in others.items()}
    return _posterior(
        grid,
        _mixed(shapes, {0: [at_once.of_levels(grid)], **of_levels}),
        _mixed(shapes, {0: [moved], **of_movement}),
    )


def _posterior(grid: Grid, of_levels: Numbers, of_movement: Numbers) -> Posterior:
    """The figures summed to 1; `of_levels` is (1 or 3, spreads, n, n)."""
    whole = of_levels[0].sum()
    return Posterior(grid, of_levels[0] / whole, of_levels[1:] / whole, of_movement / of_movement.sum())


def _at_once(early: Numbers, late: Numbers, grid: Grid) -> Meeting:
    movement, persistence = (place.ravel() for place in np.indices(grid.movement_prior.shape))
    some = (movement, persistence)
    begun, last = (levels_first(part.reshape(*part.shape[:-4], -1, *part.shape[-2:])) for part in (early, late))
    return Meeting(begun, last, np.ones_like(grid.level_prior), some)


def _mixed(shapes: Mapping[int, float], parts: Mapping[int, list[Numbers]]) -> Numbers:
    """The parts of each shape added up, without what rounding left under nothing, times the shape's chance."""
    total: Numbers = np.sum([shapes[one] * np.maximum(sum(some), 0.0) for one, some in parts.items()], axis=0)
    return total


def _possible(build_up: BuildUp, weeks: int) -> dict[int, float]:
    """The build-up as far as the record tells of it: what would last to its end counts as the effect so far."""
    seen = {needed: chance for needed, chance in build_up.items() if 0 < needed < weeks and chance}
    return {0: 1.0 - sum(seen.values()), **seen}


def _before(weeks: Weeks, weeks_between: int, grid: Grid) -> Numbers:
    """The chance of the weeks before, with each place of the movement in the first week on treatment that is read."""
    message = forward(weeks, grid.priors)
    return message @ np.linalg.matrix_power(grid.kernels, weeks_between) if weeks_between else message


@lru_cache(maxsize=_KEPT_RECORDS)
def _on(weeks: Weeks, wanted: tuple[int, ...], priors: Priors, *, with_moments: bool) -> dict[int, Numbers]:
    """The chance of the weeks from each one `wanted` to the last, given the movement's place in the first of them.

    Each is shaped (1 or 3, c, r, n, z): the chance, and `with_moments` the first and second moment of the mean share
    over the last four weeks, each times the chance. Shared: not to be written into.
    """
    tables = grid(priors)
    share = tables.chances[tables.spread_of][:, None] / WEEKS
    message = np.zeros((3 if with_moments else 1, *shape_of(tables)))
    message[0] = 1.0
    found = {} if len(weeks) else {0: message}
    for place in range(len(weeks) - 1, -1, -1):
        if with_moments and place >= len(weeks) - WEEKS:
            message = _with_share(message, share)
        message = message * of_week(weeks[place], priors)[tables.spread_of]
        if place in wanted:
            found[place] = message
        message = message @ tables.kernels.swapaxes(-1, -2)
    return found


def _with_share(message: Numbers, share: Numbers) -> Numbers:
    """Chance and moments of a sum to which `share` is added."""
    chance, first, second = message
    return np.stack([chance, first + share * chance, second + share * (2 * first + share * chance)])
