"""A server that is away, full, read-only, older or newer: a sentence, nothing half kept, and back by itself."""

from __future__ import annotations

import threading
from datetime import datetime
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from sqlalchemy import delete, func, insert, inspect, make_url, select, text, update
from sqlalchemy.exc import DBAPIError

from analysis.errors import StoreAway, StoreBusy, StoreIsNewer, StoreProblem
from analysis.importing import import_exports
from analysis.querying.schema import DIARY, IMPORT_BATCHES, METADATA, PATIENTS, REPLACED_ROWS, STORE_INFO
from analysis.store import Action, Contact, Door, Visitor, store_at
from analysis.store.access_log import BrokenLog
from analysis.store.migration import VERSION, newest_version
from analysis.store.postgresql import server, states
from analysis.store.postgresql.store import PostgresStore
from analysis.store.postgresql.tables import CONTACTS_SCHEMA, LOG_SCHEMA
from analysis.store.session_rows import SessionRow
from analysis.store.upgrading import upgrade
from dashboard import cli
from tests.ports import free_port
from tests.postgresql.export import END, written_export

pytestmark = pytest.mark.postgresql
COUNT = select(func.count()).select_from(DIARY)


def end_every_connection(store: PostgresStore) -> None:
    """Has the server drop everybody who is in the database of the store, as when it is started again."""
    with store.engine.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )


def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: str) -> tuple[int, str]:
    """How a command ends, and what it prints on standard error."""
    monkeypatch.setattr("sys.argv", ["headache-dashboard", *arguments])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(str(ended.value.code)), capsys.readouterr().err


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("postgresql+psycopg://anna:secret@127.0.0.1:{port}/clinic", "it does not answer"),
        ("{url}_nowhere", "it has no database of that name"),
        ("postgresql+psycopg://nobody:secret@{place}", "it refuses this user or password"),
    ],
)
def test_a_server_that_cannot_be_reached_is_a_sentence(shared, capsys, monkeypatch, where, said):
    place = f"{shared.address.host}:{shared.address.port}/{shared.address.database}"
    url = where.format(port=free_port(), url=shared.url, place=place)
    for command in (["worklist"], ["import", "nothing.csv"], ["log"]):
        code, told = run(capsys, monkeypatch, *command, "--store", url)
        assert (code, said in told, told.count("\n"), "secret" in told) == (2, True, 1, False), told


def test_a_dashboard_comes_back_by_itself_when_the_server_does(shared):
    door = Door(shared, Visitor("anna"))
    records = door.enter(Action.READ, "patient", ["N-1"])
    with records.connect() as connection:
        whole = connection.execute(COUNT).scalar()
        end_every_connection(shared)
        with pytest.raises(StoreAway, match=r"does not answer|stopped"):
            connection.execute(COUNT)
    with records.connect() as connection:
        assert connection.execute(COUNT).scalar() == whole
    with door.enter(Action.READ, "patient", ["N-1"]).connect() as connection:
        assert connection.execute(COUNT).scalar() == whole


@pytest.mark.parametrize("dropped_at", ["diary.csv", "treatments.csv"])
def test_a_connection_dropped_in_an_import_leaves_nothing_of_it(shared, tmp_path, dropped_at):
    before, export = shared.snapshot().name, written_export(tmp_path / "second", severity=1)

    def drop(file: str, _: float) -> None:
        if file.endswith(dropped_at):
            end_every_connection(shared)

    door = Door(shared, Visitor("anna"))
    with pytest.raises(StoreAway, match="Nothing was changed"), door.importing() as connection:
        import_exports(connection, [export], by="anna", now=datetime(2026, 4, 1), progress=drop)
    assert shared.snapshot().name == before
    with shared.snapshot().connect() as connection:
        assert connection.execute(select(func.max(IMPORT_BATCHES.c.batch))).scalar() == 1
        assert connection.execute(select(func.min(DIARY.c.severity))).scalar() == 2
    with door.importing() as connection:
        assert import_exports(connection, [export], by="anna", now=datetime(2026, 4, 1)).batch == 2
    assert door.verify_log().number > 2


