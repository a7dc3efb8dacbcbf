"""The counts of windows of a whole clinic off what every entry says (`days.kept`), where that is kept.

The days of a patient lie one after the other, so that a window is a slice of them, and what it holds is the difference
of two running sums. Several numbers lie side by side in one of 64 bits, a lane each: sums
may run over, since the difference of two is right all the same as long as no window holds more than its lane does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlalchemy import Connection, select

from analysis.basis import Basis
from analysis.counts.statement import told_unfilled_of
from analysis.counts.undated import left_open
from analysis.days.classified import OF_INTAKES
from analysis.days.kept.asking import answers_of
from analysis.days.kept.entries import Answers, KeptDays
from analysis.days.kept.keeping import kept_days
from analysis.days.state import oldest_fillable
from analysis.days.states import Truths
from analysis.querying.columns import are_among
from analysis.querying.rows import numbers_of
from analysis.records.excluded_periods import excluded_days
from analysis.records.unread import undated_doses

FEWEST_PATIENTS = 500
"""With fewer, named ones it costs less to read their days."""
AT_ONCE = 100
"""Patients whose days are summed up at once, so that the sums stay in the processor's cache."""
WORTH_A_COPY = 0.8
"""Share of the days up to which those that are asked for are taken out of all."""
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


def kept_patients(connection: Connection, basis: Basis) -> tuple[KeptDays, pd.Index[str]] | None:
    """What every entry says, and the patients of the basis in order; None where it is not kept, or they are few."""
    if basis.patients is not None and len(basis.patients) < FEWEST_PATIENTS:
        return None
    told = kept_days(connection, basis)
    if told is None:
        return None
    return told, told.patients if basis.patients is None else told.patients[are_among(told.patients, basis.patients)]


def numbers_from_kept(
    connection: Connection, windows: pd.DataFrame, kinds: Sequence[str], basis: Basis
) -> pd.DataFrame | None:
    """The counts of windows of their own for each patient, in the columns of `statement.counted`; a row a window.

    A row of `windows` is one: patient_id, first_day and last_day, day numbers. None where what entries say is not kept.
    """
    known = kept_patients(connection, basis)
    if known is None:
        return None
    told, _ = known
    row = _rows(told.patients, windows["patient_id"])
    if (row < 0).any():
        return None
    first, last = (windows[name].to_numpy(dtype=np.int64) for name in ("first_day", "last_day"))
    return counts_of(connection, told, Stretches(row, first, last), kinds, basis)


def counts_of(
    connection: Connection, told: KeptDays, windows: Stretches, kinds: Sequence[str], basis: Basis
) -> pd.DataFrame:
    """The counts of these windows, as `numbers_from_kept` gives them."""
    return pd.DataFrame(columns_from_kept(connection, told, windows, kinds, basis), copy=False)


def columns_from_kept(
    connection: Connection, told: KeptDays, windows: Stretches, kinds: Sequence[str], basis: Basis
) -> dict[str, Numbers]:
    """The columns of `counts_of`; two that are alike may be one and the same."""
    found = dict(_numbers(connection, told, windows, kinds, basis))
    undated = undated_doses(connection, basis.patients) if kinds else {}
    if not undated:
        return found
    doses = np.array([undated.get(patient, 0) for patient in told.patients], dtype=np.int64)[windows.row]
    return found | left_open(found, doses, kinds, basis.settings.profile)


def _rows(patients: pd.Index[str], asked: pd.Series[str]) -> Numbers:
    """The row of each patient who is asked for, -1 for one who is not there; each of many is looked up once."""
    code, names = pd.factorize(asked)
    return patients.get_indexer(pd.Index(names, dtype="str"))[code]


def _numbers(
    connection: Connection, told: KeptDays, windows: Stretches, kinds: Sequence[str], basis: Basis
) -> Iterator[tuple[str, Numbers]]:
    inside = _inside(told.spans(connection, basis.as_of), windows)
    still_open = Stretches(inside.row, np.maximum(inside.begins, oldest_fillable(basis).toordinal()), inside.ends)
    excluded = _Excluded(connection, told, basis)
    answers = answers_of(connection, told, basis.settings.profile)
    counted = _sums(told, inside, dict(_asked(answers, kinds)), _longest(windows))
    yield "days", windows.ends - windows.begins + 1
    yield "inside", _length(inside) - excluded.within(inside)
    yield "inside_open", _length(still_open) - excluded.within(still_open)
    yield "filled", counted.pop("filled")
    yield "filled_open", _filled_open(told, still_open, answers)
    yield from counted.items()


def _inside(spans: pd.DataFrame, windows: Stretches) -> Stretches:
    """The part of each window in which there was a diary."""
    first, last = (spans[name].to_numpy()[windows.row] for name in ("first", "last"))
    return Stretches(windows.row, np.maximum(windows.begins, first), np.minimum(windows.ends, last))


def _length(stretches: Stretches) -> Numbers:
    number: Numbers = np.maximum(stretches.ends - stretches.begins + 1, 0)
    return number


def _longest(stretches: Stretches) -> int:
    return int((stretches.ends - stretches.begins + 1).max(initial=0))


class _Excluded:
    """The days of excluded periods, where those are not counted."""

    def __init__(self, connection: Connection, told: KeptDays, basis: Basis) -> None:
        self._key: Numbers = np.zeros(0, dtype=np.int64)
        if not basis.settings.count_excluded:
            days = excluded_days()
            found = numbers_of(connection, select(days.c.patient_id, days.c.day))
            rows = told.patients.get_indexer(pd.Index(found["patient_id"], dtype="str"))
            self._key = np.sort(rows * _DAYS + found["day"].to_numpy(dtype=np.int64))

    def within(self, stretches: Stretches) -> Numbers:
        """How many of them lie in each stretch."""
        if not len(self._key):
            return np.zeros(len(stretches.row), dtype=np.int64)
        first = np.searchsorted(self._key, stretches.row * _DAYS + stretches.begins)
        after = np.searchsorted(self._key, stretches.row * _DAYS + stretches.ends, side="right")
        number: Numbers = np.maximum(after - first, 0)
        return number


