"""Who is there for whom: care units, roles and one's own diary, by every way through the door."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import delete, insert, select, text

from analysis.errors import NotAllowed, UnknownPatient
from analysis.querying.schema import DIARY, IMPORT_BATCHES, PATIENTS, SET_ASIDE
from analysis.records.excluded_periods import ExcludedPeriod
from analysis.store import Action, Contact, Door, Entered, Records, Store, Visitor, narrowing
from analysis.store.door import now
from analysis.store.narrowing import narrowed
from analysis.store.roles import RIGHTS, Role

UNITS = {"N-1": "Nord", "N-2": "Nord", "S-1": "Syd", "X-1": None}
DAY = date(2026, 3, 1)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    made = Store(tmp_path_factory.mktemp("units") / "clinic")
    with made.writing("test") as connection:
        rows = [
            {"patient_id": name, "enrolled_on": date(2026, 1, 1), "care_unit": unit, "batch": 1}
            for name, unit in UNITS.items()
        ]
        connection.execute(insert(PATIENTS), rows)
        batch = {"batch": 1, "as_of": DAY, "clinic_export": True, "imported_at": DAY, "imported_by": "test"}
        connection.execute(insert(IMPORT_BATCHES), [batch])
    return made


def door(store, role, *units, own=None):
    return Door(store, Visitor("someone", units or None, role, own=own))


@pytest.mark.parametrize("role", ["doctor", "nurse"])
@pytest.mark.parametrize(
    ("units", "seen"),
    [((), None), (("Nord",), ("N-1", "N-2")), (("Nord", "Syd"), ("N-1", "N-2", "S-1")), (("Öst",), ())],
)
def test_a_list_holds_the_patients_of_the_care_units(store, role, units, seen):
    assert door(store, role, *units).enter(Action.LISTED, "worklist").patients == seen


@pytest.mark.parametrize("action", list(Action))
def test_a_patient_of_another_unit_is_not_there_whatever_is_done(store, action):
    nurse = door(store, "nurse", "Nord")
    assert nurse.enter(action, "page", ["N-1"]).patients == ("N-1",)
    for other in ("S-1", "X-1", "nobody"):
        with pytest.raises(UnknownPatient, match=f"There is no patient '{other}' in the store."):
            nurse.enter(action, "page", [other])
        with pytest.raises(UnknownPatient):
            nurse.enter(action, "page", ["N-1", other])


def test_nothing_is_written_of_a_patient_of_another_unit(store):
    nurse, before = door(store, "nurse", "Nord"), store.snapshot().name
    period = ExcludedPeriod("S-1", DAY, DAY, "illness", "someone", now(), "")
    for act in (nurse.exclude, nurse.withdraw):
        with pytest.raises(UnknownPatient):
            act(period)
    with pytest.raises(UnknownPatient):
        nurse.record_contact(Contact("S-1", DAY, "someone", "phone", "", None, now()))
    south = door(store, "nurse", "Syd")
    number = south.record_contact(Contact("S-1", DAY, "someone", "phone", "", None, now()))
    with pytest.raises(UnknownPatient):
        nurse.undo_contact("S-1", number)
    nurse.undo_contact("N-1", number)
    assert [one.number for one in south.contacts(south.enter(Action.READ, "page", ["S-1"]))] == [number]
    assert store.snapshot().name == before


@pytest.mark.parametrize(
    ("units", "own", "seen"),
    [((), None, sorted(UNITS)), (("Nord",), None, ["N-1", "N-2"]), (("Nord'; --",), None, []), ((), "S-1", ["S-1"])],
)
def test_no_statement_finds_the_row_of_another_patient(store, units, own, seen):
    visitor = door(store, "patient" if own else "doctor", *units, own=own)
    records = visitor.enter(Action.READ, "page", [own] if own else [])
    for _ in range(2):
        with records.connect() as connection:
            assert sorted(connection.execute(select(PATIENTS.c.patient_id)).scalars()) == seen
            assert sorted(connection.execute(text("SELECT patient_id FROM patients")).scalars()) == seen
    with door(store, "doctor").enter(Action.LISTED, "page").connect() as connection:
        assert len(connection.execute(select(PATIENTS.c.patient_id)).all()) == len(UNITS)


def test_another_process_of_the_same_command_sees_no_more(store):
    records = door(store, "doctor", "Nord").enter(Action.READ, "page", ["N-1"])
    with Entered.of(records).reopened(store).connect() as connection:
        assert sorted(connection.execute(select(PATIENTS.c.patient_id)).scalars()) == ["N-1", "N-2"]


def test_a_refusal_is_in_the_log_as_what_it_was(store):
    with pytest.raises(UnknownPatient):
        door(store, "nurse", "Nord").enter(Action.READ, "patient", ["S-1"])
    newest = Door(store, Visitor("administrator", role="administrator")).accesses("S-1")[-1]
    assert (newest.action, newest.place, newest.user, newest.role) == ("refused", "patient", "someone", "nurse")


def test_the_lead_sees_figures_of_groups_and_nobody(store):
    lead = door(store, "lead")
    assert lead.enter(Action.LISTED, "clinic").patients is None
    assert door(store, "lead", "Nord").enter(Action.LISTED, "clinic").patients == ("N-1", "N-2")
    for place, patients in (("worklist", None), ("patient", ["N-1"]), ("clinic", ["N-1"]), ("export", None)):
        with pytest.raises(NotAllowed):
            lead.enter(Action.READ, place, patients)
    with pytest.raises(NotAllowed), lead.importing():
        pass
    with pytest.raises(NotAllowed), lead.changing("excluded period"):
        pass


def test_the_administrator_sees_the_log_and_no_patient(store):
    administrator = door(store, "administrator")
    assert administrator.accesses()
    for place, patients in (("worklist", None), ("patient", ["N-1"]), ("clinic", None)):
        with pytest.raises(NotAllowed):
            administrator.enter(Action.READ, place, patients)


@pytest.mark.parametrize("role", ["doctor", "nurse", "lead", "patient"])
def test_nobody_else_reads_the_log_or_carries_the_store_away(store, role, tmp_path):
    visitor = door(store, role, own="N-1" if role == "patient" else None)
    for act in (visitor.accesses, lambda: visitor.sample_of_log(1), lambda: visitor.back_up(tmp_path / "all.zip")):
        with pytest.raises(NotAllowed):
            act()
    with pytest.raises(NotAllowed):
        visitor.erase("N-1")
    assert not list(tmp_path.iterdir())


def test_a_patient_sees_nobody_else(store):
    patient = door(store, "patient", own="N-1")
    assert patient.enter(Action.READ, "diary", ["N-1"]).patients == ("N-1",)
    for other in ("N-2", "nobody"):
        with pytest.raises(UnknownPatient):
            patient.enter(Action.READ, "diary", [other])
    for place in ("worklist", "clinic"):
        with pytest.raises(NotAllowed):
            patient.enter(Action.LISTED, place)
    with pytest.raises(NotAllowed), patient.importing():
        pass


def test_who_sees_a_part_imports_the_diary_of_one_patient_they_see(store):
    nurse = door(store, "nurse", "Nord")
    with pytest.raises(NotAllowed), nurse.importing(keep=False):
        pass
    with pytest.raises(UnknownPatient), nurse.importing(keep=False, patient="S-1"):
        pass
    for patient in ("N-1", "new"):
        with nurse.importing(keep=False, patient=patient):
            pass


@pytest.mark.parametrize("table", [PATIENTS, DIARY, SET_ASIDE])
def test_no_row_of_another_patient_comes_in_with_the_diary_of_one(store, table):
    """Whatever a format let through: the door looks at what the import wrote before it is kept."""
    nurse, before = door(store, "nurse", "Nord"), store.snapshot().name
    row = {"patient_id": "S-1", "batch": 2, "set_aside_in": 2, "table_name": "diary", "identity": "{}", "row": "{}"}
    row |= {"date": DAY, "headache": True, "source": "x", "doses_recorded": False, "enrolled_on": DAY}
    batch = {"batch": 2, "clinic_export": False, "imported_at": DAY, "imported_by": "someone"}

    def smuggle() -> None:
        with nurse.importing(patient="N-1") as connection:
            connection.execute(insert(IMPORT_BATCHES).values(batch))
            if table is PATIENTS:
                connection.execute(delete(PATIENTS).where(PATIENTS.c.patient_id == "S-1"))
            connection.execute(insert(table).values({name: row[name] for name in row if name in table.columns}))

    with pytest.raises(NotAllowed):
        smuggle()
    assert store.snapshot().name == before


def test_every_role_has_its_rights():
    assert set(RIGHTS) == set(Role)


def test_connections_that_are_used_again_never_change_the_circle(store):
    """Many at once and one after another, of two units and of everybody: each sees its own."""
    snapshot = store.snapshot()
    records = {
        one: Records(snapshot, store.settings(), None, one) for one in (None, (("Nord",), None), (("Syd",), None))
    }
    seen = {None: sorted(UNITS), (("Nord",), None): ["N-1", "N-2"], (("Syd",), None): ["S-1"]}
    for _ in range(3):
        held = [(one, records[one].connect()) for one in (*records, *records, *records)]
        for circle, connection in held:
            query = select(PATIENTS.c.patient_id).order_by(PATIENTS.c.patient_id)
            assert connection.execute(query).scalars().all() == seen[circle]
            connection.close()


def test_a_narrowed_connection_goes_with_the_snapshot(store):
    engine = store.snapshot().engine
    with narrowed(engine, ("Nord",), None) as connection:
        assert connection.execute(text("SELECT count(*) FROM patients")).scalar_one() == 2
    assert narrowing._SIBLINGS[engine]
    engine.dispose()
    assert engine not in narrowing._SIBLINGS
    with narrowed(engine, ("Nord",), None) as connection:
        assert connection.execute(text("SELECT count(*) FROM patients")).scalar_one() == 2
