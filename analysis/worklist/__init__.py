"""The nurse's list: whose diary needs somebody today, and why. Computed for the whole clinic in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from analysis.counts import Outcome, Tier
from analysis.entries import lock_date
from analysis.patients import Patient, Treatment, patients, treatments_by_patient
from analysis.settings import Settings
from analysis.store import Contact, Records
from analysis.windows import WINDOW_DAYS
from analysis.worklist import diaries
from analysis.worklist.effect_lost import Loss, loss
from analysis.worklist.line import GROUPS, NOTHING, PLACES, WAITING, Line, Rescue, Rhythm, Worklist, urgency
from analysis.worklist.needs import (
    Need,
    evaluation_due_on,
    is_evaluation_due,
    is_visit_soon,
    needs_of_effect,
    visit_need,
)
from analysis.worklist.newest import Days, last_filled, newest_days
from analysis.worklist.treated import Treated, treated

__all__ = [
    "GROUPS",
    "NOTHING",
    "PLACES",
    "WAITING",
    "Line",
    "Loss",
    "Need",
    "Rescue",
    "Rhythm",
    "Worklist",
    "worklist",
]


def worklist(records: Records, *, as_of: date | None = None, contacts: Iterable[Contact] = ()) -> Worklist:
    """The list of the patients in `records` as known at `as_of` (None: the end of the data).

    Patients who have left, or who enrol later, are not on it. `contacts`, oldest first, are not bound to `as_of`: who
    was reminded after the end of the data is not to be reminded again.
    """
    day, settings = records.day(as_of), records.settings
    with records.connect() as connection:
        everyone = [person for person in patients(connection) if _is_asked_for(person, records, day)]
        newest = newest_days(connection, everyone, records.patients, day, settings)
        filled = last_filled(connection, newest, day, settings)
        visits = diaries.next_visits(connection, day)
        judging = diaries.judging_visits(connection, day)
        overused = diaries.overused_classes(connection, records.patients, day, settings)
        treatments = treatments_by_patient(connection, records.patients)
        current = {one.patient_id: treatments.get(one.patient_id, ()) for one in everyone}
        found = treated(connection, current, day, settings)
    lines = [
        _line(
            _Known(
                person,
                newest[person.patient_id],
                filled.get(person.patient_id, (None, None)),
                visits.get(person.patient_id),
                judging.get(person.patient_id, ()),
                treatments.get(person.patient_id, ()),
                found.get(person.patient_id, ()),
                overused.get(person.patient_id, ()),
            ),
            day,
            settings,
        )
        for person in everyone
    ]
    return Worklist(day, tuple(sorted(lines, key=urgency))).with_contacts(contacts)


@dataclass(frozen=True)
class _Known:
    """All that is known of a patient, to make a line of."""

    patient: Patient
    days: Days
    filled: tuple[date | None, Rhythm | None]
    next_visit: date | None
    judging_visits: Sequence[date]
    treatments: Sequence[Treatment]
    effects: Sequence[Treated]
    overused: tuple[str, ...]


def _is_asked_for(patient: Patient, records: Records, day: date) -> bool:
    is_current = patient.enrolled_on <= day and (patient.left_on is None or day <= patient.left_on)
    return is_current and (records.patients is None or patient.patient_id in records.patients)


def _line(known: _Known, day: date, settings: Settings) -> Line:
    locks = [lock_date(open_day, settings) for open_day in known.days.open_days]
    running = [treatment for treatment in known.treatments if treatment.runs_on(day)]
    due = _due_by_effect(known)
    needs = sorted(_needs(known, due, day, settings), key=lambda need: need.on)
    losses = [found for found in map(loss, known.effects) if found]
    line = Line(
        patient=known.patient,
        as_of=day,
        settings=settings,
        groups=(),
        days=known.days.states(),
        completeness=known.days.completeness(),
        last_filled=known.filled[0],
        rhythm=known.filled[1],
        open_days=known.days.open_days,
        next_lock=min(locks, default=None),
        locks_soon=sum((lock - day).days <= settings.locks_soon_days for lock in locks),
        next_visit=known.next_visit,
        treatment=running[-1] if running else None,
        needs=tuple(needs),
        evaluation_due_on=_next_due([on for _, on in due if on], day, settings),
        overused=known.overused,
        loss=max(losses, key=lambda found: found.outcome, default=None),
    )
    return _with_groups(line)


def _due_by_effect(known: _Known) -> list[tuple[Treated, date | None]]:
    return [(effect, evaluation_due_on(effect, known.judging_visits)) for effect in known.effects]


def _next_due(due: Sequence[date], day: date, settings: Settings) -> date | None:
    """The first evaluation that still waits, or lies ahead."""
    return min((on for on in due if (day - on).days <= settings.evaluation_waits_days), default=None)


def _needs(known: _Known, due: Sequence[tuple[Treated, date | None]], day: date, settings: Settings) -> Iterable[Need]:
    if known.next_visit and is_visit_soon(known.next_visit, day, settings):
        passed = WINDOW_DAYS - (known.next_visit - day).days
        yield visit_need(known.next_visit, known.days.completeness(passed), day, settings)
    for effect, on in due:
        yield from needs_of_effect(effect, on)


def _with_groups(line: Line) -> Line:
    """The line with every group that applies."""
    settings, day = line.settings, line.as_of
    silent_since = line.last_filled or line.patient.enrolled_on - timedelta(days=1)
    due_on = line.evaluation_due_on
    belongs = {
        "rescue": line.locks_soon > 0,
        "evaluation_at_risk": bool(line.at_risk),
        "stopped": (day - silent_since).days > settings.stopped_after_days,
        "insufficient": line.tier is Tier.RED,
        "evaluation_due": due_on is not None and is_evaluation_due(due_on, day, settings),
        "overuse": bool(line.overused),
        "losing_effect": line.loss is not None and line.loss.outcome is Outcome.MET,
    }
    return replace(line, groups=tuple(group for group in GROUPS if belongs[group]))
