"""Columns of many rows at once: the groups that rows belong to, and the lists of days that belong to rows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Known = TypeVar("Known")
Whole = NDArray[np.int64]
Real = NDArray[np.float64]
Truths = NDArray[np.bool_]
Texts = NDArray[np.object_]
"""Texts, or None where there is none."""

_FIRST_OF_NUMPY = date(1970, 1, 1).toordinal()


def numbered(values: Texts) -> Whole:
    """For each row the place of its text among the different ones in order; -1 where there is none."""
    return pd.factorize(values, sort=True)[0]


def are_among(names: pd.Index[str] | pd.Series[str], wanted: Collection[str]) -> Truths:
    """Whether each name is one of these: `isin` takes ten times as long, since it makes columns of both first."""
    known_names = frozenset(wanted if isinstance(wanted, list | tuple | set | frozenset) else list(wanted))
    return np.fromiter((name in known_names for name in names.tolist()), dtype=bool, count=len(names))


def places(first: Whole, number: Whole) -> Whole:
    """The places `first`, `first + 1`, ... of each range, `number` of them, one range after the other."""
    before = np.cumsum(number) - number
    return np.repeat(first - before, number) + np.arange(number.sum())


def is_as_before(values: NDArray[Any]) -> Truths:
    """Whether each row has the value of the row before it, or both have none; the first row is compared to itself."""
    before = row_before(values)
    same: Truths = (values == before) | ((values != values) & (before != before))
    return same


def row_before(values: NDArray[Any]) -> NDArray[Any]:
    """The value of the row before each row; the first row keeps its own."""
    return np.concatenate([values[:1], values[:-1]])


def only_where(kept: Truths, values: Texts) -> Texts:
    """The texts of the rows that are kept, None in the others."""
    found = values.copy()
    found[~kept] = None
    return found


def known(values: NDArray[Any], read: Callable[[Any], Known]) -> list[Known | None]:
    """Each value as `read` makes it; None where there is none."""
    return [None if value is None or value != value else read(value) for value in values.tolist()]


def day_numbers(days: Iterable[date | None]) -> Real:
    """The numbers of days (`date.toordinal`); NaN where there is none."""
    known_days = np.array(list(days), dtype=object).astype("datetime64[D]")
    numbers = known_days.astype(np.int64).astype(np.float64) + _FIRST_OF_NUMPY
    return np.where(np.isnat(known_days), np.nan, numbers)


def day_of(number: float) -> date:
    """The day with this number."""
    return date.fromordinal(int(number))


def days_of(numbers: Iterable[int]) -> tuple[date, ...]:
    """The days with these numbers."""
    return tuple(map(date.fromordinal, numbers))


@dataclass(frozen=True, eq=False)
class DayLists:
    """A list of days for each row: `number` of them in each, `day` their numbers, one row's after the other's."""

    number: Whole
    day: Whole

    @property
    def row(self) -> Whole:
        """The row that each day belongs to."""
        return np.repeat(np.arange(len(self.number)), self.number)

    def of(self, rows: Whole) -> DayLists:
        """The lists of these rows, in their order."""
        first, number = np.cumsum(self.number) - self.number, self.number[rows]
        return DayLists(number, self.day[places(first[rows], number)])

    def only(self, kept: Truths) -> DayLists:
        """The lists without the days that are not to be kept."""
        return DayLists(np.bincount(self.row[kept], minlength=len(self.number)), self.day[kept])

    def tuples(self) -> NDArray[np.object_]:
        """The list of each row as a tuple."""
        days, ends = self.day.tolist(), np.cumsum(self.number).tolist()
        lists = (tuple(days[end - number : end]) for end, number in zip(ends, self.number.tolist(), strict=True))
        return np.fromiter(lists, dtype=object, count=len(ends))


def no_days(rows: int) -> DayLists:
    """An empty list for each of so many rows."""
    return DayLists(np.zeros(rows, np.int64), np.zeros(0, np.int64))


def combined(columns: Sequence[Any]) -> tuple[Whole, Whole]:
    """For each row the number of its combination of values, and for each combination the first row that has it.

    Columns may be masked, and a value that is masked is another one than all that are not.
    """
    code, levels = np.zeros(len(columns[0]), dtype=np.int64), 1
    for values in columns:
        more, number = _levels(values)
        if levels * number > 2**62:
            code, uniques = pd.factorize(code)
            levels = len(uniques)
        code, levels = code * number + more, levels * number
    found, uniques = pd.factorize(code)
    first = np.empty(len(uniques), dtype=np.int64)
    first[found[::-1]] = np.arange(len(found))[::-1]
    return found, first


def _levels(values: Any) -> tuple[Whole, int]:
    """The values of a column as small numbers, and how many of those there can be; none is a value too."""
    is_none = np.ma.getmaskarray(values)
    held = np.ma.getdata(values)
    if held.dtype == bool:
        return np.where(is_none, 2, held), 3
    found, uniques = pd.factorize(np.where(is_none, -1, held))
    return found, max(len(uniques), 1)
