"""The month and the summary below a patient's own diary, and the reminder for the phone's calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import streamlit as st

from analysis.errors import NoData
from analysis.store import Records
from analysis.windows import WINDOW_DAYS, period_ending
from dashboard.components.calendar import month_table
from dashboard.components.diary_page import WHOLE
from dashboard.sections import Section
from dashboard.sections.age import age_text, told_of
from dashboard.sections.day import month_days
from dashboard.sections.patient import frequency, own_summary
from dashboard.sections.patient.frequency import Course
from dashboard.session import clock
from dashboard.session.days import choose_day_of_month, choose_month
from dashboard.session.view import PatientView
from dashboard.texts import Words

WINDOWS_DRAWN = 3
"""Windows for which a phone has room; the table has all of the year."""
AT = "20:00"
"""When the reminder comes, by the phone's own clock."""


def summary(records: Records, words: Words, *, dark: bool) -> Iterator[Section]:
    """What was filled in, then the month, the frequency, treatments and visits: as the clinic's pages count them.

    The pictures are drawn when they are asked for, here or on the light page: a phone has them to load.
    """
    (patient,) = records.patients or ("",)
    seen = _seen(records, patient)
    if seen is None:
        yield Section("own_summary", words("own-summary"), (words("own-nothing-yet"),))
        return
    today = clock.today()
    words = told_of(seen.as_of, today, seen.settings, words)
    yield own_summary.filled(seen.year.windows[-1], age_text(seen.as_of, today, seen.settings, words), words)
    if st.toggle(words("own-month-show"), value=WHOLE in st.query_params, key="own-month-wanted"):
        yield from _pictures(seen, words, dark=dark)


def _seen(records: Records, patient: str) -> PatientView | None:
    """The patient as of the end of their data; None while no day is filled in."""
    try:
        seen = PatientView(records, patient, records.as_of)
    except NoData:
        return None
    return seen if seen.has_a_filled_day else None


def _pictures(seen: PatientView, words: Words, *, dark: bool) -> Iterator[Section]:
    month = choose_month(seen, words)
    choose_day_of_month(seen, month, words)
    entries = seen.entries(month)
    yield month_days.section(entries, month, month_table(entries, words), words)
    recent = seen.summary(period_ending(seen.as_of, WINDOWS_DRAWN * WINDOW_DAYS))
    course = Course(recent.period.window, seen.as_of, recent.windows, least_filled=seen.settings.orange)
    yield frequency.section(course, seen.file, words, dark=dark, plain=True)
    yield own_summary.frequency(seen.year.windows, words)
    yield own_summary.care(seen.file, seen.as_of, words)


def offer_reminder(words: Words) -> None:
    """A file for the phone's calendar that reminds every evening, and says nothing of anybody's health."""
    st.download_button(
        words("own-reminder"),
        data=reminder_file(clock.today(), words).encode(),
        file_name="diary.ics",
        mime="text/calendar",
        help=words("own-reminder-help"),
        on_click="ignore",
        key="own-reminder",
    )


def reminder_file(first: date, words: Words) -> str:
    """A daily event from `first` on, at a time of whatever zone the phone is in (RFC 5545, floating time)."""
    said = words("own-reminder-summary")
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//headache-dashboard//diary//EN",
        "BEGIN:VEVENT",
        "UID:daily-diary@headache-dashboard",
        f"DTSTAMP:{first:%Y%m%d}T000000Z",
        f"DTSTART:{first:%Y%m%d}T{AT.replace(':', '')}00",
        "DURATION:PT5M",
        "RRULE:FREQ=DAILY",
        f"SUMMARY:{said}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:PT0M",
        f"DESCRIPTION:{said}",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "".join(f"{line}\r\n" for line in lines)
