"""Excluded periods: counted or left out, the same in every way of counting; figures counted by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select

from analysis.basis import Basis
from analysis.counts.counted import counts_by_patient
from analysis.counts.from_grid import counts_in
from analysis.days.day_by_day import DayState, entries_by_patient
from analysis.days.grid import day_grid
from analysis.errors import UnknownPatient
from analysis.querying.schema import EXCLUDED_PERIODS, PATIENTS
from analysis.records.excluded_periods import ExcludedPeriod, exclude, excluded_periods, withdraw
from analysis.records.patients import patients
from analysis.settings import shipped
from analysis.store import Action, Door, Store, Visitor
from analysis.windows import Window
from tests.drawn import drawn, fill

END = date(2026, 3, 28)
WINDOW = Window(date(2026, 3, 1), END)
PICTURE = "MMH.... __H?M.. ..__MHH M.H..__"
WHEN = datetime(2026, 4, 1, 9, 0)
COUNTED, LEFT_OUT = shipped(), replace(shipped(), count_excluded=False)


def period(first, last, of="P", **more):
    return ExcludedPeriod(of, date(2026, 3, first), date(2026, 3, last), "illness", "doctor", WHEN, **more)


def counted(engine, *periods, in_force=LEFT_OUT):
    """The counts of the window and its days, of a patient with these periods."""
    return counted_of_each(engine, {"P": periods}, in_force)["P"]


def counted_of_each(engine, periods, in_force=LEFT_OUT):
    """The counts of the window, its day states and its grid, which must agree, of each patient with such a diary."""
    with engine.begin() as connection:
        people = [{"patient_id": name, "enrolled_on": date(2026, 2, 1)} for name in periods]
        fill(connection, patients=people, diary=[row for name in periods for row in drawn(PICTURE, END, name)])
        connection.execute(delete(EXCLUDED_PERIODS))
        for of_one in periods.values():
            for place, one in enumerate(of_one):
                exclude(connection, replace(one, recorded_at=WHEN.replace(minute=place)))
        basis = Basis(END, in_force)
        counts = counts_by_patient(connection, [WINDOW], basis)
        entries = entries_by_patient(connection, patients(connection), WINDOW, basis)
        grid = day_grid(connection, WINDOW, ["headache", "migraine"], basis)
    by_grid = counts_in(grid, [WINDOW], basis)
    assert set(grid.patients) == set(counts) == set(entries) == set(periods)
    for row, name in enumerate(grid.patients):
        (of_window,) = counts[name]
        assert by_grid[name] == (replace(of_window, counts={kind: of_window[kind] for kind in grid.kinds}),)
        days, states = of_window.completeness, [entry.state for entry in entries[name]]
        assert days.filled == sum(state.is_filled for state in states) == grid.filled[row].sum()
        assert days.outside == states.count(DayState.OUTSIDE) == 28 - grid.inside[row].sum()
        assert days.open == states.count(DayState.OPEN)
        migraine = grid.surely("migraine")[row].sum()
        assert of_window["migraine"].observed == states.count(DayState.MIGRAINE) == migraine
    return {name: (counts[name][0], entries[name]) for name in periods}


def figures(counts):
    days = counts.completeness
    return (
        (days.filled, days.open, days.missing, days.outside),
        counts["headache"].observed,
        counts["migraine"].observed,
    )


def test_days_of_a_period_count_as_long_as_they_are_counted(engine):
    alone, _ = counted(engine, in_force=COUNTED)
    with_period, entries = counted(engine, period(1, 7), in_force=COUNTED)
    assert figures(alone) == figures(with_period) == ((22, 2, 4, 0), 11, 5)
    assert [entry.date.day for entry in entries if entry.excluded] == [1, 2, 3, 4, 5, 6, 7]


def test_days_left_out_are_outside_neither_filled_nor_missing(engine):
    # The 8th and 9th are missing, the 27th and 28th still open.
    assert figures(counted(engine, period(1, 9))[0]) == ((15, 2, 2, 9), 8, 3)
    assert figures(counted(engine, period(20, 28))[0]) == ((15, 0, 4, 9), 7, 4)


def test_days_in_two_periods_are_left_out_once(engine):
    assert figures(counted(engine, period(1, 5), period(3, 9))[0]) == ((15, 2, 2, 9), 8, 3)


def test_what_was_taken_back_or_lies_elsewhere_changes_nothing(engine):
    taken_back = period(1, 9, withdrawn_at=WHEN)
    before = ExcludedPeriod("P", date(2026, 1, 1), date(2026, 2, 28), "travel", "doctor", WHEN)
    other = replace(period(1, 9), patient_id="Q")
    assert figures(counted(engine, taken_back, before, other)[0]) == ((22, 2, 4, 0), 11, 5)


SPANS = st.lists(st.tuples(st.integers(1, 28), st.integers(1, 28)), max_size=3)


@settings(max_examples=4, deadline=None)
@given(st.lists(SPANS, min_size=10, max_size=10))
def test_leaving_days_out_is_the_same_as_never_having_had_them(engine, drawn_spans):
    """Of ten patients at once, which costs what one does."""
    whose = {f"P{at}": spans for at, spans in enumerate(drawn_spans)}
    chosen = {name: [period(min(span), max(span), of=name) for span in spans] for name, spans in whose.items()}
    for name, (counts, entries) in counted_of_each(engine, chosen).items():
        left_out = {day for one in chosen[name] for day in range(one.starts_on.day, one.ends_on.day + 1)}
        marks = {day: mark for day, mark in enumerate(PICTURE.replace(" ", ""), start=1) if day not in left_out}
        assert counts["headache"].observed == sum(mark in "MH?" for mark in marks.values())
        assert counts["headache"].unfilled == sum(mark == "_" for mark in marks.values())
        assert {entry.date.day for entry in entries if entry.state is DayState.OUTSIDE} == left_out


@pytest.mark.parametrize("impossible", [{"ends_on": date(2026, 2, 28)}, {"reason": "boredom"}])
def test_an_impossible_period_is_refused(impossible):
    with pytest.raises(ValueError, match=r"ends before|reason must be"):
        replace(period(1, 2), **impossible)


def test_no_clinic_can_set_it(tmp_path):
    from analysis import settings as clinic_settings
    from analysis.errors import BadSettings

    (tmp_path / "settings.toml").write_text("[diary]\ncount_excluded = false\n")
    with pytest.raises(BadSettings, match="not a setting"):
        clinic_settings.in_force(tmp_path)


def test_a_period_is_kept_logged_and_taken_back(tmp_path):
    store = Store(tmp_path / "clinic")
    with store.writing("test") as connection:
        connection.execute(insert(PATIENTS), [{"patient_id": "P", "enrolled_on": date(2026, 1, 1), "batch": 1}])
    door = Door(store, Visitor("doctor"))
    door.exclude(period(1, 9, note="influensa"))

    def standing():
        with door.enter(Action.READ, "test", ["P"]).connect() as connection:
            return excluded_periods(connection, "P")

    (kept,) = standing()
    assert (kept.note, kept.by, kept.window.days) == ("influensa", "doctor", 9)
    door.withdraw(kept)
    assert standing() == ()
    with store.snapshot().connect() as connection:
        (row,) = connection.execute(select(EXCLUDED_PERIODS)).all()
    assert row.withdrawn_at is not None
    assert [entry.place for entry in door.accesses("P") if entry.action == "changed"] == ["excluded period"] * 2
    with pytest.raises(UnknownPatient):
        door.exclude(replace(kept, patient_id="X"))


def test_taking_back_one_of_two_leaves_the_other(engine):
    with engine.begin() as connection:
        connection.execute(delete(EXCLUDED_PERIODS))
        first, second = period(1, 2), replace(period(1, 9), recorded_at=WHEN.replace(hour=10))
        exclude(connection, first)
        exclude(connection, second)
        withdraw(connection, first, WHEN)
        assert excluded_periods(connection, "P") == (second,)
