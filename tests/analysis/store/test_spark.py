"""A register on Apache Spark, as far as it can be told without a server: what it takes, and what it refuses."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from sqlalchemy import make_url
from sqlalchemy.dialects import registry

from analysis.errors import BackupRefused, StoreAway, StoreProblem
from analysis.exporting import export
from analysis.formats import AUTO, read_exports
from analysis.formats.reading import Options
from analysis.querying.schema import DIARY_TABLES, EXCLUDED_PERIODS, REMARKS
from analysis.store import Action, Door, Store, Visitor, store_at
from analysis.store.exported import FOLDER
from analysis.store.spark import server, tables
from analysis.store.spark.store import SparkState, SparkStore
from analysis.store.spark.tables import READ, Exported
from dashboard.cli import main
from dashboard.serving import import_paths
from tests.ports import free_port
from tests.postgresql.export import END, written_export

URL = "impala://127.0.0.1:1/default?auth_mechanism=PLAIN&patience=5"


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a Parquet export of four patients."""
    folder = tmp_path_factory.mktemp("spark")
    store = Store(folder / "store")
    import_paths(store, [written_export(folder / "export")])
    records = Door(store, Visitor.local()).enter(Action.EXPORTED, "test")
    export(records, [], folder / "parquet", "parquet", now=datetime(2026, 4, 1, 8, 30))
    return folder / "parquet"


@pytest.fixture
def store(tmp_path: Path) -> SparkStore:
    return SparkStore(make_url(URL), tmp_path)


def test_an_export_holds_every_table_that_statements_read(exported):
    found = Exported.at(exported)
    assert (found.as_of, found.written_at) == (END, "2026-04-01T08:30:00")
    places = {table.name: found.file(table) for table in READ}
    assert places["diary"] == exported.resolve() / "diary.parquet"
    assert {name for name, path in places.items() if path and path.parent.name == FOLDER} >= {
        "excluded_periods",
        "drug_names",
        "remarks",
    }
    assert [path.stat().st_mode & 0o077 for path in (exported / FOLDER).iterdir()] == [0] * len(
        list((exported / FOLDER).iterdir())
    )


def test_an_import_passes_over_what_is_there_for_an_engine(exported):
    (read,) = read_exports([exported], AUTO, Options())
    assert read.ignored == ()
    assert read.whole


def test_rows_lie_by_patient_in_groups_that_tell_whom_they_hold(exported, tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules["analysis.exporting.export"], "PATIENTS_AT_ONCE", 1)
    records = Door(Store(exported.parent / "store"), Visitor.local()).enter(Action.EXPORTED, "test")
    export(records, [], tmp_path / "one by one", "parquet", now=datetime(2026, 4, 1))
    about = pq.read_metadata(tmp_path / "one by one" / "diary.parquet")
    groups = [about.row_group(place).column(0).statistics for place in range(about.num_row_groups)]
    assert [(one.min, one.max) for one in groups] == [(name, name) for name in ("N-1", "N-2", "S-1", "Å-1")]
    whole = pq.read_table(exported / "diary.parquet")
    assert whole.equals(pq.read_table(tmp_path / "one by one" / "diary.parquet"))


@pytest.mark.parametrize("lacking", ["diary.parquet", f"{FOLDER}/remarks.parquet"])
def test_an_export_that_lacks_a_table_is_a_sentence_and_changes_nothing(exported, tmp_path, store, lacking):
    folder = tmp_path / "cut"
    (folder / FOLDER).mkdir(parents=True)
    for path in exported.rglob("*.*"):
        if path.is_file() and path != exported / lacking:
            (folder / path.relative_to(exported)).write_bytes(path.read_bytes())
    with pytest.raises(StoreProblem, match=f"lacks {Path(lacking).stem}; nothing was changed"):
        store.prepare(exported=folder)


@pytest.mark.parametrize("said", [None, "[]", "{", json.dumps({"written_at": "now", "exported_at": "then"})])
def test_a_folder_that_is_no_export_is_a_sentence(tmp_path, store, said):
    if said is not None:
        (tmp_path / "export.json").write_text(said)
    with pytest.raises(StoreProblem, match="is no export of this program"):
        store.prepare(exported=tmp_path)


def test_views_have_the_columns_that_statements_know_with_their_kinds(exported):
    dialect = registry.load("impala")()
    told = {table.name: tables.over_file(dialect, Exported.at(exported), table) for table in READ}
    of_file, renamed = told["diary"]
    assert "batch BIGINT" in of_file
    assert "recorded_at TIMESTAMP" in of_file
    assert "from_diary STRING" in of_file
    assert "USING parquet OPTIONS (path 'file:///" in of_file
    assert "from_diary AS source" in renamed
    (visits,) = told["visits"]
    assert all(f"{dialect.identifier_preparer.quote(column.name)} " in visits for column in DIARY_TABLES["visits"].c)
    assert FOLDER in told[EXCLUDED_PERIODS.name][0]
    assert "batch BIGINT" in told[REMARKS.name][0]


