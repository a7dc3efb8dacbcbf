"""The clinic's overview for a chosen selection of patients; the access log is written for all of them first."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analysis.clinic import ATTRIBUTES, Clinic, Overview, clinic
from analysis.effect.measured import JUDGED_KINDS
from analysis.store import Action
from dashboard.session import address, reading
from dashboard.session.clinic import shared
from dashboard.texts import Words

EVERYONE = ""


def clinic_overview(page: str, words: Words) -> Overview:
    """The figures of the patients selected with the controls, computed once for each state of the data."""
    records = reading.records(Action.LISTED, page)
    as_of = min(address.read_day("as_of") or records.as_of, records.as_of)
    whole = shared("clinic", records, as_of, lambda: clinic(records, as_of=as_of))
    chosen = _choose(whole, words)
    key = (as_of, tuple(sorted(chosen.items())))
    return reading.kept("overview", records, key, lambda: whole.overview(chosen))


def choose_kind(words: Words) -> str:
    """The kind of day that the response is told in."""
    kind = st.segmented_control(
        words("clinic-kind"),
        JUDGED_KINDS,
        default="migraine",
        format_func=lambda one: words(f"kind-{one}"),
        key="clinic-kind",
        required=True,
    )
    return str(kind)


def _choose(whole: Clinic, words: Words) -> dict[str, str]:
    chosen: dict[str, str] = {}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for attribute in ATTRIBUTES:
            values = whole.choices(attribute)
            if len(values) < 2:
                continue
            value = st.selectbox(
                words(f"clinic-by-{attribute}"),
                (EVERYONE, *values),
                format_func=partial(_value, attribute, words=words),
                key=f"clinic-{attribute}",
                width=205,
            )
            if value:
                chosen[attribute] = value
    return chosen


def _value(attribute: str, value: str, *, words: Words) -> str:
    if not value:
        return words("clinic-everyone")
    for key in (f"clinic-value-{value}", f"{attribute}-{value}"):
        if words.has(key):
            return words(key)
    return value
