"""What every entry of a clinic says, as it was written and whatever the definition, kept once for a state of the data.

Most of what a question about a whole clinic costs is to bring together what was written of each day: the entry, the
doses, what could not be read. That does not depend on any definition, and does not change while the data do not. So it
is kept as numbers: each day has the place of its entry among the different ones there are, of which there are few. The
rules are asked of those few anew each time, by the same statements that ask them of days, so that a changed rule
changes every figure at once.

What is kept may be thrown away at any time. Its key is the state of the data with the whole text of the statement that
reads it and the values of its parameters (as-of date, settings that tell which entries count), so that nothing is read
that another program, rule of reading or setting has left.

Of another state, or as of another day, is taken what lies in cells of which the engine says that they hold the same
(`fingerprints`); only the days of the other cells are read anew. After a night in which everybody wrote one day those
are the newest days.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field, replace
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
from sqlalchemy import (
    Boolean,
    Connection,
    Date,
    Dialect,
    Double,
    Engine,
    Integer,
    Select,
    Text,
    column,
    func,
    select,
    table,
)

from analysis.basis import Basis
from analysis.days.classified import KINDS, PROFILES, UNKNOWN, classified
from analysis.days.fingerprints import SPAN, cells, changed, fingerprints
from analysis.days.recorded import OF_DOSES, told_by, written_days
from analysis.days.shelves import Shelf, owner_of, shelf_of
from analysis.days.state import diary_spans
from analysis.days.states import Truths
from analysis.querying.columns import places
from analysis.querying.parameters import GIVEN_AS_OF, GIVEN_PERIOD, AsOf, Between, Patients, Period, is_of
from analysis.querying.rows import arrays_of, numbers_of
from analysis.querying.schema import PATIENTS
from analysis.settings import Settings
from analysis.windows import Window

AT_ONCE = 1_000
"""Patients whose days are read in one statement, so that few rows are held at once."""
PLACES_AT_ONCE = 1 << 22
"""Days whose entries are looked up at once."""
KEPT_IN_MEMORY = 2
"""As-of dates and settings of which the days of one state are held."""
MOST_ON_THE_WAY = 1_000
"""Patients of a clinic up to which a question about a few of them waits until all are read, a second or two."""
PAYS_AFTER, PAYS_FOR = 4, 20
"""Questions about a few patients after which that pays, whatever the clinic; and patients for each such question."""
DOSES = "doses"
"""The column that holds OF_DOSES as the digits of one number, three to each."""
MOST_ANEW = 0.5
"""Share of the cells of which something has changed above which all is read anew."""
FEW = 0.02
"""Share of the patients up to which those of whom a span has changed are read whole, and not everybody's span."""
FORM = "3"
"""The form of what is kept: another one is not read."""
_PLACE = "told_entries"
_NEVER = np.iinfo(np.int32).max
_NOT_SAID = ("patient_id", "date", "day")

Values = np.ma.MaskedArray[Any, Any]
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Answers:
    """What the different entries are by one definition: `filled` and the like; of each kind 1, 0 or UNKNOWN.

    `hours` of headache are NaN where not told. The last place of each is that of a day without an entry, which is
    nothing of all.
    """

    filled: Truths
    retrospective: Truths
    intakes_only: Truths
    of_attacks: Truths
    hours: npt.NDArray[np.float64]
    kinds: dict[str, npt.NDArray[np.int8]]


