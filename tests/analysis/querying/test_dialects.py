"""Every reading statement in the words of every engine, and no engine's own words but in one module."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import Date, Dialect, Select, cast, create_engine, event, func, literal, select
from sqlalchemy.dialects import postgresql, registry
from sqlalchemy.engine import Engine

import analysis
from analysis.basis import Basis
from analysis.days.classified import days_in_force
from analysis.days.day_by_day import entries_by_patient
from analysis.days.grid import day_grid
from analysis.days.recorded import gathered_days
from analysis.querying.dialects import SPARK, all_bits, bit, piece, pieces
from analysis.querying.parameters import NAMED_ONE_BY_ONE, is_of
from analysis.querying.schema import CALENDAR, METADATA, PATIENTS, STORE_INFO
from analysis.records.patients import patients
from analysis.settings import shipped
from analysis.store import Store
from analysis.store.spark.tables import READ
from analysis.windows import period_ending
from dashboard.cli import commands
from dashboard.serving import import_paths
from tests.postgresql.export import END, UNITS, written_export

ON_EVERY_ENGINE = frozenset("count sum min max coalesce nullif floor greatest least lag row_number".split())
"""Functions that DuckDB, PostgreSQL and Spark name and understand alike, as the statements use them."""
DIALECTS = frozenset({"querying/dialects.py"})
WRITING = ("store/", "importing/")
"""Rooms that write: to an embedded store or a server, each with its own words where they differ."""


def dialects() -> Iterator[Dialect]:
    yield create_engine("duckdb:///:memory:").dialect
    yield postgresql.dialect()
    yield registry.load(SPARK)()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store of four patients."""
    folder = tmp_path_factory.mktemp("dialects")
    made = Store(folder / "store")
    import_paths(made, [written_export(folder / "export")])
    return made


@pytest.fixture(scope="module")
def read(store: Store) -> list[Select[Any]]:
    """Every statement with which summaries, the list and the overview read a store, and one patient's days."""
    found: list[Select[Any]] = []

    def keep(_: object, statement: object, *__: object) -> None:
        if isinstance(statement, Select):
            found.append(statement)

    event.listen(Engine, "before_execute", keep)
    # As on a server, where what entries say is not kept.
    kept_nowhere = pytest.MonkeyPatch()
    kept_nowhere.setattr("analysis.store.snapshots.keep_on", lambda *_: None)
    for command in ("summary --all --json", "worklist --json", "clinic --json"):
        done = CliRunner().invoke(commands, [*command.split(), "--store", str(store.folder)])
        assert done.exit_code == 0, done.output
    with store.snapshot().connect() as connection:
        basis = Basis(END, shipped(), tuple(UNITS))
        day_grid(connection, period_ending(END), ("headache",), basis)
        entries_by_patient(connection, patients(connection, list(UNITS)), period_ending(END), basis)
    event.remove(Engine, "before_execute", keep)
    kept_nowhere.undo()
    # As of an export, which has brought the days together.
    days = days_in_force(replace(basis, gathered=True), period=period_ending(END), also=("hours",))
    return [*found, select(days), gathered_days(None)]


@pytest.mark.parametrize("dialect", list(dialects()), ids=lambda dialect: dialect.name)
def test_every_statement_is_compiled_for_every_dialect(read, dialect):
    """With no function but those that all have, and those that `dialects` gives words to."""
    assert len(read) > 30
    told = "\n".join(str(statement.compile(dialect=dialect)) for statement in read)
    named = set(re.findall(r"\b([a-z_]+)\(", told))
    own = {"explode", "split", "shiftleft"} if dialect.name == SPARK else {"unnest", "string_to_array"}
    assert named <= ON_EVERY_ENGINE | {"split_part", "bit_or"} | own


def test_every_table_that_is_read_leaves_for_another_engine(read):
    told = " ".join(str(statement.compile(dialect=postgresql.dialect())) for statement in read)
    named = {table.name for table in METADATA.sorted_tables if re.search(rf"(FROM|JOIN) {table.name}\b", told)}
    assert named - {"import_batches"} <= {table.name for table in (*READ, CALENDAR, STORE_INFO)}


def test_no_module_but_one_names_a_function_of_an_engine():
    root = Path(analysis.__file__).parent
    named = {
        f"{path.relative_to(root)}: {node.attr}"
        for path in root.rglob("*.py")
        if (place := path.relative_to(root).as_posix()) not in DIALECTS and not place.startswith(WRITING)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and (
            (isinstance(node.value, ast.Name) and node.value.id == "func" and node.attr not in ON_EVERY_ENGINE)
            or node.attr in ("exec_driver_sql", "bitwise_lshift", "bitwise_or", "regexp_match", "op")
        )
    }
    assert not named


def test_a_day_is_a_date_to_spark():
    assert str(cast(PATIENTS.c.enrolled_on, Date).compile(dialect=registry.load(SPARK)())).endswith("AS DATE)")


def test_what_engines_say_differently_is_said_in_their_words():
    rows = select(pieces(literal("a\x1eb"), "\x1e").label("row")).subquery()
    told = {
        dialect.name: str(
            select(piece(rows.c.row, "\x1f", 1), all_bits(bit(literal(3)))).compile(
                dialect=dialect, compile_kwargs={"literal_binds": True}
            )
        )
        for dialect in dialects()
    }
    assert set(told) == {"duckdb", "postgresql", SPARK}
    assert all("unnest(string_to_array(" in told[name] and "<< (3)" in told[name] for name in ("duckdb", "postgresql"))
    assert "explode(split(" in told[SPARK]
    assert "shiftleft(CAST(1 AS BIGINT), 3)" in told[SPARK]


def test_the_bits_and_pieces_are_the_same_numbers_on_duckdb():
    rows = select(pieces(literal("a\x1f5\x1eb\x1f40"), "\x1e").label("row")).subquery()
    places = func.coalesce(piece(rows.c.row, "\x1f", 2).cast(PATIENTS.c.batch.type), 0)
    with create_engine("duckdb:///:memory:").connect() as connection:
        assert connection.execute(select(piece(rows.c.row, "\x1f", 1))).scalars().all() == ["a", "b"]
        assert connection.execute(select(all_bits(bit(places))).select_from(rows)).scalar() == 2**5 + 2**40


def test_many_pseudonyms_are_one_parameter():
    many = [f"P{number}" for number in range(70_000)]
    for whose, parameters in ((many[:NAMED_ONE_BY_ONE], 1), (many, 2)):
        asked = select(PATIENTS.c.patient_id).where(is_of(PATIENTS.c.patient_id, whose))
        assert len(asked.compile(dialect=postgresql.dialect()).params) == parameters


def test_more_than_can_be_named_read_the_same_days(store, monkeypatch):
    basis = Basis(END, shipped(), tuple(UNITS))
    period = period_ending(END)
    found = []
    for named_one_by_one in (NAMED_ONE_BY_ONE, 2):
        monkeypatch.setattr("analysis.querying.parameters.NAMED_ONE_BY_ONE", named_one_by_one)
        with store.snapshot().connect() as connection:
            grid = day_grid(connection, period, ("headache", "migraine"), basis)
            days = entries_by_patient(connection, patients(connection, list(UNITS)), period, basis)
        found.append((grid.patients, grid.filled.tolist(), grid.kinds["headache"].tolist(), days))
    assert found[0] == found[1]
