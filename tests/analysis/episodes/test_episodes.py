"""Recorded treatments become episodes, and each has its windows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from analysis.episodes.episode import Beginning, DoseDeviation, Episode
from tests.treated import episodes, row

START = date(2026, 1, 5)


def treatment(drug="Aimovig", first=START, last=None, *, dose=140.0, interval=28, given=(), family="cgrp_antibody"):
    return row(drug, drug.casefold(), family, first, last, dose, "mg", interval, None, tuple(given))


def tablets(dose, first, last=None, drug="Topiramat"):
    return treatment(drug, first, last, dose=dose, interval=1, family="antiepileptic")


def every(days, number, first=START):
    return tuple(first + timedelta(days=days * k) for k in range(number))


def told(found: tuple[Episode, ...]):
    return [(e.drug, e.dose, e.beginning, e.first_dose, e.last_day) for e in found]


def test_first_dose_anchors_the_windows():
    given = every(28, 3, START + timedelta(days=3))
    (episode,) = episodes([treatment(given=given)])
    assert episode.first_dose == date(2026, 1, 8)
    assert (episode.baseline.first, episode.baseline.last) == (date(2025, 12, 11), date(2026, 1, 7))
    assert [(w.label, w.first) for w in episode.earlier_windows] == [
        ("baseline-2", date(2025, 10, 16)),
        ("baseline-1", date(2025, 11, 13)),
    ]
    assert episode.earlier_windows[1].last == date(2025, 12, 10)
    # W9-12 is days 57 to 84: 8 January + 56 and + 83 days.
    assert episode.primary == "W9-12"
    assert (episode.primary_window.first, episode.primary_window.last) == (date(2026, 3, 5), date(2026, 4, 1))


def test_doses_recorded_long_after_the_start_do_not_move_it():
    (episode,) = episodes([treatment(given=every(28, 3, START + timedelta(days=84)))])
    assert episode.first_dose == START


@pytest.mark.parametrize(
    ("interval", "family", "label", "last_day"),
    [
        (1, "antiepileptic", "W9-12", 83),
        (28, "cgrp_antibody", "W9-12", 83),
        (31, "cgrp_antibody", "W9-12", 83),
        (83, "cgrp_antibody", "W9-12", 83),
        (84, "cgrp_antibody", "W21-24", 167),
        (90, "cgrp_antibody", "W21-24", 167),
        (84, "botulinum_toxin", "W21-24", 167),
        (None, "botulinum_toxin", "W21-24", 167),
    ],
)
def test_the_window_judged_depends_on_the_dosing(interval, family, label, last_day):
    (episode,) = episodes([treatment(interval=interval, family=family)])
    assert episode.primary == label
    assert episode.primary_window.last == START + timedelta(days=last_day)


def test_dose_steps_are_their_own_episodes():
    rows = [
        tablets(25, date(2026, 1, 1), date(2026, 1, 14)),
        tablets(50, date(2026, 1, 15), date(2026, 1, 28)),
        tablets(100, date(2026, 1, 29)),
    ]
    found = episodes(rows[::-1])
    assert told(found) == [
        ("Topiramat", 25, Beginning.START, date(2026, 1, 1), date(2026, 1, 14)),
        ("Topiramat", 50, Beginning.DOSE_STEP, date(2026, 1, 15), date(2026, 1, 28)),
        ("Topiramat", 100, Beginning.DOSE_STEP, date(2026, 1, 29), None),
    ]
    assert {episode.course_began_on for episode in found} == {date(2026, 1, 1)}
    assert [episode.ended_by_step for episode in found] == [True, True, False]


def test_a_step_ends_the_lower_dose_where_nobody_wrote_that_it_ended():
    found = episodes([tablets(25, date(2026, 1, 1)), tablets(50, date(2026, 2, 1))])
    assert found[0].last_day == date(2026, 1, 31)


def test_the_same_dose_again_carries_on():
    (episode,) = episodes([tablets(50, date(2026, 1, 1), date(2026, 1, 31)), tablets(50, date(2026, 2, 3))])
    assert (episode.first_dose, episode.last_day) == (date(2026, 1, 1), None)


@pytest.mark.parametrize(("days_without", "number"), [(7, 1), (8, 2)])
def test_a_pause_in_tablets_is_a_week_and_a_day(days_without, number):
    # One interval of a day and the seven days that a dose may be late.
    again = date(2026, 1, 31) + timedelta(days=days_without + 1)
    found = episodes([tablets(50, date(2026, 1, 1), date(2026, 1, 31)), tablets(50, again)])
    assert len(found) == number
    assert found[-1].beginning is (Beginning.RESTART if number == 2 else Beginning.START)


@pytest.mark.parametrize(("gap", "number"), [(28 + 28 + 6, 1), (28 + 28 + 7, 2)])
def test_a_dose_left_out_entirely_makes_a_pause(gap, number):
    given = (START, START + timedelta(days=28), START + timedelta(days=28 + gap))
    found = episodes([treatment(given=given)])
    assert len(found) == number
    if number == 2:
        assert found[1].beginning is Beginning.RESTART
        assert found[1].first_dose == given[2]
        assert found[0].last_day == START + timedelta(days=28 + 27)
        assert [episode.given_on for episode in found] == [given[:2], given[2:]]


def test_a_restart_after_a_planned_pause_with_another_dose_is_a_restart():
    rows = [treatment(last=date(2026, 4, 5)), treatment(first=date(2026, 9, 7), dose=70.0)]
    assert [episode.beginning for episode in episodes(rows)] == [Beginning.START, Beginning.RESTART]


@pytest.mark.parametrize(("days", "beginning"), [(84, Beginning.SWITCH), (85, Beginning.START), (0, Beginning.SWITCH)])
def test_another_drug_of_the_family_soon_after_is_a_switch(days, beginning):
    ended = date(2026, 4, 5)
    rows = [treatment(last=ended), treatment("Ajovy", ended + timedelta(days=days))]
    assert episodes(rows)[1].beginning is beginning


def test_drugs_of_other_families_and_two_on_one_day_are_starts():
    rows = [treatment(), tablets(50, START)]
    assert [episode.beginning for episode in episodes(rows)] == [Beginning.START, Beginning.START]


def test_an_injection_lasts_its_interval():
    (episode,) = episodes([treatment(last=START + timedelta(days=60), given=every(28, 3))])
    assert episode.covers(START + timedelta(days=56 + 27))
    assert not episode.covers(START + timedelta(days=56 + 28))
    assert not episode.covers(START - timedelta(days=1))


@pytest.mark.parametrize(
    ("interval", "gap", "late"),
    [(28, 35, None), (28, 36, 8), (84, 98, None), (84, 99, 15), (30, 37, None), (30, 38, 8)],
)
def test_doses_that_are_late(interval, gap, late):
    # WIN-10: more than 7 days late for a monthly drug, more than 14 for a quarterly one.
    given = (START, START + timedelta(days=gap))
    (episode,) = episodes([treatment(interval=interval, given=given)])
    found = episode.dose_deviations(given[1])
    due = START + timedelta(days=interval)
    assert found == (() if late is None else (DoseDeviation(due, given[1], late),))


def test_a_dose_that_never_came():
    (episode,) = episodes([treatment(given=(START,))])
    assert episode.dose_deviations(START + timedelta(days=35)) == ()
    (missing,) = episode.dose_deviations(START + timedelta(days=36))
    assert (missing.due_on, missing.given_on, missing.days_late) == (START + timedelta(days=28), None, 8)


def test_tablets_have_no_doses_to_be_late():
    (episode,) = episodes([tablets(50, START)])
    assert episode.dose_deviations(START + timedelta(days=200)) == ()
