"""Days filled in here beside imports: the newest time of writing wins, another source never does, undo keeps them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from analysis.importing.undoing import undo
from analysis.settings import shipped
from analysis.store.own_days import Intake, OwnDay, fill_in, newest_version, versions
from tests.analysis.importing.conftest import NOW

DAY = date(2026, 3, 30)
HEADER = "patient_id,date,headache,recorded_at,severity\n"
MINE = OwnDay("p1", DAY, True, {"severity": 3, "note": "hemma"}, (Intake("ipren"),))


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-03-30T{clock}")


def fill(desk, day=MINE, clock="20:00:00"):
    return fill_in(desk.connection, day, at(clock), shipped())


def row(written: str, severity: int = 1) -> str:
    return f"{HEADER}p1,{DAY},1,{written},{severity}\n"


def reasons(report) -> list[str]:
    return [one.reason.code for file in report.files for one in file.remarks]


@pytest.mark.parametrize(
    ("written", "severity", "said"),
    [
        ("2026-03-30T19:59:59", 3, "own_entry_kept"),
        ("2026-03-30T20:00:00", 3, "own_entry_kept"),
        ("", 3, "own_entry_kept"),
        ("2026-03-30T20:00:01", 1, "own_entry_replaced"),
    ],
)
def test_of_the_clinics_export_and_what_was_filled_in_here_the_later_one_wins(desk, written, severity, said):
    desk.take(desk.export())
    fill(desk)
    report = desk.take(desk.loose("diary.csv", row(written)))
    assert desk.rows("diary", "date", "severity")[-1] == (DAY, severity)
    assert said in reasons(report)
    assert desk.rows("acute_doses", "drug") == [("ipren",)]  # the file says nothing of medication


def test_another_diary_never_wins_and_gives_way(desk):
    desk.take(desk.export())
    other = f"patient_id,date,headache,recorded_at,severity,from_diary\np1,{DAY},0,2026-03-30T23:00,,other\n"
    desk.take(desk.loose("before.csv", other))
    fill(desk)
    assert newest_version(desk.connection, "p1", DAY).day == MINE
    assert [(one.batch, one.day.headache) for one in versions(desk.connection, "p1", DAY)] == [(2, False), (0, True)]
    report = desk.take(desk.loose("after.csv", other))
    assert newest_version(desk.connection, "p1", DAY).day == MINE
    assert "clinic_entry_kept" in reasons(report)


def test_a_whole_export_that_does_not_hold_the_day_leaves_it(desk):
    desk.take(desk.export())
    fill(desk)
    desk.take(desk.export("second", exported_at="2026-03-31T07:00:00"))
    assert newest_version(desk.connection, "p1", DAY).day == MINE


def test_what_was_filled_in_before_an_import_replaced_it_returns_with_undo(desk):
    desk.take(desk.export())
    fill(desk)
    report = desk.take(desk.loose("diary.csv", row("2026-03-30T21:00:00")))
    undo(desk.connection, report.batch, "nurse", NOW)
    found = newest_version(desk.connection, "p1", DAY)
    assert (found.day, found.batch) == (MINE, 0)


def test_what_was_filled_in_since_stays_when_the_import_is_undone(desk):
    desk.take(desk.export())
    fill(desk)
    report = desk.take(desk.loose("diary.csv", row("2026-03-30T21:00:00")))
    later = OwnDay("p1", DAY, True, {"severity": 2}, (Intake("alvedon"),))
    fill(desk, later, "22:00:00")
    undo(desk.connection, report.batch, "nurse", NOW)
    assert newest_version(desk.connection, "p1", DAY).day == later
    assert [one.day.answers["severity"] for one in versions(desk.connection, "p1", DAY)] == [3, 1, 2]


def test_a_day_filled_in_over_an_imported_one_stays_when_that_import_is_undone(desk):
    report = desk.take(
        desk.export(diary=row("2026-03-30T18:00"), acute_doses=f"patient_id,date,drug\np1,{DAY},relpax\n")
    )
    fill(desk)
    undo(desk.connection, report.batch, "nurse", NOW)
    assert desk.rows("diary", "severity") == [(3,)]
    assert desk.rows("acute_doses", "drug") == [("ipren",)]
