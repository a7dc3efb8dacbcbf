"""Criteria from a database: one patient as in the whole clinic, the days behind a criterion, and drawn grids."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from analysis.basis import Basis
from analysis.counts.counted import columns_of, counted_columns, counts_by_patient
from analysis.criteria.evidence import evidence
from analysis.criteria.registry import GRID_KINDS, WINDOW_KINDS, criteria_for, outcomes_of
from analysis.days.classified import KINDS
from analysis.days.grid import day_grid
from analysis.settings import shipped
from analysis.windows import Window, period_ending, windows_ending
from tests.drawn import database, diary_row, fill

END = date(2026, 3, 31)
WINDOWS = windows_ending(END, 3)
PERIOD = period_ending(END, 100)


def invented_clinic(patients=12):
    """A clinic in which every field is sometimes empty, by a fixed seed."""
    chance = random.Random(4)
    people, diary, doses = [], [], []
    for number in range(patients):
        name = f"P{number:02}"
        people.append(
            {
                "patient_id": name,
                "enrolled_on": END - timedelta(days=chance.choice([20, 60, 100, 200])),
                "left_on": END - timedelta(days=5) if number % 6 == 0 else None,
            }
        )
        often = chance.choice([0.2, 0.6, 0.95])
        for back in range(110):
            if chance.random() < 0.15:
                continue
            day = END - timedelta(days=back)
            diary.append(
                diary_row(
                    name,
                    day,
                    headache=chance.random() < often,
                    severity=chance.choice([None, 1, 2, 3]),
                    duration_hours=chance.choice([None, 2.0, 6.0]),
                    menstruation=back % 28 < 4 if number % 2 else None,
                    migraine=chance.choice([None, True, False]),
                    **{
                        field: chance.choice([None, True, False, False])
                        for field in ("unilateral", "pulsating", "aggravated_by_activity", "nausea", "photophobia")
                    },
                )
            )
            if chance.random() < often:
                drug = chance.choice(["Sumatriptan", "Alvedon", "Treo", "Citodon", "Okänt medel"])
                doses.append({"patient_id": name, "date": day, "drug": drug, "helped": chance.choice([None, "yes"])})
    return people, diary, doses


@pytest.fixture(scope="module")
def connection():
    engine = database()
    people, diary, doses = invented_clinic()
    with engine.begin() as opened:
        fill(opened, patients=people, diary=diary, doses=doses)
        yield opened
    engine.dispose()


def test_the_clinic_is_judged_as_each_patient_alone(connection):
    basis = Basis(END, shipped())
    table = counted_columns(connection, WINDOWS, basis, kinds=WINDOW_KINDS)
    together = outcomes_of(columns_of(table, WINDOWS), day_grid(connection, PERIOD, GRID_KINDS, basis))
    alone = counts_by_patient(connection, WINDOWS, basis)
    assert sorted(alone) == list(together.index)
    found = set()
    for name, windows in alone.items():
        grid = day_grid(connection, PERIOD, GRID_KINDS, basis.of([name]))
        criteria = criteria_for(windows, grid)
        assert together.loc[name].to_dict() == {one.rule: int(one.outcome) for one in criteria}
        found |= {(one.rule, one.outcome.code) for one in criteria}
    for rule in ("CM-5", "MOH-10", "SE-2"):
        assert len({outcome for name, outcome in found if name == rule}) > 1, rule  # the clinic is not all alike


def test_columns_hold_the_figures_of_each_patient(connection):
    basis = Basis(END, shipped())
    of_windows = columns_of(counted_columns(connection, WINDOWS, basis), WINDOWS)
    for name, windows in counts_by_patient(connection, WINDOWS, basis).items():
        for column, window in zip(of_windows, windows, strict=True):
            place = column.patients.index(name)
            assert column.outside[place] == window.outside
            for kind, count in window.counts.items():
                numbers = column[kind]
                assert (
                    numbers.observed[place],
                    numbers.unfilled[place],
                    numbers.unknown[place],
                    numbers.filled[place],
                ) == (
                    count.observed,
                    count.unfilled,
                    count.unknown,
                    count.filled,
                ), kind


def test_the_days_behind_a_criterion_are_those_that_were_counted(connection):
    basis = Basis(END, shipped())
    for name in ("P00", "P05", "P07"):
        (windows,) = counts_by_patient(connection, WINDOWS, basis.of([name])).values()
        grid = day_grid(connection, period_ending(END, 112), KINDS, basis.of([name]))
        criteria = criteria_for(windows, grid)
        found = evidence(criteria, grid)
        assert list(found) == [one.rule for one in criteria]
        for criterion in criteria_for(windows):
            for used, days in zip(criterion.counts, found[criterion.rule], strict=bool(criterion.counts)):
                assert (days.window, days.kind) == (used.window, used.kind)
                lengths = (len(days.days), len(days.unfilled), len(days.unknown))
                assert lengths == (used.count.observed, used.count.unfilled, used.count.unknown)
                assert all(day in used.window for day in (*days.days, *days.unfilled, *days.unknown))


def test_behind_a_rule_that_needs_the_order_of_the_days_are_all_days_of_its_kinds(connection):
    basis = Basis(END, shipped())
    period = period_ending(END, 84)
    grid = day_grid(connection, period, KINDS, basis.of(["P07"]))
    (windows,) = counts_by_patient(connection, WINDOWS, basis.of(["P07"])).values()
    found = evidence(criteria_for(windows, grid), grid)
    assert [(one.kind, one.window.last) for one in found["MEN-3"]] == [
        (kind, window.last) for kind in ("migraine", "menstruation") for window in WINDOWS
    ]
    days = [day for one in found["MEN-3"] if one.kind == "menstruation" for day in one.days]
    assert days == list(grid.dates(grid.surely("menstruation")[0]))
    # TTH-2 is about three windows together, SE-2 about the last 28 days
    assert [one.window for one in found["TTH-2"]] == list(WINDOWS)
    assert {one.window for one in found["SE-2"]} == {WINDOWS[-1]}


def test_a_grid_is_drawn_as_the_diary():
    engine = database()
    with engine.begin() as connection:
        fill(
            connection,
            patients=[{"patient_id": "P", "enrolled_on": date(2026, 3, 26), "left_on": date(2026, 3, 30)}],
            diary=[
                diary_row("P", date(2026, 3, 25), headache=True, migraine=True),
                diary_row("P", date(2026, 3, 26), headache=True, migraine=True, duration_hours=5.0),
                diary_row("P", date(2026, 3, 27), headache=False),
                diary_row("P", date(2026, 3, 29), headache=True),
            ],
        )
        grid = day_grid(connection, Window(date(2026, 3, 25), END), ["migraine"], Basis(END, shipped()))
        nobody = day_grid(connection, Window(date(2026, 3, 25), END), ["migraine"], Basis(END, shipped(), ["Q"]))
    engine.dispose()
    # outside, migraine, free, empty, untold, empty, outside
    assert grid.inside[0].tolist() == [False, True, True, True, True, True, False]
    assert grid.filled[0].tolist() == [False, True, True, False, True, False, False]
    assert grid.kinds["migraine"][0].tolist() == [-1, 1, 0, -1, -1, -1, -1]
    assert grid.maybe("migraine")[0].tolist() == [False, True, False, True, True, True, False]
    assert grid.hours[0][1] == 5.0
    assert nobody.patients == ()
    with pytest.raises(ValueError, match="not within"):
        grid.part(Window(date(2026, 3, 24), END))
