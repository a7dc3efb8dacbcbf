"""The moving 28 days say on each day what the window that ends there says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from analysis.basis import Basis
from analysis.counts.counted import counts_by_patient
from analysis.counts.moving_28 import KINDS, moving_28
from analysis.days.definitions import PROFILES
from analysis.days.grid import day_grid
from analysis.settings import shipped
from analysis.windows import Window, period_ending, windows_ending
from tests.drawn import database, diary_row, drawn, fill

END = date(2026, 3, 31)
BASIS = Basis(END, shipped())
ENROLLED = date(2026, 2, 10)
PICTURE = "MMH....__H?M....__MHHM.H.._HH..M....?..._MMMH..____"


@pytest.fixture(scope="module")
def found():
    engine = database()
    with engine.begin() as connection:
        diary = drawn(PICTURE, END)
        fill(connection, patients=[{"patient_id": "P", "enrolled_on": ENROLLED}], diary=diary)
        days = day_grid(connection, Window(date(2026, 2, 1), END), KINDS, BASIS)
        running = moving_28(days, BASIS)
        windows = [windows_ending(day.date, 1)[0] for day in running]
        counts = counts_by_patient(connection, windows, Basis(END, shipped()))["P"]
    engine.dispose()
    return days, running, counts


def test_each_day_agrees_with_the_window_that_ends_there(found):
    _, running, counts = found
    for day, window in zip(running, counts, strict=True):
        assert day.date == window.window.last
        assert day.headache == window["headache"]
        assert day.migraine == window["migraine"]


@pytest.mark.parametrize("profile", PROFILES)
def test_each_day_agrees_with_its_window_by_every_definition(profile):
    """On days of every length and severity, told or not, so that definitions with headache days of their own differ."""
    engine, chance = database(), Random(20261123)
    settings = replace(shipped(), profile=profile)
    days = [date(2026, 2, 10) + timedelta(days=day) for day in range(50) if chance.random() < 0.9]
    told = {
        "headache": (True, True, False),
        "migraine": (True, False, None),
        "severity": (1, 2, 3, None),
        "duration_hours": (0.25, 2, 4, 24, None),
        "nausea": (True, False, None),
        "pulsating": (True, None),
    }
    diary = [diary_row("P", day, **{name: chance.choice(ways) for name, ways in told.items()}) for day in days]
    with engine.begin() as connection:
        fill(connection, patients=[{"patient_id": "P", "enrolled_on": ENROLLED}], diary=diary)
        basis = Basis(END, settings)
        running = moving_28(day_grid(connection, Window(ENROLLED, END), KINDS, basis), basis)
        windows = [windows_ending(day.date, 1)[0] for day in running]
        counts = counts_by_patient(connection, windows, Basis(END, settings))["P"]
    engine.dispose()
    assert [(day.headache, day.migraine) for day in running] == [(one["headache"], one["migraine"]) for one in counts]


def test_only_days_whose_28_days_all_lie_inside(found):
    _, running, _ = found
    assert running[0].date == date(2026, 3, 9)
    assert running[-1].date == END
    assert len(running) == 23


def test_fewer_than_28_days_give_none(found):
    days, _, _ = found
    for length, number in ((27, 0), (28, 1), (29, 2)):
        assert len(moving_28(days.part(period_ending(END, length)), BASIS)) == number
