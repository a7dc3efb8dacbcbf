"""Takes what every entry says over from a former state of the data, and reads anew only what may have changed.

A cell of a patient and some days of which the engine says that it holds the same (`fingerprints`) says the same; only
the days of the other cells are read. After a night in which everybody wrote one day those are the newest days.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
from sqlalchemy import Connection

from analysis.basis import Basis
from analysis.days.fingerprints import SPAN, changed, fingerprints
from analysis.days.kept.entries import KeptDays, Numbers, Values
from analysis.days.kept.reading import (
    AT_ONCE,
    NOT_SAID,
    Part,
    extents,
    no_days,
    part_of,
    patients_of,
    smallest,
    table_of,
)
from analysis.days.states import Truths
from analysis.querying.columns import combined, places
from analysis.querying.parameters import Between
from analysis.windows import Window

PLACES_AT_ONCE = 1 << 22
"""Days whose entries are looked up at once."""
MOST_ANEW = 0.5
"""Share of the cells of which something has changed above which all is read anew."""
FEW = 0.02
"""Share of the patients up to which those of whom a span has changed are read whole, and not everybody's span."""


def carried_over(former: KeptDays, connection: Connection, basis: Basis) -> KeptDays | None:
    """What every entry says: the cells that are alike in `former` taken from there, the others read from the engine.

    None where so much has changed that it costs less to read all anew.
    """
    assert former.prints is not None
    patients = patients_of(connection)
    prints = fingerprints(connection, basis, patients)
    row_now = patients.get_indexer(former.patients)
    before = former.prints.assign(row=row_now[former.prints["row"]])
    differ = changed(before[before["row"] >= 0], prints)
    if len(differ) > MOST_ANEW * len(prints):
        return None
    spans, rows = _to_be_read(differ, len(patients))
    parts = [*_of_spans(connection, basis, patients, spans), *_of_patients(connection, basis, patients, rows)]
    kept = _without(former, row_now, _holds(rows, len(patients)), spans)
    return _put_together(kept, former, row_now, parts, patients, prints)


def _without(former: KeptDays, row_now: Numbers, are_read: Truths, spans: Sequence[int]) -> npt.NDArray[Any]:
    """The entries of a former state, nothing in place of those of patients and spans that are not taken from it."""
    entry = former.entry.copy()
    length = np.diff(former.starts)
    is_gone = (row_now < 0) | are_read[row_now]
    entry[places(former.starts[:-1][is_gone], length[is_gone])] = former.nothing
    for span in spans:
        low = np.clip(span * SPAN + 1 - former.first, 0, length)
        high = np.clip((span + 1) * SPAN + 1 - former.first, 0, length)
        entry[places(former.starts[:-1] + low, high - low)] = former.nothing
    return entry


def _to_be_read(differ: pd.DataFrame, patients: int) -> tuple[list[int], Numbers]:
    """The spans that are read of everybody, and the rows of the patients that are read whole: all cells that differ."""
    number = differ["span"].value_counts()
    spans = sorted(int(span) for span in number.index[number > FEW * patients])
    return spans, np.unique(differ["row"][~differ["span"].isin(spans)].to_numpy(dtype=np.int64))


def _holds(rows: Numbers, number: int) -> Truths:
    """Whether each of so many rows is one of these."""
    found: Truths = np.zeros(number, dtype=bool)
    found[rows] = True
    return found


@dataclass(frozen=True, eq=False)
class _Days:
    """Days of any patients: the row of the patient, the number of the day, and the place of its entry in a table."""

    row: Numbers
    day: Numbers
    entry: npt.NDArray[Any]
    entries: pa.Table


def _of_spans(connection: Connection, basis: Basis, patients: pd.Index[str], spans: Sequence[int]) -> Iterator[_Days]:
    """The days of everybody in these spans."""
    at_once = 10 * AT_ONCE
    for span in spans:
        first = span * SPAN + 1
        period = Window(date.fromordinal(first), date.fromordinal(first + SPAN - 1))
        for at in range(0, len(patients), at_once):
            names = patients[at : at + at_once]
            part = part_of(connection, basis, names, Between(names[0], names[-1]), period)
            yield _days_of(part, np.arange(at, at + len(names)))


def _of_patients(connection: Connection, basis: Basis, patients: pd.Index[str], rows: Numbers) -> Iterator[_Days]:
    """All days of these patients."""
    for at in range(0, len(rows), AT_ONCE):
        some = rows[at : at + AT_ONCE]
        names = patients[some]
        yield _days_of(part_of(connection, basis, names, list(names)), some)


