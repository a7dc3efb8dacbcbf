"""The files keep to the export contract, checked with the csv module and limits typed from the contract."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from tests.sample_data.reader import AS_OF, FOLDER, Row, rows

EXPORTED_AT = datetime(2026, 10, 31, 23, 30)
LOCK_DAYS = 7
ADULT_YEARS = 18

COLUMNS = {
    "patients": "patient_id,enrolled_on,left_on,birth_year,sex,care_unit,diagnosis,display_name",
    "diary": "patient_id,date,headache,recorded_at,severity,intensity,duration_hours,unilateral,pulsating,"
    "aggravated_by_activity,nausea,vomiting,photophobia,phonophobia,aura,aura_minutes,migraine,menstruation,disability,note",
    "acute_doses": "patient_id,date,drug,atc,doses,taken_at,helped",
    "treatments": "patient_id,drug,started_on,stopped_on,atc,dose,dose_unit,interval_days,stop_reason",
    "treatment_doses": "patient_id,drug,given_on,dose,dose_unit",
    "visits": "patient_id,date,kind,channel,planned",
    "questionnaires": "patient_id,date,instrument,score",
    "measurements": "patient_id,date,kind,value",
}
REQUIRED = {
    "patients": "patient_id enrolled_on",
    "diary": "patient_id date headache",
    "acute_doses": "patient_id date drug",
    "treatments": "patient_id drug started_on",
    "treatment_doses": "patient_id drug given_on",
    "visits": "patient_id date kind",
    "questionnaires": "patient_id date instrument score",
    "measurements": "patient_id date kind value",
}
KEYS = {
    "patients": "patient_id",
    "diary": "patient_id date",
    "treatments": "patient_id drug started_on",
    "treatment_doses": "patient_id drug given_on",
    "questionnaires": "patient_id date instrument",
}
CHOICES = {
    ("patients", "sex"): "female male other",
    ("acute_doses", "helped"): "yes partly no",
    ("treatments", "stop_reason"): "no_effect side_effect contraindication planned_pause other",
    ("visits", "kind"): "start doctor nurse follow_up injection_training infusion",
    ("visits", "channel"): "chat video clinic",
    ("measurements", "kind"): "systolic diastolic pulse weight",
    ("diary", "severity"): "1 2 3",
    ("diary", "disability"): "0 1 2 3",
} | {
    (table, column): "0 1"
    for table, columns in {
        "diary": "headache unilateral pulsating aggravated_by_activity nausea vomiting photophobia phonophobia aura"
        " migraine menstruation",
        "visits": "planned",
    }.items()
    for column in columns.split()
}
RANGES = {
    ("diary", "intensity"): (0, 10),
    ("diary", "duration_hours"): (0, 24),
    ("diary", "aura_minutes"): (0, 1440),
    ("acute_doses", "doses"): (1, 12),
    ("treatments", "dose"): (1, 1000),
    ("treatments", "interval_days"): (1, 366),
    ("treatment_doses", "dose"): (1, 1000),
    ("measurements", "value"): (20, 400),
}
SCORES = {
    "HIT-6": (36, 78),
    "MIDAS": (0, 450),
    "MSQ-RR": (0, 100),
    "MSQ-RP": (0, 100),
    "MSQ-EF": (0, 100),
    "PGIC": (1, 7),
    "mTOQ-4": (0, 8),
}
PATIENTS = {row["patient_id"]: row for row in rows("patients")}


def day(row: Row, column: str) -> date:
    return date.fromisoformat(row[column])


def last_day(row: Row) -> date:
    left = PATIENTS[row["patient_id"]]["left_on"]
    return min(date.fromisoformat(left), AS_OF) if left else AS_OF


@pytest.mark.parametrize("name", COLUMNS)
def test_the_header_is_the_contracts(name: str) -> None:
    text = (FOLDER / f"{name}.csv").read_bytes()
    assert text.split(b"\n")[0].decode() == COLUMNS[name]
    assert b"\r" not in text


@pytest.mark.parametrize("name", COLUMNS)
def test_required_cells_are_filled_and_patients_known(name: str) -> None:
    for row in rows(name):
        assert all(row[column] for column in REQUIRED[name].split())
        assert row["patient_id"] in PATIENTS


@pytest.mark.parametrize("name", COLUMNS)
def test_no_row_comes_twice(name: str) -> None:
    key = (KEYS.get(name) or COLUMNS[name].replace(",", " ")).split()
    twice = [
        row for row, times in Counter(tuple(row[column] for column in key) for row in rows(name)).items() if times > 1
    ]
    assert twice == []


@pytest.mark.parametrize(("name", "column"), CHOICES)
def test_choices(name: str, column: str) -> None:
    assert {row[column] for row in rows(name)} - {""} <= set(CHOICES[name, column].split())


@pytest.mark.parametrize(("name", "column"), RANGES)
def test_ranges(name: str, column: str) -> None:
    lowest, highest = RANGES[name, column]
    assert all(lowest <= float(row[column]) <= highest for row in rows(name) if row[column])


def test_scores_lie_in_their_instruments_range() -> None:
    used = rows("questionnaires")
    assert all(SCORES[row["instrument"]][0] <= float(row["score"]) <= SCORES[row["instrument"]][1] for row in used)
    assert {row["instrument"] for row in used} == set(SCORES)


def test_export_says_when_and_whence() -> None:
    about = json.loads((FOLDER / "export.json").read_text("utf-8"))
    assert about == {"exported_at": "2026-10-31T23:30:00", "source": "Sample clinic (invented)"}


@pytest.mark.parametrize("name", ["diary", "acute_doses", "questionnaires", "measurements"])
def test_nothing_is_dated_outside_the_time_as_a_patient(name: str) -> None:
    assert all(
        day(PATIENTS[row["patient_id"]], "enrolled_on") <= day(row, "date") <= last_day(row) for row in rows(name)
    )


def test_doses_given_lie_in_the_time_as_a_patient() -> None:
    given = rows("treatment_doses")
    assert all(
        day(PATIENTS[row["patient_id"]], "enrolled_on") <= day(row, "given_on") <= last_day(row) for row in given
    )


def test_entries_are_written_before_the_lock_and_the_export() -> None:
    for row in rows("diary"):
        written = datetime.fromisoformat(row["recorded_at"])
        assert day(row, "date") <= written.date() <= day(row, "date") + timedelta(days=LOCK_DAYS)
        assert written <= EXPORTED_AT


def test_acute_drugs_are_taken_on_filled_days_and_their_times_on_the_day() -> None:
    filled = {(row["patient_id"], row["date"]) for row in rows("diary")}
    for row in rows("acute_doses"):
        assert (row["patient_id"], row["date"]) in filled
        assert not row["taken_at"] or row["taken_at"].startswith(row["date"])


def test_dates_are_in_order() -> None:
    for row in rows("treatments"):
        assert not row["stopped_on"] or row["started_on"] <= row["stopped_on"]
    for row in rows("patients"):
        assert not row["left_on"] or row["enrolled_on"] <= row["left_on"]
        assert date(2024, 11, 1) <= day(row, "enrolled_on") <= AS_OF


def test_everyone_is_an_adult() -> None:
    for row in rows("patients"):
        assert not row["birth_year"] or int(row["enrolled_on"][:4]) - int(row["birth_year"]) > ADULT_YEARS


def test_doses_given_belong_to_a_course() -> None:
    courses = rows("treatments")
    for dose in rows("treatment_doses"):
        assert any(
            course["patient_id"] == dose["patient_id"]
            and course["drug"] == dose["drug"]
            and course["started_on"] <= dose["given_on"] <= (course["stopped_on"] or "9999-12-31")
            for course in courses
        )


def test_only_booked_visits_lie_after_the_export() -> None:
    later = [row for row in rows("visits") if day(row, "date") > AS_OF]
    assert len(later) > 40
    assert all(row["planned"] == "1" for row in later)


def test_headache_days_that_are_described_say_no_as_well_as_yes() -> None:
    for column in ("unilateral", "nausea", "vomiting", "photophobia", "phonophobia", "aura"):
        assert {row[column] for row in rows("diary") if row["headache"] == "1"} == {"", "0", "1"}


def test_names_are_clearly_invented() -> None:
    assert all(row["display_name"].split()[0] == "Test" for row in PATIENTS.values())
