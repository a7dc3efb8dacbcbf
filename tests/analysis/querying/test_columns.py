"""Columns of many rows: groups, ranges and lists of days."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from analysis.querying.columns import (
    DayLists,
    day_of,
    days_of,
    is_as_before,
    known,
    no_days,
    numbered,
    only_where,
    places,
)


def texts(*values: str | None) -> np.ndarray:
    return np.array(values, dtype=object)


def whole(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.int64)


LISTS = DayLists(whole(2, 0, 3), whole(5, 7, 1, 2, 3))


def test_texts_are_numbered_in_their_order() -> None:
    assert numbered(texts("b", "a", None, "b", "B")).tolist() == [2, 1, -1, 2, 0]


@pytest.mark.parametrize(
    ("first", "number", "found"),
    [((3, 9), (2, 3), [3, 4, 9, 10, 11]), ((3, 9, 5), (0, 1, 0), [9]), ((4,), (0,), []), ((), (), [])],
)
def test_the_places_of_ranges(first: tuple[int, ...], number: tuple[int, ...], found: list[int]) -> None:
    assert places(whole(*first), whole(*number)).tolist() == found


def test_two_blanks_are_the_same_and_one_is_not() -> None:
    assert is_as_before(np.array([1.0, np.nan, np.nan, 1.0, 1.0])).tolist() == [True, False, True, False, True]
    assert is_as_before(texts("mg", None, None, "mg", "mg")).tolist() == [True, False, True, False, True]


def test_blanks_are_none() -> None:
    assert known(np.array([1.0, np.nan]), int) == [1, None]
    assert known(np.array([738000.0, np.nan]), day_of) == [date(2021, 7, 29), None]
    assert known(texts("a", None), str) == ["a", None]
    assert days_of((1, 2)) == (date(1, 1, 1), date(1, 1, 2))
    assert only_where(np.array([True, False]), texts("a", "b")).tolist() == ["a", None]


def test_lists_of_some_rows_in_another_order() -> None:
    assert LISTS.row.tolist() == [0, 0, 2, 2, 2]
    assert LISTS.tuples().tolist() == [(5, 7), (), (1, 2, 3)]
    assert LISTS.of(whole(2, 1, 0, 2)).tuples().tolist() == [(1, 2, 3), (), (5, 7), (1, 2, 3)]


def test_lists_without_some_days_keep_their_rows() -> None:
    assert LISTS.only(LISTS.day > 5).tuples().tolist() == [(7,), (), ()]
    assert no_days(2).tuples().tolist() == [(), ()]
    assert no_days(0).tuples().tolist() == []