def test_a_commit_of_which_no_answer_came_is_looked_up(shared, monkeypatch):
    """The server had committed when the connection was lost: the change is kept, and nobody is told otherwise."""
    with shared.writing("anna") as connection:
        connection.execute(delete(PATIENTS).where(PATIENTS.c.patient_id == "S-1"))
        commit = connection.commit

        def lost() -> None:
            commit()
            raise StoreAway("lost", "lost")

        monkeypatch.setattr(connection, "commit", lost)
    with shared.snapshot().connect() as connection:
        assert connection.execute(select(func.count()).select_from(PATIENTS)).scalar() == 3


def test_a_commit_of_which_nobody_can_tell_says_so(shared, monkeypatch):
    def lost(*_: object) -> None:
        raise StoreAway("lost", "lost")

    def write() -> None:
        with shared.writing("anna") as connection:
            monkeypatch.setattr(connection, "commit", lost)
            monkeypatch.setattr(shared, "_state", lost)

    with pytest.raises(StoreProblem, match="whether the change was kept"):
        write()


def test_who_waits_too_long_for_a_writer_is_told_who_it_is(shared):
    told = pytest.raises(StoreBusy, match="headache-dashboard, berit, process")
    with shared.writing("berit"), told, shared.writing("anna", patience=0.05):
        pass


def test_a_read_only_database_is_a_sentence(shared, capsys, monkeypatch):
    with shared.engine.connect() as connection:
        connection.exec_driver_sql(f"ALTER DATABASE {shared.address.database} SET default_transaction_read_only = on")
        connection.commit()
    for command in (["worklist"], ["undo", "1"]):
        code, told = run(capsys, monkeypatch, *command, "--store", shared.url)
        assert (code, "it is read-only" in told, told.count("\n")) == (2, True, 1), told


def test_a_newer_schema_is_refused_in_reading_and_writing(shared):
    with shared.engine.begin() as connection:
        connection.execute(update(VERSION).values(version_num="9999"))
    shared = PostgresStore(shared.address)
    with pytest.raises(StoreIsNewer, match="update the program"):
        shared.snapshot()
    with pytest.raises(StoreIsNewer), shared.writing("anna"):
        pass
    shared.close()


@pytest.fixture
def older(new_database):
    """A store as the program made it before imports could be taken back, with one patient."""
    store = PostgresStore(make_url(new_database()))
    store.access_log().write(Visitor("anna").who, "read", "test", ["A"])
    store.contacts().add(Contact("A", END, "anna", "phone"), datetime(2026, 3, 31))
    with store.engine.begin() as connection:
        upgrade(connection, "0006")
        connection.execute(insert(PATIENTS).values(patient_id="A", enrolled_on=END, batch=1))
        states.move_on(connection)
    yield store
    store.close()


def test_an_older_schema_is_brought_up_to_date_by_who_owns_it(older):
    with older.snapshot().connect() as connection:
        assert connection.execute(select(VERSION.c.version_num)).scalar() == newest_version()
        assert connection.execute(select(func.count()).select_from(REPLACED_ROWS)).scalar() == 0
        assert connection.execute(select(PATIENTS.c.patient_id)).scalar() == "A"
    assert not_by_characters(older) == set()


def not_by_characters(store: PostgresStore) -> set[str]:
    """The columns of texts that the server orders by a language."""
    with store.engine.connect() as connection:
        found = connection.execute(
            text(
                "SELECT table_name, column_name FROM information_schema.columns WHERE data_type = 'text' "
                "AND table_schema = 'public' AND collation_name IS DISTINCT FROM 'C'"
            )
        )
        return {f"{row.table_name}.{row.column_name}" for row in found}


