"""A patient who is erased is nowhere any more, the log apart, and the next export does not bring them back."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from analysis.errors import UnknownPatient
from analysis.importing import ImportReport, import_exports
from analysis.store import Action, Contact, Door, Store, Visitor

MARK = "Zebrafink"
GONE, STAYS = f"{MARK}-7", "P-STAYS"
NURSE = Visitor("nurse")
ABOUT = {"exported_at": "2026-03-05T06:00", "source": "an invented clinic"}
FILES = {
    "patients": f"patient_id,enrolled_on,display_name\n{GONE},2026-01-01,{MARK} Test\n{STAYS},2026-01-01,Stays\n",
    "diary": f"patient_id,date,headache,severity,note\n{GONE},2026-03-01,1,2,{MARK}note\n{GONE},2026-03-02,x{MARK},,\n"
    f"{GONE},2026-03-03,1,{MARK},\n{STAYS},2026-03-01,1,2,kept\n",
    "acute_doses": f"patient_id,date,drug,doses\n{GONE},2026-03-01,{MARK}pills,1\n{STAYS},2026-03-01,triptan,1\n",
    "treatments": f"patient_id,drug,started_on,stop_reason\n{GONE},{MARK}mab,2026-01-10,\n",
    "visits": f"patient_id,date,kind\n{GONE},2026-02-01,doctor\n",
}


def export(folder: Path, more: str = "", **about: str) -> Path:
    folder.mkdir()
    for name, text in FILES.items():
        (folder / f"{name}.csv").write_text(text + (more if name == "diary" else ""), encoding="utf-8")
    (folder / "export.json").write_text(json.dumps(ABOUT | about))
    return folder


def take(store: Store, *paths: Path, **options: object) -> ImportReport:
    with Door(store, NURSE).importing() as connection:
        return import_exports(connection, paths, by="nurse", now=datetime(2026, 3, 9), **options)


def holding(folder: Path) -> list[str]:
    """The files in which the mark can be read; the log may."""
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and "access_log" not in path.name and MARK.encode() in path.read_bytes()
    ]


def patients(store: Store) -> list[str]:
    with store.snapshot().connect() as connection:
        return sorted(connection.exec_driver_sql("SELECT patient_id FROM patients").scalars())


@pytest.fixture(scope="module")
def erased(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store from which the patient was erased after several imports, contacts and a diary from elsewhere."""
    folder = tmp_path_factory.mktemp("erasing")
    store = Store(folder / "clinic")
    take(store, export(folder / "first"))
    take(store, export(folder / "second", f"{GONE},2026-03-04,1,1,{MARK}again\n", exported_at="2026-03-06T06:00"))
    loose = folder / f"{GONE}.csv"
    loose.write_text(f"date,headache,note\n2026-02-01,1,{MARK}own\n2026-02-02,{MARK}?,\n")
    take(store, loose, patient=GONE)
    door = Door(store, NURSE)
    for patient in (GONE, STAYS):
        door.record_contact(Contact(patient, date(2026, 3, 5), "nurse", "phone", f"{MARK if patient == GONE else ''}"))
    assert len(holding(store.folder)) > 2
    assert door.erase(GONE) > 10
    return store


def test_nothing_of_them_is_in_any_file_but_the_pseudonym_among_the_erased(erased):
    assert holding(erased.folder) == [erased.snapshots()[0].name]
    content = (erased.folder / erased.snapshots()[0].name).read_bytes()
    for written in (f"{MARK}note", f"{MARK}pills", f"{MARK}mab", f"{MARK}own", f"{MARK}?", f"{MARK} Test", f"x{MARK}"):
        assert written.encode() not in content
    assert len(erased.snapshots()) == 1


def test_others_stay_as_they_were(erased):
    assert patients(erased) == [STAYS]
    records = Door(erased, NURSE).enter(Action.READ, "test", [STAYS])
    assert [one.patient_id for one in Door(erased, NURSE).contacts(records)] == [STAYS]


def test_the_log_keeps_who_saw_them(erased):
    found = Door(erased, NURSE).accesses(GONE)
    assert [one.action for one in found if one.patient_id == GONE][-2:] == ["changed", "erased"]


def test_the_next_export_does_not_bring_them_back_unless_they_are_readmitted(erased, tmp_path):
    later = export(tmp_path / "later", exported_at="2026-03-07T06:00")
    report = take(erased, later)
    diary = next(file for file in report.files if file.file == "diary.csv")
    assert (diary.read, diary.rejected, diary.unchanged) == (4, 3, 1)
    assert [one.reason.code for one in diary.remarks] == ["patient_erased"]
    assert patients(erased) == [STAYS]
    assert f"{MARK}note" not in (erased.folder / erased.snapshots()[0].name).read_bytes().decode("latin-1")
    take(erased, export(tmp_path / "last", exported_at="2026-03-08T06:00"), readmit=[GONE])
    assert patients(erased) == [STAYS, GONE]


def test_somebody_who_is_not_there_cannot_be_erased(erased):
    before = erased.snapshots()
    with pytest.raises(UnknownPatient, match="no patient 'NOBODY'"):
        Door(erased, NURSE).erase("NOBODY")
    assert erased.snapshots() == before
