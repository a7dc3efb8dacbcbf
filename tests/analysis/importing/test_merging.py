"""What an export changes in a store that already holds another."""

from __future__ import annotations

from datetime import date, datetime

import pytest

HEADER = "patient_id,date,headache,recorded_at,severity\n"
DOSES = "patient_id,date,drug\n"
CHANGES = {"scope": "changes"}


def day(severity: int, recorded_at: str = "", on: str = "2026-03-01") -> str:
    return f"{HEADER}p1,{on},1,{recorded_at},{severity}\n"


def test_the_same_export_again_changes_nothing(desk) -> None:
    folder = desk.export(
        acute_doses=DOSES + "p1,2026-03-01,sumatriptan\n",
        visits="patient_id,date,kind,channel,planned\np1,2026-03-01,nurse,,\np1,2026-03-01,nurse,chat,ja\n",
        treatments="patient_id,drug,started_on,dose\np1,Ajovy,2026-01-01,225\n",
        treatment_doses="patient_id,drug,given_on\np1,Ajovy,2026-01-01\n",
        questionnaires="patient_id,date,instrument,score\np1,2026-03-01,HIT-6,60\n",
        measurements="patient_id,date,kind,value\np1,2026-03-01,weight,70.5\n",
    )
    first = desk.take(folder)
    before = desk.contents()
    again = desk.take(folder)
    assert first.changed
    assert not again.changed
    assert desk.contents() == before
    assert all(file.read == file.unchanged for file in again.files)
    assert (first.batch, again.batch) == (1, 2)


def test_an_export_without_times_is_idempotent_too(desk) -> None:
    folder = desk.export(exported_at=None, diary="patient_id,date,headache\np1,2026-03-01,1\n")
    assert desk.take(folder).changed
    assert not desk.take(folder).changed


@pytest.mark.parametrize(
    ("stored", "incoming", "outcome"),
    [
        ("2026-03-01T20:00", "2026-03-02T08:00", (1, 0, 1, 0, 0)),
        ("2026-03-02T08:00", "2026-03-01T20:00", (1, 0, 0, 1, 0)),
        ("2026-03-01T20:00", "2026-03-01T20:00", (1, 0, 1, 0, 0)),
        ("", "2026-03-01T20:00", (1, 0, 1, 0, 0)),
        ("2026-03-01T20:00", "", (1, 0, 1, 0, 0)),
        ("", "", (1, 0, 1, 0, 0)),
    ],
)
def test_the_newest_recording_wins(desk, counts, stored: str, incoming: str, outcome: tuple[int, ...]) -> None:
    desk.take(desk.export("first", diary=day(1, stored)))
    assert counts(desk.take(desk.export("second", diary=day(2, incoming))), "diary.csv") == outcome
    assert desk.rows("diary", "severity") == [(2 if outcome[2] else 1,)]


@pytest.mark.parametrize(
    ("first", "second", "kept"), [("2026-03-20", "2026-03-21", 2), ("2026-03-21", "2026-03-20", 1)]
)
def test_where_no_recording_decides_the_later_export_does(desk, first: str, second: str, kept: int) -> None:
    desk.take(desk.export("first", exported_at=f"{first}T06:00", diary=day(1)))
    report = desk.take(desk.export("second", exported_at=f"{second}T06:00", diary=day(2)))
    assert desk.rows("diary", "severity") == [(kept,)]
    assert [remark.reason.code for remark in report.files[1].remarks] == ([] if kept == 2 else ["older_export"])


def test_a_newer_recording_wins_over_a_later_export(desk) -> None:
    desk.take(desk.export("first", exported_at="2026-03-21T06:00", diary=day(1, "2026-03-01T20:00")))
    desk.take(desk.export("second", "2026-03-20T06:00", CHANGES, diary=day(2, "2026-03-02T20:00")))
    assert desk.rows("diary", "severity") == [(2,)]


def test_patients_and_treatments_follow_the_later_export(desk, counts) -> None:
    def treatments(stopped_on: str) -> str:
        return f"patient_id,drug,started_on,stopped_on\np1,Ajovy,2026-01-01,{stopped_on}\n"

    desk.take(desk.export("new", treatments=treatments("2026-03-15")))
    old = desk.export(
        "old",
        exported_at="2026-03-10T06:00",
        treatments=treatments(""),
        patients="patient_id,enrolled_on\np1,2026-01-01\n",
    )
    report = desk.take(old)
    assert counts(report, "treatments.csv") == (1, 0, 0, 1, 0)
    assert counts(report, "patients.csv") == (1, 0, 0, 1, 0)
    assert desk.rows("treatments", "stopped_on") == [(date(2026, 3, 15),)]


def test_an_edited_day_is_replaced_with_its_doses(desk) -> None:
    desk.take(
        desk.export(
            "first",
            diary=day(1, "2026-03-01T20:00"),
            acute_doses=DOSES + "p1,2026-03-01,ibuprofen\np1,2026-03-01,sumatriptan\np1,2026-02-01,ibuprofen\n",
        )
    )
    report = desk.take(
        desk.export(
            "second",
            about=CHANGES,
            diary=day(2, "2026-03-02T20:00"),
            acute_doses=DOSES + "p1,2026-03-01,sumatriptan\np1,2026-03-01,naproxen\n",
        )
    )
    assert desk.rows("acute_doses", "date", "drug", "batch") == [
        (date(2026, 2, 1), "ibuprofen", 1),
        (date(2026, 3, 1), "naproxen", 2),
        (date(2026, 3, 1), "sumatriptan", 1),
    ]
    doses = report.files[2]
    assert (doses.accepted, doses.unchanged, doses.removed) == (1, 1, 1)


