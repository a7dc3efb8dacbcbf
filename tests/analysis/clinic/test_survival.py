"""Time on treatment against curves worked out by hand."""

from __future__ import annotations

import pytest

from analysis.clinic.survival import ONGOING, curve


def test_the_six_mp_patients_of_freireich() -> None:
    """21 patients on 6-MP, Freireich et al. 1963, as worked out in every textbook of survival."""
    ended = (6, 6, 6, 7, 10, 13, 16, 22, 23)
    followed = (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
    found = curve([*ended, *followed], ["stopped"] * len(ended) + [ONGOING] * len(followed))
    assert found.days == (6, 7, 10, 13, 16, 22, 23)
    assert found.at_risk == (21, 17, 15, 12, 11, 7, 6)
    told = (0.857142857, 0.806722689, 0.752941176, 0.690196078, 0.627450980, 0.537815126, 0.448179272)
    assert found.going_on == pytest.approx(told)


def test_the_band_of_the_six_mp_patients() -> None:
    """The 95 % limits that textbooks print for them: Greenwood's variance on the log(-log) scale."""
    ended = (6, 6, 6, 7, 10, 13, 16, 22, 23)
    followed = (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
    found = curve([*ended, *followed], ["stopped"] * len(ended) + [ONGOING] * len(followed))
    assert found.lower == pytest.approx((0.6197, 0.5631, 0.5032, 0.4316, 0.3675, 0.2678, 0.1881), abs=6e-5)
    assert found.upper == pytest.approx((0.9516, 0.9228, 0.8894, 0.8491, 0.8049, 0.7468, 0.6801), abs=6e-5)
    assert found.band_at(5) == (1.0, 1.0)
    assert found.band_at(9) == pytest.approx((0.5631, 0.9228), abs=6e-5)
    assert [found.at_risk_on(day) for day in (0, 6, 7, 10, 23, 36)] == [21, 21, 17, 15, 6, 0]


def test_where_all_have_ended_the_band_cannot_be_told() -> None:
    found = curve([10, 20], ["left", "left"])
    assert found.going_on == (0.5, 0.0)
    assert (found.lower[1], found.upper[1]) == (None, None)
    # One of two by hand: variance 1/(2*1), half a log 2 wide: .5 ** exp(+-1.96 * sqrt(.5) / ln 2).
    assert (found.lower[0], found.upper[0]) == pytest.approx((0.00598, 0.91041), abs=1e-5)


def test_causes_share_what_has_ended() -> None:
    # of 5: one for no effect on day 1 (4/5 left), one followed to day 2, one side effect on day 3 (of 3 at risk)
    found = curve([1, 2, 3, 4, 5], ["no_effect", ONGOING, "side_effect", "no_effect", ONGOING])
    assert found.going_on == pytest.approx((0.8, 0.8 * 2 / 3, 0.8 * 2 / 3 / 2))
    assert found.ended["no_effect"] == pytest.approx((0.2, 0.2, 0.2 + 0.8 * 2 / 3 / 2))
    assert found.ended["side_effect"] == pytest.approx((0.0, 0.8 / 3, 0.8 / 3))
    for place, left in enumerate(found.going_on):
        assert left + sum(shares[place] for shares in found.ended.values()) == pytest.approx(1)


def test_shares_between_the_days_on_which_something_ended() -> None:
    found = curve([10, 20, 30], ["left", "left", ONGOING])
    assert [found.at(day) for day in (0, 9, 10, 19, 20, 30)] == pytest.approx([1, 1, 2 / 3, 2 / 3, 1 / 3, 1 / 3])
    assert [found.ended_at("left", day) for day in (9, 10, 20)] == pytest.approx([0, 1 / 3, 2 / 3])


def test_the_curve_ends_where_too_few_are_followed() -> None:
    found = curve([1, 2, 3, 4, 5, 6], ["left"] * 6, fewest=5)
    assert found.days == (1, 2)
    assert found.followed == 2


def test_of_nobody_nothing_is_told() -> None:
    found = curve([], [])
    assert (found.number, found.followed, found.days, found.at(100)) == (0, 0, (), 1.0)
