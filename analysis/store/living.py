"""As of which day a diary is seen: of who fills it in here as of today, of everybody else as of the newest export.

A diary that comes by export is known as of that export, and its later days are outside. One that is kept here is known
at every moment: it is seen as of the day that the door says it is, an empty day of it is open, then missing. Who keeps
the diary here is decided patient by patient, never by whom else is asked for: whose newest entry was written here, and
who has no entry at all where no current patient's diary comes from the clinic's own platform.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, case, exists, func, select

from analysis.days.state import AFTER_LEAVING, side_outside
from analysis.querying.parameters import is_of
from analysis.querying.schema import CLINIC_SOURCE, DIARY, PATIENTS, SEEN_UNTIL, WRITTEN_HERE
from analysis.store.protocol import ClinicState


def living(connection: Connection) -> frozenset[str]:
    """Those of everybody whose newest entry is one that they wrote here.

    Who wrote here once and then came by a newer export keeps the diary there again.
    """
    is_here = DIARY.c.batch == WRITTEN_HERE
    here = func.max(case((is_here, DIARY.c.recorded_at)))
    elsewhere = func.max(case((~is_here, DIARY.c.recorded_at)))
    writers = select(DIARY.c.patient_id).where(is_here).distinct()
    statement = select(DIARY.c.patient_id).where(DIARY.c.patient_id.in_(writers)).group_by(DIARY.c.patient_id)
    return frozenset(connection.execute(statement.having(here >= func.coalesce(elsewhere, here))).scalars())


@dataclass(frozen=True)
class KeptHere:
    """Who of everybody keeps the diary here (`living`), and whether diaries are kept here.

    They are where somebody's is, and no current patient's comes from the clinic's own platform.
    """

    writers: frozenset[str]
    is_kept_here: bool


_KEPT_HERE: WeakKeyDictionary[ClinicState, KeptHere] = WeakKeyDictionary()


def kept_here(state: ClinicState) -> KeptHere:
    """The same of every patient, read once for a state of the data: whoever asks, the answer is the same."""
    if state not in _KEPT_HERE:
        with state.connect() as everything:
            _KEPT_HERE[state] = _kept_here(everything)
    return _KEPT_HERE[state]


def _kept_here(connection: Connection) -> KeptHere:
    """The connection has to see every patient."""
    writers = living(connection)
    if not writers:
        return KeptHere(writers, is_kept_here=False)
    by_export = (
        exists()
        .where(DIARY.c.patient_id == PATIENTS.c.patient_id)
        .where(DIARY.c.source == CLINIC_SOURCE, DIARY.c.batch != WRITTEN_HERE)
    )
    of_export = select(PATIENTS.c.patient_id).where(PATIENTS.c.left_on.is_(None), by_export)
    return KeptHere(writers, is_kept_here=set(connection.execute(of_export).scalars()) <= writers)


def without_an_entry(connection: Connection, patients: Sequence[str] | None = None) -> frozenset[str]:
    """Those of these patients (None: everyone) of whom no day is filled in."""
    has_one = exists().where(DIARY.c.patient_id == PATIENTS.c.patient_id)
    statement = select(PATIENTS.c.patient_id).where(~has_one)
    if patients is not None:
        statement = statement.where(is_of(PATIENTS.c.patient_id, patients))
    return frozenset(connection.execute(statement).scalars())


def left_by(connection: Connection, day: date) -> set[str]:
    """Those who are patients no more on the day after this one."""
    statement = select(PATIENTS.c.patient_id, PATIENTS.c.enrolled_on, PATIENTS.c.left_on)
    rows = connection.execute(statement.where(PATIENTS.c.left_on.is_not(None)))
    after = day + timedelta(days=1)
    return {row.patient_id for row in rows if side_outside(after, row.enrolled_on, row.left_on) == AFTER_LEAVING}


_BROUGHT_UNTIL: WeakKeyDictionary[ClinicState, dict[str, date]] = WeakKeyDictionary()


def brought_until(state: ClinicState) -> dict[str, date]:
    """Until when diaries are known that were kept where an export was made, where that is not the export's own day.

    Of everybody of whom that is so, read once for a state of the data.
    """
    if state not in _BROUGHT_UNTIL:
        latest = func.max(SEEN_UNTIL.c.day).label("day")
        with state.connect() as everything:
            rows = everything.execute(select(SEEN_UNTIL.c.patient_id, latest).group_by(SEEN_UNTIL.c.patient_id))
            _BROUGHT_UNTIL[state] = {row.patient_id: row.day for row in rows}
    return _BROUGHT_UNTIL[state]
