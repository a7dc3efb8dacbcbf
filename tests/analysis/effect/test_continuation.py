"""The rules of continuation, arm by arm, under and at their limits."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from analysis.counts import Completeness, DayCount, Outcome, WindowCounts
from analysis.effect.continuation import RULES, continuation_rules
from analysis.effect.episodes import episodes
from analysis.effect.measured import MeasuredWindow
from analysis.patients import Score, Treatment
from analysis.references import REFERENCES
from analysis.windows import Window

START = date(2026, 3, 2)
END = START + timedelta(days=83)


def episode(family="cgrp_antibody", interval=28):
    (found,) = episodes([Treatment("Drug", "drug", family, START, None, 1.0, "mg", interval, None)])
    return found


def window(headache: int, migraine: int) -> MeasuredWindow:
    counts = {"headache": DayCount(headache, 0, 0, 28), "migraine": DayCount(migraine, 0, 0, 28)}
    return MeasuredWindow(WindowCounts(Window(START, END), Completeness(28, 0, 0, 0), counts), {})


def outcomes(before, after, scores=(), *, label="W9-12", **kind):
    found = continuation_rules(episode(**kind), before, {label: after} if after else {}, scores)
    return {one.rule.id: one for one in found}


@pytest.mark.parametrize(("after", "met"), [(7, Outcome.MET), (8, Outcome.NOT_MET)])
def test_sweden_asks_for_thirty_percent_fewer_migraine_days(after, met):
    # TLV-4, EVAL-4: 10 to 7 is 30 %.
    assert outcomes(window(20, 10), window(20, after))["EVAL-4"].outcome is met


@pytest.mark.parametrize(("after", "met"), [(10, Outcome.MET), (11, Outcome.NOT_MET)])
def test_ahs_and_dgn_ask_for_half_the_headache_days(after, met):
    found = outcomes(window(20, 10), window(after, 10))
    assert found["EVAL-2"].outcome is found["EVAL-3"].outcome is met


@pytest.mark.parametrize(("after", "met"), [(14, Outcome.MET), (15, Outcome.NOT_MET)])
def test_botulinum_toxin_asks_for_thirty_percent_fewer_headache_days(after, met):
    found = outcomes(window(20, 10), window(after, 10), label="W21-24", family="botulinum_toxin", interval=84)
    assert set(found) == {"EVAL-5", "EVAL-6"}
    assert found["EVAL-5"].outcome is found["EVAL-6"].outcome is met


def test_an_arm_without_its_window_lacks_data():
    found = outcomes(window(20, 10), None)
    assert found["EVAL-4"].arms["migraine_30"] is Outcome.NOT_COMPUTABLE
    assert found["EVAL-4"].outcome is Outcome.NOT_COMPUTABLE
    assert outcomes(None, window(1, 1))["EVAL-4"].outcome is Outcome.NOT_COMPUTABLE


def scores(instrument, before, after, *, asked_before=START, asked_after=END):
    return [Score(asked_before, instrument, before), Score(asked_after, instrument, after)]


@pytest.mark.parametrize(
    ("instrument", "before", "after", "rule", "arm", "met"),
    [
        ("HIT-6", 66, 61, "EVAL-2", "HIT-6", Outcome.MET),
        ("HIT-6", 66, 62, "EVAL-2", "HIT-6", Outcome.NOT_MET),
        ("HIT-6", 66, 46, "EVAL-4", "HIT-6 30 %", Outcome.MET),
        ("HIT-6", 66, 47, "EVAL-4", "HIT-6 30 %", Outcome.NOT_MET),  # 30 % of 66 is 19.8
        ("MIDAS", 20, 15, "EVAL-2", "MIDAS", Outcome.MET),
        ("MIDAS", 20, 16, "EVAL-2", "MIDAS", Outcome.NOT_MET),
        ("MIDAS", 11, 6, "EVAL-2", "MIDAS", Outcome.MET),
        ("MIDAS", 10, 0, "EVAL-2", "MIDAS", Outcome.NOT_COMPUTABLE),
        ("MIDAS", 40, 28, "EVAL-2", "MIDAS", Outcome.MET),
        ("MIDAS", 40, 29, "EVAL-2", "MIDAS", Outcome.NOT_MET),
        ("MIDAS", 40, 28, "EVAL-3", "MIDAS severe", Outcome.MET),
        ("MIDAS", 20, 10, "EVAL-3", "MIDAS severe", Outcome.NOT_COMPUTABLE),
    ],
)
def test_questionnaires(instrument, before, after, rule, arm, met):
    # EVAL-2, EVAL-3, TLV-4: HIT-6 by 5 points, MIDAS by 5 (11 to 20) or 30 % (over 20), either by 30 %.
    found = outcomes(window(20, 10), window(20, 10), scores(instrument, before, after))
    assert found[rule].arms[arm] is met


def test_one_arm_is_enough_and_one_that_lacks_data_is_passed_over():
    found = outcomes(window(20, 10), window(20, 10), scores("HIT-6", 66, 60))
    assert found["EVAL-2"].arms["headache_50"] is Outcome.NOT_MET
    assert found["EVAL-2"].arms["MIDAS"] is Outcome.NOT_COMPUTABLE
    assert found["EVAL-2"].outcome is Outcome.MET


@pytest.mark.parametrize(("days", "is_used"), [(84, True), (85, False)])
def test_a_score_from_long_before_is_not_used(days, is_used):
    found = outcomes(
        window(20, 10), None, scores("HIT-6", 66, 50, asked_before=START - timedelta(days=days), asked_after=END)
    )
    assert (found["EVAL-2"].arms["HIT-6"] is Outcome.MET) is is_used


def test_other_families_have_no_rule():
    assert outcomes(window(20, 10), window(5, 5), family="antiepileptic", interval=1) == {}


def test_every_rule_has_a_known_source():
    assert {rule.source for rule in RULES} <= set(REFERENCES)
    assert RULES[0].valid_from == date(2019, 11, 25)
