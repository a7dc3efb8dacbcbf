"""Every reason for which a row is rejected, or remarked on, right at its limit and just beyond."""

from __future__ import annotations

import pytest

DIARY_HEADER = "patient_id,date,headache,recorded_at,severity,duration_hours,migraine\n"


def codes(desk, told, **files: str) -> set[str]:
    return {code for *_, code in told(desk.take(desk.export(**files)))}


def diary_day(line: str) -> str:
    return f"{DIARY_HEADER}{line}\n"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("p1,2026-01-01,1,,,,", set()),  # the day of enrolment
        ("p1,2025-12-31,1,,,,", {"before_enrolment"}),
        ("p2,2026-02-28,1,,,,", set()),  # the last day as a patient
        ("p2,2026-03-01,1,,,,", {"after_leaving"}),
        ("p1,2026-03-31,1,,,,", set()),  # the day of the export
        ("p1,2026-04-01,1,,,,", {"in_the_future"}),
        ("p1,2026-03-30,1,2026-03-31T06:00:00,,,", set()),  # the second of the export
        ("p1,2026-03-01,1,2026-03-08T23:59:59,,,", set()),  # the last minute of the seventh day after
        ("p1,2026-03-01,1,2026-03-09T00:00,,,", {"recorded_after_lock"}),
        ("p1,2026-03-02,1,2026-03-02T00:00,,,", set()),
        ("p3,2026-03-01,1,,,,", {"unknown_patient"}),
        ("P1,2026-03-01,1,,,,", {"unknown_patient"}),  # a pseudonym is taken as written
        (",2026-03-01,1,,,,", {"required"}),
        ("p1,,1,,,,", {"required"}),
        ("p1,2026-03-01,,,,,", {"required"}),
        ("p1,2026-02-30,1,,,,", {"not_a_date"}),
        ("p1,2026-03-01,perhaps,,,,", {"not_yes_or_no"}),
        ("p1,2026-03-01,1,,3,24,", set()),
    ],
)
def test_a_diary_day(desk, told, line: str, expected: set[str]) -> None:
    assert codes(desk, told, diary=diary_day(line)) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("p1,2026-03-30,1,2026-03-31T06:00:01,2,5,ja", {"recorded_at": "in_the_future"}),
        ("p1,2026-03-02,1,2026-03-01T23:59,2,5,ja", {"recorded_at": "recorded_before_day"}),
        ("p1,2026-03-01,1,yesterday,2,5,ja", {"recorded_at": "not_a_time"}),
        ("p1,2026-03-01,1,,4,5,ja", {"severity": "out_of_range"}),
        ("p1,2026-03-01,1,,0,5,ja", {"severity": "out_of_range"}),
        ("p1,2026-03-01,1,,2,36,ja", {"duration_hours": "out_of_range"}),
        (
            "p1,2026-03-01,1,,2.5,x,maybe",
            {"severity": "not_whole", "duration_hours": "not_a_number", "migraine": "not_yes_or_no"},
        ),
    ],
)
def test_an_odd_cell_is_unknown_and_the_day_keeps_its_answer(desk, told, counts, line: str, expected) -> None:
    report = desk.take(desk.export(diary=diary_day(line)))
    assert counts(report, "diary.csv") == (1, 1, 0, 0, 0)
    assert told(report) == []
    assert {column: code for _, column, code in told(report, remarks=True)} == expected
    fields = ("recorded_at", "severity", "duration_hours", "migraine")
    headache, *kept = desk.rows("diary", "headache", *fields)[0]
    assert headache is True
    assert [name for name, value in zip(fields, kept, strict=True) if value is None] == [
        name for name in fields if name in expected or (name == "recorded_at" and ",1,," in line)
    ]


def test_no_severity_of_a_day_without_headache_loses_nothing(desk, told) -> None:
    report = desk.take(desk.export(diary=diary_day("p1,2026-03-01,no,,0,0,")))
    assert told(report) == told(report, remarks=True) == []
    assert desk.rows("diary", "headache", "severity", "duration_hours") == [(False, None, 0.0)]


