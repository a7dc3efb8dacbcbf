"""Rows of one file that speak of the same thing."""

from __future__ import annotations

from datetime import date, datetime

import pytest

HEADER = "patient_id,date,headache,recorded_at,severity\n"


def test_rows_that_agree_count_once_however_they_are_written(desk, counts, told) -> None:
    diary = HEADER + "p1,2026-03-01,ja,2026-03-01T20:00,2\np1,2026-03-01,1,2026-03-01 20:00:00,2.0\n"
    report = desk.take(desk.export(diary=diary))
    assert counts(report, "diary.csv") == (2, 1, 0, 1, 0)
    assert told(report) == told(report, remarks=True) == []


def test_rows_that_contradict_each_other_on_headache_are_all_rejected_and_name_each_other(desk, counts) -> None:
    diary = HEADER + "p1,2026-03-01,1,,2\np1,2026-03-02,0,,\np1,2026-03-01,0,,\np1,2026-03-01,1,,2\n"
    report = desk.take(desk.export(diary=diary))
    assert counts(report, "diary.csv") == (4, 1, 0, 0, 3)
    assert [(p.line, p.column, p.value, p.detail["lines"]) for p in report.files[1].problems] == [
        (2, "patient_id, date", "p1 2026-03-01", "4, 5"),
        (4, "patient_id, date", "p1 2026-03-01", "2, 5"),
        (5, "patient_id, date", "p1 2026-03-01", "2, 4"),
    ]


def test_of_a_day_written_twice_in_the_same_words_the_newest_is_kept(desk, counts) -> None:
    diary = HEADER + "p1,2026-03-01,1,2026-03-02T08:00,3\np1,2026-03-01,1,2026-03-01T20:00,3\n"
    report = desk.take(desk.export(diary=diary))
    assert counts(report, "diary.csv") == (2, 1, 0, 1, 0)
    assert [(r.line, r.reason.code, r.detail["lines"]) for r in report.files[1].remarks] == [(3, "superseded", "2")]
    assert desk.rows("diary", "headache", "recorded_at") == [(True, datetime(2026, 3, 2, 8))]


def test_of_a_day_in_two_versions_the_newest_is_kept(desk, counts) -> None:
    diary = HEADER + "p1,2026-03-01,0,2026-03-01T20:00,\np1,2026-03-01,1,2026-03-02T08:00,3\n"
    report = desk.take(desk.export(diary=diary))
    assert counts(report, "diary.csv") == (2, 1, 0, 1, 0)
    assert desk.rows("diary", "headache", "severity", "recorded_at") == [(True, 3, datetime(2026, 3, 2, 8))]
    assert [(r.line, r.reason.code, r.detail["lines"]) for r in report.files[1].remarks] == [(2, "superseded", "3")]


@pytest.mark.parametrize("times", [("2026-03-01T20:00", "2026-03-01T20:00"), ("", ""), ("", "2026-03-01T20:00")])
def test_where_no_time_decides_the_day_stays_with_what_both_versions_say(desk, counts, told, times) -> None:
    header = "patient_id,date,headache,recorded_at,severity,nausea,aura,note\n"
    diary = f"{header}p1,2026-03-01,1,{times[0]},2,1,,walk\np1,2026-03-01,1,{times[1]},3,1,0,walk\n"
    report = desk.take(desk.export(diary=diary))
    assert counts(report, "diary.csv") == (2, 1, 0, 1, 0)
    assert desk.rows("diary", "headache", "severity", "nausea", "aura", "note") == [(True, None, True, None, "walk")]
    remarks = [(line, column, "versions_differ") for line in (2, 3) for column in ("severity", "aura")]
    assert told(report, remarks=True) == remarks


