"""Preventive treatment by frequency of attacks (SE-2): three or more attacks needing treatment in a month.

An attack is taken to have needed treatment when an acute drug was taken during it; others are not counted.
"""

from __future__ import annotations

import numpy as np

from analysis.criteria.attacks import attacks
from analysis.criteria.criterion import Limit
from analysis.criteria.grid_rule import GridRule, Judged
from analysis.criteria.rule import Rule
from analysis.grid import DayGrid
from analysis.outcomes import Outcome, reached

WHERE = "analysis.criteria.preventive_indication"
TEST = "tests/analysis/criteria/test_preventive_indication.py"

TREATED_ATTACKS = Limit("treated_attacks", 3, "≥", "attacks/28 days")
"""Attacks a month that needed treatment (SE-2)."""


def _judge(grid: DayGrid) -> Judged:
    count = attacks(grid, treated="acute_medication")
    told = (grid.surely("acute_medication") | grid.surely_not("acute_medication")).sum(axis=1)
    outcome = reached(count.lowest, count.highest, TREATED_ATTACKS.value, told=told, filled=grid.filled.sum(axis=1))
    cut_short = (outcome == Outcome.NOT_MET) & (~grid.inside).any(axis=1)
    return Judged(np.where(cut_short, Outcome.NOT_COMPUTABLE, outcome), count.lowest, count.highest)


RULES: tuple[Rule, ...] = (
    GridRule(
        "SE-2",
        "janusinfo",
        "V",
        WHERE,
        TEST,
        (TREATED_ATTACKS,),
        "treated_is_taken_as_needing",
        kinds=("migraine", "acute_medication"),
        judge=_judge,
        last_window_only=True,
    ),
)