def test_severity_on_another_scale_is_read_on_none(desk, told) -> None:
    lines = [f"p1,2026-03-{day + 1:02},1,,{day},," for day in range(1, 11)]
    report = desk.take(desk.export(diary=diary_day("\n".join(lines))))
    assert [code for *_, code in told(report, remarks=True)] == ["other_scale"] * 3 + ["out_of_range"] * 7
    assert {severity for (severity,) in desk.rows("diary", "severity")} == {None}


def test_a_column_that_reaches_ten_is_read_of_nobody(desk) -> None:
    """Also of who never rates above 3: as mild, moderate or severe, 3 of 10 would be severe."""
    lines = [f"p1,2026-03-{day + 1:02},1,,{day},," for day in range(1, 11)]
    lines += [f"p2,2026-02-{day:02},1,,{day},," for day in range(1, 4)]
    desk.take(desk.export(diary=diary_day("\n".join(lines))))
    assert {severity for (severity,) in desk.rows("diary", "severity")} == {None}


def test_a_single_slip_is_no_other_scale(desk) -> None:
    desk.take(desk.export(diary=diary_day("p1,2026-03-01,1,,2,,\np1,2026-03-02,1,,5,,")))
    assert desk.rows("diary", "severity") == [(2,), (None,)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("p3,2026-01-01,,2008", set()),  # may have turned 18 already
        ("p3,2026-02-01,2026-02-01,", set()),
        ("p3,2026-03-31,,", set()),
        ("p3,2026-04-01,,", {"in_the_future"}),
        ("p3,2026-03-01,2026-04-30,", set()),  # leaving is planned
    ],
)
def test_a_patient(desk, told, line: str, expected: set[str]) -> None:
    assert (
        codes(desk, told, patients=f"patient_id,enrolled_on,left_on,birth_year\np1,2026-01-01,,\n{line}\n") == expected
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("p3,2026-01-01,,2009,", (2, "birth_year", "too_young")),
        ("p3,2026-01-01,,old,", (2, "birth_year", "not_a_number")),
        ("p3,2026-02-01,2026-01-31,,", (2, "left_on", "wrong_order")),
        ("p3,2026-02-01,soon,,", (2, "left_on", "not_a_date")),
        ("p3,2026-02-01,,,K", (2, "sex", "not_a_choice")),
    ],
)
def test_an_odd_cell_of_a_patient_leaves_the_patient_in(desk, told, line: str, expected) -> None:
    patients = f"patient_id,enrolled_on,left_on,birth_year,sex\n{line}\n"
    report = desk.take(desk.export(patients=patients, diary="patient_id,date,headache\np3,2026-03-01,1\n"))
    assert told(report) == []
    assert told(report, remarks=True) == [expected]
    assert desk.rows("patients", "patient_id", "left_on", "birth_year", "sex") == [("p3", None, None, None)]
    assert desk.rows("diary", "patient_id") == [("p3",)]


@pytest.mark.parametrize(
    ("table", "header", "line", "expected"),
    [
        ("acute_doses", "patient_id,date,drug,taken_at", "p1,2025-12-31,triptan,", {"before_enrolment"}),
        ("acute_doses", "patient_id,date,drug,taken_at", "p2,2026-03-01,triptan,", {"after_leaving"}),
        ("acute_doses", "patient_id,date,drug,taken_at", "p1,2026-04-01,triptan,", {"in_the_future"}),
        ("acute_doses", "patient_id,date,drug", "p1,2026-03-01,NA", {"required"}),
        ("acute_doses", "patient_id,date,drug", "p1,2026-03-01,?", {"required"}),
        ("acute_doses", "patient_id,date,drug", "p1,2026-03-01,", {"required"}),
        ("treatments", "patient_id,drug,started_on,stopped_on", "p1,Ajovy,2025-06-01,2025-06-01", set()),
        ("treatments", "patient_id,drug,started_on,stopped_on", "p1,Ajovy,2026-06-01,", set()),  # is planned
        ("treatment_doses", "patient_id,drug,given_on", "p1,Ajovy,2026-03-31", set()),
        ("treatment_doses", "patient_id,drug,given_on", "p1,Ajovy,2026-04-01", {"in_the_future"}),
        ("visits", "patient_id,date,kind", "p1,2026-09-01,nurse", set()),  # is booked
        ("visits", "patient_id,date,kind", "p9,2026-09-01,nurse", {"unknown_patient"}),
        ("measurements", "patient_id,date,kind,value", "p1,2026-04-01,pulse,70", {"in_the_future"}),
    ],
)
def test_other_tables(desk, told, table: str, header: str, line: str, expected: set[str]) -> None:
    assert codes(desk, told, **{table: f"{header}\n{line}\n"}) == expected