@dataclass(frozen=True, eq=False)
class ToldDays:
    """The days of every patient side by side, those without an entry too, so that a window is a slice of them.

    Those of the patient at `row` stand from `starts[row]` up to `starts[row + 1]`, the first being that of the number
    `first[row]`. `entry` is the place of what a day says among `entries`, the columns of `written_days`; `nothing`,
    one more than the last, where it has no entry. `prints` are the `fingerprints` of the cells that the days lie in,
    where those were asked for.
    """

    patients: pd.Index[str]
    starts: Numbers
    first: Numbers
    entry: npt.NDArray[np.unsignedinteger[Any]]
    entries: pa.Table
    prints: pd.DataFrame | None = None
    _answers: dict[str, Answers] = field(default_factory=dict)
    _spans: list[pd.DataFrame] = field(default_factory=list)

    @property
    def nothing(self) -> int:
        """What stands for a day without an entry."""
        return int(self.entries.num_rows)

    def days(self) -> tuple[Numbers, Numbers, npt.NDArray[np.unsignedinteger[Any]]]:
        """The days that have an entry, by patient and day: row of the patient, number of the day, and the entry."""
        row = np.repeat(np.arange(len(self.patients)), np.diff(self.starts))
        day = np.arange(len(self.entry)) - (self.starts[:-1] - self.first)[row]
        is_told = self.entry != self.nothing
        return row[is_told], day[is_told], self.entry[is_told]

    def answers(self, connection: Connection, profile: str) -> Answers:
        """What the entries are by the definition in force, asked of the engine by the statements of single days."""
        if profile not in self._answers:
            self._answers[profile] = _asked(connection, profile, self.entries)
        return self._answers[profile]

    def of(self, patient: str) -> tuple[Numbers, npt.NDArray[np.unsignedinteger[Any]]]:
        """The days of a patient that have an entry, by number, in order, and the entry; none of somebody unknown."""
        row = self.patients.get_indexer(pd.Index([patient]))[0]
        entry = self.entry[self.starts[row] : self.starts[row + 1]] if row >= 0 else self.entry[:0]
        held = np.flatnonzero(entry != self.nothing)
        return held + self.first[row], entry[held]

    def spans(self, connection: Connection, as_of: date) -> pd.DataFrame:
        """`first` and `last` day on which each patient had a diary, in their order; `as_of` is that of the days."""
        if not self._spans:
            found = numbers_of(connection, select(diary_spans(as_of))).set_index("patient_id")
            self._spans.append(found.reindex(self.patients))
        return self._spans[0]

    def write(self, file: BinaryIO, key: str, reading: str, as_of: date) -> None:
        """Writes what `read` reads, with the keys of the state and of the way of reading that it is kept under."""
        np.savez(
            file,
            key=np.array(key),
            reading=np.array(reading),
            as_of=np.array(as_of.isoformat()),
            patients=self.patients.to_numpy(dtype=str),
            starts=self.starts,
            first=self.first,
            entry=self.entry,
            entries=_as_bytes(self.entries),
            prints=_as_bytes(pa.Table.from_pandas(self.prints)) if self.prints is not None else np.zeros(0, np.uint8),
        )

    @classmethod
    def read(cls, file: BinaryIO, key: str) -> ToldDays | None:
        """What `write` wrote under this key, without the fingerprints; None for anything else."""
        return cls._read(file, "key", key)

    @classmethod
    def read_former(cls, file: BinaryIO, reading: str) -> ToldDays | None:
        """What `write` wrote of any state in this way of reading, with its fingerprints; None for anything else."""
        return cls._read(file, "reading", reading, with_prints=True)

    @classmethod
    def _read(cls, file: BinaryIO, name: str, wanted: str, *, with_prints: bool = False) -> ToldDays | None:
        try:
            with np.load(file, allow_pickle=False) as found:
                if str(found[name]) != wanted:
                    return None
                prints = found["prints"] if with_prints else None
                if prints is not None and not len(prints):
                    return None
                return cls(
                    pd.Index(found["patients"], dtype="str"),
                    found["starts"],
                    found["first"],
                    found["entry"],
                    _as_table(found["entries"]),
                    None if prints is None else _as_table(prints).to_pandas(),
                )
        except (BadZipFile, KeyError, ValueError, OSError, EOFError, pa.ArrowInvalid):
            return None


def _as_bytes(rows: pa.Table) -> npt.NDArray[np.uint8]:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, rows.schema) as writer:
        writer.write_table(rows)
    return np.frombuffer(sink.getvalue(), dtype=np.uint8)


