"""Days by state at the edges of a window, of the lock and of the diary, and windows in which nothing is told."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from analysis.basis import Basis
from analysis.counts.counted import counted_columns, counts_by_patient
from analysis.counts.day_count import DayColumn, DayCount
from analysis.settings import shipped
from analysis.windows import windows_ending
from tests.drawn import diary_row, drawn, fill

END = date(2026, 3, 31)


def counted(engine, picture="", *, rows=(), windows=1, **patient):
    """The windows that end on the last day of the picture, for one patient."""
    with engine.begin() as connection:
        person = {"patient_id": "P", "enrolled_on": date(2025, 1, 1), **patient}
        fill(connection, patients=[person], diary=[*drawn(picture, END), *rows])
        asked = windows_ending(END, windows)
        found = counts_by_patient(connection, asked, Basis(END, shipped()))["P"]
        table = counted_columns(connection, asked, Basis(END, shipped()))
        assert table["headache"].tolist() == [one["headache"].observed for one in found]
        assert table["filled"].tolist() == [one.completeness.filled for one in found]
        return found


def states(window):
    days = window.completeness
    return days.filled, days.open, days.missing, days.outside


def test_an_empty_window_has_no_day_of_any_kind_and_every_day_may_be_one(engine):
    (window,) = counted(engine)
    assert states(window) == (0, 8, 20, 0)  # today and the seven days before it are open (CMP-4)
    for count in window.counts.values():
        assert (count.observed, count.unfilled, count.unknown, count.filled) == (0, 28, 0, 0)


def test_entries_that_do_not_tell_are_filled_days_that_are_unknown(engine):
    (window,) = counted(engine, rows=[diary_row("P", END - timedelta(days=back), headache=True) for back in range(3)])
    migraine = window["migraine"]
    assert (migraine.observed, migraine.unfilled, migraine.unknown, migraine.filled) == (0, 25, 3, 3)
    assert (window["headache"].observed, window["headache"].unknown) == (3, 0)


@pytest.mark.parametrize(
    ("empty", "expected"),
    [(7, (21, 7, 0, 0)), (8, (20, 8, 0, 0)), (9, (19, 8, 1, 0)), (28, (0, 8, 20, 0))],
)
def test_an_empty_day_is_open_until_seven_days_later(engine, empty, expected):
    # CMP-2, CMP-4
    assert states(counted(engine, "H" * (28 - empty) + "_" * empty)[0]) == expected


@pytest.mark.parametrize(("enrolled", "left", "outside"), [(27, None, 0), (26, None, 1), (27, 1, 1), (10, 3, 20)])
def test_days_before_enrolment_and_after_leaving_are_outside(engine, enrolled, left, outside):
    dates = {
        "enrolled_on": END - timedelta(days=enrolled),
        "left_on": END - timedelta(days=left) if left else None,
    }
    (window,) = counted(engine, "H" * 28, **dates)
    assert states(window) == (28 - outside, 0, 0, outside)
    assert window["headache"].observed == 28 - outside


def test_a_day_belongs_to_one_window(engine):
    first, last = counted(engine, "." * 27 + "HM" + "." * 27, windows=2)
    assert [one["headache"].observed for one in (first, last)] == [1, 1]
    assert [one["migraine"].observed for one in (first, last)] == [0, 1]
    assert [one.completeness.filled for one in (first, last)] == [28, 28]


@pytest.mark.parametrize(("enrolled", "left"), [(27, None), (400, 28), (0, None)])
def test_a_window_wholly_outside_the_diary_has_no_day_inside(engine, enrolled, left):
    dates = {
        "enrolled_on": END - timedelta(days=enrolled),
        "left_on": END - timedelta(days=left) if left else None,
    }
    windows = counted(engine, "H" * 56, windows=2, **dates)
    assert states(windows[1] if left else windows[0]) == (0, 0, 0, 28)


def test_days_per_28_of_the_days_that_tell():
    # CMP-20; of one patient and of a column
    cases = [((12, 4, 0, 24), 14.0), ((1, 27, 0, 1), 28.0), ((0, 27, 1, 1), None), ((0, 28, 0, 0), None)]
    assert [DayCount(*days).per_28 for days, _ in cases] == [expected for _, expected in cases]
    column = DayColumn(*(np.array(part) for part in zip(*(days for days, _ in cases), strict=True)))
    np.testing.assert_array_equal(column.per_28, [14.0, 28.0, np.nan, np.nan])
