"""Menstrual migraine, ICHD-3 A1.1: days -2 to +3 of three cycles; the dates of T-15 and T-16."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from analysis.criteria.menstrual import attack_starts, cycle_starts, first_days
from analysis.criteria.registry import RULES
from tests.analysis.criteria.made import grid

LAST = date(2026, 3, 31)
DAY_ONES = (date(2026, 1, 13), date(2026, 2, 10), date(2026, 3, 10))
FIRST = date(2025, 12, 20)
DAYS = (LAST - FIRST).days + 1


def drawn(attacks=(), *, day_ones=DAY_ONES, empty=(), spotting=(), length=4):
    """A diary from 20 December to 31 March with bleeding of `length` days from each day 1 and migraine on `attacks`."""
    dates = [FIRST + timedelta(days=offset) for offset in range(DAYS)]
    bleeding = {day + timedelta(days=offset) for day in day_ones for offset in range(length)} | set(spotting)
    return grid(
        last=LAST,
        migraine="".join("_" if day in empty else "+" if day in attacks else "." for day in dates),
        menstruation="".join("_" if day in empty else "+" if day in bleeding else "." for day in dates),
    )


def codes(*attacks, **more):
    made = drawn(attacks, **more)
    return RULES["MEN-2"].of(made).outcome.code, RULES["MEN-3"].of(made).outcome.code


PURE, RELATED, NEITHER, UNKNOWN = ("met", "not_met"), ("not_met", "met"), ("not_met",) * 2, ("not_computable",) * 2
OPEN = ("undetermined", "not_computable")
IN_FEBRUARY = date(2026, 2, 10)


@pytest.mark.parametrize(("day", "inside"), [(7, False), (8, True), (9, True), (10, True), (12, True), (13, False)])
def test_days_of_the_window(day, inside):
    # T-15, T-16: day 1 is 10 March; 8 and 12 March are days -2 and +3, 7 and 13 March are outside.
    assert codes(IN_FEBRUARY, date(2026, 3, day)) == (PURE if inside else NEITHER)


@pytest.mark.parametrize(
    ("attacks", "expected"),
    [
        ((), NEITHER),
        ((DAY_ONES[0],), NEITHER),  # one cycle of three
        (DAY_ONES[:2], PURE),
        (DAY_ONES[1:], PURE),
        (DAY_ONES, PURE),
        ((*DAY_ONES[:2], date(2026, 1, 28)), RELATED),
        ((*DAY_ONES[:2], date(2026, 3, 22)), RELATED),  # day 13 after the last day 1: no cycle can begin so soon
        ((*DAY_ONES[:2], date(2026, 3, 23)), PURE),  # may be day -2 of the next
        ((*DAY_ONES[:2], date(2026, 1, 10)), PURE),  # before the first of the three
        ((date(2026, 1, 28), date(2026, 2, 25)), NEITHER),
    ],
)
def test_pure_and_related(attacks, expected):
    assert codes(*attacks) == expected


def test_an_attack_belongs_to_the_day_on_which_it_began():
    # Begun on 12 March, in the window, and going on until the 14th.
    assert codes(IN_FEBRUARY, date(2026, 3, 12), date(2026, 3, 13), date(2026, 3, 14)) == PURE
    # Begun on 7 March, before the window, and going on into it.
    assert codes(IN_FEBRUARY, date(2026, 3, 7), date(2026, 3, 8)) == NEITHER


def test_fewer_than_three_known_cycles_are_not_computable():
    assert codes(*DAY_ONES, day_ones=DAY_ONES[1:]) == UNKNOWN


@pytest.mark.parametrize("empty", [8, 9, 10, 11, 12])
def test_every_day_of_the_window_must_be_filled(empty):
    assert codes(*DAY_ONES[:2], empty=[date(2026, 3, empty)]) == UNKNOWN


def test_unfilled_days_outside_the_windows():
    # An attack may have begun on the empty day: pure or related depends on it.
    assert codes(*DAY_ONES[:2], empty=[date(2026, 1, 20)]) == ("undetermined", "undetermined")
    assert codes(empty=[date(2026, 1, 20)]) == NEITHER
    # 13 March: within 14 days before no cycle can begin, so it leaves the cycles known.
    assert codes(*DAY_ONES, empty=[date(2026, 3, 20)])[1] == "undetermined"


def test_an_unfilled_day_that_may_have_been_another_day_one():
    # 28 January is 15 days after day 1: bleeding that day could have begun a cycle, and day 1 in February is uncertain.
    assert codes(*DAY_ONES, empty=[date(2026, 1, 28)]) == UNKNOWN


def test_the_newest_three_cycles_that_are_known_are_judged():
    # A day of the first window is empty; the three cycles after it are known.
    four = (date(2026, 1, 6), date(2026, 1, 28), date(2026, 2, 19), date(2026, 3, 13))
    assert codes(*four[2:], day_ones=four, empty=[date(2026, 1, 7)]) == PURE
    assert codes(*four[2:], day_ones=four, empty=[date(2026, 1, 29)]) == UNKNOWN
    # The window of the newest day 1 is not over, or could not be, were one of the empty days day 1: those before stand.
    assert codes(*DAY_ONES[1:], day_ones=(*DAY_ONES, date(2026, 3, 30))) == PURE
    assert codes(*DAY_ONES[1:], empty=[LAST - timedelta(days=back) for back in range(2)]) == PURE
    # Over, and without an attack: the newest three have one each in two windows, or in one.
    later = (date(2026, 1, 6), date(2026, 1, 28), date(2026, 2, 19), date(2026, 3, 13))
    assert codes(*later[:2], day_ones=later) == NEITHER
    assert codes(*later[1:3], day_ones=later) == PURE


FIVE = tuple(date(2026, 1, 6) + timedelta(days=days) for days in (0, 19, 38, 57, 76))


@pytest.mark.parametrize("attacks", [FIVE[:3], FIVE[1:4], FIVE[2:], FIVE[::2], (*FIVE, date(2026, 3, 7)), ()])
@pytest.mark.parametrize("length", [1, 2, 20])
def test_empty_days_make_no_other_answer(attacks, length):
    # Were the newest cycle not known the three before it were judged, and met became not met.
    whole = codes(*attacks, day_ones=FIVE)
    for back in range(DAYS):
        empty = [LAST - timedelta(days=back + more) for more in range(length)]
        found = codes(*attacks, day_ones=FIVE, empty=empty)
        assert all(one in (before, *OPEN) for one, before in zip(found, whole, strict=True)), (empty[-1], found)


def test_a_newer_cycle_that_is_not_known_leaves_what_it_cannot_change():
    # The newest two that are known had one each, and there was one at another time: with any third it is two of three.
    empty = [FIVE[-1]]
    assert codes(*FIVE[2:4], date(2026, 3, 7), day_ones=FIVE, empty=empty) == ("not_met", "met")
    assert codes(*FIVE[1:3], date(2026, 3, 7), day_ones=FIVE, empty=empty) == ("not_met", "undetermined")
    assert codes(*FIVE[:2], day_ones=FIVE, empty=empty) == NEITHER  # of those that may be the newest three, one at most


def test_spotting_begins_no_cycle():
    # MEN-6: fewer than 14 bleed-free days before it
    made = drawn(spotting=[date(2026, 3, 27)])
    assert [made.period.first + timedelta(days=int(place)) for place in cycle_starts(made)[0][0]] == list(DAY_ONES)
    after_thirteen_free = drawn(spotting=[date(2026, 3, 27)], length=4)
    after_fourteen_free = drawn(spotting=[date(2026, 3, 28)], length=4)
    assert cycle_starts(after_thirteen_free)[0][0].tolist() != cycle_starts(after_fourteen_free)[0][0].tolist()


def test_the_day_an_attack_begins_after_an_unknown_day_is_unknown():
    surely, perhaps = attack_starts(grid(migraine="._+.+", menstruation="._..."))
    assert surely[0].tolist() == [False, False, False, False, True]
    assert perhaps[0].tolist() == [False, True, True, False, True]


@pytest.mark.parametrize("days", [1, 2, 3, 13, 14, 15])
def test_a_few_days_hold_no_known_cycle(days):
    assert RULES["MEN-2"].of(grid(migraine="." * days, menstruation="." * (days - 1) + "+")).outcome.code == (
        "not_computable"
    )


@pytest.mark.parametrize(("free", "begins"), [(13, False), (14, True), (15, True)])
def test_a_cycle_begins_after_fourteen_free_days(free, begins):
    # MEN-6
    bleeds = np.array([[False] * free + [True]])
    assert first_days(bleeds, ~bleeds)[0].tolist() == [False] * free + [begins]
