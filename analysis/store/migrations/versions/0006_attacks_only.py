"""Which days come from diaries of attacks only, and the periods in which such a diary was declared complete."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the column and the table; the one diary of attacks that was read so far is marked."""
    op.add_column("diary", sa.Column("attacks_only", sa.Boolean()))
    op.execute("UPDATE diary SET attacks_only = TRUE WHERE source = 'migraine_buddy'")
    op.create_table(
        "declared_periods",
        sa.Column("patient_id", sa.Text(), primary_key=True, autoincrement=False),
        sa.Column("starts_on", sa.Date(), primary_key=True, autoincrement=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), primary_key=True, autoincrement=False),
        sa.Column("withdrawn_at", sa.DateTime()),
        sa.Column("batch", sa.Integer(), nullable=False),
    )
