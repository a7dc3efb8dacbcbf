"""What an import replaced, so that it can be taken back, and the imports that were."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Create the two tables. Of earlier imports it is not known what they replaced: they cannot be taken back."""
    op.create_table(
        "replaced_rows",
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("row", sa.Text(), nullable=False),
    )
    op.create_table(
        "undone_imports",
        sa.Column("batch", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("imported_at", sa.DateTime(), nullable=False),
        sa.Column("imported_by", sa.Text(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=False),
        sa.Column("undone_by", sa.Text(), nullable=False),
    )
    op.add_column("import_batches", sa.Column("can_be_undone", sa.Boolean()))