def test_everything_but_reading_is_refused(store):
    for refused in (lambda: store.writing("anna"), lambda: store.prepare(role="dashboard"), store.prepare):
        with pytest.raises(StoreProblem):
            refused()
    with pytest.raises(BackupRefused):
        store.in_files()
    state = SparkState("2026", END, store.place, store.engine)
    with pytest.raises(StoreProblem, match="who may see every patient"):
        state.connect((("Nord",), None))


@pytest.mark.parametrize("command", [["worklist", "--json"], ["clinic"], ["summary", "--all"], ["undo", "1"]])
def test_a_server_that_is_away_is_a_sentence(capsys, monkeypatch, tmp_path, command):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr("sys.argv", ["headache-dashboard", *command, "--store", URL.replace(":1/", f":{free_port()}/")])
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr().err
    assert (ended.value.code, told.count("\n"), "does not answer" in told) == (2, 1, True), told


def test_a_url_without_a_server_is_a_sentence():
    with pytest.raises(StoreProblem, match="needs a server"):
        store_at("impala:///default")


@pytest.mark.parametrize(
    ("said", "kind", "told"),
    [
        ("[TABLE_OR_VIEW_NOT_FOUND] The table or view `global_temp`.`diary`", StoreProblem, "lacks a table"),
        ("[FAILED_READ_FILE.FILE_NOT_EXIST] Encountered error", StoreProblem, "lacks a table"),
        ("Query timed out after 5 seconds", StoreAway, "were lost"),
        ("Job aborted due to stage failure: Lost task 0.3", StoreAway, "were lost"),
        ("TSocket read 0 bytes", StoreAway, "does not answer"),
        ("[DIVIDE_BY_ZERO] Division by zero of Å-1", StoreProblem, "the server says DIVIDE_BY_ZERO."),
    ],
)
def test_what_the_server_says_is_told_in_plain_words(said, kind, told):
    with pytest.raises(kind, match=told) as found:
        server.refuse("the place", RuntimeError(said))
    assert "Å-1" not in str(found.value)


class Cursor:
    """A driver's cursor on a server that is in these states one after the other, and stays in the last one.

    `beside` is what is asked beside it, as many times as there are cursors.
    """

    def __init__(self, *states: str, beside: tuple[Cursor, ...] = ()) -> None:
        self.states, self.did = list(states), []
        self.others = list(beside)
        self.root_connection = self.connection = self.driver_connection = self

    def cursor(self, configuration):
        return self.others.pop(0)

    def execute_async(self, statement, parameters):
        self.did.append(statement)

    def status(self):
        return self.states.pop(0) if len(self.states) > 1 else self.states[0]

    def cancel_operation(self, *, reset_state):
        self.did.append("cancelled")
        raise EOFError("the server does not hear it")

    def close(self):
        self.did.append("closed")

    def _wait_to_finish(self):
        self.did.append("finished")


def waited(cursor: Cursor, patience: float) -> bool:
    return server._Waiting(patience)(cursor, "SELECT 1", {}, cursor)


@pytest.mark.parametrize("states", [("RUNNING_STATE",), ("PENDING_STATE", "TIMEDOUT_STATE"), ("CANCELED_STATE",)])
def test_a_statement_that_nobody_works_on_is_given_up(states):
    unanswered = Cursor("RUNNING_STATE")
    cursor = Cursor(*states, beside=(unanswered,))
    with pytest.raises(TimeoutError) as found:
        waited(cursor, 0.05)
    assert cursor.did == ["SELECT 1", "cancelled"]
    assert unanswered.did in ([server.PROBE, "closed"], [])
    with pytest.raises(StoreAway, match="machines that work for it were lost"):
        server.refuse("the place", found.value)


@pytest.mark.parametrize("ended", ["FINISHED_STATE", "ERROR_STATE"])
def test_a_statement_that_ends_in_time_has_its_answer_from_the_driver(ended):
    cursor = Cursor("INITIALIZED_STATE", "RUNNING_STATE", ended)
    assert waited(cursor, 60)
    assert cursor.did == ["SELECT 1", "finished"]


def test_a_statement_may_take_as_long_as_the_machines_answer(monkeypatch):
    """Five times its patience by a clock of our own: asked every quarter of it, each time answered."""
    clock = iter(range(100_000))
    monkeypatch.setattr(server.time, "monotonic", lambda: next(clock) / 10)
    monkeypatch.setattr(server.time, "sleep", lambda _: None)
    answered = [Cursor("RUNNING_STATE", "FINISHED_STATE") for _ in range(400)]
    cursor = Cursor(*["RUNNING_STATE"] * 500, "FINISHED_STATE", beside=tuple(answered))
    assert waited(cursor, 20)
    assert next(clock) / 10 > 100
    assert len(answered) - len(cursor.others) > 10
    with pytest.raises(TimeoutError):
        waited(Cursor("RUNNING_STATE", beside=tuple(Cursor("ERROR_STATE") for _ in range(400))), 20)
