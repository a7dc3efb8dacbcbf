"""How old data are, and how that is told: pages and papers show days as they stood when the data ended."""

from __future__ import annotations

from datetime import date, timedelta

from analysis.days.state import last_fillable, oldest_fillable_on
from analysis.settings import Settings
from dashboard.texts import Words


def age_text(end: date, today: date, settings: Settings, words: Words) -> str:
    """The sentence for data that end on a day; empty for those that the settings do not call old.

    It says which of the days that were open have locked since: until when, or that all have.
    """
    days = (today - end).days
    if days <= settings.stale_after_days:
        return ""
    told = words("stale-data", days=days, date=words.short_date(end))
    if all_locked(end, today, settings):
        return f"{told}; {words('stale-locked')}"
    locked = oldest_fillable_on(today, settings) - timedelta(days=1)
    return f"{told}; {words('stale-locking', date=words.short_date(locked))}"


def all_locked(end: date, today: date, settings: Settings) -> bool:
    """Whether every day of data that end on a day has locked since."""
    return last_fillable(end, settings) < today


def told_of(end: date, today: date, settings: Settings, words: Words) -> Words:
    """The words for data that end on a day: of days that were open and have locked, that they were."""
    return words.once_locked(end) if all_locked(end, today, settings) else words
