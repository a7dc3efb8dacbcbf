"""Frequency bands: where each begins, typed from CM-9, and the bands that unfilled days leave possible."""

from __future__ import annotations

import pytest

from analysis.counts.day_count import DayCount
from analysis.criteria.frequency_bands import BAND_SETS
from analysis.criteria.registry import RULES
from tests.analysis.criteria.made import windows


@pytest.mark.parametrize(
    ("bands", "kind", "expected"),
    [
        ("display", "recorded_headache", {0: "lfem", 7: "lfem", 8: "hfem", 14: "hfem", 15: "cm", 28: "cm"}),
        ("galcanezumab", "migraine", {3: "below", 4: "lfem", 7: "lfem", 8: "hfem", 14: "hfem", 15: "above"}),
        ("eptinezumab", "recorded_headache", {3: "below", 4: "lfem", 9: "lfem", 10: "hfem", 14: "hfem", 15: "cm"}),
    ],
)
def test_where_each_band_begins(bands, kind, expected):
    assert BAND_SETS[bands].kind == kind
    assert BAND_SETS[bands].begins[0][1] == 0
    for days, band in expected.items():
        assert BAND_SETS[bands].bands_of(DayCount(days, 0, 0, 28)) == (band,), days


@pytest.mark.parametrize(
    ("headache", "unfilled", "outcome", "bands"),
    [
        (7, 0, "met", ("lfem",)),
        (7, 1, "undetermined", ("lfem", "hfem")),
        (8, 6, "met", ("hfem",)),
        (8, 7, "undetermined", ("hfem", "cm")),
        (7, 8, "undetermined", ("lfem", "hfem", "cm")),
        (15, 13, "met", ("cm",)),
    ],
)
def test_bands_in_which_a_patient_may_lie(headache, unfilled, outcome, bands):
    criterion = RULES["CM-9"].of(windows({"headache": headache, "unfilled": unfilled}))
    assert (criterion.outcome.code, criterion.values) == (outcome, bands)


def test_nobody_has_a_band_without_a_window_or_a_word():
    assert RULES["CM-9"].of(()).outcome.code == "not_computable"
    untold = RULES["CM-9"].of(windows({"unknown": {"headache": 28}}))
    assert (untold.outcome.code, untold.values) == ("not_computable", ())
