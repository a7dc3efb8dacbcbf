"""What a newer whole export corrects: the store then holds what it would hold from that export alone."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert

from analysis.errors import ImportQuestion, UnreadableFile
from analysis.querying.schema import CONTACTS, DIARY, DRUG_MEANINGS, EXCLUDED_PERIODS
from tests.analysis.importing.conftest import Desk, desk_at, empty_engine
from tests.drawn import diary_row

PEOPLE = [f"p{number}" for number in range(1, 13)]
PATIENTS = "patient_id,enrolled_on,left_on,birth_year,sex\n"
FIRST, SECOND, THIRD = "2026-03-20T06:00", "2026-03-25T06:00", "2026-03-30T06:00"
CHANGES = {"scope": "changes"}
ANYTHING = {"accept_removals": True, "accept_changed_identity": True}

HEADERS = {
    "diary": "patient_id,date,headache,recorded_at\n",
    "acute_doses": "patient_id,date,drug\n",
    "treatments": "patient_id,drug,started_on,dose,dose_unit,interval_days\n",
    "treatment_doses": "patient_id,drug,given_on,dose\n",
    "visits": "patient_id,date,kind,channel,planned\n",
    "questionnaires": "patient_id,date,instrument,score\n",
    "measurements": "patient_id,date,kind,value\n",
}


def person(patient: str, left_on: str = "", birth_year: int = 1980, sex: str = "female") -> str:
    return f"{patient},2026-01-01,{left_on},{birth_year},{sex}"


def clinic() -> dict[str, list[str]]:
    """Twelve patients with a diary of ten days, and rows of every kind."""
    return {
        "patients": [person(one) for one in PEOPLE],
        "diary": [f"{one},2026-03-{day:02},{day % 2},2026-03-{day:02}T20:00" for one in PEOPLE for day in range(1, 11)],
        "acute_doses": [f"{one},2026-03-{day:02},Sumatriptan" for one in PEOPLE for day in range(1, 11, 2)],
        "treatments": [f"{one},Emgality,2026-02-01,120,mg,28" for one in PEOPLE],
        "treatment_doses": [f"{one},Emgality,2026-02-01,120" for one in PEOPLE],
        "visits": [f"{one},2026-04-05,doctor,video,1" for one in PEOPLE],
        "questionnaires": [f"{one},2026-03-01,HIT-6,60" for one in PEOPLE],
        "measurements": [f"{one},2026-03-01,systolic,120" for one in PEOPLE],
    }


def texts(rows: dict[str, list[str]]) -> dict[str, str]:
    headers = {"patients": PATIENTS, **HEADERS}
    return {name: headers[name] + "".join(f"{line}\n" for line in lines) for name, lines in rows.items()}


def without(rows: list[str], *gone: str) -> list[str]:
    assert set(gone) <= set(rows)
    return [row for row in rows if row not in gone]


def corrected(rows: list[str], before: str, after: str) -> list[str]:
    assert any(before in row for row in rows)
    return [row.replace(before, after) for row in rows]


def removed(report) -> dict[str, int]:
    return {file.file: file.removed for file in report.files if file.removed}


@pytest.fixture(scope="module")
def with_clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A database into which the clinic was imported."""
    made = empty_engine()
    with made.begin() as connection:
        desk = Desk(connection, tmp_path_factory.mktemp("clinic"))
        desk.take(desk.export("first", FIRST, **texts(clinic())))
    yield made
    made.dispose()


@pytest.fixture
def held(with_clinic: Engine, tmp_path: Path) -> Iterator[Desk]:
    """A desk at a store that holds the clinic, of its first export."""
    with desk_at(with_clinic, tmp_path) as desk:
        yield desk


