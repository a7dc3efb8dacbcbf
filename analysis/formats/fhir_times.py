"""When a FHIR resource is true, as days of the patient's calendar.

A time keeps the wall clock that it is written in; one in UTC is told by the clock of the setting `timezone`. A date
that is not whole (`2026-03`) is no day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from analysis.formats import personal, records
from analysis.formats.personal import YES, Row
from analysis.formats.records import Item

MOST_FREE_DAYS = 31
"""Days of a period that is read as days without headache: a longer one is no entry of a diary."""
_WHOLE = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)?)?", re.ASCII)
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Moment:
    """A day, or a time on it, by the wall clock."""

    at: datetime
    has_time: bool


@dataclass(frozen=True)
class Effective:
    """When something is true: `began` is None where it cannot be read, `written` is what stands there."""

    began: Moment | None
    ended: Moment | None
    written: str
    is_period: bool = False


def moment(value: object, zone: str) -> Moment | None:
    """The moment that a text stands for; nothing for what is no whole date."""
    found = _WHOLE.fullmatch(value) if isinstance(value, str) else None
    if not found:
        return None
    try:
        if found[2] is None:
            return Moment(datetime.combine(date.fromisoformat(found[1]), time()), False)
        clock = datetime.fromisoformat(f"{found[1]}T{found[2][:8]}")
    except ValueError:
        return None
    is_utc = found[3] in ("Z", "+00:00", "-00:00")
    return Moment(clock.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) if is_utc else clock, True)


def effective(resource: Item, zone: str) -> Effective:
    """When a resource is true; a period without its start is true on its last day."""
    for name in ("effectiveDateTime", "effectiveInstant"):
        if name in resource:
            return Effective(moment(resource[name], zone), None, records.text(resource[name]))
    period = resource.get("effectivePeriod")
    if not isinstance(period, dict):
        return Effective(None, None, records.text(resource.get("effectiveTiming")))
    began, ended = (moment(period.get(name), zone) for name in ("start", "end"))
    written = "/".join(records.text(period.get(name)) for name in ("start", "end"))
    if "start" not in period:
        return Effective(ended, None, written, True)
    unread_end = "end" in period and ended is None
    return Effective(None if unread_end else began, ended, written, True)


def attack_days(line: int, when: Effective, shared: Row) -> list[Row]:
    """A row of the diary for each day on which there was headache; one without a day where that cannot be read."""
    began, ended = when.began, when.ended
    if began is None:
        return [{"line": line, "date": when.written, "headache": YES, **shared}]
    if ended is None or ended.at < began.at:
        return personal.attack_rows(line, began.at, None, shared, {})
    length = ended.at - began.at + (timedelta() if ended.has_time else _ONE_DAY)
    rows = personal.attack_rows(line, began.at, length, shared, {})
    if began.has_time and ended.has_time:
        return rows
    return [{name: cell for name, cell in row.items() if name != "duration_hours"} for row in rows]


def free_days(when: Effective) -> list[date]:
    """The days that are wholly within; none where a time tells of a moment only, or where the period is too long."""
    began, ended = when.began, when.ended
    if began is None:
        return []
    if ended is None:
        return [] if began.has_time or when.is_period else [began.at.date()]
    found = list(_between(began, ended))
    return found if len(found) <= MOST_FREE_DAYS else []


def _between(began: Moment, ended: Moment) -> Iterator[date]:
    day = began.at.date() + (timedelta() if began.at.time() == time() else _ONE_DAY)
    is_whole = not ended.has_time or ended.at.time() >= time(23, 59)
    last = ended.at.date() - (timedelta() if is_whole else _ONE_DAY)
    for place in range(min((last - day).days + 1, MOST_FREE_DAYS + 1)):
        yield day + place * _ONE_DAY


def day_text(value: object, zone: str) -> str:
    """The day of a date or time; what is none as it is written."""
    found = moment(value, zone)
    return found.at.date().isoformat() if found else records.text(value)
