"""How old the newest data are, which no as-of date changes."""

from __future__ import annotations

from analysis.errors import DiaryError
from analysis.store import Action
from analysis.store.roles import EVERY_RIGHT
from dashboard.sections.age import age_text
from dashboard.session import clock, reading, signing
from dashboard.texts import Words


def told_age(words: Words, patient: str | None = None) -> str:
    """That the data are older than the clinic has set, and how old; empty where they are not, or there are none.

    The data of a patient where one is named: whose diary is kept here has none that are old, whatever the export. Who
    has a diary of their own and nothing else is told nothing: it is as of today.
    """
    if not signing.rights() & EVERY_RIGHT:
        return ""
    try:
        records = reading.records(Action.LISTED, "frame", ())
        records = reading.known(records.of(patient)) if patient else records
        return age_text(records.as_of, clock.today(), records.settings, words)
    except DiaryError:
        return ""
