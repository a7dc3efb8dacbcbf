"""The nurse's list: whose diary needs somebody today, and why. Computed for the whole clinic in one pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, func, select

from analysis.counts import Completeness, Tier, counts_by_patient
from analysis.entries import lock_date
from analysis.patients import Patient, Treatment, patients, treatments_by_patient
from analysis.schema import DIARY, VISITS
from analysis.settings import Settings
from analysis.store import Records
from analysis.windows import windows_ending

GROUPS = ("rescue", "stopped", "insufficient")
"""The reasons to look at a patient, most urgent first; a patient may be in several and is listed under the first."""


@dataclass(frozen=True)
class Line:
    """A patient on the list.

    `completeness` is of the 28 days that end with the as-of date. `open_days` are empty days that can still be filled
    in, oldest first; `next_lock` the day from whose first minute the oldest of them is locked; `locks_soon` how many
    lock within the set number of days; `needs_filled_days` how many more filled days the window needs to be green.
    `last_filled` None: nothing was ever filled in.
    """

    patient: Patient
    groups: tuple[str, ...]
    completeness: Completeness
    tier: Tier
    last_filled: date | None
    open_days: tuple[date, ...]
    next_lock: date | None
    locks_soon: int
    needs_filled_days: int
    next_visit: date | None
    treatment: Treatment | None
    settings: Settings

    def as_json(self) -> dict[str, object]:
        """The line as other programs rely on it (contract, `worklist --json`)."""
        return {
            "patient_id": self.patient.patient_id,
            "care_unit": self.patient.care_unit,
            "groups": list(self.groups),
            "last_filled": _iso(self.last_filled),
            "completeness_28": self.completeness.as_json(self.settings),
            "open_days": [day.isoformat() for day in self.open_days],
            "next_lock": _iso(self.next_lock),
            "locks_within_2_days": self.locks_soon,
            "next_visit": _iso(self.next_visit),
            "treatment": self.treatment.drug if self.treatment else None,
            "needs_filled_days": self.needs_filled_days,
        }


@dataclass(frozen=True)
class Worklist:
    """Every current patient, in the order in which a nurse should look at them; those in no group last."""

    as_of: date
    lines: tuple[Line, ...]

    def as_json(self) -> dict[str, object]:
        """The list as other programs rely on it."""
        return {"as_of": self.as_of.isoformat(), "patients": [line.as_json() for line in self.lines]}


def worklist(records: Records, *, as_of: date | None = None) -> Worklist:
    """The list of the patients in `records` as known at `as_of` (None: the end of the data).

    Patients who have left, or who enrol later, are not on it.
    """
    day, settings = records.day(as_of), records.settings
    with records.connect() as connection:
        everyone = [person for person in patients(connection) if _is_current(person, day)]
        counts = counts_by_patient(
            connection, windows_ending(day, 1), as_of=day, settings=settings, patients=records.patients
        )
        filled = _filled_days(connection, day, settings)
        last_filled = _last_filled(connection, day)
        visits = _next_visits(connection, day)
        treatments = treatments_by_patient(connection, records.patients)
    lines = [
        _line(
            person,
            counts[person.patient_id][0].completeness,
            filled.get(person.patient_id, frozenset()),
            last_filled.get(person.patient_id),
            visits.get(person.patient_id),
            treatments.get(person.patient_id, ()),
            day,
            settings,
        )
        for person in everyone
        if person.patient_id in counts
    ]
    return Worklist(day, tuple(sorted(lines, key=_urgency)))


def _is_current(patient: Patient, day: date) -> bool:
    return patient.enrolled_on <= day and (patient.left_on is None or day <= patient.left_on)


def _line(
    patient: Patient,
    completeness: Completeness,
    filled: frozenset[date],
    last_filled: date | None,
    next_visit: date | None,
    treatments: tuple[Treatment, ...],
    day: date,
    settings: Settings,
) -> Line:
    open_days = tuple(open_day for open_day in _open_span(patient, day, settings) if open_day not in filled)
    locks = [lock_date(open_day, settings) for open_day in open_days]
    tier = completeness.tier(settings)
    locks_soon = sum((lock - day).days <= settings.locks_soon_days for lock in locks)
    running = [treatment for treatment in treatments if treatment.runs_on(day)]
    return Line(
        patient=patient,
        groups=_groups(tier, locks_soon, last_filled, patient, day, settings),
        completeness=completeness,
        tier=tier,
        last_filled=last_filled,
        open_days=open_days,
        next_lock=min(locks, default=None),
        locks_soon=locks_soon,
        needs_filled_days=max(0, settings.green - completeness.filled),
        next_visit=next_visit,
        treatment=running[-1] if running else None,
        settings=settings,
    )


def _open_span(patient: Patient, day: date, settings: Settings) -> list[date]:
    """The days that can still be filled in or already are, oldest first."""
    first = max(patient.enrolled_on, day - timedelta(days=settings.lock_days))
    return [first + timedelta(days=offset) for offset in range((day - first).days + 1)]


def _groups(
    tier: Tier, locks_soon: int, last_filled: date | None, patient: Patient, day: date, settings: Settings
) -> tuple[str, ...]:
    silent_since = last_filled or patient.enrolled_on - timedelta(days=1)
    belongs = {
        "rescue": locks_soon > 0,
        "stopped": (day - silent_since).days > settings.stopped_after_days,
        "insufficient": tier is Tier.RED,
    }
    return tuple(group for group in GROUPS if belongs[group])


def _urgency(line: Line) -> tuple[int, int, int, str]:
    first_group = GROUPS.index(line.groups[0]) if line.groups else len(GROUPS)
    return first_group, -line.locks_soon, -len(line.open_days), line.patient.patient_id


def _filled_days(connection: Connection, day: date, settings: Settings) -> Mapping[str, frozenset[date]]:
    statement = select(DIARY.c.patient_id, DIARY.c.date).where(
        DIARY.c.date.between(day - timedelta(days=settings.lock_days), day)
    )
    found: dict[str, set[date]] = {}
    for row in connection.execute(statement):
        found.setdefault(row.patient_id, set()).add(row.date)
    return {patient: frozenset(days) for patient, days in found.items()}


def _last_filled(connection: Connection, day: date) -> Mapping[str, date]:
    statement = select(DIARY.c.patient_id, func.max(DIARY.c.date)).where(DIARY.c.date <= day)
    return {row[0]: row[1] for row in connection.execute(statement.group_by(DIARY.c.patient_id))}


def _next_visits(connection: Connection, day: date) -> Mapping[str, date]:
    statement = select(VISITS.c.patient_id, func.min(VISITS.c.date)).where(VISITS.c.date >= day)
    return {row[0]: row[1] for row in connection.execute(statement.group_by(VISITS.c.patient_id))}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
