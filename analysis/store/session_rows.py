"""Sessions of people who signed in, kept where several dashboards on one store find them: ended in one, ended in all.

A session is known by a digest of what the provider said at sign-in. Nothing of a patient or of a user's name is here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Column, Connection, Float, MetaData, Table, Text, delete, insert, select, update

from analysis.store.written import Written

METADATA = MetaData()
SESSIONS = Table(
    "sessions",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("began", Float(53), nullable=False, comment="seconds since the epoch"),
    Column("used", Float(53), nullable=False, index=True),
    Column("ended", Text, comment="why it is over; empty while it is not"),
)
KEPT_SECONDS = 31 * 86_400.0
"""After this the cookie of a sign-in is no longer taken, so that nobody can come back with it."""


@dataclass(frozen=True)
class SessionRow:
    """A session: when it began and was last used, in seconds since the epoch, and why it is over (None: it is not)."""

    began: float
    used: float
    ended: str | None = None


class SessionRows(Protocol):
    """Where sessions are kept: in a server's memory, or in a table that several servers share."""

    def get(self, name: str) -> SessionRow | None:
        """The session of this name; None where none was begun."""

    def begin(self, name: str, row: SessionRow) -> None:
        """Keeps a session that was not there."""

    def use(self, name: str, at: float) -> None:
        """Notes that a session which is not over was used."""

    def end(self, name: str, why: str) -> None:
        """Ends a session for good; the first reason stays."""


class SharedSessions:
    """Sessions in a table. Raises StoreProblem where it cannot be read or written: then nobody is let in."""

    def __init__(self, written: Written) -> None:
        """The sessions in what is `written`, made at the first sign-in."""
        self._written = written

    def get(self, name: str) -> SessionRow | None:
        """As `SessionRows.get`."""
        if not self._written.exists():
            return None
        with self._written.connect() as connection:
            return _row(connection, name)

    def begin(self, name: str, row: SessionRow) -> None:
        """As `SessionRows.begin`; sessions that nobody can come back to are forgotten."""
        with self._written.begin() as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.used < row.used - KEPT_SECONDS))
            if _row(connection, name) is None:
                connection.execute(insert(SESSIONS).values(name=name, **vars(row)))

    def use(self, name: str, at: float) -> None:
        """As `SessionRows.use`."""
        self._change(name, used=at)

    def end(self, name: str, why: str) -> None:
        """As `SessionRows.end`."""
        self._change(name, ended=why)

    def _change(self, name: str, **values: float | str) -> None:
        with self._written.begin() as connection:
            of_name = (SESSIONS.c.name == name, SESSIONS.c.ended.is_(None))
            connection.execute(update(SESSIONS).where(*of_name).values(values))


def _row(connection: Connection, name: str) -> SessionRow | None:
    columns = (SESSIONS.c.began, SESSIONS.c.used, SESSIONS.c.ended)
    found = connection.execute(select(*columns).where(SESSIONS.c.name == name)).first()
    return None if found is None else SessionRow(*found)
