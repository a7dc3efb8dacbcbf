"""Menstrual migraine, ICHD-3 appendix A1.1: attacks in the five days around the first day of bleeding, in three cycles.

Day 1 is the first day of bleeding after 14 days without, spotting between periods is not (MEN-6); the day before is day
-1, there is no day 0 (MEN-1). The newest three consecutive cycles are judged of which day 1 is known and the five days
are filled in (MEN-4); where days that are not known may hide newer ones, the answer has to hold of those too. An attack
belongs to the day on which it began. Bleeding after a contraceptive pause counts, though its mechanism may differ: ask,
the diary does not tell (MEN-5).
"""

from __future__ import annotations

from dataclasses import dataclass

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
    known = first_days(bleeds, free) & _has_whole_window(grid.representative)  # filled in, with headache or without
    doubtful = first_days(~free, ~bleeds) & ~known
    cycle = np.cumsum(known, axis=1, dtype=np.int16)
    before_doubt = np.maximum.accumulate(np.where(doubtful, cycle, 0), axis=1)
    newest = np.where(cycle - before_doubt >= CYCLES, cycle, 0).max(axis=1)
    has_three = newest > 0
    back = range(CYCLES)[::-1]
    places = np.stack([(cycle == (newest - cycles)[:, None]).argmax(axis=1) for cycles in back], axis=1)
    return np.where(has_three[:, None], places, 0), has_three


def _has_whole_window(marked: Truths) -> Truths:
    """Days of which every day of the window is marked, were they day 1."""
    found = np.zeros_like(marked)
    found[:, :-DAYS_AFTER] = _runs(marked, WINDOW)[:, DAYS_AFTER:]
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


def hidden_cycles(grid: DayGrid, places: Column) -> Column:
    """How many cycles newer than those at `places` there may be whose five days lie within the diary, three at most."""
    may_begin = first_days(~grid.surely_not("menstruation"), ~grid.surely("menstruation"))
    days = np.arange(grid.inside.shape[1])
    possible = may_begin & _has_whole_window(grid.inside) & (days > places[:, -1:])
    first, last = possible.argmax(axis=1), len(days) - 1 - possible[:, ::-1].argmax(axis=1)
    return np.where(possible.any(axis=1), np.minimum(1 + (last - first) // (BLEED_FREE_DAYS + 1), CYCLES), 0)


def _judge(grid: DayGrid, *, elsewhere: bool) -> Judged:
    """Attacks in the window in two of three cycles, and at other times (`elsewhere`) or at no other time.

    The three are the newest that are known, or fewer of those and as many hidden ones in their place: all that may be
    have to agree.
    """
    places, known = cycle_starts(grid)
    hidden = np.where(known, hidden_cycles(grid, places), 0)
    around = _Around.of(grid, places)
    outcome, lowest, highest = around.judged(0, elsewhere=elsewhere)
    for newer in range(1, 1 + int(hidden.max(initial=0))):
        other, fewest, most = around.judged(newer, elsewhere=elsewhere)
        may_be = hidden >= newer
        outcome = np.where(may_be & (other != outcome), Outcome.UNDETERMINED, outcome)
        lowest, highest = (
            np.where(may_be, np.minimum(lowest, fewest), lowest),
            np.where(may_be, np.maximum(highest, most), highest),
        )
    return Judged(np.where(known, outcome, Outcome.NOT_COMPUTABLE), lowest, highest)


@dataclass(frozen=True)
class _Around:
    """Attacks around three cycles: in the window of each, between them, and later, surely and perhaps."""

    surely: Truths
    perhaps: Truths
    windows: tuple[Truths, ...]
    begins: tuple[Truths, ...]
    """Of each cycle the days from its window on."""
    is_later: Truths
    """Days in which a newer cycle may lie."""

    @classmethod
    def of(cls, grid: DayGrid, places: Column) -> _Around:
        days = np.arange(grid.inside.shape[1])
        begins = tuple(days >= places[:, cycle, None] - DAYS_BEFORE for cycle in range(CYCLES))
        windows = tuple(begins[cycle] & (days <= places[:, cycle, None] + DAYS_AFTER) for cycle in range(CYCLES))
        # No cycle can begin sooner than 14 days after the last day 1, so until then a day is at another time for sure.
        is_later = days > places[:, -1:] + BLEED_FREE_DAYS - DAYS_BEFORE
        return cls(*attack_starts(grid), windows, begins, is_later)

    def judged(self, hidden: int, *, elsewhere: bool) -> tuple[Verdict, Column, Column]:
        """The verdict were so many hidden cycles the newest ones, and the fewest and most of three with an attack."""
        windows = self.windows[hidden:]
        later = 1 * (self.is_later & self.perhaps).any(axis=1) if hidden else 0 * self.perhaps.any(axis=1)
        none = 0 * later
        lowest = np.sum([none, *((window & self.surely).any(axis=1) for window in windows)], axis=0)
        highest = np.sum([hidden * later, *((window & self.perhaps).any(axis=1) for window in windows)], axis=0)
        begun = self.begins[hidden] if windows else self.is_later
        rest = begun & ~self.is_later & ~np.any(self.windows, axis=0)
        others = _told((rest & self.surely).any(axis=1) * 1, (rest & self.perhaps).any(axis=1) * 1 + later, 1)
        enough = _told(lowest, highest, CYCLES_WITH_ATTACK.value)
        return all_of(enough, others if elsewhere else none_of(others)), lowest, highest


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
