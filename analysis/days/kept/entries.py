"""What every entry says: the different entries as a table, and of each day of each patient which of them it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, BinaryIO
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
from sqlalchemy import Connection, select

from analysis.days.state import diary_spans
from analysis.days.states import Truths
from analysis.querying.rows import numbers_of

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
class KeptDays:
    """The days of every patient side by side, those without an entry too, so that a window is a slice of them.

    Those of the patient at `row` stand from `starts[row]` up to `starts[row + 1]`, the first being that of the number
    `first[row]`. `entry` is the place of what a day says among `entries`, the columns of `written_days`; `nothing`,
    one more than the last, where it has no entry. `prints` are the `fingerprints` of the cells that the days lie in,
    where those were asked for; `answers` hold what was asked of the entries, by definition.
    """

    patients: pd.Index[str]
    starts: Numbers
    first: Numbers
    entry: npt.NDArray[np.unsignedinteger[Any]]
    entries: pa.Table
    prints: pd.DataFrame | None = None
    answers: dict[str, Answers] = field(default_factory=dict)
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
    def read(cls, file: BinaryIO, key: str) -> KeptDays | None:
        """What `write` wrote under this key, without the fingerprints; None for anything else."""
        return cls._read(file, "key", key)

    @classmethod
    def read_former(cls, file: BinaryIO, reading: str) -> KeptDays | None:
        """What `write` wrote of any state in this way of reading, with its fingerprints; None for anything else."""
        return cls._read(file, "reading", reading, with_prints=True)

    @classmethod
    def _read(cls, file: BinaryIO, name: str, wanted: str, *, with_prints: bool = False) -> KeptDays | None:
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
    """The day as of which a file of `KeptDays.write` holds what was known; empty where it is none."""
    try:
        with np.load(file, allow_pickle=False) as found:
            return str(found["as_of"])
    except (BadZipFile, KeyError, ValueError, OSError, EOFError):
        return ""
