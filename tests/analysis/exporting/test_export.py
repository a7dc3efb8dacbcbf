"""What comes out goes in again: the same rows, the same figures, and nothing half written."""

from __future__ import annotations

import json
import shutil
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from analysis import diary
from analysis.errors import ExportRefused, UnreadableFile
from analysis.exporting import FORMATS, export, files
from analysis.formats import delimited
from analysis.importing import cells, import_exports
from analysis.querying.schema import DIARY_TABLES
from analysis.records.excluded_periods import ExcludedPeriod
from analysis.records.remarks import remarks
from analysis.records.unread import unread_treatments
from analysis.store import Action, Contact, Door, Store, Visitor
from analysis.summary import summaries
from analysis.windows import Window
from tests.drawn import diary_row

NOW = datetime(2026, 6, 1, 8, 0)
EXPORTED_AT = datetime(2026, 3, 31, 6, 0)
HOSTILE = '=HYPERLINK("x"); "quoted", comma; semicolon\nand a second line å'

PATIENTS = (
    "patient_id,enrolled_on,left_on,birth_year,display_name\nA,2026-01-01,,1980,\nB,2026-01-01,2026-03-20,,Åsa Ö\n"
)
DIARY = """\
patient_id,date,headache,recorded_at,severity,intensity,duration_hours
A,2026-03-01,1,2026-03-01T20:00:05,2,,7.5
A,2026-03-02,0,2026-03-02T20:00,,,
B,2026-03-03,1,,,6.5,
"""
DOSES = "patient_id,date,drug,doses,taken_at,helped\nA,2026-03-01,hjälpis,0.5,2026-03-01T09:00,partly\n"


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A clinic's export, and a store of it, a foreign diary written late and without doses, and what was written here.

    A store beside is of an export of which cells and rows of the diary, the doses and a treatment could not be read,
    with an export of that store.
    """
    folder = tmp_path_factory.mktemp("filled")
    clinic = folder_of(folder / "from the platform", diary=DIARY, acute_doses=DOSES)
    made = Store(folder / "store")
    with made.writing("test") as connection:
        import_exports(connection, [clinic], by="test", now=NOW)
        late = {"source": "migraine_buddy", "doses_recorded": False, "recorded_at": datetime(2026, 4, 20, 8, 0)}
        late["attacks_only"] = True
        rows = [
            diary_row("A", date(2026, 3, 5), headache=True, note=HOSTILE, **late),
            diary_row("A", date(2026, 4, 10), headache=True, **late),
        ]
        connection.execute(insert(DIARY_TABLES["diary"]), rows)
    door = Door(made, Visitor("nurse"))
    door.explain_drug("hjälpis", "paracetamol")
    door.record_contact(Contact("A", date(2026, 5, 30), "nurse", "phone", HOSTILE, date(2026, 6, 3)))
    door.exclude(
        ExcludedPeriod("A", date(2026, 3, 2), date(2026, 3, 9), "illness", "doctor", datetime(2026, 5, 1, 9, 30))
    )
    unread = Store(folder / "unread")
    odd = folder_of(folder / "odd", diary=UNREAD_DIARY, acute_doses=UNREAD_DOSES, treatments=UNREAD_COURSE)
    taken_in(odd, unread)
    written(unread, folder / "of unread")
    return folder


@pytest.fixture
def store(filled, tmp_path):
    return Store(shutil.copytree(filled / "store", tmp_path / "store"))


def written(store, folder, format="csv", patient=None):
    door = Door(store, Visitor("nurse"))
    records = door.enter(Action.EXPORTED, "export", None if patient is None else [patient])
    return export(records, door.contacts(records), folder, format, now=NOW)


def taken_in(folder, store):
    with store.writing("test") as connection:
        return import_exports(connection, [folder], by="test", now=NOW)


def contents(store):
    """Everything the tables hold but which import brought it; contacts wherever they lie."""
    door = Door(store, Visitor("nurse"))
    records = door.enter(Action.READ, "test")
    with records.connect() as connection:
        found = {
            name: sorted(map(repr, connection.execute(select(*(c for c in table.columns if c.name != "batch")))))
            for name, table in DIARY_TABLES.items()
            if name != "contacts"
        }
    contacts = [(one.patient_id, one.recorded_at, one.note, one.waiting_until) for one in door.contacts(records)]
    figures = {name: one.as_json() for name, one in summaries(records).items()}
    return found, contacts, figures, records.as_of


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_an_export_read_into_an_empty_store_gives_the_same(store, tmp_path, format):
    written(store, tmp_path / "out", format)
    other = Store(tmp_path / "other")
    report = taken_in(tmp_path / "out", other)
    assert not any(file.rejected for file in report.files)
    assert not any(file.unknown_drugs for file in report.files)
    assert contents(other) == contents(store)
    assert report.as_of == EXPORTED_AT.date()


def test_an_export_read_into_its_own_store_changes_nothing(store, tmp_path):
    before = contents(store)
    written(store, tmp_path / "out")
    report = taken_in(tmp_path / "out", store)
    assert all(file.updated == file.rejected == 0 for file in report.files)
    assert {file.file: file.accepted for file in report.files if file.accepted} == {"contacts.csv": 1}
    assert contents(store) == before


def test_a_contact_that_was_taken_back_stays_so_when_an_older_export_is_read(store, tmp_path):
    written(store, tmp_path / "out")
    door = Door(store, Visitor("nurse"))
    (contact,) = door.contacts(door.enter(Action.READ, "test"))
    door.undo_contact("A", contact.number)
    taken_in(tmp_path / "out", store)
    assert door.contacts(door.enter(Action.READ, "test")) == []


UNREAD_DIARY = """\
patient_id,date,headache,recorded_at,severity,duration_hours,nausea
A,2026-03-01,1,2026-03-01T20:00:05,2,36,1
A,2026-03-02,1,2026-03-02T20:00,lite,8,1
A,2026-03-03,perhaps,2026-03-03T20:00,,,
A,2026-03-04,1,2026-03-04T20:00,2,8,1
"""
UNREAD_DOSES = "patient_id,date,drug,doses\nA,2026-03-04,,1\nA,2026-03-04,,2\nA,2026-03-1x,Maxalt,1\n"
UNREAD_COURSE = """\
patient_id,drug,started_on,stopped_on,dose,dose_unit
A,Aimovig,2026-02-01,in spring,140,mg
A,,2025-02-01,2025-05-31,50,mg
"""


@pytest.fixture
def unread_store(filled, tmp_path):
    return Store(shutil.copytree(filled / "unread", tmp_path / "store"))


def folder_of(folder, **texts):
    folder.mkdir()
    for name, text in {"patients": PATIENTS, **texts}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    (folder / "export.json").write_text(json.dumps({"exported_at": EXPORTED_AT.isoformat()}))
    return folder


def unread_of(store):
    """What could not be read, without where it stood, and which treatments are not judged for it."""
    records = Door(store, Visitor("nurse")).enter(Action.READ, "test")
    with records.connect() as connection:
        held = remarks(connection).get("A", ())
        courses = unread_treatments(connection)
    return sorted((one.kind, one.column or "", one.value or "", one.line or 0) for one in held), courses


@pytest.mark.parametrize("format", ["csv", "parquet", "fhir"])
def test_what_could_not_be_read_is_unknown_after_the_way_back_too(unread_store, tmp_path, format):
    found, courses = unread_of(unread_store)
    unread = {Window(date(2026, 2, 1), date(2026, 2, 1)), Window(date(2025, 1, 18), date(2025, 6, 14))}
    assert (len(found), courses) == (8, {"A": unread})
    written(unread_store, tmp_path / "out", format)
    other = Store(tmp_path / "other")
    for _ in range(2):
        taken_in(tmp_path / "out", other)
        assert format == "fhir" or contents(other) == contents(unread_store)
        assert unread_of(other) == (found, courses)
    figures = contents(other)[2]["A"]["acute_days_by_class"]["triptan"]
    assert (figures["observed"], figures["unknown"]) == (0, 2)  # 4 March, and the dose of which no day is known


def test_a_day_of_which_the_time_of_writing_could_not_be_read_stays_filled_on_the_way_by_fhir(tmp_path):
    one, other = Store(tmp_path / "one"), Store(tmp_path / "other")
    taken_in(folder_of(tmp_path / "odd", diary=UNREAD_DIARY.replace("2026-03-04T20:00", "?")), one)
    written(one, tmp_path / "out", "fhir")
    taken_in(tmp_path / "out", other)
    assert unread_of(one) == unread_of(other)
    before, after = (contents(store)[2]["A"]["completeness"] for store in (one, other))
    assert before["filled"] == after["filled"] == 3


def test_fhir_tells_of_no_day_with_an_unread_intake_that_nothing_was_taken(unread_store, tmp_path):
    written(unread_store, tmp_path / "out", "fhir")
    told = [json.loads(line) for line in (tmp_path / "out" / "MedicationStatement.ndjson").read_text().splitlines()]
    (untaken,) = [one["effectivePeriod"] for one in told if one["status"] == "not-taken"]
    assert untaken == {"start": "2026-03-01", "end": "2026-03-02"}


def test_what_a_later_export_says_better_is_read_wherever_it_was_told_on(filled, tmp_path):
    other = Store(tmp_path / "other")
    taken_in(filled / "of unread", other)
    courses = UNREAD_COURSE.replace("in spring", "").replace("A,,", "A,Propranolol,")
    better = folder_of(tmp_path / "better", diary=DIARY, acute_doses=DOSES, treatments=courses)
    with other.writing("test") as connection:
        import_exports(connection, [better], by="test", now=NOW, accept_removals=True, accept_changed_identity=True)
    assert unread_of(other) == ([("unknown_drug", "drug", "hjälpis", 2)], {})


@pytest.mark.parametrize(
    "unread", [3, "all", [{}], [{"table": "diary"}], [{"table": "nowhere", "rejected": True}], [[1]], {"a": 1}]
)
def test_a_list_of_what_was_not_read_that_cannot_be_read_is_refused(filled, tmp_path, unread):
    out = shutil.copytree(filled / "of unread", tmp_path / "out")
    about = json.loads((out / "export.json").read_text(encoding="utf-8"))
    (out / "export.json").write_text(json.dumps(about | {"unread": unread}), encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"export\.json: unread"):
        taken_in(out, Store(tmp_path / "other"))


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00\x1e\x1f"), max_size=12)
"""Whatever a cell may hold: also carriage returns, quotes, delimiters and signs that other programs end lines with."""


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4))
@example([("first\rsecond", 'say "ah"; \r\n'), ("\u2028", "=1+1"), (" x", "x\t")])
def test_every_text_comes_back_from_a_csv_file_as_it_was(rows):
    frame = pd.DataFrame({column.name: None for column in diary.PATIENTS}, index=range(len(rows)), dtype=object)
    frame["display_name"], frame["care_unit"] = ([row[at] for row in rows] for at in (0, 1))
    frame["enrolled_on"] = pd.to_datetime(["2026-01-01"] * len(rows))
    frame["patient_id"] = [f"p{number}" for number in range(len(rows))]
    with TemporaryDirectory() as folder:
        files.write_csv(Path(folder), [{"patients": frame}])
        data = (Path(folder) / "patients.csv").read_bytes()
    found = delimited.table("patients.csv", delimited.lines_of(delimited.decoded(data, "patients.csv")))
    assert not found.broken
    assert data.startswith(b"\xef\xbb\xbf")
    names = [found.header.index(name) for name in ("display_name", "care_unit")]
    assert [tuple(cells[at] for at in names) for cells in found.rows] == rows


TOLD = st.text(st.characters(codec="utf-8"), max_size=16) | st.sampled_from(["NA", "-", "none", "1", "=1+1", "a\r\rb"])


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(TOLD, TOLD, TOLD), min_size=1, max_size=4))
@example([(" a\r\n\u2028b ", '"', "\ufeff"), ("e\u0301", "\u00e9", "'")])
def test_whatever_an_import_keeps_of_a_text_it_keeps_again_from_the_export(rows):
    """The law of the round trip: reading, writing and reading again is the same as reading, in each of these."""
    places = ("diagnosis", "care_unit", "display_name")
    texts = [diary.DIARY.column("note"), *(diary.PATIENTS.column(name) for name in places[1:])]
    read = [cells.parsed(pd.Series([row[at] for row in rows], dtype=object), one)[0] for at, one in enumerate(texts)]
    frame = pd.DataFrame({column.name: None for column in diary.PATIENTS}, index=range(len(rows)), dtype=object)
    frame["patient_id"], frame["enrolled_on"] = [f"p{at}" for at in range(len(rows))], pd.Timestamp("2026-01-01")
    frame[list(places)] = pd.DataFrame(dict(zip(places, read, strict=True)))
    with TemporaryDirectory() as folder:
        files.write_csv(Path(folder), [{"patients": frame}])
        data = (Path(folder) / "patients.csv").read_bytes()
    found = delimited.table("patients.csv", delimited.lines_of(delimited.decoded(data, "patients.csv"))).frame()
    assert len(found) == len(rows)
    for one, name, kept in zip(texts, places, read, strict=True):
        again = cells.parsed(found[name].reset_index(drop=True), one)[0]
        assert again.fillna("").tolist() == kept.fillna("").tolist()


def test_an_export_of_one_patient_says_nothing_of_the_others(store, tmp_path):
    written(store, tmp_path / "out", patient="B")
    about = json.loads((tmp_path / "out" / "export.json").read_text())
    assert about["scope"] == "changes"
    report = taken_in(tmp_path / "out", store)
    assert not any(file.removed for file in report.files)


def test_the_rows_stay_those_of_the_platform_they_came_from(filled, store, tmp_path):
    """So that the platform's next export corrects a store that was made anew from an export of this program."""
    folder = shutil.copytree(filled / "from the platform", tmp_path / "from the platform")
    about = {"exported_at": EXPORTED_AT.isoformat(), "source": "a platform"}
    (folder / "export.json").write_text(json.dumps(about))
    taken_in(folder, store)
    written(store, tmp_path / "out")
    other = Store(tmp_path / "other")
    taken_in(tmp_path / "out", other)
    (folder / "export.json").write_text(json.dumps(about | {"exported_at": "2026-04-30T06:00:00"}))
    (folder / "diary.csv").write_text(DIARY.replace("B,2026-03-03", "B,2026-03-04"))
    report = taken_in(folder, other)
    assert {file.file: file.removed for file in report.files if file.removed} == {"diary.csv": 1}


