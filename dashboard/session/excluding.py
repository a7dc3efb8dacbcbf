"""Periods set aside: chosen with who and why, taken back, and counted with or without on the pages about a patient."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from analysis.effect.finding import Effect
from analysis.records.excluded_periods import REASONS, ExcludedPeriod
from analysis.store.door import now
from dashboard.sections import Section
from dashboard.sections.patient import excluded_periods
from dashboard.session import address, effects, reading
from dashboard.session.view import EXCLUDED_LEFT_OUT, PatientView
from dashboard.texts import Words


def tell_whether_counted(seen: PatientView, words: Words) -> None:
    """Which periods are set aside, with a switch that leaves their days out; nothing where there are none."""
    if not seen.file.excluded:
        return
    counted = seen.settings.count_excluded
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(excluded_periods.note(seen.file.excluded, words, counted=counted), width="content")
        st.session_state["count-excluded"] = counted
        st.toggle(words("excluded-count"), key="count-excluded", on_change=_take_counting)


def exclude_periods(
    seen: PatientView,
    effect: Effect,
    words: Words,
    tell: Callable[[Section, Words], None],
) -> None:
    """The periods set aside, with the effect both ways as `tell` shows it, and the controls to add and take back."""
    periods, counted = seen.file.excluded, seen.settings.count_excluded
    other = replace(seen.settings, count_excluded=not counted)
    both = {counted: effect, not counted: effects.effect_under(seen, effect, other)} if periods else {}
    tell(excluded_periods.section(periods, both, words), words)
    with st.container(horizontal=True):
        for period in periods:
            label = words("excluded-withdraw", date=words.date(period.starts_on))
            key = f"withdraw-{period.starts_on}-{period.recorded_at}"
            if st.button(label, key=key):
                reading.door().withdraw(period)
                st.rerun()
        with st.popover(words("excluded-add")):
            _form(seen, words)


def _form(seen: PatientView, words: Words) -> None:
    with st.form("exclude", border=False):
        left, right = st.columns(2)
        first = left.date_input(words("excluded-first"), value=seen.as_of, format="YYYY-MM-DD", key="exclude-first")
        last = right.date_input(words("excluded-last"), value=seen.as_of, format="YYYY-MM-DD", key="exclude-last")
        reason = st.selectbox(
            words("excluded-why"),
            REASONS,
            format_func=lambda code: words(f"excluded-reason-{code}"),
            key="exclude-reason",
        )
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
    address.write("excluded", None if st.session_state["count-excluded"] else EXCLUDED_LEFT_OUT)
