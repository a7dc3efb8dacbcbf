"""How old the newest data are, which no as-of date changes."""

from __future__ import annotations

from datetime import date

from analysis.errors import DiaryError
from analysis.store import Action
from dashboard.session import clock, reading
from dashboard.texts import Words


def told_age(words: Words, patient: str | None = None) -> str:
    """That the data are older than the clinic has set, and how old; empty where they are not, or there are none.

    The data of a patient where one is named: whose diary is kept here has none that are old, whatever the export.
    """
    try:
        records = reading.records(Action.LISTED, "frame", ())
        records = reading.known(records.of(patient)) if patient else records
        return age_text(records.as_of, clock.today(), records.settings.stale_after_days, words)
    except DiaryError:
        return ""


def age_text(end: date, today: date, most_days: int, words: Words) -> str:
    """The sentence for data that end on a day; empty for those at most `most_days` old."""
    days = (today - end).days
    return words("stale-data", days=days, date=words.short_date(end)) if days > most_days else ""
