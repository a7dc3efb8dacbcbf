"""The interval of a share: figures worked out by hand, its ends, and that more patients make it narrower."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.clinic.share_interval import of_days, wilson


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


@pytest.mark.parametrize(
    ("filled", "inside", "share", "worth"),
    [
        # off the share by 14, 0 and -14 days: 392 * 3 / 2 / 84 ** 2 = 1/12, and .5 * .5 / (1/12) = 3
        ([28, 14, 0], [28, 28, 28], 0.5, 3),
        # patients of whom each has the same share are worth one day each
        ([14, 14, 14, 14], [28, 28, 28, 28], 0.5, 4),
        ([28, 28], [28, 28], 1.0, 2),
        # off by 6 and -6: 72 * 2 / 40 ** 2 = .09; .4 * .6 / .09 = 2.667
        ([14, 2], [20, 20], 0.4, 8 / 3),
        ([10], [20], 0.5, 1),
    ],
)
def test_days_of_one_patient_go_together(filled: list[int], inside: list[int], share: float, worth: float) -> None:
    assert of_days(np.array(filled), np.array(inside)) == pytest.approx(wilson(share * worth, worth))


def test_the_interval_of_days_holds_the_share_of_patients_who_differ() -> None:
    drawing = np.random.default_rng(20261128)
    shares = drawing.beta(8, 2, size=(2000, 12))
    filled = drawing.binomial(28, shares)
    found = [of_days(one, np.full(12, 28)) for one in filled]
    held = np.mean([lower <= 0.8 <= upper for lower, upper in found])
    assert held == pytest.approx(0.95, abs=0.025)
