"""A connection that holds the rows of some patients only, whatever is asked through it."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import (
    Connection,
    Dialect,
    Engine,
    MetaData,
    Select,
    Table,
    create_engine,
    event,
    literal_column,
    select,
    text,
)

from analysis.days.shelves import lend
from analysis.querying.schema import METADATA, PATIENTS

Circle = tuple[tuple[str, ...] | None, str | None]
"""The care units (None: all) and the pseudonym (None: anybody's) that a visitor is limited to."""
_WHERE_TABLES_LIE = {
    "duckdb": "SELECT current_database() || '.main'",
    "postgresql": "SELECT current_schema()",
}
KEPT = 500
"""Circles of patients whose statements are remembered."""


CareUnits = tuple[str, ...] | None
_SIBLINGS: WeakKeyDictionary[Engine, dict[CareUnits, Engine]] = WeakKeyDictionary()
_LOCK = Lock()


def narrowed(engine: Engine, care_units: CareUnits, own: str | None) -> Connection:
    """A connection to the engine's database for the caller, to be closed, that sees what `narrow` says.

    Those of care units are used again, each only for the same units: to cover every table takes longer than to read a
    patient. One of a patient's own diary is made anew.
    """
    if own is None:
        return _sibling(engine, care_units).connect()
    connection = engine.connect()
    narrow(connection, care_units, own)
    return connection


def _sibling(engine: Engine, care_units: CareUnits) -> Engine:
    """An engine on the same database whose every connection is narrowed as soon as it is made."""
    with _LOCK:
        known = _SIBLINGS.get(engine)
        if known is None:
            known = _SIBLINGS[engine] = {}
            event.listen(engine, "engine_disposed", _dispose_siblings)
        if care_units not in known:
            known[care_units] = _made(engine, care_units)
        return known[care_units]


def _made(engine: Engine, care_units: CareUnits) -> Engine:
    made = create_engine(engine.url, pool=engine.pool.recreate(), execution_options=engine.get_execution_options())
    dialect = made.dialect
    lend(made, engine)

    @event.listens_for(made, "connect")
    def _narrow(raw: Any, _: object) -> None:
        cursor = raw.cursor()
        cursor.execute(_WHERE_TABLES_LIE[dialect.name])
        (place,) = cursor.fetchone()
        cursor.execute(_views(dialect, str(place), care_units, None))
        cursor.close()

    return made


def _dispose_siblings(engine: Engine) -> None:
    with _LOCK:
        for sibling in _SIBLINGS.pop(engine, {}).values():
            sibling.dispose()


def narrow(connection: Connection, care_units: tuple[str, ...] | None, own: str | None) -> None:
    """Lets the connection see the patients of some care units (None: of all), or one patient, and nobody else.

    Each table that tells of patients is covered by a temporary view of its own name, which statements find first, so
    that none of them needs to ask who may see what. The connection is nobody else's any more, and ends when closed.
    """
    connection.detach()
    place = str(connection.execute(text(_WHERE_TABLES_LIE[connection.dialect.name])).scalar_one())
    connection.exec_driver_sql(_views(connection.dialect, place, care_units, own))
    connection.commit()


@lru_cache(maxsize=KEPT)
def _views(dialect: Dialect, place: str, care_units: tuple[str, ...] | None, own: str | None) -> str:
    tables = [table for table in METADATA.sorted_tables if "patient_id" in table.columns]
    return ";\n".join(_view(dialect, place, table, care_units, own) for table in tables)


def _view(dialect: Dialect, place: str, table: Table, care_units: tuple[str, ...] | None, own: str | None) -> str:
    """The statement of one view; what it names stands in full, so that it does not find itself."""
    whole, people = (one.to_metadata(MetaData(), schema=place) for one in (table, PATIENTS))
    rows: Select[tuple[object, ...]] = select(literal_column("*")).select_from(whole)
    if care_units is not None:
        seen = select(people.c.patient_id).where(people.c.care_unit.in_(care_units))
        rows = rows.where(whole.c.patient_id.in_(seen))
    if own is not None:
        rows = rows.where(whole.c.patient_id == own)
    told = rows.compile(dialect=dialect, compile_kwargs={"literal_binds": True})
    return f"CREATE OR REPLACE TEMPORARY VIEW {dialect.identifier_preparer.quote(table.name)} AS {told}"