CORRECTIONS = {
    "a start moved": ("treatments", [("p1,Emgality,2026-02-01", "p1,Emgality,2026-02-08")], 1),
    "a dose day moved": ("treatment_doses", [("p1,Emgality,2026-02-01", "p1,Emgality,2026-02-08")], 1),
    "a visit moved": ("visits", [("p2,2026-04-05", "p2,2026-04-19")], 1),
    "a drug corrected": ("acute_doses", [("p3,2026-03-01,Sumatriptan", "p3,2026-03-01,Ibuprofen")], 1),
    "intakes removed": ("acute_doses", [(f"p10,2026-03-{day:02},Sumatriptan", "") for day in (1, 3, 5)], 3),
    "days withdrawn": ("diary", [(row, "") for row in clinic()["diary"] if row.startswith("p5,")], 10),
    "a treatment of another patient": ("treatments", [("p7,Emgality,2026-02-01", "p6,Ajovy,2026-02-01")], 1),
    "a measurement corrected": ("measurements", [("p11,2026-03-01,systolic,120", "p11,2026-03-01,systolic,130")], 1),
    "a questionnaire of another day": ("questionnaires", [("p4,2026-03-01", "p4,2026-03-02")], 1),
    "a day written anew": ("diary", [("p6,2026-03-02,0,2026-03-02T20:00", "p6,2026-03-02,1,2026-03-02T19:00")], 0),
}
"""What is corrected, each of other rows: the table, what stands there and what is to, and how many rows are then gone.

All that is gone of a table is of the patient named first.
"""


def test_a_newer_whole_export_is_all_that_its_source_says(held, new_desk) -> None:
    second = clinic()
    for table, pairs, _ in CORRECTIONS.values():
        for before, after in pairs:
            second[table] = corrected(second[table], before, after)
    rows = texts({table: [row for row in lines if row] for table, lines in second.items()})
    with new_desk() as fresh:
        report = held.take(held.export("second", SECOND, **rows))
        fresh.take(fresh.export("second", SECOND, **rows))
        assert held.contents() == fresh.contents()
    gone = {(table, pairs[0][0].split(",")[0]): number for table, pairs, number in CORRECTIONS.values() if number}
    assert Counter(held.rows("set_aside", "table_name", "patient_id")) == gone
    by_file = Counter[str]()
    for (table, _), number in gone.items():
        by_file[f"{table}.csv"] += number
    assert removed(report) == by_file
    assert {file.file: (file.accepted, file.updated) for file in report.files if file.accepted or file.updated} == {
        "diary.csv": (0, 1),
        "acute_doses.csv": (1, 0),
        "treatments.csv": (2, 0),
        **{f"{name}.csv": (1, 0) for name in ("treatment_doses", "visits", "questionnaires", "measurements")},
    }
    again = held.take(held.export("again", SECOND, **rows))
    assert not again.changed


def test_a_patient_merged_into_another_is_gone_with_all_rows(held, new_desk) -> None:
    second = {name: [row for row in rows if not row.startswith("p8,")] for name, rows in clinic().items()}
    with new_desk() as fresh:
        report = held.take(held.export("second", SECOND, **texts(second)), accept_removals=True)
        fresh.take(fresh.export("second", SECOND, **texts(second)))
        assert held.contents() == fresh.contents()
        assert removed(report)["patients.csv"] == 1


def test_a_patient_gone_who_has_not_left_is_asked_for(held) -> None:
    second = {name: [row for row in rows if not row.startswith("p8,")] for name, rows in clinic().items()}
    with pytest.raises(ImportQuestion, match=r"patients\.csv 12 rows before, 11 now \(1 patient gone who had not left"):
        held.take(held.export("second", SECOND, **texts(second)))


def test_a_patient_who_is_known_to_have_left_may_be_gone(desk) -> None:
    rows = clinic()
    rows["patients"] = [*without(rows["patients"], person("p8")), person("p8", "2026-03-15")]
    desk.take(desk.export("first", FIRST, **texts(rows)))
    second = {name: [row for row in lines if not row.startswith("p8,")] for name, lines in rows.items()}
    assert removed(desk.take(desk.export("second", SECOND, **texts(second))))["patients.csv"] == 1
    assert ("p8",) not in desk.rows("patients", "patient_id")


@pytest.mark.parametrize(("left", "is_asked"), [(59, False), (54, False), (53, True), (0, True)])
def test_over_a_tenth_of_the_rows_of_a_file_gone_is_asked_for(held, left, is_asked) -> None:
    rows = clinic()
    folder = held.export("second", SECOND, **texts(rows | {"acute_doses": rows["acute_doses"][:left]}))
    if is_asked:
        with pytest.raises(ImportQuestion, match=f"acute_doses.csv 60 rows before, {left} now.*--accept-removals"):
            held.take(folder)
    else:
        assert removed(held.take(folder)) == {"acute_doses.csv": 60 - left}


