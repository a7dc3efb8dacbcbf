"""Preventive treatment by frequency of attacks (SE-2): three or more attacks needing treatment in a month.

An attack is taken to have needed treatment when an acute drug was taken during it; others are not counted.
"""

from __future__ import annotations

from analysis.criteria.attacks import attacks_reach
from analysis.criteria.criterion import Limit
from analysis.criteria.grid_rule import GridRule
from analysis.criteria.rule import Rule

WHERE = "analysis.criteria.preventive_indication"
TEST = "tests/analysis/criteria/test_preventive_indication.py"

TREATED_ATTACKS = Limit("treated_attacks", 3, "≥", "attacks/28 days")
"""Attacks a month that needed treatment (SE-2)."""


RULES: tuple[Rule, ...] = (
    GridRule(
        "SE-2",
        "janusinfo",
        "V",
        WHERE,
        TEST,
        (TREATED_ATTACKS,),
        "treated_is_taken_as_needing",
        kinds=("migraine", "headache", "acute_medication"),
        judge=lambda grid: attacks_reach(grid, TREATED_ATTACKS.value, treated="acute_medication"),
        last_window_only=True,
    ),
)
