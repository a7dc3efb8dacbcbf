"""Periods set aside: chosen with who and why, taken back, and counted with or without on the pages about a patient."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from analysis.effect import Effect, effects
from analysis.excluded import REASONS, ExcludedPeriod
from analysis.store.door import now
from dashboard.sections import Section, excluded
from dashboard.session import address, reading
from dashboard.session.view import PatientView
from dashboard.texts import Words

LEFT_OUT = "without"
"""What `excluded` in the address says where the days of excluded periods are left out of every figure."""


def tell_whether_counted(seen: PatientView, words: Words) -> None:
    """Which periods are set aside, with a switch that leaves their days out; nothing where there are none."""
    if not seen.file.excluded:
        return
    counted = seen.settings.count_excluded
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(excluded.note(seen.file.excluded, words, counted=counted), width="content")
        st.session_state["count-excluded"] = counted
        st.toggle(words("excluded-count"), key="count-excluded", on_change=_take_counting)


def exclude_periods(seen: PatientView, effect: Effect, words: Words, tell: Callable[[Section, Words], None]) -> None:
    """The periods set aside, with the effect both ways as `tell` shows it, and the controls to add and take back."""
    periods = seen.file.excluded
    tell(excluded.section(periods, _both_ways(seen, effect) if periods else {}, words), words)
    with st.container(horizontal=True):
        for period in periods:
            label = words("excluded-withdraw", date=words.date(period.starts_on))
            key = f"withdraw-{period.starts_on}-{period.recorded_at}"
            st.button(label, key=key, on_click=reading.door().withdraw, args=(period,))
        with st.popover(words("excluded-add")):
            _form(seen, words)


def _both_ways(seen: PatientView, effect: Effect) -> dict[bool, Effect]:
    """The effect with the days of the periods and without them."""
    return {counted: _counted(seen, effect, counted=counted) for counted in (True, False)}


def _counted(seen: PatientView, effect: Effect, *, counted: bool) -> Effect:
    settings = replace(seen.settings, count_excluded=counted)
    key = (seen.as_of, settings)
    found = reading.kept("effects otherwise", seen.records, key, lambda: _effects(seen, settings))
    return next(one for one in found if one.episode == effect.episode)


def _effects(seen, settings):  # type: ignore[no-untyped-def]
    found = effects(seen.records, as_of=seen.as_of, patients=(seen.patient_id,), settings=settings)
    return found.get(seen.patient_id, ())


def _form(seen: PatientView, words: Words) -> None:
    with st.form("exclude", border=False):
        left, right = st.columns(2)
        first = left.date_input(words("excluded-first"), value=seen.as_of, format="YYYY-MM-DD")
        last = right.date_input(words("excluded-last"), value=seen.as_of, format="YYYY-MM-DD")
        reason = st.selectbox(words("excluded-why"), REASONS, format_func=lambda code: words(f"excluded-reason-{code}"))
        note = st.text_input(words("excluded-note-label")).strip() or None
        if not st.form_submit_button(words("excluded-add"), type="primary"):
            return
    if last < first:
        st.error(words("excluded-order"))
        return
    by = reading.door().visitor.user
    reading.door().exclude(ExcludedPeriod(seen.patient_id, first, last, str(reason), by, now(), note))
    st.rerun()


def _take_counting() -> None:
    address.write("excluded", None if st.session_state["count-excluded"] else LEFT_OUT)
