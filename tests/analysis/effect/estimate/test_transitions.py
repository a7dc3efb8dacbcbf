"""The counts of the chain, against plain loops over days and against diaries counted by hand."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.days.classified import classified_days
from analysis.days.definitions import PROFILES
from analysis.effect.estimate.transitions import STATISTICS, counts_of, counts_of_days, transitions
from analysis.effect.runs import runs_of, windows_of
from analysis.windows import Window
from tests.drawn import drawn, fill

END = date(2026, 3, 28)
KINDS = ("headache", "migraine")
STATE = {
    "headache": {"M": 1, "H": 1, "?": 1, ".": 0},
    "migraine": {"M": 1, "H": 0, ".": 0},
}


ALWAYS = (date(2025, 1, 1), None)
"""When somebody was enrolled and left, who is there all the time."""


def found_in(engine, pictures, windows, *, as_of=END, lives=None):
    """The counts by (patient, window, kind) of drawn diaries that end on END."""
    those = {name: (lives or {}).get(name, ALWAYS) for name in pictures}
    people = [{"patient_id": name, "enrolled_on": began, "left_on": left} for name, (began, left) in those.items()]
    diary = [row for name, picture in pictures.items() for row in drawn(picture, END, name)]
    runs = runs_of((name, window) for name in pictures for window in windows)
    asked = [(run.patient_id, window) for run in runs for window in run.windows]
    with engine.begin() as connection:
        fill(connection, patients=people, diary=diary)
        days = classified_days(PROFILES["MD-1"], lock_days=7)
        rows = connection.execute(transitions(windows_of(runs), days, as_of=as_of, kinds=KINDS)).all()
    return {(*asked[row.position], row.kind): dict(zip(STATISTICS, counts_of(row), strict=True)) for row in rows}


def slow_twin(picture, window, kind, *, as_of, enrolled_on, left_on):
    """Loops over days: no SQL, no window functions."""
    counts = dict.fromkeys(STATISTICS, 0)
    before = None
    for position, mark in enumerate(picture):
        day = END - timedelta(days=len(picture) - 1 - position)
        inside = enrolled_on <= day <= min(as_of, left_on or as_of) and window.first <= day <= window.last
        state = STATE[kind].get(mark)
        if not inside or state is None:
            continue
        if before is None:
            counts[f"starts_{state}"] += 1
        else:
            gap = min((day - before[0]).days, 7)
            counts[f"gap_{gap}_{before[1]}{state}"] += 1
        before = (day, state)
    return counts


backs = st.integers(0, 40).map(lambda back: END - timedelta(days=back))
diaries = st.text("MMHH..??___", min_size=1, max_size=45)


@st.composite
def periods(draw):
    first = draw(backs)
    return Window(first, first + timedelta(days=draw(st.integers(0, 40))))


lives = st.tuples(backs, st.none() | backs)
EIGHT = [st.tuples(diaries, lives)] * 8
"""Patients of one example: the statement is planned once for all, which takes most of its time."""


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.tuples(*EIGHT), st.lists(periods(), min_size=1, max_size=5, unique=True), backs)
def test_statement_counts_as_the_slow_twin_does(engine, eight, windows, as_of):
    people = dict(zip("ABCDEFGH", eight, strict=True))
    pictures = {name: picture for name, (picture, _) in people.items()}
    found = found_in(engine, pictures, windows, as_of=as_of, lives={name: life for name, (_, life) in people.items()})
    for name, (picture, (enrolled_on, left_on)) in people.items():
        for window in windows:
            for kind in KINDS:
                expected = slow_twin(picture, window, kind, as_of=as_of, enrolled_on=enrolled_on, left_on=left_on)
                assert found.get((name, window, kind), dict.fromkeys(STATISTICS, 0)) == expected


def test_a_week_counted_by_hand(engine):
    # H H . _ . H H: starts with headache; 11, 10, then free to free over one empty day, 01, 11.
    window = Window(END - timedelta(days=6), END)
    found = found_in(engine, {"P": "HH._.HH"}, [window])[("P", window, "headache")]
    assert {name: number for name, number in found.items() if number} == {
        "starts_1": 1,
        "gap_1_11": 2,
        "gap_1_10": 1,
        "gap_2_00": 1,
        "gap_1_01": 1,
    }


def test_a_day_that_does_not_tell_of_migraine_is_passed_over(engine):
    window = Window(END - timedelta(days=3), END)
    found = found_in(engine, {"P": "M?M."}, [window])
    assert {name: n for name, n in found["P", window, "migraine"].items() if n} == {
        "starts_1": 1,
        "gap_2_11": 1,
        "gap_1_10": 1,
    }
    assert found["P", window, "headache"]["gap_1_11"] == 2


@pytest.mark.parametrize(("empty", "gap"), [(5, 6), (6, 7), (7, 7), (20, 7)])
def test_long_gaps_count_as_seven_days(engine, empty, gap):
    window = Window(END - timedelta(days=27), END)
    found = found_in(engine, {"P": "H" + "_" * empty + "."}, [window])[("P", window, "headache")]
    assert found[f"gap_{gap}_10"] == 1


def test_pairs_over_the_edge_of_a_window_are_in_none(engine):
    first, second = Window(END - timedelta(days=3), END - timedelta(days=2)), Window(END - timedelta(days=1), END)
    found = found_in(engine, {"P": "HHHH"}, [first, second])
    for window in (first, second):
        counts = found["P", window, "headache"]
        assert (counts["starts_1"], counts["gap_1_11"]) == (1, 1)


@given(st.lists(diaries, min_size=1, max_size=4))
def test_diaries_in_memory_count_as_the_slow_twin_does(pictures):
    length = max(map(len, pictures))
    padded = [picture.rjust(length, "_") for picture in pictures]
    days = np.array([[STATE["headache"].get(mark, -1) for mark in picture] for picture in padded], dtype=np.int8)
    whole = Window(END - timedelta(days=length - 1), END)
    for row, picture in zip(counts_of_days(days), padded, strict=True):
        expected = slow_twin(picture, whole, "headache", as_of=END, enrolled_on=whole.first, left_on=None)
        assert dict(zip(STATISTICS, row, strict=True)) == expected
