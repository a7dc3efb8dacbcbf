"""The rate of headache in a window, and how much it fell, with an uncertainty that is true.

Days with headache come in runs: today depends on yesterday. The model is a two-state chain with a long-run rate `p`
(share of days) and a persistence `r`, the correlation of one day with the next:

    P(headache | headache k days before) = p + r^k (1 - p)         P(headache | free k days before) = p (1 - r^k)

Each window has a rate of its own; the windows of one patient share the persistence. Empty days are bridged exactly,
whatever pattern they make, as long as that a day is empty says nothing of what it was like.

- Prior of a rate: Beta(1/3, 1/3), the neutral one whose median lies at the observed share (Kerman 2011).
- Prior of the persistence: uniform in the variance inflation (1 + r) / (1 - r), by which clustering widens the
  spread of a count, from 0.6 (days that take turns) to 9 (runs of a week and more).

What is estimated is the long-run rate behind a window, not the count that the window would have shown when full.
All is summed over a fixed grid, so nothing is drawn at random and the same diary gives the same figures. How often
the intervals hold the truth stands in docs/calibration.md.

Cautions: the rate is taken as constant within a window or pooled group of windows, so months that differ for other
reasons than the treatment make the probabilities optimistic (STAT-16); a diary left empty because of headache biases
rate and interval alike. Source: STAT-1 (doi 10.1038/s41598-020-60505-5); Kerman 2011 (doi 10.1214/11-EJS648).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from analysis.effect.estimate.chain import days_of_a_window, log_likelihoods
from analysis.effect.estimate.pairs import FALLS, LEVEL, Falls, Pairs, falls_of
from analysis.effect.estimate.transitions import Counts
from analysis.windows import WINDOW_DAYS

Numbers = NDArray[np.float64]

NEUTRAL_SHAPE = 1 / 3
"""Both parameters of the Beta prior of a rate."""
PERSISTENCES = tuple(float(r) for r in -0.25 + 0.05 * (np.arange(21) + 0.5))
"""The grid of persistence: the middles of 21 cells from -0.25 to 0.80."""
RATES = 96
"""Points of the grid of rates."""
_ROWS_AT_ONCE = 64
"""Few enough for the tables of a step to stay in the processor's cache."""
_BLOCK = 16
"""Rows that are multiplied together, always so many: the order in which a row is summed up depends on their number, and
the same diary is to give the same last digit whoever is told beside it."""


