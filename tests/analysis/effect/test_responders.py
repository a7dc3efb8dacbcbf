"""Responder classes: under, at and over each limit, and the law that filling in the blanks never overturns one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.counts.day_count import DayColumn, DayCount
from analysis.effect.responders import (
    Goal,
    absolute_response,
    days_it_depends_on,
    fewer_days,
    has_deteriorated,
    has_small_baseline,
    is_fall_of,
    lasting_burden,
    percent_fall,
    residual_burden,
    responder_class,
    responder_classes,
    sustained,
)
from analysis.outcomes import Outcome

MET, NOT_MET = Outcome.MET, Outcome.NOT_MET
UNDETERMINED, NOT_COMPUTABLE = Outcome.UNDETERMINED, Outcome.NOT_COMPUTABLE


def full(days: int) -> DayCount:
    """28 filled days."""
    return DayCount(days, 0, 0, 28)


def with_empty(days: int, empty: int, unknown: int = 0) -> DayCount:
    """28 days of which some are empty and some do not tell."""
    return DayCount(days, empty, unknown, 28 - empty)


@pytest.mark.parametrize(
    ("before", "after", "percent", "answer"),
    [
        (16, 11.2, 30, True),  # T-10
        (15, 7.5, 50, True),  # T-11
        (15, 7.6, 50, False),
        (16, 11.3, 30, False),
        (20, 5, 75, True),
        (20, 5.1, 75, False),
        (20, 0, 100, True),
        (0, 0, 30, False),
        (3 * 0.1, 0.7 * 3 * 0.1, 30, True),  # a rounding error in the last place (RESP-9)
    ],
)
def test_a_fall_at_and_under_its_limit(before, after, percent, answer):
    assert is_fall_of(before, after, percent) is answer


def test_sign_of_the_fall():
    assert percent_fall(16, 8) == 50
    assert percent_fall(8, 16) == -100


@pytest.mark.parametrize(
    ("before", "after", "met"),
    [(20, 14, [30]), (20, 15, []), (20, 10, [30, 50]), (20, 5, [30, 50, 75]), (20, 0, [30, 50, 75, 100])],
)
def test_classes_of_full_windows(before, after, met):
    found = responder_classes(full(before), full(after))
    assert [percent for percent, outcome in found.items() if outcome is MET] == met
    assert all(outcome in (MET, NOT_MET) for outcome in found.values())
    assert days_it_depends_on(full(before), full(after)) == 0


@pytest.mark.parametrize(
    ("before", "after", "answer"),
    [
        # 16 of 28 before. 7 to 8 after: at most half even if the empty day was a headache day.
        (full(16), with_empty(7, 1), MET),
        # 7 to 9 after: 8 is half of 16, 9 is not.
        (full(16), with_empty(7, 2), UNDETERMINED),
        (full(16), with_empty(9, 2), NOT_MET),
        # 14 to 16 before, 7 after: half of the fewest is 7.
        (with_empty(14, 2), full(7), MET),
        (with_empty(13, 3), full(7), UNDETERMINED),
        # Both windows at once: 12 to 16 before, 6 to 8 after; at best 6 of 16, at worst 8 of 12.
        (with_empty(12, 4), with_empty(6, 2), UNDETERMINED),
        # A filled day that does not tell may have been one as well.
        (full(16), with_empty(7, 0, unknown=1), MET),
        (full(16), with_empty(7, 0, unknown=2), UNDETERMINED),
    ],
)
def test_half_fewer_days_with_days_that_are_not_known(before, after, answer):
    assert responder_class(before, after, 50) is answer


def test_what_a_class_depends_on():
    assert days_it_depends_on(with_empty(12, 4), with_empty(6, 2, unknown=1)) == 7


def test_windows_of_other_lengths_are_normalised():
    # 12 of 14 days is 24 in 28; 12 of 28 is half of that.
    assert responder_class(DayCount(12, 0, 0, 14), full(12), 50) is MET
    assert responder_class(DayCount(12, 0, 0, 14), full(13), 50) is NOT_MET


@pytest.mark.parametrize(("days", "is_small"), [(3, True), (4, False), (5, False)])
def test_small_baselines_have_no_percentage(days, is_small):
    # RESP-7, T-12: under 4 days in 28.
    assert has_small_baseline(full(days)) is is_small
    assert (responder_class(full(days), full(1), 30) is NOT_COMPUTABLE) is is_small


@pytest.mark.parametrize(
    ("before", "outcome"),
    [
        (DayCount(3, 0, 6, 28), NOT_COMPUTABLE),  # 3 of the 22 days that tell are 3.8 in 28, and they are too few
        (DayCount(3, 0, 7, 28), UNDETERMINED),  # 3 of 21 are 4, which one more day that cannot be read makes of them
        (DayCount(3, 7, 0, 21), UNDETERMINED),
        (DayCount(4, 0, 6, 28), NOT_MET),
        (DayCount(4, 7, 0, 21), NOT_MET),
    ],
)
def test_a_day_that_is_not_known_does_not_make_a_baseline_large_enough(before, outcome):
    # RESP-7: of 12 days after it even the most days before it are no fall of 30 percent.
    assert responder_class(before, full(12), 30) is outcome


def test_nothing_to_fall_from_or_nothing_told():
    assert responder_class(full(0), full(0), 30) is NOT_COMPUTABLE
    assert responder_class(DayCount(0, 0, 28, 28), full(5), 30) is NOT_COMPUTABLE
    assert responder_class(full(10), DayCount(0, 0, 28, 28), 30) is NOT_COMPUTABLE
    assert responder_class(DayCount(0, 0, 0, 0), full(5), 30) is NOT_COMPUTABLE
    assert responder_class(full(10), DayCount(0, 28, 0, 0), 30) is UNDETERMINED


counts = st.tuples(*[st.integers(0, 9)] * 4).map(
    lambda n: DayCount(observed=n[0], unfilled=n[1], unknown=n[2], filled=n[0] + n[2] + n[3])
)


@given(counts, counts, st.sampled_from([30, 50, 75, 100]), st.data())
def test_filling_in_the_blanks_never_overturns_a_class(before, after, percent, data):
    verdict = responder_class(before, after, percent)
    complete = []
    for count in (before, after):
        more = data.draw(st.integers(0, count.unfilled + count.unknown))
        complete.append(DayCount(count.observed + more, 0, 0, count.filled + count.unfilled))
    final = responder_class(*complete, percent)
    if verdict in (MET, NOT_MET):
        assert final is verdict


@given(counts, counts)
def test_a_higher_class_is_never_easier(before, after):
    order = [NOT_MET, UNDETERMINED, MET]
    found = list(responder_classes(before, after).values())
    if NOT_COMPUTABLE not in found:
        ranks = [order.index(outcome) for outcome in found]
        assert ranks == sorted(ranks, reverse=True)


@pytest.mark.parametrize(
    ("before", "after", "highest_fall", "is_worse"),
    [(10, 12, -1, True), (10, 11, -1, False), (10, 12, 0, False), (10, 12, 5, False)],
)
def test_deterioration_needs_two_days_and_an_interval_without_a_fall(before, after, highest_fall, is_worse):
    # RESP-6
    assert has_deteriorated(full(before), full(after), highest_fall) is is_worse


@pytest.mark.parametrize(
    ("headache", "migraine", "after", "answer"),
    [
        (10, 8, 6, MET),  # episodic: two fewer
        (10, 8, 7, NOT_MET),
        (15, 8, 4, MET),  # chronic: four fewer
        (15, 8, 5, NOT_MET),
        (14, 8, 5, MET),  # one headache day less, and it is episodic
        (15, 7, 5, MET),
    ],
)
def test_fewer_migraine_days_that_count(headache, migraine, after, answer):
    # RESP-8: 2 in episodic, 4 in chronic migraine (15 headache days, 8 of them migraine).
    assert absolute_response(full(headache), full(migraine), full(after)) is answer


def test_fewer_days_with_empty_ones():
    assert fewer_days(full(10), with_empty(5, 3), 2) is MET
    assert fewer_days(full(10), with_empty(5, 4), 2) is UNDETERMINED
    assert fewer_days(full(10), with_empty(9, 4), 2) is NOT_MET
    # 14 to 16 headache days: chronic or not; three fewer would count in one and not in the other.
    assert absolute_response(with_empty(14, 2), full(9), full(6)) is UNDETERMINED


@pytest.mark.parametrize(
    ("drawn", "answer"),
    [("+++", MET), ("-+++", MET), ("++-+", NOT_MET), ("++?", UNDETERMINED), ("+?-++", NOT_MET), ("++", NOT_COMPUTABLE)],
)
def test_sustained_for_three_windows(drawn, answer):
    # RESP-10
    outcomes = [{"+": MET, "-": NOT_MET, "?": UNDETERMINED}[mark] for mark in drawn]
    assert sustained(outcomes) is answer


@pytest.mark.parametrize(
    ("count", "goal"),
    [
        (full(0), Goal.FREEDOM),
        (full(1), Goal.OPTIMAL),
        (full(3), Goal.OPTIMAL),
        (full(4), Goal.MODEST),
        (full(6), Goal.MODEST),
        (full(7), Goal.INSUFFICIENT),
        (DayCount(3, 0, 0, 26), Goal.OPTIMAL),  # 3.2 in 28
        (DayCount(6, 0, 0, 26), Goal.INSUFFICIENT),  # 6.5 in 28
        (with_empty(4, 2), Goal.MODEST),
        (with_empty(4, 3), Goal.UNDETERMINED),
        (with_empty(0, 1), Goal.UNDETERMINED),
        (DayCount(0, 0, 28, 28), Goal.NOT_COMPUTABLE),
    ],
)
def test_residual_burden(count, goal):
    # GOAL-1 to GOAL-4: 0; under 4; 4 to 6; over 6.
    assert residual_burden(count) is goal


def side_by_side(counts):
    """Counts of many patients as columns."""
    numbers = ([getattr(one, name) for one in counts] for name in ("observed", "unfilled", "unknown", "filled"))
    return DayColumn(*(np.array(column) for column in numbers))


@given(st.lists(st.tuples(counts, counts), min_size=1, max_size=20), st.sampled_from([30, 50, 75, 100]))
def test_columns_are_answered_as_each_patient_is(pairs, percent):
    before, after = (side_by_side(one) for one in zip(*pairs, strict=True))
    assert responder_class(before, after, percent).tolist() == [responder_class(*pair, percent) for pair in pairs]
    for days in (0, 2, 4):
        assert fewer_days(before, after, days).tolist() == [fewer_days(*pair, days) for pair in pairs]


FREEDOM, OPTIMAL, MODEST, INSUFFICIENT = Goal.FREEDOM, Goal.OPTIMAL, Goal.MODEST, Goal.INSUFFICIENT


@pytest.mark.parametrize(
    ("windows", "goal"),
    [
        ((OPTIMAL, OPTIMAL), Goal.NOT_COMPUTABLE),  # GOAL-2: three months
        ((OPTIMAL, OPTIMAL, OPTIMAL), OPTIMAL),
        ((INSUFFICIENT, OPTIMAL, OPTIMAL, OPTIMAL), OPTIMAL),
        ((FREEDOM, OPTIMAL, FREEDOM), OPTIMAL),
        ((FREEDOM, FREEDOM, FREEDOM), FREEDOM),
        ((OPTIMAL, MODEST, OPTIMAL), MODEST),
        ((OPTIMAL, Goal.UNDETERMINED, OPTIMAL), Goal.UNDETERMINED),
        ((OPTIMAL, Goal.NOT_COMPUTABLE, OPTIMAL), Goal.NOT_COMPUTABLE),
        ((INSUFFICIENT, Goal.UNDETERMINED, OPTIMAL), INSUFFICIENT),
    ],
)
def test_a_goal_is_one_of_three_months(windows, goal):
    assert lasting_burden(windows) is goal
