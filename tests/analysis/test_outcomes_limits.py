"""Whether days reach a limit, under, at and over it, and how several answers make one; for one patient and columns."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from analysis.outcomes import Outcome, all_of, any_of, none_of, reached

MET, OPEN, NOT, UNTOLD = Outcome.MET, Outcome.UNDETERMINED, Outcome.NOT_MET, Outcome.NOT_COMPUTABLE

CASES = [
    # lowest, highest, told, filled, outcome of a limit of 10
    (10, 10, 28, 28, MET),
    (9, 9, 28, 28, NOT),
    (9, 10, 27, 27, OPEN),
    (10, 14, 24, 24, MET),
    (0, 9, 20, 20, NOT),
    (0, 28, 0, 0, OPEN),  # nothing filled in: it may still be
    (0, 28, 0, 1, UNTOLD),  # filled in, but no entry tells
    (0, 28, 0, 28, UNTOLD),
    (0, 28, 1, 2, OPEN),
    (0, 9, 0, 1, UNTOLD),
    (1, 28, 1, 1, OPEN),
]


@pytest.mark.parametrize(("lowest", "highest", "told", "filled", "outcome"), CASES)
def test_days_reach_a_limit_whatever_the_unknown_ones_were(lowest, highest, told, filled, outcome):
    # TRI-1
    assert reached(lowest, highest, 10, told=told, filled=filled) is outcome


def test_a_column_of_patients_is_answered_as_each_alone():
    lowest, highest, told, filled, outcomes = (np.array(column) for column in zip(*CASES, strict=True))
    np.testing.assert_array_equal(reached(lowest, highest, 10, told=told, filled=filled), outcomes)


def test_values_and_codes_others_rely_on():
    assert {outcome.code: outcome.value for outcome in Outcome} == {
        "not_computable": -1,
        "not_met": 0,
        "undetermined": 1,
        "met": 2,
    }


@pytest.mark.parametrize(("one", "other"), list(product(Outcome, Outcome)))
def test_two_answers_make_one(one, other):
    both = {one, other}
    every = next(answer for answer in (NOT, UNTOLD, OPEN, MET) if answer in both)
    some = next(answer for answer in (MET, UNTOLD, OPEN, NOT) if answer in both)
    none = {MET: NOT, NOT: MET, OPEN: OPEN, UNTOLD: UNTOLD}[some]
    assert (all_of(one, other), any_of(one, other), none_of(one, other)) == (every, some, none)
    columns = np.array([one, one]), np.array([other, other])
    for combined, expected in ((all_of, every), (any_of, some), (none_of, none)):
        np.testing.assert_array_equal(combined(*columns), [expected, expected])
        np.testing.assert_array_equal(combined(one, columns[1]), [expected, expected])