@pytest.mark.parametrize(
    ("table", "line", "column", "code"),
    [
        ("acute_doses", "p1,2026-03-31,triptan,1,2026-03-31T06:01,", "taken_at", "in_the_future"),
        ("acute_doses", "p1,2026-03-31,triptan,0,,", "doses", "out_of_range"),
        ("acute_doses", "p1,2026-03-31,triptan,two,,", "doses", "not_a_number"),
        ("acute_doses", "p1,2026-03-31,triptan,1,,much", "helped", "not_a_choice"),
        ("treatments", "p1,Ajovy,2025-06-01,2025-05-31,,", "stopped_on", "wrong_order"),
        ("treatments", "p1,Ajovy,2025-06-01,,bored,", "stop_reason", "not_a_choice"),
        ("treatments", "p1,Ajovy,2025-06-01,,,much", "dose", "not_a_number"),
    ],
)
def test_an_odd_cell_of_other_tables_is_unknown(desk, told, counts, table: str, line: str, column: str, code) -> None:
    header = {
        "acute_doses": "patient_id,date,drug,doses,taken_at,helped",
        "treatments": "patient_id,drug,started_on,stopped_on,stop_reason,dose",
    }[table]
    report = desk.take(desk.export(**{table: f"{header}\n{line}\n"}))
    assert counts(report, f"{table}.csv") == (1, 1, 0, 0, 0)
    assert told(report, remarks=True) == [(2, column, code)]
    assert desk.rows(table, column) == [(0.0 if (column, code) == ("doses", "out_of_range") else None,)]


@pytest.mark.parametrize(
    ("instrument", "under", "lowest", "highest", "over"),
    [
        ("HIT-6", 35, 36, 78, 79),
        ("MIDAS", -1, 0, 450, 451),
        ("MSQ-RR", -1, 0, 100, 101),
        ("MSQ-RP", -1, 0, 100, 101),
        ("MSQ-EF", -1, 0, 100, 101),
        ("PGIC", 0, 1, 7, 8),
        ("mTOQ-4", -1, 0, 8, 9),
    ],
)
def test_scores(desk, told, instrument: str, under: int, lowest: int, highest: int, over: int) -> None:
    lines = [f"p1,2026-03-{day:02},{instrument},{score}" for day, score in enumerate((under, lowest, highest, over), 1)]
    text = "patient_id,date,instrument,score\n" + "\n".join(lines)
    assert [line for line, *_ in told(desk.take(desk.export(questionnaires=text)))] == [2, 5]


def test_all_problems_of_a_row_are_told_and_the_row_counts_once(desk, counts) -> None:
    report = desk.take(desk.export(diary=diary_day("p9,2026-02-30,perhaps,,9,,")))
    assert counts(report, "diary.csv") == (1, 0, 0, 0, 1)
    problems = report.files[1].problems
    assert [(p.line, p.column, p.value) for p in problems] == [
        (2, "date", "2026-02-30"),
        (2, "headache", "perhaps"),
        (2, "patient_id", "p9"),
    ]
    assert [(p.line, p.column, p.value) for p in report.files[1].remarks] == [(2, "severity", "9")]
    assert problems[2].explanation == "the patient is neither in this export nor in the store"


def test_a_rejected_patient_is_unknown_unless_stored_before(desk, told) -> None:
    undated = "patient_id,enrolled_on\np1,in spring\n"
    report = desk.take(desk.export("first", patients=undated))
    assert told(report) == [
        (2, "enrolled_on", "not_a_date"),
        (2, "patient_id", "patient_rejected"),
        (3, "patient_id", "patient_rejected"),
    ]
    assert report.files[1].problems[0].explanation == "the patient's own row was rejected: patients.csv, line 2"
    desk.take(desk.export("second"))
    assert [code for *_, code in told(desk.take(desk.export("third", patients=undated), accept_removals=True))] == [
        "not_a_date"
    ]


