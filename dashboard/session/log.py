"""The access log on its page: searched, verified, taken out for a patient, sampled. Each reading of it is logged."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from analysis.errors import StoreProblem
from analysis.store import Action, Door
from analysis.store.access_log import LONGEST_TEXT, Access, BrokenLog, Wanted, kept_from
from dashboard.report.extract import extract_pdf
from dashboard.sections.as_csv import as_csv
from dashboard.sections.log import entries, extract
from dashboard.sections.log.entries import Found
from dashboard.sections.log.whole import Verified
from dashboard.session import clock, downloading, reading
from dashboard.texts import Words

MOST_SHOWN = 200
SAMPLED, MOST_SAMPLED = 20, 200
VERIFIED_AT_ONCE = 10_000
"""Entries that are verified when the page is opened; more take seconds, and wait for somebody who asks."""
_FOUND, _WANTED, _VERIFIED, _SAMPLE, _CONCLUDED = (
    "log-found",
    "log-wanted",
    "log-verified",
    "log-drawn",
    "log-concluded",
)


def verified() -> Verified | None:
    """Whether the log is whole, as verified in this session; None while that was not asked of a long log."""
    if _VERIFIED not in st.session_state and reading.door().head_of_log().number <= VERIFIED_AT_ONCE:
        _verify()
    found: Verified | None = st.session_state.get(_VERIFIED)
    return found


def verify_or_remove(words: Words) -> str:
    """A button that verifies the log now, and one that removes, once that is confirmed, what need not be kept longer.

    Gives the sentence that says how much was removed; empty where nobody did.
    """
    with st.container(horizontal=True):
        st.button(words("log-verify"), key="log-verify", on_click=_verify)
        with st.popover(words("log-remove")):
            day = kept_from(clock.today())
            st.text(words("log-remove-what", date=words.date(day)))
            is_asked = st.button(words("log-remove-confirm"), type="primary", key="log-remove")
    return _remove_before(day, words) if is_asked else ""


def _remove_before(day: date, words: Words) -> str:
    try:
        removed = reading.door().remove_from_log(day)
    except StoreProblem:
        return words("log-not-removed")
    st.session_state.pop(_VERIFIED, None)
    return words("log-removed", entries=removed)


def _verify() -> None:
    try:
        found = Verified(clock.moment(), head=str(reading.door().verify_log()))
    except BrokenLog as broken:
        found = Verified(clock.moment(), how=broken.how, number=broken.number)
    st.session_state[_VERIFIED] = found


def searched(words: Words) -> Found | None:
    """What was found with the fields of the search; None before anything was looked for."""
    wanted = _asked(words)
    if wanted is not None:
        found, every = reading.door().search_log(wanted, MOST_SHOWN)
        st.session_state[_WANTED], st.session_state[_FOUND] = wanted, Found(tuple(found), every)
    shown: Found | None = st.session_state.get(_FOUND)
    return shown


def _asked(words: Words) -> Wanted | None:
    """What the fields ask for, in the run in which somebody searches; None in others."""
    with st.form("log-search", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        user = st.text_input(words("log-by-user"), key="log-user", width=200)
        patient = st.text_input(words("log-by-patient"), key="log-patient", width=200)
        action = _action(words)
        first, last = (_day(name, words) for name in ("from", "to"))
        is_asked = st.form_submit_button(words("log-look"), type="primary")
    return Wanted(_typed(patient), _typed(user), action, first, last) if is_asked else None


def _action(words: Words) -> str | None:
    chosen = st.selectbox(
        words("log-by-action"),
        ("", *Action),
        format_func=lambda code: entries.action(code, words) if code else words("log-any"),
        key="log-action",
        width=220,
    )
    return str(chosen) or None


def offer_extract(words: Words) -> None:
    """A patient's extract as PDF and CSV, for a period where one is named; made and logged when it is downloaded."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        patient = _typed(st.text_input(words("extract-patient"), key="extract-patient", width=200))
        first, last = (_day(name, words, "extract") for name in ("from", "to"))
        with_names = st.checkbox(words("extract-names"), key="extract-names")
    if patient is None:
        return
    wanted = Wanted(patient, first=first, last=last)
    with st.container(horizontal=True):
        for ending in ("pdf", "csv"):
            st.download_button(
                words("extract-download", format=ending.upper()),
                data=downloading.own(partial(_extract, reading.door(), wanted, words, ending, with_names=with_names)),
                file_name=f"{words('extract-file')}-{clock.today()}.{ending}",
                key=f"extract-{ending}",
                on_click="ignore",
            )


def _extract(door: Door, wanted: Wanted, words: Words, ending: str, *, with_names: bool) -> bytes:
    found = extract.section(door.extract_of_log(wanted), wanted, words, with_names=with_names)
    if ending == "pdf" or found.table is None:
        return extract_pdf(found, clock.today(), words)
    return as_csv(found.table)


def sampled(words: Words) -> Found | None:
    """The sample that was drawn in this session, among what was searched for where something was; None before."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        count = st.number_input(words("sample-count"), 1, MOST_SAMPLED, SAMPLED, key="sample-count", width=160)
        is_asked = st.button(words("sample-draw"), key="sample-draw")
    if is_asked:
        st.session_state[_SAMPLE] = tuple(reading.door().sample_of_log(int(count), st.session_state.get(_WANTED)))
    drawn: tuple[Access, ...] | None = st.session_state.get(_SAMPLE)
    return None if drawn is None else Found(drawn, len(drawn))


def conclude(words: Words) -> str:
    """Asks what came of the check, and keeps it in the log; the sentence that says so once it is kept."""
    with st.form("sample-outcome", clear_on_submit=True, border=False):
        outcome = st.text_area(words("sample-outcome"), max_chars=LONGEST_TEXT, key="sample-text", height=80)
        is_asked = st.form_submit_button(words("sample-keep"))
    if not (is_asked and outcome.strip()):
        return ""
    reading.door().conclude_check(outcome.strip())
    st.session_state.pop(_SAMPLE, None)
    return words("sample-kept")


def _day(name: str, words: Words, where: str = "log") -> date | None:
    return st.date_input(words(f"log-{name}"), value=None, format="YYYY-MM-DD", key=f"{where}-{name}", width=150)


def _typed(text: str) -> str | None:
    return text.strip() or None
