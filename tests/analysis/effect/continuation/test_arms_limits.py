"""Which scores an improvement is asked of, and from which on a percentage can be taken; typed from the rule book."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from analysis.effect.continuation.arms import Evidence, Improvement
from analysis.outcomes import Outcome
from analysis.records.patients import Score
from tests.treated import episodes, row

START = date(2026, 3, 2)
END = START + timedelta(days=83)


def improved(instrument, way, before, after, unread=()):
    """The answer for scores before, each so many days before first dose, and one on the last day of the window.

    `unread` are the days of scores that could not be read, from first dose; None for one without a day.
    """
    (episode,) = episodes([row("Drug", "drug", "cgrp_antibody", START, None, 1.0, "mg", 28, None)])
    scores = [Score(START - timedelta(days=days), instrument, score) for days, score in before]
    found = (*scores, *([] if after is None else [Score(END, instrument, after)]))
    at = [None if day is None else START + timedelta(days=day) for day in unread]
    evidence = Evidence(episode, END, None, {}, found, (), "W9-12", unread_scores=at)
    return Improvement(instrument, way).outcome(evidence)


@pytest.mark.parametrize(
    ("before", "after", "outcome"),
    [(0, 0, Outcome.NOT_COMPUTABLE), (1, 1, Outcome.NOT_MET), (1, 0, Outcome.MET)],
)
def test_nothing_is_no_score_to_take_a_percentage_of(before, after, outcome):
    # TLV-4
    assert improved("MIDAS", "30 %", [(0, before)], after) is outcome


def test_the_last_score_before_first_dose_counts():
    assert improved("HIT-6", "", [(60, 70), (10, 60)], 56) is Outcome.NOT_MET
    assert improved("HIT-6", "", [(60, 60), (10, 70)], 65) is Outcome.MET
    assert improved("MIDAS", "", [(60, 10), (10, 21)], 14) is Outcome.MET
    assert improved("MIDAS", "", [(60, 21), (10, 10)], 0) is Outcome.NOT_COMPUTABLE


@pytest.mark.parametrize(("days", "is_used"), [(0, True), (83, True), (84, True), (85, False), (-1, False)])
def test_a_score_speaks_of_the_time_before_first_dose_for_84_days(days, is_used):
    # PRO-7: MIDAS asks for three months
    assert (improved("HIT-6", "", [(days, 66)], 60) is Outcome.MET) is is_used


@pytest.mark.parametrize("instrument", ["HIT-6", "MPFID"])
@pytest.mark.parametrize(("after", "outcome"), [(55, Outcome.MET), (55.5, Outcome.NOT_MET), (56, Outcome.NOT_MET)])
def test_five_points_are_enough(instrument, after, outcome):
    # EVAL-2, EVAL-3, PRO-13
    assert improved(instrument, "", [(0, 60)], after) is outcome


@pytest.mark.parametrize(("after", "outcome"), [(46.2, Outcome.MET), (46.3, Outcome.NOT_MET), (47, Outcome.NOT_MET)])
def test_thirty_percent_of_a_raw_score(after, outcome):
    # PRO-4: from 66, 46.2 is needed
    assert improved("HIT-6", "30 %", [(0, 66)], after) is outcome


@pytest.mark.parametrize(
    ("before", "after", "unread", "outcome"),
    [
        ([(10, 60)], 50, [-11, 83], Outcome.MET),  # older than the last one; of another instrument on the same day
        ([(10, 60)], 50, [-85, 200], Outcome.MET),  # too early and too late to be asked
        ([(10, 60)], 50, [-9], Outcome.UNDETERMINED),
        ([(10, 60)], 60, [-9], Outcome.UNDETERMINED),
        ([(10, 60)], None, [83], Outcome.UNDETERMINED),
        ([], 50, [0], Outcome.UNDETERMINED),
        ([(10, 60)], 50, [None], Outcome.UNDETERMINED),
        ([(10, 60)], None, [None], Outcome.UNDETERMINED),
        ([(10, 60)], None, [], Outcome.NOT_COMPUTABLE),
        ([], None, [None], Outcome.NOT_COMPUTABLE),
        ([], None, [-1, 83], Outcome.UNDETERMINED),
    ],
)
def test_a_score_that_could_not_be_read_may_be_the_one_that_is_asked_for(before, after, unread, outcome):
    assert improved("HIT-6", "", before, after, unread) is outcome
