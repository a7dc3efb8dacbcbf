"""How right the intervals and probabilities of the fall are, in simulated patients whose truth is known.

    python -m benchmarks.calibration                         every world, some minutes; writes docs/calibration.md
    python -m benchmarks.calibration --patients 40           a quick look; writes nothing
    python -m benchmarks.calibration --processes 2 --seed 7  on two processors, with other patients

Each diary goes through the same windows, counts and sums as a patient's. Beside the long-run model stands the one that
compares two windows of 28 days, on the same patients.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path

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
from analysis.effect.gates import FEWEST_BASELINE_DAYS
from analysis.effect.responders import SMALLEST_BASELINE
from benchmarks.worlds import (
    BOUTS_WORLD,
    DRIFT,
    JUDGED,
    MIXED,
    MONTH,
    MONTHS_5,
    OWN,
    TOLD,
    Diaries,
    Mix,
    World,
    with_windows,
)

SEED = 20261128
PATIENTS = 200
"""Simulated patients of a world and true fall; the standard error of a coverage of 95 % is then 1.5 points."""
FALLS = (0, 30, 50, 75)
"""True falls, percent."""
CLAIMS = (0, 30, 50, 75)
"""Falls of which the probability is told, percent."""
TAIL = 0.025
DOCS = Path(__file__).parent.parent / "docs"

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


DESIGNS = {
    "1 before, 3 on": (1, 3, 0),
    "2 before, 3 on": (2, 3, 0),
    "6 before, 3 on": (6, 3, 0),
    "3 before, weeks 1-8": (3, 2, 0),
    "2 before, weeks 1-8": (2, 2, 0),
    "3 before, weeks 9-12 alone": (3, 3, 2),
    "28 days against 28": (1, 1, 0),
}
"""Windows before, windows on treatment, windows on treatment that are left empty."""
OF_DESIGNS = (OWN, MONTHS_5, BOUTS_WORLD)
POPULATIONS = {"U": "uniform from -30 to 90 %", "N": "normal about 35 %, SD 30"}
"""How true falls are spread in a clinic, two guesses."""


@dataclass(frozen=True)
class Job:
    """Patients to be simulated; `seed` begins with the run's."""

    name: str
    world: World | Mix
    falls: tuple[float, ...]
    seed: tuple[int, ...]


def jobs(patients: int, seed: int) -> list[Job]:
    """Every world and true fall, every design, and the two populations."""
    worlds: list[tuple[str, World | Mix]] = [(world.name, world) for world in (*JUDGED, *TOLD)]
    for world in OF_DESIGNS:
        worlds += [(f"{world.name}: {name}", with_windows(world, *design)) for name, design in DESIGNS.items()]
    found = []
    for place, (name, world) in enumerate(worlds):
        is_design = ": " in name
        for fall in (0, 50) if is_design else FALLS:
            number = patients // 2 if is_design else patients
            found.append(Job(name, world, (float(fall),) * number, (seed, place, fall)))
    for place, which in enumerate(POPULATIONS):
        rng = np.random.default_rng((seed, 1000 + place))
        size = 4 * patients
        drawn = rng.uniform(-30, 90, size) if which == "U" else np.clip(rng.normal(35, 30, size), -60, 95)
        found.append(Job(which, MIXED, tuple(map(float, drawn)), (seed, 2000 + place)))
    return found


_jobs = cache(jobs)


def answered(patients: int, seed: int, place: int) -> Found:
    """The answers of one job; the jobs are made anew in each process, for worlds cannot be sent to one."""
    job = _jobs(patients, seed)[place]
    falls = np.array(job.falls)
    return both_models(
        job.name,
        job.world.diaries(np.random.default_rng(job.seed), falls),
        falls,
    )


AHEAD_OF = (OWN, MONTHS_5, DRIFT, BOUTS_WORLD)


def ahead(patients: int, seed: int, place: int) -> Ahead:
    """What is left now, a coming month and planning, in patients whose true fall is 50 %."""
    world, number = AHEAD_OF[place], patients // 2
    diaries = world.diaries(np.random.default_rng((seed, 3000 + place)), np.full(number, 50.0))
    rows = [_ahead_row(*row) for row in zip(diaries.before, diaries.on, strict=True)]
    table = np.array(rows)
    low, high = table[:, 0], table[:, 1]
    fewest, most = table[:, 2], table[:, 3]
    return Ahead(
        world.name,
        left_now=float(((low <= diaries.fall_of_last) & (diaries.fall_of_last <= high)).mean()),
        coming=float(((fewest <= diaries.last_count) & (diaries.last_count <= most)).mean()),
        coming_width=float(np.median(most - fewest)),
        planned_power=float(table[:, 4].mean()),
        power=float(table[:, 5].mean()),
    )


def _ahead_row(before: NDArray[np.int8], on: NDArray[np.int8]) -> list[float]:
    """Interval of what is left now; band of weeks 9-12 from the days before them; power planned, and whether told."""
    record = record_of(before, on)
    known = posterior(record, grid(IN_USE), BUILD_UP, with_moments=True)
    left = latest_quantiles(known, TAIL, 1 - TAIL)
    band = coming_band(posterior(record_of(before, on[:-MONTH]), grid(IN_USE), BUILD_UP), 1 - 2 * TAIL)
    power = powers_of_halving(known, record, BUILD_UP)[0]
    return [*left, *band, power, fall_law(known).probability(0) >= 1 - TAIL]


def run(patients: int, seed: int, processes: int) -> tuple[list[Found], list[Ahead]]:
    """All of it, in the same order and with the same figures whatever the number of processes."""
    places = range(len(_jobs(patients, seed)))
    one, other = partial(answered, patients, seed), partial(ahead, patients, seed)
    if processes == 1:
        return _told(map(one, places)), [other(place) for place in range(len(AHEAD_OF))]
    with ProcessPoolExecutor(processes, mp_context=get_context("fork")) as pool:
        return _told(pool.map(one, places)), list(pool.map(other, range(len(AHEAD_OF))))


def _told(found: Iterable[Found]) -> list[Found]:
    kept = []
    for one in found:
        print(
            f"{one.name}, true fall {one.fall}: {one.long_run.holds():.3f} (28 v 28 {one.one_month.holds():.3f})",
            flush=True,
        )
        kept.append(one)
    return kept


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the page; with the full number of patients, write it."""
    from benchmarks.calibration_report import report

    parser = argparse.ArgumentParser(description="How right intervals and probabilities of the fall are.")
    parser.add_argument("--patients", type=int, default=PATIENTS)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--processes", type=int, default=1)
    asked = parser.parse_args(arguments)
    start = time.monotonic()
    found, coming = run(asked.patients, asked.seed, asked.processes)
    text = report(found, coming, asked.patients, asked.seed)
    print(text)
    print(f"{time.monotonic() - start:.0f} s")
    if asked.patients >= PATIENTS:
        (DOCS / "calibration.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
