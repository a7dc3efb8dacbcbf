"""The days of many patients side by side, and the counts taken off them, at their edges."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from analysis.basis import Basis
from analysis.counts.from_grid import counts_in
from analysis.days.grid import day_grid
from analysis.settings import shipped
from analysis.windows import Window, period_ending
from tests.drawn import drawn, fill

END = date(2026, 3, 31)
PERIOD = period_ending(END, 10)
PEOPLE = [{"patient_id": name, "enrolled_on": date(2026, 1, 1)} for name in ("A", "B", "C")]


def grid_of(engine, pictures, patients=None):
    with engine.begin() as connection:
        fill(
            connection,
            patients=PEOPLE,
            diary=[row for who, picture in pictures.items() for row in drawn(picture, END, who)],
        )
        return day_grid(connection, PERIOD, ["headache", "migraine"], Basis(END, shipped(), patients))


def test_one_patient_is_one_row(engine):
    grid = grid_of(engine, {"A": "M", "B": "HH", "C": "..."})
    for place, (name, filled) in enumerate({"A": 1, "B": 2, "C": 3}.items()):
        for one in (grid.row(place), grid.of(name)):
            assert one.patients == (name,)
            assert one.inside.shape == one.filled.shape == one.hours.shape == one.kinds["migraine"].shape == (1, 10)
            assert one.filled.sum() == filled
    with pytest.raises(ValueError, match="not in"):
        grid.of("D")


def test_days_of_somebody_who_is_no_patient_are_nobodys(engine):
    grid = grid_of(engine, {"A": "M", "X": "HHHH"})
    assert grid.patients == ("A", "B", "C")
    assert grid.filled.sum(axis=1).tolist() == [1, 0, 0]
    assert grid_of(engine, {"X": "HHHH"}, patients=("X",)).filled.shape == (0, 10)


def test_an_empty_day_can_be_filled_in_until_it_locks(engine):
    # CMP-4: seven days; of the ten days the eight last are open
    grid = grid_of(engine, {"A": "."})
    (counts,) = counts_in(grid, [PERIOD], Basis(END, shipped()))["A"]
    assert (counts.completeness.filled, counts.completeness.open, counts.completeness.missing) == (1, 7, 2)
    edge = END - timedelta(days=7)
    for first, state in ((edge, (0, 1, 0)), (edge - timedelta(days=1), (0, 0, 1))):
        (one,) = counts_in(grid, [Window(first, first)], Basis(END, shipped()))["B"]
        assert (one.completeness.filled, one.completeness.open, one.completeness.missing) == state


@pytest.mark.parametrize(
    "window",
    [
        Window(PERIOD.first - timedelta(days=1), END),
        Window(PERIOD.first, END + timedelta(days=1)),
    ],
)
def test_a_window_beyond_the_days_is_not_counted(engine, window):
    grid = grid_of(engine, {"A": "."})
    assert len(counts_in(grid, [PERIOD], Basis(END, shipped()))["A"]) == 1
    with pytest.raises(ValueError, match="not within"):
        counts_in(grid, [window], Basis(END, shipped()))
    with pytest.raises(ValueError, match="not within"):
        grid.part(window)
