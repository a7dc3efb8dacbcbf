"""What every entry of a clinic says, as it was written and whatever the definition, kept once for a state of the data.

Most of what a question about a whole clinic costs is to bring together what was written of each day: the entry, the
doses, what could not be read. That does not depend on any definition, and does not change while the data do not. So it
is kept as numbers: each day has the place of its entry among the different ones there are, of which there are few. The
rules are asked of those few anew each time, by the same statements that ask them of days, so that a changed rule
changes every figure at once.

What is kept may be thrown away at any time. Its key is the state of the data with the whole text of the statement that
reads it and the values of its parameters (as-of date, settings that tell which entries count), so that nothing is read
that another program, rule of reading or setting has left.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from threading import Lock
from typing import Any, BinaryIO
from weakref import WeakKeyDictionary
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
from sqlalchemy import Boolean, Connection, Date, Double, Integer, Select, Text, column, func, select, table

from analysis.basis import Basis
from analysis.days.classified import KINDS, PROFILES, classified
from analysis.days.recorded import OF_DOSES, told_by, written_days
from analysis.days.shelves import Shelf, shelf_of
from analysis.days.states import Truths
from analysis.querying.parameters import Between
from analysis.querying.rows import arrays_of
from analysis.querying.schema import PATIENTS
from analysis.settings import Settings

AT_ONCE = 1_000
"""Patients whose days are read in one statement, so that few rows are held at once."""
KEPT_IN_MEMORY = 2
"""As-of dates and settings of which the days of one state are held."""
DOSES = "doses"
"""The column that holds OF_DOSES as the digits of one number, three to each."""
_PLACE = "told_entries"
_NOT_SAID = ("patient_id", "date", "day")

Values = np.ma.MaskedArray[Any, Any]
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Answers:
    """What the different entries are by one definition: `filled` and the like; of each kind 1, 0 or -1 (not known)."""

    filled: Truths
    intakes_only: Truths
    of_attacks: Truths
    kinds: dict[str, npt.NDArray[np.int8]]


@dataclass(frozen=True, eq=False)
class ToldDays:
    """The days of every patient: those of the patient at `row` from `starts[row]` on, by day.

    `day` is the number of each and `entry` the place of what it says among `entries`, the columns of `written_days`.
    """

    patients: pd.Index[str]
    starts: Numbers
    day: npt.NDArray[np.int32]
    entry: npt.NDArray[np.unsignedinteger[Any]]
    entries: pa.Table
    _answers: dict[str, Answers] = field(default_factory=dict)

    def answers(self, connection: Connection, profile: str) -> Answers:
        """What the entries are by the definition in force, asked of the engine by the statements of single days."""
        if profile not in self._answers:
            self._answers[profile] = _asked(connection, profile, self.entries)
        return self._answers[profile]

    def write(self, file: BinaryIO, key: str, as_of: date) -> None:
        """Writes what `read` reads, with the key that it is kept under."""
        sink = pa.BufferOutputStream()
        with pa.ipc.new_file(sink, self.entries.schema) as writer:
            writer.write_table(self.entries)
        entries, patients = np.frombuffer(sink.getvalue(), dtype=np.uint8), self.patients.to_numpy(dtype=str)
        np.savez(
            file,
            key=np.array(key),
            as_of=np.array(as_of.isoformat()),
            patients=patients,
            starts=self.starts,
            day=self.day,
            entry=self.entry,
            entries=entries,
        )

    @classmethod
    def read(cls, file: BinaryIO, key: str) -> ToldDays | None:
        """What `write` wrote under this key; None for anything else."""
        try:
            with np.load(file, allow_pickle=False) as found:
                if str(found["key"]) != key:
                    return None
                entries = pa.ipc.open_file(pa.BufferReader(found["entries"].tobytes())).read_all()
                patients = pd.Index(found["patients"], dtype="str")
                return cls(patients, found["starts"], found["day"], found["entry"], entries)
        except (BadZipFile, KeyError, ValueError, OSError, EOFError, pa.ArrowInvalid):
            return None


def written_as_of(file: BinaryIO) -> str:
    """The day as of which a file of `ToldDays.write` holds what was known; empty where it is none."""
    try:
        with np.load(file, allow_pickle=False) as found:
            return str(found["as_of"])
    except (BadZipFile, KeyError, ValueError, OSError, EOFError):
        return ""


class _Kept:
    """What is kept of one state of the data."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._keys: dict[tuple[date, Settings], str] = {}
        self._known: dict[str, ToldDays] = {}

    def days(self, shelf: Shelf, connection: Connection, basis: Basis) -> ToldDays:
        with self._lock:
            key = self._key(shelf, connection, basis)
            if key not in self._known:
                while len(self._known) >= KEPT_IN_MEMORY:
                    del self._known[next(iter(self._known))]
                self._known[key] = _from_shelf(shelf, key) or _made(shelf, connection, basis, key)
            return self._known[key]

    def _key(self, shelf: Shelf, connection: Connection, basis: Basis) -> str:
        asked = basis.as_of, basis.settings
        if asked not in self._keys:
            self._keys[asked] = key_of(connection, basis, shelf.identity)
        return self._keys[asked]


