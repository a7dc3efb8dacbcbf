"""A patient's extract of the access log: from which care unit and when somebody had the data (LOG-6)."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.store.access_log import Access, Wanted
from dashboard.sections.log.entries import told
from dashboard.sections.section import Section
from dashboard.texts import Words

COLUMNS = ("at", "units", "role", "action", "place")
WITH_NAMES = ("at", "units", "role", "user", "action", "place")


def section(entries: Sequence[Access], wanted: Wanted, words: Words, *, with_names: bool = False) -> Section:
    """The extract for the patient of `wanted`; the users' names only where the clinic hands them out."""
    import pandas as pd

    columns = WITH_NAMES if with_names else COLUMNS
    rows = [[told(entry, column, words) for column in columns] for entry in entries]
    return Section(
        key="log-extract",
        title=words("extract-title", patient=wanted.patient or ""),
        sentences=(_period(wanted, words), words("extract-number", entries=len(rows)), words("extract-how")),
        table=pd.DataFrame(rows, columns=[words(f"log-head-{column}") for column in columns]),
    )


def _period(wanted: Wanted, words: Words) -> str:
    first, last = (words.date(day) if day else "" for day in (wanted.first, wanted.last))
    is_open = f"{'from' if first else ''}{'to' if last else ''}" or "all"
    return words(f"extract-period-{is_open}", first=first, last=last)