def _as_table(content: npt.NDArray[np.uint8]) -> pa.Table:
    return pa.ipc.open_file(pa.BufferReader(content.tobytes())).read_all()


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
        self._asked: Counter[tuple[date, Settings]] = Counter()
        self._patients: int | None = None

    def days(self, shelf: Shelf, connection: Connection, basis: Basis) -> ToldDays:
        with self._lock:
            key = self._key(shelf, connection, basis)
            if key not in self._known:
                while len(self._known) >= KEPT_IN_MEMORY:
                    del self._known[next(iter(self._known))]
                self._known[key] = _from_shelf(shelf, key) or _made(shelf, connection, basis, key)
            return self._known[key]

    def at_hand(self, shelf: Shelf, engine: Engine, basis: Basis) -> ToldDays | None:
        asked = basis.as_of, basis.settings
        held = self._known.get(self._keys.get(asked, ""))
        if held is not None:
            return held
        self._asked[asked] += 1
        if self._asked[asked] <= PAYS_AFTER:
            return None
        with engine.connect() as everybody:
            return self.days(shelf, everybody, basis) if self._pays(everybody, asked) else None

    def _pays(self, connection: Connection, asked: tuple[date, Settings]) -> bool:
        if self._patients is None:
            self._patients = connection.execute(select(func.count()).select_from(PATIENTS)).scalar_one()
        return self._patients <= min(MOST_ON_THE_WAY, PAYS_FOR * self._asked[asked])

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
    """Read off the engine, the cells that a former state has alike taken from there, and put on the shelf."""
    reading = reading_of(connection, basis)
    made = _carried(shelf, connection, basis, reading) or read_told_days(connection, basis)
    if shelf.keeps(len(made.entry)):
        made = made if made.prints is not None else replace(made, prints=fingerprints(connection, basis, made.patients))
        shelf.put(basis.as_of, partial(made.write, key=key, reading=reading, as_of=basis.as_of))
    return made


def _carried(shelf: Shelf, connection: Connection, basis: Basis, reading: str) -> ToldDays | None:
    file = shelf.former()
    if file is None:
        return None
    with file:
        former = ToldDays.read_former(file, reading)
    return None if former is None else carried_over(former, connection, basis)


_KEPT: WeakKeyDictionary[Shelf, _Kept] = WeakKeyDictionary()


def told_days(connection: Connection, basis: Basis) -> ToldDays | None:
    """What every entry says as known on the basis, whoever its patients are; None where that is not kept."""
    shelf = shelf_of(connection.engine)
    if shelf is None:
        return None
    return _KEPT.setdefault(shelf, _Kept()).days(shelf, connection, basis)


def told_at_hand(connection: Connection, basis: Basis) -> ToldDays | None:
    """The same for a question about a few patients: what is held of everybody, or is soon made and often asked.

    It holds patients whom the connection may not see: who asks takes those whom the connection knows.
    """
    owner = owner_of(connection.engine)
    shelf = shelf_of(owner)
    return None if shelf is None else _KEPT.setdefault(shelf, _Kept()).at_hand(shelf, owner, basis)


def key_of(connection: Connection, basis: Basis, identity: str) -> str:
    """What tells this state of the data, read in this way as of this day, from any other."""
    return _sum_of(identity, basis.as_of.isoformat(), reading_of(connection, basis))


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
    return _sum_of(FORM, str(SPAN), repr(told))


def _sum_of(*parts: str) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def read_told_days(connection: Connection, basis: Basis) -> ToldDays:
    """What every entry says, read from the engine, some patients at a time."""
    names = _patients(connection)
    some = [names[at : at + AT_ONCE] for at in range(0, len(names), AT_ONCE)] or [pd.Index([""], dtype="str")]
    parts = [_part(connection, basis, part, Between(part[0], part[-1])) for part in some]
    said = {name: _joined([part.said[name] for part in parts]) for name in parts[0].said}
    place, first = numbered(list(said.values()))
    ends = np.cumsum([len(part.numbers) for part in parts])
    of_part = np.split(place, ends[:-1])
    kind, nothing = _smallest(len(first)), len(first)
    side_by_side = [part.side_by_side() for part in parts]
    number = np.concatenate([one.number for one in side_by_side])[: len(names)]
    return ToldDays(
        patients=names,
        starts=np.concatenate([[0], np.cumsum(number)]),
        first=np.concatenate([one.first for one in side_by_side])[: len(names)],
        entry=np.concatenate(
            [np.append(held, nothing).astype(kind)[one.entry] for held, one in zip(of_part, side_by_side, strict=True)]
        ),
        entries=_table({name: values[first] for name, values in said.items()}),
    )


