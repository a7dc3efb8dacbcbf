"""Many windows of a patient told as one run, and only the days asked for read: the numbers are as one by one."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pandas as pd
import pytest
from sqlalchemy import select

from analysis.basis import Basis
from analysis.counts.statement import asked_days, counted, listed_runs, listed_windows
from analysis.days.classified import days_in_force
from analysis.querying.rows import numbers_of, rows_of
from analysis.settings import shipped
from tests.drawn import database, diary_row, fill

END = date(2026, 3, 31)
KINDS = ("headache", "acute_medication")
PATIENTS = ("A", "B", "C")


@pytest.fixture(scope="module")
def engine():
    found, chance = database(), random.Random(7)
    days = [END - timedelta(days=back) for back in range(200)]
    diary = [
        diary_row(name, day, headache=chance.random() < 0.4)
        for name in PATIENTS
        for day in days
        if chance.random() < 0.8
    ]
    doses = [
        {"patient_id": name, "date": day, "dose_number": 1, "drug": "Ipren"}
        for name in PATIENTS
        for day in days
        if chance.random() < 0.2
    ]
    people = [{"patient_id": name, "enrolled_on": date(2025, 10, 20)} for name in PATIENTS]
    with found.begin() as connection:
        fill(connection, patients=people, diary=diary, doses=doses)
    yield found
    found.dispose()


def windows(*begins: tuple[str, int, int]) -> pd.DataFrame:
    """Windows by patient, days before the end on which they begin, and length."""
    rows = [(name, END.toordinal() - back, END.toordinal() - back + days - 1) for name, back, days in begins]
    return pd.DataFrame(rows, columns=["patient_id", "first_day", "last_day"])


ASKED = windows(
    *(("A", 195 - 28 * place, 28) for place in range(7)),  # the first begins before the patient enrolled
    ("A", 27, 28),  # overlaps the ones before
    *(("B", 150 - 28 * place, 28) for place in range(3)),
    ("B", 60, 28),  # leaves days between
    ("B", 32, 20),  # follows, and is shorter
    ("C", 300, 28),  # holds nothing
)


def numbers(engine, runs=None, within=None):
    basis = Basis(END, shipped())
    with engine.connect() as connection:
        days = days_in_force(basis, kinds=KINDS, within=within)
        return numbers_of(connection, counted(listed_windows(ASKED), days, basis, KINDS, runs))


def test_windows_in_runs_hold_what_each_holds_alone(engine):
    alone = numbers(engine)
    assert alone["filled"].sum() > 150
    assert alone["acute_medication_told_unfilled"].sum() > 5
    pd.testing.assert_frame_equal(numbers(engine, listed_runs(ASKED)), alone)


def test_reading_only_the_days_asked_for_leaves_the_numbers_as_they_are(engine):
    pd.testing.assert_frame_equal(numbers(engine, listed_runs(ASKED), asked_days(ASKED)), numbers(engine))


def test_windows_that_follow_one_another_are_one_run(engine):
    with engine.connect() as connection:
        found = rows_of(connection, select(listed_runs(ASKED)))
    assert found["position"].tolist() == [0, 7, 8, 11, 12, 13]


def test_no_day_is_asked_for_twice(engine):
    with engine.connect() as connection:
        found = rows_of(connection, select(asked_days(ASKED))).sort_values(["patient_id", "first"])
    assert found["patient_id"].value_counts().to_dict() == {"B": 2, "A": 1, "C": 1}
    for _, periods in found.groupby("patient_id"):
        assert all(periods["last"].iloc[:-1].to_numpy() < periods["first"].iloc[1:].to_numpy())
