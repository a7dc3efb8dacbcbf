"""Three attacks needing treatment in a month (SE-2, Kloka listan), of the newest 28 days."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.criteria.registry import RULES
from tests.analysis.criteria.made import grid


def found(migraine, medication=None):
    picture = migraine.ljust(28, ".") if len(migraine) < 28 else migraine
    taken = (medication or migraine).ljust(len(picture), ".")
    return RULES["SE-2"].of(grid(migraine=picture, acute_medication=taken))


@pytest.mark.parametrize(("number", "expected"), [(2, "not_met"), (3, "met"), (4, "met")])
def test_attacks_treated_in_a_month(number, expected):
    criterion = found("+." * number)
    assert (criterion.outcome.code, criterion.span) == (expected, (number, number))


def test_attacks_that_nobody_treated_are_not_counted():
    assert found("+.+.+.", "+.+...").outcome.code == "not_met"
    assert found("+.+.+.", "+.+.?.").outcome.code == "undetermined"
    assert found("+.+.+.", "?" * 28).outcome.code == "not_computable"


@pytest.mark.parametrize(("attacks", "expected"), [("+.+.+.", "undetermined"), ("+.+...", "not_met")])
def test_a_dose_of_which_no_day_is_known_may_have_treated_an_attack(attacks, expected):
    days = grid(migraine=attacks.ljust(28, "."), acute_medication="+.+".ljust(28, "."))
    assert RULES["SE-2"].of(replace(days, undated={"P": 1})).outcome.code == expected


def test_unfilled_days_leave_it_open():
    assert found("+.+._.", "+.+._.").outcome.code == "undetermined"
    assert found("+_+...", "+_+...").outcome.code == "not_met"


def test_only_the_newest_28_days_count():
    assert found("+.+.+." + "." * 28).outcome.code == "not_met"
    assert found("+" + "." * 22 + "+.+.+.").outcome.code == "met"


def test_days_outside_the_diary_are_not_days_without_attacks():
    assert found("xxxx+.+.").outcome.code == "not_computable"
    # What is not computable has no count either.
    assert found("xxxx+.+.").span is None
    assert found("+.+.+.").span == (3, 3)
    assert found("xxxx+.+.+.").outcome.code == "met"


@pytest.mark.parametrize(
    ("headache", "by_drugs", "span", "outcome"),
    [
        ("+.+.+.", {"migraine"}, (2, 3), "undetermined"),
        ("+.+...", {"migraine"}, (2, 2), "not_met"),
        ("+.+...", {"migraine", "headache"}, (1, 3), "undetermined"),
        ("+.+.+.", set(), (2, 2), "not_met"),
    ],
)
def test_a_dose_of_which_no_day_is_known_may_have_made_an_attack(headache, by_drugs, span, outcome):
    migraine = "+.+...".ljust(28, ".")
    days = grid(migraine=migraine, headache=headache.ljust(28, "."), acute_medication=migraine)
    criterion = RULES["SE-2"].of(replace(days, undated={"P": 1}, by_drugs=frozenset(by_drugs)))
    assert (criterion.outcome.code, criterion.span) == (outcome, span)
