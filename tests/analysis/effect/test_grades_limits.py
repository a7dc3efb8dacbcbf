"""How clearly a diary speaks, under, at and over each probability; typed from the rule book."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.counts.day_count import DayCount
from analysis.effect.estimate.comparison import unjudged
from analysis.effect.grades import Grade, grade

BEFORE, AFTER = DayCount(12, 0, 0, 28), DayCount(8, 0, 0, 28)


def graded(*chances, before=BEFORE, **known):
    """The grade where a fall of 0, 30, 50 and 75 % have these probabilities."""
    probability = dict(zip((0, 30, 50, 75), chances, strict=True))
    return grade(replace(unjudged(before, AFTER), probability=probability, **known))


@pytest.mark.parametrize(
    ("chance", "name"),
    [
        (1.0, "clear"),
        (0.975, "clear"),
        (0.9749, "likely"),
        (0.80, "likely"),
        (0.799, "uncertain"),
        (0.20, "uncertain"),
        (0.199, "against"),
        (0.0, "against"),
    ],
)
def test_how_clearly_a_diary_speaks_for_fewer_days(chance, name):
    # STAT-13, "clear" where the 95 % interval begins
    assert graded(chance, 0.0, 0.0, 0.0) == Grade(name)


@pytest.mark.parametrize(
    ("chances", "expected"),
    [
        ((0.99, 0.975, 0.79, 0.10), Grade("clear", 30)),
        ((0.99, 0.9749, 0.79, 0.10), Grade("clear", 0)),
        ((0.99, 0.98, 0.975, 0.80), Grade("clear", 50)),
        ((0.99, 0.98, 0.98, 0.975), Grade("clear", 75)),
        ((0.97, 0.80, 0.79, 0.00), Grade("likely", 30)),
        ((0.97, 0.799, 0.50, 0.00), Grade("likely", 0)),
        ((0.98, None, None, None), Grade("clear")),  # rare days tell of any fall alone (RESP-7)
    ],
)
def test_the_largest_fall_of_the_clearest_grade_is_told(chances, expected):
    assert graded(*chances) == expected


@pytest.mark.parametrize(
    ("chances", "expected"),
    [
        ((0.97, 0.90, 0.80, 0.79), Grade("likely", 30, may_be_half=True)),
        ((0.97, 0.90, 0.799, 0.79), Grade("likely", 30)),
        ((0.98, 0.90, 0.80, 0.50), Grade("clear", 0, may_be_half=True)),
        ((0.99, 0.98, 0.97, 0.50), Grade("clear", 30, may_be_half=True)),
        ((0.99, 0.98, 0.975, 0.97), Grade("clear", 50)),
    ],
)
def test_a_half_is_never_called_likely_only_possible_and_three_quarters_not_at_all(chances, expected):
    assert graded(*chances) == expected


def test_more_days_are_worse_whatever_the_probabilities():
    # RESP-6
    assert graded(0.0, 0.0, 0.0, 0.0, has_deteriorated=True) == Grade("worse")


@pytest.mark.parametrize(("days", "name"), [(0, "none_before"), (1, "none_before"), (2, "not_told"), (3, "not_told")])
def test_what_is_said_without_a_probability(days, name):
    # STAT-14: nothing is told with fewer than two days at baseline
    assert graded(None, None, None, None, before=DayCount(days, 0, 0, 28)) == Grade(name)


def test_a_baseline_without_a_day_that_tells_is_not_told():
    assert graded(None, None, None, None, before=DayCount(0, 28, 0, 0)) == Grade("not_told")
