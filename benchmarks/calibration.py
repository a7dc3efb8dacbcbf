"""How often the intervals of the percent fall hold the truth, in simulated patients whose truth is known.

    python -m benchmarks.calibration            the whole grid, some minutes; writes docs/calibration.md and .svg
    python -m benchmarks.calibration --patients 200     a quick look; writes nothing

Each simulated diary is a two-state chain with a true long-run rate before treatment and another one after, kept for
some weeks before and twelve weeks after first dose, with days left empty. It goes through the same counts and the same
model as a patient's. An interval holds the truth when the probability of a fall of at least the true one lies between
2.5 and 97.5 %. Only what would be shown counts: 14 filled days or more in both windows (CMP-21), two days or more
(STAT-14) and 4 per 28 or more (RESP-7) at baseline. The seed is fixed: the same figures come out each time.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.effect.estimate.model import RateModel, chain_model, independent_model
from analysis.effect.estimate.pairs import LEVEL
from analysis.effect.estimate.transitions import STATISTICS, Counts, counts_of_days
from analysis.effect.gates import FEWEST_BASELINE_DAYS
from analysis.effect.responders import SMALLEST_BASELINE
from analysis.settings import shipped
from analysis.windows import WINDOW_DAYS

SEED = 20260331
PATIENTS = 4000
"""Simulated patients a cell; the standard error of a coverage of 95 % is then 0.35 points."""
RATES = (5, 10, 15, 20, 25)
CORRELATIONS = (0.0, 0.25, 0.5)
EMPTY = (0.0, 0.2, 0.4)
BASELINES = (28, 56, 84)
FALLS = (0, 30, 50, 75)
"""True falls, percent; each a quarter of a cell's patients."""
TREATED_DAYS = 84
LOWEST, HIGHEST = 0.93, 0.97
"""The coverage that is asked for."""
AT_RANDOM, ON_HEADACHE, AFTER_HEADACHE = "at random", "on headache days", "after headache days"
SWING = "none, and the correlation changes"
TIMES_AS_OFTEN = 3
"""How many times as often a day is left empty on, or after, a headache day as otherwise."""
DOCS = Path(__file__).parent.parent / "docs"

Days = NDArray[np.int8]


@dataclass(frozen=True)
class Cell:
    """A kind of patient: days per 28 before, lag-1 correlation, share of days left empty, days of diary before.

    `correlation_after` is that under treatment, where it is another one.
    """

    rate: int
    correlation: float
    empty: float
    baseline: int
    pattern: str = AT_RANDOM
    correlation_after: float | None = None


@dataclass(frozen=True)
class Coverage:
    """Of the patients of a cell who were shown an interval, the share whose interval held the truth.

    `shown` is the share who were. `chain` is that of the program, `by_fall` the same for each of FALLS; `independent`
    takes days as independent, `long_baseline` reads all the diary before first dose as one.
    """

    cell: Cell
    chain: float
    by_fall: tuple[float, ...]
    independent: float
    long_baseline: float
    shown: float


def grid(pattern: str = AT_RANDOM, baselines: tuple[int, ...] = BASELINES) -> list[Cell]:
    """Every cell; of the patterns that depend on headache only those in which days are left empty."""
    shares = [share for share in EMPTY if pattern == AT_RANDOM or share]
    return [Cell(*values, pattern) for values in product(RATES, CORRELATIONS, shares, baselines)]


def swings() -> list[Cell]:
    """Cells in which treatment changes the correlation as far as the grid goes, either way."""
    ways = ((CORRELATIONS[0], CORRELATIONS[-1]), (CORRELATIONS[-1], CORRELATIONS[0]))
    return [Cell(rate, one, 0.0, 28, SWING, other) for rate, (one, other) in product(RATES, ways)]


def chains(rng: np.random.Generator, rate: NDArray[np.float64], correlation: float, days: int) -> Days:
    """A diary of a patient a row, started in its long-run law."""
    chance = rng.random((len(rate), days))
    states = np.empty((len(rate), days), dtype=np.int8)
    states[:, 0] = chance[:, 0] < rate
    for day in range(1, days):
        before = states[:, day - 1]
        states[:, day] = chance[:, day] < np.where(before, rate + correlation * (1 - rate), rate * (1 - correlation))
    return states


def emptied(rng: np.random.Generator, states: Days, cell: Cell, rate: NDArray[np.float64]) -> Days:
    """The diary with days left empty (-1); the share is the cell's, wherever headache makes it likelier."""
    if cell.pattern in (AT_RANDOM, SWING):
        likely = np.full(states.shape, cell.empty)
    else:
        yesterday = np.pad(states, ((0, 0), (1, 0)))[:, :-1]
        decisive = states if cell.pattern == ON_HEADACHE else yesterday
        ordinary = cell.empty / (1 + (TIMES_AS_OFTEN - 1) * rate)
        likely = np.minimum(np.where(decisive == 1, TIMES_AS_OFTEN, 1) * ordinary[:, None], 0.95)
    return np.where(rng.random(states.shape) < likely, -1, states).astype(np.int8)