def test_a_file_that_is_not_there_has_no_rows(held) -> None:
    rows = clinic()
    del rows["visits"]
    folder = held.export("second", SECOND, **texts(rows))
    with pytest.raises(ImportQuestion, match=r"visits\.csv 12 rows before, 0 now"):
        held.take(folder)


def test_a_file_that_is_not_there_and_is_accepted_is_in_the_report(held) -> None:
    rows = clinic()
    del rows["visits"]
    report = held.take(held.export("second", SECOND, **texts(rows)), **ANYTHING)
    assert removed(report) == {"visits.csv": 12}
    assert held.rows("visits", "date") == []
    assert report.as_json()["files"][-1]["removed_rows"][0]["kind"] == "doctor"


@pytest.mark.parametrize("how", ["scope", "option", "one patient", "single file"])
def test_what_is_no_whole_export_says_nothing_of_what_it_leaves_out(held, how) -> None:
    some = {"patients": [person("p1")], "diary": ["p1,2026-03-11,1,2026-03-11T20:00"], "visits": []}
    if how == "single file":
        report = held.take(held.loose("diary.csv", texts(some)["diary"]))
    else:
        folder = held.export("second", SECOND, CHANGES if how == "scope" else None, **texts(some))
        options = {"option": {"changes": True}, "one patient": {"patient": "p1"}}
        report = held.take(folder, **options.get(how, {}))
    assert removed(report) == {}
    assert len(held.rows("diary", "date")) == 121
    assert len(held.rows("visits", "date")) == len(held.rows("patients", "patient_id")) == 12


def test_an_export_that_speaks_from_a_day_on_leaves_the_days_before(held) -> None:
    rows = clinic()
    second = {
        "patients": rows["patients"],
        "diary": [row for row in rows["diary"] if ",2026-03-10," in row and not row.startswith("p1,")],
        "acute_doses": [row for row in rows["acute_doses"] if ",2026-03-09," in row],
        "visits": rows["visits"],
    }
    report = held.take(held.export("second", SECOND, {"from": "2026-03-09"}, **texts(second)), **ANYTHING)
    assert removed(report) == {"diary.csv": 13}
    assert ("p1", date(2026, 3, 8)) in held.rows("diary", "patient_id", "date")
    assert ("p1", date(2026, 3, 10)) not in held.rows("diary", "patient_id", "date")
    assert len(held.rows("treatments", "drug")) == 12


def test_a_whole_export_older_than_the_newest_changes_nothing_and_says_so(held, told) -> None:
    before = held.contents()
    old = clinic()
    old["diary"] = [*old["diary"], "p1,2026-03-12,1,2026-03-12T20:00"]
    old["visits"] = old["visits"][:3]
    report = held.take(held.export("old", "2026-03-15T06:00", **texts(old)))
    assert not report.changed
    assert held.contents() == before
    assert [code for *_, code in told(report, remarks=True)] == ["older_export"] * len(old)
    assert "2026-03-20" in report.files[0].remarks[0].explanation


def test_a_delayed_export_of_changes_is_merged_newest_recording_first(held) -> None:
    header = HEADERS["diary"]
    late = f"{header}p1,2026-03-21,1,2026-03-21T20:00\np1,2026-03-22,1,2026-03-22T20:00\n"
    newer = f"{header}p1,2026-03-21,0,2026-03-23T20:00\n"
    held.take(held.export("newer", THIRD, CHANGES, patients=PATIENTS, diary=newer))
    held.take(held.export("delayed", SECOND, CHANGES, patients=PATIENTS, diary=late))
    found = {day: headache for day, headache in held.rows("diary", "date", "headache") if day > date(2026, 3, 15)}
    assert found == {date(2026, 3, 21): False, date(2026, 3, 22): True}


