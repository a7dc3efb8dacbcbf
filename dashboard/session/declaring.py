"""A diary of attacks declared complete for a period, on the patient's page: chosen and logged, and taken back."""

from __future__ import annotations

from datetime import date

import streamlit as st

from analysis.errors import DeclarationRefused
from analysis.records.declared_periods import DeclaredPeriod
from analysis.store.door import now
from dashboard.session import reading
from dashboard.session.view import PatientView
from dashboard.texts import Words


def declare_periods(seen: PatientView, words: Words) -> None:
    """Controls to declare a period complete and to take it back; nothing where every source tells of every day."""
    kept = seen.file.kept
    if not (kept.has_attacks_only or kept.declared):
        return
    with st.container(horizontal=True):
        for period in kept.declared:
            label = words("declare-withdraw", first=words.date(period.starts_on), last=words.date(period.ends_on))
            if st.button(label, key=f"undeclare-{period.starts_on}-{period.ends_on}-{period.recorded_at}"):
                reading.door().withdraw_declared(seen.patient_id, period.starts_on, period.ends_on)
                st.rerun()
        if kept.has_attacks_only:
            with st.popover(words("declare-add")):
                _form(seen, words)


def _form(seen: PatientView, words: Words) -> None:
    with st.form("declare", border=False):
        st.text(words("declare-what"))
        left, right = st.columns(2)
        first = left.date_input(words("excluded-first"), value=None, format="YYYY-MM-DD", key="declare-first")
        last = right.date_input(words("excluded-last"), value=None, format="YYYY-MM-DD", key="declare-last")
        if st.form_submit_button(words("declare-add"), type="primary"):
            _declare(seen, first, last, words)


def _declare(seen: PatientView, first: date | None, last: date | None, words: Words) -> None:
    if first is None or last is None or last < first:
        st.error(words("excluded-order" if first and last else "declare-both"))
        return
    by = reading.door().visitor.user
    try:
        reading.door().declare(DeclaredPeriod(seen.patient_id, first, last, by, now()))
    except DeclarationRefused:
        st.error(words("declare-after-end", date=words.date(seen.records.as_of)))
        return
    st.rerun()
