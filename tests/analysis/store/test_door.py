"""The one door: the log is written before anything can be read, for each patient, and holds nothing clinical."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import insert

from analysis.errors import NoData, StoreProblem, UnknownPatient
from analysis.querying.schema import IMPORT_BATCHES, PATIENTS
from analysis.store import Action, Contact, Door, Store, Visitor

NURSE = Visitor("nurse", ("North", "South"))


@pytest.fixture
def store(tmp_path):
    made = Store(tmp_path / "clinic")
    with made.writing("test") as connection:
        rows = [
            {"patient_id": name, "enrolled_on": date(2026, 1, 1), "care_unit": "North", "batch": 1}
            for name in ("A", "B")
        ]
        connection.execute(insert(PATIENTS), rows)
        batches = [
            {"batch": 1, "as_of": date(2026, 3, 1), "clinic_export": True},
            {"batch": 2, "as_of": date(2026, 2, 1), "clinic_export": True},
            {"batch": 3, "as_of": date(2026, 9, 1), "clinic_export": False},
        ]
        common = {"imported_at": date(2026, 3, 1), "imported_by": "test"}
        connection.execute(insert(IMPORT_BATCHES), [common | batch for batch in batches])
    return made


def test_reading_one_patient_is_logged_once_with_who_and_where(store):
    door = Door(store, NURSE)
    door.enter(Action.READ, "patient page", ["A"])
    (entry,) = door.accesses()
    assert (entry.user, entry.care_units, entry.patient_id) == ("nurse", "North South", "A")
    assert (entry.action, entry.place) == ("read", "patient page")


def test_a_list_is_one_entry_that_tells_who_was_on_it(store):
    door = Door(store, NURSE)
    door.enter(Action.LISTED, "worklist")
    door.enter(Action.LISTED, "worklist", ["A"])
    assert [(entry.patient_id, entry.patients) for entry in door.accesses()] == [(None, 2), (None, 1)]
    assert [entry.number for entry in door.accesses("B") if entry.action == "listed"] == [1]
    assert [entry.number for entry in door.accesses("A") if entry.action == "listed"] == [1, 2]


def test_an_unknown_patient_is_refused(store):
    with pytest.raises(UnknownPatient, match="no patient 'X'"):
        Door(store, NURSE).enter(Action.READ, "summary", ["A", "X"])
    (entry,) = Door(store, NURSE).accesses()
    assert (entry.action, entry.patient_id, entry.place) == ("refused", "X", "summary")


def test_nothing_is_shown_when_the_log_cannot_be_written(store):
    store.access_log_path.mkdir()
    with pytest.raises(StoreProblem, match="nothing is shown"):
        Door(store, NURSE).enter(Action.READ, "summary", ["A"])


def test_the_data_end_with_the_newest_export_of_the_clinics_own_platform(store):
    records = Door(store, NURSE).enter(Action.READ, "summary", ["A"])
    assert records.as_of == date(2026, 3, 1)
    assert records.day(date(2026, 2, 1)) == date(2026, 2, 1)
    with pytest.raises(NoData, match="The data end on 2026-03-01"):
        records.day(date(2026, 3, 2))


def test_an_impossible_end_of_the_data_that_was_let_in_before_is_not_believed(store):
    with store.writing("test") as connection:
        row = {"batch": 4, "as_of": date(2099, 12, 31), "clinic_export": True, "imported_by": "test"}
        connection.execute(insert(IMPORT_BATCHES), [row | {"imported_at": datetime(2026, 3, 1)}])
    assert Door(store, NURSE).enter(Action.READ, "summary", ["A"]).as_of == date(2026, 3, 1)


def test_an_import_is_logged_and_published(store):
    door = Door(store, NURSE)
    with door.importing() as connection:
        row = {"patient_id": "C", "enrolled_on": date(2026, 1, 1), "care_unit": "North", "batch": 4}
        connection.execute(insert(PATIENTS), [row])
    with door.importing(keep=False):
        pass
    assert [entry.action for entry in door.accesses()] == ["imported", "tried"]
    assert door.enter(Action.READ, "summary", ["C"]).patients == ("C",)


def test_a_contact_is_kept_logged_and_can_be_taken_back(store):
    door = Door(store, NURSE)
    today = date(2026, 3, 1)
    kept = door.record_contact(Contact("A", today, "nurse", "phone", "ringde", today + timedelta(days=3)))
    undone = door.record_contact(Contact("B", today, "nurse", "message"))
    door.undo_contact("B", undone)
    records = door.enter(Action.LISTED, "worklist")
    (contact,) = Door(store, NURSE).contacts(records)
    assert (contact.number, contact.patient_id, contact.note) == (kept, "A", "ringde")
    assert contact.waiting_until == date(2026, 3, 4)
    assert [entry.patient_id for entry in door.accesses() if entry.action == "changed"] == ["A", "B", "B"]


def test_contacts_outlive_an_import(store):
    door = Door(store, NURSE)
    door.record_contact(Contact("A", date(2026, 3, 1), "nurse", "letter"))
    with door.importing():
        pass
    assert len(door.contacts(door.enter(Action.READ, "patient page", ["A"]))) == 1
    assert door.contacts(door.enter(Action.READ, "patient page", ["B"])) == []


@pytest.mark.parametrize(
    "impossible", [{"channel": "pigeon"}, {"channel": "phone", "waiting_until": date(2026, 2, 28)}]
)
def test_an_impossible_contact_is_refused(impossible):
    with pytest.raises(ValueError, match=r"channel|waiting_until"):
        Contact("A", date(2026, 3, 1), "nurse", **impossible)


def test_a_contact_with_nobody_is_refused(store):
    with pytest.raises(UnknownPatient):
        Door(store, NURSE).record_contact(Contact("X", date(2026, 3, 1), "nurse", "phone"))