def _patients(connection: Connection) -> pd.Index[str]:
    names = connection.execute(select(PATIENTS.c.patient_id).order_by(PATIENTS.c.patient_id)).scalars()
    found: pd.Index[str] = pd.Index(list(names), dtype="str")
    return found


def _smallest(number: int) -> type[np.unsignedinteger[Any]]:
    """The numbers that tell so many entries, and none, apart in the least memory."""
    return np.uint16 if number <= np.iinfo(np.uint16).max else np.uint32


def carried_over(former: ToldDays, connection: Connection, basis: Basis) -> ToldDays | None:
    """What every entry says: the cells that are alike in `former` taken from there, the others read from the engine.

    None where so much has changed that it costs less to read all anew.
    """
    assert former.prints is not None
    patients = _patients(connection)
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


def _without(former: ToldDays, row_now: Numbers, are_read: Truths, spans: Sequence[int]) -> npt.NDArray[Any]:
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
            part = _part(connection, basis, names, Between(names[0], names[-1]), period)
            yield _days_of(part, np.arange(at, at + len(names)))


def _of_patients(connection: Connection, basis: Basis, patients: pd.Index[str], rows: Numbers) -> Iterator[_Days]:
    """All days of these patients."""
    for at in range(0, len(rows), AT_ONCE):
        some = rows[at : at + AT_ONCE]
        names = patients[some]
        yield _days_of(_part(connection, basis, names, list(names)), some)


def _days_of(part: _Part, rows: Numbers) -> _Days:
    return _Days(rows[part.row], part.day, part.entry.astype(np.int64), _table(dict(part.said)))