def _days_of(part: Part, rows: Numbers) -> _Days:
    return _Days(rows[part.row], part.day, part.entry.astype(np.int64), table_of(dict(part.said)))


def _put_together(
    kept: npt.NDArray[Any],
    former: KeptDays,
    row_now: Numbers,
    parts: Sequence[_Days],
    patients: pd.Index[str],
    prints: pd.DataFrame,
) -> KeptDays:
    """The days side by side in the order of patients, with each different entry once.

    `kept` are the entries of the former state that hold still; its patients are the rows `row_now`.
    """
    every = pa.concat_tables([former.entries, *(one.entries for one in parts)]).combine_chunks()
    place, origin = combined([_values(every[name]) for name in every.column_names if name not in NOT_SAID])
    offsets = np.cumsum([former.nothing, *(len(one.entries) for one in parts)])
    of_former = np.append(place[: former.nothing], len(origin)).astype(smallest(len(origin)))
    read = [place[one.entry + at] for one, at in zip(parts, offsets, strict=False)]
    used, renumbered = _used([_translated(of_former, kept), *read], len(origin))
    row, day = (_side_by_side([getattr(one, name) for one in parts]) for name in ("row", "day"))
    number, first = _extents(row, day, former, row_now, len(patients))
    starts = np.concatenate([[0], np.cumsum(number)])
    entry = np.full(starts[-1], len(used), dtype=smallest(len(used)))
    _copy(_translated(renumbered[of_former].astype(entry.dtype), kept), former, row_now, entry, starts[:-1] - first)
    entry[starts[row] + day - first[row]] = renumbered[_side_by_side(read)]
    chosen = every.take(pa.array(origin[used]))
    in_order = pa.array(np.arange(len(used)), pa.int32())
    return KeptDays(
        patients=patients,
        starts=starts,
        first=first,
        entry=entry,
        entries=chosen.set_column(chosen.column_names.index("day"), "day", in_order),
        prints=prints,
    )


def _side_by_side(parts: Sequence[Numbers]) -> Numbers:
    return np.concatenate([np.zeros(0, dtype=np.int64), *parts])


def _slices(number: int) -> Iterator[slice]:
    """Some of so many places at a time: to look up as many takes a number of 64 bits each."""
    return (slice(at, at + PLACES_AT_ONCE) for at in range(0, number, PLACES_AT_ONCE))


def _translated(values: npt.NDArray[Any], at: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The values at these places."""
    found = np.empty(len(at), dtype=values.dtype)
    for some in _slices(len(at)):
        found[some] = values[at[some]]
    return found


def _copy(kept: npt.NDArray[Any], former: KeptDays, row_now: Numbers, entry: npt.NDArray[Any], offset: Numbers) -> None:
    """Puts the entries that are kept to the days that they are of; day 0 of the patient at a row is at its offset."""
    for at in range(0, len(row_now), AT_ONCE):
        of = row_now[at : at + AT_ONCE]
        starts = former.starts[at : at + AT_ONCE + 1]
        length = np.diff(starts)
        target = places(offset[of] + former.first[at : at + AT_ONCE], np.where(of >= 0, length, 0))
        entry[target] = kept[starts[0] : starts[-1]][np.repeat(of >= 0, length)]


def _extents(row: Numbers, day: Numbers, former: KeptDays, row_now: Numbers, patients: int) -> tuple[Numbers, Numbers]:
    """How many days of each patient stand side by side, and the first of them: the former ones and those read."""
    length = np.diff(former.starts)
    held = (row_now >= 0) & (length > 0)
    first, end = no_days(patients)
    first[row_now[held]], end[row_now[held]] = former.first[held], (former.first + length)[held]
    return extents(row, day, first, end)


def _used(entries: Sequence[npt.NDArray[Any]], number: int) -> tuple[Numbers, Numbers]:
    """The numbers, of so many, that are used, and the place of each among those; after them that of nothing."""
    is_used = np.zeros(number + 1, dtype=bool)
    for every in entries:
        for some in _slices(len(every)):
            is_used[every[some]] = True
    used = np.flatnonzero(is_used[:number])
    return used, np.append(np.cumsum(is_used[:number]) - 1, len(used))


def _values(column: pa.ChunkedArray) -> Values:
    """A column of a table as `arrays_of` gives it."""
    nothing = False if pa.types.is_boolean(column.type) else 0
    held = column.fill_null(nothing).to_numpy(zero_copy_only=False)
    return np.ma.array(held, mask=column.is_null().to_numpy(zero_copy_only=False))