def test_what_a_delayed_export_of_changes_brings_back_stays_aside_and_what_a_later_one_has_counts_again(held) -> None:
    rows = clinic()
    gone = "p1,2026-04-05,doctor,video,1"
    second = rows | {"visits": without(rows["visits"], gone)}
    held.take(held.export("second", THIRD, **texts(second)))
    there = lambda: ("p1",) in held.rows("visits", "patient_id")  # noqa: E731
    assert not there()
    held.take(held.export("delayed", SECOND, CHANGES, **texts(rows | {"diary": []})))
    assert not there()
    held.take(held.export("later", "2026-03-31T06:00", **texts(rows)))
    assert there()


def test_a_row_without_a_time_of_writing_is_as_new_as_the_newest_whole_export_that_held_it(held) -> None:
    rows = clinic()
    held.take(held.export("second", THIRD, **texts(rows)))
    other = {"diary": [], "patients": [], "treatments": ["p1,Emgality,2026-02-01,240,mg,28"]}
    held.take(held.export("delayed", SECOND, CHANGES, **texts(other)))
    assert ("p1", 120.0) in held.rows("treatments", "patient_id", "dose")


def test_another_source_and_what_was_written_here_stay(held) -> None:
    note = {"patient_id": "p1", "by": "nurse", "recorded_at": datetime(2026, 3, 21, 9), "batch": 0}
    held.connection.execute(insert(CONTACTS), [note | {"contacted_on": date(2026, 3, 1), "channel": "phone"}])
    period = {"starts_on": date(2026, 3, 1), "ends_on": date(2026, 3, 3), "reason": "illness"}
    held.connection.execute(insert(EXCLUDED_PERIODS), [note | period])
    meaning = {name: value for name, value in note.items() if name != "patient_id"} | {"name": "x", "substance": "none"}
    held.connection.execute(insert(DRUG_MEANINGS), [meaning])
    elsewhere = diary_row("p1", date(2026, 2, 20), headache=True, source="migraine_buddy")
    here = diary_row("p1", date(2026, 2, 21), headache=False, batch=0)
    held.connection.execute(insert(DIARY), [elsewhere, here])
    dose = held.loose("dose.csv", HEADERS["acute_doses"] + "p1,2026-02-20,Maxalt\n")
    held.take(dose)
    report = held.take(held.export("second", SECOND, **texts(clinic())))
    assert removed(report) == {}
    assert {date(2026, 2, 20), date(2026, 2, 21)} <= {day for (day,) in held.rows("diary", "date")}
    assert ("Maxalt",) in held.rows("acute_doses", "drug")
    for table in ("contacts", "excluded_periods", "drug_meanings"):
        assert len(held.rows(table, "by")) == 1


def test_another_platforms_export_sets_nothing_of_the_first_aside(held) -> None:
    other = {"patients": [person("q1")], "diary": ["q1,2026-03-01,1,2026-03-01T20:00"]}
    report = held.take(held.export("second", SECOND, {"source": "south"}, **texts(other)))
    assert removed(report) == {}
    assert len(held.rows("patients", "patient_id")) == 13


@pytest.mark.parametrize(
    ("about", "row", "is_asked"),
    [
        ({}, person("p1", sex="male"), True),
        ({}, person("p1", birth_year=1999), True),
        ({"source": "another platform"}, person("p1"), True),
        ({}, "p1,2026-01-01,,,", False),  # what is unknown now contradicts nothing
        ({}, person("p1", left_on="2026-03-20"), False),
    ],
)
def test_another_person_under_a_known_pseudonym_is_asked_for(held, about, row, is_asked) -> None:
    rows = clinic()
    rows["patients"] = [row, *rows["patients"][1:]] if not about else [row]
    if about:
        rows = {name: [line for line in lines if line.startswith("p1,")] for name, lines in rows.items()}
    folder = held.export("second", SECOND, about, **texts(rows))
    if not is_asked:
        held.take(folder)
        return
    with pytest.raises(ImportQuestion, match=r"1 known pseudonym comes with another sex.*--accept-changed-identity"):
        held.take(folder)
    assert held.rows("import_batches", "batch") == [(1,)]


def test_a_changed_person_is_taken_over_when_accepted(held) -> None:
    rows = clinic()
    rows["patients"] = [person("p1", sex="male", birth_year=1999), *rows["patients"][1:]]
    report = held.take(held.export("second", SECOND, **texts(rows)), accept_changed_identity=True)
    assert report.other_people == 1
    assert ("p1", "male", 1999) in held.rows("patients", "patient_id", "sex", "birth_year")


