"""What may be shown of groups and of their parts, by hand and against every subtraction of parts and cells."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.clinic.hiding import POOLED, hidden_parts, may_be_shown, pooled, told_day

FEWEST = 5
END = date(2026, 10, 12)


def alone(parts: dict[str, int]) -> frozenset[str]:
    """What is hidden of parts of so many patients, each in one part, in the one cell of everyone."""
    column = [name for name, number in parts.items() for _ in range(number)]
    patients = np.arange(len(column))
    return hidden_parts(patients, column, {(): np.zeros(len(column), dtype=np.intp)}, FEWEST)


@pytest.mark.parametrize(
    ("parts", "hidden"),
    [
        ({"a": 20, "b": 10}, set()),
        ({"a": 20, "b": 10, "c": 4}, {"c", "b"}),
        ({"a": 20, "b": 4, "c": 4}, {"b", "c"}),
        ({"a": 20, "b": 1, "c": 1}, {"a", "b", "c"}),
        ({"a": 20, "b": 5, "c": 0}, set()),
        ({"a": 3}, {"a"}),
        ({}, set()),
    ],
)
def test_a_small_part_takes_the_next_larger_one_with_it(parts: dict[str, int], hidden: set[str]) -> None:
    assert alone(parts) == hidden


def test_a_patient_in_two_parts_is_one_patient() -> None:
    patients = np.array([0, 0, 1, 1, 2, 2, *range(3, 20)])
    parts = ["b", "c"] * 3 + ["a"] * 17
    assert hidden_parts(patients, parts, {(): np.zeros(20, dtype=np.intp)}, FEWEST) == {"a", "b", "c"}


def test_a_part_too_small_in_one_cell_is_hidden_in_all() -> None:
    """Part c has 6 patients in the first cell, 2 in the second: shown in the first, subtraction tells the second."""
    cell = np.array([0] * 26 + [1] * 22, dtype=np.intp)
    parts = ["a"] * 10 + ["b"] * 10 + ["c"] * 6 + ["a"] * 10 + ["b"] * 10 + ["c"] * 2
    cells = {(): np.zeros(48, dtype=np.intp), ("unit",): cell}
    assert hidden_parts(np.arange(48), parts, {(): cells[()]}, FEWEST) == set()
    assert hidden_parts(np.arange(48), parts, cells, FEWEST) == {"a", "c"}


def test_a_part_hidden_alone_in_a_cell_is_found_there() -> None:
    """In S c (2) has b beside it, in N c (6) has only a: were a shown in N, c would be found there, and then in S."""
    unit = np.array([0] * 16 + [1] * 22, dtype=np.intp)
    parts = ["a"] * 10 + ["c"] * 6 + ["a"] * 10 + ["b"] * 10 + ["c"] * 2
    cells = {(): np.zeros(38, dtype=np.intp), ("unit",): unit}
    assert hidden_parts(np.arange(38), parts, cells, FEWEST) == {"a", "b", "c"}


def test_what_some_attributes_hide_stays_hidden_by_more() -> None:
    """By unit, b (3 in N) takes a with it. By unit and sex c is small too, and would do in the place of a: then a and
    c by unit, and c by both, would give b away."""
    rows = [("N", "f", "a", 6), ("N", "m", "a", 6), ("S", "f", "a", 6), ("S", "m", "a", 6)]
    rows += [("N", "f", "b", 2), ("N", "m", "b", 1), ("S", "f", "b", 6), ("S", "m", "b", 6)]
    rows += [("N", "f", "c", 14), ("N", "m", "c", 4), ("S", "f", "c", 14), ("S", "m", "c", 12)]
    people = pd.DataFrame([row[:3] for row in rows for _ in range(row[3])], columns=["unit", "sex", "part"])
    cells = {
        some: people.groupby(list(some)).ngroup().to_numpy() if some else np.zeros(len(people), dtype=np.intp)
        for some in ((), ("sex",), ("unit",), ("sex", "unit"))
    }
    by_unit = {some: cells[some] for some in ((), ("unit",))}
    patients = np.arange(len(people))
    assert hidden_parts(patients, people["part"].tolist(), by_unit, FEWEST) == {"a", "b"}
    assert hidden_parts(patients, people["part"].tolist(), cells, FEWEST) == {"a", "b", "c"}


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 2), st.integers(0, 1)), max_size=90))
@settings(max_examples=200, deadline=None)
def test_no_part_of_a_cell_can_be_found_by_subtraction(rows: list[tuple[str, int, int]]) -> None:
    """What is hidden is at least two parts and five patients, or none, by the attributes and by any fewer of them."""
    people = pd.DataFrame(rows, columns=["part", "unit", "sex"])
    cells = {
        some: people.groupby(list(some)).ngroup().to_numpy() if some and rows else np.zeros(len(rows), dtype=np.intp)
        for some in ((), ("sex",), ("unit",), ("sex", "unit"))
    }
    hidden = hidden_parts(np.arange(len(rows)), people["part"].tolist(), cells, FEWEST)
    shown = people[~people["part"].isin(hidden)]
    assert (shown.groupby(["part", "unit", "sex"]).size() >= FEWEST).all()
    if hidden == frozenset(people["part"]):
        return
    for some in (["unit"], ["sex"], ["unit", "sex"]):
        by_cell = people[people["part"].isin(hidden)].groupby(some)
        assert (by_cell.size() >= FEWEST).all()
        assert (by_cell["part"].nunique() >= 2).all()


def test_values_of_too_few_patients_are_read_as_one_with_the_next_smallest() -> None:
    values = pd.Series(["a"] * 20 + ["b"] * 6 + ["c"] * 3)
    assert pooled(values, FEWEST).value_counts().to_dict() == {"a": 20, POOLED: 9}
    assert pooled(pd.Series(["a"] * 20 + ["c"] * 3), FEWEST).value_counts().to_dict() == {POOLED: 23}
    assert pooled(pd.Series(["a"] * 20 + ["b"] * 5), FEWEST).value_counts().to_dict() == {"a": 20, "b": 5}


@pytest.mark.parametrize(("second", "shown"), [(4, False), (5, True), (0, True)])
def test_every_cell_needs_enough_patients(second: int, shown: bool) -> None:
    assert may_be_shown(np.array([0] * 8 + [1] * second), FEWEST) == shown
    assert not may_be_shown(np.array([], dtype=np.intp), FEWEST)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (date(2026, 10, 12), date(2026, 10, 12)),
        (date(2026, 10, 30), date(2026, 10, 12)),
        (date(2026, 10, 11), date(2026, 8, 31)),  # 30 September is only 12 days before the end
        (date(2026, 8, 31), date(2026, 8, 31)),
        (date(2026, 8, 30), date(2026, 7, 31)),
        (date(2026, 1, 1), date(2025, 12, 31)),
    ],
)
def test_figures_are_made_at_the_end_and_at_months_ends_well_before_it(asked: date, told: date) -> None:
    assert told_day(asked, END) == told
    assert told_day(told, END) == told


def test_no_two_days_told_are_less_than_a_window_apart() -> None:
    for end in (date(2026, 3, 1), date(2026, 3, 27), date(2026, 3, 31), END):
        told = sorted({told_day(date.fromordinal(end.toordinal() - back), end) for back in range(800)})
        apart = [(later - earlier).days for earlier, later in pairwise(told)]
        assert min(apart) >= 28
        assert len(told) > 24
