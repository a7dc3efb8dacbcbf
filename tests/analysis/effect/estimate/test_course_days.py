"""Which days the long-run model reads: never past a change, but always the baseline."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from analysis.effect.estimate.course_days import span_of
from analysis.effect.estimate.long_run import long_run
from analysis.effect.judgement import effects
from analysis.episodes.episode import Beginning, Episode
from tests.analysis.effect.clinic import FIRST_DOSE, clinic, course, weeks

BAD, GOOD = "HHH.H.." * 4, "H......" * 4
AS_OF = weeks(40)


def days(number):
    return FIRST_DOSE + timedelta(days=number)


def episode(drug="Topiramat", first=FIRST_DOSE, last=None, **fields):
    plain = Episode(drug, drug, None, first, last, None, None, None, Beginning.START, first)
    return replace(plain, **fields)


@pytest.mark.parametrize(
    ("changed", "number"),
    [
        (-200, 168),  # longer ago than six windows
        (-168, 168),
        (-100, 100),
        (-28, 28),
        (-27, 28),  # within the baseline: as one with the first dose, and nothing before the baseline is read
        (-1, 28),
    ],
)
def test_days_before_end_at_an_earlier_change(changed, number):
    for other in (episode("Botox", days(changed)), episode("Botox", days(-400), days(changed - 1))):
        before = span_of(episode(), [other], AS_OF).before
        assert (before.days, before.last) == (number, days(-1))


@pytest.mark.parametrize(("changed", "number"), [(28, 280), (29, 29), (60, 60)])
def test_days_on_treatment_end_at_a_later_change_unless_it_is_one_with_the_first_dose(changed, number):
    span = span_of(episode(), [episode("Botox", days(changed))], AS_OF)
    assert span.on.first == FIRST_DOSE
    assert (span.on.days, span.goes_on) == (number, number == 280)


def test_days_on_treatment_end_with_it():
    span = span_of(episode(last=days(99)), [], AS_OF)
    assert (span.on.days, span.goes_on) == (84, False)
    span = span_of(episode(last=days(69)), [], AS_OF)
    assert (span.on.days, span.goes_on) == (70, False)
    # a dose every 28 days lasts its interval out
    span = span_of(episode(last=days(50), interval_days=28, given_on=(days(0), days(28), days(50))), [], AS_OF)
    assert span.on.days == 78


def test_a_treatment_that_goes_on_is_read_to_the_end():
    assert span_of(episode(), [], AS_OF).on.last == AS_OF
    assert span_of(episode(), [], AS_OF).goes_on


def test_the_answer_is_that_of_the_days_read(engine):
    picture = "." * 28 + BAD * 3 + GOOD * 5
    rows = [course(), course("Topiramat", days(-84), stopped_on=days(-57))]
    found = effects(clinic(engine, picture, last=weeks(20), treatments=rows))["P"]
    (effect,) = (one for one in found if one.episode.drug == "Aimovig")
    as_days = [[-1 if sign == "_" else int(sign == "H") for sign in part] for part in (BAD * 2, GOOD * 5)]
    assert effect.days.before["headache"].tolist() == as_days[0]
    assert effect.days.on["headache"].tolist() == as_days[1]
    told = effect.results["headache"]
    expected = long_run(effect.days.before["headache"], effect.days.on["headache"])
    assert told.long_run == expected
    assert (told.interval_95, told.probability) == (expected.interval_95, expected.probability)
    assert (expected.windows_before, expected.windows_on) == (2, 3)


def test_what_is_left_now_is_told_while_the_treatment_goes_on(engine):
    for stopped, is_told in ((None, True), (date(2026, 7, 1), False)):
        rows = [course("Topiramat", stopped_on=stopped)]
        (effect,) = effects(clinic(engine, BAD * 3 + GOOD * 8, last=weeks(32), treatments=rows))["P"]
        told = effect.as_json()["headache_days"]["long_run"]
        assert (told["left_now"] is not None) is is_told
        assert told["median_fall"] > 50


def test_interval_and_probability_are_those_of_the_long_run_under_their_old_names(engine):
    (effect,) = effects(clinic(engine, BAD * 3 + GOOD * 3, last=weeks(12), treatments=[course()]))["P"]
    told = effect.as_json()["headache_days"]
    assert told["interval_95"] == told["long_run"]["interval_95"]
    assert told["probability"] == told["long_run"]["probability"]
    assert told["percent_fall"] == 75  # as counted: 16 to 4
    assert set(told["long_run"]) >= {"median_fall", "next_28_days", "windows_for_power_80", "windows_before"}