@pytest.mark.parametrize("times", [("2026-03-01T20:00", "2026-03-01T20:00"), ("", ""), ("", "2026-03-01T20:00")])
def test_where_no_time_decides_and_headache_differs_the_day_is_unfilled(desk, counts, told, times) -> None:
    diary = f"{HEADER}p1,2026-03-01,1,{times[0]},2\np1,2026-03-01,0,{times[1]},\n"
    report = desk.take(desk.export(diary=diary))
    assert counts(report, "diary.csv") == (2, 0, 0, 0, 2)
    assert desk.rows("diary", "date") == []
    assert told(report) == [(2, "patient_id, date", "contradicted"), (3, "patient_id, date", "contradicted")]


def test_an_older_version_does_not_stand_in_for_newer_ones_that_contradict_each_other(desk, counts) -> None:
    newer = "p1,2026-03-01,1,2026-03-02T08:00,2\np1,2026-03-01,0,2026-03-02T08:00,\n"
    report = desk.take(desk.export(diary=f"{HEADER}p1,2026-03-01,1,2026-03-01T20:00,1\n{newer}"))
    assert counts(report, "diary.csv") == (3, 0, 0, 1, 2)
    assert desk.rows("diary", "date") == []


def test_a_version_without_time_leaves_what_both_say(desk, counts, told) -> None:
    diary = HEADER + "p1,2026-03-01,1,,1\np1,2026-03-01,1,2026-03-02T08:00,2\n"
    report = desk.take(desk.export(diary=diary))
    assert counts(report, "diary.csv") == (2, 1, 0, 1, 0)
    assert told(report, remarks=True) == [(2, "severity", "versions_differ"), (3, "severity", "versions_differ")]
    assert desk.rows("diary", "headache", "severity") == [(True, None)]


def test_what_only_one_version_of_a_day_says_is_unknown(desk) -> None:
    desk.take(desk.export(diary=HEADER + "p1,2026-03-01,1,,\np1,2026-03-01,1,,2\n"))
    assert desk.rows("diary", "headache", "severity") == [(True, None)]


def test_a_row_rejected_for_itself_contradicts_nobody(desk, counts) -> None:
    diary = HEADER + "p1,2026-03-01,1,,1\np1,2026-03-01,perhaps,,2\n"
    assert counts(desk.take(desk.export(diary=diary)), "diary.csv") == (2, 1, 0, 0, 1)


def test_other_keys(desk, counts) -> None:
    treatments = (
        "patient_id,drug,started_on,dose\np1,Ajovy,2026-01-01,225\np1,Ajovy,2026-01-01,675\np1,Ajovy,2026-02-01,675\n"
    )
    patients = "patient_id,enrolled_on\np1,2026-01-01\np1,2026-01-01\np2,2026-01-01\np2,2026-01-02\n"
    report = desk.take(desk.export(treatments=treatments, patients=patients))
    assert counts(report, "treatments.csv") == (3, 2, 0, 1, 0)
    assert desk.rows("treatments", "started_on", "dose") == [(date(2026, 1, 1), None), (date(2026, 2, 1), 675)]
    assert counts(report, "patients.csv") == (4, 1, 0, 1, 2)


def test_a_treatment_stands_with_what_either_row_knows(desk, told) -> None:
    treatments = (
        "patient_id,drug,started_on,stopped_on,dose\np1,Aimovig,2026-01-01,,70\np1,Aimovig,2026-01-01,2026-02-20,70\n"
    )
    assert told(desk.take(desk.export(treatments=treatments))) == []
    assert desk.rows("treatments", "stopped_on", "dose") == [(date(2026, 2, 20), 70.0)]


def test_where_the_whole_row_is_the_key_only_repetition_is_noticed(desk, counts) -> None:
    lines = [f"p1,2026-03-01,sumatriptan,{count}\n" for count in ("", "1", "2")]
    doses = "patient_id,date,drug,doses\n" + "".join(lines)
    assert counts(desk.take(desk.export(acute_doses=doses)), "acute_doses.csv") == (3, 2, 0, 1, 0)
