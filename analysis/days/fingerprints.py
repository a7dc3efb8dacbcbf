"""What tells the rows of a patient and some days from any others: so it is known of what they say that it still holds.

A *cell* is a patient and SPAN days that follow one another. Its fingerprint is made by the engine of all that the
statement of `told` reads there: the whole rows of the diary and of the acute doses, whether an entry was known as of
the day, what the doses' names mean, what could not be read, and the days that were declared or set aside. Where it is
the same in two states of the data, so is what the entries say. It is the number of rows and two sums of 32 bits of
each, which no change leaves alike but by a chance of one in 2^64.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlalchemy import ColumnElement, Connection, FromClause, Select, and_, func, literal, select, union_all

from analysis.basis import Basis
from analysis.days.recorded import was_known
from analysis.querying.dialects import hashed, span_of_days
from analysis.querying.parameters import AsOf
from analysis.querying.rows import numbers_of
from analysis.querying.schema import ACUTE_DOSES, DIARY, DRUG_NAMES
from analysis.records.declared_periods import declared_days
from analysis.records.excluded_periods import excluded_days
from analysis.records.unread import unread_days

SPAN = 64
"""Days of a cell."""
FIGURES = ("number", "low", "high")
"""The columns that a fingerprint is made of."""


def fingerprints(connection: Connection, basis: Basis, patients: pd.Index[str]) -> pd.DataFrame:
    """The cells of these patients that hold anything: `row` of the patient among them, number of the `span`, FIGURES.

    Both numbers count from 0; `span_of` tells that of a day.
    """
    statement = cells(basis.as_of, count_excluded=basis.settings.count_excluded)
    found = numbers_of(connection, statement)
    row = patients.get_indexer(pd.Index(found.pop("patient_id"), dtype="str"))
    return found.assign(row=row)[row >= 0][["row", "span", *FIGURES]].reset_index(drop=True)


def span_of(day: npt.NDArray[np.integer[Any]]) -> npt.NDArray[np.integer[Any]]:
    """The number of the span in which each day lies, days being numbers as `date.toordinal` gives them."""
    return (day - 1) // SPAN


def changed(before: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """The cells (`row` and `span`) that are not the same in both, each once; rows are those of the same patients."""
    both = pd.concat([before, now], ignore_index=True)
    return both.drop_duplicates(keep=False)[["row", "span"]].drop_duplicates(ignore_index=True)


def cells(as_of: AsOf, *, count_excluded: bool) -> Select[tuple[object, ...]]:
    """A row a cell: patient_id, span, and FIGURES."""
    parts = (_rows(place, *part) for place, part in enumerate(_read(as_of, count_excluded)))
    rows = union_all(*parts).subquery("rows_read")
    figures = (func.count().label("number"), *(func.sum(rows.c[half]).label(half) for half in FIGURES[1:]))
    return select(rows.c.patient_id, rows.c.span, *figures).group_by(rows.c.patient_id, rows.c.span)


def _read(as_of: AsOf, count_excluded: bool) -> Iterator[tuple[FromClause, FromClause, Sequence[ColumnElement[Any]]]]:
    """What `written_days` reads: of each part the table, what it is joined to, and what its rows say."""
    yield DIARY, DIARY, (*DIARY.c, was_known(as_of))
    meanings = _meanings()
    same_name = and_(meanings.c.name == ACUTE_DOSES.c.drug, meanings.c.atc == func.coalesce(ACUTE_DOSES.c.atc, ""))
    yield ACUTE_DOSES, ACUTE_DOSES.outerjoin(meanings, same_name), (*ACUTE_DOSES.c, meanings.c.low, meanings.c.high)
    for days in (unread_days(None, None), declared_days(), *(() if count_excluded else (excluded_days(),))):
        yield days, days, tuple(days.c)


def _meanings() -> FromClause:
    """A row a name as written, and what tells its meaning from others."""
    low, high = hashed(*DRUG_NAMES.c)
    name = (DRUG_NAMES.c.name, DRUG_NAMES.c.atc)
    return select(*name, func.sum(low).label("low"), func.sum(high).label("high")).group_by(*name).subquery("meanings")


def _rows(
    place: int, of: FromClause, read: FromClause, said: Sequence[ColumnElement[Any]]
) -> Select[tuple[object, ...]]:
    low, high = hashed(literal(place), *said)
    span = span_of_days(of.c.date, SPAN)
    return select(of.c.patient_id, span.label("span"), low.label("low"), high.label("high")).select_from(read)
