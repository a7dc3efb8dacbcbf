"""Reads what every entry says from the engine, and tells one way of reading from another."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
from sqlalchemy import Connection, Dialect, Select, func, select

from analysis.basis import Basis
from analysis.days.fingerprints import SPAN, cells
from analysis.days.kept.entries import KeptDays, Numbers, Values
from analysis.days.recorded import OF_DOSES, written_days
from analysis.querying.columns import combined
from analysis.querying.parameters import GIVEN_AS_OF, GIVEN_PERIOD, AsOf, Between, Patients, Period, is_of
from analysis.querying.rows import arrays_of
from analysis.querying.schema import PATIENTS
from analysis.settings import Settings

AT_ONCE = 1_000
"""Patients whose days are read in one statement, so that few rows are held at once."""
DOSES = "doses"
"""The column that holds OF_DOSES as the digits of one number, three to each."""
FORM = "3"
"""The form of what is kept: another one is not read."""
_NEVER = np.iinfo(np.int32).max
"""The number of no day: later than all."""
NOT_SAID = ("patient_id", "date", "day")
"""The columns of an entry that tell of which day it is, and not what it says."""


def reading_of(connection: Connection, basis: Basis) -> str:
    """What tells this way of reading from any other, whatever the state of the data and the day as of which.

    It is the text of the statements, which is made once for each of the settings that they depend on.
    """
    settings, dialect = basis.settings, connection.dialect
    way = dialect.name, settings.lock_days, settings.count_retrospective, settings.count_excluded
    if way not in _READINGS:
        _READINGS[way] = _reading(settings, dialect)
    return _READINGS[way]


_READINGS: dict[tuple[Hashable, ...], str] = {}


def _reading(settings: Settings, dialect: Dialect) -> str:
    statements = (
        _statement(settings, GIVEN_AS_OF, Between("", ""), None),
        _statement(settings, GIVEN_AS_OF, [""], GIVEN_PERIOD),
        cells(GIVEN_AS_OF, count_excluded=settings.count_excluded),
    )
    compiled = [statement.compile(dialect=dialect) for statement in statements]
    told = [(str(one), sorted((name, repr(value)) for name, value in one.params.items())) for one in compiled]
    return sum_of(FORM, str(SPAN), repr(told))


def sum_of(*parts: str) -> str:
    """A checksum of texts, another one wherever one of them differs."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def read_kept_days(connection: Connection, basis: Basis) -> KeptDays:
    """What every entry says, read from the engine, some patients at a time."""
    names = patients_of(connection)
    some = [names[at : at + AT_ONCE] for at in range(0, len(names), AT_ONCE)] or [pd.Index([""], dtype="str")]
    parts = [part_of(connection, basis, part, Between(part[0], part[-1])) for part in some]
    said = {name: _joined([part.said[name] for part in parts]) for name in parts[0].said}
    place, first = combined(list(said.values()))
    ends = np.cumsum([len(part.numbers) for part in parts])
    of_part = np.split(place, ends[:-1])
    kind, nothing = smallest(len(first)), len(first)
    side_by_side = [part.side_by_side() for part in parts]
    number = np.concatenate([one.number for one in side_by_side])[: len(names)]
    return KeptDays(
        patients=names,
        starts=np.concatenate([[0], np.cumsum(number)]),
        first=np.concatenate([one.first for one in side_by_side])[: len(names)],
        entry=np.concatenate(
            [np.append(held, nothing).astype(kind)[one.entry] for held, one in zip(of_part, side_by_side, strict=True)]
        ),
        entries=table_of({name: values[first] for name, values in said.items()}),
    )


def patients_of(connection: Connection) -> pd.Index[str]:
    """Everybody who is known, in the order of the rows of KeptDays."""
    names = connection.execute(select(PATIENTS.c.patient_id).order_by(PATIENTS.c.patient_id)).scalars()
    found: pd.Index[str] = pd.Index(names.all(), dtype="str")
    return found


def smallest(number: int) -> type[np.unsignedinteger[Any]]:
    """The numbers that tell so many entries, and none, apart in the least memory."""
    return np.uint16 if number <= np.iinfo(np.uint16).max else np.uint32


@dataclass(frozen=True, eq=False)
class SideBySide:
    """The days of some patients side by side, as in KeptDays: how many of each, the first, and their entries."""

    number: Numbers
    first: Numbers
    entry: npt.NDArray[np.unsignedinteger[Any]]


