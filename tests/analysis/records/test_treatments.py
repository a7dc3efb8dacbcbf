"""Recorded treatments side by side: what the catalogue makes of them, and which doses were given in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import numpy as np
import pytest
from sqlalchemy import Connection, insert

from analysis import drugs
from analysis.drugs.explained_names import Meaning, explain
from analysis.episodes.table import TYPES, episode_table
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
    lists = recorded_treatments(connection, patients).given.tuples()
    return [tuple(map(date.fromordinal, days)) for days in lists]


def test_doses_belong_to_the_treatment_with_the_substance_whatever_they_are_called(connection: Connection) -> None:
    treat(connection, "A", "Okänt", atc="N02CD01")
    treat(connection, "B", "Nymab")
    explain(connection, Meaning("Nymab", "erenumab", "doctor", datetime(2026, 1, 1)))
    for patient in "AB":
        give(connection, patient, "AIMOVIG 70 mg", FIRST)
        give(connection, patient, "Ajovy", FIRST)
    found = recorded_treatments(connection)
    assert found.key.tolist() == ["erenumab", "erenumab"]
    assert found.family.tolist() == ["cgrp_antibody", "cgrp_antibody"]
    assert given(connection) == [(FIRST,), (FIRST,)]


def test_an_unknown_drug_has_the_doses_with_its_name(connection: Connection) -> None:
    treat(connection, "A", "Nymab")
    give(connection, "A", "NYMAB", FIRST)
    give(connection, "A", "Nymab forte", FIRST)
    assert given(connection) == [(FIRST,)]
    found = recorded_treatments(connection)
    assert (found.key.tolist(), found.substance.tolist()) == (["nymab"], [None])


def test_doses_are_those_from_the_first_day_to_the_last_of_the_patient(connection: Connection) -> None:
    treat(connection, "A", "Aimovig", stopped_on=LAST)
    treat(connection, "B", "Aimovig")
    days = (date(2026, 3, 1), FIRST, LAST, date(2026, 7, 1), date(9999, 12, 31))
    for patient in "ABC":
        give(connection, patient, "Aimovig", *days)
    assert given(connection) == [days[1:3], days[1:]]
    assert given(connection, ["B"]) == [days[1:]]


@pytest.mark.parametrize(("recorded", "found"), [(None, 28), (0, 28), (84, 84)])
def test_the_interval_is_the_catalogues_where_none_is_recorded(
    connection: Connection, recorded: int | None, found: int
) -> None:
    treat(connection, "A", "Aimovig", interval_days=recorded)
    treat(connection, "A", "Nymab", interval_days=recorded or None)
    (known,), unknown = recorded_treatments(connection).interval_days[:1], recorded_treatments(connection)
    assert known == found
    assert np.isnan(unknown.interval_days[1]) == (not recorded)


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
    assert len(recorded_treatments(connection).drug) == 0
    treat(connection, "A", "Aimovig")
    for patients in ([], ["B"]):
        table = episode_table(connection, patients, LAST)
        assert table.empty
        assert {name: str(kind) for name, kind in table.dtypes.items()} == TYPES
    table = episode_table(connection, None, None)
    assert {name: str(kind) for name, kind in table.dtypes.items()} == TYPES
    assert table["lasts_until"].tolist() == [np.inf]
