"""Diaries drawn one character a day and counted by hand; M migraine, H other headache, . free, ? untold, _ empty."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.basis import Basis
from analysis.counts.completeness import Completeness, Tier
from analysis.counts.counted import counts_by_patient
from analysis.outcomes import Outcome
from analysis.settings import shipped
from analysis.windows import Window, calendar_months, windows_ending
from tests.drawn import drawn, fill

END = date(2026, 3, 28)


def counts_of(engine, picture, *, windows=None, as_of=END, enrolled=date(2025, 1, 1), left=None):
    with engine.begin() as connection:
        person = {"patient_id": "P", "enrolled_on": enrolled, "left_on": left}
        fill(connection, patients=[person], diary=drawn(picture, END))
        return counts_by_patient(connection, windows or windows_ending(END, 1), Basis(as_of, shipped()))["P"]


def test_a_month_with_four_empty_days(engine):
    # T-1: 28 days, 24 filled, 12 with headache (5 of them migraine). The four empty ones lie long before the lock.
    (window,) = counts_of(engine, "MMH.... __HHM.. ..__MHH M.H..H.")
    assert window.completeness == Completeness(filled=24, open=0, missing=4, outside=0)
    assert (window["headache"].observed, window["migraine"].observed) == (12, 5)
    assert (window["headache"].lowest, window["headache"].highest) == (12, 16)
    assert window["headache"].per_28 == 14.0
    assert window["headache"].reaches(15) is Outcome.UNDETERMINED
    assert window["headache"].reaches(12) is Outcome.MET
    assert window["headache"].reaches(17) is Outcome.NOT_MET
    assert window.completeness.tier(shipped()) is Tier.GREEN


def test_twenty_one_filled_days_are_yellow(engine):
    # T-2: 21 filled, 10 headache: 28*10/21 = 13.333; 10 to 17.
    (window,) = counts_of(engine, "HHHHH HHHHH ..... ..... _______ .")
    assert window["headache"].per_28 == pytest.approx(13.3333, abs=1e-4)
    assert (window["headache"].lowest, window["headache"].highest) == (10, 17)
    assert window["headache"].reaches(15) is Outcome.UNDETERMINED
    assert window.completeness.tier(shipped()) is Tier.YELLOW


def test_empty_days_at_the_end_are_open_not_missing(engine):
    # T-14: as of day 28, the last eight days can still be filled in (today and the seven before it).
    (window,) = counts_of(engine, "H.H.H.H.H.H.H.H.H.H ________ _")
    assert window.completeness == Completeness(filled=19, open=8, missing=1, outside=0)
    assert window.completeness.now == 19 / 28
    assert window.completeness.final == 19 / 20


def test_the_lock_falls_at_midnight_after_the_seventh_day(engine):
    # CMP-4: 21 March is editable through 28 March; one day later it is missing.
    days = [Window(date(2026, 3, 21), date(2026, 3, 21))]
    (open_still,) = counts_of(engine, ".", windows=days, as_of=date(2026, 3, 28))
    (locked,) = counts_of(engine, ".", windows=days, as_of=date(2026, 3, 29))
    assert (open_still.completeness.open, open_still.completeness.missing) == (1, 0)
    assert (locked.completeness.open, locked.completeness.missing) == (0, 1)


def test_a_migraine_field_left_empty_is_unknown_not_no(engine):
    # T-4: 15 headache days, 7 migraine by the patient's word, one that does not say.
    (window,) = counts_of(engine, "MMMMMMM ? HHHHHHH .............")
    assert window["headache"].observed == 15
    migraine = window["migraine"]
    assert (migraine.observed, migraine.unknown, migraine.highest) == (7, 1, 8)
    assert migraine.per_28 == 28 * 7 / 27
    assert migraine.reaches(8) is Outcome.UNDETERMINED


def test_days_before_enrolment_and_after_leaving_are_outside(engine):
    # Enrolled on 11 March, left on 20 March: ten days inside, of which two were left empty.
    (window,) = counts_of(
        engine, "H.H_.H_.HH ........", enrolled=date(2026, 3, 11), left=date(2026, 3, 20), as_of=date(2026, 3, 28)
    )
    assert window.completeness == Completeness(filled=8, open=0, missing=2, outside=18)
    assert window["headache"].observed == 5


def test_calendar_month_of_thirty_one_days_is_normalised(engine):
    # T-18: 15 of 31 days is 13.548 in 28.
    months = calendar_months(date(2026, 1, 1), date(2026, 1, 31))
    person = {"patient_id": "P", "enrolled_on": date(2025, 1, 1)}
    with engine.begin() as connection:
        fill(connection, patients=[person], diary=drawn("H" * 15 + "." * 16, date(2026, 1, 31)))
        (month,) = counts_by_patient(connection, months, Basis(END, shipped()))["P"]
    assert month["headache"].per_28 == pytest.approx(13.548, abs=1e-3)


def test_nobody_wrote_anything(engine):
    (window,) = counts_of(engine, "_" * 28)
    assert window.completeness == Completeness(filled=0, open=8, missing=20, outside=0)
    assert window["headache"].per_28 is None
    assert window["headache"].reaches(1) is Outcome.UNDETERMINED
    assert window.completeness.tier(shipped()) is Tier.RED


@pytest.mark.parametrize(
    ("filled", "tier"),
    [(24, Tier.GREEN), (23, Tier.YELLOW), (21, Tier.YELLOW), (20, Tier.ORANGE), (14, Tier.ORANGE), (13, Tier.RED)],
)
def test_tiers_at_and_under_their_limits(filled, tier):
    # CMP-21: green from 24, yellow from 21, orange from 14 filled days of 28.
    assert Completeness(filled, 0, 28 - filled, 0).tier(shipped()) is tier


@pytest.mark.parametrize(
    ("completeness", "tier"),
    [
        (Completeness(10, 0, 0, 18), Tier.RED),  # enrolled ten days ago: ten days are ten days
        (Completeness(144, 0, 24, 0), Tier.GREEN),  # 168 days: 24 of 28 throughout
        (Completeness(143, 0, 25, 0), Tier.YELLOW),
        (Completeness(60, 0, 0, 108), Tier.GREEN),  # enrolled sixty days ago and every day filled
        (Completeness(0, 0, 0, 28), Tier.RED),
    ],
)
def test_tiers_of_periods_longer_or_partly_outside(completeness, tier):
    assert completeness.tier(shipped()) is tier
