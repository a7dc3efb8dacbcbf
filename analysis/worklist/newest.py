"""The newest days of every diary: which are filled in, which can still be, and how the diary was kept until the last.

The days of a patient are read as the bits of one number: a row a patient is quick to fetch where one a day is not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import BigInteger, ColumnElement, Connection, FromClause, cast, func, select

from analysis.completeness import Completeness
from analysis.days import days_in_force
from analysis.entries import DayState
from analysis.excluded import excluded_days
from analysis.patients import Patient
from analysis.settings import Settings
from analysis.windows import WINDOW_DAYS, Window, period_ending
from analysis.worklist.line import Rhythm

RHYTHM_DAYS = 28
"""Days before the last filled one, it included, that tell how a diary used to be kept."""
FILLED = "filled"
OPEN, MISSING, OUTSIDE = (str(state.value) for state in (DayState.OPEN, DayState.MISSING, DayState.OUTSIDE))


@dataclass(frozen=True)
class Days:
    """The newest days of one diary by state (filled, open, missing or outside), oldest first.

    `filled` holds the filled ones again as the bits of a number, the last day being the lowest.
    """

    last: date
    every_state: tuple[str, ...]
    filled: int

    def states(self, number: int = WINDOW_DAYS) -> tuple[str, ...]:
        """The state of each of the last days."""
        return self.every_state[len(self.every_state) - number :]

    def completeness(self, number: int = WINDOW_DAYS) -> Completeness:
        """The last days by state."""
        states = self.states(number)
        return Completeness(*(states.count(state) for state in (FILLED, OPEN, MISSING, OUTSIDE)))

    @property
    def open_days(self) -> tuple[date, ...]:
        """The empty days that can still be filled in, oldest first."""
        first = self.last - timedelta(days=len(self.every_state) - 1)
        return tuple(first + timedelta(days=place) for place, state in enumerate(self.every_state) if state == OPEN)

    @property
    def last_filled(self) -> tuple[date, Rhythm] | None:
        """The last filled day and how the diary was kept until then; None where these days do not tell both."""
        age = (self.filled & -self.filled).bit_length() - 1
        if age < 0 or age + RHYTHM_DAYS > len(self.every_state):
            return None
        kept = self.filled >> age & (1 << RHYTHM_DAYS) - 1
        return self.last - timedelta(days=age), Rhythm(kept.bit_count(), RHYTHM_DAYS)


def newest_days(
    connection: Connection, people: Sequence[Patient], patients: Sequence[str] | None, as_of: date, settings: Settings
) -> dict[str, Days]:
    """The newest days of each diary: 56, or as many as can still be filled in where those are more.

    The older 28 tell how a diary was kept until its last filled day, where that is among the newer ones. `people` are
    those asked for, `patients` their pseudonyms (None: everyone).
    """
    period = period_ending(as_of, max(WINDOW_DAYS + RHYTHM_DAYS, settings.lock_days + 1))
    days = days_in_force(settings, patients=patients, period=period, kinds=())
    filled = _as_bits(connection, days, days.c.filled == 1, period)
    excluded = _excluded(connection, patients, period, settings)
    found = {}
    for one in people:
        bits = filled.get(one.patient_id, 0)
        inside = _inside(one, period) & ~excluded.get(one.patient_id, 0)
        found[one.patient_id] = Days(as_of, _states(bits, inside, period.days, settings.lock_days), bits)
    return found


def last_filled(
    connection: Connection, newest: Mapping[str, Days], as_of: date, settings: Settings
) -> dict[str, tuple[date, Rhythm]]:
    """The last filled day of each diary that has one, and how it was kept until then.

    More is read than their newest days only for those who have been silent for long.
    """
    known = {patient: days.last_filled for patient, days in newest.items()}
    found = {patient: last for patient, last in known.items() if last}
    silent = [patient for patient, last in known.items() if not last]
    return found | _read_last_filled(connection, silent, as_of, settings) if silent else found


def _as_bits(connection: Connection, days: FromClause, chosen: ColumnElement[bool], period: Window) -> dict[str, int]:
    """The chosen days of each patient as bits, the last day of the period being the lowest.

    A BIGINT holds 63 of them; the longest period has 61 (`lock_days` is 60 at most).
    """
    bit = cast(1, BigInteger).bitwise_lshift(period.last.toordinal() - days.c.day)
    statement = select(days.c.patient_id, func.bit_or(bit).label("bits")).where(chosen).group_by(days.c.patient_id)
    return {row.patient_id: row.bits for row in connection.execute(statement)}


def _excluded(
    connection: Connection, patients: Sequence[str] | None, period: Window, settings: Settings
) -> Mapping[str, int]:
    if settings.count_excluded:
        return {}
    days = excluded_days(patients)
    return _as_bits(connection, days, days.c.date.between(period.first, period.last), period)


def _inside(patient: Patient, period: Window) -> int:
    """The days of the period on which there was a diary, as bits."""
    since_enrolment = max(0, (period.last - patient.enrolled_on).days + 1)
    after_leaving = max(0, (period.last - patient.left_on).days) if patient.left_on else 0
    return (1 << since_enrolment) - 1 >> after_leaving << after_leaving


def _states(filled: int, inside: int, number: int, lock_days: int) -> tuple[str, ...]:
    return tuple(_state(filled >> age & 1, inside >> age & 1, age <= lock_days) for age in reversed(range(number)))


def _state(is_filled: int, is_inside: int, is_open: bool) -> str:
    if not is_inside:
        return OUTSIDE
    if is_filled:
        return FILLED
    return OPEN if is_open else MISSING


def _read_last_filled(
    connection: Connection, patients: Sequence[str], as_of: date, settings: Settings
) -> dict[str, tuple[date, Rhythm]]:
    days = days_in_force(settings, patients=patients, kinds=())
    filled = select(days.c.patient_id, days.c.day).where(days.c.filled == 1, days.c.day <= as_of.toordinal())
    newest = filled.cte("filled_days")
    last = select(newest.c.patient_id, func.max(newest.c.day).label("day")).group_by(newest.c.patient_id).cte("last")
    statement = (
        select(newest.c.patient_id, last.c.day, func.count())
        .join(last, last.c.patient_id == newest.c.patient_id)
        .where(newest.c.day > last.c.day - RHYTHM_DAYS)
        .group_by(newest.c.patient_id, last.c.day)
    )
    return {
        patient: (date.fromordinal(day), Rhythm(number, RHYTHM_DAYS))
        for patient, day, number in connection.execute(statement)
    }
