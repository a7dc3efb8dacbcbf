"""Recorded treatments side by side: what the catalogue makes of them, and which doses were given in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import numpy as np
import pytest
from sqlalchemy import Connection, insert

from analysis import drugs
from analysis.drugs.explained_names import Meaning, explain
from analysis.episodes.courses import courses
from analysis.episodes.everybody import course_table
from analysis.episodes.making import episodes
from analysis.episodes.table import TYPES
from analysis.querying.schema import TREATMENT_DOSES, TREATMENTS
from analysis.records.treatments import recorded_treatments
from tests.drawn import database

FIRST, LAST = date(2026, 3, 2), date(2026, 6, 30)


@pytest.fixture
def connection() -> Iterator[Connection]:
    with database().begin() as connection:
        yield connection


def treat(connection: Connection, patient: str, drug: str, **fields: object) -> None:
    row = {"patient_id": patient, "drug": drug, "started_on": FIRST, "batch": 1, **fields}
    connection.execute(insert(TREATMENTS), [row])


def give(connection: Connection, patient: str, drug: str, *days: date) -> None:
    rows = [{"patient_id": patient, "drug": drug, "given_on": day, "batch": 1} for day in days]
    connection.execute(insert(TREATMENT_DOSES), rows)


def given(connection: Connection, patients: list[str] | None = None) -> list[tuple[date, ...]]:
    """The days of the doses of each course, by patient and first day."""
    found = recorded_treatments(connection, patients)
    return [one.given_on for some in found.values() for one in courses(episodes(some))]


def test_doses_belong_to_the_treatment_with_the_substance_whatever_they_are_called(connection: Connection) -> None:
    treat(connection, "A", "Okänt", atc="N02CD01")
    treat(connection, "B", "Nymab")
    explain(connection, Meaning("Nymab", "erenumab", "doctor", datetime(2026, 1, 1)))
    for patient in "AB":
        give(connection, patient, "AIMOVIG 70 mg", FIRST)
        give(connection, patient, "Ajovy", FIRST)
    for found in recorded_treatments(connection).values():
        (treatment,) = found.treatments
        assert (treatment.key, treatment.family) == ("erenumab", "cgrp_antibody")
    assert given(connection) == [(FIRST,), (FIRST,)] * 2  # Ajovy has no row, and is a treatment of its own


def test_an_unknown_drug_has_the_doses_with_its_name(connection: Connection) -> None:
    treat(connection, "A", "Nymab")
    give(connection, "A", "NYMAB", FIRST)
    give(connection, "A", "Nymab forte", FIRST)
    assert given(connection) == [(FIRST,), (FIRST,)]
    (treatment,) = recorded_treatments(connection)["A"].treatments
    assert (treatment.key, treatment.substance) == ("nymab", None)


def test_doses_are_those_of_the_patient(connection: Connection) -> None:
    treat(connection, "A", "Aimovig")
    give(connection, "B", "Aimovig", FIRST)
    assert list(recorded_treatments(connection)) == ["A", "B"]
    assert given(connection, ["A"]) == [()]


@pytest.mark.parametrize("recorded", [None, 0, 84])
def test_the_interval_is_kept_as_recorded_beside_the_catalogues(connection: Connection, recorded: int | None) -> None:
    treat(connection, "A", "Aimovig", interval_days=recorded)
    (treatment,) = recorded_treatments(connection)["A"].treatments
    assert (treatment.interval_days, treatment.usual_interval_days) == (recorded or None, 28)


def test_the_catalogue_is_asked_once_for_each_way_of_writing(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    for patient in "ABC":
        treat(connection, patient, "Aimovig")
        treat(connection, patient, "Ajovy", atc="N02CD03")
        give(connection, patient, "Ajovy", FIRST)
    asked: list[tuple[str, str | None]] = []
    recognised = drugs.recognised

    def recording(name: str, atc: str | None, mapping: object) -> object:
        asked.append((name, atc))
        return recognised(name, atc, mapping)  # type: ignore[arg-type]

    monkeypatch.setattr(drugs, "recognised", recording)
    recorded_treatments(connection)
    assert sorted(asked, key=str) == [("Aimovig", None), ("Ajovy", "N02CD03"), ("Ajovy", None)]


def test_without_treatments_the_table_has_its_columns(connection: Connection) -> None:
    assert recorded_treatments(connection) == {}
    treat(connection, "A", "Aimovig")
    for patients in ([], ["B"]):
        table = course_table(connection, patients, LAST)
        assert table.empty
        assert {name: str(kind) for name, kind in table.dtypes.items()} == TYPES
    table = course_table(connection, None, LAST)
    assert {name: str(kind) for name, kind in table.dtypes.items()} == TYPES
    assert table["lasts_until"].tolist() == [np.inf]