def test_the_lock_is_a_setting(desk, told) -> None:
    folder = desk.export(diary=diary_day("p1,2026-03-01,1,2026-03-04T00:00,,,"))
    assert told(desk.take(folder, lock_days=2)) == [(2, "recorded_at", "recorded_after_lock")]
    assert told(desk.take(folder, lock_days=3)) == []


def test_a_day_without_headache_that_has_some_is_kept_and_remarked_on(desk, counts, told) -> None:
    text = (
        DIARY_HEADER + "p1,2026-03-01,0,,1,,\np1,2026-03-02,0,,,0.5,\np1,2026-03-03,0,,,,ja\np1,2026-03-04,0,,,0,nej\n"
    )
    report = desk.take(desk.export(diary=text))
    assert counts(report, "diary.csv") == (4, 4, 0, 0, 0)
    assert told(report, remarks=True) == [
        (2, "severity", "contradictory_day"),
        (3, "duration_hours", "contradictory_day"),
        (4, "migraine", "contradictory_day"),
    ]


def test_an_unknown_drug_is_kept_and_listed(desk, counts) -> None:
    doses = "patient_id,date,drug\np1,2026-03-01,Zzyxol\np1,2026-03-01,sumatriptan\np1,2026-03-02,Zzyxol\n"
    report = desk.take(desk.export(acute_doses=doses))
    assert counts(report, "acute_doses.csv") == (3, 3, 0, 0, 0)
    assert report.files[2].unknown_drugs == ("Zzyxol",)
    assert [remark.line for remark in report.files[2].remarks] == [2, 4]


def test_no_drug_taken_is_no_dose(desk, counts, told) -> None:
    report = desk.take(desk.export(acute_doses="patient_id,date,drug\np1,2026-03-01,ingen medicin\n"))
    assert counts(report, "acute_doses.csv") == (1, 0, 0, 1, 0)
    assert told(report, remarks=True) == [(2, "drug", "no_drug")]
    assert desk.rows("acute_doses", "drug") == []


def test_without_a_time_of_export_the_newest_entry_gives_the_day(desk, told) -> None:
    doses = "patient_id,date,drug\np1,2026-03-02,sumatriptan\np1,2026-03-03,sumatriptan\n"
    report = desk.take(desk.export(exported_at=None, acute_doses=doses))
    assert report.as_of.isoformat() == "2026-03-02"
    assert told(report) == [(3, "date", "in_the_future")]


def test_without_any_time_the_newest_day_before_now_gives_the_day(desk, told) -> None:
    text = "patient_id,date,headache\np1,2026-03-05,1\np1,2062-03-06,0\n"
    report = desk.take(desk.export(exported_at=None, diary=text))
    assert report.as_of.isoformat() == "2026-03-05"
    assert told(report) == [(3, "date", "in_the_future")]


PERIODS = "patient_id,starts_on,ends_on,by,recorded_at,withdrawn_at,reason"


@pytest.mark.parametrize("table", ["declared_periods", "excluded_periods"])
@pytest.mark.parametrize(
    ("taken_back", "expected"),
    [
        (["2026-03-05T09:00"], set()),
        ([""], set()),
        (["???"], {"not_a_time"}),
        (["", "2026-03-05T09:00"], {"contradicted"}),
    ],
)
def test_a_period_of_which_it_cannot_be_read_when_it_was_taken_back_does_not_stand(
    desk, told, table: str, taken_back: list[str], expected: set[str]
) -> None:
    lines = [f"p1,2026-03-01,2026-03-10,dr,2026-03-02T09:00,{at},illness" for at in taken_back]
    report = desk.take(desk.export(**{table: "\n".join([PERIODS, *lines, ""])}))
    assert {code for *_, code in told(report)} == expected
    assert len(desk.rows(table, "withdrawn_at")) == (not expected)
