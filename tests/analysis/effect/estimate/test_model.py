"""The model against tables worked out elsewhere, against brute force, and at its edges."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest

from analysis.effect.estimate.chain import days_of_a_window
from analysis.effect.estimate.model import RATES, RateModel, chain_model, independent_model
from analysis.effect.estimate.pairs import FALLS
from analysis.effect.estimate.transitions import STATISTICS, counts_of_days


def independent(days: int, filled: int):
    """Counts for a model of independent days."""
    counts = np.zeros((1, len(STATISTICS)))
    counts[0, :2] = filled - days, days
    return counts


def diary(picture: str):
    """The chain's counts of a diary drawn with H, . and _ for an empty day."""
    return counts_of_days(np.array([[{"H": 1, ".": 0, "_": -1}[mark] for mark in picture]], dtype=np.int8))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ((16, 28), (10, 26), (0.9154, 0.5406, 0.1569, 0.0018)),
        ((16, 28), (7, 28), (0.9932, 0.9094, 0.6261, 0.0701)),
        ((20, 28), (12, 28), (0.9851, 0.7251, 0.2230, 0.0013)),
        ((18, 28), (9, 28), (0.9923, 0.8672, 0.4789, 0.0197)),
        ((8, 28), (4, 28), (0.9042, 0.7249, 0.4807, 0.1042)),
        ((60, 84), (33, 80), (1.0, 0.9042, 0.1678, 0.0)),
        ((16, 28), (16, 28), (0.5, 0.0626, 0.0024, 0.0)),
    ],
)
def test_independent_days_give_the_published_probabilities(before, after, expected):
    # Clinical rules 9.4: Jeffreys' prior, independent days, P(fall >= 0, 30, 50, 75 %).
    falls = independent_model().falls(independent(*before), independent(*after))
    assert [falls.probability[fall][0] for fall in FALLS] == pytest.approx(expected, abs=0.0015)


@pytest.mark.parametrize(
    ("days", "correlation", "thirty", "fifty"),
    [
        (8, 0, 0.214, 0.078),
        (8, 0.2, 0.257, 0.123),
        (8, 0.4, 0.302, 0.177),
        (12, 0.2, 0.179, 0.051),
        (12, 0.4, 0.231, 0.094),
        (16, 0, 0.069, 0.004),
        (16, 0.2, 0.112, 0.015),
        (16, 0.4, 0.163, 0.040),
        (20, 0.2, 0.050, 0.002),
        (20, 0.4, 0.090, 0.011),
    ],
)
def test_false_responders_under_no_change(days, correlation, thirty, fifty):
    # Clinical rules 8.3: one month against one month, by simulation of 200,000 patients, tolerance 0.01.
    (chance,) = days_of_a_window(np.array([days / 28]), np.array([float(correlation)]))
    assert chance.sum() == pytest.approx(1)
    rates = [
        sum(
            chance[before] * chance[after]
            for before, after in product(range(1, 29), range(29))
            if 100 * (before - after) >= percent * before
        )
        for percent in (30, 50)
    ]
    assert rates == pytest.approx([thirty, fifty], abs=0.01)


@pytest.mark.parametrize(("days", "correlation", "spread"), [(8, 0, 2.40), (12, 0.4, 3.92), (16, 0.2, 3.18)])
def test_spread_of_a_month(days, correlation, spread):
    (chance,) = days_of_a_window(np.array([days / 28]), np.array([float(correlation)]))
    counts = np.arange(29)
    mean = chance @ counts
    assert mean == pytest.approx(days)
    assert np.sqrt(chance @ (counts - mean) ** 2) == pytest.approx(spread, abs=0.02)


def test_likelihood_bridges_empty_days_as_if_they_were_summed_over():
    # H _ _ . is the sum over what the two empty days can have been.
    model = RateModel(persistences=(0.3,))
    whole = sum(likelihoods(model, "H" + "".join(between) + ".") for between in product("H.", repeat=2))
    assert likelihoods(model, "H__.") == pytest.approx(whole)


def likelihoods(model: RateModel, picture: str):
    """The probability of a diary at each rate of the grid, by the table of the model."""
    return np.exp(diary(picture) @ model._log_likelihood)[0]


def test_interval_and_probabilities_agree():
    falls = chain_model().falls(diary("HHH.HH..HHHH.HHH..HHHHH.HH.H"), diary("H...HH.......H..._HH....H..."))
    model = chain_model()
    for bound, expected in ((falls.lower, 0.975), (falls.upper, 0.025)):
        found = model.probability_of_fall(
            bound, diary("HHH.HH..HHHH.HHH..HHHHH.HH.H"), diary("H...HH.......H..._HH....H...")
        )
        assert found[0] == pytest.approx(expected, abs=0.002)
    assert falls.lower[0] < falls.upper[0] <= 100
    chances = [falls.probability[fall][0] for fall in FALLS]
    assert chances == sorted(chances, reverse=True)


