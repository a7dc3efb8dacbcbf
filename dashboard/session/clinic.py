"""The whole clinic on a page: every patient listed is logged, and all of it is computed in one pass."""

from __future__ import annotations

import streamlit as st

from analysis.store import Action
from analysis.worklist import Line, Worklist, worklist
from dashboard.sections.completeness import care_units
from dashboard.session import address, reading
from dashboard.texts import Words

ALL_UNITS = ""


def clinic_list(page: str) -> Worklist:
    """Every current patient with what the diary lacks, as of the chosen day."""
    records = reading.records(Action.LISTED, page)
    as_of = min(address.read_day("as_of") or records.as_of, records.as_of)
    return reading.kept("worklist", records, as_of, lambda: worklist(records, as_of=as_of))


def choose_unit(listed: Worklist, words: Words) -> tuple[Line, ...]:
    """The lines of the chosen care unit, or all."""
    units = (ALL_UNITS, *care_units(listed.lines))
    chosen = address.read_choice("unit", units, ALL_UNITS)
    if len(units) > 1:
        st.session_state["unit"] = chosen
        st.selectbox(
            words("unit"),
            units,
            format_func=lambda unit: unit or words("unit-all"),
            key="unit",
            on_change=lambda: address.write("unit", st.session_state["unit"] or None),
            width=300,
        )
    return tuple(line for line in listed.lines if chosen in (ALL_UNITS, line.patient.care_unit))


def open_on_patient_page(patient_id: str | None) -> None:
    """Goes to the Patient page, when a patient was chosen on the list."""
    if patient_id:
        address.write("patient", patient_id)
        st.switch_page("app_pages/patient.py")
