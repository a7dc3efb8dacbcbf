"""The day that is looked at: chosen in the month, in the year, or by the address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

import streamlit as st

from analysis.days.day_by_day import DayEntry
from analysis.windows import Window, calendar_months
from dashboard.components.calendar import month_calendar, strip_data, year_strip
from dashboard.components.strip_files import strip_csv, strip_svg
from dashboard.sections.patient.treatments import courses_of
from dashboard.session import address, downloading
from dashboard.session.view import PatientView
from dashboard.texts import Words

MONTHS_OF_YEAR_STRIP = 12
Write = Callable[[Mapping[str, Any]], bytes]
CALENDAR_PAGE = "app_pages/calendar.py"


def choose_month(seen: PatientView, words: Words) -> Window:
    """The shown calendar month, with buttons to the months before and after."""
    months = _months(seen)
    shown = next((month for month in months if month.label == _asked_month(seen)), months[-1])
    place = months.index(shown)
    with st.container(horizontal=True, vertical_alignment="center", key="month-steps"):
        _step("month-before", "←", months[place - 1] if place else None, words)
        st.subheader(words.month(shown.first), anchor=False, width="content")
        _step("month-after", "→", months[place + 1] if place + 1 < len(months) else None, words)
    return shown


def choose_day_of_month(seen: PatientView, month: Window, words: Words) -> DayEntry | None:
    """The entry of the day that is selected in a month; None while no day of it is."""
    around = seen.entries(_with_neighbours(month))
    selected = address.read_day("day")
    chosen = month_calendar(around, words, month=month.first, selected=selected, key="month")
    _take_over(chosen, must_redraw=chosen is not None and chosen not in month)
    return next((entry for entry in around if entry.date == chosen and entry.date in month), None)


def choose_day_of_year(seen: PatientView, words: Words) -> None:
    """The days of the year that ends with the as-of date, one by one; a day selected there is the day looked at."""
    _take_over(_year(seen, words, "year"), must_redraw=True)


def show_days(seen: PatientView, words: Words, *, wanted: bool) -> None:
    """The same, where it is wanted; a day selected there opens the calendar."""
    if not wanted:
        return
    before = address.read_day("day")
    day = _year(seen, words, "days")
    _take_over(day, must_redraw=False)
    if day != before:
        st.switch_page(CALENDAR_PAGE)


def _year(seen: PatientView, words: Words, key: str) -> date | None:
    months = _months(seen)[-MONTHS_OF_YEAR_STRIP:]
    period = Window(months[0].first, months[-1].last)
    given = {day for course in courses_of(seen.file, seen.as_of) for day in (course.first.first_dose, *course.given_on)}
    entries = seen.entries(period)
    sums = seen.summary(Window(period.first, min(period.last, seen.as_of))).months
    day = year_strip(entries, words, selected=address.read_day("day"), key=key, months=sums, given=given)
    make = partial(strip_data, entries, words, selected=None, months=sums, given=given)
    _offer_files(key, f"{seen.patient_id}-{seen.as_of}", make, words)
    return day


def _offer_files(key: str, name: str, make: Callable[[], Mapping[str, Any]], words: Words) -> None:
    """The strip as a picture and as a table, as charts have them, made when they are downloaded."""
    kinds: dict[str, tuple[Write, str]] = {
        "svg": (strip_svg, "image/svg+xml"),
        "csv": (partial(strip_csv, words=words), "text/csv"),
    }
    with st.container(horizontal=True, key=f"{key}-files"):
        for kind, (write, mime) in kinds.items():
            st.download_button(
                words(f"chart-file-{kind}"),
                data=downloading.own(partial(_written, make, write)),
                file_name=f"{name}.{kind}",
                mime=mime,
                type="tertiary",
                on_click="ignore",
                key=f"{key}-{kind}",
            )


def _written(make: Callable[[], Mapping[str, Any]], write: Write) -> bytes:
    return write(make())


def _with_neighbours(month: Window) -> Window:
    """A month with the one before and the one after, so that the keyboard can turn the page."""
    before, after = month.first - timedelta(days=1), month.last + timedelta(days=1)
    return Window(calendar_months(before, before)[0].first, calendar_months(after, after)[0].last)


def _months(seen: PatientView) -> tuple[Window, ...]:
    """The calendar months from enrolment to the as-of date."""
    return calendar_months(min(seen.file.patient.enrolled_on, seen.as_of), seen.as_of)


def _asked_month(seen: PatientView) -> str:
    day = address.read_day("day")
    return address.read("month") or (f"{day:%Y-%m}" if day else f"{seen.as_of:%Y-%m}")


def _step(key: str, sign: str, month: Window | None, words: Words) -> None:
    label = f"{sign} {words.month(month.first)}" if month else sign
    st.button(label, key=key, disabled=month is None, help=words(key), on_click=_show_month, args=(month,))


def _show_month(month: Window) -> None:
    address.write("month", month.label)
    address.write("day", None)


def _take_over(day: date | None, *, must_redraw: bool) -> None:
    """A day newly selected goes into the address; what was drawn before it is drawn again where it shows the day."""
    if day is None or day == address.read_day("day"):
        return
    address.write("day", day.isoformat())
    address.write("month", f"{day:%Y-%m}")
    if must_redraw:
        st.rerun()
