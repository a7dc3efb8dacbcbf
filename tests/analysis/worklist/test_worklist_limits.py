"""What the nurse's list calls soon, due, at risk and lost, under, at and over its limits; typed from the settings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from analysis.basis import Basis
from analysis.counts.completeness import Completeness
from analysis.episodes.courses import courses
from analysis.outcomes import Outcome
from analysis.querying.rows import records_of
from analysis.records.patients import Patient
from analysis.settings import shipped
from analysis.windows import WINDOW_DAYS, Window
from analysis.worklist.effect_lost import loss_of, losses
from analysis.worklist.line import Line
from analysis.worklist.needs import (
    UNJUDGED,
    Need,
    evaluations,
    is_evaluation_due,
    is_visit_soon,
    need_of,
    needs_of_treatments,
    needs_of_visits,
)
from analysis.worklist.treated import BASELINE, COURSE, LATEST, Treated
from tests.treated import episodes, row

TODAY = date(2026, 3, 31)


def day(number):
    return TODAY + timedelta(days=number)


def window(place, first_dose, headache, *, filled=28, empty=0):
    """A row of the windows of a treatment; the other days lie outside the diary."""
    first = first_dose.toordinal() + WINDOW_DAYS * place
    days = {"filled": filled, "open": 0, "missing": empty, "outside": WINDOW_DAYS - filled - empty}
    told = {"of_attacks": 0, "headache": headache, "headache_unknown": 0}
    return {"place": place, "first_day": first, "last_day": first + WINDOW_DAYS - 1, **days, **told}


def treated(first_dose, *headache, before=20, empty=0, newest_filled=None, is_unread=False):
    """A treatment with so many headache days before first dose and in each window begun; now as in the last one."""
    begun = max(0, (TODAY - first_dose).days // WINDOW_DAYS + 1)
    windows = [window(BASELINE, first_dose, before)]
    for place, days in enumerate(headache[:begun]):
        windows.append(window(place, first_dose, days, filled=28 - empty, empty=empty))
    if newest_filled is not None:
        windows[-1] = window(windows[-1]["place"], first_dose, headache[-1], filled=newest_filled)
    if len(windows) > 1:
        windows.append(
            {**windows[-1], "place": LATEST, "first_day": day(-27).toordinal(), "last_day": TODAY.toordinal()}
        )
    course = ("P", "Drug", "drug", first_dose.toordinal(), np.inf, 12, is_unread)
    courses = pd.DataFrame([course], columns=list(COURSE))
    return Treated(Basis(TODAY, shipped()), courses, pd.DataFrame(windows, index=[0] * len(windows)))


def evaluation_of(effect, *visits):
    """When it is to be judged, after these visits at which it can have been."""
    last = max((visit.toordinal() for visit in visits if visit <= TODAY), default=np.nan)
    (due_on,) = evaluations(effect, pd.Series({"P": float(last)}))
    return None if np.isnan(due_on) else date.fromordinal(int(due_on))


def needs_of(effect):
    found = needs_of_treatments(effect, evaluations(effect, pd.Series({"P": np.nan})))
    return [need_of(row, shipped()) for row in records_of(found)]


def lost(effect):
    rows = records_of(losses(effect))
    return loss_of(rows[0]) if rows else None


@pytest.mark.parametrize(("ahead", "is_soon"), [(-1, False), (0, True), (7, True), (8, False)])
def test_a_visit_is_soon_within_seven_days(ahead, is_soon):
    assert bool(is_visit_soon(ahead, shipped(), is_unjudged=False)) is is_soon
    assert is_visit_soon(np.array([ahead]), shipped(), is_unjudged=np.array([False])).tolist() == [is_soon]


@pytest.mark.parametrize(("ahead", "is_soon"), [(-1, False), (0, True), (21, True), (22, False)])
def test_a_visit_where_the_treatment_cannot_be_judged_is_soon_within_three_weeks(ahead, is_soon):
    assert bool(is_visit_soon(ahead, shipped(), is_unjudged=True)) is is_soon


@pytest.mark.parametrize(("since", "is_due"), [(-8, False), (-7, True), (0, True), (28, True), (29, False)])
def test_an_evaluation_is_due_from_seven_days_before_until_28_after(since, is_due):
    assert is_evaluation_due(since, shipped()) is is_due
    assert is_evaluation_due(np.array([since]), shipped()).tolist() == [is_due]


def visit_needs(visit, days):
    """What a visit needs, with the newest days drawn: f filled, o open, m missing."""
    states = np.array([["fomx".index(mark) for mark in days]], dtype=np.int8)
    lacks = pd.DataFrame(columns=list(UNJUDGED))
    found = needs_of_visits(pd.Series({"P": float(visit.toordinal())}), states, lacks, Basis(TODAY, shipped()))
    return [need_of(row, shipped()) for row in records_of(found)]


def test_a_visit_needs_the_28_days_that_end_on_it():
    # of the 28 days the first 23 have passed: 5 missing, 10 filled, 5 missing, 3 open; the older days do not count
    (need,) = visit_needs(day(5), "f" * 33 + "mmmmm" + "f" * 10 + "mmmmm" + "ooo")
    assert (need.window.first, need.window.last, need.ahead, need.required) == (day(-22), day(5), 5, 14)
    assert need.completeness == Completeness(10, 3, 10, 0)
    assert (need.lacking, need.possible, need.savable) == (4, 8, True)


@pytest.mark.parametrize(("ahead", "is_there"), [(-1, False), (0, True), (7, True), (8, False)])
def test_a_visit_needs_its_days_within_seven_days(ahead, is_there):
    assert bool(visit_needs(day(ahead), "f" * 56)) is is_there


@pytest.mark.parametrize(
    ("filled", "ahead", "at_risk"),
    [(14, 0, False), (13, 0, True), (7, 14, False), (6, 14, True), (0, 28, False), (11, 7, False), (10, 7, True)],
)
def test_a_window_is_at_risk_when_half_of_its_days_so_far_are_not_filled(filled, ahead, at_risk):
    # CMP-21: 14 of 28 days
    need = Need("visit", TODAY, Window(day(-27), TODAY), Completeness(filled, 0, 28 - ahead - filled, 0), ahead, 14)
    assert need.is_at_risk is at_risk


@pytest.mark.parametrize(
    ("filled", "still_open", "ahead", "savable"),
    [(10, 4, 0, True), (10, 3, 0, False), (10, 0, 4, True), (10, 0, 3, False), (14, 0, 0, True), (20, 0, 0, True)],
)
def test_a_window_can_be_saved_while_enough_days_can_still_be_filled_in(filled, still_open, ahead, savable):
    days = Completeness(filled, still_open, 28 - ahead - filled - still_open, 0)
    assert Need("visit", TODAY, Window(day(-27), TODAY), days, ahead, 14).savable is savable


@pytest.mark.parametrize(("filled", "lacking"), [(13, 1), (14, 0), (15, 0)])
def test_a_need_lacks_days_until_it_is_judgeable(filled, lacking):
    days = Completeness(filled, 0, 28 - filled, 0)
    assert Need("visit", TODAY, Window(day(-27), TODAY), days, 0, 14).lacking == lacking


@pytest.mark.parametrize(("ahead", "codes"), [(0, []), (1, ["start"]), (7, ["start"]), (8, [])])
def test_the_baseline_of_a_treatment_that_begins_within_seven_days_is_needed(ahead, codes):
    found = needs_of(treated(day(ahead)))
    assert [need.what for need in found] == codes
    assert all((need.on, need.ahead) == (day(ahead), ahead - 1) for need in found)


@pytest.mark.parametrize(
    ("age", "ahead"),
    [(75, None), (76, 7), (83, 0), (84, 0), (111, 0), (112, None)],
)
def test_both_windows_of_an_evaluation_are_needed_while_it_is_due(age, ahead):
    # EVAL-4: weeks 9 to 12 end on day 83
    found = needs_of(treated(day(-age), *[10] * 5))
    assert [(need.what, need.ahead) for need in found] == (
        [] if ahead is None else [("evaluation", ahead), ("evaluation", 0)]
    )


@pytest.mark.parametrize(("visit", "is_made"), [(-1, False), (0, True), (5, True), (17, False)])
def test_an_evaluation_is_made_by_a_visit_on_its_last_day_or_later(visit, is_made):
    running = treated(day(-99), *[10] * 4)  # the window judged ended 16 days ago
    end = day(-16)
    due = evaluation_of(running, end + timedelta(days=visit))
    assert due == (None if is_made else end)


@pytest.mark.parametrize(
    ("before", "best", "last", "outcome"),
    [
        (20, 7, 11, Outcome.MET),  # four days more, and 45 % under the baseline
        (20, 8, 11, Outcome.NOT_MET),  # three days more
        (20, 6, 10, Outcome.NOT_MET),  # still half of the baseline
        (28, 4, 14, Outcome.NOT_MET),
        (28, 4, 15, Outcome.MET),
    ],
)
def test_an_effect_is_lost_with_four_days_more_and_less_than_half_of_the_baseline(before, best, last, outcome):
    # RESP-8, RESP-2
    found = lost(treated(day(-83), 18, best, last, before=before))
    assert (found.outcome, found.best_days.observed, found.last_days.observed) == (outcome, best, last)


@pytest.mark.parametrize(("empty", "is_judged"), [(14, True), (15, False)])
def test_windows_with_fewer_than_14_filled_days_are_not_compared(empty, is_judged):
    # CMP-21
    assert (lost(treated(day(-55), 1, 12, empty=empty)) is not None) is is_judged


@pytest.mark.parametrize(("told", "is_judged"), [(0, False), (1, True)])
def test_a_window_of_which_no_day_tells_has_no_rate(told, is_judged):
    effect = treated(day(-55), 0, 12)
    best = effect.windows["place"] == 0
    effect.windows.loc[best, "headache_unknown"] = 28 - told
    assert (lost(effect) is not None) is is_judged


@pytest.mark.parametrize(
    ("filled", "empty", "outcome"),
    [
        (28, 0, Outcome.MET),
        (20, 8, Outcome.UNDETERMINED),  # 4 of 20 are 5.6 in 28: more than 5 of the other window, or fewer
        (10, 18, Outcome.UNDETERMINED),  # too few for a rate
        (10, 0, Outcome.NOT_MET),  # no more days there were to fill in
    ],
)
def test_a_window_with_empty_days_may_have_been_the_best_one(filled, empty, outcome):
    # From 5 days to 8 it is not lost, from 4 it is.
    effect = treated(day(-111), 18, 4, 5, 8, before=15)
    perhaps = effect.windows["place"] == 1
    effect.windows.loc[perhaps, ["filled", "missing", "outside"]] = filled, empty, 28 - filled - empty
    assert lost(effect).outcome is outcome


@pytest.mark.parametrize(
    ("filled", "empty", "last", "outcome"),
    [
        (28, 0, 11, Outcome.MET),
        (10, 18, 11, Outcome.UNDETERMINED),  # of up to 26 days 11 are less than half
        (10, 18, 14, Outcome.MET),  # and 14 are more, whatever the empty days were
        (0, 28, 15, Outcome.UNDETERMINED),  # from fewer than 4 days no share is told
        (10, 0, 11, Outcome.MET),  # no more days there were to fill in: that days rose is told alone
    ],
)
def test_a_baseline_with_empty_days_may_have_been_twice_what_is_now(filled, empty, last, outcome):
    effect = treated(day(-83), 18, 4, last, before=min(filled, 8))
    before = effect.windows["place"] == BASELINE
    effect.windows.loc[before, ["filled", "missing", "outside"]] = filled, empty, 28 - filled - empty
    assert lost(effect).outcome is outcome


@pytest.mark.parametrize("last", [8, 12, 20])
def test_of_a_treatment_that_was_not_read_whole_it_is_not_known(last):
    # its end or dose could not be read: the best window may have been under another dose, the last under none
    assert lost(treated(day(-83), 18, 7, last, is_unread=True)).outcome is Outcome.UNDETERMINED


def test_just_under_half_of_the_baseline_is_lost():
    # 26 to 8 of 17, 13.2 of 28: a fall of 49.3 %
    assert lost(treated(day(-55), 4, 8, before=26, newest_filled=17)).outcome is Outcome.MET


@pytest.mark.parametrize(("filled", "is_judged"), [(14, True), (13, False)])
def test_the_newest_window_must_be_filled_itself(filled, is_judged):
    # CMP-21
    assert (lost(treated(day(-55), 4, 8, newest_filled=filled)) is not None) is is_judged


def line(**known):
    """A line of which only `known` matters."""
    nothing = dict.fromkeys(("last_filled", "rhythm", "next_lock", "next_visit", "treatment"))
    empty = {
        "groups": (),
        "days": (),
        "open_days": (),
        "treatment_remarks": (),
        "completeness": Completeness(28, 0, 0, 0),
        "locks_soon": 0,
    }
    patient = Patient(**{**dict.fromkeys(Patient.__dataclass_fields__), "patient_id": "P", "enrolled_on": day(-400)})
    return Line(patient=patient, as_of=TODAY, settings=shipped(), **{**nothing, **empty, **known})


@pytest.mark.parametrize(("age", "week"), [(0, 1), (6, 1), (7, 2), (83, 12), (84, 13)])
def test_the_first_day_of_a_treatment_is_in_week_one(age, week):
    (treatment,) = courses(episodes([row("Drug", "drug", "family", day(-age), None, 1.0, "mg", None, None)]))
    assert line(treatment=treatment).week_of_treatment == week


@pytest.mark.parametrize(("filled", "needed"), [(20, 4), (23, 1), (24, 0), (28, 0)])
def test_how_many_days_a_diary_needs_to_be_green(filled, needed):
    # CMP-21
    assert line(completeness=Completeness(filled, 0, 28 - filled, 0)).needs_filled_days == needed


@pytest.mark.parametrize(
    ("filled", "still_open", "needed", "until", "lifts"),
    [
        (20, 4, 3, 5, True),  # 23 of 28 days are 80 % (CMP-23); the third newest open day locks after day 5
        (22, 1, 1, 7, True),
        (23, 4, 0, None, True),  # the goal is reached, and 27 days are green
        (20, 2, None, None, True),  # short of the goal, but yellow
        (17, 2, None, None, False),
        (24, 4, 0, None, False),
        (23, 0, 0, None, False),  # nothing is open that could lift it
    ],
)
def test_what_filling_in_the_open_days_would_do(filled, still_open, needed, until, lifts):
    open_days = tuple(day(-back) for back in reversed(range(still_open)))
    found = line(completeness=Completeness(filled, still_open, 28 - filled - still_open, 0), open_days=open_days).rescue
    assert (found.needed, found.lifts, found.filled, found.inside) == (needed, lifts, filled + still_open, 28)
    assert found.until == (None if until is None else day(until))


def test_a_goal_of_the_clinics_own():
    days, open_days = Completeness(20, 2, 6, 0), (day(-1), day(0))
    for goal, needed in ((75, 1), (78, 2), (79, None)):  # 21, 22 and 23 of 28
        known = line(completeness=days, open_days=open_days)
        assert replace(known, settings=replace(shipped(), goal_percent=goal)).rescue.needed == needed
