"""The first schema: the diary as declared, imports, the calendar."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from analysis.querying.schema import every_calendar_day

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table and fill the calendar."""
    op.create_table(
        "patients",
        sa.Column("patient_id", sa.Text(), primary_key=True, autoincrement=False),
        sa.Column("enrolled_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date()),
        sa.Column("birth_year", sa.Integer()),
        sa.Column("sex", sa.Text()),
        sa.Column("care_unit", sa.Text()),
        sa.Column("diagnosis", sa.Text()),
        sa.Column("display_name", sa.Text()),
        sa.Column("batch", sa.Integer(), nullable=False),
    )
    op.create_table(
        "diary",
        sa.Column("patient_id", sa.Text(), primary_key=True, autoincrement=False),
        sa.Column("date", sa.Date(), primary_key=True, autoincrement=False),
        sa.Column("headache", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime()),
        sa.Column("severity", sa.Integer()),
        sa.Column("intensity", sa.Double()),
        sa.Column("duration_hours", sa.Double()),
        sa.Column("unilateral", sa.Boolean()),
        sa.Column("pulsating", sa.Boolean()),
        sa.Column("aggravated_by_activity", sa.Boolean()),
        sa.Column("nausea", sa.Boolean()),
        sa.Column("vomiting", sa.Boolean()),
        sa.Column("photophobia", sa.Boolean()),
        sa.Column("phonophobia", sa.Boolean()),
        sa.Column("aura", sa.Boolean()),
        sa.Column("aura_minutes", sa.Double()),
        sa.Column("migraine", sa.Boolean()),
        sa.Column("menstruation", sa.Boolean()),
        sa.Column("disability", sa.Integer()),
        sa.Column("note", sa.Text()),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("doses_recorded", sa.Boolean(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
    )
    op.create_table(
        "acute_doses",
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("drug", sa.Text(), nullable=False),
        sa.Column("atc", sa.Text()),
        sa.Column("doses", sa.Double()),
        sa.Column("taken_at", sa.DateTime()),
        sa.Column("helped", sa.Text()),
        sa.Column("batch", sa.Integer(), nullable=False),
    )
    op.create_table(
        "treatments",
        sa.Column("patient_id", sa.Text(), primary_key=True, autoincrement=False),
        sa.Column("drug", sa.Text(), primary_key=True, autoincrement=False),
        sa.Column("started_on", sa.Date(), primary_key=True, autoincrement=False),
        sa.Column("stopped_on", sa.Date()),
        sa.Column("atc", sa.Text()),
        sa.Column("dose", sa.Double()),
        sa.Column("dose_unit", sa.Text()),
        sa.Column("interval_days", sa.Integer()),
        sa.Column("stop_reason", sa.Text()),
        sa.Column("batch", sa.Integer(), nullable=False),
    )
    op.create_table(
        "treatment_doses",
        sa.Column("patient_id", sa.Text(), primary_key=True, autoincrement=False),
        sa.Column("drug", sa.Text(), primary_key=True, autoincrement=False),
        sa.Column("given_on", sa.Date(), primary_key=True, autoincrement=False),
        sa.Column("dose", sa.Double()),
        sa.Column("dose_unit", sa.Text()),
        sa.Column("batch", sa.Integer(), nullable=False),
    )
    op.create_table(
        "visits",
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text()),
        sa.Column("planned", sa.Boolean()),
        sa.Column("batch", sa.Integer(), nullable=False),
    )
    op.create_table(
        "questionnaires",
        sa.Column("patient_id", sa.Text(), primary_key=True, autoincrement=False),
        sa.Column("date", sa.Date(), primary_key=True, autoincrement=False),
        sa.Column("instrument", sa.Text(), primary_key=True, autoincrement=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
    )
    op.create_table(
        "measurements",
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
    )
    op.create_table(
        "calendar",
        sa.Column("date", sa.Date(), primary_key=True, autoincrement=False),
        sa.Column("day", sa.Integer(), nullable=False, unique=True),
    )
    op.create_table(
        "drug_names",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("atc", sa.Text(), nullable=False),
        sa.Column("drug_class", sa.Text(), nullable=False),
        sa.Column("substance", sa.Text()),
        sa.Column("counts_as_acute", sa.Boolean(), nullable=False),
        sa.Column("migraine_specific", sa.Boolean()),
    )
    op.create_table(
        "import_batches",
        sa.Column("batch", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("imported_at", sa.DateTime(), nullable=False),
        sa.Column("imported_by", sa.Text(), nullable=False),
        sa.Column("source", sa.Text()),
        sa.Column("exported_at", sa.DateTime()),
        sa.Column("as_of", sa.Date()),
        sa.Column("clinic_export", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "import_files",
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("rows_read", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
    )
    op.create_table(
        "import_problems",
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("line", sa.Integer()),
        sa.Column("column", sa.Text()),
        sa.Column("value", sa.Text()),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text()),
        sa.Column("rejected", sa.Boolean(), nullable=False),
        sa.Column("row", sa.Text()),
    )
    op.create_table(
        "store_info",
        sa.Column("name", sa.Text(), primary_key=True, autoincrement=False),
        sa.Column("value", sa.Text(), nullable=False),
    )
    op.execute(every_calendar_day())
