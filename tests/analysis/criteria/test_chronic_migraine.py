"""Chronic migraine: fifteen headache days and eight migraine days of 28, in three windows; from ICHD-3 1.3."""

from __future__ import annotations

import pytest

from analysis.criteria.registry import RULES
from analysis.settings import shipped
from tests.analysis.criteria.made import thrice, windows

CHRONIC = {"recorded_headache": 15, "migraine": 8, "ichd_migraine": 8}


def code(rule, made):
    return RULES[rule].of(made).outcome.code


@pytest.mark.parametrize(
    ("headache", "migraine", "expected"),
    [(15, 8, "met"), (14, 8, "not_met"), (15, 7, "not_met"), (16, 9, "met"), (28, 28, "met"), (0, 0, "not_met")],
)
def test_pattern_at_under_and_over_its_limits(headache, migraine, expected):
    # CM-5; T-3 for each window
    assert code("CM-5", thrice(recorded_headache=headache, migraine=migraine)) == expected


@pytest.mark.parametrize(("headache", "expected"), [(14, "not_met"), (15, "met"), (16, "met")])
def test_headache_days_alone(headache, expected):
    assert code("CM-1", thrice(recorded_headache=headache)) == expected  # CM-1, not converted to 14 of 28 (DAY-5)


@pytest.mark.parametrize(("days", "expected"), [(7, "not_met"), (8, "met"), (9, "met")])
def test_days_of_criterion_c(days, expected):
    assert code("CM-3", thrice(ichd_migraine=days)) == expected


@pytest.mark.parametrize(("headache", "expected"), [(14, "met"), (15, "not_met"), (0, "met")])
def test_reversion_is_fewer_than_fifteen_in_three_windows(headache, expected):
    assert code("CM-8", thrice(recorded_headache=headache)) == expected


def test_one_window_of_three_below_the_limit_is_neither_chronic_nor_reverted():
    # CM-10: 73.4 % of people with chronic migraine fall below 15 days at least once in a year.
    once_below = windows(CHRONIC, {"recorded_headache": 14, "migraine": 14}, CHRONIC)
    assert (code("CM-5", once_below), code("CM-8", once_below)) == ("not_met", "not_met")
    assert [one.code for one in RULES["CM-5"].of(once_below).by_window] == ["met", "not_met", "met"]


def test_one_or_two_windows_are_never_enough():
    for number in (0, 1, 2):
        few = windows(*[CHRONIC] * number)
        for rule in ("CM-1", "CM-3", "CM-5", "CM-8"):
            assert code(rule, few) == "not_computable"


def test_only_the_last_three_windows_are_asked():
    assert code("CM-5", windows({}, CHRONIC, CHRONIC, CHRONIC)) == "met"
    assert code("CM-5", windows(CHRONIC, CHRONIC, CHRONIC, {})) == "not_met"


@pytest.mark.parametrize(
    ("observed", "unfilled", "expected"),
    [
        (12, 4, "undetermined"),  # T-1: 12 to 16
        (10, 7, "undetermined"),  # T-2: 10 to 17
        (11, 3, "not_met"),  # 14 at most
        (11, 4, "undetermined"),  # 15 at most
        (15, 13, "met"),
        (14, 1, "undetermined"),
        (14, 0, "not_met"),
    ],
)
def test_unfilled_days_leave_open_what_they_could_decide(observed, unfilled, expected):
    made = windows(CHRONIC, CHRONIC, {**CHRONIC, "recorded_headache": observed, "unfilled": unfilled})
    assert code("CM-1", made) == expected


def test_a_migraine_day_that_is_not_told_leaves_the_migraine_criterion_open():
    # T-4: 15 headache days, 7 of migraine, one that does not say.
    made = thrice(recorded_headache=15, migraine=7, unknown={"migraine": 1})
    assert code("CM-5", made) == "undetermined"
    (settling, *_) = RULES["CM-5"].of(made).missing_days_to_settle
    assert (settling.kind, settling.fewest, settling.unknown, settling.can_be_settled) == ("migraine", 1, 1, False)


def test_migraine_that_no_entry_tells_is_not_computable_unless_headache_days_decide():
    untold = {"unknown": {"migraine": 28}}
    assert code("CM-5", thrice(recorded_headache=15, **untold)) == "not_computable"
    assert code("CM-5", thrice(recorded_headache=14, **untold)) == "not_met"


