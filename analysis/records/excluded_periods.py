"""Periods that a clinician set aside (pregnancy, illness, travel): which days they cover, as statements know them.

Nothing is removed: the days stay in the diary and count, unless the setting `count_excluded` is off. Then they are
days outside, in every figure alike: neither filled nor missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime

from sqlalchemy import Connection, Subquery, insert, select, update

from analysis import diary
from analysis.querying.parameters import Patients, is_of
from analysis.querying.schema import CALENDAR, EXCLUDED_PERIODS, WRITTEN_HERE
from analysis.windows import Window

REASONS = diary.EXCLUDED_PERIODS.column("reason").choices
"""Why a period can be set aside."""


def excluded_days(patients: Patients | None = None) -> Subquery:
    """A row a patient and day in any period that was not taken back: patient_id, date, day (its number)."""
    statement = (
        select(EXCLUDED_PERIODS.c.patient_id, CALENDAR.c.date, CALENDAR.c.day)
        .join(CALENDAR, CALENDAR.c.date.between(EXCLUDED_PERIODS.c.starts_on, EXCLUDED_PERIODS.c.ends_on))
        .where(EXCLUDED_PERIODS.c.withdrawn_at.is_(None))
        .distinct()
    )
    if patients is not None:
        statement = statement.where(is_of(EXCLUDED_PERIODS.c.patient_id, patients))
    return statement.subquery("excluded_days")


@dataclass(frozen=True)
class ExcludedPeriod:
    """A period that somebody set aside: `starts_on` to `ends_on`, both included; who, when and why."""

    patient_id: str
    starts_on: date
    ends_on: date
    reason: str
    by: str
    recorded_at: datetime
    note: str | None = None
    withdrawn_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.ends_on < self.starts_on:
            raise ValueError("the period ends before it starts")
        if self.reason not in REASONS:
            raise ValueError(f"reason must be one of {', '.join(REASONS)}")

    @property
    def window(self) -> Window:
        """Its days."""
        return Window(self.starts_on, self.ends_on, "excluded")

    def as_json(self) -> dict[str, object]:
        """The period as other programs read it."""
        return {
            "from": self.starts_on.isoformat(),
            "to": self.ends_on.isoformat(),
            "reason": self.reason,
            "note": self.note,
            "by": self.by,
            "recorded_at": self.recorded_at.isoformat(timespec="seconds"),
        }


def patients_with_excluded(connection: Connection, patients: Sequence[str] | None = None) -> tuple[str, ...]:
    """Those of the patients (None: everyone) with a period that stands, by pseudonym."""
    statement = select(EXCLUDED_PERIODS.c.patient_id).where(EXCLUDED_PERIODS.c.withdrawn_at.is_(None)).distinct()
    if patients is not None:
        statement = statement.where(is_of(EXCLUDED_PERIODS.c.patient_id, patients))
    return tuple(connection.execute(statement.order_by(EXCLUDED_PERIODS.c.patient_id)).scalars())


def excluded_periods(connection: Connection, patient_id: str) -> tuple[ExcludedPeriod, ...]:
    """The periods of a patient that stand, in order of time."""
    return excluded_periods_by_patient(connection, [patient_id]).get(patient_id, ())


def excluded_periods_by_patient(
    connection: Connection, patient_ids: Sequence[str]
) -> dict[str, tuple[ExcludedPeriod, ...]]:
    """The periods of each of these patients that stand, in order of time; nothing of those who have none."""
    columns = [EXCLUDED_PERIODS.c[field.name] for field in fields(ExcludedPeriod)]
    stands = is_of(EXCLUDED_PERIODS.c.patient_id, patient_ids) & EXCLUDED_PERIODS.c.withdrawn_at.is_(None)
    ordered = select(*columns).where(stands).order_by(EXCLUDED_PERIODS.c.starts_on, EXCLUDED_PERIODS.c.recorded_at)
    found: dict[str, tuple[ExcludedPeriod, ...]] = {}
    for row in connection.execute(ordered):
        period = ExcludedPeriod(*row)
        found[period.patient_id] = (*found.get(period.patient_id, ()), period)
    return found


def exclude(connection: Connection, period: ExcludedPeriod) -> None:
    """Writes a period down."""
    connection.execute(insert(EXCLUDED_PERIODS).values(**asdict(period), batch=WRITTEN_HERE))


def withdraw(connection: Connection, period: ExcludedPeriod, at: datetime) -> None:
    """Takes a period back; its row stays, marked."""
    same = (EXCLUDED_PERIODS.c[name] == getattr(period, name) for name in ("patient_id", "starts_on", "recorded_at"))
    connection.execute(update(EXCLUDED_PERIODS).where(*same).values(withdrawn_at=at))
