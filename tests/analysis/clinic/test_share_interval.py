"""The interval of a share: figures worked out by hand, its ends, and that more patients make it narrower."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.clinic.share_interval import wilson


@pytest.mark.parametrize(
    ("part", "whole", "lower", "upper"),
    [
        # z = 1.96: (1/6 + 3.8415/12 -+ 1.96 * sqrt(.1389/6 + 3.8415/144)) / (1 + 3.8415/6)
        (1, 6, 0.030, 0.564),
        (0, 10, 0.0, 0.278),
        (10, 10, 0.722, 1.0),
        # Newcombe, Statistics in Medicine 1998, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_intervals_worked_out_by_hand_and_published(part: int, whole: int, lower: float, upper: float) -> None:
    assert wilson(part, whole) == pytest.approx((lower, upper), abs=5e-4)


@given(st.integers(1, 500).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_the_share_lies_within_and_ten_times_the_patients_make_it_narrower(shares: tuple[int, int]) -> None:
    part, whole = shares
    lower, upper = wilson(part, whole)
    assert 0 <= lower <= part / whole <= upper <= 1
    many = wilson(10 * part, 10 * whole)
    assert many[1] - many[0] < upper - lower
