"""Each patient's headache and diary show what the persona says, by plain counting."""

from __future__ import annotations

from datetime import date, timedelta
from statistics import mean

import pytest

from sample_data.personas import PERSONAS
from tests.sample_data.reader import (
    AS_OF,
    Patient,
    rows,
)

FOUR_WEEKS = timedelta(days=28)
SYMPTOMS = (
    "unilateral",
    "pulsating",
    "aggravated_by_activity",
    "nausea",
    "vomiting",
    "photophobia",
    "phonophobia",
    "aura",
)


def empty_ages(patient: Patient, days: int = 8) -> list[int]:
    """How many days ago the empty days among the last lie, the as-of day being 0."""
    return [ago for ago in range(days) if AS_OF - timedelta(days=ago) not in patient.diary]


def lag_one_correlation(patient: Patient) -> float:
    pairs = [
        (int(row["headache"]), int(patient.diary[day + timedelta(days=1)]["headache"]))
        for day, row in patient.diary.items()
        if day + timedelta(days=1) in patient.diary
    ]
    rate = mean(first for first, _ in pairs)
    return (mean(first * second for first, second in pairs) - rate * rate) / (rate * (1 - rate))


# Headache patterns


@pytest.mark.parametrize("number", [persona.number for persona in PERSONAS if persona.number not in (45, 55, 56)])
def test_headache_comes_in_clusters(number: int) -> None:
    assert lag_one_correlation(Patient(number)) > 0.05


def near_bleeding(patient: Patient) -> list[bool]:
    """For each first day of moderate or severe headache, whether a bleeding starts within two days of it."""
    bleeding = [day for day, row in patient.diary.items() if row["menstruation"] == "1"]
    starts = [day for day in bleeding if day - timedelta(days=1) not in bleeding]
    headache = [day for day, row in patient.diary.items() if row["severity"] in ("2", "3")]
    begun = [day for day in headache if day - timedelta(days=1) not in headache]
    return [any(abs((day - start).days) <= 2 for start in starts) for day in begun]


def test_menstrual_patterns() -> None:
    related, pure = near_bleeding(Patient(41)), near_bleeding(Patient(42))
    assert 0.3 < mean(related) < 0.8
    assert mean(pure) > 0.8


def test_auras() -> None:
    with_headache = [row for row in Patient(43).diary.values() if row["aura"] == "1" and row["headache"] == "1"]
    alone = [row for row in Patient(49).diary.values() if row["aura"] == "1" and row["headache"] == "0"]
    assert len(with_headache) > 30
    assert len(alone) > sum(row["aura"] == "1" and row["headache"] == "1" for row in Patient(49).diary.values())


def test_tension_type_only() -> None:
    for row in Patient(44).diary.values():
        assert row["nausea"] != "1"
        assert row["vomiting"] != "1"
        assert row["severity"] in ("", "1", "2")
        assert (row["photophobia"], row["phonophobia"]) != ("1", "1")


def test_headache_every_day_and_none_at_all() -> None:
    assert all(row["headache"] == "1" for row in Patient(45).diary.values())
    patient = Patient(46)
    start = patient.start_of("Propranolol")
    assert patient.headache_days(start - FOUR_WEEKS) == 0
    assert patient.filled(start - FOUR_WEEKS) == 28


def test_fifteen_days_are_crossed_both_ways() -> None:
    chronic = [Patient(48).headache_days(first) >= 15 for first in Patient(48).windows()]
    assert 6 <= sum(chronic) <= len(chronic) - 6


# Diary keeping


def test_own_word_only_and_yes_or_no_only() -> None:
    for number, words in ((50, {"0", "1"}), (51, {""})):
        headache = [row for row in Patient(number).diary.values() if row["headache"] == "1"]
        assert {row["migraine"] for row in headache} == words
        assert all(not row[column] for row in headache for column in (*SYMPTOMS, "severity", "intensity"))


@pytest.mark.parametrize("number", [52, 53])
def test_a_week_at_a_time(number: int) -> None:
    lags = Patient(number).lags()
    assert set(lags) == {1, 2, 3, 4, 5, 6, 7}
    assert len({row["recorded_at"][:10] for row in Patient(number).diary.values()}) <= len(lags) / 6


def test_missed_sitting_leaves_twelve_days_empty() -> None:
    assert empty_ages(Patient(53), 13) == list(range(12))


def test_stopped_three_weeks_ago() -> None:
    assert max(Patient(54).diary) == AS_OF - timedelta(weeks=3)


def test_newly_enrolled_has_ten_days() -> None:
    assert len(Patient(55).diary) == 10


def test_no_entry_at_all() -> None:
    patient = Patient(56)
    assert patient.diary == {}
    assert patient.rows("acute_doses") == patient.rows("questionnaires") == []
    assert [row for row in patient.rows("visits") if row["date"] > "2026-10-31"] == []


def test_left_the_clinic() -> None:
    patient = Patient(57)
    assert patient.row["left_on"] == "2026-03-31"
    assert date(2026, 3, 24) <= max(patient.diary) <= date(2026, 3, 31)


def test_fewer_than_half_of_the_days() -> None:
    patient = Patient(58)
    assert len(patient.diary) < 0.5 * ((AS_OF - patient.enrolled).days + 1)


def test_a_diary_that_fades() -> None:
    windows = Patient(59).windows()
    filled = [Patient(59).filled(first) for first in windows]
    assert mean(filled[:4]) >= 25
    assert mean(filled[-4:]) <= 15


def test_baseline_nearly_empty_and_good_afterwards() -> None:
    patient = Patient(60)
    start = patient.start_of("Aimovig")
    assert 1 <= patient.filled(start - FOUR_WEEKS) <= 5
    assert patient.filled(start + timedelta(days=56)) >= 24


def test_weekends_and_bad_days_go_missing() -> None:
    weekends = [day for day in Patient(62).diary if day.weekday() >= 5]
    assert len(weekends) < 0.15 * len(Patient(62).diary)
    severe = [row for row in Patient(63).diary.values() if row["severity"] == "3"]
    usual = [row for row in Patient(45).diary.values() if row["severity"] == "3"]
    assert len(severe) / len(Patient(63).diary) < 0.6 * len(usual) / len(Patient(45).diary)


@pytest.mark.parametrize(
    ("number", "empty"), [(64, [6, 7]), (65, [0, 1, 2, 3, 4]), (66, list(range(8))), (19, [0, 1, 3, 6, 7])]
)
def test_open_days_as_drawn(number: int, empty: list[int]) -> None:
    assert empty_ages(Patient(number)) == empty


def test_hardly_known_patient() -> None:
    row = Patient(66).row
    assert row["birth_year"] == row["sex"] == row["diagnosis"] == ""


def test_notes_hold_what_an_export_must_carry() -> None:
    notes = [row["note"] for row in rows("diary") if row["note"]]
    assert max(len(note) for note in notes) > 500
    assert any('"' in note and "," in note and ";" in note and "\n" in note for note in notes)


def test_most_patients_keep_a_good_diary_and_some_do_not() -> None:
    patients = [Patient(persona.number) for persona in PERSONAS]
    filled = [len(patient.diary) / ((AS_OF - patient.enrolled).days + 1) for patient in patients]
    assert sum(share >= 0.9 for share in filled) > len(patients) / 2
    assert sum(share < 0.75 for share in filled) >= 6
