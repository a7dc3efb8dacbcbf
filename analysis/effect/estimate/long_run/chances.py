"""How probable the days of a week are at each level, and what the weeks up to a window say: worked out once.

The same weeks come again and again: a kind of day is read up to the last of its days and up to week 12, its empty days
are taken as all one or the other, and a week that is kept well shows one of some fifty counts. What is kept is
bounded, and nobody may write into it.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from analysis.effect.estimate.long_run.levels import Grid, grid
from analysis.effect.estimate.long_run.priors import Priors
from analysis.effect.estimate.long_run.weeks import WEEK_DAYS, WEEKS, Record, weekly_counts

Numbers = NDArray[np.float64]
Weeks = tuple[bytes, ...]
"""The counts of each of some weeks, as bytes, so that they can be looked up."""

_KEPT_WEEKS = 256
"""Weeks that are kept, 58 kB each."""
_KEPT_RECORDS = 16
"""Beginnings of records that are kept, 156 kB each."""


def weeks_of(record: Record) -> tuple[Weeks, Weeks]:
    """The counts of each week before, and of each on treatment."""
    counts = weekly_counts(np.concatenate([record.before, record.on]))
    weeks = tuple(row.tobytes() for row in counts)
    start = len(record.before) // WEEK_DAYS
    return weeks[:start], weeks[start:]


@lru_cache(maxsize=_KEPT_WEEKS)
def of_week(week: bytes, priors: Priors) -> Numbers:
    """The chance of the days of a week: shaped (spreads, r, n, z).

    The highest is 1; what is left out is the same wherever the level lies.
    """
    tables = grid(priors).log_chances
    counts = np.tile(np.frombuffer(week), (2, 1))  # one row alone would be summed in another order
    logs = (counts @ tables.reshape(len(tables), -1))[0]
    logs -= logs.max()
    return _shared(np.exp(logs, out=logs).reshape(tables.shape[1:]))


@lru_cache(maxsize=_KEPT_RECORDS)
def forward(weeks: Weeks, priors: Priors) -> Numbers:
    """The chance of the weeks, with each place of the movement in the week after them: shaped (c, r, n, z).

    The highest is 1. Up to its last window it is that of a shorter record.
    """
    tables = grid(priors)
    if not weeks:
        return np.broadcast_to(tables.stationary, shape_of(tables))
    known = (len(weeks) - 1) // WEEKS * WEEKS
    message = forward(weeks[:known], priors)
    for week in weeks[known:]:
        chances = of_week(week, priors)[tables.spread_of]
        message = np.matmul(np.multiply(message, chances, out=chances), tables.kernels)
        message /= message.max()
    return _shared(message)


def shape_of(tables: Grid) -> tuple[int, int, int, int]:
    """How many movements, persistences, levels and places of the movement there are."""
    return len(tables.spread_of), len(tables.priors.persistences), len(tables.levels), len(tables.points)


def _shared(numbers: Numbers) -> Numbers:
    numbers.flags.writeable = False
    return numbers
