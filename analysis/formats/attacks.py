"""Attacks as diaries of attacks write them: when they began, how long they lasted, and which days they touch."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from analysis.errors import UnreadableFile

DAY_FIRST, MONTH_FIRST = "day-first", "month-first"

LONGEST_ATTACK = timedelta(days=366)
"""An attack said to last longer was never ended in the app."""

CENTURY = 2000

_MOMENT = re.compile(
    r"(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})[ T,]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\s*([ap])?\.?m?\.?",
    re.ASCII | re.IGNORECASE,
)
_LASTED = re.compile(
    r"(?:(\d+)\s*d)?\s*(?:(\d+)\s*h)?\s*(?:(\d+)\s*m(?:in)?)?\s*(?:(\d+)\s*s)?", re.ASCII | re.IGNORECASE
)


def date_order(moments: Iterable[str], name: str, wanted: str | None) -> str:
    """The order of day and month that the dates of a whole file show, `day-first` or `month-first`.

    `wanted` decides where the file does not. Raises UnreadableFile when neither does, or when they disagree.
    """
    pairs = {(int(found[1]), int(found[2])) for text in moments if (found := _split(text)) and len(found[1]) < 4}
    shown = {DAY_FIRST for first, second in pairs if first > 12 >= second}
    shown |= {MONTH_FIRST for first, second in pairs if second > 12 >= first}
    if wanted not in (None, DAY_FIRST, MONTH_FIRST):
        raise UnreadableFile(f"The date order must be {DAY_FIRST} or {MONTH_FIRST}, not {wanted}.")
    if len(shown) == 1:
        return _agreed(shown.pop(), name, wanted)
    if wanted is None and any(first != second for first, second in pairs):
        how = "both orders occur" if shown else "no day is later than the twelfth"
        raise UnreadableFile(
            f"{name}: its dates do not tell whether the day or the month stands first, as {how}; "
            f"say so with the date order {DAY_FIRST} or {MONTH_FIRST}.",
            "date-order",
            file=name,
        )
    return wanted or DAY_FIRST


def _agreed(shown: str, name: str, wanted: str | None) -> str:
    if wanted not in (None, shown):
        raise UnreadableFile(f"{name}: its dates can only be read {shown}, not {wanted}.", f"dates-{shown}", file=name)
    return shown


def moment(text: str, order: str) -> datetime | None:
    """The wall-clock time a text stands for, or nothing where it stands for none; a year first needs no order."""
    found = _split(text)
    if not found:
        return None
    first, second, third = int(found[1]), int(found[2]), int(found[3])
    year_first = len(found[1]) == 4
    year, month, day = (first, second, third) if year_first else (third, second, first)
    if not year_first and order == MONTH_FIRST:
        month, day = day, month
    try:
        clock = time(_hour(int(found[4]), found[7]), int(found[5]), int(found[6] or 0))
        return datetime.combine(date(year if year >= 100 else CENTURY + year, month, day), clock)
    except ValueError:
        return None


def lasted(text: str) -> timedelta | None:
    """The length of an attack such as `1d 02h 15m`, or nothing where the text is empty.

    A length of zero is unknown: the end was not noted. Raises ValueError on any other text.
    """
    if not text.strip():
        return None
    found = _LASTED.fullmatch(text.strip())
    if not found:
        raise ValueError("not a length of time")
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    if days > LONGEST_ATTACK.days or hours > 24 * LONGEST_ATTACK.days:
        raise ValueError("longer than an attack can be")
    return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds) or None


def days_touched(began: datetime, length: timedelta | None) -> list[tuple[date, float | None]]:
    """The calendar days of an attack, each with its own hours; one day of unknown hours where the length is unknown."""
    if length is None:
        return [(began.date(), None)]
    days: list[tuple[date, float | None]] = []
    ended, at = began + length, began
    while at < ended:
        midnight = datetime.combine(at.date() + timedelta(days=1), time())
        until = min(midnight, ended)
        days.append((at.date(), (until - at) / timedelta(hours=1)))
        at = until
    return days


def _split(text: str) -> re.Match[str] | None:
    return _MOMENT.fullmatch(text.strip())


def _hour(hour: int, half: str | None) -> int:
    """The hour of 24; of a twelve-hour clock, 12 am is midnight. Raises ValueError."""
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError("not an hour of a twelve-hour clock")
    return hour % 12 + (12 if half.casefold() == "p" else 0)
