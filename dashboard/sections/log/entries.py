"""Entries of the access log in the reader's words: who did what with whose data, where, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from analysis.store.access_log import Access
from dashboard.sections.section import Section
from dashboard.sections.wording import NO_NUMBER
from dashboard.texts import Words

EVERY_UNIT = "*"
COLUMNS = ("number", "at", "user", "role", "units", "action", "patient", "place", "purpose")


@dataclass(frozen=True)
class Found:
    """The newest entries of a search or a sample, in the order written, and how many there are in all."""

    entries: tuple[Access, ...]
    every: int


def section(found: Found, words: Words) -> Section:
    """The entries that were found as a table, newest first, and how many they are."""
    import pandas as pd

    rows = [[_cell(entry, column, words) for column in COLUMNS] for entry in reversed(found.entries)]
    return Section(
        key="log-entries",
        title=words("log-entries"),
        sentences=(words("log-found", shown=len(found.entries), every=found.every),),
        table=pd.DataFrame(rows, columns=[words(f"log-head-{column}") for column in COLUMNS]) if rows else None,
    )


def _cell(entry: Access, column: str, words: Words) -> str:
    if column == "patient":
        return entry.patient_id or (NO_NUMBER if entry.patients is None else words("log-list", patients=entry.patients))
    return told(entry, column, words)


def told(entry: Access, column: str, words: Words) -> str:
    """What an entry says under one of COLUMNS, but for the patient."""
    return {
        "number": str(entry.number),
        "at": moment(entry, words),
        "user": entry.user,
        "role": role(entry.role, words),
        "units": words("log-every-unit") if entry.care_units == EVERY_UNIT else entry.care_units,
        "action": action(entry.action, words),
        "place": place(entry.place, words),
        "purpose": entry.purpose or "",
    }[column]


def moment(entry: Access, words: Words) -> str:
    """Day and time by the clock of the clinic, to the second."""
    at = datetime.fromisoformat(entry.at_local)
    return f"{words.narrow_date(at.date())} {at:%H:%M:%S}"


def role(code: str | None, words: Words) -> str:
    """A role in words; one that is not known here as it stands."""
    return _in_words("role", code, words) if code else NO_NUMBER


def action(code: str, words: Words) -> str:
    """What was done, in words."""
    return _in_words("log-action", code, words)


def place(code: str, words: Words) -> str:
    """The page or command in words; what stands behind its comma, and a place without words, as it is."""
    head, comma, rest = code.partition(",")
    return f"{_in_words('log-place', head, words)}{comma}{rest}"


def _in_words(stem: str, code: str, words: Words) -> str:
    key = f"{stem}-{code.replace(' ', '-')}"
    return words(key) if words.has(key) else code