def test_a_patient_whose_row_cannot_be_read_stays(held) -> None:
    rows = clinic()
    rows["patients"] = [*rows["patients"][:-1], "p12,not a date,,1980,female"]
    held.take(held.export("second", SECOND, **texts(rows)))
    assert len(held.rows("patients", "patient_id")) == 12
    assert len(held.rows("diary", "date")) == 120


def test_a_single_file_that_corrects_a_rejected_row_stands_while_the_export_has_that_row(desk) -> None:
    rows = clinic()
    rows["diary"] = [*rows["diary"][:-1], "p12,2026-03-10,perhaps,2026-03-10T20:00"]
    desk.take(desk.export("first", FIRST, **texts(rows)))
    desk.take(desk.loose("diary rejected.csv", HEADERS["diary"] + "p12,2026-03-10,1,2026-03-10T20:00\n"))
    there = lambda: ("p12", date(2026, 3, 10)) in desk.rows("diary", "patient_id", "date")  # noqa: E731
    desk.take(desk.export("second", SECOND, **texts(rows)))
    assert there()
    rows["diary"] = rows["diary"][:-1]
    desk.take(desk.export("third", THIRD, **texts(rows)))
    assert not there()


def test_the_same_export_again_leaves_what_a_single_file_brought_meanwhile(held) -> None:
    held.take(held.loose("visits.csv", HEADERS["visits"] + "p1,2026-04-20,nurse,chat,1\n"))
    assert removed(held.take(held.export("again", FIRST, **texts(clinic())))) == {}
    assert len(held.rows("visits", "date")) == 13


def test_exports_of_two_platforms_at_once_are_refused(desk) -> None:
    north = desk.export("north", FIRST, {"source": "north"})
    south = desk.export("south", FIRST, {"source": "south"})
    with pytest.raises(UnreadableFile, match=r"several sources \(north, south\)"):
        desk.take(north, south)


@pytest.mark.parametrize(
    ("about", "sentence"), [({"scope": "most"}, "neither whole nor changes"), ({"from": "March"}, "not a date such as")]
)
def test_what_export_json_cannot_say_is_refused(desk, about, sentence) -> None:
    with pytest.raises(UnreadableFile, match=sentence):
        desk.take(desk.export("first", FIRST, about))


def test_the_report_lists_what_is_gone(held) -> None:
    rows = clinic()
    second = rows | {"acute_doses": rows["acute_doses"][2:]}
    told = json.loads(json.dumps(held.take(held.export("second", SECOND, **texts(second))).as_json()))
    doses = next(file for file in told["files"] if file["file"] == "acute_doses.csv")
    assert (doses["removed"], told["removed"]) == (2, 2)
    assert doses["removed_rows"] == [
        {"patient_id": "p1", "date": f"2026-03-0{day}", "drug": "Sumatriptan", "doses": "1.0"} for day in (1, 3)
    ]
    kept = held.rows("set_aside", "table_name", "patient_id", "identity", "batch", "set_aside_in")
    assert [(table, patient, batch, aside) for table, patient, _, batch, aside in kept] == [
        ("acute_doses", "p1", 1, 2)
    ] * 2


def test_two_whole_exports_in_one_import_end_as_the_second(new_desk) -> None:
    first = clinic()
    second = first | {"visits": corrected(first["visits"], "p2,2026-04-05", "p2,2026-04-19")}
    with new_desk() as desk, new_desk() as fresh:
        both: list[Path] = [desk.export("b", SECOND, **texts(second)), desk.export("a", FIRST, **texts(first))]
        desk.take(*both)
        fresh.take(fresh.export("second", SECOND, **texts(second)))
        assert desk.contents() == fresh.contents()


def test_an_export_dated_to_the_day_was_made_at_its_end(desk) -> None:
    rows = clinic() | {"diary": ["p1,2026-03-25,1,2026-03-25T21:00"]}
    report = desk.take(desk.export("first", "2026-03-25", **texts(rows)))
    assert not report.files[1].problems
    assert not desk.take(desk.export("second", "2026-03-25", **texts(rows))).changed
