"""Cycles, whole courses and bounds at their edges: a short baseline, a hardly filled cycle, a stopped course."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from analysis.effect.courses.cycles import cycle_windows
from analysis.effect.judgement import effects
from analysis.episodes.courses import whole_courses
from tests.analysis.effect.clinic import FIRST_DOSE, clinic, course, effect_of, given, weeks
from tests.treated import episodes, row


def day(number):
    return FIRST_DOSE + timedelta(days=number)


def test_windows_of_the_cycles_are_numbered_from_one():
    # EVAL-5
    dates = (FIRST_DOSE, day(84))
    (found,) = episodes([row("Botox", "botox", "botulinum_toxin", FIRST_DOSE, None, 155, "E", 84, None, dates)])
    windows = cycle_windows(found, day(84))
    assert [(before.label, after.label) for before, after in windows] == [
        ("before-cycle-1", "cycle-1"),
        ("before-cycle-2", "cycle-2"),
    ]
    assert [(before.first, before.last, after.first, after.last) for before, after in windows] == [
        (day(-28), day(-1), day(0), day(27)),
        (day(56), day(83), day(84), day(111)),
    ]


def test_a_cycle_that_tells_nothing_stands_beside_the_days_before_the_first(engine):
    picture = "H" * 28 + "." * 56 + "H" * 10 + "." * 18 + "H" * 13 + "_" * 15
    rows = [course("Botox", interval_days=84)]
    doses = given(FIRST_DOSE, day(84), drug="Botox")
    _, second = effect_of(clinic(engine, picture, last=day(111), treatments=rows, doses=doses)).cycles
    assert second.results["headache"].change_per_28 is second.against_baseline["headache"].change_per_28 is None
    assert second.results["headache"].baseline.observed == 10
    assert second.against_baseline["headache"].baseline.observed == 28


def test_a_course_that_was_stopped_counts_until_its_last_dose_has_lasted_out():
    steps = [
        row("Aimovig", "erenumab", "cgrp_antibody", FIRST_DOSE, day(55), 70, "mg", 28, None, (day(0), day(28))),
        row("Aimovig", "erenumab", "cgrp_antibody", day(56), day(90), 140, "mg", 28, None, (day(56), day(84))),
    ]
    (whole,) = whole_courses(episodes(steps), date(2027, 1, 1))
    assert (whole.last_day, whole.ended_by_step) == (day(90), False)
    assert whole.covers(day(111))
    assert not whole.covers(day(112))


def test_days_outside_the_diary_are_neither_free_nor_affected_at_the_bounds(engine):
    # STAT-12: only days that are not known are filled in
    picture = "HH.H" * 5 + "H......" * 8 + "H......" * 4
    records = clinic(engine, picture, last=weeks(12), treatments=[course()], enrolled_on=day(-20))
    (found,) = effects(records, bounds=True)["P"]
    bounds = found.bounds["headache"]
    assert (bounds.shown.baseline.observed, bounds.shown.baseline.told, bounds.unknown_days) == (15, 20, 0)
    assert bounds.worst.interval_95 == bounds.best.interval_95 == pytest.approx(bounds.shown.interval_95)
    assert bounds.worst.probability == pytest.approx(bounds.shown.probability)
