"""What one coming 28-day window on the treatment may show: the long-run level, and the chance of a single month."""

from __future__ import annotations

from functools import cache
from math import lgamma

import numpy as np
from numpy.typing import NDArray

from analysis.effect.estimate.long_run.levels import Grid, grid
from analysis.effect.estimate.long_run.posterior import Posterior
from analysis.effect.estimate.long_run.priors import Priors
from analysis.effect.estimate.long_run.weeks import WEEKS
from analysis.windows import WINDOW_DAYS

Numbers = NDArray[np.float64]

_DAYS = np.arange(WINDOW_DAYS + 1)


def coming_counts(known: Posterior) -> Numbers:
    """The probability of 0, 1, ... 28 days in a coming full window."""
    counts: Numbers = np.tensordot(known.of_movement, _counts(known.grid.priors), axes=3)
    return counts


def coming_band(known: Posterior, level: float) -> tuple[int, int]:
    """The fewest and most days of a coming full window; at most half of what `level` leaves lies beyond either."""
    below = np.cumsum(coming_counts(known))
    tail = (1 - level) / 2
    return int((below < tail).sum()), int((below < 1 - tail).sum())


@cache
def _counts(priors: Priors) -> Numbers:
    """The chance of each count, beta-binomial with the mean and variance of the state: shaped (c, r, n, 29)."""
    tables = grid(priors)
    mean, within, between = _window_moments(tables)
    factor = _inflation(np.array(priors.persistences))[None, :, None]
    variance = WINDOW_DAYS * within[:, None] * factor + WINDOW_DAYS**2 * between[:, None]
    least = WINDOW_DAYS * (mean * (1 - mean))[:, None]
    return _beta_binomial(np.broadcast_to(mean[:, None], variance.shape), variance / least)


def _window_moments(tables: Grid) -> tuple[Numbers, Numbers, Numbers]:
    """Of a window's weekly shares: the mean, the mean of p (1 - p), the variance of the mean: each shaped (c, n)."""
    share = tables.chances[tables.spread_of]
    mean = share @ tables.stationary
    within = (share * (1 - share)) @ tables.stationary
    weighted, later, covariance = share * tables.stationary, share, np.zeros_like(mean)
    for apart in range(WEEKS):
        alike = WEEKS if apart == 0 else 2 * (WEEKS - apart)
        covariance += alike * ((weighted * later).sum(axis=-1) - mean**2)
        later = later @ tables.kernels[:, 0].swapaxes(-1, -2)
    return mean, within, covariance / WEEKS**2


def _inflation(persistence: Numbers) -> Numbers:
    """By how much runs of days widen the variance of the count of a window."""
    apart = np.arange(1, WINDOW_DAYS)
    return np.asarray(1 + 2 * (persistence[:, None] ** apart) @ (1 - apart / WINDOW_DAYS))


def _beta_binomial(mean: Numbers, inflation: Numbers) -> Numbers:
    """Counts out of 28 of this mean share, whose variance is `inflation` times the binomial one."""
    correlation = np.clip((inflation - 1) / (WINDOW_DAYS - 1), 1e-6, 1 - 1e-6)
    size = 1 / correlation - 1
    a, b = (mean * size)[..., None], ((1 - mean) * size)[..., None]
    choices = np.array([_log_choices(count) for count in range(WINDOW_DAYS + 1)])
    logs = choices + _log_gamma(_DAYS + a) + _log_gamma(WINDOW_DAYS - _DAYS + b) - _log_gamma(WINDOW_DAYS + a + b)
    logs += _log_gamma(a + b) - _log_gamma(a) - _log_gamma(b)
    chances = np.exp(logs)
    return np.asarray(chances / chances.sum(axis=-1, keepdims=True))


def _log_choices(count: int) -> float:
    return lgamma(WINDOW_DAYS + 1) - lgamma(count + 1) - lgamma(WINDOW_DAYS - count + 1)


def _log_gamma(number: Numbers) -> Numbers:
    """Of positive numbers, by Stirling's series after eight steps up; right to 1e-10."""
    steps = sum((np.log(number + step) for step in range(8)), np.zeros_like(number))
    x = number + 8
    series = 1 / (12 * x) - 1 / (360 * x**3) + 1 / (1260 * x**5)
    return np.asarray((x - 0.5) * np.log(x) - x + 0.5 * np.log(2 * np.pi) + series - steps)
