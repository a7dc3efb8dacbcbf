"""Every version of a day that a patient filled in here."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "day_versions",
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime()),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
    )
