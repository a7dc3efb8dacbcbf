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

from benchmarks.answers import Ahead, Found, ahead_of, both_models
from benchmarks.worlds import (
    BOUTS_WORLD,
    DRIFT,
    JUDGED,
    MIXED,
    MONTHS_5,
    OWN,
    TOLD,
    Mix,
    World,
    with_windows,
)

SEED = 20261128
PATIENTS = 200
"""Simulated patients of a world and true fall; the standard error of a coverage of 95 % is then 1.5 points."""
FALLS = (0, 30, 50, 75)
"""True falls, percent."""
DOCS = Path(__file__).parent.parent / "docs"

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
    for one in OF_DESIGNS:
        worlds += [(f"{one.name}: {name}", with_windows(one, *design)) for name, design in DESIGNS.items()]
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
    world, falls = AHEAD_OF[place], np.full(patients // 2, 50.0)
    return ahead_of(world.name, world.diaries(np.random.default_rng((seed, 3000 + place)), falls))


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