def test_days_outside_the_diary_are_not_days_without_headache():
    # Enrolled on the 11th of 28 days: 18 days of diary.
    made = windows(CHRONIC, CHRONIC, {**CHRONIC, "recorded_headache": 14, "outside": 10})
    assert code("CM-1", made) == "not_computable"
    assert code("CM-8", windows({}, {}, {"recorded_headache": 14, "outside": 10})) == "not_computable"
    assert code("CM-8", windows({}, {}, {"recorded_headache": 4, "outside": 10})) == "met"
    assert code("CM-1", windows(CHRONIC, CHRONIC, {**CHRONIC, "recorded_headache": 15, "outside": 10})) == "met"
    assert code("CM-1", windows(CHRONIC, CHRONIC, {**CHRONIC, "recorded_headache": 4, "outside": 10})) == "not_met"
    assert (
        code("CM-1", windows(CHRONIC, CHRONIC, {**CHRONIC, "recorded_headache": 5, "outside": 10})) == "not_computable"
    )


def test_a_day_of_aura_without_headache_is_none_of_the_fifteen():
    # ICHD-3 1.3 A asks for headache on 15 days: 14 and a day of aura make 14, whatever MD-1 calls that day.
    made = thrice(headache=15, recorded_headache=14, aura_only=1, migraine=9)
    assert [code(rule, made) for rule in ("CM-1", "CM-5", "CM-8")] == ["not_met", "not_met", "met"]
    assert code("MOH-1", thrice(headache=15, recorded_headache=14, triptan=10, overusable=10)) == "not_met"


def test_what_would_settle_it():
    # 12 headache days and 4 unfilled: three more with headache reach 15, two without leave 14 at most.
    criterion = RULES["CM-1"].of(windows(CHRONIC, CHRONIC, {"recorded_headache": 12, "unfilled": 4, "open": 3}))
    (settling,) = criterion.missing_days_to_settle
    assert (settling.fewest, settling.open, settling.missing, settling.can_be_settled) == (2, 3, 1, True)
    assert settling.window == criterion.counts[-1].window
    # 14 and 4: one more with headache is enough.
    criterion = RULES["CM-1"].of(windows(CHRONIC, CHRONIC, {"recorded_headache": 14, "unfilled": 4}))
    assert [one.fewest for one in criterion.missing_days_to_settle] == [1]
    assert not criterion.missing_days_to_settle[0].can_be_settled


def test_one_window_is_enough_to_stay_below_and_not_to_reach_while_another_is_open():
    # 14 and one empty day in each of two windows: the one may reach 15, and the other still leaves it open.
    both_open = RULES["CM-1"].of(
        windows(CHRONIC, {"recorded_headache": 14, "unfilled": 2}, {"recorded_headache": 14, "unfilled": 2})
    )
    assert [(one.fewest, one.is_enough) for one in both_open.missing_days_to_settle] == [(2, True), (2, True)]
    one_open = RULES["CM-1"].of(windows(CHRONIC, CHRONIC, {"recorded_headache": 14, "unfilled": 2}))
    assert [(one.fewest, one.is_enough) for one in one_open.missing_days_to_settle] == [(1, True)]
    # Reversion is the other way round: one window at 15 is enough against it.
    below = {"recorded_headache": 13, "unfilled": 3}
    reversion = RULES["CM-8"].of(windows({}, below, below))
    assert [(one.fewest, one.is_enough) for one in reversion.missing_days_to_settle] == [(2, True), (2, True)]


def test_a_limit_that_decides_nothing_alone_is_not_enough():
    # A triptan and an opioid on nine days each and one day empty, three times: either class may still be overused.
    made = thrice(triptan=9, opioid=9, overusable=9, unfilled=1)
    found = RULES["MOH-10"].of(made).missing_days_to_settle
    assert found
    assert not any(one.is_enough for one in found)


def test_criterion_as_other_programs_see_it():
    found = RULES["CM-5"].of(thrice(**CHRONIC)).as_json(shipped())
    assert (found["rule"], found["outcome"], found["limit"], found["source"]) == (
        "CM-5",
        "met",
        15,
        "vanderarend_thesis",
    )
    assert [(limit["what"], limit["value"], limit["sign"]) for limit in found["limits"]] == [
        ("recorded_headache", 15, "≥"),
        ("migraine", 8, "≥"),
    ]
    assert [(count["kind"], count["label"], count["observed"]) for count in found["counts"]] == [
        ("recorded_headache", "-2", 15),
        ("recorded_headache", "-1", 15),
        ("recorded_headache", "0", 15),
        ("migraine", "-2", 8),
        ("migraine", "-1", 8),
        ("migraine", "0", 8),
        ("aura_only", "-2", 0),
        ("aura_only", "-1", 0),
        ("aura_only", "0", 0),
    ]
    assert (found["last_window"], found["caution"], found["certainty"]) == ("met", "history", "V; P")
