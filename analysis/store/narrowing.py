"""A connection that holds the rows of some patients only, whatever is asked through it."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import Connection, Dialect, MetaData, Select, Table, literal_column, select, text

from analysis.querying.schema import METADATA, PATIENTS

KEPT = 500
"""Circles of patients whose statements are remembered."""


def narrow(connection: Connection, care_units: tuple[str, ...] | None, own: str | None) -> None:
    """Lets the connection see the patients of some care units (None: of all), or one patient, and nobody else.

    Each table that tells of patients is covered by a temporary view of its own name, which statements find first, so
    that none of them needs to ask who may see what. The connection is nobody else's any more, and ends when closed.
    """
    connection.detach()
    place = str(connection.execute(text("SELECT current_database()")).scalar_one())
    connection.exec_driver_sql(_views(connection.dialect, place, care_units, own))
    connection.commit()


@lru_cache(maxsize=KEPT)
def _views(dialect: Dialect, place: str, care_units: tuple[str, ...] | None, own: str | None) -> str:
    tables = [table for table in METADATA.sorted_tables if "patient_id" in table.columns]
    return ";\n".join(_view(dialect, place, table, care_units, own) for table in tables)


def _view(dialect: Dialect, place: str, table: Table, care_units: tuple[str, ...] | None, own: str | None) -> str:
    """The statement of one view; what it names stands in full, so that it does not find itself."""
    whole, people = (one.to_metadata(MetaData(), schema=f"{place}.main") for one in (table, PATIENTS))
    rows: Select[tuple[object, ...]] = select(literal_column("*")).select_from(whole)
    if care_units is not None:
        seen = select(people.c.patient_id).where(people.c.care_unit.in_(care_units))
        rows = rows.where(whole.c.patient_id.in_(seen))
    if own is not None:
        rows = rows.where(whole.c.patient_id == own)
    told = rows.compile(dialect=dialect, compile_kwargs={"literal_binds": True})
    return f"CREATE OR REPLACE TEMPORARY VIEW {dialect.identifier_preparer.quote(table.name)} AS {told}"
