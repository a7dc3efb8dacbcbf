"""Menstrual migraine, ICHD-3 appendix A1.1: attacks in the five days around the first day of bleeding, in three cycles.

Day 1 is the first day of bleeding after 14 days without, spotting between periods is not (MEN-6); the day before is day
-1, there is no day 0 (MEN-1). The newest three consecutive cycles are judged of which day 1 is known and the five days
are filled in (MEN-4). An attack belongs to the day on which it began. Bleeding after a contraceptive pause counts,
though its mechanism may differ: ask, the diary does not tell (MEN-5).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from analysis.criteria.criterion import Limit
from analysis.criteria.grid_rule import GridRule, Judged
from analysis.criteria.rule import LOCAL_SETTING, Rule
from analysis.days.grid import DayGrid, Truths
from analysis.outcomes import Column, Outcome, Verdict, all_of, none_of, reached

SOURCE = "ichd3"
WHERE = "analysis.criteria.menstrual"
TEST = "tests/analysis/criteria/test_menstrual.py"

DAYS_BEFORE = 2
"""Days of the window before day 1: -2 and -1 (MEN-1)."""
DAYS_AFTER = 2
"""Days of the window after day 1: 2 and 3 (MEN-1)."""
WINDOW = DAYS_BEFORE + 1 + DAYS_AFTER
"""Days of the window, day 1 among them (MEN-1)."""
CYCLES = 3
"""Consecutive cycles that must be known (MEN-4)."""
CYCLES_WITH_ATTACK = Limit("cycles", 2, "≥", "cycles of 3")
"""Cycles with an attack in the window (MEN-2, MEN-3)."""
BLEED_FREE_DAYS = 14
"""Days without bleeding before a new day 1 (MEN-6)."""


def first_days(bleeds: Truths, bleed_free: Truths) -> Truths:
    """Days on which a cycle begins, given on which days there is bleeding and on which none."""
    free_before = np.zeros_like(bleed_free)
    free_before[:, 1:] = _runs(bleed_free, BLEED_FREE_DAYS)[:, :-1]
    return bleeds & free_before


def cycle_starts(grid: DayGrid) -> tuple[Column, npt.NDArray[np.bool_]]:
    """The places of day 1 of the newest three cycles that can be judged, oldest first, and who has three.

    Each day 1 is certain, its five days are filled in, and no day between them may have been another day 1.
    """
    bleeds, free = grid.surely("menstruation"), grid.surely_not("menstruation")
    known = first_days(bleeds, free) & _has_filled_window(grid)
    doubtful = first_days(~free, ~bleeds) & ~known
    cycle = np.cumsum(known, axis=1, dtype=np.int16)
    before_doubt = np.maximum.accumulate(np.where(doubtful, cycle, 0), axis=1)
    newest = np.where(cycle - before_doubt >= CYCLES, cycle, 0).max(axis=1)
    has_three = newest > 0
    back = range(CYCLES)[::-1]
    places = np.stack([(cycle == (newest - cycles)[:, None]).argmax(axis=1) for cycles in back], axis=1)
    return np.where(has_three[:, None], places, 0), has_three


def _has_filled_window(grid: DayGrid) -> Truths:
    """Days of which the window is filled in, with headache or without, were they day 1."""
    found = np.zeros_like(grid.filled)
    found[:, :-DAYS_AFTER] = _runs(grid.representative, WINDOW)[:, DAYS_AFTER:]
    return found


def _runs(marked: Truths, length: int) -> Truths:
    """Days with which `length` marked days in a row are complete."""
    complete = marked.copy()
    for back in range(1, length):
        complete[:, back:] &= marked[:, :-back]
    complete[:, : length - 1] = False
    return complete


def attack_starts(grid: DayGrid) -> tuple[Truths, Truths]:
    """Days on which an attack surely began, and on which one may have."""
    yes, maybe = grid.surely("migraine"), grid.maybe("migraine")
    free_before, maybe_free_before = np.zeros_like(yes), np.ones_like(yes)
    free_before[:, 1:] = grid.surely_not("migraine")[:, :-1]
    maybe_free_before[:, 1:] = ~yes[:, :-1]
    return yes & free_before, maybe & maybe_free_before


def _judge(grid: DayGrid, *, elsewhere: bool) -> Judged:
    """Attacks in the window in two of three cycles, and at other times (`elsewhere`) or at no other time."""
    places, known = cycle_starts(grid)
    days = np.arange(grid.inside.shape[1])
    windows = [
        (days >= places[:, cycle, None] - DAYS_BEFORE) & (days <= places[:, cycle, None] + DAYS_AFTER)
        for cycle in range(CYCLES)
    ]
    surely, perhaps = attack_starts(grid)
    lowest = np.sum([(window & surely).any(axis=1) for window in windows], axis=0)
    highest = np.sum([(window & perhaps).any(axis=1) for window in windows], axis=0)
    # No cycle can begin sooner than 14 days after the last day 1, so until then a day is at another time for certain.
    last = places[:, -1:] + BLEED_FREE_DAYS - DAYS_BEFORE
    rest = (days >= places[:, :1] - DAYS_BEFORE) & (days <= last) & ~np.any(windows, axis=0)
    enough = _told(lowest, highest, CYCLES_WITH_ATTACK.value)
    others = _told((rest & surely).any(axis=1) * 1, (rest & perhaps).any(axis=1) * 1, 1)
    outcome = all_of(enough, others if elsewhere else none_of(others))
    return Judged(np.where(known, outcome, Outcome.NOT_COMPUTABLE), lowest, highest)


def _told(lowest: Column, highest: Column, limit: float) -> Verdict:
    one = np.ones_like(lowest)
    return reached(lowest, highest, limit, told=one, filled=one)


KINDS = ("migraine", "menstruation")

RULES: tuple[Rule, ...] = (
    GridRule(
        "MEN-2",
        SOURCE,
        "W 98%",
        WHERE,
        TEST,
        (CYCLES_WITH_ATTACK,),
        "ask_about_hormones",
        kinds=KINDS,
        judge=lambda grid: _judge(grid, elsewhere=False),
        lacks="cycles",
    ),
    GridRule(
        "MEN-3",
        SOURCE,
        "W 98%",
        WHERE,
        TEST,
        (CYCLES_WITH_ATTACK,),
        "ask_about_hormones",
        kinds=KINDS,
        judge=lambda grid: _judge(grid, elsewhere=True),
        lacks="cycles",
    ),
    Rule("MEN-1", SOURCE, "V; W 97%", WHERE, TEST, (Limit("window", WINDOW, "=", "days"),)),
    Rule("MEN-4", LOCAL_SETTING, "V; P", WHERE, TEST, (Limit("known_cycles", CYCLES, "≥", "cycles"),)),
    Rule("MEN-5", SOURCE, "W 85%", WHERE, TEST, caution="ask_about_hormones"),
    Rule(
        "MEN-6",
        LOCAL_SETTING,
        "P; V",
        WHERE,
        TEST,
        (Limit("bleed_free", BLEED_FREE_DAYS, "≥", "days"),),
    ),
)
