"""The controls that say what is looked at; each choice goes into the address."""

from __future__ import annotations

from datetime import date

import streamlit as st

from analysis.errors import UnknownPatient
from analysis.settings import Settings
from analysis.store import Action
from dashboard.components import chooser
from dashboard.sections.age import told_of
from dashboard.sections.patient.directory import Directory
from dashboard.sections.patient.frequency import Course
from dashboard.session import address, clock, periods, reading, view, worklist
from dashboard.texts import Words, best_language, languages, words

BARS = ("windows", "months")
RECENT = 8
"""Patients opened lately that are offered before anything is typed."""
_OPENED = "opened-lately"


def chosen_words() -> Words:
    """The words of the language in the address, else of the browser's preference."""
    code = address.read_choice("lang", languages(), best_language([st.context.locale or ""]))
    return words(code)


def words_as_of(day: date) -> Words:
    """The words chosen, for what is shown as of a day: where all that was open then has locked, they say so."""
    return told_of(day, clock.today(), settings_in_force(), chosen_words())


def control_row(spoken: Words, *, with_patient: bool, with_day: bool) -> None:
    """The row above a page: patient and as-of date where the page is about a patient, and the language.

    `with_day`: whether the page is as of a day that can be chosen; of a diary that is kept here it is today.

    Without a patient only the language is there, and the page's title stands in the same row (own.css).
    """
    key = "controls-of-patient" if with_patient else "controls"
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="right", key=key):
        chosen = st.container(horizontal=True, vertical_alignment="bottom")
        with st.container(width="content"):
            _choose_language(spoken)
    if with_patient:
        with chosen:
            directory = worklist.directory()
            _choose_patient(spoken, directory)
            if with_day:
                _choose_as_of(spoken, directory)


def open_patient(page: str) -> tuple[view.PatientView, Words]:
    """The chosen patient for a page, logged, and the words to tell of them. Raises Nothing while none is chosen."""
    asked = address.read("patient")
    if asked is None:
        raise view.Nothing("choose-patient")
    seen = view.patient_view(page, asked, address.read_day("as_of"))
    return seen, words_as_of(seen.as_of)


def choose_course(seen: view.PatientView, spoken: Words) -> Course:
    """The period and the bars, chosen with two switches in one row."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        offered = periods.offered_periods(seen.file, seen.as_of)
        code = _segments("period", offered, periods.DEFAULT_PERIOD, spoken)
        bars = _segments("bars", BARS, BARS[0], spoken)
    period = periods.chosen_period(code, seen.file, seen.as_of)
    summary = seen.summary(period)
    windows = summary.months if bars == "months" else summary.windows
    return Course(period, seen.as_of, windows, seen.moving(period), seen.settings.orange)


def settings_in_force() -> Settings:
    """The settings as shipped, overlaid by the clinic's own."""
    return reading.store().settings()


def is_dark() -> bool:
    """Whether the browser shows the dark theme."""
    return st.context.theme.type == "dark"


def _choose_language(spoken: Words) -> None:
    st.session_state["language"] = spoken.language
    st.segmented_control(
        spoken("language"),
        languages(),
        format_func=lambda code: words(code)("language-name"),
        key="language",
        required=True,
        label_visibility="collapsed",
        on_change=_take_over,
        args=("language", "lang"),
    )


def _choose_patient(spoken: Words, directory: Directory) -> None:
    asked = address.read("patient")
    if asked is not None and asked not in directory:
        address.write("patient", None)
        reading.door().enter(Action.READ, "address", [asked])  # it is refused there, and the log keeps that
        raise UnknownPatient(asked)
    recent = opened_lately(asked)

    @st.fragment
    def box() -> None:
        """Runs alone on each answer to what is typed; the page behind waits for a choice."""
        chosen = chooser.patient_chooser(directory, spoken, chosen=asked, recent=recent, key="patient")
        if chosen is not None:
            address.write("patient", chosen)
            st.rerun()

    with st.container(width=chooser.WIDTH_PX):
        box()


def opened_lately(asked: str | None) -> list[str]:
    """The patients that this session opened before the one asked for, newest first; that one is noted."""
    noted: list[str] = st.session_state.setdefault(_OPENED, [])
    others = [one for one in noted if one != asked]
    st.session_state[_OPENED] = [asked, *others][: RECENT + 1] if asked else others
    return others[:RECENT]


def _choose_as_of(spoken: Words, directory: Directory) -> None:
    """The day as of which everything is computed; the end of the data unless an earlier one is chosen."""
    end = worklist.end_of_data(address.read("patient"))
    first = directory.first_day(end)
    st.session_state["as_of"] = min(max(address.read_day("as_of") or end, first), end)
    st.date_input(
        spoken("as-of"),
        min_value=first,
        max_value=end,
        format="YYYY-MM-DD",
        label_visibility="collapsed",
        key="as_of",
        help=spoken("as-of-help", date=spoken.date(end)),
        on_change=_take_over_day,
        args=("as_of", end),
        width=170,
    )


def _segments(name: str, choices: tuple[str, ...], default: str, spoken: Words) -> str:
    chosen = address.read_choice(name, choices, default)
    st.session_state[name] = chosen
    st.segmented_control(
        spoken(name),
        choices,
        label_visibility="collapsed",
        format_func=lambda code: spoken(f"{name}-{code}"),
        key=name,
        required=True,
        on_change=_take_over,
        args=(name, name),
    )
    return chosen


def _take_over(widget: str, name: str) -> None:
    """Puts what a control was set to into the address."""
    address.write(name, st.session_state[widget])


def _take_over_day(widget: str, default: date) -> None:
    chosen = st.session_state[widget]
    address.write(widget, None if chosen in (None, default) else chosen.isoformat())


def search_rules(spoken: Words) -> str:
    """Words to look for among the rules; empty for all of them."""
    return st.text_input(spoken("rules-search"), placeholder=spoken("rules-search-placeholder"), key="rules-search")


def asked_rule() -> str:
    """The id of the rule that a link asked for; empty where none did."""
    return st.query_params.get("rule", "")