def test_texts_are_ordered_by_their_characters_and_rows_keep_their_keys(shared):
    assert not_by_characters(shared) == set()
    with shared.engine.connect() as connection:
        for table in METADATA.sorted_tables:
            key = inspect(connection).get_pk_constraint(table.name)["constrained_columns"]
            assert key == [column.name for column in table.primary_key], table.name


@pytest.fixture
def role(shared):
    """The URL of the store for the account of a dashboard, which owns nothing."""
    name = f"dashboard_{shared.address.database}"
    with shared.engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE ROLE {name} LOGIN PASSWORD 'dashboard'")
    yield shared.address.set(username=name, password="dashboard").render_as_string(hide_password=False)
    with shared.engine.begin() as connection:
        connection.exec_driver_sql(f"DROP OWNED BY {name}")
        connection.exec_driver_sql(f"DROP ROLE {name}")


def name_in(url: str) -> str:
    return str(make_url(url).username)


def test_the_account_of_a_dashboard_does_everything_and_only_adds_to_the_log(shared, role, tmp_path):
    ran = CliRunner().invoke(cli.commands, ["prepare", "--role", name_in(role), "--store", shared.url])
    assert ran.exit_code == 0, ran.output
    theirs = store_at(role)
    door = Door(theirs, Visitor("anna", care_units=("Nord",)))
    with Door(theirs, Visitor("anna")).importing() as connection:
        import_exports(connection, [written_export(tmp_path / "x", severity=1)], by="anna", now=datetime(2026, 4, 1))
    with door.enter(Action.LISTED, "worklist").connect() as connection:
        assert connection.execute(select(func.count()).select_from(PATIENTS)).scalar() == 2
    assert Door(theirs, Visitor("anna")).verify_log().number >= 3
    theirs.sessions().begin("somebody", SessionRow(1.0, 2.0))
    theirs.sessions().end("somebody", "idle")
    assert theirs.sessions().get("somebody").ended == "idle"
    with theirs.engine.connect() as connection:
        for statement in (
            "UPDATE headache_log.access SET place = 'elsewhere'",
            "DELETE FROM headache_log.access",
            "TRUNCATE headache_log.access",
            "UPDATE headache_log.lists SET patients = ''",
            "DROP TABLE headache_log.access",
            "DROP TABLE diary",
            "ALTER TABLE headache_log.access DISABLE TRIGGER ALL",
        ):
            with pytest.raises(StoreAway, match="may not do that"):
                connection.exec_driver_sql(statement)
            connection.rollback()
    theirs.close()


def test_an_entry_changed_removed_or_swapped_and_a_log_replaced_are_found(shared):
    """By somebody who may do everything: the chain and the heads tell it, as they do of the file."""
    log = shared.access_log()
    first = log.head().number + 1
    for patient in ("A", "B", "C"):
        log.write(Visitor("anna").who, "read", "patient", [patient])
    head, table = log.head(), "headache_log.access"
    attacks = {
        f"UPDATE {table} SET patient_id = 'X' WHERE number = {first}": f"Entry {first} .* not as it was written",
        f"DELETE FROM {table} WHERE number = {first}": f"Entry {first} .* is not there",
        f"UPDATE {table} SET number = -number WHERE number > {first}; "
        f"UPDATE {table} SET number = {2 * first + 3} + number WHERE number < 0": f"Entry {first + 1} .* not as it was",
        f"DELETE FROM {table}": "Entry 1 .* is not there",
    }
    with shared.engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE TABLE as_written AS SELECT * FROM {table}")
    for attack, found in attacks.items():
        with shared.engine.begin() as connection:
            connection.exec_driver_sql(attack)
        with pytest.raises(BrokenLog, match=found):
            log.verify(head)
        with shared.engine.begin() as connection:
            connection.exec_driver_sql(f"TRUNCATE {table}; INSERT INTO {table} SELECT * FROM as_written")
        assert log.verify(head) == head
    with shared.engine.begin() as connection:
        connection.exec_driver_sql(f"TRUNCATE {table}")
    for _ in range(head.number + 1):
        log.write(Visitor("nobody").who, "read", "patient", ["A"])
    assert log.verify().number == head.number + 1, "a log of its own, rightly chained"
    with pytest.raises(BrokenLog, match="the log was replaced"):
        log.verify(head)
    with pytest.raises(BrokenLog, match="the log was replaced"):
        Door(shared, Visitor("anna")).verify_log()


