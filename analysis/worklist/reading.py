"""What a statement finds, as a table, and days as numbers, so that columns of them can be added and compared."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlalchemy import Connection, Select

DayNumbers = npt.NDArray[np.float64]
"""Days as numbers (`date.toordinal`); NaN where there is none."""

_FIRST_OF_NUMPY = date(1970, 1, 1).toordinal()


def rows_of(connection: Connection, statement: Select[Any]) -> pd.DataFrame:
    """The rows that a statement finds."""
    found = connection.execute(statement)
    return pd.DataFrame(map(tuple, found.fetchall()), columns=list(found.keys()))


def day_numbers(days: Iterable[date | None]) -> DayNumbers:
    """The numbers of days; NaN for None."""
    known = np.array(list(days), dtype=object).astype("datetime64[D]")
    numbers: DayNumbers = known.astype("int64") + float(_FIRST_OF_NUMPY)
    return np.where(np.isnat(known), np.nan, numbers)


def records_of(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Each row by the names of the index and the columns, with None where there is nothing."""
    columns = {str(name): _told(column) for name, column in table.reset_index().items()}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _told(column: pd.Series[Any]) -> list[Any]:
    told = column.to_numpy(dtype=object, copy=True)
    told[column.isna()] = None
    return told.tolist()


def day_of(number: float | None) -> date | None:
    """The day of a number; None for None."""
    return None if number is None else date.fromordinal(int(number))
