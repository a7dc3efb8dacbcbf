"""Rows of a patient lie together, however they came, and nothing of them changes thereby."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest
from sqlalchemy import StaticPool, create_engine, inspect, text

from analysis import diary
from analysis.importing import ordering, writing
from analysis.querying.schema import DIARY
from analysis.store.migration import bring_up_to_date

FIRST = date(2026, 1, 1)


def days(patients: range, last: int, first: int = 0) -> pd.DataFrame:
    """Days of these patients, one day of everybody after the other."""
    rows = [(f"P{patient:03}", FIRST + timedelta(day)) for day in range(first, last) for patient in patients]
    frame = pd.DataFrame(rows, columns=["patient_id", "date"])
    frame["date"] = frame["date"].astype("datetime64[us]")
    return frame.assign(headache=True, source="clinic", doses_recorded=True)


@pytest.fixture
def connection():
    with create_engine("duckdb:///:memory:", poolclass=StaticPool).begin() as connection:
        bring_up_to_date(connection)
        yield connection


def patients_as_stored(connection) -> list[str]:
    return list(connection.execute(text("SELECT patient_id FROM diary ORDER BY rowid")).scalars())


def test_a_file_in_the_order_of_days_is_stored_in_that_of_patients(connection):
    writing.insert(connection, DIARY, days(range(3), 3), batch=1)
    assert patients_as_stored(connection) == ["P000"] * 3 + ["P001"] * 3 + ["P002"] * 3


def test_many_nights_are_put_in_order_and_few_are_left(connection, monkeypatch):
    monkeypatch.setattr(ordering, "BLOCK_ROWS", 5)
    writing.insert(connection, DIARY, days(range(5), 6), batch=1)
    writing.insert(connection, DIARY, days(range(5), 7, 6), batch=2)
    ordering.keep_in_order(connection)
    assert patients_as_stored(connection) != sorted(patients_as_stored(connection))
    writing.insert(connection, DIARY, days(range(5), 10, 7), batch=3)
    before = writing.stored(connection, diary.DIARY)
    ordering.keep_in_order(connection)
    assert patients_as_stored(connection) == sorted(patients_as_stored(connection))
    after = writing.stored(connection, diary.DIARY)
    by = ["patient_id", "date"]
    assert after.sort_values(by).reset_index(drop=True).equals(before.sort_values(by).reset_index(drop=True))
    found = {column["name"]: column["nullable"] for column in inspect(connection).get_columns("diary")}
    assert found == {column.name: column.nullable for column in DIARY.columns}