class RateModel:
    """The chain with its priors, tabulated on a grid of persistences and rates."""

    def __init__(self, shape: float = NEUTRAL_SHAPE, persistences: Sequence[float] = PERSISTENCES) -> None:
        """The model with Beta(shape, shape) rates; a single persistence of 0 makes the days independent."""
        angles = (np.arange(RATES) + 0.5) * (np.pi / 2 / RATES)
        self.rates: Numbers = np.sin(angles) ** 2
        self.persistences: Numbers = np.array(persistences)
        inflation_density = (1 - self.persistences) ** -2.0
        self._log_persistence = np.log(inflation_density / inflation_density.sum())
        self._log_rate = _log_beta_masses(shape)
        self._log_likelihood = log_likelihoods(self.rates, self.persistences)

    def _posterior(self, counts: Counts) -> tuple[Numbers, Numbers]:
        """Of each of n rows: the rate's probabilities at each persistence, and the log likelihood of each persistence.

        Shaped (persistences, n, rates) and (persistences, n).
        """
        mass = _in_blocks(counts) @ self._log_likelihood[:, None]
        mass = mass.reshape(len(mass), -1, RATES)[:, : len(counts)] + self._log_rate
        highest = mass.max(axis=(0, 2))
        mass -= highest[:, None]
        np.exp(mass, out=mass)
        total = mass.sum(axis=2)
        mass /= total[:, :, None]
        return mass, np.log(total) + highest

    def _persistence(self, *log_likelihoods: Numbers) -> Numbers:
        """Probabilities of each persistence, given what each window says of it: shaped (persistences, n).

        They are added up row by row: along the first axis a row alone would be added up in another order.
        """
        log_mass = self._log_persistence[:, None] + np.sum(log_likelihoods, axis=0)
        mass: Numbers = np.exp(log_mass - log_mass.max(axis=0))
        weight: Numbers = mass / np.ascontiguousarray(mass.T).sum(axis=1)
        return weight

    def falls(self, baseline: Counts, follow_up: Counts, others: Counts | None = None) -> Falls:
        """The percent fall from `baseline` to `follow_up`, for n pairs at once, each shaped (n, STATISTICS).

        `others`, shaped (n, windows, STATISTICS), are further windows of the same patients, each with a rate of its
        own, that tell of persistence alone; a window without days is all zeros and tells nothing. Windows that are to
        share one rate are added up before.
        """
        parts = [falls_of(pairs) for _, pairs in self._pairs(baseline, follow_up, others)]
        return Falls(
            np.concatenate([part.lower for part in parts]),
            np.concatenate([part.upper for part in parts]),
            {fall: np.concatenate([part.probability[fall] for part in parts]) for fall in FALLS},
        )

    def probability_of_fall(
        self, percent: Numbers, baseline: Counts, follow_up: Counts, others: Counts | None = None
    ) -> Numbers:
        """The probability of a fall of at least so many percent, one for each of the n pairs; else as in `falls`."""
        pairs = self._pairs(baseline, follow_up, others)
        return np.concatenate([some.is_below(1 - percent[rows, None] / 100)[:, 0] for rows, some in pairs])

    def _pairs(self, baseline: Counts, follow_up: Counts, others: Counts | None) -> Iterator[tuple[slice, Pairs]]:
        for start in range(0, len(baseline), _ROWS_AT_ONCE):
            rows = slice(start, start + _ROWS_AT_ONCE)
            before, before_says = self._posterior(baseline[rows])
            after, after_says = self._posterior(follow_up[rows])
            other_says = [] if others is None else self._what_they_say(others[rows])
            before *= self._persistence(before_says, after_says, *other_says)[:, :, None]
            yield rows, Pairs.of(self.rates, before, after)

    def _what_they_say(self, windows: Counts) -> list[Numbers]:
        """The log likelihood of each persistence in each window of (n, windows, STATISTICS); none without days."""
        each = [windows[:, window] for window in range(windows.shape[1])]
        return [np.where(window.any(axis=1), self._posterior(window)[1], 0.0) for window in each]

    def rates_per_28(self, windows: Counts) -> tuple[Numbers, Numbers]:
        """The 95 % interval of the rate of each window, days per 28; `windows` is (n, windows, STATISTICS).

        Both answers are shaped (n, windows). The windows of a row share their persistence; one without days gives
        what the prior says, so that it should not be shown.
        """
        rows, number = windows.shape[:2]
        posteriors = [self._posterior(windows[:, window]) for window in range(number)]
        weight = self._persistence(*(says for _, says in posteriors))
        edges = WINDOW_DAYS * np.sin(np.arange(RATES + 1) * (np.pi / 2 / RATES)) ** 2
        lower, upper = np.empty((rows, number)), np.empty((rows, number))
        for window, (rate, _) in enumerate(posteriors):
            cumulated = np.insert((rate * weight[:, :, None]).sum(axis=0).cumsum(axis=1), 0, 0.0, axis=1)
            for row in range(rows):
                lower[row, window], upper[row, window] = np.interp(
                    [(1 - LEVEL) / 2, (1 + LEVEL) / 2], cumulated[row], edges
                )
        return lower, upper

    def chance_band(self, before: Counts, others: Counts | None = None) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The fewest and most days of a full 28-day window that chance alone would bring, had nothing changed.

        At most 2.5 % lie under and 2.5 % over the band, which takes in both that the rate is uncertain and that a
        month varies. `before` is (n, STATISTICS); `others` as in `falls`.
        """
        rate, says = self._posterior(before)
        weight = self._persistence(says, *([] if others is None else self._what_they_say(others)))
        expected = (rate * weight[:, :, None]) @ self._days_of_a_window()
        cumulated = expected.sum(axis=0).cumsum(axis=1)
        tail = (1 - LEVEL) / 2
        return (cumulated < tail).sum(axis=1), (cumulated < 1 - tail).sum(axis=1)

    def _days_of_a_window(self) -> Numbers:
        """Shaped (persistences, rates, 29)."""
        persistence, rate = np.meshgrid(self.persistences, self.rates, indexing="ij")
        return days_of_a_window(rate.ravel(), persistence.ravel()).reshape(*persistence.shape, -1)


@cache
def chain_model() -> RateModel:
    """The model in use."""
    return RateModel()


def independent_model() -> RateModel:
    """The model as if days were independent, with Jeffreys' prior; for comparison: its intervals are too narrow."""
    return RateModel(shape=0.5, persistences=(0.0,))


def _in_blocks(counts: Counts) -> Counts:
    """The rows in blocks, shaped (blocks, _BLOCK, STATISTICS), with empty ones behind the last."""
    return np.pad(counts, ((0, -len(counts) % _BLOCK), (0, 0))).reshape(-1, _BLOCK, counts.shape[1])


def _log_beta_masses(shape: float, fineness: int = 64) -> Numbers:
    """Log of the Beta(shape, shape) mass of each cell of the grid, which is even in arcsin of the root of the rate.

    The density of the angle a is (sin a cos a)^(2 shape - 1), which has no bound at the ends where shape is below 1/2:
    it is summed over the middles of steps even in a^(2 shape), on which what is left of it is smooth.
    """
    power = 2 * shape
    edges = (np.arange(RATES // 2 + 1) * (np.pi / 2 / RATES)) ** power
    steps = np.diff(edges) / fineness
    middles = edges[:-1, None] + steps[:, None] * (np.arange(fineness) + 0.5)
    angles = middles ** (1 / power)
    lower = ((np.sin(angles) * np.cos(angles) / angles) ** (power - 1)).sum(axis=1) * steps
    masses = np.concatenate([lower, lower[::-1]])
    logs: Numbers = np.log(masses / masses.sum())
    return logs
