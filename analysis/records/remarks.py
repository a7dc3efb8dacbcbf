"""What imports could not read or understand of each patient, wherever the patient's figures stand."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, Connection, Select, Subquery, and_, case, func, or_, select

from analysis import diary
from analysis.drugs import explained_names
from analysis.querying.at_hand import at_hand, named
from analysis.querying.parameters import Patients, Period, is_of
from analysis.querying.schema import REMARKS

UNKNOWN_DRUG = "unknown_drug"
"""The kind of remark that an explanation of the drug's name settles."""

UNREAD_OF_TREATMENTS = ("stopped_on", "dose", "dose_unit")
"""Cells of a treatment without which it is not known how long it ran, or whether its dose was changed."""
PAIN, AURA, WRITTEN_AT = "severity", "aura", "recorded_at"
TELLING = frozenset(
    "severity intensity duration_hours unilateral pulsating aggravated_by_activity nausea vomiting photophobia "
    "phonophobia aura aura_minutes doses_recorded".split()
)
"""Fields from which a definition tells migraine: where one could not be read, the patient's own word is no stand-in."""


@dataclass(frozen=True)
class Remark:
    """A row or cell that could not be read or understood, on which line of which file of which import (`batch`).

    `column` is unknown where it is the whole row. `rejected`: the row is not kept; else the cell is unknown. `kind` is
    the code of the reason, `detail` what its sentence needs to know.
    """

    batch: int
    file: str
    line: int | None
    column: str | None
    value: str | None
    kind: str
    rejected: bool
    detail: Mapping[str, object] = field(default_factory=dict, hash=False)

    def as_json(self) -> dict[str, object]:
        """The remark as other programs rely on it, without its sentence."""
        return {
            "batch": self.batch,
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "kind": self.kind,
            "rejected": self.rejected,
        }


def remarks(connection: Connection, patients: Sequence[str] | None = None) -> dict[str, tuple[Remark, ...]]:
    """The remarks that hold, by patient (None: everyone), in the order of files and lines; each once.

    A drug's name that the clinic has explained since is understood. Patients of whom all was read are left out.
    """
    return at_hand(named("remarks", connection, patients), lambda: _remarks(connection, patients))


def _remarks(connection: Connection, patients: Sequence[str] | None) -> dict[str, tuple[Remark, ...]]:
    explained = explained_names.mapping(connection)
    found: dict[str, dict[Remark, None]] = {}
    for row in connection.execute(_holding(patients)).mappings():
        if row["kind"] == UNKNOWN_DRUG and not explained_names.is_unknown(row["value"] or "", None, explained):
            continue
        remark = Remark(
            **{name: row[name] for name in Remark.__dataclass_fields__ if name != "detail"},
            detail=json.loads(row["detail"] or "{}"),
        )
        found.setdefault(row["patient_id"], {}).setdefault(remark)
    return {patient: tuple(told) for patient, told in found.items()}


def _holding(patients: Sequence[str] | None) -> Select[tuple[object, ...]]:
    statement = select(REMARKS).where(REMARKS.c.superseded_by.is_(None))
    if patients is not None:
        statement = statement.where(is_of(REMARKS.c.patient_id, patients))
    return statement.order_by(REMARKS.c.batch, REMARKS.c.file, REMARKS.c.line, REMARKS.c.column)


def unread(connection: Connection, patients: Sequence[str] | None = None) -> list[dict[str, object]]:
    """The remarks that hold as an export tells them on: its tables hold nothing of what could not be read."""
    names = ("patient_id", "field", "column", "value", "kind", "detail", "rejected", "format", "file", "line")
    return [
        {"table": row["table_name"], "day": row["date"].isoformat() if row["date"] else None}
        | {name: row[name] for name in names}
        for row in connection.execute(_holding(patients)).mappings()
    ]


def unread_treatments(connection: Connection, patients: Sequence[str] | None = None) -> dict[str, frozenset[date]]:
    """The starts of the treatments whose end or dose could not be read, by patient (None: everyone)."""
    return at_hand(named("unread treatments", connection, patients), lambda: _unread_treatments(connection, patients))


def _unread_treatments(connection: Connection, patients: Sequence[str] | None) -> dict[str, frozenset[date]]:
    holds = and_(REMARKS.c.superseded_by.is_(None), REMARKS.c.rejected.is_(False), REMARKS.c.date.is_not(None))
    of_course = and_(REMARKS.c.table_name == diary.TREATMENTS.name, REMARKS.c.field.in_(UNREAD_OF_TREATMENTS))
    statement = select(REMARKS.c.patient_id, REMARKS.c.date).where(holds, of_course)
    if patients is not None:
        statement = statement.where(is_of(REMARKS.c.patient_id, patients))
    found: dict[str, set[date]] = {}
    for patient, day in connection.execute(statement):
        found.setdefault(patient, set()).add(day)
    return {patient: frozenset(days) for patient, days in found.items()}


def unread_days(patients: Patients | None, period: Period | None) -> Subquery:
    """A row a patient and day of which something could not be read: patient_id, date, and 1 or 0 for what.

    `pain` and `aura` are the cells themselves, `told_by` any cell from which migraine is told, those of acute doses
    among them, `written_at` the time of the entry, `doses` a rejected row of acute doses.
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
