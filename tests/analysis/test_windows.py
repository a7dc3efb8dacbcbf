"""Windows and calendar months, at their edges."""

from datetime import date

import pytest

from analysis.windows import (
    Window,
    baseline,
    calendar_months,
    period_ending,
    windows_ending,
    windows_from_first_dose,
    windows_within,
)


def test_default_period_is_six_windows():
    period = period_ending(date(2026, 3, 31))
    assert (period.first, period.days) == (date(2025, 10, 15), 168)
    assert len(windows_within(period)) == 6
    assert windows_within(period)[0].first == period.first


def test_windows_end_with_the_last_day_and_touch_without_overlap():
    older, newer = windows_ending(date(2026, 3, 31), 2)
    assert (newer.first, newer.last, newer.label) == (date(2026, 3, 4), date(2026, 3, 31), "0")
    assert (older.first, older.last, older.label) == (date(2026, 2, 4), date(2026, 3, 3), "-1")


def test_days_before_the_first_whole_window_are_in_none():
    windows = windows_within(Window(date(2026, 1, 1), date(2026, 3, 1)))
    assert [window.first for window in windows] == [date(2026, 1, 5), date(2026, 2, 2)]


@pytest.mark.parametrize(
    ("first", "last", "meets"),
    [(1, 9, False), (1, 10, True), (12, 14, True), (20, 25, True), (21, 25, False), (1, 28, True)],
)
def test_a_window_meets_days_of_which_one_is_in_it(first, last, meets):
    window = Window(date(2026, 3, 10), date(2026, 3, 20))
    assert window.meets(date(2026, 3, first), date(2026, 3, last)) == meets


def test_baseline_ends_the_day_before_the_first_dose():
    # WIN-1: day -28 to day -1
    assert baseline(date(2026, 3, 1)) == Window(date(2026, 2, 1), date(2026, 2, 28), "baseline")


def test_the_first_dose_is_day_one_of_the_first_window():
    # WIN-2: [d0 + 28(k-1), d0 + 28k - 1]
    windows = windows_from_first_dose(date(2026, 3, 1), until=date(2026, 4, 26))
    assert [(w.label, w.first, w.last) for w in windows] == [
        ("W1-4", date(2026, 3, 1), date(2026, 3, 28)),
        ("W5-8", date(2026, 3, 29), date(2026, 4, 25)),
        ("W9-12", date(2026, 4, 26), date(2026, 5, 23)),
    ]


def test_a_treatment_in_the_future_has_no_window_yet():
    assert windows_from_first_dose(date(2026, 3, 2), until=date(2026, 3, 1)) == ()
    assert len(windows_from_first_dose(date(2026, 3, 1), until=date(2026, 3, 1))) == 1


def test_calendar_months_are_whole_and_cross_the_year():
    months = calendar_months(date(2025, 12, 15), date(2026, 2, 1))
    assert [(m.label, m.first, m.last) for m in months] == [
        ("2025-12", date(2025, 12, 1), date(2025, 12, 31)),
        ("2026-01", date(2026, 1, 1), date(2026, 1, 31)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
    ]


def test_a_window_knows_its_days():
    window = Window(date(2024, 2, 28), date(2024, 3, 1))
    assert window.days == 3
    assert date(2024, 2, 29) in window
    assert date(2024, 3, 2) not in window
    with pytest.raises(ValueError, match="before it begins"):
        Window(date(2024, 3, 2), date(2024, 3, 1))