def _put_together(
    kept: npt.NDArray[Any],
    former: ToldDays,
    row_now: Numbers,
    parts: Sequence[_Days],
    patients: pd.Index[str],
    prints: pd.DataFrame,
) -> ToldDays:
    """The days side by side in the order of patients, with each different entry once.

    `kept` are the entries of the former state that hold still; its patients are the rows `row_now`.
    """
    every = pa.concat_tables([former.entries, *(one.entries for one in parts)]).combine_chunks()
    place, origin = numbered([_values(every[name]) for name in every.column_names if name not in _NOT_SAID])
    offsets = np.cumsum([former.nothing, *(len(one.entries) for one in parts)])
    of_former = np.append(place[: former.nothing], len(origin)).astype(_smallest(len(origin)))
    read = [place[one.entry + at] for one, at in zip(parts, offsets, strict=False)]
    used, renumbered = _used([_translated(of_former, kept), *read], len(origin))
    row, day = (_side_by_side([getattr(one, name) for one in parts]) for name in ("row", "day"))
    number, first = _extents(row, day, former, row_now, len(patients))
    starts = np.concatenate([[0], np.cumsum(number)])
    entry = np.full(starts[-1], len(used), dtype=_smallest(len(used)))
    _copy(_translated(renumbered[of_former].astype(entry.dtype), kept), former, row_now, entry, starts[:-1] - first)
    entry[starts[row] + day - first[row]] = renumbered[_side_by_side(read)]
    chosen = every.take(pa.array(origin[used]))
    in_order = pa.array(np.arange(len(used)), pa.int32())
    return ToldDays(
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


def _copy(kept: npt.NDArray[Any], former: ToldDays, row_now: Numbers, entry: npt.NDArray[Any], offset: Numbers) -> None:
    """Puts the entries that are kept to the days that they are of; day 0 of the patient at a row is at its offset."""
    for at in range(0, len(row_now), AT_ONCE):
        of = row_now[at : at + AT_ONCE]
        starts = former.starts[at : at + AT_ONCE + 1]
        length = np.diff(starts)
        target = places(offset[of] + former.first[at : at + AT_ONCE], np.where(of >= 0, length, 0))
        entry[target] = kept[starts[0] : starts[-1]][np.repeat(of >= 0, length)]


def _extents(row: Numbers, day: Numbers, former: ToldDays, row_now: Numbers, patients: int) -> tuple[Numbers, Numbers]:
    """How many days of each patient stand side by side, and the first of them: the former ones and those read."""
    length = np.diff(former.starts)
    held = (row_now >= 0) & (length > 0)
    first, end = np.full(patients, _NEVER), np.zeros(patients, dtype=np.int64)
    first[row_now[held]], end[row_now[held]] = former.first[held], (former.first + length)[held]
    np.minimum.at(first, row, day)
    np.maximum.at(end, row, day + 1)
    number = np.maximum(end - first, 0)
    return number, np.where(number > 0, first, 0)


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


@dataclass(frozen=True, eq=False)
class _SideBySide:
    """The days of some patients side by side, as in ToldDays: how many of each, the first, and their entries."""

    number: Numbers
    first: Numbers
    entry: npt.NDArray[np.unsignedinteger[Any]]


@dataclass(frozen=True, eq=False)
class _Part:
    """The days of some `patients`, in any order: row of the patient, day and entry; and what the entries say."""

    patients: int
    row: Numbers
    day: Numbers
    entry: npt.NDArray[np.unsignedinteger[Any]]
    said: dict[str, Values]

    @property
    def numbers(self) -> Values:
        return next(iter(self.said.values()))

    def side_by_side(self) -> _SideBySide:
        """The days with those between them that have no entry."""
        first, end = np.full(self.patients, _NEVER), np.zeros(self.patients, dtype=np.int64)
        np.minimum.at(first, self.row, self.day)
        np.maximum.at(end, self.row, self.day + 1)
        number = np.maximum(end - first, 0)
        starts = np.cumsum(number) - number
        entry = np.full(number.sum(), len(self.numbers), dtype=_smallest(len(self.numbers)))
        entry[(starts - first)[self.row] + self.day] = self.entry
        return _SideBySide(number, np.where(number > 0, first, 0), entry)


def _part(
    connection: Connection, basis: Basis, names: pd.Index[str], whose: Patients, period: Period | None = None
) -> _Part:
    """The days of the patients of these names in the period (None: all)."""
    fetched = arrays_of(connection, _statement(basis.settings, basis.as_of, whose, period))
    row, day = (np.asarray(fetched.pop(name), dtype=np.int64) for name in ("row", "day"))
    entry, first = numbered(list(fetched.values()))
    said = {name: np.ma.asarray(values[first]) for name, values in fetched.items()}
    return _Part(len(names), row, day, entry.astype(_smallest(len(first))), said)


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
    days = classified(PROFILES[profile], told_by(read), also=("hours",))
    lent: Any = connection.connection.driver_connection
    lent.register(_PLACE, entries)
    try:
        # What is in no column of its own, and an order by the engine, would take longer than all else.
        answers = arrays_of(connection, select(*(days.c[name] for name in ("day", "hours", *_TRUTHS, *KINDS))))
    finally:
        lent.unregister(_PLACE)
    in_order = np.argsort(np.asarray(answers["day"]))
    truths = {name: np.append(np.asarray(answers[name] == 1)[in_order], False) for name in _TRUTHS}
    hours = np.ma.filled(np.ma.asarray(answers["hours"], dtype=np.float64), np.nan)[in_order]
    kinds = {kind: _with_nothing(answers[kind], in_order) for kind in KINDS}
    return Answers(**truths, hours=np.append(hours, np.nan), kinds=kinds)


_TRUTHS = ("filled", "retrospective", "intakes_only", "of_attacks")


def _with_nothing(answers: Values, in_order: npt.NDArray[np.intp]) -> npt.NDArray[np.int8]:
    """What the entries are of a kind, in their order, and after them that of a day without one."""
    told = np.ma.filled(np.ma.asarray(answers), UNKNOWN)[in_order]
    return np.append(told, 0).astype(np.int8)
