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
