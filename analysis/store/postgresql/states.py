"""A state of the data on a server: named by the transaction that made it, and read as it was while it is held.

An open transaction holds the newest state that this program has seen, and others read through what it exported, so that
a page that began before an import ends with the figures that it began with. It is not held for long: a server cannot
clear away what somebody may still read.
"""

from __future__ import annotations

import secrets
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Engine, delete, insert, select, text
from sqlalchemy.exc import DBAPIError

from analysis.errors import StoreAway, StoreBusy
from analysis.querying.schema import STORE_INFO
from analysis.store.narrowing import Circle, narrow
from analysis.store.postgresql.server import sqlstate
from analysis.store.snapshots import end_of_data

STATE = "state"
"""The name in `store_info` of the state: a number that grows, and letters that no other state of any store has."""
HELD_SECONDS = 600.0
RECENT_SECONDS = 60.0
"""As long as a page or an answer takes at the most: what is younger is held however many are written meanwhile."""
READING = {"isolation_level": "REPEATABLE READ"}
"""The execution options of a connection that sees one state, whatever is imported meanwhile."""
READING_ONLY = "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"
"""For a connection that no pool gets back."""
NOT_THERE = "42P01"
"""The code of the error that a table is not there."""


@dataclass(frozen=True)
class State:
    """A state by its name, of a store in `place`; `exported` is what the transaction that holds it gave out."""

    name: str
    place: str
    engine: Engine
    exported: str

    @property
    def key(self) -> str:
        """The store's address with the name."""
        return f"{self.place} {self.name}"

    @property
    def ticket(self) -> str:
        """What another process of the same command opens this state with, while this one holds it."""
        return f"{self.name}/{self.exported}"

    @property
    def is_gathered(self) -> bool:
        """No: what was written of each day is brought together when it is asked for."""
        return False

    def connect(self, circle: Circle | None = None) -> Connection:
        """A connection that sees this state and nothing later; with a circle, no row of a patient outside it.

        Raises StoreBusy where others were imported and nobody holds this state any more.
        """
        connection = self.engine.connect()
        try:
            connection.execution_options(**READING)
            if circle is not None:
                narrow(connection, *circle)
                connection.exec_driver_sql(READING_ONLY)
                connection.commit()
            self._take_up(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def as_of(self) -> date | None:
        """The end of the data; see `end_of_data`."""
        with self.connect() as connection:
            return end_of_data(connection)

    def _take_up(self, connection: Connection) -> None:
        """Has the connection's transaction see what the exporting one sees; else the newest state, where it is this."""
        try:
            connection.exec_driver_sql(f"SET TRANSACTION READ ONLY; SET TRANSACTION SNAPSHOT '{self.exported}'")
        except DBAPIError:
            connection.rollback()
            if state_of(connection) != self.name:
                raise StoreBusy("New data were imported meanwhile; do it again.") from None


class Holding:
    """The transaction that holds a state; it ends when it is released or the program ends."""

    def __init__(self, engine: Engine) -> None:
        """Holds the newest state that the engine's server has."""
        self._since = time.monotonic()
        self._connection = engine.connect().execution_options(**READING)
        try:
            self.name = state_of(self._connection)
            self.exported = str(self._connection.execute(text("SELECT pg_export_snapshot()")).scalar_one())
        except BaseException:
            self._connection.close()
            raise

    @property
    def is_old(self) -> bool:
        """Whether it has been held for long enough."""
        return self._age > HELD_SECONDS

    @property
    def is_recent(self) -> bool:
        """Whether a page that began with it may still be made."""
        return self._age < RECENT_SECONDS

    @property
    def _age(self) -> float:
        return time.monotonic() - self._since

    def release(self) -> None:
        """Lets the server clear away what only this state shows."""
        with suppress(StoreAway):  # the server was away, and holds nothing
            self._connection.close()


def state_of(connection: Connection) -> str:
    """The name of the state that the connection sees; empty where nothing was imported yet, or there are no tables."""
    return told_of(connection, STATE)


def told_of(connection: Connection, name: str) -> str:
    """What `store_info` says under a name; empty where it says nothing, or there are no tables yet."""
    try:
        return connection.execute(select(STORE_INFO.c.value).where(STORE_INFO.c.name == name)).scalar() or ""
    except DBAPIError as error:
        if sqlstate(error) != NOT_THERE:
            raise
        connection.rollback()
        return ""


def move_on(connection: Connection) -> str:
    """Names a new state, in the open transaction; its name."""
    number = int(state_of(connection).partition("-")[0] or 0) + 1
    name = f"{number:06}-{secrets.token_hex(6)}"
    connection.execute(delete(STORE_INFO).where(STORE_INFO.c.name == STATE))
    connection.execute(insert(STORE_INFO).values(name=STATE, value=name))
    return name
