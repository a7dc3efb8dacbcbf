"""Snapshots behind a pointer: nothing half-written is ever seen, and who reads is never in the way of who writes."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import textwrap
import threading
import time
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, StaticPool, create_engine, func, insert, inspect, select, text

from analysis.diary import FIRST_DATE, LAST_DATE
from analysis.errors import BadSettings, NoData, StoreBusy, StoreProblem
from analysis.querying.schema import CALENDAR, METADATA, PATIENTS, STORE_INFO, WITHOUT_INDEX
from analysis.store import Contact, Door, Store, Visitor, migration, store_at
from analysis.store.migration import bring_up_to_date
from analysis.store.pointer import Named, Pointer

ROOT = Path(__file__).parents[3]


def add_patient(store: Store, name: str, **options: object) -> None:
    with store.writing("test", **options) as connection:
        row = {"patient_id": name, "enrolled_on": date(2026, 1, 1), "batch": 1}
        connection.execute(insert(PATIENTS), [row])


def names(store: Store) -> list[str]:
    with store.snapshot().connect() as connection:
        return sorted(connection.execute(select(PATIENTS.c.patient_id)).scalars())


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "clinic")


def test_an_empty_store_says_so(store):
    assert store.is_empty()
    with pytest.raises(NoData, match="import an export first"):
        store.snapshot()


def test_an_open_reader_sees_the_next_import_without_restart(store):
    add_patient(store, "A")
    first = store.snapshot()
    add_patient(store, "B")
    assert names(store) == ["A", "B"]
    with first.connect() as connection:  # whoever still reads the older snapshot can finish
        assert connection.execute(select(PATIENTS.c.patient_id)).scalars().all() == ["A"]


def test_a_dry_run_keeps_nothing(store):
    add_patient(store, "A")
    add_patient(store, "B", keep=False)
    assert names(store) == ["A"]
    assert list(store.folder.glob("*.tmp*")) == []


def test_an_error_in_the_middle_keeps_nothing(store):
    add_patient(store, "A")

    def fail_half_way() -> None:
        with store.writing("test") as connection:
            connection.execute(insert(PATIENTS), [{"patient_id": "B", "enrolled_on": date(2026, 1, 1), "batch": 1}])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert names(store) == ["A"]


def test_the_same_patient_twice_is_refused_by_the_schema(store):
    add_patient(store, "A")
    with pytest.raises(StoreProblem):
        add_patient(store, "A")
    assert names(store) == ["A"]


def test_only_the_last_three_snapshots_stay(store):
    for number in range(6):
        add_patient(store, f"P{number}")
    assert len(list(store.folder.glob("snapshot-*.duckdb"))) == 3
    assert len(names(store)) == 6


def test_a_folder_made_again_is_never_answered_from_what_was_there_before(store):
    add_patient(store, "A")
    before = store.snapshot()
    assert names(store) == ["A"]
    with before.connect():  # a question that is still being answered
        shutil.rmtree(store.folder)
        with pytest.raises(NoData):
            store.snapshot()
        add_patient(Store(store.folder), "B")
        assert names(store) == ["B"]
    assert store.snapshot().key != before.key


def test_a_pointer_to_a_snapshot_of_an_older_program_is_read(store):
    add_patient(store, "A")
    (named,) = store.snapshots()
    (store.folder / named.name).rename(store.folder / "snapshot-000001.duckdb")
    Pointer(store.folder).write((Named("snapshot-000001.duckdb", named.checksum),))
    assert names(Store(store.folder)) == ["A"]
    add_patient(store, "B")
    assert names(store) == ["A", "B"]


def test_a_reader_cannot_write_nor_reach_the_file_system(store, tmp_path):
    add_patient(store, "A")
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    for statement in ("DELETE FROM patients", f"SELECT * FROM read_csv('{secret}')"):
        with store.snapshot().connect() as connection, pytest.raises(Exception, match=r"read-only|disabled"):
            connection.execute(text(statement))
    assert names(store) == ["A"]


def test_a_second_writer_waits_then_says_who_is_writing(store):
    with store.writing("Anna at reception"):
        other = Store(store.folder)
        with pytest.raises(StoreBusy, match="by Anna at reception, process"):
            add_patient(other, "B", patience=0.1)
    add_patient(store, "C")


def test_two_writers_queue(store):
    add_patient(store, "A")
    threads = [threading.Thread(target=add_patient, args=(Store(store.folder), f"P{n}")) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert names(store) == ["A", "P0", "P1", "P2", "P3"]


def test_a_killed_import_leaves_the_previous_state(store):
    add_patient(store, "A")
    program = textwrap.dedent(
        """
        import sys, time
        from datetime import date
        from pathlib import Path
        from sqlalchemy import insert
        from analysis.querying.schema import PATIENTS
        from analysis.store import Store
        with Store(Path(sys.argv[1])).writing("doomed") as connection:
            connection.execute(insert(PATIENTS), [{"patient_id": "B", "enrolled_on": date(2026, 1, 1), "batch": 1}])
            print("in the middle", flush=True)
            time.sleep(60)
        """
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(store.folder)], stdout=subprocess.PIPE, env=environment
    )
    assert process.stdout.readline() == b"in the middle\n"
    process.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    process.wait()
    assert names(Store(store.folder)) == ["A"]
    add_patient(store, "C")
    assert names(Store(store.folder)) == ["A", "C"]
    assert list(store.folder.glob("*.tmp*")) == []


def test_many_threads_read_while_another_process_publishes(store):
    """No read is torn or empty: every reader always finds the first patient, and never fewer than before."""
    add_patient(store, "A")
    stop, problems, reads = threading.Event(), [], []

    def read() -> None:
        seen = 1
        while not stop.is_set():
            found = len(names(store))
            if found < seen:
                problems.append((found, seen))
            seen = found
            reads.append(found)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    writer = Store(store.folder)
    for number in range(5):
        add_patient(writer, f"P{number}")
        time.sleep(0.05)
    stop.set()
    for reader in readers:
        reader.join()
    assert problems == []
    assert len(reads) > 10
    assert names(store) == ["A", "P0", "P1", "P2", "P3", "P4"]


@pytest.mark.parametrize("make", [migration.bring_up_to_date, migration._migrate])
def test_migrations_make_exactly_the_declared_schema(make):
    engine = create_engine("duckdb:///:memory:", poolclass=StaticPool)
    with engine.begin() as connection:
        make(connection)
        assert migration.version(connection) == migration.newest_version()
        assert connection.execute(select(func.count(), func.max(CALENDAR.c.date)).select_from(CALENDAR)).one() == (
            (LAST_DATE - FIRST_DATE).days + 1,
            LAST_DATE,
        )
    found = inspect(engine)
    assert set(METADATA.tables) == set(found.get_table_names()) - {"alembic_version"}
    for name, table in METADATA.tables.items():
        columns = {column["name"]: column for column in found.get_columns(name)}
        assert set(columns) == set(table.columns.keys())  # an added column comes last, after `batch`
        for column in table.columns:
            made = columns[column.name]
            assert made["nullable"] == column.nullable, (name, column.name)
            kinds = {made["type"].as_generic().__class__.__name__, column.type.as_generic().__class__.__name__}
            assert len({"Text" if kind in ("String", "Text") else kind for kind in kinds} - {"Float"}) <= 1, (
                name,
                column,
            )
        keys = [] if name in WITHOUT_INDEX else [c.name for c in table.primary_key.columns]
        assert found.get_pk_constraint(name)["constrained_columns"] == keys


def test_an_older_store_loses_its_large_indexes_and_gets_the_order_of_patients():
    engine = create_engine("duckdb:///:memory:", poolclass=StaticPool)
    day = {"headache": False, "source": "clinic", "doses_recorded": True, "batch": 1}
    days = [{"patient_id": patient, "date": date(2026, 1, at), **day} for at in (1, 2) for patient in "ab"]
    with engine.begin() as connection:
        METADATA.create_all(connection)
        for later in ("day_versions", "seen_until"):
            connection.execute(text(f"DROP TABLE {later}"))
        connection.execute(insert(METADATA.tables["diary"]), days)
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        connection.execute(text("INSERT INTO alembic_version VALUES ('0007')"))
        bring_up_to_date(connection)
        found = connection.execute(text("SELECT patient_id, day(date) FROM diary")).all()
    assert found == [("a", 1), ("a", 2), ("b", 1), ("b", 2)]
    keys = {name: inspect(engine).get_pk_constraint(name)["constrained_columns"] for name in METADATA.tables}
    assert {name for name in WITHOUT_INDEX if keys[name]} == set()
    assert keys["patients"] == ["patient_id"]
    nullable = [one["name"] for one in inspect(engine).get_columns("diary") if not one["nullable"]]
    assert nullable == ["patient_id", "date", "headache", "source", "doses_recorded", "batch"]


def is_up_to_date(engine: Engine) -> bool:
    with engine.connect() as connection:
        return migration.is_up_to_date(connection, migration.version(connection))


def test_a_snapshot_with_an_older_drug_catalogue_is_brought_up_to_date(store):
    add_patient(store, "A")
    (file,) = store.folder.glob("snapshot-*.duckdb")
    older = create_engine(f"duckdb:///{file}")
    with older.begin() as connection:
        connection.execute(STORE_INFO.update().values(value="an older catalogue"))
    assert not is_up_to_date(older)
    older.dispose()
    (store.folder / "CURRENT").write_text(file.name)
    opened = Store(store.folder).snapshot()
    assert is_up_to_date(opened.engine)
    assert opened.name != file.name
    assert names(Store(store.folder)) == ["A"]


def test_the_clinics_own_settings_overlay_the_shipped_ones(store):
    store.folder.mkdir(parents=True)
    (store.folder / "settings.toml").write_text("[completeness]\ngreen = 25\n", encoding="utf-8")
    assert (store.settings().green, store.settings().yellow) == (25, 21)


@pytest.mark.parametrize(
    "content",
    ["[completeness]\ngreen = 'many'", "[completeness]\ngren = 25", "[completeness", "[completeness]\ngreen=13"],
)
def test_settings_that_cannot_be_are_refused(store, content):
    store.folder.mkdir(parents=True)
    (store.folder / "settings.toml").write_text(content, encoding="utf-8")
    with pytest.raises(BadSettings):
        store.settings()


def test_where_a_store_lies(tmp_path, monkeypatch):
    monkeypatch.setenv("HEADACHE_STORE", f"duckdb:///{tmp_path / 'from_environment'}")
    assert store_at().folder == tmp_path / "from_environment"
    assert store_at(f"duckdb:///{tmp_path / 'given'}").folder == tmp_path / "given"
    assert store_at(str(tmp_path / "folder")).folder == tmp_path / "folder"


@pytest.mark.parametrize(
    "url",
    ["postgresql+psycopg://server", "mysql://server/clinic", "duckdb:///:memory:", "duckdb://", "://", "nonsense://x"],
)
def test_what_cannot_be_a_store_is_refused_with_a_sentence(url):
    with pytest.raises(StoreProblem):
        store_at(url)


def test_a_plain_file_is_not_a_store(tmp_path):
    file = tmp_path / "clinic.duckdb"
    file.write_text("")
    with pytest.raises(StoreProblem, match="is a file; a store is a folder"):
        store_at(str(file))


def test_a_lost_snapshot_is_named(store):
    add_patient(store, "A")
    for snapshot in store.folder.glob("snapshot-*.duckdb"):
        snapshot.unlink()
    with pytest.raises(StoreProblem, match="restore it from a backup"):
        Store(store.folder).snapshot()


@pytest.mark.parametrize("name", ["100%25 räksmörgås a'b; c"])
def test_a_folder_may_have_almost_any_name(name, tmp_path):
    store = store_at(str(tmp_path / name))
    add_patient(store, "A")
    door = Door(store, Visitor("nurse"))
    door.record_contact(Contact("A", date(2026, 3, 1), "nurse", "phone"))
    assert door.erase("A") == 2
    assert names(Store(store.folder)) == []
    assert [path.name for path in tmp_path.iterdir()] == [name]
