"""The counts of windows of a whole clinic off what every entry says (`days.told`), where that is kept.

The days of a patient lie one after the other, so that a window is a stretch of them: its ends are looked up, and what
it holds is the difference of two running sums. Several numbers lie side by side in one of 64 bits, a lane each: sums
may run over, since the difference of two is right all the same as long as no window holds more than its lane does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlalchemy import Connection, select

from analysis.basis import Basis
from analysis.counts.statement import told_unfilled_of
from analysis.days.classified import OF_INTAKES
from analysis.days.state import diary_spans, oldest_fillable
from analysis.days.states import Truths
from analysis.days.told import Answers, ToldDays, told_days
from analysis.querying.columns import are_among
from analysis.querying.rows import numbers_of
from analysis.records.excluded_periods import excluded_days

FEWEST_PATIENTS = 500
"""With fewer, named ones it costs less to read their days."""
AT_ONCE = 5_000
"""Patients whose days are summed up at once."""
NARROW, WIDE = 8, 32
"""Bits of a lane: of windows of up to 255 days, and of any."""
_DAYS = 1 << 21
"""More than any number of a day."""

Numbers = npt.NDArray[np.int64]
Sums = npt.NDArray[np.uint64]


@dataclass(frozen=True, eq=False)
class Stretches:
    """Windows with the part of each in which the diary could be filled in: the row of the patient, and days."""

    row: Numbers
    begins: Numbers
    ends: Numbers


def told_patients(connection: Connection, basis: Basis) -> tuple[ToldDays, pd.Index[str]] | None:
    """What every entry says, and the patients of the basis in order; None where it is not kept, or they are few."""
    if basis.patients is not None and len(basis.patients) < FEWEST_PATIENTS:
        return None
    told = told_days(connection, basis)
    if told is None:
        return None
    return told, told.patients if basis.patients is None else told.patients[are_among(told.patients, basis.patients)]


def numbers_told(
    connection: Connection, windows: pd.DataFrame, kinds: Sequence[str], basis: Basis
) -> pd.DataFrame | None:
    """The counts of windows of their own for each patient, in the columns of `statement.counted`; a row a window.

    A row of `windows` is one: patient_id, first_day and last_day, day numbers. None where what entries say is not kept.
    """
    known = told_patients(connection, basis)
    if known is None:
        return None
    told, _ = known
    row = _rows(told.patients, windows["patient_id"])
    if (row < 0).any():
        return None
    first, last = (windows[name].to_numpy(dtype=np.int64) for name in ("first_day", "last_day"))
    return pd.DataFrame(dict(_numbers(connection, told, Stretches(row, first, last), kinds, basis)))


def _rows(patients: pd.Index[str], asked: pd.Series[str]) -> Numbers:
    """The row of each patient who is asked for, -1 for one who is not there; each of many is looked up once."""
    code, names = pd.factorize(asked.to_numpy(dtype=object))
    return patients.get_indexer(pd.Index(names, dtype="str"))[code]


def _numbers(
    connection: Connection, told: ToldDays, windows: Stretches, kinds: Sequence[str], basis: Basis
) -> Iterator[tuple[str, Numbers]]:
    inside = _inside(connection, told, windows, basis)
    still_open = Stretches(inside.row, np.maximum(inside.begins, oldest_fillable(basis).toordinal()), inside.ends)
    excluded = _Excluded(connection, told, basis)
    answers = told.answers(connection, basis.settings.profile)
    asked = dict(_asked(answers, kinds))
    longest = int((windows.ends - windows.begins + 1).max(initial=0))
    counted = _sums(told, inside, asked, longest)
    yield "days", windows.ends - windows.begins + 1
    yield "inside", _length(inside) - excluded.within(inside)
    yield "inside_open", _length(still_open) - excluded.within(still_open)
    yield "filled", counted.pop("filled")
    yield "filled_open", _since(told, oldest_fillable(basis).toordinal(), answers.filled, still_open)
    yield from counted.items()


def _inside(connection: Connection, told: ToldDays, windows: Stretches, basis: Basis) -> Stretches:
    """The part of each window in which there was a diary."""
    spans = numbers_of(connection, select(diary_spans(basis.as_of))).set_index("patient_id").loc[told.patients]
    first, last = (spans[name].to_numpy()[windows.row] for name in ("first", "last"))
    return Stretches(windows.row, np.maximum(windows.begins, first), np.minimum(windows.ends, last))


def _length(stretches: Stretches) -> Numbers:
    number: Numbers = np.maximum(stretches.ends - stretches.begins + 1, 0)
    return number


class _Excluded:
    """The days of excluded periods, where those are not counted."""

    def __init__(self, connection: Connection, told: ToldDays, basis: Basis) -> None:
        self._key: Numbers = np.zeros(0, dtype=np.int64)
        if not basis.settings.count_excluded:
            days = excluded_days()
            found = numbers_of(connection, select(days.c.patient_id, days.c.day))
            rows = told.patients.get_indexer(pd.Index(found["patient_id"], dtype="str"))
            self._key = np.sort(rows * _DAYS + found["day"].to_numpy(dtype=np.int64))

    def within(self, stretches: Stretches) -> Numbers:
        """How many of them lie in each stretch."""
        first, after = _places(self._key, stretches, stretches.row)
        return after - first


def _places(key: Numbers, stretches: Stretches, row: Numbers) -> tuple[Numbers, Numbers]:
    """Where each stretch begins among the sorted days, and where the day after it stands."""
    first = np.searchsorted(key, row * _DAYS + stretches.begins)
    after = np.searchsorted(key, row * _DAYS + stretches.ends, side="right")
    return first, np.maximum(first, after)


def _since(told: ToldDays, oldest: int, chosen: Truths, stretches: Stretches) -> Numbers:
    """How many days of each stretch, none of which begins before the oldest day, have a chosen entry."""
    newest = np.flatnonzero(told.day >= oldest)
    newest = newest[chosen[told.entry[newest]]]
    row = np.searchsorted(told.starts, newest, side="right") - 1
    first, after = _places(row * _DAYS + told.day[newest], stretches, stretches.row)
    return after - first


def _asked(answers: Answers, kinds: Sequence[str]) -> Iterator[tuple[str, Truths]]:
    """The columns that tell how many days were found, and which entries each counts."""
    filled = answers.filled
    counts = filled | answers.intakes_only
    yield "filled", filled
    yield "of_attacks", answers.of_attacks & counts
    for kind in kinds:
        yield kind, (answers.kinds[kind] == 1) & counts
        yield f"{kind}_unknown", (answers.kinds[kind] < 0) & filled
    for kind in kinds:
        if kind in OF_INTAKES:
            yield told_unfilled_of(kind), (answers.kinds[kind] >= 0) & answers.intakes_only


def _sums(told: ToldDays, stretches: Stretches, asked: dict[str, Truths], longest: int) -> dict[str, Numbers]:
    """How many days of each stretch have an entry that is asked for, under each name."""
    bits = NARROW if longest < 1 << NARROW else WIDE
    names, lanes = list(asked), 64 // bits
    groups = [names[at : at + lanes] for at in range(0, len(names), lanes)]
    packed = [_packed([asked[name] for name in group], bits) for group in groups]
    found = np.zeros((len(groups), len(stretches.row)), dtype=np.uint64)
    for rows in _blocks(told, stretches):
        _sum_up(told, stretches, rows, packed, found)
    lane = np.uint64((1 << bits) - 1)
    return {
        name: ((found[at] >> np.uint64(bits * place)) & lane).astype(np.int64)
        for at, group in enumerate(groups)
        for place, name in enumerate(group)
    }


def _packed(truths: Sequence[Truths], bits: int) -> Sums:
    """The truths of each entry, a lane each."""
    packed: Sums = np.zeros(len(truths[0]), dtype=np.uint64)
    for place, some in enumerate(truths):
        packed |= some.astype(np.uint64) << np.uint64(bits * place)
    return packed


def _blocks(told: ToldDays, stretches: Stretches) -> Iterator[tuple[range, npt.NDArray[np.intp]]]:
    """Some rows of patients at a time, and the stretches that are theirs."""
    block = stretches.row // AT_ONCE
    for number in range(-(-len(told.patients) // AT_ONCE)):
        first = number * AT_ONCE
        chosen = np.flatnonzero(block == number)
        if len(chosen):
            yield range(first, min(first + AT_ONCE, len(told.patients))), chosen


def _sum_up(
    told: ToldDays,
    stretches: Stretches,
    block: tuple[range, npt.NDArray[np.intp]],
    packed: Sequence[Sums],
    found: Sums,
) -> None:
    rows, chosen = block
    held, key, asked = _keys(told, rows, Stretches(*(column[chosen] for column in _columns(stretches))))
    first, after = np.searchsorted(key, asked.begins), np.searchsorted(key, asked.ends, side="right")
    after = np.maximum(first, after)
    entry, until = told.entry[held], np.zeros(len(key) + 1, dtype=np.uint64)
    for place, of_entry in enumerate(packed):
        np.cumsum(of_entry[entry], out=until[1:])
        found[place, chosen] = until[after] - until[first]


def _columns(stretches: Stretches) -> tuple[Numbers, Numbers, Numbers]:
    return stretches.row, stretches.begins, stretches.ends


def _keys(told: ToldDays, rows: range, stretches: Stretches) -> tuple[slice, npt.NDArray[Any], Stretches]:
    """Which days are those of some patients, a number for each that rises with patient and day, and for the stretches.

    The numbers are of 32 bits where those suffice, which takes half as long.
    """
    starts = told.starts[rows.start : rows.stop + 1]
    held = slice(int(starts[0]), int(starts[-1]))
    day = told.day[held]
    oldest, newest = (int(day.min()), int(day.max())) if len(day) else (0, 0)
    width = newest - oldest + 3
    kind: type[np.signedinteger[Any]] = np.int32 if len(rows) * width < np.iinfo(np.int32).max else np.int64
    key: npt.NDArray[Any] = np.repeat((np.arange(len(rows)) * width).astype(kind), np.diff(starts))
    key += day - (oldest - 1)

    def numbered(days: Numbers) -> npt.NDArray[Any]:
        within = np.clip(days - (oldest - 1), 0, width - 1)
        return ((stretches.row - rows.start) * width + within).astype(kind)

    return held, key, Stretches(stretches.row, numbered(stretches.begins), numbered(stretches.ends))
