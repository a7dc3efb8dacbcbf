"""Windows listed as runs: every window once, in as few rows as there are first doses."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from analysis.effect.runs import runs_of, windows_of
from analysis.windows import Window, baseline, windows_from_first_dose
from tests.analysis.effect.clinic import FIRST_DOSE, weeks


def test_baseline_and_windows_from_a_first_dose_are_one_run():
    windows = (baseline(FIRST_DOSE), *windows_from_first_dose(FIRST_DOSE, FIRST_DOSE + timedelta(days=83)))
    (run,) = runs_of(("P", window) for window in reversed(windows))
    assert run.windows == windows


def test_days_asked_for_under_two_labels_are_listed_once():
    ends = Window(date(2026, 2, 2), date(2026, 3, 1), "W9-12")
    (run,) = runs_of([("P", ends), ("P", baseline(FIRST_DOSE))])
    assert len(run.windows) == 1


def test_windows_of_another_length_or_patient_or_after_a_gap_begin_a_run():
    first, days = Window(date(2026, 1, 1), date(2026, 1, 28)), timedelta(days=1)
    longer = Window(first.last + days, first.last + 29 * days)
    later = Window(first.last + 2 * days, first.last + 29 * days)
    assert [len(run.windows) for run in runs_of([("P", first), ("P", longer)])] == [1, 1]
    assert [len(run.windows) for run in runs_of([("P", first), ("P", later)])] == [1, 1]
    follows = Window(first.last + days, first.last + 28 * days)
    assert [len(run.windows) for run in runs_of([("P", first), ("Q", follows)])] == [1, 1]
    assert [len(run.windows) for run in runs_of([("P", first), ("P", follows)])] == [2]


starts = st.integers(0, 60).map(lambda day: date(2026, 1, 1) + timedelta(days=day))
asked = st.tuples(
    st.sampled_from("PQ"),
    st.builds(lambda first, days: Window(first, first + timedelta(days=days)), starts, st.sampled_from([0, 6, 27])),
)


@pytest.mark.parametrize("number", [32, 33, 200])
def test_statement_lists_any_number_of_runs(engine, number):
    windows = [(f"P{patient:03}", Window(FIRST_DOSE, weeks(4))) for patient in range(number)]
    assert_listed(engine, windows)


@given(st.lists(asked, min_size=1, max_size=12))
def test_statement_lists_every_window_at_its_place(engine, windows):
    assert_listed(engine, windows)


def assert_listed(engine, windows):
    runs = runs_of(windows)
    expected = [(run.patient_id, window) for run in runs for window in run.windows]
    assert set(expected) == set(windows)
    assert len(expected) == len(set(windows))
    with engine.connect() as connection:
        rows = connection.execute(select(windows_of(runs))).all()
    found = {row.position: (row.patient_id, row.first_day, row.last_day) for row in rows}
    assert found == {
        place: (patient, window.first.toordinal(), window.last.toordinal())
        for place, (patient, window) in enumerate(expected)
    }
