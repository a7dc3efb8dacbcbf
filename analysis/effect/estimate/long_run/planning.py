"""How many more windows on treatment would tell a halving from nothing, given how much this person's level moves.

The weekly logits are taken as normal about their levels, so that what a record tells of the shift follows from which
days tell, whatever they will hold: its squared standard error s^2 at each spread, memory, persistence and build-up,
averaged over what is known of these. A halving is told when the 95 % interval leaves out no change. With a shift d and
a prior of the shift with variance v,

    P(told) = Phi(d / s - 1.96 / sqrt(b))         b = v / (v + s^2), by which the prior draws the shift towards none
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import erf, sqrt

import numpy as np
from numpy.typing import NDArray

from analysis.effect.estimate.long_run.levels import Grid, mean_share
from analysis.effect.estimate.long_run.posterior import Posterior
from analysis.effect.estimate.long_run.priors import BuildUp
from analysis.effect.estimate.long_run.weeks import WEEK_DAYS, WEEKS, Record

Numbers = NDArray[np.float64]

POWER = 0.80
MOST_MORE_WINDOWS = 12
"""Windows ahead that are looked at, about a year."""
_HALF = 0.5
_QUANTILE = 1.96
"""Of the normal law, between which and its negative lie 95 %."""
_HARDLY = 1e-6
"""What is known of the shift before the first week on treatment, so that its error is a number."""
_LEVEL_VARIANCE = np.pi**2 / 3
"""Of the standard logistic law, the prior of the level before."""
_COLUMNS = {is_on: np.array([1.0, float(is_on)]).reshape(2, 1, 1, 1) for is_on in (False, True)}
"""What a week before treatment, and one on it, is made of: the level, and the shift."""


def windows_for_power(known: Posterior, record: Record, build_up: BuildUp) -> int | None:
    """The fewest more well-kept windows after which a halving would be told with POWER; None where none is enough."""
    powers = enumerate(_powers(known, record, build_up))
    return next((more for more, power in powers if power >= POWER), None)


def powers_of_halving(known: Posterior, record: Record, build_up: BuildUp) -> list[float]:
    """How probable it is that a halving is told, after 0, 1, ... MOST_MORE_WINDOWS more windows."""
    return list(_powers(known, record, build_up))


def _powers(known: Posterior, record: Record, build_up: BuildUp) -> Iterator[float]:
    """The same one by one, so that no more windows are looked at than are asked for."""
    share, weights = _share_before(known), known.of_movement.sum(axis=-1)
    shift = _logit(share) - _logit(_HALF * share)
    needed = sorted({0, *build_up})
    weeks = len(record.on) // WEEK_DAYS
    for more, errors in enumerate(_errors(known.grid, weights, record, share, needed)):
        error = dict(zip(needed, errors.tolist(), strict=True))
        told = weeks + WEEKS * more
        mixed = sum(chance * error[early if early < told else 0] for early, chance in build_up.items())
        yield _power(shift, mixed, known.grid)


def _share_before(known: Posterior) -> float:
    """The mean share of days before treatment, over a long run."""
    grid = known.grid
    return float((known.of_levels.sum(axis=-1) * mean_share(grid.levels, np.array(grid.priors.spreads))).sum())


def _power(shift: float, squared_error: float, grid: Grid) -> float:
    freedom = grid.priors.shift_freedom
    prior = grid.priors.shift_scale**2 * freedom / (freedom - 2)
    drawn = prior / (prior + squared_error)
    return 0.5 * (1 + erf((shift / sqrt(squared_error) - _QUANTILE / sqrt(drawn)) / sqrt(2)))


def _errors(grid: Grid, weights: Numbers, record: Record, share: float, needed: Sequence[int]) -> Iterator[Numbers]:
    """The squared error of the shift after 0, 1, ... more windows, each for every number of `needed` weeks.

    So many of the first weeks on treatment tell nothing of the shift.
    """
    start, end = len(record.before) // WEEK_DAYS, (len(record.before) + len(record.on)) // WEEK_DAYS
    ahead = np.full(WEEKS * MOST_MORE_WINDOWS, float(WEEK_DAYS))
    told = np.tile(np.concatenate([_told_days(record), ahead]), (len(needed), 1))
    for days, early in zip(told, needed, strict=True):
        days[start : start + early] = 0
    knowledge = _Knowledge(grid, len(needed))
    for week, days in enumerate(told.T):
        if week >= end and (week - end) % WEEKS == 0:
            yield _mean(weights, knowledge)
        if days.any():
            p = share * (_HALF if week >= start else 1.0)
            variance = np.divide(1.0, days * p * (1 - p), out=np.full_like(days, np.inf), where=days > 0)
            knowledge.learn(week >= start, variance)
        knowledge.pass_week()
    yield _mean(weights, knowledge)


def _mean(weights: Numbers, knowledge: _Knowledge) -> Numbers:
    """The squared error, averaged over movement and persistence."""
    return np.asarray((weights * knowledge.squared_error()).sum(axis=(1, 2)))


class _Knowledge:
    """What weekly logits tell of level and shift: a Kalman filter run on the two columns of the design.

    Each figure is shaped (records, c, r), `of` (2, records, c, r) of level and shift, `known` (3, records, c, r) of
    level, shift and both. A week is a dozen operations on few numbers, done for both columns at once and in place.
    """

    def __init__(self, grid: Grid, records: int) -> None:
        movements, persistence = grid.priors.movements(), np.array(grid.priors.persistences)
        spreads = np.array([spread for spread, _, _ in movements])
        self.state = (spreads**2)[:, None] * np.ones((records, 1, len(persistence)))
        self.memory = np.array([[memory] for _, memory, _ in movements])
        self.kept, self.moved = self.memory**2, (1 - self.memory**2) * self.state
        self.runs = (1 + persistence) / (1 - persistence)
        self.of = np.zeros((2, *self.state.shape))
        self.known = np.zeros((3, *self.state.shape))
        self.known[0], self.known[1] = 1 / _LEVEL_VARIANCE, _HARDLY
        self._new, self._seen = np.empty_like(self.known), np.empty_like(self.of)

    def learn(self, is_on: bool, noise: Numbers) -> None:
        """A week whose logit varies so much about its level in each record, were its days independent."""
        total = noise[:, None, None] * self.runs
        total = total + self.state
        seen = np.subtract(_COLUMNS[is_on], self.of, out=self._seen)
        np.square(seen, out=self._new[:2])
        np.multiply(seen[0], seen[1], out=self._new[2])
        self._new /= total
        self.known += self._new
        gain = np.divide(self.state, total, out=total)
        seen *= gain
        self.of += seen
        gain *= self.state
        self.state -= gain

    def pass_week(self) -> None:
        """The level moves for a week."""
        self.of *= self.memory
        self.state *= self.kept
        self.state += self.moved

    def squared_error(self) -> Numbers:
        """That of the shift, whatever the level."""
        level, shift, both = self.known
        return np.asarray(level / (level * shift - both**2))


def _told_days(record: Record) -> Numbers:
    """Days that tell in each week of the record."""
    days = np.concatenate([record.before, record.on]).reshape(-1, WEEK_DAYS)
    told: Numbers = (days >= 0).sum(axis=1).astype(np.float64)
    return told


def _logit(share: float) -> float:
    return float(np.log(share / (1 - share)))
