"""An import taken back: the store as it was before, but for what people wrote since."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy import insert

from analysis.errors import UndoRefused
from analysis.importing.undoing import undo
from analysis.querying.schema import EXCLUDED_PERIODS
from tests.analysis.importing.test_migraine_buddy import FIRST, LAST, attack, file_text

NOW = datetime(2026, 4, 1, 9, 0)
LATER = "2026-04-01T06:00:00"
SECOND = "patient_id,date,headache,recorded_at,severity\np1,2026-03-01,1,2026-03-01T20:00,3\n"
DOSES = "patient_id,date,drug\np1,2026-03-01,{drug}\n"
ACCEPTED = {"accept_removals": True, "accept_changed_identity": True}


def test_rows_that_were_changed_removed_and_added_are_as_before(desk) -> None:
    desk.take(desk.export(acute_doses=DOSES.format(drug="sumatriptan")))
    before = desk.everything()
    report = desk.take(
        desk.export("second", exported_at=LATER, diary=SECOND, acute_doses=DOSES.format(drug="ibuprofen")), **ACCEPTED
    )
    assert desk.rows("diary", "severity") == [(3,)]
    done = undo(desk.connection, report.batch, "nurse", NOW)
    assert desk.everything() == before
    assert (done.removed, done.returned) == (2, 3)  # a day and a dose; that day, the day left out, and the old dose
    assert desk.rows("undone_imports", "batch", "imported_by", "undone_by") == [(2, "tester", "nurse")]


def test_the_first_import_leaves_nothing(desk) -> None:
    report = desk.take(desk.export())
    undo(desk.connection, report.batch, "nurse", NOW)
    assert not any(rows for name, rows in desk.everything().items())
    assert desk.take(desk.folder / "export").batch == 2


def test_what_was_entered_here_since_stays(desk) -> None:
    desk.take(desk.export())
    report = desk.take(desk.export("second", exported_at=LATER), **ACCEPTED)
    period = {"patient_id": "p1", "starts_on": date(2026, 3, 1), "ends_on": date(2026, 3, 2), "reason": "illness"}
    entered = {**period, "by": "nurse", "recorded_at": NOW, "batch": 0}
    desk.connection.execute(insert(EXCLUDED_PERIODS).values(**entered))
    undo(desk.connection, report.batch, "nurse", NOW)
    assert desk.rows("excluded_periods", "patient_id", "reason") == [("p1", "illness")]


def test_an_attack_that_was_moved_stands_where_it_stood(desk) -> None:
    desk.take(desk.loose("a.csv", file_text(FIRST, attack("11/16/24 10:00"), LAST)), patient="p1")
    before = desk.everything()
    report = desk.take(desk.loose("b.csv", file_text(FIRST, attack("11/15/24 10:00"), LAST)), patient="p1")
    undo(desk.connection, report.batch, "nurse", NOW)
    assert desk.everything() == before


def test_only_the_newest_can_be_taken_back(desk) -> None:
    first = desk.take(desk.export()).batch
    second = desk.take(desk.folder / "export").batch
    with pytest.raises(UndoRefused, match="take import 2, the newest, back first"):
        undo(desk.connection, first, "nurse", NOW)
    undo(desk.connection, second, "nurse", NOW)
    undo(desk.connection, first, "nurse", NOW)
    with pytest.raises(UndoRefused, match="There is no import 1"):
        undo(desk.connection, first, "nurse", NOW)
