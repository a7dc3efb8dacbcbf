"""What the address of a page says: a link brings back the same patient, period, month, day and language."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

import streamlit as st

from analysis.diary import FIRST_DATE, LAST_DATE

NAMES = ("lang", "patient", "as_of", "definition", "excluded", "period", "bars", "month", "day", "unit", "treatment")
LINKED = ("lang", "patient", "as_of", "definition", "excluded")
"""What a link to another page takes along."""
_REMEMBERED = "address"


def restore() -> None:
    """Brings back what a change of page took from the address. Called once at the beginning of each run."""
    remembered: dict[str, str] = st.session_state.setdefault(_REMEMBERED, {})
    for name in NAMES:
        if name in st.query_params:
            remembered[name] = st.query_params[name]
        elif name in remembered:
            st.query_params[name] = remembered[name]


def read(name: str) -> str | None:
    """What the address says under this name, if anything."""
    remembered: dict[str, str] = st.session_state.get(_REMEMBERED, {})
    return remembered.get(name)


def write(name: str, value: str | None) -> None:
    """Puts a value into the address, or takes it out."""
    remembered: dict[str, str] = st.session_state.setdefault(_REMEMBERED, {})
    if value is None:
        remembered.pop(name, None)
        st.query_params.pop(name, None)
    else:
        remembered[name] = value
        st.query_params[name] = value


def read_day(name: str) -> date | None:
    """A day of the address; None where there is none, or none that a diary may have."""
    try:
        day = date.fromisoformat(read(name) or "")
    except ValueError:
        return None
    return day if FIRST_DATE <= day <= LAST_DATE else None


def read_choice(name: str, choices: tuple[str, ...], default: str) -> str:
    """One of `choices`, whatever the address says."""
    asked = read(name)
    return asked if asked in choices else default


def import_page() -> str:
    """The address of the page of imports."""
    return link_to("import")


def link_to(page: str) -> str:
    """The address of another page for the same patient, day, definition and language; more values may follow."""
    return f"{page}?{urlencode({name: value for name in LINKED if (value := read(name))})}"
