"""The tiers of completeness under, at and over their limits; typed from the rule book."""

from __future__ import annotations

import pytest

from analysis.counts.completeness import Completeness, Tier
from analysis.settings import shipped


def tier(filled, inside, outside=0):
    return Completeness(filled, 0, inside - filled, outside).tier(shipped()).code


@pytest.mark.parametrize(
    ("filled", "expected"),
    [(28, "green"), (24, "green"), (23, "yellow"), (21, "yellow"), (20, "orange"), (14, "orange"), (13, "red")],
)
def test_tiers_of_a_window(filled, expected):
    # CMP-21
    assert tier(filled, 28) == expected


@pytest.mark.parametrize(
    ("filled", "inside", "expected"),
    [
        (72, 84, "green"),
        (71, 84, "yellow"),
        (63, 84, "yellow"),
        (62, 84, "orange"),
        (42, 84, "orange"),
        (41, 84, "red"),
        (25, 29, "green"),  # 24.86 of 29
        (24, 29, "yellow"),
        (15, 29, "orange"),  # 14.5 of 29
        (14, 29, "red"),
        (35, 40, "green"),  # 34.29 of 40
        (34, 40, "yellow"),
    ],
)
def test_limits_of_a_longer_period_grow_with_its_days(filled, inside, expected):
    # CMP-21, filled days of 28
    assert tier(filled, inside) == expected


@pytest.mark.parametrize(("filled", "expected"), [(20, "orange"), (14, "orange"), (13, "red")])
def test_limits_of_a_shorter_period_do_not_shrink(filled, expected):
    assert tier(filled, 20, outside=8) == expected


def test_tiers_are_in_order():
    assert list(Tier) == sorted(Tier)
    assert [one.code for one in sorted(Tier)] == ["red", "orange", "yellow", "green"]


def test_completeness_now_and_in_the_end():
    # CMP-3: filled / (filled + missing + open), and without the open days
    half = Completeness(filled=14, open=7, missing=7, outside=5)
    assert (half.unfilled, half.inside) == (14, 28)
    assert (half.now, half.final) == (0.5, 14 / 21)
    nothing = Completeness(0, 0, 0, 28)
    assert (nothing.now, nothing.final) == (None, None)
    assert half.as_json(shipped())["tier"] == "orange"