def coverage(cell: Cell, patients: int, rng: np.random.Generator) -> Coverage:
    """How often the intervals hold the truth in the simulated patients of a cell."""
    fall = np.repeat(np.array(FALLS, dtype=np.float64), patients // len(FALLS))
    before_rate = np.full(len(fall), cell.rate / WINDOW_DAYS)
    after_rate = before_rate * (1 - fall / 100)
    later = cell.correlation if cell.correlation_after is None else cell.correlation_after
    before = emptied(rng, chains(rng, before_rate, cell.correlation, cell.baseline), cell, before_rate)
    after = emptied(rng, chains(rng, after_rate, later, TREATED_DAYS), cell, after_rate)
    is_shown = shown(before[:, -WINDOW_DAYS:], after[:, -WINDOW_DAYS:])
    before, after, fall = before[is_shown], after[is_shown], fall[is_shown]
    *earlier, baseline = windows(before)
    *first, primary = windows(after)
    others = np.stack([*earlier, *first], axis=1)
    chain = holds(chain_model(), fall, baseline, primary, others)
    independent = holds(independent_model(), fall, totals(before[:, -WINDOW_DAYS:]), totals(after[:, -WINDOW_DAYS:]))
    long_baseline = holds(chain_model(), fall, baseline + sum(earlier), primary, np.stack(first, axis=1))
    return Coverage(
        cell,
        chain=float(chain.mean()),
        by_fall=tuple(float(chain[fall == true].mean()) for true in FALLS),
        independent=float(independent.mean()),
        long_baseline=float(long_baseline.mean()),
        shown=float(is_shown.mean()),
    )


def shown(baseline: Days, primary: Days) -> NDArray[np.bool_]:
    """Whether a percentage would be told of each pair of windows."""
    filled = (baseline >= 0).sum(axis=1)
    observed = (baseline == 1).sum(axis=1)
    enough = (filled >= shipped().orange) & ((primary >= 0).sum(axis=1) >= shipped().orange)
    is_large = WINDOW_DAYS * observed >= SMALLEST_BASELINE * filled
    return np.asarray(enough & (observed >= FEWEST_BASELINE_DAYS) & is_large)


def windows(days: Days) -> list[Counts]:
    """The chain's counts in each 28 days, the oldest first."""
    return [counts_of_days(days[:, first : first + WINDOW_DAYS]) for first in range(0, days.shape[1], WINDOW_DAYS)]


def totals(days: Days) -> Counts:
    """The counts for a model of independent days: each filled day is a first day."""
    counts = np.zeros((len(days), len(STATISTICS)))
    counts[:, 0], counts[:, 1] = (days == 0).sum(axis=1), (days == 1).sum(axis=1)
    return counts


def holds(
    model: RateModel, fall: NDArray[np.float64], baseline: Counts, primary: Counts, others: Counts | None = None
) -> NDArray[np.bool_]:
    """Whether each interval holds the true fall."""
    probability = model.probability_of_fall(fall, baseline, primary, others)
    tail = (1 - LEVEL) / 2
    return np.asarray((probability > tail) & (probability < 1 - tail))


def coverages(cells: list[Cell], patients: int, tell: Callable[[str], None]) -> Iterator[Coverage]:
    """The coverage of each cell, each from a stream of draws of its own."""
    for place, cell in enumerate(cells):
        found = coverage(cell, patients, np.random.default_rng([SEED, place, len(cell.pattern)]))
        tell(f"{cell}: {found.chain:.3f} (independent days {found.independent:.3f})")
        yield found


def main() -> None:
    """Print the coverage of every cell; with the full number of patients, write the documentation."""
    from benchmarks.calibration_report import figure, report

    parser = argparse.ArgumentParser(description="Coverage of the intervals of the percent fall.")
    parser.add_argument("--patients", type=int, default=PATIENTS)
    patients = parser.parse_args().patients
    cells = [*grid(), *grid(ON_HEADACHE, (28,)), *grid(AFTER_HEADACHE, (28,)), *swings()]
    found = list(coverages(cells, patients, print))
    text = report(found, patients)
    print(text)
    if patients == PATIENTS:
        (DOCS / "calibration.md").write_text(text, encoding="utf-8")
        (DOCS / "calibration.svg").write_text(figure(found), encoding="utf-8")


if __name__ == "__main__":
    main()
