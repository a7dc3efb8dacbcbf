"""Whose diary a file is: what the file says, what the user says, and who is made because of it."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.errors import ImportQuestion, UnreadableFile

OWN = "date,headache,intensity\n2026-03-01,yes,6\n2026-03-02,no,\n"
OF_P1 = "patient_id,date,headache\np1,2026-03-01,1\n"


def test_a_diary_that_does_not_say_whose_it_is_is_the_named_patients(desk) -> None:
    report = desk.take(desk.loose("mine.csv", OWN), patient="p7")
    assert desk.rows("diary", "patient_id", "date", "headache", "source") == [
        ("p7", date(2026, 3, 1), True, "own_diary"),
        ("p7", date(2026, 3, 2), False, "own_diary"),
    ]
    assert desk.rows("patients", "patient_id", "enrolled_on") == [("p7", date(2026, 3, 1))]
    assert report.patients_created == ("p7",)


def test_without_a_name_it_is_asked_for(desk) -> None:
    with pytest.raises(UnreadableFile, match="say whose diary it is"):
        desk.take(desk.loose("mine.csv", OWN))


def test_a_name_that_the_file_contradicts_is_refused(desk) -> None:
    desk.take(desk.export())
    with pytest.raises(UnreadableFile, match=r"diary\.csv is not of 'p2': line 2 names another patient"):
        desk.take(desk.loose("diary.csv", OF_P1), patient="p2")
    assert desk.take(desk.loose("diary.csv", OF_P1), patient="p1").files[0].read == 1
    with pytest.raises(UnreadableFile, match="is not of 'p9'"):
        desk.take(desk.folder / "export", patient="p9")


def test_a_pseudonym_that_is_not_in_the_store_is_asked_for(desk) -> None:
    desk.take(desk.export())
    with pytest.raises(ImportQuestion, match="There is no patient 'p11' in the store"):
        desk.take(desk.loose("mine.csv", OWN), patient="p11", new_patient=False)
    assert desk.take(desk.loose("mine.csv", OWN), patient="p1", new_patient=False).patients_created == ()


def test_everybody_who_was_made_is_told(desk) -> None:
    assert desk.take(desk.export(), new_patient=False).as_json()["patients_created"] == ["p1", "p2"]


def test_when_every_row_was_rejected_that_is_said(desk) -> None:
    desk.take(desk.export())
    report = desk.take(desk.loose("diary.csv", "patient_id,date,headache\np1,2026-03-01,perhaps\n"))
    assert report.is_all_rejected
    assert not desk.take(desk.folder / "export").is_all_rejected


def test_a_file_that_names_the_patient_makes_a_new_one_when_that_is_said(desk) -> None:
    path = desk.loose("diary.csv", "patient_id,date,headache\np9,2026-03-01,1\n")
    with pytest.raises(ImportQuestion, match="no patient 'p9'"):
        desk.take(path, patient="p9", new_patient=False)


def test_of_a_day_in_two_diaries_the_clinics_stays_and_the_difference_is_listed(desk) -> None:
    brought = "start_time,end_time,intensity,medication,triggers,notes\n2026-03-02 10:00:00,,3,,,\n"
    theirs = desk.loose("theirs.csv", brought)
    desk.take(desk.export())
    report = desk.take(theirs, patient="p1")
    (remark,) = [one for one in report.files[0].remarks if one.reason.code == "clinic_entry_kept"]
    assert remark.explanation == "the clinic's own entry of 2026-03-02 is kept: headache 0 / 1"
    assert (date(2026, 3, 2), False, "clinic") in desk.rows("diary", "date", "headache", "source")


def test_of_a_day_brought_before_the_clinics_takes_its_place_and_the_difference_is_listed(desk) -> None:
    brought = "start_time,end_time,intensity,medication,triggers,notes\n2026-03-02 10:00:00,,3,,,\n"
    desk.take(desk.loose("theirs.csv", brought), patient="p1")
    report = desk.take(desk.export(), accept_changed_identity=True)
    told = [
        one.explanation for file in report.files for one in file.remarks if one.reason.code == "other_diary_replaced"
    ]
    assert told == ["the entry of 2026-03-02 from another diary gives way to the clinic's own: headache 1 / 0"]


def test_a_rejected_row_is_not_accused_of_being_later_than_an_end_that_it_sets(desk, told) -> None:
    folder = desk.export(exported_at=None, diary="patient_id,date,headache\np1,2026-03-01,1\np1,2026-03-09,NaN\n")
    report = desk.take(folder)
    assert told(report) == [(3, "headache", "required")]
    assert report.as_of == date(2026, 3, 9)
