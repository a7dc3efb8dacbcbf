"""The versions of the schema, and bringing a database to the newest one."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cache

from sqlalchemy import Column, Connection, MetaData, String, Table, delete, insert, select, text
from sqlalchemy.schema import CreateTable, ExecutableDDLElement, SetColumnComment, SetTableComment

from analysis import drugs
from analysis.drugs import explained_names
from analysis.querying.schema import (
    ACUTE_DOSES,
    DRUG_NAMES,
    METADATA,
    STORE_INFO,
    UNKNOWN_CLASS,
    WITHOUT_INDEX,
    every_calendar_day,
    without_key,
)
from analysis.store.migrations import versions

VERSION = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))
"""Where Alembic keeps the version of a schema."""
_HAS_VERSION = text(
    "SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = :name"
).bindparams(name=VERSION.name)
CATALOGUE = "drug_catalogue"
NO_CLASS = ""
"""Class of what is known and counts nowhere: an antiemetic, a preventive, the word "none"."""


@cache
def _versions() -> tuple[str, ...]:
    """The versions of the schema that this program knows, oldest first, as the modules of the migrations begin."""
    return tuple(sorted(module.name.split("_")[0] for module in pkgutil.iter_modules(versions.__path__)))


def newest_version() -> str:
    """The version of the schema that this program works with."""
    return _versions()[-1]


def version(connection: Connection) -> str | None:
    """The version of a database's schema; None when it has no tables yet."""
    if connection.execute(_HAS_VERSION).first() is None:
        return None
    return connection.execute(select(VERSION.c.version_num)).scalar()


def is_newer(found: str | None) -> bool:
    """Whether a version of the schema is one that this program does not know."""
    return found is not None and found not in _versions()


def is_up_to_date(connection: Connection, found: str | None) -> bool:
    """Whether a database has the newest schema, by the version that was `found`, and knows today's drug catalogue."""
    return found == newest_version() and _known_catalogue(connection) == drugs.catalogue_version()


def make_up_to_date(connection: Connection, found: str | None) -> None:
    """As `bring_up_to_date`, before anything is written: whoever wrote last looked the names up already.

    `found` is the version of the schema. A new database has no names to look up; `look_up_drug_names` does that once
    something is written.
    """
    if found is None:
        _bring_schema_up_to_date(connection, found)
    elif not is_up_to_date(connection, found):
        bring_up_to_date(connection)


def bring_up_to_date(connection: Connection) -> None:
    """Migrate the schema to the newest version and look up every written drug name anew, in the open transaction."""
    _bring_schema_up_to_date(connection, version(connection))
    look_up_drug_names(connection)


def _bring_schema_up_to_date(connection: Connection, found: str | None) -> None:
    if found is None:
        _make_new(connection)
    elif found != newest_version():
        _migrate(connection)
    if found != newest_version():
        _order_by_characters(connection)


def _make_new(connection: Connection) -> None:
    """Make the newest schema at once where there is none, as the migrations would step by step.

    All statements go to the engine as one text: one by one, sending them takes longer than carrying them out.
    """
    has_keys = connection.dialect.name != "duckdb"
    tables = [
        table if has_keys or table.name not in WITHOUT_INDEX else without_key(table)
        for table in (*METADATA.sorted_tables, VERSION)
    ]
    statements = [statement for table in tables for statement in _definition(connection, table)]
    connection.exec_driver_sql(";\n".join(statements), execution_options={"no_parameters": True})
    connection.execute(every_calendar_day())
    connection.execute(insert(VERSION), [{VERSION.c.version_num.name: newest_version()}])


def _definition(connection: Connection, table: Table) -> list[str]:
    """The statements that make a table, and say what it and its columns hold."""
    made: list[ExecutableDDLElement] = [CreateTable(table)]
    if table.comment:
        made.append(SetTableComment(table))
    made.extend(SetColumnComment(column) for column in table.columns if column.comment)
    return [str(one.compile(dialect=connection.dialect)) for one in made]


def _order_by_characters(connection: Connection) -> None:
    """Has PostgreSQL order texts as DuckDB does, by their characters and not by the language of the server."""
    if connection.dialect.name != "postgresql":
        return
    found = connection.execute(
        text(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema() "
            "AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'"
        )
    )
    quote = connection.dialect.identifier_preparer.quote
    for table, column in found.all():
        if table in METADATA.tables:
            connection.exec_driver_sql(f'ALTER TABLE {quote(table)} ALTER COLUMN {quote(column)} TYPE text COLLATE "C"')


def _migrate(connection: Connection) -> None:
    from analysis.store.upgrading import upgrade  # Alembic takes long to load, and is seldom needed

    upgrade(connection)


def _known_catalogue(connection: Connection) -> str | None:
    return connection.execute(select(STORE_INFO.c.value).where(STORE_INFO.c.name == CATALOGUE)).scalar()


def look_up_drug_names(connection: Connection) -> None:
    """Rebuild `drug_names`: the one derived table, a copy of what the catalogue says of the names in the store.

    Where it says that already nothing is written: DuckDB would write what was put in its place into its file anew.
    """
    written = connection.execute(select(ACUTE_DOSES.c.drug, ACUTE_DOSES.c.atc).distinct()).all()
    explained = explained_names.mapping(connection)
    names = sorted({(row.drug, row.atc or "") for row in written})
    rows = [row for name, atc in names for row in drug_name_rows(name, atc, explained)]
    names_of_columns = DRUG_NAMES.columns.keys()
    said = {tuple(row[name] for name in names_of_columns) for row in rows}
    held = [tuple(row) for row in connection.execute(select(DRUG_NAMES))]
    if len(held) == len(rows) and set(held) == said and _known_catalogue(connection) == drugs.catalogue_version():
        return
    connection.execute(delete(DRUG_NAMES))
    if rows:
        connection.execute(insert(DRUG_NAMES), rows)
    connection.execute(delete(STORE_INFO).where(STORE_INFO.c.name == CATALOGUE))
    connection.execute(insert(STORE_INFO), [{"name": CATALOGUE, "value": drugs.catalogue_version()}])


def drug_name_rows(name: str, atc: str, explained: Mapping[str, str] | None = None) -> list[dict[str, object]]:
    """The rows of `drug_names` for a name as written: one a class of each drug in it, one for what is not known."""
    told = explained or {}
    if explained_names.means_no_drug(name, told):
        return [_drug_name_row(name, atc, NO_CLASS, None)]
    found = drugs.recognised_all(name, atc or None, told)
    rows = [
        _drug_name_row(name, atc, drug_class, drug)
        for drug in found
        for drug_class in sorted(drug.classes) or [NO_CLASS]
    ]
    if explained_names.is_unknown(name, atc or None, told):
        rows.append(_drug_name_row(name, atc, UNKNOWN_CLASS, None))
    return rows


def _drug_name_row(name: str, atc: str, drug_class: str, drug: drugs.Drug | None) -> dict[str, object]:
    unknown = drug_class == UNKNOWN_CLASS
    return {
        "name": name,
        "atc": atc,
        "drug_class": drug_class,
        "substance": drug.substance if drug else None,
        "counts_as_acute": drug.counts_as_acute if drug else False,
        "migraine_specific": None if unknown else bool(drug and drug.migraine_specific),
    }
