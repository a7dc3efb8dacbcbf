"""A course with steps of the dose, as one and step by step."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from analysis.effect.judgement import effects
from analysis.episodes.courses import whole_courses
from analysis.episodes.episode import Beginning
from tests.analysis.effect.clinic import FIRST_DOSE, clinic, course, weeks
from tests.treated import episodes, row

STEP = FIRST_DOSE + timedelta(days=28)


def treatment(start, stop, dose, *, drug="metoprolol", family="beta_blocker", interval=None):
    return row(drug, drug, family, start, stop, dose, "mg", interval, None)


def day(number):
    return FIRST_DOSE + timedelta(days=number)


def course_of(*rows, as_of=date(2027, 4, 6)):
    return whole_courses(episodes(rows), as_of)


def test_steps_are_one_course_from_the_first_dose_to_the_end_of_the_last():
    rows = [treatment(FIRST_DOSE, day(27), 50.0), treatment(STEP, day(60), 100.0), treatment(day(61), day(200), 150.0)]
    (found,) = course_of(*rows)
    assert (found.first_dose, found.last_day, found.last_step_on) == (FIRST_DOSE, day(200), day(61))
    assert (found.dose, found.beginning) == (None, Beginning.WHOLE_COURSE)
    assert found.baseline.last == FIRST_DOSE - timedelta(days=1)
    assert all(found.has_step(step) for step in episodes(rows))


@pytest.mark.parametrize(
    ("last_step", "interval", "family", "label"),
    [
        (28, None, "beta_blocker", "W13-16"),  # eight weeks after day 28 is day 84
        (29, None, "beta_blocker", "W17-20"),
        (1, None, "beta_blocker", "W13-16"),
        (56, None, "beta_blocker", "W17-20"),
        (84, 84, "cgrp_antibody", "W33-36"),  # twenty weeks after day 84 is day 224
        (84, 84, "botulinum_toxin", "W33-36"),
    ],
)
def test_it_is_judged_as_long_after_the_last_step_as_a_step_is(last_step, interval, family, label):
    rows = [
        treatment(FIRST_DOSE, day(last_step - 1), 50.0, family=family, interval=interval),
        treatment(day(last_step), None, 100.0, family=family, interval=interval),
    ]
    (found,) = course_of(*rows)
    assert found.primary == label
    assert (found.primary_window.first - day(last_step)).days >= (140 if interval else 56)


def test_one_dose_or_a_step_that_lies_ahead_or_a_restart_is_no_course():
    assert course_of(treatment(FIRST_DOSE, None, 50.0)) == ()
    ahead = [treatment(FIRST_DOSE, day(27), 50.0), treatment(STEP, None, 100.0)]
    assert course_of(*ahead, as_of=day(27)) == ()
    assert len(course_of(*ahead, as_of=day(28))) == 1
    assert course_of(treatment(FIRST_DOSE, day(27), 50.0), treatment(day(100), None, 50.0)) == ()


def test_a_course_goes_on_while_a_further_step_lies_ahead():
    rows = [treatment(FIRST_DOSE, day(27), 50.0), treatment(STEP, day(99), 100.0), treatment(day(100), None, 150.0)]
    (found,) = course_of(*rows, as_of=day(60))
    assert (found.last_day, found.last_step_on) == (None, STEP)


def test_course_and_steps_side_by_side(engine):
    picture = "HHHHH.." * 4 + "HHHH..." * 4 + "H......" * 12
    rows = [
        course("metoprolol", FIRST_DOSE, stopped_on=day(27), dose=50.0, dose_unit="mg"),
        course("metoprolol", STEP, dose=100.0, dose_unit="mg"),
    ]
    records = clinic(engine, picture, last=weeks(16), treatments=rows)
    whole, first, second = effects(records)["P"]
    assert [one.episode.beginning.value for one in (whole, first, second)] == ["whole_course", "start", "dose_step"]
    assert whole.results["headache"].percent_fall == pytest.approx(80)  # 20 before the first dose to 4
    assert second.results["headache"].percent_fall == pytest.approx(75)  # 16 on the lower dose to 4
    assert "baseline_on_another_dose" in second.cautions
    assert "baseline_on_another_dose" not in whole.cautions
    assert whole.co_interventions == ()  # its own step is no other treatment
    assert whole.as_json()["beginning"] == "whole_course"
    assert [change.code for change in second.co_interventions] == ["started"]


def test_another_treatment_in_the_course_is_told(engine):
    rows = [
        course("metoprolol", FIRST_DOSE, stopped_on=day(27), dose=50.0, dose_unit="mg"),
        course("metoprolol", STEP, dose=100.0, dose_unit="mg"),
        course("amitriptylin", date(2026, 3, 10)),
    ]
    records = clinic(engine, "HHHH..." * 20, last=weeks(16), treatments=rows)
    whole, *_ = effects(records)["P"]
    assert [(change.code, change.drug) for change in whole.co_interventions] == [("started", "amitriptylin")]
