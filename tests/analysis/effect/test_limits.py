"""The numbers of the judgement of an effect, each under, at and over its limit; typed from the rules."""

from __future__ import annotations

from datetime import date, timedelta
from math import gamma, pi, sqrt

import pytest

from analysis.basis import Basis
from analysis.counts.completeness import Completeness
from analysis.counts.day_count import DayCount, WindowCounts
from analysis.days.day_by_day import DayEntry, DayState
from analysis.effect.continuation.arms import Evidence, Improvement
from analysis.effect.continuation.rules import RULES
from analysis.effect.courses.wearing_off import WearingOff, student_interval, wearing_off
from analysis.effect.gates import can_compare, cautions, reasons
from analysis.effect.measured import MeasuredWindow
from analysis.effect.responders import JUDGED_KINDS, responder_class
from analysis.outcomes import Outcome
from analysis.records.patients import Score
from analysis.settings import shipped
from analysis.windows import Window
from tests.treated import episodes, row

START = date(2026, 3, 2)
AS_OF = START + timedelta(days=83)
LATER = Window(START + timedelta(days=56), AS_OF, "W9-12")


def treatment(interval=28, given=()):
    (found,) = episodes([row("Drug", "drug", "cgrp_antibody", START, None, 1.0, "mg", interval, None, given)])
    return found


def measured(days, *, filled=28, empty=0, still_open=0, untold=0, outside=0):
    count = DayCount(days, empty + still_open, untold, filled)
    counts = dict.fromkeys((*JUDGED_KINDS, "moderate_or_severe"), count)
    return MeasuredWindow(WindowCounts(LATER, Completeness(filled, still_open, empty, outside), counts), {})


def codes_against(before, after):
    return {reason.code for reason in reasons(treatment(), before, after, Basis(AS_OF, shipped()))}


@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, {"no_days_at_baseline"}), (1, {"too_few_days_at_baseline"}), (2, set()), (3, set())],
)
def test_two_days_at_baseline_are_needed(days, expected):
    # STAT-14: no uncertainty with fewer than two baseline events
    assert codes_against(measured(days), measured(5)) == expected


@pytest.mark.parametrize(("filled", "is_enough"), [(13, False), (14, True)])
def test_fourteen_filled_days_that_tell_are_needed_in_both_windows(filled, is_enough):
    # CMP-21, CMP-22: fewer than 14 of 28 filled days give no rate
    short, full = measured(5, filled=filled, empty=28 - filled), measured(5)
    assert (codes_against(short, full) == set()) is is_enough
    assert (codes_against(full, short) == set()) is is_enough
    untold = measured(5, untold=28 - filled)
    assert codes_against(untold, full) == (set() if is_enough else {"baseline_untold"})
    assert codes_against(full, untold) == (set() if is_enough else {"evaluation_untold"})


@pytest.mark.parametrize(
    ("before", "after", "differs"),
    [
        ((28, 28), (23, 28), True),  # 17.9 points
        ((28, 28), (24, 28), False),  # 14.3
        ((26, 28), (21, 27), True),  # 15.1, one day outside
        ((27, 28), (22, 27), False),  # 14.9
        ((22, 27), (27, 28), False),
        ((20, 20), (17, 20), False),  # 15.0
        ((17, 20), (20, 20), False),
        ((20, 20), (16, 19), True),  # 15.8
        ((0, 0), (27, 28), False),  # without a diary there is nothing to compare
    ],
)
def test_completeness_that_differs_by_more_than_fifteen_points(before, after, differs):
    # Section 4.5
    windows = [
        measured(10, filled=filled, empty=inside - filled, outside=28 - inside) for filled, inside in (before, after)
    ]
    assert ("completeness_differs" in cautions(treatment(), *windows, (), shipped())) is differs


@pytest.mark.parametrize(("days_ago", "is_over"), [(0, True), (-1, False)])
def test_a_window_is_compared_from_its_last_day(days_ago, is_over):
    as_of = AS_OF + timedelta(days=days_ago)
    assert can_compare(measured(10), measured(5), "headache", Basis(as_of, shipped())) is is_over


@pytest.mark.parametrize(("still_open", "holds"), [(0, False), (1, True)])
def test_days_that_can_still_be_filled_in_are_a_caution(still_open, holds):
    after = measured(5, filled=28 - still_open, still_open=still_open)
    found = cautions(treatment(), measured(10), after, (), shipped())
    assert ("evaluation_still_open" in found) is holds


@pytest.mark.parametrize(
    ("before", "after", "percent", "outcome"),
    [
        ((24, 28), (17, 28), 30, Outcome.NOT_MET),  # 29.2 %
        ((20, 28), (14, 28), 30, Outcome.MET),  # 30 %
        ((26, 28), (8, 17), 50, Outcome.NOT_MET),  # 49.3 %, 17 days of diary
        ((26, 28), (13, 28), 50, Outcome.MET),  # 50 %
        ((27, 28), (7, 28), 75, Outcome.NOT_MET),  # 74.1 %
        ((28, 28), (7, 28), 75, Outcome.MET),  # 75 %
        ((28, 28), (1, 28), 100, Outcome.NOT_MET),
        ((28, 28), (0, 28), 100, Outcome.MET),
    ],
)
def test_responder_classes_just_under_and_at_their_limit(before, after, percent, outcome):
    # RESP-2, RESP-9
    counts = [DayCount(days, 0, 0, inside) for days, inside in (before, after)]
    assert responder_class(*counts, percent) is outcome


