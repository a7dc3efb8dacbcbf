"""The diary as a calendar to look at and to choose a day from: one month large, or a row a month and a column a day.

Both are one component of plain HTML, CSS and JavaScript. All texts are made here and set in as text, never as HTML.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import streamlit as st
from babel.dates import format_date

from analysis.counts.day_count import WindowCounts
from analysis.days.day_by_day import DayEntry, DayState
from analysis.windows import Window, calendar_months
from dashboard.charts.parts.colours import DARK, FONT, LIGHT
from dashboard.charts.parts.numbers import range_text
from dashboard.sections.day.day_story import (
    day_heading,
    day_label,
    day_story,
    day_story_html,
    month_table,
    state_text,
    taken_names,
)
from dashboard.texts import Words

__all__ = [
    "day_heading",
    "day_label",
    "day_story",
    "day_story_html",
    "month_calendar",
    "month_table",
    "year_strip",
]

NO_BREAK = "\N{NO-BREAK SPACE}"
DAYS_OF_WEEK, DAYS_OF_LONGEST_MONTH = 7, 31
A_MONDAY = date(2024, 1, 1)
KEY_STATES = (DayState.MIGRAINE, DayState.OTHER_HEADACHE, DayState.HEADACHE_FREE, DayState.MISSING, DayState.OPEN)
SUMMED = ("headache", "migraine", "acute_medication")
"""The kinds of day whose sums end the row of a month."""
STRIP_MARKS = (("took", "drug"), ("bleeding", "menstruation"), ("given", "given"))
KEY_SHAPES = ("drug", "aura", "menstruation", "note", "retrospective")

Data = dict[str, Any]
_FOLDER = Path(__file__).parent
_component = st.components.v2.component(
    "headache_dashboard_calendar",
    html='<div class="calendar"></div>\n',
    css=(_FOLDER / "calendar.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "calendar.js").read_text(encoding="utf-8"),
)


def month_calendar(
    entries: Sequence[DayEntry], words: Words, *, month: date, selected: date | None, key: str
) -> date | None:
    """The calendar month that holds `month`, weeks as rows; the day chosen just now, else `selected`.

    Page Up and Page Down choose the same day of the month before or after, if it is among `entries`: a page that turns
    to the month of the day returned, under the same `key`, keeps the keyboard's place.
    """
    chosen = _picked(key) or selected
    _mount(key, month_data(entries, words, month=month, selected=chosen))
    return chosen


def year_strip(
    entries: Sequence[DayEntry],
    words: Words,
    *,
    selected: date | None,
    key: str,
    months: Sequence[WindowCounts] = (),
    given: Collection[date] = (),
) -> date | None:
    """Every calendar month of `entries` as a row, a column a day; the day chosen just now, else `selected`.

    Rows end with the sums of `months`, as the paper calendar's do; `given` are days on which a preventive was begun or
    a dose of it given.
    """
    chosen = _picked(key) or selected
    _mount(key, strip_data(entries, words, selected=chosen, months=months, given=given))
    return chosen


def _picked(key: str) -> date | None:
    """The day that was chosen in the browser and made this run."""
    state = st.session_state.get(key)
    picked = state.get("picked") if isinstance(state, Mapping) else None
    return date.fromisoformat(picked) if picked else None


def _mount(key: str, data: Data) -> None:
    _component(key=key, data=data, on_picked_change=lambda: None)


def month_data(entries: Sequence[DayEntry], words: Words, *, month: date, selected: date | None) -> Data:
    """What the browser draws of one month; days of it that are not among `entries` are outside."""
    (shown,) = calendar_months(month, month)
    known = {entry.date: entry for entry in entries}
    first = shown.first - timedelta(days=shown.first.weekday())
    mondays = [first + timedelta(days=offset) for offset in range(0, (shown.last - first).days + 1, DAYS_OF_WEEK)]
    rows = [
        {"name": words("calendar-week", week=monday.isocalendar().week), "days": _week(monday, shown, known, words)}
        for monday in mondays
    ]
    return {
        **_common(words, selected, known, shown),
        "is_strip": False,
        "corner": words("calendar-weeks"),
        "label": words("calendar-month-label", month=words.month(shown.first)),
        "columns": [_weekday(words, A_MONDAY + timedelta(days=offset)) for offset in range(DAYS_OF_WEEK)],
        "rows": rows,
        "key": _key(words, KEY_SHAPES),
        "before": _turned(selected or shown.first, -1, known),
        "after": _turned(selected or shown.first, 1, known),
    }


def strip_data(
    entries: Sequence[DayEntry],
    words: Words,
    *,
    selected: date | None,
    months: Sequence[WindowCounts] = (),
    given: Collection[date] = (),
) -> Data:
    """What the browser draws of all months, newest last."""
    sums = {counts.window.first: counts for counts in months}
    known = {entry.date: entry for entry in entries}
    period = Window(min(known), max(known)) if known else None
    shown = calendar_months(period.first, period.last) if period else ()
    return {
        **_common(words, selected, known, period),
        "is_strip": True,
        "sums": [words(f"calendar-sum-{kind}") for kind in (*SUMMED, "filled")] if sums else [],
        "corner": words("calendar-months"),
        "label": words("calendar-strip-label"),
        "columns": [
            {"text": str(number), "kind": "fifth" if number == 1 or number % 5 == 0 else ""}
            for number in range(1, DAYS_OF_LONGEST_MONTH + 1)
        ],
        "rows": [_month_row(month, known, words, sums.get(month.first), given) for month in shown],
        "key": [*_key(words, ()), *({"mark": mark, "text": words(f"calendar-key-{of}")} for mark, of in STRIP_MARKS)],
    }


def _common(words: Words, selected: date | None, known: Mapping[date, DayEntry], shown: Window | None) -> Data:
    inside = [day for day in known if known[day].state is not DayState.OUTSIDE and (shown is None or day in shown)]
    return {
        "language": words.language,
        "selected": selected.isoformat() if selected else None,
        "start": max(inside).isoformat() if inside else None,
        "light": {"--font": FONT, **LIGHT.as_css()},
        "dark": {"--font": FONT, **DARK.as_css()},
    }


def _weekday(words: Words, day: date) -> dict[str, str]:
    return {
        "text": format_date(day, "EEE", locale=words.locale).removesuffix("."),
        "short": format_date(day, "EEEEE", locale=words.locale),
        "name": words.weekday(day),
        "kind": "weekend" if day.weekday() > 4 else "",
    }


def _week(monday: date, shown: Window, known: Mapping[date, DayEntry], words: Words) -> list[Data | None]:
    days = (monday + timedelta(days=offset) for offset in range(DAYS_OF_WEEK))
    return [_large_day(_entry(day, known), words) if day in shown else None for day in days]


def _entry(day: date, known: Mapping[date, DayEntry]) -> DayEntry:
    return known.get(day) or DayEntry(day, DayState.OUTSIDE)


def _large_day(entry: DayEntry, words: Words) -> Data:
    level = entry.worst_pain
    return {
        **_small_day(entry, words),
        "number": str(entry.date.day),
        "is_filled": entry.state.is_filled,
        "word": _cell_word(entry, words),
        "word_short": _cell_word(entry, words, suffix="-short"),
        "severity": level,
        "severity_word": words(f"day-severity-{level}") if level else "",
        "marks": _marks(entry, words),
    }


def _small_day(entry: DayEntry, words: Words) -> Data:
    return {
        "date": entry.date.isoformat(),
        "state": entry.state.value,
        "label": day_label(entry, words),
        "letter": words(f"day-letter-{entry.state.value.replace('_', '-')}"),
        "took": bool(taken_names(entry, words)),
        "bleeding": bool(entry.fields.get("menstruation")),
    }


def _cell_word(entry: DayEntry, words: Words, suffix: str = "") -> str:
    if entry.state is DayState.OUTSIDE:
        return ""
    if entry.state is DayState.OPEN and entry.locks_on:
        return words(f"day-locks{suffix}", date=words.short_date(entry.locks_on).replace(" ", NO_BREAK))
    if entry.state is DayState.MISSING:
        return words(f"day-not-filled{suffix}")
    return state_text(entry, words)


def _marks(entry: DayEntry, words: Words) -> list[dict[str, str]]:
    marks = []
    first, *others = taken_names(entry, words) or [""]
    if first:
        marks.append({"shape": "drug", "text": f"{first} +{len(others)}" if others else first})
    present = {
        "aura": entry.fields.get("aura"),
        "menstruation": entry.fields.get("menstruation"),
        "note": entry.fields.get("note"),
        "retrospective": entry.retrospective,
    }
    return [*marks, *({"shape": shape, "text": ""} for shape, is_there in present.items() if is_there)]


def _month_row(
    month: Window, known: Mapping[date, DayEntry], words: Words, counts: WindowCounts | None, given: Collection[date]
) -> Data:
    days = [month.first + timedelta(days=offset) for offset in range(month.days)]
    blanks: list[Data | None] = [None] * (DAYS_OF_LONGEST_MONTH - month.days)
    short = words.short_month(month.first)
    faces = [{**_small_day(_entry(day, known), words), "given": day in given} for day in days]
    row = {"name": f"{short} {month.first.year}", "short": short, "days": [*faces, *blanks]}
    return {**row, "sums": _sums(counts)} if counts else row


def _sums(counts: WindowCounts) -> list[str]:
    """Days of each of SUMMED, as a range where empty days leave one, and the filled days of those inside."""
    days = [counts[kind] for kind in SUMMED]
    told = map(range_text, days)
    complete = counts.completeness
    return [
        *(text if one.told else "–" for text, one in zip(told, days, strict=True)),
        f"{complete.filled}/{complete.inside}",
    ]


def _key(words: Words, shapes: Sequence[str]) -> list[dict[str, str]]:
    states = [
        {
            "state": state.value,
            "letter": words(f"day-letter-{state.value.replace('_', '-')}"),
            "text": words(f"day-state-{state.value.replace('_', '-')}"),
        }
        for state in KEY_STATES
    ]
    return [*states, *({"shape": shape, "text": words(f"calendar-key-{shape}")} for shape in shapes)]


def _turned(day: date, months: int, known: Mapping[date, DayEntry]) -> str | None:
    """The same day of another month, or its last day where it is shorter; None where no entry is known of it."""
    number = day.year * 12 + day.month - 1 + months
    (month,) = calendar_months(date(number // 12, number % 12 + 1, 1), date(number // 12, number % 12 + 1, 1))
    turned = month.first + timedelta(days=min(day.day, month.days) - 1)
    return turned.isoformat() if turned in known and known[turned].state is not DayState.OUTSIDE else None