def test_an_edited_day_without_doses_loses_them_all(desk) -> None:
    desk.take(desk.export("first", diary=day(1, "2026-03-01T20:00"), acute_doses=DOSES + "p1,2026-03-01,ibuprofen\n"))
    report = desk.take(desk.export("second", about=CHANGES, diary=day(2, "2026-03-02T20:00"), acute_doses=DOSES))
    assert desk.rows("acute_doses", "drug") == []
    assert desk.rows("set_aside", "table_name", "patient_id", "batch", "set_aside_in") == [("acute_doses", "p1", 1, 2)]
    assert (report.files[2].read, report.files[2].removed, report.changed) == (0, 1, True)


def test_an_export_of_changes_without_doses_removes_none(desk) -> None:
    desk.take(desk.export("first", diary=day(1, "2026-03-01T20:00"), acute_doses=DOSES + "p1,2026-03-01,ibuprofen\n"))
    desk.take(desk.export("second", about=CHANGES, diary=day(2, "2026-03-02T20:00")))
    assert desk.rows("acute_doses", "drug") == [("ibuprofen",)]
    assert desk.rows("diary", "doses_recorded") == [(True,)]


def test_the_old_export_after_the_corrected_one_changes_nothing(desk, counts) -> None:
    old = desk.export("old", diary=day(1, "2026-03-01T20:00"), acute_doses=DOSES + "p1,2026-03-01,ibuprofen\n")
    new = desk.export("new", diary=day(2, "2026-03-02T20:00"), acute_doses=DOSES + "p1,2026-03-01,naproxen\n")
    desk.take(old)
    desk.take(new)
    before = desk.contents()
    report = desk.take(old)
    assert not report.changed
    assert counts(report, "acute_doses.csv") == (1, 0, 0, 1, 0)
    assert desk.contents() == before


def test_doses_recorded_is_told_by_the_export(desk, counts) -> None:
    desk.take(desk.export("first"))
    assert set(desk.rows("diary", "doses_recorded")) == {(False,)}
    report = desk.take(desk.export("second", acute_doses=DOSES))
    assert counts(report, "diary.csv") == (2, 0, 0, 2, 0)
    assert set(desk.rows("diary", "doses_recorded", "source")) == {(True, "clinic")}


def test_a_corrected_row_alone_belongs_to_the_export_it_came_from(desk) -> None:
    desk.take(desk.export("first", diary=day(9), acute_doses=DOSES + "p1,2026-03-01,ibuprofen\n"))
    desk.take(desk.loose("diary corrected.csv", day(3)))
    assert desk.rows("diary", "severity", "doses_recorded") == [(3, True)]
    assert desk.rows("acute_doses", "drug") == [("ibuprofen",)]


def test_many_rows_are_updated_and_inserted_at_once(desk, counts) -> None:
    days = [f"2026-{month:02}-{number:02}" for month in (1, 2, 3) for number in range(1, 29)]
    patients = "patient_id,enrolled_on\n" + "".join(f"q{n},2026-01-01\n" for n in range(600))

    def text(severity: int, chosen: list[str]) -> str:
        return HEADER + "".join(f"q{n},{on},1,,{severity}\n" for n in range(600) for on in chosen)

    desk.take(desk.export("first", patients=patients, diary=text(1, days[:2])))
    report = desk.take(desk.export("second", patients=patients, diary=text(2, days[1:3])))
    assert counts(report, "diary.csv") == (1200, 600, 600, 0, 0)
    assert desk.rows("diary", "severity").count((2,)) == 1200


def test_two_exports_in_one_import_are_taken_oldest_first(desk) -> None:
    new = desk.export("a-new", diary=day(2))
    old = desk.export("b-old", exported_at="2026-03-20T06:00", diary=day(1))
    report = desk.take(new, old)
    assert desk.rows("diary", "severity") == [(2,)]
    assert report.as_of == date(2026, 3, 31)
    assert desk.rows("import_batches", "batch", "exported_at") == [(1, datetime(2026, 3, 31, 6))]


def test_a_platforms_own_column_named_source_says_nothing(desk, told):
    """Only `from_diary` marks an entry as another diary's: what a platform calls its source is not read."""
    diary = "patient_id,date,headache,recorded_at,source\np1,2026-03-01,1,2026-03-20T20:00,app\n"
    report = desk.take(desk.export(diary=diary))
    assert told(report) == [(2, "recorded_at", "recorded_after_lock")]
    assert desk.rows("diary", "source") == []


def test_an_entry_of_another_diary_may_be_written_late(desk, told):
    diary = "patient_id,date,headache,recorded_at,from_diary,doses_recorded\np1,2026-03-01,1,2026-03-20T20:00,paper,0\n"
    report = desk.take(desk.export(diary=diary, acute_doses="patient_id,date,drug\n"))
    assert told(report) == []
    assert desk.rows("diary", "source", "doses_recorded") == [("paper", False)]
