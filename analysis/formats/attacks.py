"""Attacks as diaries of attacks write them: when they began, how long they lasted, and which days they touch."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from analysis.errors import UnreadableFile

DAY_FIRST, MONTH_FIRST = "day-first", "month-first"

LONGEST_ATTACK = timedelta(days=366)
"""An attack said to last longer was never ended in the app."""

CENTURY = 2000

USUAL_LONGEST = timedelta(hours=72)
"""The longest attack of migraine (ICHD-3 1.1 B); one that is longer is asked about."""

_ONE_DAY = timedelta(days=1)
_MOMENT = re.compile(
    r"(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})[ T,]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\s*([ap])\.?\s?m?\.?)?",
    re.ASCII | re.IGNORECASE,
)
_PART_OF_LENGTH = re.compile(r"(\d+)\s*([^\W\d_]+)\.?")
_CLOCK_LENGTH = re.compile(r"(\d{1,4}):([0-5]\d)(?::([0-5]\d))?", re.ASCII)
_UNITS = {
    "days": frozenset(
        "d day days j jour jours t tag tage tagen dag dagar dagen dage g giorno giorni día días dia dias".split()
    ),
    "hours": frozenset(
        "h hr hrs hour hours heure heures st std stunde stunden tim timme timmar time timer u uur uren ora ore hora "
        "horas".split()
    ),
    "minutes": frozenset("m min mins minute minutes minuten minut minuter minuti minuto minutos".split()),
    "seconds": frozenset("s sec secs second seconds sek sekunde sekunden sekund sekunder secondi segundos".split()),
}
"""Words of several languages for the units of a length of time, in small letters."""
ONGOING = frozenset("ongoing pågående pågår laufend andauernd lopend igangværende en-cours in-corso en-curso".split())
"""What stands in place of the length of an attack that was going on when the file was written."""
SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2009"), " ")
"""Spaces that programs put before AM and PM and between date and time."""


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
    """The length of an attack such as `1d 02h 15m` or `02:30`, or nothing where the text is empty or says "ongoing".

    A length of zero is unknown: the end was not noted. Raises ValueError on any other text.
    """
    told = " ".join(text.translate(SPACES).split())
    if not told or told.casefold().replace(" ", "-") in ONGOING:
        return None
    parts = _parts_of_length(told)
    days, hours = parts.get("days", 0), parts.get("hours", 0)
    if days > LONGEST_ATTACK.days or hours > 24 * LONGEST_ATTACK.days:
        raise ValueError("longer than an attack can be")
    return timedelta(**parts) or None


def _parts_of_length(text: str) -> dict[str, int]:
    """The days, hours, minutes and seconds of a length. Raises ValueError."""
    clock = _CLOCK_LENGTH.fullmatch(text)
    if clock:
        return {"hours": int(clock[1]), "minutes": int(clock[2]), "seconds": int(clock[3] or 0)}
    parts: dict[str, int] = {}
    for number, word in _PART_OF_LENGTH.findall(text):
        unit = next((name for name, words in _UNITS.items() if word.casefold() in words), None)
        if unit is None or unit in parts or len(number) > len("99999"):
            raise ValueError("not a length of time")
        parts[unit] = int(number)
    if not parts or _PART_OF_LENGTH.sub("", text).replace(",", "").strip():
        raise ValueError("not a length of time")
    return parts


def days_touched(
    began: datetime, length: timedelta | None, zone: ZoneInfo | None = None
) -> list[tuple[date, float | None]]:
    """The calendar days of an attack, each with its own hours; one day of unknown hours where the length is unknown.

    With a `zone` the length is the time that passed, so that the night in which its clocks are changed has its hours; a
    day has 24 at most, as others do.
    """
    if length is None:
        return [(began.date(), None)]
    days: list[tuple[date, float | None]] = []
    clock = zone or UTC
    at = began.replace(tzinfo=clock).astimezone(UTC)
    ended = at + length
    while at < ended:
        day = at.astimezone(clock).date()
        midnight = datetime.combine(day + _ONE_DAY, time(), clock).astimezone(UTC)
        until = min(midnight, ended)
        days.append((day, min(until - at, _ONE_DAY) / timedelta(hours=1)))
        at = until
    return days


def _split(text: str) -> re.Match[str] | None:
    return _MOMENT.fullmatch(text.translate(SPACES).strip())


def _hour(hour: int, half: str | None) -> int:
    """The hour of 24; of a twelve-hour clock, 12 am is midnight. Raises ValueError."""
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError("not an hour of a twelve-hour clock")
    return hour % 12 + (12 if half.casefold() == "p" else 0)
