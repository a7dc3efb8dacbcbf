"""Rows that their source no longer has, and which imports held a whole export."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Create the table of rows set aside, and note what each import spoke for."""
    op.create_table(
        "set_aside",
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("patient_id", sa.Text()),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("row", sa.Text(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("set_aside_in", sa.Integer(), nullable=False),
    )
    op.add_column("import_batches", sa.Column("whole_at", sa.DateTime()))
    op.add_column("import_batches", sa.Column("whole_from", sa.Date()))
    op.add_column("import_files", sa.Column("removed", sa.Integer()))
    op.execute("UPDATE import_batches SET whole_at = exported_at WHERE clinic_export")
