"""What could not be read beside the diary: a treatment whose end or dose it was is not judged, a score may be any."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, insert

from analysis.episodes.unread import is_unread
from analysis.querying.schema import REMARKS
from analysis.records.unread import unread_scores, unread_treatments
from tests.treated import episodes, row

START = date(2026, 1, 5)
REMARK = {
    **{"batch": 1, "format": "clinic", "file": "treatments.csv", "line": 2, "kind": "not_a_date"},
    **{"rejected": False, "table_name": "treatments", "field": "stopped_on", "patient_id": "P", "date": START},
}


def day(number: int) -> date:
    return START + timedelta(days=number)


@pytest.mark.parametrize(("began", "is_so"), [(-15, False), (-14, True), (0, True), (100, True), (101, False)])
def test_a_row_belongs_to_the_treatment_that_was_on_when_it_began(began: int, is_so: bool) -> None:
    (episode,) = episodes([row("Aimovig", "erenumab", "cgrp_antibody", START, day(100), 140.0, "mg", 28, None)])
    assert is_unread(episode, {day(began)}) is is_so


def test_nothing_unread_is_nothing() -> None:
    (episode,) = episodes([row("Aimovig", "erenumab", "cgrp_antibody", START, None, 140.0, "mg", 28, None)])
    assert not is_unread(episode, ())


@pytest.mark.parametrize(
    ("changed", "is_told"),
    [
        ({}, True),
        ({"field": "dose"}, True),
        ({"field": "drug"}, False),
        ({"rejected": True}, False),
        ({"superseded_by": 2}, False),
        ({"table_name": "visits"}, False),
        ({"date": None}, False),
    ],
)
def test_only_cells_of_kept_rows_of_treatments_are_told_as_long_as_they_hold(engine, changed, is_told) -> None:
    with engine.begin() as connection:
        connection.execute(delete(REMARKS))
        connection.execute(insert(REMARKS), [REMARK | changed])
        assert unread_treatments(connection) == ({"P": {START}} if is_told else {})
        assert unread_treatments(connection, ["Q"]) == {}


@pytest.mark.parametrize(
    ("changed", "days"),
    [
        ({"field": "score", "rejected": True}, [START]),
        ({"field": "instrument", "rejected": True}, [START]),
        ({"field": "date", "rejected": True, "date": None}, [None]),
        ({"field": "score", "rejected": True, "superseded_by": 2}, []),
        ({"table_name": "visits"}, []),
    ],
)
def test_scores_are_told_with_the_day_that_could_be_read(engine, changed, days) -> None:
    with engine.begin() as connection:
        connection.execute(delete(REMARKS))
        connection.execute(insert(REMARKS), [REMARK | {"table_name": "questionnaires"} | changed])
        assert unread_scores(connection) == ({"P": days} if days else {})
        assert unread_scores(connection, ["Q"]) == {}
