"""Five attacks of 4 to 72 hours with their features, and five of probable migraine; from ICHD-3 1.1 and 1.5.1."""

from __future__ import annotations

import pytest

from analysis.criteria.registry import RULES
from tests.analysis.criteria.made import grid


def criterion(picture, hours, rule="MIG-1A", kind="migraine_features", headache=None):
    picture = "".join(picture.split())
    other = "probable_migraine" if kind == "migraine_features" else "migraine_features"
    drawn = {kind: picture, other: "." * len(picture)}
    drawn["headache"] = headache or picture.replace("?", "+")
    return RULES[rule].of(grid(hours=[hours] * len(picture) if isinstance(hours, float) else hours, **drawn))


@pytest.mark.parametrize(("number", "expected"), [(4, "undetermined"), (5, "met"), (6, "met"), (0, "undetermined")])
def test_five_attacks_and_fewer_settle_nothing(number, expected):
    # MIG-1A, CM-2: attacks before the diary count as well
    for rule in ("MIG-1A", "CM-2"):
        found = criterion(".+" * number + "." * 3, 6.0, rule)
        assert (found.outcome.code, found.span, found.caution) == (expected, (number, number), "history")


@pytest.mark.parametrize(("hours", "certain"), [(3.9, 0), (4.0, 5), (24.0, 5)])
def test_shortest_attack(hours, certain):
    assert criterion(".+" * 5 + ".", hours).span == (certain, 5)


@pytest.mark.parametrize(("days", "certain"), [(3, 1), (4, 0)])
def test_longest_attack_over_its_consecutive_days(days, certain):
    # Three whole days are 72 hours, four are 96 (MIG-1B).
    assert criterion("." + "+" * days + ".", 24.0).span == (certain, 1)


@pytest.mark.parametrize(("last", "certain"), [(0.0, 1), (0.5, 0)])
def test_longest_attack_to_the_half_hour(last, certain):
    assert criterion(".++++.", [0, 24.0, 24.0, 24.0, last, 0]).span == (certain, 1)


def test_hours_are_those_of_the_whole_attack():
    assert criterion(".++.", [0, 2.0, 2.0, 0]).span == (1, 1)
    assert criterion(".++.", [0, 2.0, 1.9, 0]).span == (0, 1)
    assert criterion(".++.", [0, 2.0, float("nan"), 0]).span == (0, 1)


def test_an_attack_beside_an_unknown_day_may_have_lasted_longer():
    assert criterion("._+.", 6.0).span == (0, 1)
    assert criterion(".+_.", 6.0).span == (0, 1)
    assert criterion("+..+", 6.0).span == (0, 2)  # begun before the period, or not over yet
    assert criterion("x+..", 6.0).span == (0, 1)  # begun before the first day of the diary


def test_features_that_no_headache_day_tells_are_not_computable():
    assert criterion("?????.....", 6.0).outcome.code == "not_computable"
    assert criterion("+????.....", 6.0).outcome.code == "undetermined"
    assert criterion("..........", 6.0).outcome.code == "undetermined"


@pytest.mark.parametrize(("number", "expected"), [(4, "undetermined"), (5, "met")])
def test_five_attacks_of_probable_migraine(number, expected):
    found = criterion(".+" * number + ".", 6.0, "PM-1", "probable_migraine")
    assert (found.outcome.code, found.span) == (expected, (number, number))
