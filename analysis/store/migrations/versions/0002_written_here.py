"""What people write in this program: excluded periods, contacts, and what drug names mean."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the three tables."""
    op.create_table(
        "excluded_periods",
        sa.Column("patient_id", sa.Text(), primary_key=True, autoincrement=False),
        sa.Column("starts_on", sa.Date(), primary_key=True, autoincrement=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text()),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), primary_key=True, autoincrement=False),
        sa.Column("withdrawn_at", sa.DateTime()),
        sa.Column("batch", sa.Integer(), nullable=False),
    )
    op.create_table(
        "contacts",
        sa.Column("patient_id", sa.Text(), primary_key=True, autoincrement=False),
        sa.Column("contacted_on", sa.Date(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("note", sa.Text()),
        sa.Column("waiting_until", sa.Date()),
        sa.Column("recorded_at", sa.DateTime(), primary_key=True, autoincrement=False),
        sa.Column("batch", sa.Integer(), nullable=False),
    )
    op.create_table(
        "drug_meanings",
        sa.Column("name", sa.Text(), primary_key=True, autoincrement=False),
        sa.Column("substance", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
    )
