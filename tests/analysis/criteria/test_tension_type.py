"""Tension-type headache by frequency: below one day a month, 1 to 14, and from 15 on average; ICHD-3 2.1 to 2.3."""

from __future__ import annotations

import pytest

from analysis.criteria.registry import RULES
from tests.analysis.criteria.made import thrice, windows


def codes(made):
    return [RULES[rule].of(made).outcome.code for rule in ("TTH-1", "TTH-2", "TTH-3")]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((0, 0, 0), ["not_met", "not_met", "not_met"]),
        ((1, 0, 0), ["met", "not_met", "not_met"]),
        ((2, 0, 0), ["met", "not_met", "not_met"]),
        ((1, 1, 1), ["not_met", "met", "not_met"]),
        ((3, 0, 0), ["not_met", "met", "not_met"]),
        ((14, 14, 16), ["not_met", "met", "not_met"]),  # 44 days: 14.7 on average
        ((14, 15, 16), ["not_met", "not_met", "met"]),
        ((28, 28, 28), ["not_met", "not_met", "met"]),
    ],
)
def test_days_a_month_on_average(days, expected):
    assert codes(windows(*({"tension_type_like": number} for number in days))) == expected


def test_unfilled_days_leave_the_frequency_open():
    one_empty = windows({"tension_type_like": 14}, {"tension_type_like": 15}, {"tension_type_like": 15, "unfilled": 1})
    assert codes(one_empty) == ["not_met", "undetermined", "undetermined"]
    assert codes(windows({}, {}, {"unfilled": 1})) == ["undetermined", "not_met", "not_met"]


def test_days_outside_the_diary_leave_it_uncomputable():
    assert codes(windows({}, {}, {"outside": 2})) == ["not_computable", "not_met", "not_met"]
    assert codes(windows({}, {}, {"outside": 3})) == ["not_computable", "not_computable", "not_met"]


def test_features_that_no_entry_tells_are_not_computable():
    assert codes(thrice(headache=10, unknown={"tension_type_like": 28})) == ["not_computable"] * 3


def test_chronic_migraine_excludes_it():
    # CM-7
    chronic = {"headache": 15, "migraine": 8, "tension_type_like": 15}
    assert codes(thrice(**chronic)) == ["not_met"] * 3
    assert codes(thrice(**{**chronic, "migraine": 7})) == ["not_met", "not_met", "met"]
    assert codes(thrice(**{**chronic, "migraine": 7}, unknown={"migraine": 1})) == [
        "not_met",
        "not_met",
        "undetermined",
    ]


def test_the_days_are_told_beside_the_answer():
    found = RULES["TTH-2"].of(windows({"tension_type_like": 2}, {"tension_type_like": 0}, {"tension_type_like": 4}))
    assert [(used.kind, used.count.observed) for used in found.counts] == [
        ("tension_type_like", 2),
        ("tension_type_like", 0),
        ("tension_type_like", 4),
    ]