def _filled_open(told: KeptDays, still_open: Stretches, answers: Answers) -> Numbers:
    """How many days of each stretch are filled in; most stretches are of no days."""
    asked = np.flatnonzero(still_open.begins <= still_open.ends)
    found = np.zeros(len(still_open.row), dtype=np.int64)
    some = Stretches(still_open.row[asked], still_open.begins[asked], still_open.ends[asked])
    found[asked] = _sums(told, some, {"filled": answers.filled}, _longest(some))["filled"]
    return found


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


def _sums(told: KeptDays, stretches: Stretches, asked: dict[str, Truths], longest: int) -> dict[str, Numbers]:
    """How many days of each stretch have an entry that is asked for, under each name.

    Where two names ask for the same entries, as for no entry by every class that nobody takes, they share the answer.
    """
    different = {truths.tobytes(): truths for truths in asked.values()}
    number = dict(zip(different, _summed(told, stretches, list(different.values()), longest), strict=True))
    for shared in number.values():
        shared.setflags(write=False)
    return {name: number[truths.tobytes()] for name, truths in asked.items()}


def _summed(told: KeptDays, stretches: Stretches, asked: Sequence[Truths], longest: int) -> Iterator[Numbers]:
    """How many days of each stretch have an entry that is asked for, of each that is asked."""
    bits = NARROW if longest < 1 << NARROW else WIDE
    lanes = 64 // bits
    packed = [_packed(asked[at : at + lanes], bits) for at in range(0, len(asked), lanes)]
    found = _summed_up(_slices(told, stretches), packed).astype("<u8", copy=False)
    lane = found.view(f"<u{bits // 8}").reshape(len(packed), -1, lanes)
    return (lane[place // lanes, :, place % lanes].astype(np.int64) for place in range(len(asked)))


def _packed(truths: Sequence[Truths], bits: int) -> Sums:
    """The truths of each entry, a lane each."""
    packed: Sums = np.zeros(len(truths[0]), dtype=np.uint64)
    for place, some in enumerate(truths):
        packed |= some.astype(np.uint64) << np.uint64(bits * place)
    return packed


@dataclass(frozen=True, eq=False)
class _Slices:
    """Where stretches begin and end among entries that stand side by side, those of a patient together.

    The entries of the patient at `row` stand from `starts[row]` on, and none of a stretch of theirs before.
    """

    entry: npt.NDArray[np.unsignedinteger[Any]]
    starts: Numbers
    row: Numbers
    begins: Numbers
    ends: Numbers

    def narrowed(self) -> _Slices:
        """The same with the entries alone that lie in any stretch of their patient, or before its last one."""
        low, high = self.starts[1:].copy(), self.starts[:-1].copy()
        np.minimum.at(low, self.row, self.begins)
        np.maximum.at(high, self.row, self.ends)
        number = np.maximum(high - low, 0)
        if number.sum() > WORTH_A_COPY * len(self.entry):
            return self
        starts = np.concatenate([[0], np.cumsum(number)])
        moved = (low - starts[:-1])[self.row]
        parts = [
            self.entry[:0],
            *(self.entry[first:end] for first, end in zip(low.tolist(), high.tolist(), strict=True)),
        ]
        return _Slices(np.concatenate(parts), starts, self.row, self.begins - moved, self.ends - moved)

    def blocks(self) -> Iterator[tuple[slice, npt.NDArray[np.intp] | slice]]:
        """Some patients' entries at a time, and the stretches that are theirs."""
        is_sorted = bool((self.row[1:] >= self.row[:-1]).all())
        in_order = None if is_sorted else np.argsort(self.row, kind="stable")
        row = self.row if in_order is None else self.row[in_order]
        firsts = range(0, len(self.starts) - 1, AT_ONCE)
        bounds = [*np.searchsorted(row, firsts).tolist(), len(row)]
        for first, (low, high) in zip(firsts, pairwise(bounds), strict=True):
            if low < high:
                end = min(first + AT_ONCE, len(self.starts) - 1)
                held = slice(int(self.starts[first]), int(self.starts[end]))
                yield held, slice(low, high) if in_order is None else in_order[low:high]


def _slices(told: KeptDays, stretches: Stretches) -> _Slices:
    """Where the stretches lie among the entries; before the first and after the last of a patient there are none."""
    row, starts = stretches.row, told.starts
    day, length = (starts[:-1] - told.first)[row], np.diff(starts)[row]
    first = starts[:-1][row]
    begins = np.clip(stretches.begins + day, first, first + length)
    ends = np.clip(stretches.ends + 1 + day, begins, first + length)
    return _Slices(told.entry, starts, row, begins, ends).narrowed()


def _summed_up(slices: _Slices, packed: Sequence[Sums]) -> Sums:
    """The sum of what each entry is worth, over each stretch; a row each of `packed`."""
    found = np.zeros((len(packed), len(slices.row)), dtype=np.uint64)
    for held, chosen in slices.blocks():
        entry = slices.entry[held].astype(np.intp)
        until = np.zeros(len(entry) + 1, dtype=np.uint64)
        begins, ends = slices.begins[chosen] - held.start, slices.ends[chosen] - held.start
        for place, of_entry in enumerate(packed):
            np.take(of_entry, entry, out=until[1:], mode="clip")
            np.cumsum(until, out=until)
            found[place, chosen] = until[ends] - until[begins]
    return found
