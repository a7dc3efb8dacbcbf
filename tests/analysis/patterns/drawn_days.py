"""Days of a diary drawn one character each, as the patterns take them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from analysis.days.day_by_day import DayEntry, DayState

STATES = {
    "M": DayState.MIGRAINE,
    "H": DayState.OTHER_HEADACHE,
    "?": DayState.HEADACHE,
    ".": DayState.HEADACHE_FREE,
    "o": DayState.OPEN,
    "_": DayState.MISSING,
    "x": DayState.OUTSIDE,
}


def days_from(first: date, picture: str, *fields: Mapping[str, object]) -> list[DayEntry]:
    """The days of a picture from `first` on; `fields` of the days in order, none for the rest."""
    marks = "".join(picture.split())
    told = [dict(one) for one in fields] + [{}] * len(marks)
    return [DayEntry(first + timedelta(days=place), STATES[mark], told[place]) for place, mark in enumerate(marks)]
