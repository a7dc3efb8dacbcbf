"""The two-state chain itself: what a rate and a persistence make probable, from day to day and in a whole window."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis.effect.estimate.transitions import GAPS
from analysis.windows import WINDOW_DAYS

Numbers = NDArray[np.float64]

_IMPOSSIBLE = 1e-12
"""Stands for a probability of 0, whose logarithm there is not."""


def days_of_a_window(rate: Numbers, persistence: Numbers) -> Numbers:
    """The probability of 0, 1, ... 28 days in a full 28-day window, for each chain: shaped (chains, 29)."""
    stays, comes = _transitions(rate, persistence)
    free, headache = np.zeros((len(rate), WINDOW_DAYS + 1)), np.zeros((len(rate), WINDOW_DAYS + 1))
    free[:, 0], headache[:, 1] = 1 - rate, rate
    for _ in range(WINDOW_DAYS - 1):
        reached = free * comes[:, None] + headache * stays[:, None]
        free = free * (1 - comes[:, None]) + headache * (1 - stays[:, None])
        headache = np.concatenate([np.zeros((len(rate), 1)), reached[:, :-1]], axis=1)
    return free + headache


def _transitions(rate: Numbers, persistence: Numbers) -> tuple[Numbers, Numbers]:
    """P(headache | headache before) and P(headache | free before)."""
    stays = rate + persistence * (1 - rate)
    comes = rate * (1 - persistence)
    return np.clip(stays, 0, 1), np.clip(comes, 0, 1)


def log_likelihoods(rates: Numbers, persistences: Numbers) -> Numbers:
    """The log likelihood of one count of each of STATISTICS, shaped (persistences, STATISTICS, rates)."""
    flat = np.broadcast_to(rates, (len(persistences), len(rates)))
    chances = [1 - flat, flat]
    for gap in GAPS:
        stays, comes = _transitions(rates, persistences[:, None] ** gap)
        for headache in (comes, stays):
            chances += [1 - headache, headache]
    return np.log(np.maximum(np.stack(chances, axis=1), _IMPOSSIBLE))
