"""Which definition of a migraine day the pages about a patient count by: the clinic's, unless another is chosen.

One definition holds for every figure of a page, so that windows are never compared across two (MD-10, MD-11).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

import streamlit as st

from analysis.counts.counted import counts_by_patient
from analysis.counts.day_count import WindowCounts
from analysis.days.definitions import PROFILES
from analysis.windows import WINDOW_DAYS, period_ending
from dashboard.sections.patient.definition import KINDS, note, option, section
from dashboard.session import address, reading
from dashboard.session.excluding import tell_whether_counted
from dashboard.session.view import PatientView, clinics_profile
from dashboard.texts import Words

SELECT_PX = 440
"""Room for the longest name of a definition."""


def choose_counting(seen: PatientView, words: Words) -> None:
    """How days are counted on the pages about a patient: by which definition, with or without excluded periods."""
    _choose_definition(seen, words)
    tell_whether_counted(seen, words)


def _choose_definition(seen: PatientView, words: Words) -> None:
    """The definition in force, on a button that opens the others; where it is not the clinic's, what that changes."""
    clinics, chosen = clinics_profile(), seen.settings.profile
    is_other = chosen != clinics
    with st.container(border=is_other, gap="xsmall"):
        if is_other:
            st.markdown(note(chosen, clinics, results_by_definition(seen, (clinics, chosen)), words))
        with st.container(horizontal=True, vertical_alignment="center"):
            if is_other:
                st.button(words("definition-back"), key="definition-back", on_click=_take, args=(clinics,))
            key = "definition-compare" if is_other else "definition-in-force"
            label = words(key, name=words(f"profile-{chosen}"))
            with st.popover(label, key="definitions", on_change="rerun") as opened:
                _choose_among(chosen, clinics, words)
                if opened.open:
                    _compare(chosen, clinics, seen, words)


def _compare(chosen: str, clinics: str, seen: PatientView, words: Words) -> None:
    compared = section(chosen, clinics, results_by_definition(seen, PROFILES), words)
    st.markdown(compared.sentences[0])
    st.table(compared.table)


def _choose_among(chosen: str, clinics: str, words: Words) -> None:
    st.session_state["definition"] = chosen
    st.selectbox(
        words("definition"),
        sorted(PROFILES, key=lambda profile: profile != clinics),
        format_func=lambda profile: option(profile, clinics, words),
        key="definition",
        on_change=lambda: _take(st.session_state["definition"]),
        width=SELECT_PX,
    )


def results_by_definition(seen: PatientView, profiles: Iterable[str]) -> dict[str, WindowCounts]:
    """The last 28 days under each of these definitions, by its id."""
    return {
        profile: reading.kept("definition", seen.records, (seen.as_of, profile), partial(_result, seen, profile))
        for profile in profiles
    }


def _result(seen: PatientView, profile: str) -> WindowCounts:
    window, settings = period_ending(seen.as_of, WINDOW_DAYS), replace(seen.settings, profile=profile)
    with seen.records.connect() as connection:
        found = counts_by_patient(connection, (window,), seen.basis.under(settings), kinds=KINDS)
    (counts,) = found[seen.patient_id]
    return counts


def _take(profile: str) -> None:
    """Puts a definition into the address; the clinic's own needs no name there."""
    address.write("definition", None if profile == clinics_profile() else profile)