def test_an_account_without_rights_is_told_what_to_do(shared, role, capsys, monkeypatch):
    code, told = run(capsys, monkeypatch, "worklist", "--store", role)
    assert (code, "may not do that" in told, told.count("\n")) == (2, True, 1), told


def test_an_older_schema_is_a_sentence_for_an_account_that_owns_nothing(older, role, capsys, monkeypatch):
    theirs = make_url(role).set(database=older.address.database)
    with older.engine.begin() as connection:
        connection.exec_driver_sql(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {name_in(role)}")
    url = theirs.render_as_string(hide_password=False)
    for schema in (LOG_SCHEMA, CONTACTS_SCHEMA):
        with older.engine.begin() as connection:
            connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA {schema} TO {name_in(role)}")
            connection.exec_driver_sql(f"GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA {schema} TO {name_in(role)}")
    for command in (["worklist"], ["undo", "1"]):
        code, told = run(capsys, monkeypatch, *command, "--store", url)
        assert (code, "headache-dashboard prepare" in told, told.count("\n")) == (2, True, 1), told
    older.prepare(role=name_in(role))
    opened = store_at(url)
    assert opened.snapshot().name
    opened.close()
    with older.engine.begin() as connection:
        connection.exec_driver_sql(f"DROP OWNED BY {name_in(role)}")


def test_the_owner_too_does_not_change_the_log(shared, role, new_database):
    url = make_url(new_database())
    with shared.engine.begin() as connection:
        connection.exec_driver_sql(f"ALTER DATABASE {url.database} OWNER TO {name_in(role)}")
    owned = PostgresStore(make_url(role).set(database=url.database))
    owned.prepare()
    owned.access_log().write(Visitor("anna").who, "read", "patient", ["A"])
    with owned.engine.connect() as connection:
        for statement in ("UPDATE headache_log.access SET place = ''", "DELETE FROM headache_log.access"):
            with pytest.raises(StoreAway, match="may not do that"):
                connection.exec_driver_sql(statement)
            connection.rollback()
    owned.close()
    back = PostgresStore(url)
    with back.engine.begin() as connection:
        connection.exec_driver_sql(f"REASSIGN OWNED BY {name_in(role)} TO CURRENT_USER")
        connection.exec_driver_sql(f"DROP OWNED BY {name_in(role)}")
    back.close()


def test_settings_are_handed_to_the_database_for_every_dashboard(shared, tmp_path):
    own = tmp_path / "settings.toml"
    own.write_text("[diary]\nlock_days = 14\n")
    before = shared.snapshot().name
    ran = CliRunner().invoke(cli.commands, ["prepare", "--settings", str(own), "--store", shared.url])
    assert ran.exit_code == 0, ran.output
    assert (shared.settings().lock_days, shared.snapshot().name != before) == (14, True)
    own.write_text("[diary]\nno_such = 14\n")
    assert CliRunner().invoke(cli.commands, ["prepare", "--settings", str(own), "--store", shared.url]).exit_code


def test_two_dashboards_see_each_others_changes_at_the_next_step(shared):
    first, second = (Door(one, Visitor("anna")) for one in (shared, PostgresStore(shared.address)))
    before = second.snapshot_name()
    first.explain_drug("Odd", "sumatriptan")
    assert second.snapshot_name() == first.snapshot_name() != before
    second.forget_drug("Odd")
    assert second.snapshot_name() == first.snapshot_name()
    first._store.sessions().begin("somebody", SessionRow(1.0, 2.0))
    second._store.sessions().end("somebody", "signed_out")
    first._store.sessions().use("somebody", 3.0)
    assert first._store.sessions().get("somebody") == SessionRow(1.0, 2.0, "signed_out")
    second._store.close()


def test_who_began_before_an_import_ends_with_the_figures_they_began_with(shared, monkeypatch):
    old = shared.snapshot()
    with shared.writing("anna") as connection:
        connection.execute(delete(PATIENTS).where(PATIENTS.c.patient_id == "S-1"))
    new = PostgresStore(shared.address).snapshot()
    shared.snapshot()
    counts = []
    for state in (old, new, old):
        with state.connect() as connection:
            counts.append(connection.execute(select(func.count()).select_from(PATIENTS)).scalar())
    assert counts == [4, 3, 4]
    _write_on(shared)
    old.connect().close()
    monkeypatch.setattr(states, "RECENT_SECONDS", -1.0)
    _write_on(shared)
    with pytest.raises(StoreBusy, match="imported meanwhile"):
        old.connect()


def _write_on(shared):
    """Three states more, each looked at."""
    for _ in range(3):
        with shared.writing("anna"):
            pass
        shared.snapshot()


def test_a_state_is_not_held_for_long(shared, monkeypatch):
    held = shared.snapshot().exported
    assert shared.snapshot().exported == held
    monkeypatch.setattr(states, "HELD_SECONDS", -1.0)
    again = shared.snapshot()
    assert again.exported != held
    with again.connect() as connection:
        assert connection.execute(COUNT).scalar() > 150


def test_twenty_read_while_others_write_and_each_sees_whole_imports(shared):
    """Each write adds a patient and a batch of the same number in statements of their own; readers never see one."""
    told, over = [], threading.Event()

    def read() -> None:
        while not over.is_set():
            state = shared.snapshot()
            with state.connect() as one:
                people = one.execute(select(func.count()).select_from(PATIENTS)).scalar()
            with state.connect() as other:
                batches = other.execute(select(func.count()).select_from(IMPORT_BATCHES)).scalar()
                named = other.execute(select(STORE_INFO.c.value).where(STORE_INFO.c.name == states.STATE)).scalar()
            told.append((people - batches, named == state.name))

    readers = [threading.Thread(target=read) for _ in range(20)]
    for one in readers:
        one.start()
    writer = PostgresStore(shared.address)
    for number in range(2, 8):
        with writer.writing("night") as connection:
            connection.execute(insert(PATIENTS).values(patient_id=f"R-{number}", enrolled_on=END, batch=number))
            common = {"imported_at": datetime(2026, 4, 1), "imported_by": "night", "clinic_export": True}
            connection.execute(insert(IMPORT_BATCHES).values(batch=number, **common))
    over.set()
    for one in readers:
        one.join()
    writer.close()
    assert len(told) >= 20
    assert set(told) == {(3, True)}


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("53100", "its disk is full"),
        ("53200", "it has no connection or memory left"),
        ("57P03", "it is being stopped or started"),
        ("25006", "it takes no changes: it is read-only"),
        ("58030", "its disk fails"),
        ("23505", ""),
        ("42601", ""),
    ],
)
def test_what_the_server_says_is_told_in_plain_words(code, said):
    error = DBAPIError("SELECT 'P-001'", None, SimpleNamespace(sqlstate=code))
    assert server.cause_of(error) == said


def test_a_full_disk_in_an_import_is_a_sentence(shared):
    class DiskFull(Exception):
        sqlstate = "53100"

    with pytest.raises(StoreAway, match=r"its disk is full\. Nothing was changed"), shared.writing("anna"):
        raise DBAPIError("COPY diary", None, DiskFull())
