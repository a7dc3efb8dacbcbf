"""Columns of `alike` made of arrays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from analysis.querying.alike import NOTHING, Column, Objects
from analysis.querying.columns import Texts, Whole, combined, day_of


def each(values: Sequence[object]) -> Column:
    """A column of values that are told one by one."""
    return Column(values, np.arange(len(values)))


def everywhere(value: object, rows: int) -> Column:
    """A column of so many rows that say the same."""
    return Column([value], np.zeros(rows, dtype=np.int64))


def texts(values: Texts) -> Column:
    """A column of texts, None or NaN where there is none."""
    places, different = pd.factorize(values)
    return Column([str(one) for one in different], places)


def days(numbers: Any) -> Column:
    """A column of days by their numbers, as ISO 8601 has them; NaN where there is none."""
    places, different = pd.factorize(np.asarray(numbers, dtype=np.float64))
    return Column([day_of(one).isoformat() for one in different.tolist()], places)


def numbers(values: Any) -> Column:
    """A column of whole numbers or truths."""
    places, different = pd.factorize(np.asarray(values))
    return Column(different.tolist(), places)


def made_of(columns: Sequence[Any], make: Callable[..., object]) -> Column:
    """A column of what is made of the whole numbers or truths of each row, made once of those that are the same."""
    places, first = combined([np.asarray(column) for column in columns])
    different = zip(*(np.asarray(column)[first].tolist() for column in columns), strict=True)
    return Column([make(*row) for row in different], places)


def together(parts: Sequence[Objects], in_order: Whole) -> Objects:
    """The objects of all parts, one after the other, then put in the order of these places."""
    first, *_ = parts
    return Objects({key: _column([part.columns[key] for part in parts], in_order) for key in first.columns})


def _column(parts: Sequence[Column], in_order: Whole | None = None) -> Column:
    sizes = np.cumsum([0, *(len(part.values) for part in parts)])
    moved = [
        np.where(part.places == NOTHING, NOTHING, part.places + at) for part, at in zip(parts, sizes, strict=False)
    ]
    places = np.concatenate(moved)
    objects = [part.values for part in parts if isinstance(part.values, Objects)]
    if objects:
        values: Any = Objects({key: _column([one.columns[key] for one in objects]) for key in objects[0].columns})
    else:
        values = [value for part in parts if not isinstance(part.values, Objects) for value in part.values]
    return Column(values, places if in_order is None else places[in_order])
