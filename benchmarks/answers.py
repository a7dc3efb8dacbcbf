"""What the models say of simulated patients, beside the truth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.effect.estimate.long_run.coming import coming_band
from analysis.effect.estimate.long_run.fall import fall_law
from analysis.effect.estimate.long_run.latest import latest_quantiles
from analysis.effect.estimate.long_run.levels import grid
from analysis.effect.estimate.long_run.planning import powers_of_halving
from analysis.effect.estimate.long_run.posterior import posterior
from analysis.effect.estimate.long_run.priors import BUILD_UP, IN_USE
from analysis.effect.estimate.long_run.weeks import record_of
from analysis.effect.estimate.model import chain_model
from analysis.effect.estimate.transitions import Counts, counts_of_days
from analysis.effect.responders import FEWEST_BASELINE_DAYS, SMALLEST_BASELINE
from benchmarks.movements import MONTH
from benchmarks.worlds import Diaries

CLAIMS = (0, 30, 50, 75)
"""Falls of which the probability is told, percent."""
TAIL = 0.025

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Answers:
    """What a model says of n patients: interval, median and the probability of each of CLAIMS, (n,) and (n, 4).

    `of_truth`: the probability of a fall of at least the true one. `is_shown`: whether the figures would be told.
    """

    fall: Numbers
    lower: Numbers
    median: Numbers
    upper: Numbers
    chances: Numbers
    of_truth: Numbers
    is_shown: Flags

    def holds(self) -> float:
        """The share of those shown whose interval holds the truth."""
        inside = (self.of_truth > TAIL) & (self.of_truth < 1 - TAIL)
        return float(inside[self.is_shown].mean())

    def says(self, claim: int, chance: float) -> float:
        """The share of those shown of whom a fall of at least `claim` is as probable as `chance`."""
        return float((self.chances[self.is_shown, CLAIMS.index(claim)] >= chance).mean())

    def width(self) -> float:
        """The median width of the interval."""
        return float(np.median((self.upper - self.lower)[self.is_shown]))

    def bias(self) -> float:
        """The median of the medians, less the true fall."""
        return float(np.median((self.median - self.fall)[self.is_shown]))


@dataclass(frozen=True)
class Found:
    """Both models' answers for the patients of one world; `fall` is None where each has a true fall of its own."""

    name: str
    fall: int | None
    long_run: Answers
    one_month: Answers


@dataclass(frozen=True)
class Ahead:
    """Of one world: how often what is left now, and a coming month, lay where they were said to; and planning."""

    name: str
    left_now: float
    coming: float
    coming_width: float
    planned_power: float
    power: float


def both_models(name: str, diaries: Diaries, falls: Numbers) -> Found:
    """The answers of both models on the same patients."""
    told = {int(fall) for fall in falls}
    fall = told.pop() if len(told) == 1 else None
    return Found(name, fall, long_run_answers(diaries, falls), one_month_answers(diaries, falls))


def long_run_answers(diaries: Diaries, falls: Numbers) -> Answers:
    """Those of the model in which months differ; all are shown who have a window to read on each side."""
    rows = [_long_run_row(*row) for row in zip(diaries.before, diaries.on, falls, strict=True)]
    table = np.array(rows)
    return Answers(falls, *table[:, :3].T, table[:, 3:7], table[:, 7], table[:, 8] > 0)


def _long_run_row(before: NDArray[np.int8], on: NDArray[np.int8], fall: float) -> list[float]:
    record = record_of(before, on)
    law = fall_law(posterior(record, grid(IN_USE), BUILD_UP))
    quantiles = [law.quantile(share) for share in (TAIL, 0.5, 1 - TAIL)]
    chances = [law.probability(claim) for claim in CLAIMS]
    return [*quantiles, *chances, law.probability(fall), bool(record.windows_before and record.windows_on)]


def one_month_answers(diaries: Diaries, falls: Numbers) -> Answers:
    """Those of the last 28 days against the 28 before treatment; shown as CMP-21, STAT-14 and RESP-7 ask."""
    *earlier, baseline = _windows(diaries.before)
    *first, primary = _windows(diaries.on)
    others = np.stack([*earlier, *first], axis=1) if earlier or first else None
    found = chain_model().falls(baseline, primary, others)
    of_truth = chain_model().probability_of_fall(falls, baseline, primary, others)
    chances = np.stack([found.probability[claim] for claim in CLAIMS], axis=1)
    middle = (found.lower + found.upper) / 2
    return Answers(falls, found.lower, middle, found.upper, chances, of_truth, _is_shown(diaries))


def _is_shown(diaries: Diaries) -> Flags:
    baseline, primary = diaries.before[:, -MONTH:], diaries.on[:, -MONTH:]
    told, observed = (baseline >= 0).sum(axis=1), (baseline == 1).sum(axis=1)
    enough = (told >= MONTH // 2) & ((primary >= 0).sum(axis=1) >= MONTH // 2)
    return np.asarray(enough & (observed >= FEWEST_BASELINE_DAYS) & (MONTH * observed >= SMALLEST_BASELINE * told))


def _windows(days: NDArray[np.int8]) -> list[Counts]:
    return [counts_of_days(days[:, first : first + MONTH]) for first in range(0, days.shape[1], MONTH)]


def ahead_of(name: str, diaries: Diaries) -> Ahead:
    """What is left now, a coming month and planning in the patients of a world."""
    rows = [_ahead_row(*row) for row in zip(diaries.before, diaries.on, strict=True)]
    low, high, fewest, most, planned, told = np.array(rows).T
    return Ahead(
        name,
        left_now=float(((low <= diaries.fall_of_last) & (diaries.fall_of_last <= high)).mean()),
        coming=float(((fewest <= diaries.last_count) & (diaries.last_count <= most)).mean()),
        coming_width=float(np.median(most - fewest)),
        planned_power=float(planned.mean()),
        power=float(told.mean()),
    )


def _ahead_row(before: NDArray[np.int8], on: NDArray[np.int8]) -> list[float]:
    """Interval of what is left now; band of weeks 9-12 from the days before them; power planned, and whether told."""
    record = record_of(before, on)
    known = posterior(record, grid(IN_USE), BUILD_UP, with_moments=True)
    left = latest_quantiles(known, TAIL, 1 - TAIL)
    band = coming_band(posterior(record_of(before, on[:-MONTH]), grid(IN_USE), BUILD_UP), 1 - 2 * TAIL)
    power = powers_of_halving(known, record, BUILD_UP)[0]
    return [*left, *band, power, fall_law(known).probability(0) >= 1 - TAIL]
