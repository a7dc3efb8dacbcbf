"""How old the newest data are, which no as-of date changes."""

from __future__ import annotations

from datetime import date

from analysis.days.state import last_fillable
from analysis.errors import DiaryError
from analysis.settings import Settings
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
        return age_text(records.as_of, clock.today(), records.settings, words)
    except DiaryError:
        return ""


def age_text(end: date, today: date, settings: Settings, words: Words) -> str:
    """The sentence for data that end on a day; empty for those that the settings do not call old.

    Pages tell days as they stood when the data ended: once the last of them has locked, none is open any more.
    """
    days = (today - end).days
    if days <= settings.stale_after_days:
        return ""
    told = words("stale-data", days=days, date=words.short_date(end))
    return f"{told}; {words('stale-locked')}" if last_fillable(end, settings) < today else told