@dataclass(frozen=True, eq=False)
class Part:
    """The days of some `patients`, in any order: row of the patient, day and entry; and what the entries say."""

    patients: int
    row: Numbers
    day: Numbers
    entry: npt.NDArray[np.unsignedinteger[Any]]
    said: dict[str, Values]

    @property
    def numbers(self) -> Values:
        """One of the columns, which are all as long as there are different entries."""
        return next(iter(self.said.values()))

    def side_by_side(self) -> SideBySide:
        """The days with those between them that have no entry."""
        number, first = extents(self.row, self.day, *no_days(self.patients))
        starts = np.cumsum(number) - number
        entry = np.full(number.sum(), len(self.numbers), dtype=smallest(len(self.numbers)))
        entry[(starts - first)[self.row] + self.day] = self.entry
        return SideBySide(number, first, entry)


def no_days(patients: int) -> tuple[Numbers, Numbers]:
    """The first day of so many patients, and the one after the last, who have none yet."""
    return np.full(patients, _NEVER, dtype=np.int64), np.zeros(patients, dtype=np.int64)


def extents(row: Numbers, day: Numbers, first: Numbers, end: Numbers) -> tuple[Numbers, Numbers]:
    """How many days of each patient stand side by side, and the first of them, once these are there too.

    `first` and `end` are those of the days before, which are changed.
    """
    np.minimum.at(first, row, day)
    np.maximum.at(end, row, day + 1)
    number = np.maximum(end - first, 0)
    return number, np.where(number > 0, first, 0)


def part_of(
    connection: Connection, basis: Basis, names: pd.Index[str], whose: Patients, period: Period | None = None
) -> Part:
    """The days of the patients of these names in the period (None: all)."""
    fetched = arrays_of(connection, _statement(basis.settings, basis.as_of, whose, period))
    row, day = (np.asarray(fetched.pop(name), dtype=np.int64) for name in ("row", "day"))
    entry, first = combined(list(fetched.values()))
    said = {name: np.ma.asarray(values[first]) for name, values in fetched.items()}
    return Part(len(names), row, day, entry.astype(smallest(len(first))), said)


def _statement(settings: Settings, as_of: AsOf, whose: Patients, period: Period | None) -> Select[tuple[object, ...]]:
    """The days of some patients: `row` counts those, `day` is the number of the day, all else what was written."""
    read = written_days(
        lock_days=settings.lock_days,
        count_retrospective=settings.count_retrospective,
        count_excluded=settings.count_excluded,
        as_of=as_of,
        patients=whose,
        period=period,
    )
    row = (func.row_number().over(order_by=PATIENTS.c.patient_id) - 1).label("row")
    people = select(PATIENTS.c.patient_id, row).where(is_of(PATIENTS.c.patient_id, whose)).subquery("people")
    doses = sum(read.c[name] * 3**place for place, name in enumerate(OF_DOSES))
    said = [one for one in read.c if one.name not in (*NOT_SAID, *OF_DOSES)]
    return select(people.c.row, read.c.day, *said, doses.label(DOSES)).join_from(
        read, people, people.c.patient_id == read.c.patient_id
    )


def _joined(parts: Sequence[Values]) -> Values:
    none = np.concatenate([np.ma.getmaskarray(part) for part in parts])
    return np.ma.array(np.concatenate([np.ma.getdata(part) for part in parts]), mask=none)


def table_of(said: dict[str, Values]) -> pa.Table:
    """The different entries as a table in the columns of `written_days`; `day` is the place of each."""
    doses = said.pop(DOSES)
    number = np.ma.getdata(doses).astype(np.int64)
    none = np.ma.getmaskarray(doses)
    said |= {name: np.ma.array(number // 3**place % 3, mask=none) for place, name in enumerate(OF_DOSES)}
    columns = {name: _column(values) for name, values in said.items()}
    rows = len(number)
    days = {
        "patient_id": pa.nulls(rows, pa.string()),
        "date": pa.nulls(rows, pa.date32()),
        "day": pa.array(np.arange(rows), pa.int32()),
    }
    return pa.table(days | columns)


def _column(values: Values) -> pa.Array:
    kinds = {"b": pa.bool_(), "f": pa.float64()}
    held = np.ma.getdata(values)
    return pa.array(held, kinds.get(held.dtype.kind, pa.int32()), mask=np.ma.getmaskarray(values))