def _from_shelf(shelf: Shelf, key: str) -> ToldDays | None:
    file = shelf.get()
    if file is None:
        return None
    with file:
        return ToldDays.read(file, key)


def _made(shelf: Shelf, connection: Connection, basis: Basis, key: str) -> ToldDays:
    made = read_told_days(connection, basis)
    shelf.put(len(made.day), basis.as_of, partial(made.write, key=key, as_of=basis.as_of))
    return made


_KEPT: WeakKeyDictionary[Shelf, _Kept] = WeakKeyDictionary()


def told_days(connection: Connection, basis: Basis) -> ToldDays | None:
    """What every entry says as known on the basis, whoever its patients are; None where that is not kept."""
    shelf = shelf_of(connection.engine)
    if shelf is None:
        return None
    return _KEPT.setdefault(shelf, _Kept()).days(shelf, connection, basis)


def key_of(connection: Connection, basis: Basis, identity: str) -> str:
    """What tells this state of the data, read in this way, from any other."""
    compiled = _statement(basis, Between("", "")).compile(dialect=connection.dialect)
    values = sorted((name, repr(value)) for name, value in compiled.params.items())
    return hashlib.sha256(repr((identity, str(compiled), values)).encode()).hexdigest()


def read_told_days(connection: Connection, basis: Basis) -> ToldDays:
    """What every entry says, read from the engine, some patients at a time."""
    names = list(connection.execute(select(PATIENTS.c.patient_id).order_by(PATIENTS.c.patient_id)).scalars())
    parts = [_part(connection, basis, names[at : at + AT_ONCE]) for at in range(0, len(names), AT_ONCE)]
    if not parts:
        parts = [_part(connection, basis, [""])]
    said = {name: _joined([part.said[name] for part in parts]) for name in parts[0].said}
    entry, first = numbered(list(said.values()))
    ends = np.cumsum([len(part.numbers) for part in parts])
    code = np.uint16 if len(first) <= np.iinfo(np.uint16).max else np.uint32
    of_part = np.split(entry.astype(code), ends[:-1])
    return ToldDays(
        patients=pd.Index(names, dtype="str"),
        starts=np.concatenate([[0], np.cumsum(np.concatenate([part.days_of_each for part in parts]))[: len(names)]]),
        day=np.concatenate([part.day for part in parts]),
        entry=np.concatenate([some[part.entry] for some, part in zip(of_part, parts, strict=True)]),
        entries=_table({name: values[first] for name, values in said.items()}),
    )


