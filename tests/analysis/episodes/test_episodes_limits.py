"""Pauses and switches of treatment under, at and over their limits; typed from the rule book and the local settings."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from analysis.episodes.episode import Beginning
from tests.treated import episodes, row

START = date(2026, 3, 2)


def day(number):
    return START + timedelta(days=number)


def treated(first, last, *given, interval=None, drug="drug", dose=1.0):
    """A treatment from one day to another (None: it goes on), both counted from the same first day."""
    stop = None if last is None else day(last)
    return row(drug, drug, "family", day(first), stop, dose, "mg", interval, None, tuple(map(day, given)))


@pytest.mark.parametrize(
    ("interval", "free_days", "is_pause"),
    [
        (None, 7, False),
        (None, 8, True),  # a day, and the seven that a dose may be late
        (28, 34, False),
        (28, 35, True),
        (83, 89, False),
        (83, 90, True),
        (84, 97, False),
        (84, 98, True),  # fourteen from twelve weeks on
    ],
)
def test_a_pause_is_a_whole_interval_and_what_a_dose_may_be_late(interval, free_days, is_pause):
    # WIN-10
    found = episodes([treated(0, 9, interval=interval), treated(10 + free_days, None, interval=interval)])
    assert [one.beginning for one in found] == [Beginning.START, Beginning.RESTART][: 1 + is_pause]


@pytest.mark.parametrize(
    ("interval", "apart", "is_pause"),
    [(None, 8, False), (None, 9, True), (28, 62, False), (28, 63, True), (84, 181, False), (84, 182, True)],
)
def test_doses_so_far_apart_leave_one_out(interval, apart, is_pause):
    found = episodes([treated(0, None, 0, apart, interval=interval)])
    assert [one.first_dose for one in found] == [START, day(apart)][: 1 + is_pause]
    assert found[0].last_day == (day((interval or 1) - 1) if is_pause else None)


@pytest.mark.parametrize(
    ("interval", "later", "first_dose"),
    [(None, 0, 0), (None, 1, 0), (28, 27, 27), (28, 28, 0), (84, 83, 83), (84, 84, 0)],
)
def test_a_treatment_begins_with_its_first_dose_unless_that_is_recorded_long_after(interval, later, first_dose):
    (found,) = episodes([treated(0, None, later, interval=interval)])
    assert found.first_dose == found.course_began_on == day(first_dose)


@pytest.mark.parametrize(("after", "beginning"), [(84, Beginning.SWITCH), (85, Beginning.START)])
def test_a_switch_is_from_a_drug_of_the_family_that_ended_in_the_last_84_days(after, beginning):
    _, found = episodes([treated(0, 10, interval=28), treated(10 + after, None, interval=28, drug="other")])
    assert found.beginning is beginning


@pytest.mark.parametrize(
    ("dose", "last", "begins", "beginning"),
    [
        (1.0, 20, 284, Beginning.SWITCH),  # a shorter row within the first one, which ended on day 200
        (1.0, 20, 285, Beginning.START),
        (1.0, None, 30, Beginning.START),  # carried on without an end
        (2.0, None, 93, Beginning.START),  # its dose stepped on day 10: it goes on
        (2.0, 12, 284, Beginning.SWITCH),  # another dose for some days within the first row
        (2.0, 12, 285, Beginning.START),
    ],
)
def test_a_switch_is_from_the_end_as_the_rows_before_it_tell(dose, last, begins, beginning):
    rows = [treated(0, 200, interval=28), treated(10, last, interval=28, dose=dose)]
    *_, found = episodes([*rows, treated(begins, None, interval=28, drug="other")])
    assert found.beginning is beginning


@pytest.mark.parametrize(
    ("interval", "last", "last_covered"),
    [(None, 30, 30), (28, 30, 55), (84, 30, 111)],
)
def test_the_last_dose_lasts_its_interval_out(interval, last, last_covered):
    (found,) = episodes([treated(0, last, 0, 28, interval=interval)] if interval else [treated(0, last)])
    assert found.covers(day(last_covered))
    assert not found.covers(day(last_covered + 1))


@pytest.mark.parametrize(("interval", "is_quarterly"), [(None, False), (83, False), (84, True), (91, True)])
def test_quarterly_doses_are_judged_after_half_a_year(interval, is_quarterly):
    # WIN-8, EVAL-2
    (found,) = episodes([treated(0, None, interval=interval)])
    assert found.is_quarterly is is_quarterly
    assert found.primary == ("W21-24" if is_quarterly else "W9-12")
    first, last = (140, 167) if is_quarterly else (56, 83)
    assert (found.primary_window.first, found.primary_window.last) == (day(first), day(last))


def test_the_three_windows_before_first_dose():
    # WIN-1, WIN-6
    (found,) = episodes([treated(0, None)])
    spans = [(window.first, window.last) for window in (*found.earlier_windows, found.baseline)]
    assert spans == [(day(-84), day(-57)), (day(-56), day(-29)), (day(-28), day(-1))]
    assert [window.label for window in found.earlier_windows] == ["baseline-2", "baseline-1"]


@pytest.mark.parametrize(
    ("interval", "apart", "late"),
    [(28, 35, []), (28, 36, [8]), (84, 98, []), (84, 99, [15]), (27, 60, [])],
)
def test_a_dose_is_late_after_seven_days_or_fourteen(interval, apart, late):
    # WIN-10; drugs given more often than every four weeks have no dose that can be late
    (found,) = episodes([treated(0, None, 0, apart, interval=interval)])
    assert [deviation.days_late for deviation in found.dose_deviations(day(apart))] == late