def test_one_patient_alone(store, tmp_path):
    names = [path.name for path in written(store, tmp_path / "out", patient="B")]
    assert names == ["diary.csv", "drug_meanings.csv", "export.json", "patients.csv"]
    assert (tmp_path / "out" / "diary.csv").read_text().count("\n") == 2
    log = Door(store, Visitor("nurse")).accesses("B")
    assert [entry.action for entry in log] == ["exported"]


def test_a_workbook_holds_texts_as_texts(store, tmp_path):
    written(store, tmp_path / "out", "xlsx")
    content = (tmp_path / "out" / "diaries.xlsx").read_bytes()
    assert content[:2] == b"PK"
    from zipfile import ZipFile

    with ZipFile(tmp_path / "out" / "diaries.xlsx") as book:
        sheets = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        texts = book.read("xl/sharedStrings.xml").decode()
    assert len(sheets) == 6
    assert not any("<f>" in sheet or "<hyperlink" in sheet for sheet in sheets)
    assert "=HYPERLINK(" in texts


def test_a_folder_that_holds_something_is_left_alone(store, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.docx").write_text("years of work")
    with pytest.raises(ExportRefused, match="not an empty folder"):
        written(store, tmp_path / "out")
    assert (tmp_path / "out" / "thesis.docx").read_text() == "years of work"


def test_what_fails_halfway_leaves_nothing(store, tmp_path, monkeypatch):
    def fails(folder, frames):
        (folder / "patients.csv").write_text("half")
        raise OSError("the disk is full")

    monkeypatch.setitem(FORMATS, "csv", fails)
    with pytest.raises(OSError, match="disk is full"):
        written(store, tmp_path / "out")
    assert not [path for path in tmp_path.iterdir() if "out" in path.name]


def test_a_table_too_long_for_a_sheet_is_refused(tmp_path, monkeypatch):
    from analysis.exporting import files

    monkeypatch.setattr(files, "ROWS_OF_A_SHEET", 3)
    visits = pd.DataFrame({column.name: None for column in diary.VISITS}, index=range(2), dtype=object)
    visits["date"] = pd.Timestamp("2026-01-01")
    with pytest.raises(ExportRefused, match="visits has more rows"):
        files.write_workbook(tmp_path, [{"visits": visits}, {"visits": visits}])


def test_the_as_of_date_comes_back_when_the_platform_did_not_say_when_it_exported(tmp_path):
    folder = tmp_path / "loose"
    folder.mkdir()
    (folder / "patients.csv").write_text("patient_id,enrolled_on\nA,2026-01-01\n")
    (folder / "diary.csv").write_text("patient_id,date,headache,recorded_at\nA,2026-03-01,1,2026-03-02T07:00\n")
    first, second = Store(tmp_path / "first"), Store(tmp_path / "second")
    taken_in(folder, first)
    written(first, tmp_path / "out")
    assert taken_in(tmp_path / "out", second).as_of == date(2026, 3, 2)
    assert NOW.date() - timedelta(days=1) > date(2026, 3, 2)
