"""What the browser is given to draw: weeks as rows, states as letters, and sentences as names."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from analysis.counts.completeness import Completeness
from analysis.counts.day_count import DayCount, WindowCounts
from analysis.days.day_by_day import DayEntry, DayState, Dose
from analysis.windows import calendar_months
from dashboard.components.calendar import month_data, strip_data
from dashboard.texts import languages, words

OCTOBER = date(2026, 10, 1)
STATES = {
    "M": DayState.MIGRAINE,
    "H": DayState.OTHER_HEADACHE,
    ".": DayState.HEADACHE_FREE,
    "_": DayState.MISSING,
    "o": DayState.OPEN,
    " ": DayState.OUTSIDE,
}


def entries_from(first: date, picture: str) -> list[DayEntry]:
    return [DayEntry(first + timedelta(days=n), STATES[mark]) for n, mark in enumerate(picture)]


MONTH = entries_from(OCTOBER, "   MH._.......................o")


def test_weeks_begin_on_monday_and_have_iso_numbers() -> None:
    data = month_data(MONTH, words("sv"), month=date(2026, 10, 17), selected=None)
    assert [row["name"] for row in data["rows"]] == ["v. 40", "v. 41", "v. 42", "v. 43", "v. 44"]
    first, *_, last = (row["days"] for row in data["rows"])
    assert [day and day["number"] for day in first] == [None, None, None, "1", "2", "3", "4"]
    assert last[6] is None
    assert [column["text"] for column in data["columns"]] == ["mån", "tis", "ons", "tors", "fre", "lör", "sön"]


def test_the_turn_of_the_year_keeps_its_iso_week() -> None:
    data = month_data([], words("en"), month=date(2027, 1, 1), selected=None)
    assert [row["name"] for row in data["rows"]] == ["w 53", "w 1", "w 2", "w 3", "w 4"]


def test_states_are_letters_and_not_only_colours() -> None:
    data = month_data(MONTH, words("sv"), month=OCTOBER, selected=None)
    days = {day["date"]: day for row in data["rows"] for day in row["days"] if day}
    letters = [days[f"2026-10-0{number}"]["letter"] for number in range(3, 8)]
    assert letters == ["·", "M", "H", "–", "?"]
    assert days["2026-10-07"]["word"] == "tom"
    assert days["2026-10-01"]["word"] == ""
    assert days["2026-10-04"]["label"] == "söndag 4 oktober: migrän"


def test_the_day_on_which_a_day_locks_stands_in_one_line() -> None:
    still_open = DayEntry(OCTOBER, DayState.OPEN, locks_on=date(2026, 11, 1))
    data = month_data([still_open], words("sv"), month=OCTOBER, selected=None)
    (day,) = [one for one in data["rows"][0]["days"] if one and one["date"] == "2026-10-01"]
    assert (day["word"], day["word_short"]) == ("låses 1\xa0nov", "låses 1\xa0nov")


def test_several_drugs_are_counted_in_the_cell_and_named_in_the_sentence() -> None:
    doses = [Dose(name, 1, None, None, frozenset({name}), True) for name in ("nsaid", "triptan")]
    taken = DayEntry(OCTOBER, DayState.MIGRAINE, {"aura": True}, tuple(doses))
    data = month_data([taken], words("sv"), month=OCTOBER, selected=None)
    day = data["rows"][0]["days"][3]
    assert day["marks"] == [{"shape": "drug", "text": "triptan +1"}, {"shape": "aura", "text": ""}]
    assert day["label"] == "torsdag 1 oktober: migrän, tog triptan och NSAID, aura"


def test_the_keyboard_turns_to_the_same_day_of_the_next_month_while_there_is_a_diary() -> None:
    known = entries_from(date(2026, 8, 1), "." * 92)
    data = month_data(known, words("sv"), month=date(2026, 8, 1), selected=date(2026, 8, 31))
    assert (data["before"], data["after"]) == (None, "2026-09-30")
    data = month_data(known, words("sv"), month=OCTOBER, selected=date(2026, 10, 31))
    assert (data["before"], data["after"]) == ("2026-09-30", None)


def test_the_first_tab_stop_is_the_newest_day_inside() -> None:
    assert month_data(MONTH, words("sv"), month=OCTOBER, selected=None)["start"] == "2026-10-31"
    assert month_data([], words("sv"), month=OCTOBER, selected=None)["start"] is None


def test_the_strip_has_a_row_a_month_and_a_column_a_day() -> None:
    known = entries_from(date(2026, 1, 20), "M" * 20)
    data = strip_data(known, words("sv"), selected=date(2026, 2, 3))
    assert [(row["name"], row["short"]) for row in data["rows"]] == [("jan 2026", "jan"), ("feb 2026", "feb")]
    assert [len(row["days"]) for row in data["rows"]] == [31, 31]
    assert data["rows"][1]["days"][27]["state"] == "outside"
    assert data["rows"][1]["days"][28] is None
    assert data["selected"] == "2026-02-03"


def test_the_strip_of_no_days_has_no_rows() -> None:
    assert strip_data([], words("sv"), selected=None)["rows"] == []


@pytest.mark.parametrize("language", languages())
def test_everything_can_be_sent_to_the_browser(language: str) -> None:
    month = month_data(MONTH, words(language), month=OCTOBER, selected=OCTOBER)
    strip = strip_data(MONTH, words(language), selected=None)
    assert json.loads(json.dumps([month, strip]))


def page() -> None:
    from datetime import date

    import streamlit as st

    from analysis.days.day_by_day import DayEntry, DayState
    from dashboard.components.calendar import month_calendar, year_strip
    from dashboard.texts import words

    days = [DayEntry(date(2026, 10, number), DayState.MIGRAINE) for number in range(1, 32)]
    selected = st.session_state.get("day", date(2026, 10, 5))
    st.text(month_calendar(days, words("sv"), month=date(2026, 10, 1), selected=selected, key="month"))
    st.text(year_strip(days, words("sv"), selected=None, key="strip"))


def test_without_a_choice_the_selected_day_stays() -> None:
    app = AppTest.from_function(page).run()
    assert not app.exception
    assert [text.value for text in app.text] == ["2026-10-05", "None"]


def test_a_day_chosen_in_the_browser_is_returned() -> None:
    app = AppTest.from_function(page).run()
    app.session_state["month"] = {"picked": "2026-10-12"}
    app.run()
    assert not app.exception
    assert [text.value for text in app.text] == ["2026-10-12", "None"]


def test_a_row_of_the_strip_ends_with_the_sums_of_its_month() -> None:
    (month,) = calendar_months(MONTH[0].date, MONTH[0].date)
    counts = {
        "headache": DayCount(9, 2, 0, 25),
        "migraine": DayCount(5, 2, 1, 25),
        "acute_medication": DayCount(0, 0, 25, 25),
    }
    whole = WindowCounts(month, Completeness(25, 1, 1, month.days - 27), counts)
    days = strip_data(MONTH, words("sv"), selected=None, months=(whole,), given={MONTH[2].date})
    assert days["sums"] == ["huv.", "mig.", "akut", "ifyllda"]
    row = next(one for one in days["rows"] if "sums" in one)
    assert row["sums"] == ["9–11", "5–8", "–", "25/27"]
    assert [face["date"] for face in row["days"] if face and face["given"]] == [MONTH[2].date.isoformat()]