def test_one_filled_day_that_does_not_tell_is_nothing_to_judge_by():
    told, untold = DayCount(14, 0, 0, 28), DayCount(0, 27, 1, 1)
    assert responder_class(untold, told, 30) is Outcome.NOT_COMPUTABLE
    assert responder_class(told, untold, 30) is Outcome.NOT_COMPUTABLE


PERCENT = {"EVAL-2": 50, "EVAL-3": 50, "EVAL-4": 30, "EVAL-5": 30, "EVAL-6": 30}


def test_percentages_of_the_rules_of_continuation():
    # EVAL-2, EVAL-3: half the headache days; EVAL-4, EVAL-5, EVAL-6: 30 %.
    found = {
        rule.id: {arm.percent for arm in rule.arms if hasattr(arm, "percent")} for rule in RULES if rule.id in PERCENT
    }
    assert found == {rule: {percent} for rule, percent in PERCENT.items()}


@pytest.mark.parametrize(
    ("way", "before", "after", "outcome"),
    [
        ("", 10, 0, Outcome.NOT_COMPUTABLE),  # nothing is said of a baseline of 10 or less
        ("", 11, 6, Outcome.MET),
        ("", 20, 16, Outcome.NOT_MET),
        ("", 21, 15, Outcome.NOT_MET),  # from 21 on 30 %: 6.3 points
        ("", 21, 14, Outcome.MET),
        ("", 450, 316, Outcome.NOT_MET),  # 29.8 %
        ("", 450, 315, Outcome.MET),
        ("severe", 20, 0, Outcome.NOT_COMPUTABLE),
        ("severe", 21, 14, Outcome.MET),
        ("30 %", 450, 316, Outcome.NOT_MET),
        ("30 %", 450, 315, Outcome.MET),
        ("30 %", 10, 7, Outcome.MET),
    ],
)
def test_midas_improves_by_five_points_or_thirty_percent(way, before, after, outcome):
    # PRO-6, EVAL-2, EVAL-3; TLV-4 for 30 % of any score
    scores = [Score(START, "MIDAS", before), Score(AS_OF, "MIDAS", after)]
    evidence = Evidence(treatment(), AS_OF, None, {}, scores, (), "W9-12")
    assert Improvement("MIDAS", way).outcome(evidence) is outcome


@pytest.mark.parametrize(("late", "is_used"), [(27, True), (28, True), (29, False)])
def test_a_score_speaks_of_a_window_from_28_days_of_its_end(late, is_used):
    for day in (AS_OF + timedelta(days=late), AS_OF - timedelta(days=late)):
        scores = [Score(START, "HIT-6", 66), Score(day, "HIT-6", 60)]
        evidence = Evidence(treatment(), AS_OF, None, {}, scores, (), "W9-12")
        assert (Improvement("HIT-6").outcome(evidence) is Outcome.MET) is is_used


def weekly(days_by_week):
    """Three cycles in which each week has so many headache days, the first days of the week."""
    cycle = "".join("H" * days + "." * (7 - days) for days in days_by_week) * 3
    states = {"H": DayState.HEADACHE, ".": DayState.HEADACHE_FREE}
    return [
        DayEntry(START + timedelta(days=place), states[mark], counts_as_headache=mark == "H")
        for place, mark in enumerate(cycle)
    ]


@pytest.mark.parametrize(
    ("weeks", "earlier", "late"),
    [(4, {2, 3}, {4}), (12, {3, 4, 5, 6}, {10, 11, 12})],
)
def test_which_weeks_of_a_cycle_are_compared(weeks, earlier, late):
    # WEAR-4: the last week with the second and third; weeks 10 to 12 with 3 to 6
    given = tuple(START + timedelta(days=7 * weeks * cycle) for cycle in range(3))
    for worse in range(1, weeks + 1):
        found = wearing_off(treatment(7 * weeks, given), weekly([4 * (week == worse) for week in range(1, weeks + 1)]))
        expected = 4 / len(late) if worse in late else -4 / len(earlier) if worse in earlier else 0
        assert found.difference == pytest.approx(expected), worse


@pytest.mark.parametrize(
    ("difference", "low", "has_signs"),
    [(1.5, 0.1, True), (1.5, 0.0, False), (1.5, -0.5, False), (1.0, 0.1, True), (0.9, 0.1, False)],
)
def test_signs_of_wearing_off_exclude_zero_and_are_a_day_a_week(difference, low, has_signs):
    # WEAR-4
    assert WearingOff((), {}, 3, difference, (low, 3.5), ()).has_signs is has_signs


def student(t, freedom, steps=4000):
    """The probability that Student's t is at most `t`, by Simpson's rule."""
    scale = gamma((freedom + 1) / 2) / (sqrt(freedom * pi) * gamma(freedom / 2))
    width = t / steps
    heights = [scale * (1 + (width * step) ** 2 / freedom) ** (-(freedom + 1) / 2) for step in range(steps + 1)]
    return 0.5 + width / 3 * (heights[0] + heights[-1] + 4 * sum(heights[1:-1:2]) + 2 * sum(heights[2:-1:2]))


@pytest.mark.parametrize("cycles", range(2, 32))
def test_interval_over_cycles_is_students(cycles):
    # Values of standard deviation 1 about 0: half the width is t / sqrt(n).
    spread = sqrt((cycles - 1) / 2)
    low, high = student_interval([-spread, spread] + [0.0] * (cycles - 2))
    assert low == pytest.approx(-high)
    t = high * sqrt(cycles)
    assert student(t - 0.0006, cycles - 1) < 0.975 < student(t + 0.0006, cycles - 1)
