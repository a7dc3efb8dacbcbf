"""What of a day or a treatment could not be read: known neither to be so nor not to be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Connection, Subquery, and_, case, func, or_, select

from analysis import diary
from analysis.querying.at_hand import at_hand, named
from analysis.querying.parameters import Patients, Period, is_of
from analysis.querying.schema import REMARKS

UNKNOWN_DRUG = "unknown_drug"
"""The kind of remark that an explanation of the drug's name settles."""
UNREAD_OF_TREATMENTS = ("stopped_on", "dose", "dose_unit")
"""Cells of a treatment without which it is not known how long it ran, or whether its dose was changed."""
PAIN, AURA, MINUTES, WRITTEN_AT = "severity", "aura", "aura_minutes", "recorded_at"
TELLING = frozenset(
    "severity intensity duration_hours unilateral pulsating aggravated_by_activity nausea vomiting photophobia "
    "phonophobia aura aura_minutes doses_recorded".split()
)
"""Fields from which a definition tells migraine: where one could not be read, the patient's own word is no stand-in."""


def unread_treatments(connection: Connection, patients: Sequence[str] | None = None) -> dict[str, frozenset[date]]:
    """The starts of the treatments whose end or dose could not be read, by patient (None: everyone)."""
    found = _unread_of(diary.TREATMENTS, connection, patients)
    return {patient: frozenset(day for day in days if day) for patient, days in found.items() if any(days)}


def unread_scores(connection: Connection, patients: Sequence[str] | None = None) -> dict[str, list[date | None]]:
    """The days of the questionnaires of which something could not be read, by patient (None: everyone).

    None stands for a day that could not be read either. Which instrument it was is not known.
    """
    return _unread_of(diary.QUESTIONNAIRES, connection, patients)


def _unread_of(
    table: diary.Table, connection: Connection, patients: Sequence[str] | None
) -> dict[str, list[date | None]]:
    """The days of the rows of a table beside the diary of which something that matters could not be read."""
    found = at_hand(named("unread rows", connection, patients), lambda: _unread_rows(connection, patients))
    return found.get(table.name, {})


def _unread_rows(connection: Connection, patients: Sequence[str] | None) -> dict[str, dict[str, list[date | None]]]:
    """The days by table and patient, read together."""
    table = REMARKS.c.table_name
    of_course = and_(
        table == diary.TREATMENTS.name, REMARKS.c.field.in_(UNREAD_OF_TREATMENTS), REMARKS.c.rejected.is_(False)
    )
    statement = select(table, REMARKS.c.patient_id, REMARKS.c.date).where(
        REMARKS.c.superseded_by.is_(None), or_(of_course, table == diary.QUESTIONNAIRES.name)
    )
    if patients is not None:
        statement = statement.where(is_of(REMARKS.c.patient_id, patients))
    found: dict[str, dict[str, list[date | None]]] = {}
    for name, patient, day in connection.execute(statement):
        found.setdefault(name, {}).setdefault(patient, []).append(day)
    return found


def unread_days(patients: Patients | None, period: Period | None) -> Subquery:
    """A row a patient and day of which something could not be read: patient_id, date, and 1 or 0 for what.

    `pain`, `aura` and its `minutes` are the cells themselves, `told_by` any cell from which migraine is told, those of
    acute doses among them, `written_at` the time of the entry, `doses` a rejected row of acute doses.
    """

    def any_of(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.max(case((condition, 1), else_=0))

    of_entry = and_(REMARKS.c.table_name == diary.DIARY.name, REMARKS.c.rejected.is_(False))
    of_doses = REMARKS.c.table_name == diary.ACUTE_DOSES.name
    telling = or_(and_(of_entry, REMARKS.c.field.in_(sorted(TELLING))), and_(of_doses, REMARKS.c.kind != UNKNOWN_DRUG))
    statement = (
        select(
            REMARKS.c.patient_id,
            REMARKS.c.date,
            any_of(and_(of_entry, REMARKS.c.field == PAIN)).label("pain"),
            any_of(and_(of_entry, REMARKS.c.field == AURA)).label("aura"),
            any_of(and_(of_entry, REMARKS.c.field == MINUTES)).label("minutes"),
            any_of(telling).label("told_by"),
            any_of(and_(of_entry, REMARKS.c.field == WRITTEN_AT)).label("written_at"),
            any_of(and_(of_doses, REMARKS.c.rejected.is_(True))).label("doses"),
        )
        .where(REMARKS.c.superseded_by.is_(None), REMARKS.c.date.is_not(None))
        .group_by(REMARKS.c.patient_id, REMARKS.c.date)
    )
    if patients is not None:
        statement = statement.where(is_of(REMARKS.c.patient_id, patients))
    if period is not None:
        statement = statement.where(REMARKS.c.date.between(period.first, period.last))
    return statement.subquery("unread")
