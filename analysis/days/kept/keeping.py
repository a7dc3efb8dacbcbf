"""Keeps what every entry says for a state of the data, in memory and on the shelf of that state."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from functools import partial
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, func, select

from analysis.basis import Basis
from analysis.days.fingerprints import fingerprints
from analysis.days.kept.carrying import carried_over
from analysis.days.kept.entries import KeptDays
from analysis.days.kept.reading import read_kept_days, reading_of, sum_of
from analysis.days.shelves import Shelf, owner_of, shelf_of
from analysis.querying.schema import PATIENTS
from analysis.settings import Settings

KEPT_IN_MEMORY = 2
"""As-of dates and settings of which the days of one state are held."""
MOST_ON_THE_WAY = 1_000
"""Patients of a clinic up to which a question about a few of them waits until all are read, a second or two."""
PAYS_AFTER, PAYS_FOR = 4, 20
"""Questions about a few patients after which that pays, whatever the clinic; and patients for each such question."""
READ_AFTER = 2
"""Questions about a few patients after which it pays to read what lies on the shelf already, however many it holds."""


class _Kept:
    """What is kept of one state of the data."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._keys: dict[tuple[date, Settings], str] = {}
        self._known: dict[str, KeptDays] = {}
        self._asked: Counter[tuple[date, Settings]] = Counter()
        self._patients: int | None = None

    def days(self, shelf: Shelf, connection: Connection, basis: Basis) -> KeptDays:
        with self._lock:
            key = self._key(shelf, connection, basis)
            return self._from_shelf(shelf, key) or self._hold(key, _made(shelf, connection, basis, key))

    def at_hand(self, shelf: Shelf, engine: Engine, basis: Basis) -> KeptDays | None:
        asked = basis.as_of, basis.settings
        held = self._known.get(self._keys.get(asked, ""))
        if held is not None:
            return held
        self._asked[asked] += 1
        if self._asked[asked] <= READ_AFTER:
            return None
        with engine.connect() as everybody:
            if self._pays(everybody, asked):
                return self.days(shelf, everybody, basis)
            with self._lock:
                return self._from_shelf(shelf, self._key(shelf, everybody, basis))

    def _from_shelf(self, shelf: Shelf, key: str) -> KeptDays | None:
        """What is held under the key, or lies on the shelf and is held from then on."""
        if key in self._known:
            return self._known[key]
        found = _from_shelf(shelf, key)
        return None if found is None else self._hold(key, found)

    def _hold(self, key: str, found: KeptDays) -> KeptDays:
        while len(self._known) >= KEPT_IN_MEMORY:
            del self._known[next(iter(self._known))]
        self._known[key] = found
        return found

    def _pays(self, connection: Connection, asked: tuple[date, Settings]) -> bool:
        if self._asked[asked] <= PAYS_AFTER:
            return False
        if self._patients is None:
            self._patients = connection.execute(select(func.count()).select_from(PATIENTS)).scalar_one()
        return self._patients <= min(MOST_ON_THE_WAY, PAYS_FOR * self._asked[asked])

    def _key(self, shelf: Shelf, connection: Connection, basis: Basis) -> str:
        asked = basis.as_of, basis.settings
        if asked not in self._keys:
            self._keys[asked] = key_of(connection, basis, shelf.identity)
        return self._keys[asked]


def _from_shelf(shelf: Shelf, key: str) -> KeptDays | None:
    file = shelf.get()
    if file is None:
        return None
    with file:
        return KeptDays.read(file, key)


def _made(shelf: Shelf, connection: Connection, basis: Basis, key: str) -> KeptDays:
    """Read off the engine, the cells that a former state has alike taken from there, and put on the shelf."""
    reading = reading_of(connection, basis)
    made = _carried(shelf, connection, basis, reading) or read_kept_days(connection, basis)
    if shelf.keeps(len(made.entry)):
        made = made if made.prints is not None else replace(made, prints=fingerprints(connection, basis, made.patients))
        shelf.put(basis.as_of, partial(made.write, key=key, reading=reading, as_of=basis.as_of))
    return made


def _carried(shelf: Shelf, connection: Connection, basis: Basis, reading: str) -> KeptDays | None:
    file = shelf.former()
    if file is None:
        return None
    with file:
        former = KeptDays.read_former(file, reading)
    return None if former is None else carried_over(former, connection, basis)


_KEPT: WeakKeyDictionary[Shelf, _Kept] = WeakKeyDictionary()


def kept_days(connection: Connection, basis: Basis) -> KeptDays | None:
    """What every entry says as known on the basis, whoever its patients are; None where that is not kept."""
    shelf = shelf_of(connection.engine)
    if shelf is None:
        return None
    return _KEPT.setdefault(shelf, _Kept()).days(shelf, connection, basis)


def days_at_hand(connection: Connection, basis: Basis) -> KeptDays | None:
    """The same for a question about a few patients: what is held of everybody, or is soon made and often asked.

    It holds patients whom the connection may not see: who asks takes those whom the connection knows.
    """
    owner = owner_of(connection.engine)
    shelf = shelf_of(owner)
    return None if shelf is None else _KEPT.setdefault(shelf, _Kept()).at_hand(shelf, owner, basis)


def key_of(connection: Connection, basis: Basis, identity: str) -> str:
    """What tells this state of the data, read in this way as of this day, from any other."""
    return sum_of(identity, basis.as_of.isoformat(), reading_of(connection, basis))
