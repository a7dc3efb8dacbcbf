"""A Migraine Buddy file all the way into the store. The file is invented; only its shape is real."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from analysis.errors import ImportQuestion, UnreadableFile
from analysis.formats.migraine_buddy import COLUMNS
from analysis.querying.schema import METADATA

PREAMBLE = '"Date","Time Period","Description","Notes"\n"No ongoing events recorded during this\nperiod.","","",""\n\n'
PLACE, SPOT = "u6sce4x", "Lighthouse lane"


def attack(started: str, length: str = "01h 00m", pain: str = "5", **more: str) -> dict[str, str]:
    named = {name.replace("_", " "): value for name, value in more.items()}
    return {
        "Started": started,
        "Lasted": length,
        "Pain Level": pain,
        "Start UTC Offset (min)": "60",
        "End UTC Offset (min)": "60",
        "Geohash": PLACE,
        "Attack Location": SPOT,
        **named,
    }


def file_text(*attacks: dict[str, str], preamble: str = PREAMBLE) -> str:
    text = io.StringIO(preamble)
    text.seek(0, io.SEEK_END)
    writer = csv.DictWriter(text, COLUMNS, restval="", quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writeheader()
    writer.writerows({"#": str(number), **row} for number, row in enumerate(attacks, start=1))
    return text.getvalue()


def day_rows(desk: Any, *columns: str) -> list[tuple[Any, ...]]:
    return desk.rows("diary", "date", *columns)


def take(desk: Any, *attacks: dict[str, str], **options: Any) -> Any:
    path = desk.loose("MigraineBuddy_export.csv", file_text(*attacks))
    return desk.take(path, **{"patient": "p1", **options})


def test_an_attack_is_a_headache_day_and_nothing_is_said_of_other_days(desk, counts) -> None:
    report = take(desk, attack("11/16/24 13:12", "03h 30m", "7"), attack("11/20/24 2:05", "", ""))
    assert counts(report, "MigraineBuddy_export.csv") == (2, 2, 0, 0, 0)
    assert day_rows(desk, "headache", "intensity", "duration_hours", "source", "doses_recorded", "recorded_at") == [
        (date(2024, 11, 16), True, 7, 3.5, "migraine_buddy", False, None),
        (date(2024, 11, 20), True, None, None, "migraine_buddy", False, None),
    ]
    assert desk.rows("patients", "patient_id", "enrolled_on", "left_on") == [("p1", date(2024, 11, 16), None)]
    assert [remark.reason.code for remark in report.files[0].remarks] == ["patient_created", "reach_unknown"]
    assert report.as_of == date(2024, 11, 20)


def test_day_first_dates(desk) -> None:
    take(desk, attack("30/10/18 22:11"), attack("1/11/18 2:05"))
    assert day_rows(desk) == [(date(2018, 10, 30),), (date(2018, 11, 1),)]


def test_an_undecidable_order_is_asked_for(desk) -> None:
    with pytest.raises(UnreadableFile, match="date order"):
        take(desk, attack("1/11/24 22:11"), attack("2/11/24 2:05"))
    take(desk, attack("1/11/24 22:11"), attack("2/11/24 2:05"), date_order="month-first")
    assert day_rows(desk) == [(date(2024, 1, 11),), (date(2024, 2, 11),)]


def test_the_order_is_decided_for_each_file(desk) -> None:
    first = desk.loose("a.csv", file_text(attack("11/16/24 8:00")))
    second = desk.loose("b.csv", file_text(attack("17/11/24 8:00"), attack("1/10/24 8:00")))
    desk.take(first, second, patient="p1")
    assert day_rows(desk) == [(date(2024, 10, 1),), (date(2024, 11, 16),), (date(2024, 11, 17),)]
    assert desk.rows("patients", "enrolled_on") == [(date(2024, 10, 1),)]


def test_an_attack_over_midnight_is_two_days_with_their_own_hours(desk) -> None:
    take(desk, attack("11/16/24 22:00", "05h 30m", "6", Notes="bad night"))
    assert day_rows(desk, "duration_hours", "intensity", "note") == [
        (date(2024, 11, 16), 2, 6, "bad night"),
        (date(2024, 11, 17), 3.5, 6, None),
    ]


def test_the_day_is_local_whatever_the_offset(desk) -> None:
    far = {"Start UTC Offset (min)": "-600", "End UTC Offset (min)": "840"}
    take(desk, {**attack("11/16/24 23:00", "00h 30m"), **far})
    assert day_rows(desk, "duration_hours") == [(date(2024, 11, 16), 0.5)]


def test_attacks_of_one_day_make_its_worst(desk, counts) -> None:
    report = take(
        desk,
        attack("11/16/24 2:00", "02h 00m", "3", Attack_Types="Tension-type headache", Notes="first"),
        attack("11/16/24 9:00", "04h 30m", "8", Attack_Types="Migraine", Symptoms="Nausea", Notes="second"),
        attack("11/17/24 1:00", "20h 00m", "", Attack_Types="Tension-type headache"),
        attack("11/17/24 3:00", "20h 00m", "2", Attack_Types="Don't know yet"),
        attack("11/18/24 1:00", "02h 00m", "2"),
        attack("11/18/24 8:00", "", "1"),
    )
    assert counts(report, "MigraineBuddy_export.csv") == (6, 6, 0, 0, 0)
    assert day_rows(desk, "intensity", "duration_hours", "migraine", "nausea", "note") == [
        (date(2024, 11, 16), 8, 6.5, True, True, "first\nsecond"),
        (date(2024, 11, 17), None, 24, None, None, None),  # one does not tell how bad it was
        (date(2024, 11, 18), 2, None, None, None, None),
    ]


@pytest.mark.parametrize(("pains", "worst"), [("2 14", None), ("2 ?", None), ("? 4", 4), ("3 2", 3)])
def test_an_attack_whose_pain_cannot_be_read_may_have_been_the_worst(desk, pains: str, worst: int | None) -> None:
    first, second = pains.split()
    take(desk, attack("11/16/24 2:00", pain=first), attack("11/16/24 9:00", pain=second))
    assert day_rows(desk, "intensity") == [(date(2024, 11, 16), worst)]


@pytest.mark.parametrize(
    ("types", "word"),
    [
        ("Migraine", True),
        ("Tension-type, Migraine with aura", True),
        ("Menstrual migraine", True),
        ("Tension-type headache", False),
        ("Cluster headache", False),
        ("Don't know yet", None),
        ("Tension-type, Don't know yet", None),
        ("Not migraine", None),
        ("", None),
    ],
)
def test_the_patients_own_word(desk, types: str, word: bool | None) -> None:
    take(desk, attack("11/16/24 2:00", Attack_Types=types))
    assert day_rows(desk, "migraine") == [(date(2024, 11, 16), word)]


SIGNS = (
    "nausea",
    "vomiting",
    "photophobia",
    "phonophobia",
    "pulsating",
    "aggravated_by_activity",
    "aura",
    "unilateral",
)


@pytest.mark.parametrize(
    ("lists", "expected"),
    [
        ({"Symptoms": "Nausea, Vomiting"}, {"nausea", "vomiting"}),
        ({"Symptoms": "Sensitivity to light, Sensitivity to noise"}, {"photophobia", "phonophobia"}),
        (
            {"Symptoms": "sensitivity to sound", "Most Bothersome Symptom": "Throbbing pain"},
            {"phonophobia", "pulsating"},
        ),
        ({"Symptoms": "Pulsating pain, Worse pain if moving"}, {"pulsating", "aggravated_by_activity"}),
        ({"Symptoms": "Neck pain, No nausea, Sensitivity to smell"}, set()),
        ({"Attack Types": "Migraine with aura"}, {"aura"}),
        ({"Attack Types": "Migraine without aura"}, set()),
        ({"Premonitory Symptoms": "Nausea, Visual aura"}, {"aura"}),
        ({"Pain Positions": "Left Temple, Left Eye"}, {"unilateral"}),
        ({"Pain Positions": "Left Temple, Right Eye"}, set()),
        ({"Pain Positions": "Left Temple, Forehead"}, set()),
        ({}, set()),
    ],
)
def test_listed_signs_are_yes_and_others_unknown(desk, lists: dict[str, str], expected: set[str]) -> None:
    take(desk, {**attack("11/16/24 2:00"), **lists})
    ((_, *values),) = day_rows(desk, *SIGNS)
    assert {sign for sign, value in zip(SIGNS, values, strict=True) if value} == expected
    assert False not in values


def test_drugs_with_what_they_did(desk) -> None:
    take(
        desk,
        attack(
            "11/16/24 23:00",
            "03h 00m",
            Helpful_Medication="1x Sumatriptan, 2x Naproxen sodium 550mg Oral",
            Somewhat_Helpful_Medication="Alvedon",
            Unhelpful_Medication="No medication",
            Unsure_Medication="1.5x Ibuprofen",
        ),
    )
    assert desk.rows("acute_doses", "date", "drug", "doses", "helped") == [
        (date(2024, 11, 16), "Alvedon", 1, "partly"),
        (date(2024, 11, 16), "Ibuprofen", 1.5, None),
        (date(2024, 11, 16), "Naproxen sodium 550mg Oral", 2, "yes"),
        (date(2024, 11, 16), "Sumatriptan", 1, "yes"),
    ]


def test_the_same_drug_twice_a_day_adds_up(desk) -> None:
    attacks = [attack(f"11/16/24 {hour}:00", Helpful_Medication="1x Sumatriptan") for hour in (2, 14)]
    take(desk, *attacks)
    assert desk.rows("acute_doses", "drug", "doses") == [("Sumatriptan", 2)]


MEDICATION = [
    ({}, [False]),
    ({"Helpful_Medication": "No medication"}, [True]),
    ({"Helpful_Medication": "1x Sumatriptan"}, [True]),
    ({"Helpful_Medication": "-", "Unsure_Medication": "n/a"}, [False]),
]


@pytest.mark.parametrize(("listed", "expected"), MEDICATION)
def test_medication_is_told_where_anything_is_listed(desk, listed: dict[str, str], expected: list[bool]) -> None:
    take(desk, attack("11/16/24 13:12", "05h 00m", **listed))
    assert [told for _, told in day_rows(desk, "doses_recorded")] == expected


def test_on_later_days_of_an_attack_medication_is_unknown(desk) -> None:
    take(desk, attack("11/16/24 13:12", "50h 00m", Helpful_Medication="3x Sumatriptan"))
    days = [date(2024, 11, day) for day in (16, 17, 18)]
    assert day_rows(desk, "doses_recorded") == list(zip(days, (True, False, False), strict=True))
    assert desk.rows("acute_doses", "date", "doses") == [(days[0], 3)]


def test_that_no_medication_was_taken_holds_for_all_days_of_an_attack(desk) -> None:
    take(desk, attack("11/16/24 13:12", "50h 00m", Helpful_Medication="No medication"))
    assert [told for _, told in day_rows(desk, "doses_recorded")] == [True, True, True]


def test_an_intake_stands_on_the_day_on_which_the_notes_put_it(desk) -> None:
    note = "Dec 11, 2024 at 01:45: I took this drug: Sumatriptan"
    take(
        desk,
        attack("10/12/24 04:00", "05h 00m", Helpful_Medication="1x Sumatriptan"),
        attack("10/12/24 21:00", "06h 00m", Helpful_Medication="1x Sumatriptan", Notes=note),
        date_order="day-first",
    )
    assert desk.rows("acute_doses", "date", "taken_at", "helped") == [
        (date(2024, 12, 10), None, "yes"),
        (date(2024, 12, 11), datetime(2024, 12, 11, 1, 45), "yes"),
    ]


def test_an_intake_that_only_the_notes_tell_is_one(desk) -> None:
    note = "Nov 16, 2024 at 2:00 PM: I took this drug:  sumatriptan\nJan 1, 2020 at 2:00 PM: I took this drug: Ipren"
    take(desk, attack("11/16/24 13:12", "05h 00m", Notes=note))
    assert desk.rows("acute_doses", "date", "drug", "taken_at") == [
        (date(2024, 11, 16), "sumatriptan", datetime(2024, 11, 16, 14))
    ]
    assert [told for _, told in day_rows(desk, "doses_recorded")] == [False]


def test_auras_of_the_older_export_are_read(desk) -> None:
    take(desk, attack("11/16/24 13:12", Auras="Visual aura"))
    assert day_rows(desk, "aura") == [(date(2024, 11, 16), True)]


def test_rows_without_a_day_are_rejected_and_odd_cells_unknown(desk, counts) -> None:
    report = take(
        desk,
        attack("11/16/24 2:00", "01h 00m", "10", Notes="two\nlines"),
        attack("11/17/24 2:00", "01h 00m", "14", Helpful_Medication="1x Sumatriptan"),
        attack("11/18/24 2:00", "01h 00m", "11"),
        attack("not a date", "01h 00m", "3", Helpful_Medication="1x Sumatriptan"),
        attack("11/19/24 2:00", "a while", "3"),
        attack("11/20/24 2:00", "01h 00m", "not a date"),
        attack("", "01h 00m", "3"),
    )
    assert counts(report, "MigraineBuddy_export.csv") == (7, 5, 0, 0, 2)
    assert [(p.line, p.column, p.value, p.reason.code) for p in report.files[0].problems] == [
        (10, "Started", "not a date", "not_a_date"),
        (13, "Started", "", "required"),
    ]
    assert [(p.line, p.column, p.value, p.reason.code) for p in report.files[0].remarks[2:]] == [
        (8, "Pain Level", "14", "out_of_range"),
        (9, "Pain Level", "11", "out_of_range"),
        (11, "Lasted", "a while", "not_a_number"),
        (12, "Pain Level", "not a date", "not_a_number"),
    ]
    assert day_rows(desk, "intensity", "duration_hours") == [
        (date(2024, 11, 16), 10.0, 1.0),
        (date(2024, 11, 17), None, 1.0),
        (date(2024, 11, 18), None, 1.0),
        (date(2024, 11, 19), 3.0, None),
        (date(2024, 11, 20), None, 1.0),
    ]
    assert desk.rows("acute_doses", "drug") == [("Sumatriptan",)]


def test_the_place_of_an_attack_is_nowhere_in_the_store(desk) -> None:
    broken = f'\n"9","11/16/24 2:00","{PLACE}","{SPOT}"\n"10","{PLACE} never closed'
    text = file_text(attack("11/16/24 2:00"), attack("11/17/24 2:00", pain="14")) + broken
    report = desk.take(desk.loose("mb.csv", text), patient="p1")
    assert report.files[0].rejected == 2
    everything = repr(
        [[tuple(row) for row in desk.connection.execute(select(table))] for table in METADATA.sorted_tables]
    )
    assert "11/16/24" not in everything
    assert PLACE not in everything + repr(report)
    assert SPOT not in everything + repr(report)


def test_importing_it_again_changes_nothing(desk) -> None:
    attacks = [attack("11/16/24 22:00", "05h 00m", Helpful_Medication="1x Sumatriptan"), attack("11/17/24 9:00")]
    take(desk, *attacks)
    before = desk.contents()
    report = take(desk, *attacks)
    assert not report.changed
    assert desk.contents() == before


def test_repeated_attacks_count_once(desk, counts) -> None:
    report = take(desk, attack("11/16/24 2:00"), attack("11/16/24 2:00"))
    assert counts(report, "MigraineBuddy_export.csv") == (2, 1, 0, 1, 0)
    assert day_rows(desk, "duration_hours") == [(date(2024, 11, 16), 1)]


def test_a_longer_export_brings_its_days_up_to_date(desk, counts) -> None:
    take(desk, attack("11/16/24 2:00", Helpful_Medication="1x Sumatriptan"))
    report = take(
        desk,
        attack("11/16/24 2:00", Helpful_Medication="1x Sumatriptan"),
        attack("11/16/24 12:00", Helpful_Medication="1x Sumatriptan"),
        attack("11/18/24 2:00"),
    )
    assert counts(report, "MigraineBuddy_export.csv") == (3, 1, 2, 0, 0)
    assert desk.rows("acute_doses", "drug", "doses") == [("Sumatriptan", 2)]
    assert report.files[0].removed == 1


def test_the_clinics_own_entry_is_kept_whichever_comes_first(desk, counts, told) -> None:
    clinic = desk.export(acute_doses="patient_id,date,drug\np1,2026-03-01,ibuprofen\n")
    foreign = [attack("3/1/26 2:00", Helpful_Medication="1x Sumatriptan"), attack("3/20/26 2:00")]
    desk.take(clinic)
    report = take(desk, *foreign)
    assert counts(report, "MigraineBuddy_export.csv") == (2, 1, 0, 1, 0)
    assert (7 - 1, None, "clinic_entry_kept") in told(report, remarks=True)
    assert desk.rows("acute_doses", "drug") == [("ibuprofen",)]
    before = desk.contents()
    desk.take(clinic)
    assert desk.contents() == before


def test_a_clinic_entry_replaces_a_foreign_one(desk, counts) -> None:
    take(desk, attack("3/1/26 2:00", Helpful_Medication="1x Sumatriptan"), attack("2/20/26 2:00"))
    report = desk.take(desk.export(acute_doses="patient_id,date,drug\np1,2026-03-01,ibuprofen\n"))
    assert counts(report, "diary.csv") == (2, 1, 1, 0, 0)
    assert day_rows(desk, "source", "severity") == [
        (date(2026, 2, 20), "migraine_buddy", None),
        (date(2026, 3, 1), "clinic", 2),
        (date(2026, 3, 2), "clinic", None),
    ]
    assert desk.rows("acute_doses", "drug") == [("ibuprofen",)]


def test_a_clinic_entry_replaces_a_foreign_one_that_came_with_a_later_export(desk) -> None:
    later = desk.export("later", diary="patient_id,date,headache\n")
    desk.take(later, desk.loose("mb.csv", file_text(attack("2/20/26 2:00"))), patient="p1")
    earlier = "patient_id,date,headache\np1,2026-02-20,0\n"
    desk.take(desk.export("earlier", exported_at="2026-03-01T06:00", diary=earlier))
    assert day_rows(desk, "headache", "source") == [(date(2026, 2, 20), False, "clinic")]


def test_two_files_that_share_a_day_keep_the_doses_of_both(desk) -> None:
    files = [
        desk.loose(f"{drug}.csv", file_text(attack("11/16/24 2:00", Helpful_Medication=drug)))
        for drug in ("Sumatriptan", "Naproxen")
    ]
    desk.take(*files, patient="p1")
    assert desk.rows("acute_doses", "drug") == [("Naproxen",), ("Sumatriptan",)]


def test_days_before_the_enrolment_of_a_known_patient_are_rejected(desk, told) -> None:
    desk.take(desk.export())
    report = take(desk, attack("12/31/25 2:00"), attack("1/1/26 2:00"))
    assert told(report) == [(6, "Started", "before_enrolment")]


def test_whose_diary_it_is_must_be_said(desk) -> None:
    with pytest.raises(UnreadableFile, match="giving the patient"):
        take(desk, attack("11/16/24 2:00"), patient=None)


@pytest.mark.parametrize("preamble", ["", PREAMBLE, PREAMBLE.replace("\n\n", '\n"a","b","#,Started,","d"\n\n')])
def test_whatever_stands_before_the_attacks(desk, preamble: str) -> None:
    desk.take(desk.loose("mb.csv", file_text(attack("11/16/24 2:00"), preamble=preamble)), patient="p1")
    assert day_rows(desk) == [(date(2024, 11, 16),)]


def test_in_a_folder(desk, tmp_path: Path) -> None:
    folder = tmp_path / "phone"
    folder.mkdir()
    (folder / "mb.csv").write_text(file_text(attack("11/16/24 2:00")), encoding="utf-8-sig")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    report = desk.take(folder, patient="p1")
    assert day_rows(desk) == [(date(2024, 11, 16),)]
    assert report.ignored_files == ("photo.jpg",)


FIRST, LAST = attack("11/14/24 10:00"), attack("11/20/24 10:00")


def test_an_attack_that_was_moved_leaves_no_day_and_no_dose_behind(desk) -> None:
    took = {"Helpful_Medication": "1x Sumatriptan"}
    take(desk, FIRST, attack("11/16/24 10:00", **took), LAST)
    path = desk.loose("again.csv", file_text(FIRST, attack("11/15/24 10:00", **took), LAST))
    report = desk.take(path, patient="p1")
    assert [day.day for (day,) in day_rows(desk)] == [14, 15, 20]
    assert [day.day for (day,) in desk.rows("acute_doses", "date")] == [15]
    assert report.files[0].removed == 2  # the day and its dose
    assert not desk.take(path, patient="p1").changed


@pytest.mark.parametrize(
    ("attacks", "options"),
    [
        ([FIRST, attack("11/17/24 10:00")], {}),  # ends before the newest day of the store: may be an older export
        ([FIRST, attack("11/17/24 10:00"), LAST], {"changes": True}),
        ([FIRST, attack("16/17/24 10:00"), attack("11/17/24 10:00"), LAST], {"date_order": "month-first"}),
    ],
)
def test_days_that_a_file_may_not_speak_for_stay_and_are_told(desk, told, attacks, options) -> None:
    take(desk, FIRST, attack("11/16/24 10:00"), LAST)
    report = desk.take(desk.loose("again.csv", file_text(*attacks)), patient="p1", **options)
    assert (None, "date", "days_not_in_file") in told(report, remarks=True)
    assert [day.day for (day,) in day_rows(desk)] == [14, 16, 17, 20]


def test_much_that_is_gone_is_asked_for(desk) -> None:
    take(desk, FIRST, attack("11/15/24 10:00"), attack("11/16/24 10:00"), LAST)
    with pytest.raises(ImportQuestion, match="4 rows before, 2 now"):
        desk.take(desk.loose("again.csv", file_text(FIRST, LAST)), patient="p1")


NAMED = "MigraineBuddy_20240901_20250228_1740700000000_1.csv"


def test_the_name_that_the_app_gives_a_file_tells_how_far_it_reaches(desk, told) -> None:
    path = desk.loose(NAMED, file_text(attack("11/14/24 10:00"), LAST))
    report = desk.take(path, patient="p1")
    assert report.as_of == date(2025, 2, 28)
    assert desk.rows("patients", "enrolled_on") == [(date(2024, 9, 1),)]
    assert "reach_unknown" not in [reason for _, _, reason in told(report, remarks=True)]


def test_who_imports_it_may_tell_how_far_a_diary_reaches(desk) -> None:
    assert take(desk, FIRST, LAST, recorded_until=date(2024, 12, 31)).as_of == date(2024, 12, 31)


def test_without_either_it_ends_with_its_last_attack_which_is_said(desk, told) -> None:
    report = take(desk, FIRST, LAST)
    assert report.as_of == date(2024, 11, 20)
    assert (None, None, "reach_unknown") in told(report, remarks=True)


def test_its_days_are_marked_as_those_of_a_diary_of_attacks(desk) -> None:
    take(desk, FIRST)
    assert desk.rows("diary", "source", "attacks_only") == [("migraine_buddy", True)]


GOING_ON = (
    '"Date","Time Period","Description","Notes"\n'
    '"11/21/24","Ongoing","Attack started 11/21/24 22:05","still\nthere"\n\n'
)


def test_an_attack_that_is_going_on_is_a_day_of_unknown_hours(desk, counts) -> None:
    path = desk.loose("on.csv", file_text(FIRST, attack("11/20/24 03:00", "Ongoing"), preamble=GOING_ON))
    report = desk.take(path, patient="p1")
    assert counts(report, "on.csv") == (3, 3, 0, 0, 0)
    assert [(day.day, hours) for day, hours in day_rows(desk, "duration_hours")] == [(14, 1), (20, None), (21, None)]


@pytest.mark.parametrize(
    ("length", "hours"),
    [
        ("02:30", 2.5),
        ("01h 00m\n(edited)", None),
        ("1h 30min", 1.5),
        ("2 tim 15 min", 2.25),
        ("1 Std. 30 Min.", 1.5),
        ("90\u202fm", 1.5),
    ],
)
def test_lengths_as_phones_write_them(desk, length: str, hours: float | None) -> None:
    take(desk, attack("11/16/24 08:00", length))
    assert day_rows(desk, "duration_hours") == [(date(2024, 11, 16), hours)]


@pytest.mark.parametrize("started", ["11/16/24, 1:12\u202fPM", "11/16/24\u00a013:12", "11/16/24 1:12 p. m."])
def test_spaces_of_newer_phones_are_spaces(desk, started: str) -> None:
    take(desk, attack(started, "12h 00m"))
    assert day_rows(desk, "duration_hours") == [
        (date(2024, 11, 16), pytest.approx(10.8)),
        (date(2024, 11, 17), pytest.approx(1.2)),
    ]


@pytest.mark.parametrize(("length", "is_told"), [("3d 00h 00m", False), ("3d 00h 01m", True), ("30d 00h 00m", True)])
def test_an_attack_that_nobody_ended_is_kept_and_asked_about(desk, told, length: str, is_told: bool) -> None:
    report = take(desk, attack("10/16/24 13:12", length))
    assert ((6, "Lasted", "long_attack") in told(report, remarks=True)) is is_told
    assert len(day_rows(desk)) in (4, 31)


def test_an_attack_without_a_day_stays_told_until_the_whole_diary_comes_again(desk) -> None:
    def lines() -> list[int]:
        remarks = METADATA.tables["remarks"]
        holds = (remarks.c.superseded_by.is_(None), remarks.c.table_name == "acute_doses")
        return sorted(desk.connection.execute(select(remarks.c.batch).where(*holds)).scalars())

    torn = attack("not a date", Helpful_Medication="1x Sumatriptan")
    first, last = (attack(f"11/{day}/24 2:00", Helpful_Medication="1x Sumatriptan") for day in (16, 20))
    take(desk, first, torn)
    assert lines() == [1]
    take(desk, last)
    assert lines() == [1]
    take(desk, first, last, attack("11/18/24 2:00", Helpful_Medication="1x Sumatriptan"))
    assert lines() == []