def test_runs_make_the_interval_wider_than_single_days_do():
    single, runs = "H.." * 9 + "H", "HHHHH" + "." * 9 + "HHHHH" + "." * 9
    assert single.count("H") == runs.count("H") == 10
    widths = []
    for picture in (single, runs):
        falls = chain_model().falls(diary(picture), diary(picture))
        widths.append(falls.upper[0] - falls.lower[0])
    assert widths[1] > 1.5 * widths[0]


def test_other_windows_tell_of_persistence_alone():
    before, after = diary("HH...HHH....HH...HHH....HH.."), diary(".......HH.........HHH.......")
    alone = chain_model().falls(before, after)
    silent = chain_model().falls(before, after, np.zeros((1, 3, len(STATISTICS))))
    assert silent.lower == pytest.approx(alone.lower)
    alternating = np.stack([diary("H." * 14), diary("H." * 14)], axis=1)
    told = chain_model().falls(before, after, alternating)
    assert told.upper[0] - told.lower[0] < alone.upper[0] - alone.lower[0]


@pytest.mark.parametrize("number", [1, 2, 3, 7, 16, 63, 64, 65])
@pytest.mark.parametrize("windows", [1, 2, 5])
def test_the_same_diary_gives_the_same_figures_alone_and_among_others(number, windows):
    pictures = [
        "HHH.HH..HHHH.HHH..HHHHH.HH.H",
        "." * 28,
        "H" * 28,
        "H" + "_" * 27,
        "_" * 28,
        "HH" + "...HH..." * 3 + ".H",
    ]
    before = np.concatenate([diary(picture) for picture in pictures] * 60)
    after, others = before[::-1], np.stack([np.roll(before, 1, axis=0), np.zeros_like(before)], axis=1)
    together = chain_model().falls(before, after, others)
    some = slice(7, 7 + number)
    padded = np.pad(others[some, :1], ((0, 0), (0, windows - 1), (0, 0)))
    told = chain_model().falls(before[some], after[some], padded)
    assert (told.lower == together.lower[some]).all()
    assert (told.upper == together.upper[some]).all()
    assert all((told.probability[fall] == together.probability[fall][some]).all() for fall in FALLS)


@pytest.mark.parametrize("before", ["H" * 28, "." * 28, "H" + "_" * 27, "_" * 28])
@pytest.mark.parametrize("after", ["H" * 28, "." * 28, "_" * 27 + ".", "_" * 28])
def test_edges_give_figures_that_are_figures(before, after):
    falls = chain_model().falls(diary(before), diary(after))
    assert np.isfinite([*falls.lower, *falls.upper]).all()
    assert falls.lower[0] <= falls.upper[0] <= 100
    assert all(0 <= chance[0] <= 1 for chance in falls.probability.values())


def test_headache_every_day_before_and_after_is_no_fall():
    falls = chain_model().falls(diary("H" * 28), diary("H" * 28))
    assert -40 < falls.lower[0] < 0 < falls.upper[0] < 40
    assert falls.probability[30][0] < 0.05


def test_an_empty_diary_tells_nothing():
    falls = chain_model().falls(diary("_" * 28), diary("_" * 28))
    assert falls.probability[0][0] == pytest.approx(0.5, abs=0.01)
    assert falls.upper[0] > 99
    assert falls.lower[0] < -1000


def test_chance_band_of_a_patient_who_has_ten_days():
    # One window of 10 in 28, no runs to speak of: about 10 +- 2 sqrt(28 * 0.357 * 0.643 * 2) = 10 +- 7.
    low, high = chain_model().chance_band(diary("H..H.H...H.H..H..H...H.H..H."))
    assert 2 <= low[0] <= 5
    assert 15 <= high[0] <= 19


def test_rate_interval_of_a_window_lies_about_its_count():
    windows = np.stack([diary("H..H.H...H.H..H..H...H.H..H."), diary("." * 28)], axis=1)
    lower, upper = chain_model().rates_per_28(windows)
    assert lower[0, 0] < 10 < upper[0, 0] < 20
    assert lower[0, 1] < 0.1
    assert upper[0, 1] < 5


@pytest.mark.parametrize("shape", [1 / 3, 1 / 2])
def test_the_prior_has_its_whole_mass_in_the_cells_at_both_ends(shape):
    # The incomplete beta function as a series: sum of (1 - s)_n / n! * p^(s + n) / (s + n), over B(s, s).
    whole = math.gamma(shape) ** 2 / math.gamma(2 * shape)
    masses = np.exp(RateModel(shape)._log_rate)
    for cell in (1, 2, 5):
        edge, term, below = math.sin(cell * math.pi / 2 / RATES) ** 2, 1.0, 0.0
        for n in range(60):
            below += term * edge ** (shape + n) / (shape + n)
            term *= (1 - shape + n) / (n + 1)
        assert masses[:cell].sum() == pytest.approx(below / whole, rel=1e-4)
        assert masses[-cell:].sum() == pytest.approx(below / whole, rel=1e-4)
