"""Botulinum toxin treatment by treatment, counted by hand (EVAL-5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from analysis.effect.continuation.arms import CycleFall, Evidence
from analysis.effect.courses.cycles import cycle_windows, cycles, questions
from analysis.outcomes import Outcome
from tests.analysis.effect.clinic import FIRST_DOSE, clinic, course, effect_of, given

SECOND, THIRD = FIRST_DOSE + timedelta(days=84), FIRST_DOSE + timedelta(days=168)
# 28 of 28 days before; 14 in the 28 days from the first treatment, 20 in the last 28 before the second, 7 from it on.
BEFORE, FIRST, BETWEEN, LAST, SECOND_CYCLE = "H" * 28, "H." * 14, "H" * 28, "H" * 20 + "." * 8, "H..." * 7


def botulinum(engine, picture, last, *days, **fields):
    rows = [course("Botox", interval_days=84, **fields)]
    return effect_of(clinic(engine, picture, last=last, treatments=rows, doses=given(*days, drug="Botox")))


def test_each_cycle_is_told_against_its_own_weeks_and_against_those_before_the_first(engine):
    picture = BEFORE + FIRST + BETWEEN + LAST + SECOND_CYCLE
    found = botulinum(engine, picture, SECOND + timedelta(days=27), FIRST_DOSE, SECOND)
    one, two = found.cycles
    assert (one.number, one.given_on, two.number, two.given_on) == (1, FIRST_DOSE, 2, SECOND)
    assert [cycle.before["headache"].observed for cycle in found.cycles] == [28, 20]
    assert [cycle.after["headache"].observed for cycle in found.cycles] == [14, 7]
    assert one.results["headache"].percent_fall == one.against_baseline["headache"].percent_fall == 50
    assert two.results["headache"].percent_fall == pytest.approx(65)
    assert two.against_baseline["headache"].percent_fall == pytest.approx(75)
    low, high = two.against_baseline["headache"].interval_95
    assert 30 < low < 75 < high < 95
    assert two.results["headache"].responder[30] is Outcome.MET
    assert two.results["migraine"].percent_fall is None  # no migraine day before
    rules = {rule.rule.id: rule for rule in found.rules}
    assert rules["EVAL-5"].outcome is Outcome.MET
    assert found.reasons  # as a whole it is judged later, by the end of the second cycle


def test_cycles_in_json(engine):
    picture = BEFORE + FIRST + BETWEEN + LAST + SECOND_CYCLE
    found = botulinum(engine, picture, SECOND + timedelta(days=27), FIRST_DOSE, SECOND).as_json()["cycles"]
    assert [cycle["given_on"] for cycle in found] == ["2026-03-02", "2026-05-25"]
    assert found[1]["headache_days"]["change_per_28"] == pytest.approx(-13)
    assert found[1]["against_baseline"]["headache_days"]["change_per_28"] == pytest.approx(-21)


@pytest.mark.parametrize(("days", "is_told"), [(26, False), (27, True)])
def test_a_cycle_is_compared_once_its_four_weeks_are_over(engine, days, is_told):
    picture = (BEFORE + FIRST)[: 28 + days + 1]
    (found,) = botulinum(engine, picture, FIRST_DOSE + timedelta(days=days), FIRST_DOSE).cycles
    assert found.is_over is is_told
    assert (found.results["headache"].change_per_28 is not None) is is_told


def test_a_cycle_that_is_hardly_filled_in_tells_nothing(engine):
    picture = BEFORE + "H" * 13 + "_" * 15
    (found,) = botulinum(engine, picture, FIRST_DOSE + timedelta(days=27), FIRST_DOSE).cycles
    assert found.results["headache"].change_per_28 is None
    assert found.results["headache"].responder[30] is Outcome.NOT_COMPUTABLE


def test_treatments_after_as_of_and_other_drugs_have_no_cycles(engine):
    found = botulinum(engine, BEFORE + "H" * 40, FIRST_DOSE + timedelta(days=39), FIRST_DOSE, SECOND, THIRD)
    assert [cycle.given_on for cycle in found.cycles] == [FIRST_DOSE]
    assert cycle_windows(found.episode, FIRST_DOSE - timedelta(days=1)) == ()
    records = clinic(engine, BEFORE + FIRST, last=FIRST_DOSE + timedelta(days=27), treatments=[course()])
    assert effect_of(records).cycles == ()


def test_a_first_dose_that_was_not_recorded_as_a_dose_is_a_treatment_all_the_same(engine):
    found = botulinum(engine, BEFORE + FIRST, FIRST_DOSE + timedelta(days=27))
    assert [cycle.given_on for cycle in found.cycles] == [FIRST_DOSE]


def test_windows_are_equal_when_counts_and_course_are(engine):
    # The same number of days in another order is another window: the model reads their course.
    last = FIRST_DOSE + timedelta(days=27)
    one, again = (botulinum(engine, BEFORE + "H." * 14, last, FIRST_DOSE).cycles[0].after for _ in range(2))
    other = botulinum(engine, BEFORE + "H" * 14 + "." * 14, last, FIRST_DOSE).cycles[0].after
    assert one == again
    assert one.counts == other.counts
    assert one != other


def test_cycles_are_not_numbered_where_one_could_not_be_read(engine):
    picture = BEFORE + FIRST + BETWEEN + LAST + SECOND_CYCLE
    found = botulinum(engine, picture, SECOND + timedelta(days=27), FIRST_DOSE, SECOND)
    torn = replace(found.episode, unread_doses=1)
    windows = {("A", one.window): one for cycle in found.cycles for one in (cycle.before, cycle.after)}
    one, two = cycles("A", torn, windows, SECOND + timedelta(days=27))
    assert [cycle.as_json()["number"] for cycle in (one, two)] == [1, None]
    unknown = replace(torn, start_known="unknown", unread_doses=0, first_dose=date(1950, 1, 1))
    assert [cycle.as_json()["number"] for cycle in cycles("A", unknown, windows, SECOND)] == [None, None]
    told = questions(cycles("A", unknown, windows, SECOND + timedelta(days=27)), (), found.basis)
    assert {name.rpartition(" ")[2] for name, _ in told} == {"own"}


@pytest.mark.parametrize(
    ("met", "unread", "outcome"),
    [
        ([False, False, False], 0, Outcome.NOT_MET),
        ([False, False, False], 1, Outcome.UNDETERMINED),
        ([False, True, False], 1, Outcome.MET),
        ([False, False, True], 1, Outcome.UNDETERMINED),  # the third one told may have been the fourth
        ([True, False, False], 3, Outcome.UNDETERMINED),
    ],
)
def test_whether_one_of_the_first_cycles_helped_is_open_where_one_could_not_be_read(engine, met, unread, outcome):
    found = botulinum(engine, BEFORE + FIRST, FIRST_DOSE + timedelta(days=27), FIRST_DOSE)
    (cycle,) = found.cycles
    answers = {True: Outcome.MET, False: Outcome.NOT_MET}
    as_met = {so: replace(cycle.results["headache"], responder={30: answers[so]}) for so in answers}
    some = tuple(replace(cycle, results={"headache": as_met[so]}) for so in met)
    episode = replace(found.episode, unread_doses=unread)
    evidence = Evidence(episode, found.as_of, None, {}, (), some, "W21-24")
    assert CycleFall("headache", 30, is_own=True).outcome(evidence) is outcome