@dataclass(frozen=True, eq=False)
class _Part:
    """The days of some patients: how many each has, the day and the entry of each, and what the entries say."""

    days_of_each: Numbers
    day: npt.NDArray[np.int32]
    entry: npt.NDArray[np.int32]
    said: dict[str, Values]

    @property
    def numbers(self) -> Values:
        return next(iter(self.said.values()))


def _part(connection: Connection, basis: Basis, names: Sequence[str]) -> _Part:
    fetched = arrays_of(connection, _statement(basis, Between(names[0], names[-1])))
    row, day = (np.asarray(fetched.pop(name), dtype=np.int64) for name in ("row", "day"))
    in_order = np.argsort((row << 32) + day, kind="stable")
    entry, first = numbered(list(fetched.values()))
    said = {name: np.ma.asarray(values[first]) for name, values in fetched.items()}
    number = np.bincount(row, minlength=len(names)).astype(np.int64)
    return _Part(number, day[in_order].astype(np.int32), entry[in_order].astype(np.int32), said)


def _statement(basis: Basis, patients: Between) -> Select[tuple[object, ...]]:
    """The days of some patients: `row` counts those, `day` is the number of the day, all else what was written."""
    settings = basis.settings
    read = written_days(
        lock_days=settings.lock_days,
        count_retrospective=settings.count_retrospective,
        count_excluded=settings.count_excluded,
        as_of=basis.as_of,
        patients=patients,
        period=None,
    )
    row = (func.row_number().over(order_by=PATIENTS.c.patient_id) - 1).label("row")
    within = PATIENTS.c.patient_id.between(patients.first, patients.last)
    people = select(PATIENTS.c.patient_id, row).where(within).subquery("people")
    doses = sum(read.c[name] * 3**place for place, name in enumerate(OF_DOSES))
    said = [one for one in read.c if one.name not in (*_NOT_SAID, *OF_DOSES)]
    return select(people.c.row, read.c.day, *said, doses.label(DOSES)).join_from(
        read, people, people.c.patient_id == read.c.patient_id
    )


def _joined(parts: Sequence[Values]) -> Values:
    none = np.concatenate([np.ma.getmaskarray(part) for part in parts])
    return np.ma.array(np.concatenate([np.ma.getdata(part) for part in parts]), mask=none)


def numbered(columns: Sequence[Values | npt.NDArray[Any]]) -> tuple[Numbers, Numbers]:
    """For each row the number of its combination of values, and for each combination the first row that has it."""
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


def _levels(values: Values | npt.NDArray[Any]) -> tuple[Numbers, int]:
    """The values of a column as small numbers, and how many of those there can be; none is a value too."""
    is_none = np.ma.getmaskarray(values)
    held = np.ma.getdata(values)
    if held.dtype == bool:
        return np.where(is_none, 2, held), 3
    found, uniques = pd.factorize(np.where(is_none, -1, held))
    return found, max(len(uniques), 1)


def _table(said: dict[str, Values]) -> pa.Table:
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


_TYPES = {pa.string(): Text, pa.date32(): Date, pa.int32(): Integer, pa.bool_(): Boolean, pa.float64(): Double}


def _asked(connection: Connection, profile: str, entries: pa.Table) -> Answers:
    """What the entries are by a definition; they are lent to the connection as a table for the while."""
    read = table(_PLACE, *(column(one.name, _TYPES[one.type]()) for one in entries.schema))
    days = classified(PROFILES[profile], told_by(read))
    asked = select(days).order_by(days.c.day)
    lent: Any = connection.connection.driver_connection
    lent.register(_PLACE, entries)
    try:
        answers = arrays_of(connection, asked)
    finally:
        lent.unregister(_PLACE)
    filled, intakes, attacks = (np.asarray(answers[name] == 1) for name in ("filled", "intakes_only", "of_attacks"))
    kinds = {kind: np.ma.filled(np.ma.asarray(answers[kind]), -1).astype(np.int8) for kind in KINDS}
    return Answers(filled, intakes, attacks, kinds)
