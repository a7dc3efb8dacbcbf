"""What imports could not read or understand, by patient and day, as long as no later import says better."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the table; what earlier imports noted stands in their reports, and the next export notes it anew."""
    op.create_table(
        "remarks",
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("line", sa.Integer()),
        sa.Column("column", sa.Text()),
        sa.Column("value", sa.Text()),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text()),
        sa.Column("rejected", sa.Boolean(), nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("field", sa.Text()),
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("date", sa.Date()),
        sa.Column("superseded_by", sa.Integer()),
    )
