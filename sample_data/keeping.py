"""Which days the patient fills in, when, and how much of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sample_data.chance import Chance
from sample_data.headaches import Day
from sample_data.persona import AS_OF, EXPORTED_AT, LOCK_DAYS, Persona

EAGER_DAYS = 14
"""The first days as a patient, when nobody forgets the diary yet."""
REMEMBERS_BEFORE_VISIT_DAYS = 10
FILLS_UP_BEFORE_VISIT = 0.6
"""The chance that an empty day that can still be filled in is filled in on the eve of a visit."""


def recorded(persona: Persona, days: Sequence[Day], visits: Sequence[date]) -> dict[date, datetime]:
    """When each filled day was written; days that are not there were never filled in, or not before the export."""
    if persona.keeping.fills == 0:
        return {}
    chance = Chance(persona.patient_id, "keeping")
    written = (
        _weekly(persona, chance, days)
        if persona.keeping.weekly_on is not None
        else _daily(persona, chance, days, visits)
    )
    written = {day: at for day, at in written.items() if at <= EXPORTED_AT and at.date() <= (persona.left or AS_OF)}
    if persona.last_entry is not None:
        written = {day: at for day, at in written.items() if at.date() <= persona.last_entry}
    return _with_last_days(persona, chance, written)


def _daily(persona: Persona, chance: Chance, days: Sequence[Day], visits: Sequence[date]) -> dict[date, datetime]:
    written: dict[date, datetime] = {}
    for place, lived in enumerate(days):
        skipped_before = place > 0 and lived.day - timedelta(days=1) not in written
        if chance.happens(_fills(persona, lived, skipped_before, visits)):
            written[lived.day] = _moment(chance, lived.day, chance.weighted(persona.keeping.lags))
        elif _is_left_empty(persona, lived.day):
            continue
        else:
            eve = _eve_of_visit(lived.day, visits)
            if eve is not None and chance.happens(FILLS_UP_BEFORE_VISIT * persona.keeping.fills):
                written[lived.day] = _moment(chance, lived.day, (eve - lived.day).days)
    return written


def _fills(persona: Persona, lived: Day, skipped_before: bool, visits: Sequence[date]) -> float:
    """The chance that the day is filled in without a reminder."""
    keeping = persona.keeping
    since = (lived.day - persona.enrolled).days
    chance = keeping.fills - keeping.a_year * since / 365
    chance -= keeping.weekend * (lived.day.weekday() >= 5) + keeping.bad_day * (lived.severity == 3)
    chance *= 1 - keeping.gap * skipped_before
    if since < EAGER_DAYS or any(0 <= (visit - lived.day).days <= REMEMBERS_BEFORE_VISIT_DAYS for visit in visits):
        chance += (1 - chance) * 0.4 * keeping.fills
    if persona.empty is not None and persona.empty[0] <= lived.day <= persona.empty[1]:
        chance *= 1 - persona.empty[2]
    return chance


def _is_left_empty(persona: Persona, day: date) -> bool:
    return persona.empty is not None and persona.empty[0] <= day <= persona.empty[1]


def _eve_of_visit(day: date, visits: Sequence[date]) -> date | None:
    """The eve of the next visit, when the day can still be filled in then."""
    eves = [visit - timedelta(days=1) for visit in visits]
    return next((eve for eve in eves if 0 < (eve - day).days <= LOCK_DAYS), None)


def _weekly(persona: Persona, chance: Chance, days: Sequence[Day]) -> dict[date, datetime]:
    """A week at a sitting: the seven days before, the oldest of them on the last day that it can be filled in."""
    written = {}
    for lived in days:
        lag = (persona.keeping.weekly_on or 0) - lived.day.weekday()
        lag = lag if lag > 0 else lag + LOCK_DAYS
        sitting = lived.day + timedelta(days=lag)
        if Chance(persona.patient_id, "sitting", sitting).happens(persona.keeping.fills):
            written[lived.day] = datetime.combine(sitting, time(20, 40 - lag, chance.whole(0, 59)))
    return written


def _with_last_days(persona: Persona, chance: Chance, written: dict[date, datetime]) -> dict[date, datetime]:
    """The same, with the last eight days as the persona draws them."""
    for ago, state in enumerate(reversed(persona.last_days)):
        day = AS_OF - timedelta(days=ago)
        written.pop(day, None)
        if state == "F":
            written[day] = _moment(chance, day, 0)
    return dict(sorted(written.items()))


def _moment(chance: Chance, day: date, lag: int) -> datetime:
    earliest = 18 if lag == 0 else 7
    return datetime.combine(
        day + timedelta(days=lag), time(chance.whole(earliest, 22), chance.whole(0, 59), chance.whole(0, 59))
    )
