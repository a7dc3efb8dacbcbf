"""Questionnaire bands at their edges, and changes under, at and over what published rules call important."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.diary import SCORE_RANGES
from analysis.instruments import INSTRUMENTS, changes, is_change_met
from analysis.outcomes import Outcome
from analysis.records.patients import Score
from analysis.references import REFERENCES

START = date(2026, 1, 1)


def test_every_instrument_of_the_exports_is_known_with_its_range():
    assert {name: (found.lowest, found.highest) for name, found in INSTRUMENTS.items()} == SCORE_RANGES


@pytest.mark.parametrize(
    ("instrument", "bands"),
    [
        # PRO-2
        (
            "HIT-6",
            {36: "little", 49: "little", 50: "some", 55: "some", 56: "substantial", 59: "substantial", 60: "severe"},
        ),
        # PRO-5
        (
            "MIDAS",
            {0: "I", 5: "I", 6: "II", 10: "II", 11: "III", 20: "III", 21: "IVA", 40: "IVA", 41: "IVB", 450: "IVB"},
        ),
        # PRO-10: much or very much improved
        ("PGIC", {1: "responder", 2: "responder", 3: "minimal_or_none", 5: "minimal_or_none", 6: "worse"}),
        # PRO-12
        ("mTOQ-4", {0: "very_poor", 1: "poor", 5: "poor", 6: "moderate", 7: "moderate", 8: "maximum"}),
    ],
)
def test_bands_begin_and_end_where_the_rule_says(instrument, bands):
    for score, band in bands.items():
        assert INSTRUMENTS[instrument].band_of(score).code == band, score


def test_quality_of_life_has_no_bands_and_impossible_scores_are_refused():
    assert INSTRUMENTS["MSQ-RR"].band_of(50) is None
    for impossible in (35, 79):
        with pytest.raises(ValueError, match="36 to 78"):
            INSTRUMENTS["HIT-6"].band_of(impossible)


def test_bands_leave_no_gap():
    for instrument in INSTRUMENTS.values():
        for band, following in zip(instrument.bands, instrument.bands[1:], strict=False):
            assert following.first == band.last + 1
        if instrument.bands:
            assert (instrument.bands[0].first, instrument.bands[-1].last) == (instrument.lowest, instrument.highest)


YES, NO, UNASKED = Outcome.MET, Outcome.NOT_MET, Outcome.NOT_COMPUTABLE


@pytest.mark.parametrize(
    ("instrument", "code", "cases"),
    [
        ("HIT-6", "hit6_chronic", {(66, 61): NO, (66, 60): YES, (66, 59): YES}),
        ("HIT-6", "hit6_primary_care", {(66, 64): NO, (66, 63.55): NO, (66, 63.5): YES}),
        ("HIT-6", "hit6_primary_care_roc", {(66, 61): NO, (66, 60): YES}),
        ("HIT-6", "hit6_groups", {(66, 65): NO, (66, 64.55): NO, (66, 64.5): YES}),
        ("HIT-6", "hit6_ahs", {(66, 62): NO, (66, 61): YES}),
        # PRO-4: 30 % of 66 asks for 46.2
        ("HIT-6", "hit6_region_stockholm", {(66, 47): NO, (66, 46.5): NO, (66, 46.2): YES}),
        ("MIDAS", "midas_points", {(10, 0): UNASKED, (11, 7): NO, (11, 6): YES, (20, 15): YES, (21, 16): UNASKED}),
        (
            "MIDAS",
            "midas_percent",
            {(20, 0): UNASKED, (21, 15): NO, (21, 14): YES, (100, 71): NO, (100, 70): YES, (450, 300): YES},
        ),
        ("MIDAS", "midas_region_stockholm", {(10, 7): YES, (100, 71): NO, (100, 70): YES, (0, 0): UNASKED}),
        ("MSQ-RR", "msq_restrictive", {(50, 53.15): NO, (50, 53.2): YES, (50, 40): NO}),
        # Cole 2009: 5 points for one person's role restrictive score, 5.0 to 7.9 preventive, 8.0 to 10.6 emotional
        ("MSQ-RR", "msq_restrictive_person", {(50, 54.9): NO, (50, 55): YES, (50, 55.1): YES}),
        ("MSQ-RP", "msq_preventive_person", {(50, 54.9): NO, (50, 55): YES}),
        ("MSQ-RP", "msq_preventive_person_strict", {(50, 57.8): NO, (50, 57.9): YES}),
        ("MSQ-EF", "msq_emotional_person", {(50, 57.9): NO, (50, 58): YES}),
        ("MSQ-EF", "msq_emotional_person_strict", {(50, 60.5): NO, (50, 60.6): YES}),
        ("MSQ-RP", "msq_preventive", {(50, 54.55): NO, (50, 54.6): YES}),
        ("MSQ-EF", "msq_emotional", {(50, 57.45): NO, (50, 57.5): YES}),
    ],
)
def test_important_changes(instrument, code, cases):
    found = INSTRUMENTS[instrument]
    (change,) = [change for change in found.important_changes if change.code == code]
    for (before, after), expected in cases.items():
        assert is_change_met(found, change, before, after) is expected, (before, after)


@pytest.mark.parametrize("instrument", INSTRUMENTS.values(), ids=lambda one: one.name)
def test_every_band_and_important_change_names_a_publication(instrument):
    for stated in (*instrument.bands, *instrument.important_changes):
        assert stated.source in REFERENCES, stated
        assert stated.certainty[0] in "VWU", stated


def test_only_a_judgement_of_change_is_not_compared_with_an_earlier_one():
    assert {name for name, one in INSTRUMENTS.items() if one.is_a_change} == {"PGIC"}


def test_how_far_each_instrument_looks_back():
    # PRO-1, PRO-5, PRO-7, PRO-8: four weeks, three months, four weeks
    found = {name: (one.recall_days, one.repeat_days) for name, one in INSTRUMENTS.items()}
    assert found == {
        "HIT-6": (28, None),
        "MIDAS": (84, 84),
        "MSQ-RR": (28, None),
        "MSQ-RP": (28, None),
        "MSQ-EF": (28, None),
        "PGIC": (None, None),
        "mTOQ-4": (None, None),
    }


def test_differences_between_groups_are_marked():
    between = {
        change.code for found in INSTRUMENTS.values() for change in found.important_changes if change.between_groups
    }
    assert between == {"hit6_groups", "msq_restrictive", "msq_preventive", "msq_emotional"}


def test_changes_since_a_treatment_began():
    scores = [
        Score(date(2025, 6, 1), "HIT-6", 70),
        Score(date(2025, 12, 20), "HIT-6", 66),
        Score(date(2026, 1, 29), "HIT-6", 60),
        Score(date(2026, 2, 1), "MIDAS", 5),
    ]
    (change,) = changes(INSTRUMENTS["HIT-6"], scores, START)
    assert (change.before.score, change.after.score, change.points) == (66, 60, 6)
    assert change.percent == pytest.approx(9.0909, abs=1e-4)
    assert not change.too_soon
    assert changes(INSTRUMENTS["MIDAS"], scores, START) == ()


@pytest.mark.parametrize(("days", "too_soon"), [(83, True), (84, False)])
def test_midas_looks_back_over_three_months(days, too_soon):
    # PRO-7
    later = date.fromordinal(START.toordinal() + days)
    (change,) = changes(INSTRUMENTS["MIDAS"], [Score(START, "MIDAS", 30), Score(later, "MIDAS", 10)], START)
    assert change.too_soon is too_soon
