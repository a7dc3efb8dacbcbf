"""Diaries drawn one character a day, and small databases made of them.

M migraine (by the patient's own word)   H other headache   . headache-free   ? headache of untold kind   _ empty
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from sqlalchemy import Connection, Engine, StaticPool, create_engine, delete, insert

from analysis.querying import compiled
from analysis.querying.schema import (
    ACUTE_DOSES,
    DIARY,
    DRUG_NAMES,
    IMPORT_BATCHES,
    METADATA,
    PATIENTS,
    every_calendar_day,
)
from analysis.store.migration import drug_name_rows

Row = Mapping[str, object]


def drawn(picture: str, last: date, patient: str = "P") -> list[dict[str, object]]:
    """Diary rows of a picture whose last character is the day `last`; spaces and line breaks do not count."""
    marks = "".join(picture.split())
    first = last - timedelta(days=len(marks) - 1)
    return [
        diary_row(patient, first + timedelta(days=offset), **_FIELDS[mark])
        for offset, mark in enumerate(marks)
        if mark != "_"
    ]


_FIELDS: dict[str, dict[str, object]] = {
    "M": {"headache": True, "migraine": True},
    "H": {"headache": True, "migraine": False},
    "?": {"headache": True},
    ".": {"headache": False},
}


def diary_row(patient: str, day: date, **fields: object) -> dict[str, object]:
    """A row of `diary` of the clinic's platform, empty in all that is not given."""
    empty = dict.fromkeys((column.name for column in DIARY.columns), None)
    return empty | {
        "patient_id": patient,
        "date": day,
        "source": "clinic",
        "doses_recorded": True,
        "batch": 1,
        **fields,
    }


def database() -> Engine:
    """An engine on an empty database in memory with the newest schema."""
    engine = create_engine("duckdb:///:memory:", execution_options=compiled.TOGETHER, poolclass=StaticPool)
    METADATA.create_all(engine, checkfirst=False)
    with engine.begin() as connection:
        connection.execute(every_calendar_day())
    return engine


def fill(
    connection: Connection,
    *,
    patients: Iterable[Row],
    diary: Iterable[Row] = (),
    doses: Iterable[Row] = (),
) -> None:
    """Replace what the database holds of patients, days and doses."""
    doses = [{"atc": None, "doses": 1, "taken_at": None, "helped": None, "batch": 1, **dose} for dose in doses]
    names = {(str(dose["drug"]), str(dose["atc"] or "")) for dose in doses}
    rows = {
        PATIENTS: [_whole(PATIENTS.columns.keys(), row) for row in patients],
        DIARY: [_whole(DIARY.columns.keys(), row) for row in diary],
        ACUTE_DOSES: doses,
        DRUG_NAMES: [row for name, atc in sorted(names) for row in drug_name_rows(name, atc)],
    }
    for table, found in rows.items():
        connection.execute(delete(table))
        if found:
            connection.execute(insert(table), found)


def batch(connection: Connection, as_of: date) -> None:
    """Record that the data end on `as_of`."""
    row = {"batch": 1, "imported_at": as_of, "imported_by": "test", "as_of": as_of, "clinic_export": True}
    connection.execute(insert(IMPORT_BATCHES), [row])


def _whole(columns: Iterable[str], row: Row) -> dict[str, object]:
    return {**dict.fromkeys(columns), "batch": 1, **row}
