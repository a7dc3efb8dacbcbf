"""Whom the list may lack among what is due, since something of theirs could not be read."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pandas as pd
import pytest
from sqlalchemy import delete, insert

from analysis.basis import Basis
from analysis.episodes.everybody import courses_of
from analysis.querying.schema import REMARKS, TREATMENTS
from analysis.settings import shipped
from analysis.worklist.not_read import NOT_READ, not_read

TODAY = date(2026, 3, 31)


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


def told(
    engine,
    remark: dict[str, object],
    *,
    ended: date | None = None,
    start_known: str | None = None,
    overuse_is_open: bool = False,
    due_on: date | None = None,
) -> list[str]:
    """What of the patient is told, who has one treatment and this remark; another patient has neither."""
    unread = {"batch": 1, "format": "clinic", "file": "f.csv", "line": 2, "kind": "not_a_date", "patient_id": "P"}
    course = {"patient_id": "P", "drug": "Aimovig", "started_on": day(-100), "stopped_on": ended, "batch": 1}
    course |= {"start_known": start_known}
    with engine.begin() as connection:
        connection.execute(delete(REMARKS))
        connection.execute(delete(TREATMENTS))
        connection.execute(insert(TREATMENTS), [course])
        connection.execute(insert(REMARKS), [unread | {"table_name": "treatments", "rejected": False} | remark])
        basis, courses = Basis(TODAY, shipped()), courses_of(connection, ["P", "Q"], TODAY)
        waiting = pd.Series({one: float(due_on.toordinal()) for one in ("P", "Q") if due_on}, dtype="float64")
        found = not_read(connection, courses, pd.Series({"P": overuse_is_open, "Q": True}), waiting, basis)
    assert not found.loc["Q"].any()
    return [NOT_READ[name] for name in found.columns[found.loc["P"]]]


@pytest.mark.parametrize("field", ["started_on", "stopped_on", "dose"])
def test_a_treatment_that_runs_and_could_not_be_read_whole(engine, field):
    cell = {"field": field, "date": day(-100)}
    assert told(engine, cell) == ["treatment"]
    assert told(engine, cell, ended=day(-1)) == []
    assert told(engine, cell | {"superseded_by": 2}) == []


@pytest.mark.parametrize(("ended", "is_told"), [(None, True), (day(0), True), (day(5), True), (day(-1), False)])
def test_a_row_of_treatments_whose_drug_could_not_be_read_may_run(engine, ended, is_told):
    lost = {"field": "drug", "rejected": True, "date": day(-300)}
    detail = {"detail": json.dumps({"stopped_on": ended.isoformat()})} if ended else {}
    assert told(engine, lost | detail, ended=day(-200)) == (["treatment"] if is_told else [])


@pytest.mark.parametrize(("on", "is_told"), [(None, True), (day(0), True), (day(-181), True), (day(-182), False)])
def test_a_dose_that_could_not_be_read_may_be_of_a_treatment_that_nothing_else_tells(engine, on, is_told):
    lost = {"table_name": "treatment_doses", "field": "drug", "rejected": True, "date": on}
    assert told(engine, lost) == []  # what runs began on its row
    assert told(engine, lost, ended=day(-1)) == (["treatment"] if is_told else [])


def test_a_dose_that_could_not_be_read_may_be_the_first_where_the_start_is_not_known(engine):
    lost = {"table_name": "treatment_doses", "field": "drug", "rejected": True, "date": day(-400)}
    assert told(engine, lost, start_known="unknown") == ["treatment"]


@pytest.mark.parametrize(("on", "is_told"), [(None, True), (day(0), True), (day(5), True), (day(-1), False)])
def test_a_visit_that_could_not_be_read_may_be_booked(engine, on, is_told):
    lost = {"table_name": "visits", "field": "date", "rejected": True, "date": on}
    assert told(engine, lost) == (["visit"] if is_told else [])


@pytest.mark.parametrize("cell", [{"rejected": True}, {"kind": "unknown_drug", "value": "Zzz"}])
@pytest.mark.parametrize(("on", "is_told"), [(None, True), (day(0), True), (day(-83), True), (day(-84), False)])
def test_a_dose_that_could_not_be_read_may_be_what_overuse_lacks(engine, cell, on, is_told):
    lost = {"table_name": "acute_doses", "field": "drug", "date": on} | cell
    assert told(engine, lost, overuse_is_open=True) == (["acute_medication"] if is_told else [])
    assert told(engine, lost) == []


def test_a_drug_that_is_known_by_now_is_no_dose_that_could_not_be_read(engine):
    known = {"table_name": "acute_doses", "field": "drug", "date": day(0), "kind": "unknown_drug", "value": "Imigran"}
    assert told(engine, known, overuse_is_open=True) == []


def test_who_left_on_a_day_that_could_not_be_read_may_be_a_patient_no_more(engine):
    assert told(engine, {"table_name": "patients", "field": "left_on"}) == ["leaving"]


@pytest.mark.parametrize(
    ("due_on", "on", "said"),
    [
        (day(-10), day(-11), []),
        (day(-10), day(-10), ["evaluation"]),
        (day(-10), day(-1), ["evaluation"]),
        (day(-10), day(0), ["visit", "evaluation"]),
        (day(-10), day(1), ["visit"]),
        (day(-10), None, ["visit", "evaluation"]),
        (day(0), day(0), ["visit", "evaluation"]),
        (day(1), None, ["visit"]),
        (None, day(-1), []),
    ],
)
def test_a_visit_that_could_not_be_read_may_have_been_the_evaluation_that_waits(engine, due_on, on, said):
    lost = {"table_name": "visits", "field": "kind", "rejected": True, "date": on}
    assert told(engine, lost, due_on=due_on) == said
