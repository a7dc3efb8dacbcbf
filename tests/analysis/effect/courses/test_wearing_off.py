"""Days since the last dose, drawn a week a line."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from analysis.days.day_by_day import DayEntry, DayState
from analysis.effect.courses.wearing_off import student_interval, wearing_off
from tests.treated import episodes, row

START = date(2026, 1, 5)
STATES = {"H": DayState.HEADACHE, "M": DayState.MIGRAINE, ".": DayState.HEADACHE_FREE, "_": DayState.MISSING}
FADING = "H...... H...... H...... HHHH..."  # one day a week, four in the last
STEADY = "H...... HH..... HH..... HH....."


def entries(picture: str, bleeding: bool = False):
    marks = "".join(picture.split())
    return [
        DayEntry(
            START + timedelta(days=day),
            STATES[mark],
            {"menstruation": bleeding},
            counts_as_headache=STATES[mark] is not DayState.HEADACHE_FREE if STATES[mark].is_filled else None,
        )
        for day, mark in enumerate(marks)
    ]


def episode(cycles, interval=28, late_by=0):
    given = tuple(START + timedelta(days=(interval + late_by) * cycle) for cycle in range(cycles))
    (found,) = episodes([row("Drug", "drug", "cgrp_antibody", START, None, 1.0, "mg", interval, None, given)])
    return found


def test_an_effect_that_fades():
    found = wearing_off(episode(3), entries(FADING * 3))
    assert (found.compared, found.difference, found.interval_95) == (3, 3.0, (3.0, 3.0))
    assert found.has_signs
    assert found.weeks == {1: 1, 2: 1, 3: 1, 4: 4}
    assert [cycle.dose for cycle in found.cycles] == [START, date(2026, 2, 2), date(2026, 3, 2)]
    assert len(found.cycles[0].days) == 28


def test_an_effect_that_lasts():
    found = wearing_off(episode(3), entries(STEADY * 3))
    assert found.difference == 0
    assert not found.has_signs


def test_two_cycles_are_too_few():
    found = wearing_off(episode(2), entries(FADING * 2))
    assert (found.compared, found.difference, found.interval_95, found.has_signs) == (2, None, None, False)


@pytest.mark.parametrize(("last_week", "compared"), [("HH..___", 3), ("HH.____", 2)])
def test_a_week_needs_four_filled_days(last_week, compared):
    # CMP-24
    picture = FADING * 2 + "H...... H...... H...... " + last_week
    assert wearing_off(episode(3), entries(picture)).compared == compared


def test_a_difference_under_a_day_a_week_is_no_sign():
    # Weeks 2 and 3 have 1 and 2 days, week 4 has 2: half a day a week more, the same in each cycle.
    found = wearing_off(episode(3), entries("H...... H...... HH..... HH....." * 3))
    assert found.difference == 0.5
    assert not found.has_signs
    over = wearing_off(episode(3), entries("H...... H...... H...... HH....." * 3))
    assert over.difference == 1.0
    assert over.has_signs


def test_cycles_that_disagree_are_no_sign():
    worse, better = "H...... H...... H...... HHHHHH.", "H...... HHHH... HHHH... H......"
    found = wearing_off(episode(4), entries(worse + worse + worse + better))
    assert found.difference == pytest.approx((5 + 5 + 5 - 3) / 4)
    assert found.interval_95[0] < 0
    assert not found.has_signs


def test_the_means_of_the_weeks_differ_by_what_is_told():
    # The fourth interval is not compared: its third week is empty. Its last week would make 4 days a week 4.75.
    found = wearing_off(episode(4), entries(FADING * 3 + "H...... H...... _______ HHHHHHH"))
    assert (found.compared, found.difference) == (3, 3.0)
    assert found.weeks == {1: 1, 2: 1, 3: 1, 4: 4}


def test_weeks_of_too_few_cycles_have_no_mean():
    # What is in the weeks of a diary that is mostly empty comes from other cycles in each.
    found = wearing_off(episode(3), entries("H...... _______ _______ HHHHHHH" * 3))
    assert (found.compared, found.difference) == (0, None)
    assert set(found.weeks.values()) == {None}


def test_quarterly_weeks():
    cycle = "H...... " * 9 + "HHH.... " * 3
    found = wearing_off(episode(3, interval=84), entries(cycle * 3))
    assert found.difference == 2
    assert found.has_signs
    assert set(found.weeks) == set(range(1, 13))


def test_daily_drugs_and_drugs_without_recorded_doses_have_no_cycle():
    assert wearing_off(episode(3, interval=1), entries(FADING)) is None
    (tablets,) = episodes([row("Drug", "drug", None, START, None, 1.0, "mg", 28, None)])
    assert wearing_off(tablets, entries(FADING)) is None


def test_cautions():
    assert wearing_off(episode(3), entries(FADING * 3, bleeding=True)).cautions == ("menstrual_aliasing",)
    assert wearing_off(episode(3, late_by=8), entries(FADING * 4)).cautions == ("dose_deviation",)
    assert wearing_off(episode(3, interval=84), entries(FADING * 9, bleeding=True)).cautions == ()


def test_students_interval_of_three_values():
    # Mean 2, standard deviation 1, t = 4.303 with two degrees of freedom: 2 +- 4.303 / sqrt(3).
    assert student_interval([1, 2, 3]) == pytest.approx((2 - 2.4843, 2 + 2.4843), abs=1e-3)
