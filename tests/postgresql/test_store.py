"""Everything that is done with a store, on both engines: the same rows, the same figures, the same refusals."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, make_url, select

from analysis.basis import Basis
from analysis.counts.counted import counts_by_patient
from analysis.drugs import explained_names
from analysis.errors import BackupRefused, DeclarationRefused, EntryRefused, UnknownPatient
from analysis.exporting import export
from analysis.importing.undoing import undo
from analysis.querying.schema import (
    ACUTE_DOSES,
    CALENDAR,
    DIARY,
    DRUG_NAMES,
    EXCLUDED_PERIODS,
    METADATA,
    PATIENTS,
    SET_ASIDE,
)
from analysis.records.declared_periods import DeclaredPeriod, declared_periods
from analysis.records.excluded_periods import ExcludedPeriod
from analysis.records.patients import patients, people
from analysis.records.remarks import remarks
from analysis.store import Action, Contact, Door, Entered, Visitor
from analysis.store.door import now
from analysis.store.own_days import Intake, OwnDay, newest_version, versions
from analysis.store.postgresql.store import PostgresStore
from analysis.windows import Window
from analysis.worklist import worklist
from dashboard.serving import import_paths
from tests.postgresql.export import END, ODD_DRUG, UNITS, written_export

pytestmark = pytest.mark.postgresql

HARD_NOTE = '=1+1, <b>fet</b>\nrad "två" \u202eomvänt 🤕'


def rows(store, table) -> list[tuple[Any, ...]]:
    """Every row of a table, in an order of its own."""
    with store.snapshot().connect() as connection:
        return sorted(map(tuple, connection.execute(select(table))), key=repr)


def door(store, **limits: Any) -> Door:
    return Door(store, Visitor("anna", **limits))


def test_an_import_keeps_the_same_rows_on_both_engines(shared, small_folder):
    from analysis.store import Store

    embedded = Store(small_folder)
    for table in METADATA.sorted_tables:
        if table.name not in ("store_info", "import_batches", "calendar"):
            assert rows(embedded, table) == rows(shared, table), table.name
    with shared.snapshot().connect() as connection:
        assert connection.execute(select(func.count()).select_from(DIARY)).scalar() > 150
        assert connection.execute(select(func.count()).select_from(CALENDAR)).scalar() > 50_000


def test_the_same_export_again_changes_nothing(store, small_export):
    before, name = rows(store, DIARY), store.snapshot().name
    report = import_paths(store, [small_export])
    assert {(one.accepted, one.updated, one.rejected) for one in report.files} == {(0, 0, 0)}
    assert rows(store, DIARY) == before
    assert store.snapshot().name != name


def test_a_corrected_export_sets_aside_and_replaces_and_is_taken_back(store, tmp_path):
    before = {table: rows(store, table) for table in (PATIENTS, DIARY, ACUTE_DOSES, DRUG_NAMES)}
    later = END + timedelta(days=1)
    corrected = written_export(tmp_path / "second", severity=3, without="S-1", until=later)
    report = import_paths(store, [corrected], accept_removals=True)
    diary = next(one for one in report.files if one.file.endswith("diary.csv"))
    assert (diary.updated > 30, diary.removed > 30, diary.accepted) == (True, True, 3)
    assert {row[0] for row in rows(store, PATIENTS)} == set(UNITS) - {"S-1"}
    assert rows(store, SET_ASIDE)
    with door(store).changing("undo import") as connection:
        undo(connection, 2, "anna", now())
    for table, found in before.items():
        assert rows(store, table) == found, table.name


def test_both_engines_tell_the_same_of_a_corrected_export(small_folder, small_url, new_database, tmp_path):
    import shutil

    from analysis.store import Store

    corrected = written_export(tmp_path / "second", severity=3, without="S-1", until=END + timedelta(days=1))
    stores = [
        Store(Path(shutil.copytree(small_folder, tmp_path / "store"))),
        PostgresStore(make_url(new_database(like=small_url))),
    ]
    reports = [import_paths(one, [corrected], accept_removals=True).as_json() for one in stores]
    assert reports[0] == reports[1]
    for table in METADATA.sorted_tables:
        if table.name not in ("store_info", "import_batches", "calendar"):
            assert rows(stores[0], table) == rows(stores[1], table), table.name
    stores[1].close()


def test_a_dry_run_keeps_nothing(store, tmp_path):
    name = store.snapshot().name
    import_paths(store, [written_export(tmp_path / "second", severity=1)], keep=False)
    assert store.snapshot().name == name


def test_what_people_write_here_is_kept(store):
    anna = door(store)
    anna.exclude(ExcludedPeriod("N-1", END - timedelta(days=9), END, "travel", "anna", now()))
    anna.explain_drug(ODD_DRUG, "sumatriptan")
    first = anna.record_contact(Contact("N-1", END, "anna", "phone", "Ringde", END + timedelta(days=3)))
    anna.record_contact(Contact("S-1", END, "anna", "visit"))
    anna.undo_contact("N-1", first)
    records = anna.enter(Action.READ, "test", ["N-1", "S-1"])
    assert [one.patient_id for one in anna.contacts(records)] == ["S-1"]
    with records.connect() as connection:
        assert explained_names.unknown_names(connection) == []
        (one,) = [one for one in patients(connection) if one.patient_id == "N-1"]
        assert one.care_unit == "Nord"
    anna.forget_drug(ODD_DRUG)
    with store.snapshot().connect() as connection:
        assert [one.name for one in explained_names.unknown_names(connection)] == [ODD_DRUG]


def test_a_day_that_a_patient_fills_in_is_kept_with_its_versions_and_survives_an_import(store, small_export):
    day = END + timedelta(days=1)
    mine = Door(store, Visitor("login of N-1", role="patient", own="N-1"))
    first, second = datetime.combine(day, time(20)), datetime.combine(day, time(21))
    told = OwnDay("N-1", day, True, {"severity": 2, "note": HARD_NOTE}, (Intake("Maxalt", 1.0, "yes"),))
    assert mine.fill_in(OwnDay("N-1", day, False), first)
    assert [mine.fill_in(told, second), mine.fill_in(told, second)] == [True, False]
    with pytest.raises(EntryRefused):
        mine.fill_in(OwnDay("N-1", END - timedelta(days=20), False), first)
    with pytest.raises(UnknownPatient):
        mine.fill_in(OwnDay("S-1", day, False), first)
    import_paths(store, [small_export])
    with store.snapshot().connect() as connection:
        assert newest_version(connection, "N-1", day).day == told
        assert [one.written_at for one in versions(connection, "N-1", day)] == [first, second]
    (mine_now,) = [
        one for one in worklist(door(store).enter(Action.LISTED, "test")).lines if one.patient.patient_id == "N-1"
    ]
    assert mine_now.as_of >= day


def test_of_two_devices_at_once_the_last_answer_stands_and_the_other_is_a_version(store):
    day, levels = END + timedelta(days=1), (1, 2, 3)
    answers = [OwnDay("N-1", day, True, {"severity": level}) for level in levels]

    def send(answer):
        mine = Door(store, Visitor("login of N-1", role="patient", own="N-1"))
        return mine.fill_in(answer, datetime.combine(day, time(20)))

    with ThreadPoolExecutor(len(answers)) as devices:
        assert all(devices.map(send, answers))
    with store.snapshot().connect() as connection:
        kept = versions(connection, "N-1", day)
        assert newest_version(connection, "N-1", day).day == kept[-1].day
    assert sorted(one.day.answers["severity"] for one in kept) == list(levels)


def test_what_could_not_be_read_is_told_on_alike(store, tmp_path):
    odd = written_export(tmp_path / "odd", until=END + timedelta(days=1))
    doses = (odd / "acute_doses.csv").read_text(encoding="utf-8").replace("Alvedon", "")
    (odd / "acute_doses.csv").write_text(doses, encoding="utf-8")
    import_paths(store, [odd], accept_removals=True)
    records = door(store).enter(Action.EXPORTED, "test")
    export(records, (), tmp_path / "out", "csv", now=now())
    import_paths(store, [tmp_path / "out"], accept_removals=True)
    with store.snapshot().connect() as connection:
        found = remarks(connection)
    assert {name: sum(one.kind == "required" for one in some) for name, some in found.items()} == dict.fromkeys(
        UNITS, 3
    )


def test_a_diary_of_attacks_is_declared_complete_and_no_longer(store, tmp_path):
    diary = tmp_path / "attacks.csv"
    diary.write_text("Start,End\n2026-03-02 10:00,2026-03-02 14:00\n")
    mapping = tmp_path / "mapping.toml"
    mapping.write_text('[rows]\nkind = "attacks"\nstart = "Start"\nend = "End"\n')
    import_paths(store, [diary], patient="A-1", new_patient=True, mapping=mapping, recorded_until=END)
    anna, days = door(store), (END - timedelta(days=20), END)
    anna.declare(DeclaredPeriod("A-1", *days, "anna", now()))
    with store.snapshot().connect() as connection:
        assert list(declared_periods(connection)) == ["A-1"]
    anna.withdraw_declared("A-1", *days)
    with pytest.raises(DeclarationRefused):
        anna.withdraw_declared("A-1", *days)
    with pytest.raises(DeclarationRefused, match="attacks only"):
        anna.declare(DeclaredPeriod("N-1", *days, "anna", now()))


def test_who_was_erased_is_nowhere_and_does_not_come_back(store, small_export):
    anna = door(store)
    anna.record_contact(Contact("S-1", END, "anna", "visit"))
    assert anna.erase("S-1") > 40
    with pytest.raises(UnknownPatient):
        anna.enter(Action.READ, "test", ["S-1"])
    import_paths(store, [small_export], accept_removals=True)
    with store.snapshot().connect() as connection:
        for table in METADATA.sorted_tables:
            told = " ".join(map(repr, connection.execute(select(table)))) if table is not CALENDAR else ""
            assert "S-1" not in told.replace("erased:S-1", ""), table.name
    assert any(entry.patient_id == "S-1" for entry in anna.accesses("S-1"))


def test_an_erasing_that_fails_at_the_end_leaves_the_contacts_too(shared, monkeypatch):
    """One transaction of the server holds both."""
    anna = door(shared)
    anna.record_contact(Contact("S-1", END, "anna", "visit"))

    def fail(*_: object) -> None:
        raise RuntimeError("the program ends here")

    monkeypatch.setattr("analysis.store.door.erasing.remember_erased", fail)
    with pytest.raises(RuntimeError):
        anna.erase("S-1")
    assert [one.patient_id for one in anna.contacts(anna.enter(Action.READ, "test"))] == ["S-1"]


def test_the_log_tells_who_saw_whom_and_is_whole(store):
    anna = door(store, care_units=("Nord",))
    anna.enter(Action.READ, "patient", ["N-1"])
    anna.enter(Action.LISTED, "worklist")
    with pytest.raises(UnknownPatient):
        anna.enter(Action.READ, "patient", ["S-1"])
    last = door(store).accesses()[-3:]
    assert [(one.user, one.care_units, one.action, one.patient_id, one.patients) for one in last] == [
        ("anna", "Nord", "read", "N-1", None),
        ("anna", "Nord", "listed", None, 2),
        ("anna", "Nord", "refused", "S-1", None),
    ]
    assert door(store).verify_log().number == last[-1].number + 1


def test_no_row_of_another_care_unit_is_reached_through_a_limited_visitors_connection(store):
    records = door(store, care_units=("Nord",)).enter(Action.LISTED, "worklist")
    own = door(store, role="patient", own="N-2").enter(Action.READ, "diary", ["N-2"])
    for limited, seen in ((records, {"N-1", "N-2"}), (own, {"N-2"})):
        with limited.connect() as connection:
            for table in METADATA.sorted_tables:
                if "patient_id" in table.columns:
                    found = set(connection.execute(select(table.c.patient_id)).scalars())
                    assert found <= seen, table.name
            assert set(connection.execute(select(DIARY.c.patient_id)).scalars()) == seen
    found = worklist(records, contacts=[])
    assert {line.patient.patient_id for line in found.lines} == {"N-1", "N-2"}


def test_a_limited_visitor_reads_on_in_the_state_they_came_in_with(store):
    with store.snapshot().connect() as connection:  # one that a pool gets back, and hands out again
        connection.execute(select(PATIENTS))
    for limits, days in (({"care_units": ("Nord",)}, (1, 2)), ({"role": "patient", "own": "N-1"}, (3, 4))):
        records = door(store, **limits).enter(Action.READ, "patient", ["N-1"])
        for ago in days:
            door(store).exclude(ExcludedPeriod("N-1", END - timedelta(days=ago), END, "travel", "anna", now()))
        with records.connect() as connection:
            seen = connection.execute(select(func.count()).select_from(EXCLUDED_PERIODS)).scalar()
        with store.snapshot().connect() as connection:
            assert connection.execute(select(func.count()).select_from(EXCLUDED_PERIODS)).scalar() == seen + 2


def test_a_state_that_somebody_reads_is_not_let_go_of_when_another_takes_it_up(shared, monkeypatch):
    mine = shared.snapshot()
    monkeypatch.setattr(shared, "_state", lambda: "000000-older")
    assert shared.snapshot() == mine
    with mine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(PATIENTS)).scalar() == 4


def test_a_connection_that_was_limited_is_nobody_elses(store):
    with door(store, care_units=("Nord",)).enter(Action.LISTED, "worklist").connect() as connection:
        assert connection.execute(select(func.count()).select_from(PATIENTS)).scalar() == 2
    for _ in range(10):
        with store.snapshot().connect() as connection:
            assert connection.execute(select(func.count()).select_from(PATIENTS)).scalar() == 4


def test_records_are_taken_up_by_another_process(store):
    entered = Entered.of(door(store).enter(Action.READ, "report", ["N-1"]))
    again = entered.reopened(type(store)(store.address if isinstance(store, PostgresStore) else store.folder))
    with again.connect() as connection:
        assert connection.execute(select(func.count()).select_from(PATIENTS)).scalar() == 4


def test_an_export_holds_the_same_files(store, tmp_path):
    from analysis.exporting import export

    anna = door(store)
    records = anna.enter(Action.EXPORTED, "export")
    paths = export(records, anna.contacts(records), tmp_path / "out", "csv", now=datetime(2026, 4, 1))
    diary = next(path for path in paths if path.name == "diary.csv").read_text(encoding="utf-8").splitlines()
    assert len(diary) == 1 + len(rows(store, DIARY))
    assert diary[1:] == sorted(diary[1:])


def test_a_question_about_more_patients_than_a_statement_takes_parameters(store):
    """65 535 is the most that PostgreSQL takes: more pseudonyms travel as one text."""
    many = [*UNITS, *(f"X-{number}" for number in range(70_000))]
    last = Window(END - timedelta(days=27), END)
    with store.snapshot().connect() as connection:
        assert set(people(connection, many).index) == set(UNITS)
        counts = counts_by_patient(connection, [last], Basis(END, store.settings(), many))
        few = counts_by_patient(connection, [last], Basis(END, store.settings(), list(UNITS)))
    assert counts == few
    assert counts["N-1"][0]["headache"].observed > 5


def test_a_server_is_backed_up_by_its_own_programs(shared, tmp_path):
    for act in (door(shared).back_up, door(shared).restore):
        with pytest.raises(BackupRefused, match="pg_dump"):
            act(tmp_path / "backup.zip")
