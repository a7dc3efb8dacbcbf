"""How much of the start of a treatment is known: the day, the month, or nothing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column; what is stored so far has a day."""
    op.add_column("treatments", sa.Column("start_known", sa.Text()))
