"""The answers to "does it reach the limit?", for one patient or a column of them, and how several answers make one."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from functools import reduce
from typing import Any, TypeVar, overload

import numpy as np
import numpy.typing as npt

Column = npt.NDArray[np.int64]
"""A whole number for each of many patients; of outcomes, their values."""

Whole = TypeVar("Whole", int, Column)


class Outcome(IntEnum):
    """The answer to "does it reach the limit?" whatever the unknown days were (TRI-1).

    NOT_COMPUTABLE: the diary does not hold what the rule needs. It stands outside the order of the others, so `min`
    and `max` do not combine outcomes: `all_of` and `any_of` do.
    """

    NOT_COMPUTABLE = -1
    NOT_MET = 0
    UNDETERMINED = 1
    MET = 2

    @property
    def code(self) -> str:
        """The name other programs rely on: met, not_met, undetermined, not_computable."""
        return self.name.lower()


Verdict = Outcome | Column

_BY_VALUE = (Outcome.NOT_MET, Outcome.UNDETERMINED, Outcome.MET, Outcome.NOT_COMPUTABLE)
"""By their values, NOT_COMPUTABLE (-1) the last, so that an outcome is its own place."""
_LEAST_FIRST_FOR_ALL = (Outcome.NOT_MET, Outcome.NOT_COMPUTABLE, Outcome.UNDETERMINED, Outcome.MET)
_LEAST_FIRST_FOR_ANY = (Outcome.NOT_MET, Outcome.UNDETERMINED, Outcome.NOT_COMPUTABLE, Outcome.MET)
_OPPOSITE = (Outcome.MET, Outcome.UNDETERMINED, Outcome.NOT_MET, Outcome.NOT_COMPUTABLE)
"""What is not, by the value of what is."""


@overload
def reached(lowest: int, highest: int, limit: float, *, told: int, filled: int) -> Outcome: ...
@overload
def reached(lowest: Column, highest: Column, limit: float, *, told: Column, filled: Column) -> Column: ...
def reached(lowest: Any, highest: Any, limit: float, *, told: Any, filled: Any) -> Verdict:
    """Whether between `lowest` and `highest` days reach `limit`.

    NOT_COMPUTABLE when days were filled but none of them tells: the diary lacks the field.
    """
    return verdict_of(lowest >= limit, highest >= limit, computable=(filled == 0) | (told > 0))


def verdict_of(surely: Any, possibly: Any, *, computable: Any) -> Verdict:
    """MET where `surely`, UNDETERMINED where only `possibly`, else NOT_MET; NOT_COMPUTABLE unless `computable`.

    Of truths an Outcome, of columns of them a column. What is sure is also possible.
    """
    value: Any = 1 * computable * (1 + 1 * surely + 1 * possibly) - 1
    return value if isinstance(value, np.ndarray) else _BY_VALUE[value]


@overload
def all_of(*outcomes: Outcome) -> Outcome: ...
@overload
def all_of(*outcomes: Verdict) -> Verdict: ...
def all_of(*outcomes: Verdict) -> Verdict:
    """Whether all are met: the least of them.

    One that is not met decides, whatever the diary lacks for the others; failing that, one that is not computable
    makes the whole not computable.
    """
    return _first(_LEAST_FIRST_FOR_ALL, outcomes)


@overload
def any_of(*outcomes: Outcome) -> Outcome: ...
@overload
def any_of(*outcomes: Verdict) -> Verdict: ...
def any_of(*outcomes: Verdict) -> Verdict:
    """Whether at least one is met: the greatest of them.

    One that is met decides, whatever the diary lacks for the others; failing that, one that is not computable makes
    the whole not computable.
    """
    return _first(_LEAST_FIRST_FOR_ANY[::-1], outcomes)


@overload
def none_of(*outcomes: Outcome) -> Outcome: ...
@overload
def none_of(*outcomes: Verdict) -> Verdict: ...
def none_of(*outcomes: Verdict) -> Verdict:
    """Whether none is met: the opposite of `any_of`; what is undetermined or not computable stays so."""
    found = any_of(*outcomes)
    return np.array(_OPPOSITE)[found] if isinstance(found, np.ndarray) else _OPPOSITE[found]


def outcome_of(verdict: Verdict) -> Outcome:
    """A verdict of one patient as an Outcome."""
    return Outcome(int(verdict))


def _first(order: Sequence[Outcome], outcomes: Sequence[Verdict]) -> Verdict:
    """Of several outcomes the one that comes first in `order`, patient by patient where any is a column."""
    if set(map(type, outcomes)) == {Outcome}:
        return next(outcome for outcome in order if outcome in outcomes)
    rank = np.array([order.index(outcome) for outcome in _BY_VALUE])
    first: Column = reduce(np.minimum, (rank[outcome] for outcome in outcomes))
    return np.array(order)[first]
