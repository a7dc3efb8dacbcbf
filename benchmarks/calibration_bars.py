"""The bars that intervals and probabilities have to reach in the calibration, and whether they do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from benchmarks.answers import CLAIMS, TAIL, Answers, Found
from benchmarks.calibration import OF_DESIGNS
from benchmarks.worlds import BOUTS_WORLD, JUDGED, OWN, SLOW_WORLD, STRONG_BOUTS_WORLD

CLEAR, PROBABLE = 1 - TAIL, 0.95
HELD, HELD_IN_HARD_WORLDS = 0.93, 0.88
"""Coverage that is asked for, and that asked for in bouts, in slow build-up and with two windows a side."""
FALSE_CLEAR = 0.025
POWER = 0.55
NEAR = 0.05
"""How near said probabilities have to lie to true shares."""
FEWEST_IN_BIN = 80
"""Patients in a bin of said probabilities from which it is judged."""
HARD = (BOUTS_WORLD.name, STRONG_BOUTS_WORLD.name, SLOW_WORLD.name)
UNMOVED = (OWN.name, "weekly", "menstrual", "long attacks")
"""Worlds in which months do not differ but by chance."""
BINS = ((0.05, 0.2), (0.2, 0.5), (0.5, 0.8), (0.8, 0.95), (0.95, 1.01))
JUDGED_CLAIMS = (0, 30, 50)

Cells = dict[tuple[str, int], Found]


def bars(cells: Cells, populations: Sequence[Found]) -> Iterator[str]:
    ordinary = [world.name for world in JUDGED if world.name not in HARD]
    yield from _coverage_bar(cells, ordinary, HELD, "every world with three windows a side")
    yield from _coverage_bar(cells, list(HARD), HELD_IN_HARD_WORLDS, "bouts and slow build-up")
    two = [f"{world.name}: 2 before, weeks 1-8" for world in OF_DESIGNS]
    yield from _coverage_bar(cells, two, HELD_IN_HARD_WORLDS, "two windows a side")
    yield from _width_bar(cells)
    for claim in (30, 50):
        yield from _false_clear_bar(cells, claim)
    yield from _said_bar(populations)
    power = cells[OWN.name, 50].long_run.says(0, PROBABLE)
    today = cells[OWN.name, 50].one_month.says(0, PROBABLE)
    yield (
        f"- {_mark(power >= POWER)} Power: of patients who truly halve in a steady world, any fall is said with 95 % "
        f"of {percent(power)} (28 v 28: {percent(today)}); asked for {percent(POWER)}."
    )


def _coverage_bar(cells: Cells, names: Sequence[str], bar: float, where: str) -> Iterator[str]:
    some = {key: one.long_run.holds() for key, one in cells.items() if key[0] in names}
    under = {key: share for key, share in some.items() if share < bar}
    lowest = min(some, key=lambda key: some[key])
    yield (
        f"- {_mark(not under)} The interval holds the truth in at least {percent(bar)} in {where}: lowest "
        f"{100 * some[lowest]:.1f} % ({lowest[0]}, true fall {lowest[1]} %), mean "
        f"{100 * np.mean(list(some.values())):.1f} %; {len(under)} of {len(some)} cells lie under."
    )
    for (name, fall), share in under.items():
        yield f"  - under: {name}, true fall {fall} %: {100 * share:.1f} %"


def _width_bar(cells: Cells) -> Iterator[str]:
    pairs = {
        key: (one.long_run.width(), one.one_month.width())
        for key, one in cells.items()
        if key[0] in UNMOVED and key[1] in (0, 50)
    }
    wider = [key for key, (new, old) in pairs.items() if new >= old]
    ratio = np.mean([new / old for new, old in pairs.values()])
    yield (
        f"- {_mark(not wider)} Where months do not differ it is narrower than 28 v 28 in {len(pairs) - len(wider)} of "
        f"{len(pairs)} cells, {100 * (1 - ratio):.0f} % on average."
    )


def _false_clear_bar(cells: Cells, claim: int) -> Iterator[str]:
    names = [world.name for world in JUDGED]
    shares = {name: cells[name, 0].long_run.says(claim, CLEAR) for name in names}
    worst = max(shares, key=lambda name: shares[name])
    today = max(cells[name, 0].one_month.says(claim, CLEAR) for name in names)
    yield (
        f'- {_mark(shares[worst] <= FALSE_CLEAR)} "Clear" (from {CLEAR}) of at least {claim} % is said of at most '
        f"{100 * shares[worst]:.1f} % of unchanged patients in any world ({worst}; 28 v 28 up to {100 * today:.1f} %); "
        f"allowed {100 * FALSE_CLEAR:.1f} %."
    )


def _said_bar(populations: Sequence[Found]) -> Iterator[str]:
    off = [
        (claim, bin_, said, true, number)
        for claim in JUDGED_CLAIMS
        for bin_, said, true, number in bins([one.long_run for one in populations], claim)
        if number >= FEWEST_IN_BIN and bin_[0] >= 0.5
    ]
    if not off:
        return
    far = [row for row in off if abs(row[2] - row[3]) > NEAR]
    largest = max(off, key=lambda row: abs(row[2] - row[3]))
    yield (
        f"- {_mark(not far)} Said probabilities of any, 30 and 50 % from .5 up lie within {100 * NEAR:.0f} points of "
        f"true shares in the mixed world, both populations together: furthest at least {largest[0]} %, said "
        f"{largest[2]:.2f}, true {largest[3]:.2f} ({largest[4]} patients)."
    )


def _mark(is_reached: bool) -> str:
    return "**Reached.**" if is_reached else "**Not reached.**"


def percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def bins(answers: Sequence[Answers], claim: int) -> Iterator[tuple[tuple[float, float], float, float, int]]:
    """Each bin with patients: said on average, the true share, and how many."""
    said = np.concatenate([one.chances[one.is_shown, CLAIMS.index(claim)] for one in answers])
    true = np.concatenate([one.fall[one.is_shown] >= claim for one in answers])
    for bin_ in BINS:
        inside = (said >= bin_[0]) & (said < bin_[1])
        if inside.any():
            yield bin_, float(said[inside].mean()), float(true[inside].mean()), int(inside.sum())
