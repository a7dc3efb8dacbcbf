"""The import report, what the store keeps of it, and the way back for rejected rows."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest

from analysis.errors import UnreadableFile
from analysis.importing import FileReport, rejected_rows

DIARY = """\
Patient_ID;Date;Headache;Severity;Mood;Note
p1;2026-03-01;ja;2;;
p1;2026-03-02;perhaps;9;low;"two
lines"
p1;2026-03-03;nej;;;;late
p9;2026-03-04;nej;;;
"""


def test_the_report_as_json_keeps_its_shape(desk) -> None:
    told = json.loads(json.dumps(desk.take(desk.export(diary=DIARY)).as_json()))
    assert {"files", "as_of", "batch"} <= set(told)
    assert (told["as_of"], told["batch"], told["changed"]) == ("2026-03-31", 1, True)
    diary = told["files"][1]
    wanted = {
        "file": "diary.csv",
        "format": "clinic",
        "read": 4,
        "accepted": 1,
        "updated": 0,
        "unchanged": 0,
        "rejected": 3,
    }
    assert {key: diary[key] for key in wanted} == wanted
    assert diary["unknown_columns"] == ["Mood"]
    assert [(p["line"], p["column"], p["value"], p["code"]) for p in diary["problems"]] == [
        (3, "Headache", "perhaps", "not_yes_or_no"),
        (5, None, None, "broken_row"),
        (6, "Patient_ID", "p9", "unknown_patient"),
    ]
    assert diary["problems"][1]["reason"] == "has 7 cells where the header has 6"
    assert [(p["line"], p["column"], p["value"], p["remark"]) for p in diary["remarks"]] == [
        (3, "Severity", "9", "Severity is outside what is allowed: 1 to 3")
    ]


def test_the_store_keeps_the_batch_its_files_and_problems(desk) -> None:
    desk.take(desk.export(diary=DIARY))
    assert desk.rows(
        "import_batches", "batch", "imported_at", "imported_by", "source", "exported_at", "as_of", "clinic_export"
    ) == [
        (
            1,
            datetime(2026, 3, 31, 9, 30),
            "tester",
            "an invented clinic",
            datetime(2026, 3, 31, 6),
            date(2026, 3, 31),
            True,
        )
    ]
    assert desk.rows("import_files", "file", "format", "rows_read", "accepted", "updated", "unchanged", "rejected") == [
        ("diary.csv", "clinic", 4, 1, 0, 0, 3),
        ("patients.csv", "clinic", 2, 2, 0, 0, 0),
    ]
    row = json.dumps(
        dict(
            zip(
                ("Patient_ID", "Date", "Headache", "Severity", "Mood", "Note"),
                ("p9", "2026-03-04", "nej", "", "", ""),
                strict=True,
            )
        )
    )
    assert (1, "diary.csv", 6, "Patient_ID", "p9", "unknown_patient", None, True, row) in desk.rows(
        "import_problems", "batch", "file", "line", "column", "value", "reason", "detail", "rejected", "row"
    )


def test_rejected_rows_can_be_corrected_and_imported_again(desk, counts) -> None:
    desk.take(desk.export(diary=DIARY))
    rows = rejected_rows(desk.connection, 1)["diary.csv"]
    assert rows["line"].tolist() == ["3", "5", "6"]
    assert rows["Note"].tolist() == ["two\nlines", "", ""]
    assert rows["reason"][0] == "Headache is neither yes nor no (1/0, true/false, yes/no, ja/nej)"
    rows.loc[0, ["Headache", "Severity"]] = ["ja", "3"]
    rows.loc[2, "Patient_ID"] = "p1"
    report = desk.take(desk.loose("diary rejected.csv", rows.to_csv(index=False)))
    assert counts(report, "diary rejected.csv") == (3, 3, 0, 0, 0)
    assert desk.rows("diary", "date", "headache", "severity") == [
        (date(2026, 3, 1), True, 2),
        (date(2026, 3, 2), True, 3),
        (date(2026, 3, 3), False, None),
        (date(2026, 3, 4), False, None),
    ]


def test_an_import_without_rejected_rows_has_none(desk) -> None:
    desk.take(desk.export())
    assert rejected_rows(desk.connection, 1) == {}


def test_a_cell_that_no_database_keeps_is_unknown_and_written_down(desk) -> None:
    report = desk.take(desk.export(diary="patient_id,date,headache,note\np1,2026-03-01,1,a\x00b\n"))
    assert [remark.reason.code for remark in report.files[1].remarks] == ["unreadable_character"]
    assert desk.rows("diary", "headache", "note") == [(True, None)]
    assert desk.rows("import_problems", "value") == [("a\N{REPLACEMENT CHARACTER}b",)]


def test_a_refused_file_refuses_the_whole_import(desk) -> None:
    folder = desk.export(visits="patient_id,date\n")
    with pytest.raises(UnreadableFile, match=r"visits\.csv lacks the required column kind"):
        desk.take(folder)
    assert desk.rows("patients", "patient_id") == desk.rows("import_batches", "batch") == []


def test_a_report_that_does_not_add_up_is_a_fault_of_ours() -> None:
    with pytest.raises(AssertionError):
        FileReport("x.csv", "clinic", read=3, accepted=1, updated=0, unchanged=0, rejected=1)


def test_progress_is_told_and_ends_at_one(desk) -> None:
    told: list[tuple[str, float]] = []
    desk.take(desk.export(), progress=lambda file, done: told.append((file, done)))
    assert [file for file, _ in told] == ["", "patients.csv", "diary.csv", ""]
    assert [done for _, done in told] == sorted(done for _, done in told)
    assert told[-1][1] == 1
