"""What the account of a dashboard may do with the tables of the data: read and change rows, and no table itself."""

from __future__ import annotations

from sqlalchemy import Connection, text

from analysis.querying.schema import METADATA
from analysis.store.migration import VERSION

_OF_ROWS = "SELECT, INSERT, UPDATE, DELETE"


def grant(connection: Connection, role: str) -> None:
    """Gives a role (quoted as the server writes it) its rights, in the open transaction."""
    schema, database = connection.execute(
        text("SELECT quote_ident(current_schema()), quote_ident(current_database())")
    ).one()
    quote = connection.dialect.identifier_preparer.quote
    names = ", ".join(f"{schema}.{quote(table.name)}" for table in METADATA.sorted_tables)
    for statement in (
        f"GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {role}",
        f"GRANT USAGE ON SCHEMA {schema} TO {role}",
        f"GRANT {_OF_ROWS} ON {names} TO {role}",
        f"GRANT SELECT ON {schema}.{quote(VERSION.name)} TO {role}",
    ):
        connection.exec_driver_sql(statement)
