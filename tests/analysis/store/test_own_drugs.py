"""Which drugs a patient chooses from: what was taken before, and what is prescribed and was never taken."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import create_engine, insert

from analysis.querying.schema import ACUTE_DOSES, METADATA, TREATMENTS
from analysis.store.own_drugs import LATELY_DAYS, drugs_to_offer

TODAY = date(2026, 10, 31)


@pytest.fixture(scope="module")
def engine():
    made = create_engine("duckdb:///:memory:")
    METADATA.create_all(made)
    return made


@pytest.fixture
def connection(engine):
    with engine.connect() as connected, connected.begin() as transaction:
        yield connected
        transaction.rollback()


def take(connection, drug, *ago, patient="A"):
    rows = [{"patient_id": patient, "date": TODAY - timedelta(days=days), "drug": drug, "batch": 1} for days in ago]
    connection.execute(insert(ACUTE_DOSES), rows)


def prescribe(connection, drug, begun=100, ended=None, patient="A"):
    stopped_on = None if ended is None else TODAY - timedelta(days=ended)
    row = {"patient_id": patient, "drug": drug, "started_on": TODAY - timedelta(days=begun), "stopped_on": stopped_on}
    connection.execute(insert(TREATMENTS), [{**row, "batch": 1}])


def offered(connection):
    return drugs_to_offer(connection, "A", TODAY)


def test_what_was_taken_stands_by_how_often_lately_then_what_is_prescribed_and_never_taken(connection):
    take(connection, "Ipren", *range(LATELY_DAYS + 1, LATELY_DAYS + 9))
    take(connection, "Alvedon", 3)
    take(connection, "Treo", 1, LATELY_DAYS)
    prescribe(connection, "Maxalt")
    assert offered(connection) == ["Treo", "Alvedon", "Ipren", "Maxalt"]


def test_one_drug_written_in_several_ways_stands_there_once_as_it_is_written_most(connection):
    take(connection, "Ipren", 1, 2, 3)
    take(connection, "ipren 400", 4, 5)
    take(connection, "IPREN 400 mg", 6)
    take(connection, "Maxalt", 7)
    take(connection, "Maxalt Rapitab", 8)
    take(connection, "42", 9)
    assert offered(connection) == ["Ipren", "Maxalt", "Maxalt Rapitab", "42"]


def test_a_prescribed_drug_that_was_taken_by_another_name_stands_there_once(connection):
    take(connection, "sumatriptan", 5)
    prescribe(connection, "Imigran")
    prescribe(connection, "Zomig", begun=90)
    prescribe(connection, "zolmitriptan", begun=20)
    assert offered(connection) == ["sumatriptan", "zolmitriptan"]


@pytest.mark.parametrize(
    ("drug", "is_offered"),
    [("Botox", False), ("Topiramat", False), ("rimegepant", True), ("Primperan", True), ("Egenpreparat", True)],
)
def test_a_drug_that_only_prevents_is_not_offered_and_one_that_nobody_knows_is(connection, drug, is_offered):
    prescribe(connection, drug)
    assert (drug in offered(connection)) is is_offered


def test_a_prescription_counts_from_its_first_day_through_its_last(connection):
    prescribe(connection, "Imigran", begun=0)
    prescribe(connection, "Maxalt", begun=-1)
    prescribe(connection, "Zomig", ended=0)
    prescribe(connection, "Relpax", ended=1)
    assert offered(connection) == ["Imigran", "Zomig"]


def test_what_is_prescribed_has_its_place_among_many_drugs_and_that_of_others_has_none(connection):
    for number, letter in enumerate("ABCDEFGHIJ"):
        take(connection, f"Drug {letter}", number + 1)
    prescribe(connection, "Imigran")
    take(connection, "Ipren", 1, patient="B")
    prescribe(connection, "Maxalt", patient="B")
    assert offered(connection) == [*(f"Drug {letter}" for letter in "ABCDEFG"), "Imigran"]
