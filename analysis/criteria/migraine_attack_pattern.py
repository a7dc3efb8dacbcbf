"""Migraine without aura, ICHD-3 1.1, and probable migraine, 1.5.1: attacks with their features in the diary.

At least five attacks (A) of 4 to 72 hours (B) with the pain's features (C) and the accompanying symptoms (D). Attacks
before the diary count as well, so that fewer than five in it settle nothing. An attack that was treated and did not
last four hours cannot be tested for B; it is counted only among the most there can have been. Whether another
diagnosis explains the headache (E) is the clinician's to say.
"""

from __future__ import annotations

import numpy as np

from analysis.criteria.criterion import Limit
from analysis.criteria.grid_rule import GridRule, Judged
from analysis.criteria.rule import Rule
from analysis.days.attacks import AttackCount, attacks
from analysis.days.grid import DayGrid
from analysis.days.recorded import PAIN_FEATURES_NEEDED
from analysis.outcomes import Column, Outcome

SOURCE = "ichd3"
WHERE = "analysis.criteria.migraine_attack_pattern"
TEST = "tests/analysis/criteria/test_migraine_attack_pattern.py"

ATTACKS = Limit("attacks", 5, "≥", "attacks")
"""Attacks in all (MIG-1A, CM-2, PM-1)."""
SHORTEST = Limit("attack_hours", 4, "≥", "hours")
"""Hours of an attack, over its consecutive days (MIG-1B)."""
LONGEST = Limit("attack_hours", 72, "≤", "hours")
"""Hours of an attack, over its consecutive days (MIG-1B)."""

FEATURES, PROBABLE = "migraine_features", "probable_migraine"


def complete_attacks(grid: DayGrid, kind: str = FEATURES) -> Column:
    """Attacks of each patient that surely have every feature and lasted 4 to 72 hours.

    Only runs of days with the features between days known to be without them, with hours told on each day of the run:
    beside any other day, one outside the diary too, the attack may have lasted longer.
    """
    patient, day = np.nonzero(grid.surely(kind))
    is_first = (np.diff(patient, prepend=-1) != 0) | (np.diff(day, prepend=-1) != 1)
    # bincount adds the hours of a run in the order of its days.
    hours = np.bincount(np.cumsum(is_first) - 1, weights=grid.hours[patient, day])
    # A column more on each side: the days before the first and after the last are not known to be free.
    is_free = np.pad(grid.surely_not(kind), ((0, 0), (1, 1)))
    free_before, free_after = is_free[patient, day], is_free[patient, day + 2]
    is_last = np.append(is_first[1:], True)[: len(day)]
    is_complete = free_before[is_first] & free_after[is_last] & (hours >= SHORTEST.value) & (hours <= LONGEST.value)
    return np.bincount(patient[is_first][is_complete], minlength=len(grid.patients))


def _with_features(grid: DayGrid) -> Judged:
    return _judged(grid, AttackCount(complete_attacks(grid), attacks(grid, kind=FEATURES).highest), FEATURES)


def _probable(grid: DayGrid) -> Judged:
    return _judged(grid, attacks(grid, kind=PROBABLE), PROBABLE)


def _judged(grid: DayGrid, count: AttackCount, kind: str) -> Judged:
    """Met from five attacks; fewer are undetermined; not computable where no headache day tells of the features."""
    headache = grid.surely("headache")
    tells = (headache & (grid.surely(kind) | grid.surely_not(kind))).any(axis=1)
    lacks_fields = headache.any(axis=1) & ~tells
    outcome = np.where(count.lowest >= ATTACKS.value, Outcome.MET, Outcome.UNDETERMINED)
    return Judged(np.where(lacks_fields, Outcome.NOT_COMPUTABLE, outcome), count.lowest, count.highest)


TOLD = "analysis.days.recorded"
TOLD_TEST = "tests/analysis/days/test_classified.py"
KINDS = ("headache", FEATURES, PROBABLE)

RULES: tuple[Rule, ...] = (
    GridRule("MIG-1A", SOURCE, "W 99%", WHERE, TEST, (ATTACKS,), "history", kinds=KINDS, judge=_with_features),
    Rule("MIG-1B", SOURCE, "V; W 97%", WHERE, TEST, (SHORTEST, LONGEST)),
    Rule("MIG-1C", SOURCE, "V", TOLD, TOLD_TEST, (Limit("pain_features", PAIN_FEATURES_NEEDED, "≥", "features"),)),
    Rule("MIG-1D", SOURCE, "V", TOLD, TOLD_TEST),
    GridRule("CM-2", SOURCE, "W 99%", WHERE, TEST, (ATTACKS,), "history", kinds=KINDS, judge=_with_features),
    GridRule("PM-1", SOURCE, "W 98%", WHERE, TEST, (ATTACKS,), "history", kinds=KINDS, judge=_probable),
    Rule("PM-2", SOURCE, "W 85%", "analysis.days.classified", "tests/analysis/criteria/test_kinds.py"),
)
