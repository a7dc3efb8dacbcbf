"""Rules at the edge of the diary, and the dates of the Swedish decisions; typed from the rule book."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from analysis.criteria.attacks import attacks_reach
from analysis.criteria.grid_rule import GridRule, Judged
from analysis.criteria.registry import RULES
from analysis.criteria.reimbursement import shipped_rule_sets
from analysis.days.grid import DayGrid
from analysis.outcomes import Outcome
from analysis.windows import Window
from tests.analysis.criteria.made import thrice

IN_FORCE = [
    ("TLV-1", "Sverige", date(2019, 1, 1), None),
    ("TLV-2", "Sverige", date(2019, 1, 1), None),
    ("TLV-3", "Sverige", date(2019, 1, 1), None),
    ("TLV-4", "Sverige", date(2019, 11, 25), date(2023, 1, 31)),  # NT-rådet, until it ended in January 2023 (TLV-8)
    ("TLV-4", "Region Stockholm", None, None),
    ("TLV-5", "Sverige", date(2023, 12, 15), None),
    ("TLV-6", "Sverige", None, None),
    ("TLV-7", "Sverige", None, None),
    ("TLV-9", "Sverige", date(2010, 1, 1), None),
    ("TLV-12", "Sverige", None, None),
    ("TLV-13", "Sverige", None, None),
]
DRUGS = {
    "TLV-1": {
        "Aimovig": date(2019, 1, 1),
        "Ajovy": date(2019, 11, 1),
        "Emgality": date(2020, 8, 28),
        "Vyepti": None,
    },
    "TLV-5": {"Vydura": date(2023, 12, 15)},
}


def test_from_when_to_when_the_swedish_rules_hold():
    rules = shipped_rule_sets()["sweden"].rules
    assert [(rule.id, rule.region, rule.valid_from, rule.valid_to) for rule in rules] == IN_FORCE
    for rule in rules:
        if rule.id in DRUGS:
            assert dict(rule.drugs) == DRUGS[rule.id]


def test_how_many_treatments_must_have_failed():
    # TLV-1: two preventives; TLV-5: two triptans
    asked = {
        (rule.id, rule.failed_preventives, rule.failed_triptans)
        for rule in shipped_rule_sets()["sweden"].rules
        if rule.failed_preventives or rule.failed_triptans
    }
    assert asked == {("TLV-1", 2, None), ("TLV-5", None, 2)}


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2019, 11, 24), False),
        (date(2019, 11, 25), True),
        (date(2023, 1, 31), True),
        (date(2023, 2, 1), False),
    ],
)
def test_a_rule_holds_on_its_first_and_last_day(day, holds):
    # TLV-4 as NT-rådet had it
    assert (("TLV-4", "Sverige") in {(rule.id, rule.region) for rule in _sweden(day)}) is holds


def _sweden(day):
    return shipped_rule_sets()["sweden"].in_force(day)


@pytest.mark.parametrize(
    ("days", "outside", "outcome"),
    [
        (9, 0, Outcome.NOT_MET),
        (9, 1, Outcome.NOT_COMPUTABLE),  # the one day outside would be enough
        (8, 1, Outcome.NOT_MET),
        (8, 2, Outcome.NOT_COMPUTABLE),
        (10, 1, Outcome.MET),
    ],
)
def test_one_day_outside_the_diary_may_be_enough(days, outside, outcome):
    # MOH-3: ten days with a triptan
    assert RULES["MOH-3"].of(thrice(triptan=days, outside=outside)).outcome is outcome


@pytest.mark.parametrize(("outside", "fewest"), [(0, 2), (1, 5)])
def test_days_that_stay_below_a_limit_settle_nothing_while_a_day_outside_could_reach_it(outside, fewest):
    # 5 to 11 days of 10: two free days settle it, unless a day outside the diary may have been the tenth.
    full, told = thrice(triptan=12)[:2], thrice(triptan=5, unfilled=6, outside=outside)[2]
    (settling,) = RULES["MOH-3"].of((*full, told)).missing_days_to_settle
    assert (settling.fewest, settling.is_enough) == (fewest, True)


def grid(days):
    """Two patients, all of whose days are inside; the first day of the first and the last of the second is migraine."""
    known = np.zeros((2, days), dtype=np.int8)
    known[0, 0] = known[1, -1] = 1
    last = date(2026, 3, 31)
    everything = np.ones((2, days), dtype=bool)
    period = Window(last - timedelta(days=days - 1), last)
    hours = np.arange(2.0 * days).reshape(2, days)
    return DayGrid(period, ("P", "Q"), everything, everything, {"migraine": known}, hours, ~everything)


@pytest.mark.parametrize("days", [1, 10, 27, 28, 29, 56])
def test_a_rule_of_a_month_sees_the_newest_28_days_and_those_before_the_diary_as_outside(days):
    seen = []
    rule = GridRule(
        "", "", "", last_window_only=True, judge=lambda month: seen.append(month) or Judged(np.array([0, 0]))
    )
    whole = grid(days)
    rule.judged(whole)
    (month,) = seen
    assert (month.period.first, month.period.last, month.patients) == (date(2026, 3, 4), date(2026, 3, 31), ("P", "Q"))
    before, since = max(0, 28 - days), min(28, days)
    for found, given, outside in (
        (month.inside, whole.inside, False),
        (month.filled, whole.filled, False),
        (month.kinds["migraine"], whole.kinds["migraine"], -1),
        (month.hours, whole.hours, np.nan),
    ):
        assert found.shape == (2, 28)
        np.testing.assert_array_equal(found[:, :before], np.full((2, before), outside))
        np.testing.assert_array_equal(found[:, before:], given[:, -since:])


@pytest.mark.parametrize(("filled", "outcome"), [(0, Outcome.UNDETERMINED), (1, Outcome.NOT_COMPUTABLE)])
def test_attacks_of_filled_days_that_do_not_tell_are_not_computable(filled, outcome):
    # TRI-1: an empty diary may still be filled in; one that lacks the field cannot tell
    whole = grid(28)
    written = np.zeros((2, 28), dtype=bool)
    written[:, :filled] = True
    untold = np.full((2, 28), -1, dtype=np.int8)
    found = attacks_reach(replace(whole, filled=written, kinds={"migraine": untold}), 3)
    assert found.outcome.tolist() == [outcome, outcome]
