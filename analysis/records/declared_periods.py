"""Periods in which a diary of attacks was declared complete: every headache was noted, the other days had none.

A diary of attacks does not tell of a day without an attack. Somebody who asked the patient may declare a period
complete; nothing declares it by itself. The days stay without an entry, and count as headache-free while the
declaration stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime

from sqlalchemy import Connection, Subquery, insert, select, update

from analysis.querying.parameters import Patients, Period, is_of
from analysis.querying.schema import CALENDAR, DECLARED_PERIODS, WRITTEN_HERE


@dataclass(frozen=True)
class DeclaredPeriod:
    """A period that somebody declared complete: `starts_on` to `ends_on`, both included; who and when.

    Raises ValueError where it ends before it starts.
    """

    patient_id: str
    starts_on: date
    ends_on: date
    by: str
    recorded_at: datetime
    withdrawn_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.ends_on < self.starts_on:
            raise ValueError("the period ends before it starts")

    def as_json(self) -> dict[str, object]:
        """The period as other programs read it."""
        return {
            "from": self.starts_on.isoformat(),
            "to": self.ends_on.isoformat(),
            "by": self.by,
            "recorded_at": self.recorded_at.isoformat(timespec="seconds"),
        }


def declared_days(patients: Patients | None = None, period: Period | None = None) -> Subquery:
    """A row a patient and day of any period that was not taken back: patient_id, date, day (its number)."""
    statement = (
        select(DECLARED_PERIODS.c.patient_id, CALENDAR.c.date, CALENDAR.c.day)
        .join(CALENDAR, CALENDAR.c.date.between(DECLARED_PERIODS.c.starts_on, DECLARED_PERIODS.c.ends_on))
        .where(DECLARED_PERIODS.c.withdrawn_at.is_(None))
        .distinct()
    )
    if patients is not None:
        statement = statement.where(is_of(DECLARED_PERIODS.c.patient_id, patients))
    if period is not None:
        statement = statement.where(CALENDAR.c.date.between(period.first, period.last))
    return statement.subquery("declared_days")


def declared_periods(
    connection: Connection, patient_ids: Sequence[str] | None = None
) -> dict[str, tuple[DeclaredPeriod, ...]]:
    """The periods that stand of each of these patients (None: everyone), in order of time; nothing of who has none."""
    columns = [DECLARED_PERIODS.c[field.name] for field in fields(DeclaredPeriod)]
    statement = select(*columns).where(DECLARED_PERIODS.c.withdrawn_at.is_(None))
    if patient_ids is not None:
        statement = statement.where(is_of(DECLARED_PERIODS.c.patient_id, patient_ids))
    found: dict[str, tuple[DeclaredPeriod, ...]] = {}
    for row in connection.execute(statement.order_by(DECLARED_PERIODS.c.starts_on, DECLARED_PERIODS.c.recorded_at)):
        period = DeclaredPeriod(*row)
        found[period.patient_id] = (*found.get(period.patient_id, ()), period)
    return found


def declare(connection: Connection, period: DeclaredPeriod) -> None:
    """Writes a period down."""
    connection.execute(insert(DECLARED_PERIODS).values(**asdict(period), batch=WRITTEN_HERE))


def withdraw(connection: Connection, period: DeclaredPeriod, at: datetime) -> None:
    """Takes a period back; its row stays, marked."""
    same = (DECLARED_PERIODS.c[name] == getattr(period, name) for name in ("patient_id", "starts_on", "recorded_at"))
    connection.execute(update(DECLARED_PERIODS).where(*same).values(withdrawn_at=at))
