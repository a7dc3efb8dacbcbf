"""What could not be read beside the diary: a treatment whose end or dose it was is not judged, a score may be any."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, insert

from analysis.diary import FIRST_DATE
from analysis.episodes.unread import is_unread, may_be_treated
from analysis.querying.schema import REMARKS
from analysis.records.unread import (
    undated_doses,
    unread_doses,
    unread_ends,
    unread_scores,
    unread_treatments,
    unread_visits,
    with_unread_leaving,
    with_unread_treatment,
)
from analysis.windows import Window
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
    assert is_unread(episode, {Window(day(began), day(began))}) is is_so


def test_nothing_unread_is_nothing() -> None:
    (episode,) = episodes([row("Aimovig", "erenumab", "cgrp_antibody", START, None, 140.0, "mg", 28, None)])
    assert not is_unread(episode, ())


@pytest.mark.parametrize(
    ("changed", "is_told"),
    [
        ({}, True),
        ({"field": "dose"}, True),
        ({"field": "started_on"}, True),
        ({"field": "drug"}, False),
        ({"superseded_by": 2}, False),
        ({"table_name": "visits"}, False),
        ({"date": None}, False),
    ],
)
def test_only_cells_of_kept_rows_of_treatments_are_told_as_long_as_they_hold(engine, changed, is_told) -> None:
    with engine.begin() as connection:
        connection.execute(delete(REMARKS))
        connection.execute(insert(REMARKS), [REMARK | changed])
        assert unread_treatments(connection) == ({"P": {Window(START, START)}} if is_told else {})
        assert unread_treatments(connection, ["Q"]) == {}


def test_the_end_of_a_row_that_is_kept_is_told_by_the_day_on_which_it_began(engine) -> None:
    both = {"field": "dose"}, {}
    others = {"field": "dose", "patient_id": "Q"}, {"rejected": True, "patient_id": "R"}
    with engine.begin() as connection:
        connection.execute(delete(REMARKS))
        connection.execute(insert(REMARKS), [REMARK | changed for changed in (*both, *others)])
        assert unread_ends(connection) == {"P": [START], "Q": [], "R": []}


def told(engine, *changes: dict[str, object]):
    """What is told with these remarks, by what is asked."""
    with engine.begin() as connection:
        connection.execute(delete(REMARKS))
        connection.execute(insert(REMARKS), [REMARK | changed for changed in changes])
        asked = (unread_treatments, with_unread_treatment, unread_doses, unread_visits)
        return {one.__name__: one(connection) for one in asked}


@pytest.mark.parametrize(
    ("changed", "last"),
    [
        ({}, date.max),  # it goes on, or its end could not be read
        ({"detail": '{"stopped_on": "2026-02-04"}'}, day(44)),
        ({"detail": '{"stopped_on": "2026-01-01"}'}, day(14)),  # an end before its start is none
        ({"detail": '{"other": 1}'}, date.max),
    ],
)
def test_a_row_of_treatments_that_was_rejected_may_be_of_any_from_its_start_to_its_end(engine, changed, last) -> None:
    found = told(engine, {"field": "drug", "rejected": True} | changed)
    assert found["unread_treatments"] == {"P": {Window(day(-14), last)}}
    assert found["with_unread_treatment"] == {"P"}
    assert told(engine, {})["with_unread_treatment"] == set()


@pytest.mark.parametrize("first", [None, FIRST_DATE])
def test_a_rejected_row_without_a_start_may_be_of_any_treatment_until_its_end(engine, first) -> None:
    lost = {"field": "drug", "rejected": True, "date": first}
    for_good = told(engine, lost)["unread_treatments"]["P"]
    ended = told(engine, lost | {"detail": '{"stopped_on": "2026-01-05"}'})["unread_treatments"]["P"]
    (episode,) = episodes([row("Aimovig", "erenumab", "cgrp_antibody", day(29), None, 140.0, "mg", 28, None)])
    assert (is_unread(episode, for_good), is_unread(episode, ended)) == (True, False)


@pytest.mark.parametrize(("ended", "is_so"), [(-15, False), (-14, True), (-1, True), (20, True)])
def test_a_treatment_that_ended_shortly_before_such_a_row_may_have_gone_on(ended: int, is_so: bool) -> None:
    (episode,) = episodes([row("Aimovig", "erenumab", "cgrp_antibody", day(-200), day(ended), 140.0, "mg", 28, None)])
    assert is_unread(episode, {Window(day(-14), date.max)}) is is_so


@pytest.mark.parametrize(("began", "is_so"), [(1, True), (40, True), (68, True), (69, False)])
def test_a_treatment_that_began_within_28_days_of_the_end_of_such_a_row_may_have_been_a_step_of_it(
    began: int, is_so: bool
) -> None:
    (episode,) = episodes([row("Aimovig", "erenumab", "cgrp_antibody", day(began), None, 140.0, "mg", 28, None)])
    assert is_unread(episode, {Window(day(-14), day(40 + 14))}) is is_so


def test_doses_and_visits_are_told_once_a_rejected_row(engine) -> None:
    lost = {"rejected": True, "field": "given_on", "table_name": "treatment_doses", "date": None}
    twice, another = lost | {"field": "drug"}, lost | {"line": 3, "date": START}
    cell, visit = lost | {"field": "dose", "rejected": False}, lost | {"table_name": "visits"}
    found = told(engine, lost, twice, another, cell, visit)
    assert sorted(found["unread_doses"]["P"], key=str) == [START, None]
    assert found["unread_visits"] == {"P": [None]}


@pytest.mark.parametrize(
    ("changed", "days"),
    [
        ({"field": "score", "rejected": True}, [START]),
        ({"field": "instrument", "rejected": True}, [START]),
        ({"field": "date", "rejected": True, "date": None}, [None]),
        ({"field": "date", "rejected": True, "kind": "in_the_future"}, [None]),
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


@pytest.mark.parametrize(
    ("changed", "doses"),
    [
        ({"date": None}, 1),
        ({"kind": "in_the_future"}, 1),  # a day that had not come
        ({}, 0),
        ({"field": "taken_at", "kind": "in_the_future"}, 0),  # the day is known, the time is not
        ({"date": None, "superseded_by": 2}, 0),
    ],
)
def test_a_dose_on_a_day_that_cannot_be_may_be_of_any(engine, changed, doses) -> None:
    lost = {"table_name": "acute_doses", "field": "date", "rejected": True, **changed}
    with engine.begin() as connection:
        connection.execute(delete(REMARKS))
        connection.execute(insert(REMARKS), [REMARK | lost])
        assert undated_doses(connection) == ({"P": doses} if doses else {})


@pytest.mark.parametrize("kind", ["before_enrolment", "after_leaving"])
@pytest.mark.parametrize(
    ("entries", "changed", "doses"),
    [
        ([{}], {}, 0),  # the diary tells of the same day: it was before the enrolment
        ([{"date": day(-9)}, {"date": day(9)}], {}, 0),
        ([{"date": day(1)}], {}, 1),
        ([{"date": day(-1)}], {}, 1),
        ([{"superseded_by": 2}], {}, 1),
        ([{"patient_id": "Q"}], {}, 1),
        ([{"kind": "not_yes_or_no"}], {}, 1),
        ([], {}, 1),
        ([], {"format": "migraine_buddy"}, 0),  # another diary may be older than the enrolment
        ([], {"field": "taken_at"}, 0),
    ],
)
def test_a_dose_alone_on_a_day_outside_the_diary_may_be_of_any(engine, kind, entries, changed, doses) -> None:
    outside = REMARK | {"field": "date", "kind": kind, "rejected": True, "superseded_by": None}
    lost, told = outside | {"table_name": "acute_doses"} | changed, outside | {"table_name": "diary"}
    with engine.begin() as connection:
        connection.execute(delete(REMARKS))
        connection.execute(insert(REMARKS), [lost, *(told | entry for entry in entries)])
        assert undated_doses(connection) == ({"P": doses} if doses else {})


def test_rows_of_two_files_of_one_name_are_two(engine) -> None:
    # two folders in one import, each with a torn row on the same line
    lost = {"table_name": "acute_doses", "field": "date", "rejected": True, "date": None}
    another_cell = lost | {"field": "drug"}
    with engine.begin() as connection:
        connection.execute(delete(REMARKS))
        rows = [lost | {"value": "2026-10-1x"}, lost | {"value": "2026-10-2x"}, another_cell]
        connection.execute(insert(REMARKS), [REMARK | {"value": None} | row for row in rows])
        assert undated_doses(connection) == {"P": 2}


@pytest.mark.parametrize(("changed", "is_so"), [({}, True), ({"field": "sex"}, False), ({"rejected": True}, False)])
def test_who_left_on_a_day_that_could_not_be_read_has_left(engine, changed, is_so) -> None:
    with engine.begin() as connection:
        connection.execute(delete(REMARKS))
        leaving = {"table_name": "patients", "field": "left_on", "date": None}
        connection.execute(insert(REMARKS), [REMARK | leaving | changed])
        assert with_unread_leaving(connection) == ({"P"} if is_so else set())
        assert unread_treatments(connection) == {}


@pytest.mark.parametrize(
    ("on", "is_told"), [(None, True), (day(0), True), (day(1), False), (day(-181), True), (day(-182), False)]
)
def test_a_dose_that_could_not_be_read_may_be_of_a_treatment_that_runs(engine, on, is_told):
    lost = {"table_name": "treatment_doses", "field": "drug", "rejected": True, "date": on}
    with engine.begin() as connection:
        connection.execute(delete(REMARKS))
        connection.execute(insert(REMARKS), [REMARK | lost])
        assert may_be_treated(connection, None, day(0)) == ({"P"} if is_told else set())
        assert may_be_treated(connection, ["Q"], day(0)) == set()
