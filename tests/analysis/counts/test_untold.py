"""Headache days of which the diary does not tell what they were: no rate is made of the headache-free days alone."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from analysis.counts.day_count import OF_HEADACHE, WindowCounts, untold_of
from analysis.counts.of_rows import window_counts
from analysis.criteria.criterion import Used
from analysis.settings import shipped
from analysis.windows import Window

MARCH = Window(date(2026, 3, 1), date(2026, 3, 28))


def window(headache: int, days: int, unknown: int, kind: str = "migraine", filled: int = 28) -> WindowCounts:
    numbers = {"headache": headache, "headache_unknown": 0, kind: days, f"{kind}_unknown": unknown}
    of_window = {"days": 28, "inside": 28, "inside_open": 0, "filled": filled, "filled_open": 0, "of_attacks": 0}
    return window_counts(numbers | of_window, MARCH, ("headache", kind))


@pytest.mark.parametrize(
    ("headache", "migraine", "unknown", "is_untold", "untold_headache", "per_28"),
    [
        (10, 0, 10, True, 10, None),
        (10, 0, 9, False, 9, 0.0),
        (10, 1, 9, False, 9, 28 / 19),
        (0, 0, 0, False, 0, 0.0),
    ],
)
def test_a_kind_that_no_headache_day_tells_has_no_rate(
    headache: int, migraine: int, unknown: int, is_untold: bool, untold_headache: int, per_28: float | None
) -> None:
    counts = window(headache, migraine, unknown)
    assert (counts.is_untold("migraine"), counts.untold_headache) == (is_untold, untold_headache)
    told = counts.json_of("migraine", shipped())
    assert told["per_28"] == per_28
    assert (told["lowest"], told["highest"]) == (migraine, migraine + unknown)
    assert counts.json_of("headache", shipped())["per_28"] == float(headache)


@pytest.mark.parametrize("kind", OF_HEADACHE)
def test_no_kind_of_headache_day_has_a_rate_of_the_headache_free_days_alone(kind: str) -> None:
    counts = window(10, 0, 10, kind)
    assert counts.json_of(kind, shipped())["per_28"] is None
    columns = {name: np.array([10, 10]) for name in ("headache", f"{kind}_unknown")} | {kind: np.array([0, 1])}
    assert untold_of(columns, kind).tolist() == [10, 0]


@pytest.mark.parametrize(("filled", "rate"), [(28, 10.0), (9, None)])
def test_a_count_of_a_criterion_has_the_rate_of_its_window(filled: int, rate: float | None) -> None:
    told = [
        Used(window(10, 0, 10, filled=filled), kind).as_json(shipped())["per_28"] for kind in ("headache", "migraine")
    ]
    assert told == [rate, None]
