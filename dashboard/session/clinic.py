"""The lead's overview for a chosen selection of patients; the access log is written for all of them first.

The selection stands in the address, so that a link brings it back: attributes that many share, never a pseudonym.
"""

from __future__ import annotations

from functools import partial

import streamlit as st

from analysis.clinic import ATTRIBUTES, Clinic, Overview, clinic, told_day
from analysis.effect.responders import JUDGED_KINDS
from analysis.store import Action
from dashboard.session import address, reading
from dashboard.session.worklist import shared
from dashboard.texts import Words

EVERYONE = ""
NAMES = {"care_unit": "unit", "diagnosis": "diagnosis", "sex": "sex", "age_band": "age", "period": "since"}
"""What each of ATTRIBUTES is called in the address; the care unit as on the nurse's list."""
KIND, DRUGS = "count", "drugs"
DEFAULT_KIND = "migraine"


def clinic_overview(page: str, words: Words) -> Overview:
    """The figures of the patients selected with the controls, computed once for each state of the data."""
    records = reading.records(Action.LISTED, page).together()
    as_of = told_day(min(address.read_day("as_of") or records.as_of, records.as_of), records.as_of)
    whole = shared("clinic", records, as_of, lambda: clinic(records, as_of=as_of))
    chosen = _choose(whole, words)
    key = (as_of, tuple(sorted(chosen.items())))
    return reading.kept("overview", records, key, lambda: whole.overview(chosen))


def choose_kind(words: Words) -> str:
    """The kind of day that the response is told in."""
    key = f"clinic-{KIND}"
    st.session_state[key] = _asked(KIND, JUDGED_KINDS) or DEFAULT_KIND
    kind = st.segmented_control(
        words("clinic-kind"),
        JUDGED_KINDS,
        format_func=lambda one: words(f"kind-{one}"),
        key=key,
        on_change=_take,
        args=(KIND, key),
        required=True,
    )
    return str(kind)


def choose_drugs(kinds: tuple[str, ...], words: Words) -> str:
    """The kind of preventive that the response is told of; empty for all."""
    key = f"clinic-{DRUGS}"
    st.session_state[key] = _asked(DRUGS, kinds)
    chosen = st.segmented_control(
        words("clinic-drugs"),
        (EVERYONE, *kinds),
        format_func=lambda one: words(f"clinic-drugs-{one or 'all'}"),
        key=key,
        on_change=_take,
        args=(DRUGS, key),
        required=True,
    )
    return chosen or EVERYONE


def _choose(whole: Clinic, words: Words) -> dict[str, str]:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        asked = {attribute: _control(attribute, whole.choices(attribute), words) for attribute in ATTRIBUTES}
    return {attribute: value for attribute, value in asked.items() if value}


def _control(attribute: str, values: tuple[str, ...], words: Words) -> str:
    """The chosen value of an attribute; EVERYONE, without a control, where there is nothing to choose between."""
    if len(values) < 2:
        return EVERYONE
    key = f"clinic-{attribute}"
    st.session_state[key] = _asked(NAMES[attribute], values)
    value = st.selectbox(
        words(f"clinic-by-{attribute}"),
        (EVERYONE, *values),
        format_func=partial(_value, attribute, words=words),
        key=key,
        on_change=_take,
        args=(NAMES[attribute], key),
        width=205,
    )
    return value or EVERYONE


def _asked(name: str, values: tuple[str, ...]) -> str:
    """What the address asks for, or was chosen before another page was looked at; EVERYONE for what there is not."""
    asked = st.query_params.get(name) or address.read(name)
    if asked not in values:
        return EVERYONE
    address.write(name, asked)
    return str(asked)


def _take(name: str, key: str) -> None:
    address.write(name, st.session_state[key] or None)


def _value(attribute: str, value: str, *, words: Words) -> str:
    if not value:
        return words("clinic-everyone")
    for key in (f"clinic-value-{value}", f"{attribute}-{value}"):
        if words.has(key):
            return words(key)
    return value.replace("-", "–") if attribute == "age_band" else value
