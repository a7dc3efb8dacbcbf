"""The large tables of DuckDB without their primary keys, and in the order of patients.

DuckDB writes the index of a key anew at each checkpoint, however little changed, and does not read one patient's rows
through it; rows that lie together are read quickly without. A store that is made new has no such keys.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

ORDER = {
    "calendar": "date",
    "diary": "patient_id, date",
    "treatments": "patient_id, drug, started_on",
    "treatment_doses": "patient_id, drug, given_on",
    "questionnaires": "patient_id, date, instrument",
}


def upgrade() -> None:
    """Write each such table anew; other engines keep their keys."""
    connection = op.get_bind()
    if connection.dialect.name != "duckdb":
        return
    keyed = sa.text("SELECT table_name FROM duckdb_constraints() WHERE constraint_type = 'PRIMARY KEY'")
    for name in sorted(ORDER.keys() & set(connection.execute(keyed).scalars())):
        _write_anew(connection, name, ORDER[name])


def _write_anew(connection: sa.Connection, name: str, order: str) -> None:
    found = sa.inspect(connection).get_columns(name)
    op.rename_table(name, f"{name}_before")
    op.create_table(name, *(sa.Column(one["name"], one["type"], nullable=one["nullable"]) for one in found))
    connection.execute(sa.text(f"INSERT INTO {name} SELECT * FROM {name}_before ORDER BY {order}"))
    op.drop_table(f"{name}_before")
