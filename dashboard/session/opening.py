"""What the patient page shows when it is opened, and what it shows only when asked for."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial

import streamlit as st

from dashboard.components.drawn import when_drawn
from dashboard.sections import Section
from dashboard.sections.patient import criteria, frequency, record
from dashboard.sections.patient.first_screen import FirstScreen
from dashboard.sections.patient.first_screen import first_screen as told_first
from dashboard.sections.patient.frequency import Course
from dashboard.sections.patient.short_record import short_text
from dashboard.session import clock, effects, reading, staleness, worklist
from dashboard.session.definition import choose_counting
from dashboard.session.view import PatientView
from dashboard.texts import Words

TEXT_SECONDS = 1.5
"""How long a chart waits at most for the browser to tell that the first screen is drawn."""
_LOOKED_SECONDS = 0.02
_TEXT_CAME = "first-text-came"


def first_screen(seen: PatientView, words: Words) -> FirstScreen:
    """The first screen of the patient."""
    return reading.kept("first screen", seen.records, (seen.as_of, words.key), lambda: _told_first(seen, words))


def let_text_be_drawn() -> None:
    """Waits, once in a window, for the browser to draw the text that it has been sent, before a chart is sent.

    It draws as one what comes together, and is held up for seconds the first time by what draws charts. When it tells
    that the text is drawn this run ends, and one without waiting begins: Streamlit looks for that at each reading of
    the session. A browser that tells nothing, as in a window behind others, gets the chart a little later.
    """
    if st.session_state.get(_TEXT_CAME):
        return
    st.session_state[_TEXT_CAME] = True
    when_drawn(_noted, key="text-drawn")
    until = time.monotonic() + TEXT_SECONDS
    while time.monotonic() < until and st.session_state[_TEXT_CAME]:
        time.sleep(_LOOKED_SECONDS)


def _noted() -> None:
    """The run that follows knows already that it need not wait."""


def _told_first(seen: PatientView, words: Words) -> FirstScreen:
    return told_first(effects.today(seen), seen.file, seen.year.windows, seen.newest_entries, words)


def age_of_data(seen: PatientView, words: Words) -> str:
    """Until when the data reach, and how old they are where the frame does not say it already.

    An earlier day that was chosen is told as such.
    """
    until = words.date(seen.as_of)
    end = worklist.end_of_data(seen.patient_id)
    if seen.as_of < end:
        return words("data-chosen", date=until, end=words.date(end))
    if staleness.told_age(words, seen.patient_id):
        return words("data-end", date=until)
    return words("data-until", date=until, days=max(0, (clock.today() - end).days))


def patterns_met(seen: PatientView, words: Words) -> Iterator[Section]:
    """The criteria that are met or cannot be decided, a line each."""
    key = (seen.as_of, words.key)
    yield reading.kept("patterns met", seen.records, key, lambda: criteria.brief(seen.criteria, words))


def short_record(seen: PatientView, words: Words) -> Section:
    """The short text for the record."""
    return reading.kept("short record", seen.records, (seen.as_of, words.key), lambda: _short(seen, words))


def _short(seen: PatientView, words: Words) -> Section:
    return Section("short_record", words("short-record"), (short_text(effects.today(seen), seen.file, words),))


def frequency_drawn(seen: PatientView, course: Course, words: Words, *, dark: bool) -> Section:
    """The course of the headache over the treatments; drawn once for each choice of period and bars."""
    bars = tuple((one.window.first, one.window.last) for one in course.windows)
    return reading.drawn(
        "frequency",
        seen.records,
        (seen.as_of, course.period, bars, words.key, dark),
        lambda: frequency.section(course, seen.file, words, dark=dark),
    )


def asked_for(seen: PatientView, words: Words) -> tuple[bool, bool, bool]:
    """Whether the long text, the days one by one, and everything else are asked for: nothing is computed until then.

    Beside the switches stands how days are counted.
    """
    with st.container(horizontal=True, vertical_alignment="center"):
        choose_counting(seen, words)
        long = st.toggle(words("long-record"), key="long-record-wanted")
        days = st.toggle(words("year-strip-show"), key="days-wanted")
        return long, days, st.toggle(words("details-show"), key="details-wanted")


def copied(seen: PatientView) -> Callable[[], None]:
    """What writes into the access log that a text of the patient was copied."""
    return partial(reading.note_copied, "patient", seen.patient_id)


def long_record(seen: PatientView, course: Course, words: Words) -> Section:
    """The long text for the record, of the period that is shown."""
    return record.section(seen.summary(course.period), seen.file, words, seen.newest_effects, effects.today(seen))
