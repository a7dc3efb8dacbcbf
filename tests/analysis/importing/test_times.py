"""One wrong time cannot break a clinic: an export that cannot have been made then is refused whole, with a sentence."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import update

from analysis.errors import UnreadableFile
from analysis.querying.schema import IMPORT_BATCHES
from tests.analysis.importing.conftest import DIARY, NOW

VISITS = "patient_id,date,kind,planned\np1,2027-03-01,doctor,1\n"


@pytest.mark.parametrize(
    "exported_at", ["2026-04-01T09:31", "2026-04-03", "2099-12-31T00:00", "9999-12-31", "9999-12-31T23:59:59.999999"]
)
def test_an_export_from_the_future_is_refused_and_nothing_is_kept(desk, exported_at):
    with pytest.raises(UnreadableFile, match=r"exported_at is .* lies in the future. Nothing was imported"):
        desk.take(desk.export(exported_at=exported_at))
    assert desk.rows("diary", "date") == []


@pytest.mark.parametrize(
    "exported_at", ["2026-03-01T20:00", "2026-03-02T21:00", "2026-03-31T09:30", "2026-04-01T09:30"]
)
def test_an_export_made_after_its_entries_and_at_most_a_day_from_now_is_taken(desk, exported_at):
    report = desk.take(desk.export(exported_at=exported_at))
    assert report.as_of == date.fromisoformat(exported_at[:10])


@pytest.mark.parametrize("exported_at", ["0001-01-01", "2026-02-28T12:00", "2026-03-01T19:59"])
def test_an_export_made_a_day_before_its_newest_entry_is_refused(desk, exported_at):
    with pytest.raises(UnreadableFile, match=r"line 3 of diary.csv is of 2026-03-02, which is later"):
        desk.take(desk.export(exported_at=exported_at))
    assert desk.rows("diary", "date") == []


def test_an_entry_recorded_later_than_the_export_refuses_it_too(desk):
    late = DIARY + "p1,2026-03-08,0,2026-03-12T20:00,\n"
    with pytest.raises(UnreadableFile, match=r"line 4 of diary.csv is of 2026-03-12"):
        desk.take(desk.export(exported_at="2026-03-09T06:00", diary=late))


def test_one_entry_in_the_future_is_that_rows_error(desk, told):
    report = desk.take(desk.export(diary=DIARY + "p1,2062-03-03,1,,\n"))
    assert told(report) == [(4, "date", "in_the_future")]


def test_a_planned_visit_may_lie_later(desk):
    desk.take(desk.export(visits=VISITS))
    assert desk.rows("visits", "date") == [(date(2027, 3, 1),)]


def test_days_between_the_last_entry_and_the_export_are_within_the_data(desk):
    assert desk.take(desk.export()).as_of == date(2026, 3, 31)


def test_a_diary_of_attacks_kept_until_the_future_is_refused(desk):
    table = desk.loose("attacks.csv", "Datum,Start\n2026-03-01,ja\n")
    mapping = desk.loose(
        "diary.toml", '[rows]\nkind = "attacks"\nstart = "Datum"\n[columns.headache]\ncolumn = "Start"\nyes = ["ja"]\n'
    )
    options = {"patient": "p9", "mapping": mapping}
    with pytest.raises(UnreadableFile, match="9999-12-31"):
        desk.take(table, **options, recorded_until=date(9999, 12, 31))
    assert desk.take(table, **options, recorded_until=NOW.date()).as_of == date(2026, 3, 31)


def test_a_right_export_repairs_what_an_impossible_one_did_before(desk):
    """An older program let it in: every later export was older than it, and left aside."""
    desk.take(desk.export())
    wrong = {"exported_at": datetime(2099, 1, 1), "whole_at": datetime(2099, 1, 1), "as_of": date(2099, 1, 1)}
    desk.connection.execute(update(IMPORT_BATCHES).values(**wrong))
    corrected = DIARY.replace("p1,2026-03-02,0", "p1,2026-03-02,1").replace("02T20:00", "03T20:00")
    now = NOW + timedelta(days=1)
    desk.take(desk.export("next", exported_at="2026-04-01T06:00", diary=corrected), now=now)
    assert desk.rows("diary", "date", "headache") == [(date(2026, 3, 1), True), (date(2026, 3, 2), True)]
