"""Worse, and fewer days, under, at and over their limits; typed from the rule book."""

from __future__ import annotations

import pytest

from analysis.counts.day_count import DayCount
from analysis.effect.responders import Goal, has_deteriorated, residual_burden, responder_class, sustained
from analysis.outcomes import Outcome


def days(observed, *, filled=28, unfilled=0, unknown=0):
    return DayCount(observed, unfilled, unknown, filled)


@pytest.mark.parametrize(
    ("before", "after", "highest_fall", "is_worse"),
    [
        (days(10), days(11), -1.0, False),
        (days(10), days(12), -1.0, True),
        (days(10), days(13), -1.0, True),
        (days(10), days(12), 0.0, False),  # a fall of nothing lies inside the interval
        (days(10), days(12), 5.0, False),
        (days(0, filled=0, unfilled=28), days(12), -1.0, False),
        (days(0, unknown=28), days(12), -1.0, False),
        (days(10), days(0, filled=0, unfilled=28), -1.0, False),
    ],
)
def test_two_days_more_are_worse_where_the_interval_agrees(before, after, highest_fall, is_worse):
    # RESP-6
    assert has_deteriorated(before, after, highest_fall) is is_worse


@pytest.mark.parametrize(
    ("observed", "outcome"), [(0, Outcome.NOT_COMPUTABLE), (3, Outcome.NOT_COMPUTABLE), (4, Outcome.MET)]
)
def test_no_class_from_fewer_than_four_days_at_baseline(observed, outcome):
    # RESP-7
    assert responder_class(days(observed), days(0), 50) is outcome


@pytest.mark.parametrize(
    ("observed", "filled", "goal"),
    [
        (0, 28, Goal.FREEDOM),
        (1, 28, Goal.OPTIMAL),
        (3, 28, Goal.OPTIMAL),
        (4, 28, Goal.MODEST),
        (6, 28, Goal.MODEST),
        (7, 28, Goal.INSUFFICIENT),
        (3, 20, Goal.MODEST),  # 4.2 of 28
        (3, 22, Goal.OPTIMAL),  # 3.8
        (5, 23, Goal.INSUFFICIENT),  # 6.1
        (5, 24, Goal.MODEST),  # 5.8
    ],
)
def test_residual_burden(observed, filled, goal):
    # GOAL-1 to GOAL-4, of a window with days outside the diary
    assert residual_burden(days(observed, filled=filled)) is goal


@pytest.mark.parametrize(
    ("marks", "outcome"),
    [("++", -1), ("+++", 2), ("++-", 0), ("++-+", 0), ("-+++", 2), ("++?", 1), ("+?+", 1), ("++x+", 1), ("++-++", 0)],
)
def test_three_windows_in_a_row_are_sustained(marks, outcome):
    # RESP-10
    answers = {"+": Outcome.MET, "-": Outcome.NOT_MET, "?": Outcome.UNDETERMINED, "x": Outcome.NOT_COMPUTABLE}
    assert sustained([answers[mark] for mark in marks]) is Outcome(outcome)
