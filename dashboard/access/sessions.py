"""Sessions of people who have signed in: ended after a while, at the token's end, and on sign-out in every tab.

The login's own cookie lives for thirty days and nobody can take it back, so that each step asks here as well. A session
is known by what the provider signed, which is the same in every tab and another one at the next sign-in.
"""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from analysis.store.session_rows import SessionRow, SessionRows
from dashboard.access.file import Access

MOST_KEPT = 10_000
"""Sessions that are remembered; the ones that were used longest ago are forgotten first."""
NOTED_SECONDS = 15.0
"""How long a session may have gone on before that is noted again: not every step is written."""


class Ended(StrEnum):
    """Why a session is over."""

    IDLE = "idle"
    TOO_LONG = "too_long"
    TOKEN = "token"
    SIGNED_OUT = "signed_out"


class MemoryRows:
    """Sessions in the memory of one server, safe to use from many threads."""

    def __init__(self) -> None:
        """No session yet."""
        self._rows: dict[str, SessionRow] = {}
        self._lock = threading.Lock()

    def get(self, name: str) -> SessionRow | None:
        """As `SessionRows.get`."""
        with self._lock:
            return self._rows.get(name)

    def begin(self, name: str, row: SessionRow) -> None:
        """As `SessionRows.begin`."""
        with self._lock:
            self._rows.setdefault(name, row)
            while len(self._rows) > MOST_KEPT:
                del self._rows[min(self._rows, key=lambda one: self._rows[one].used)]

    def use(self, name: str, at: float) -> None:
        """As `SessionRows.use`."""
        self._change(name, used=at)

    def end(self, name: str, why: str) -> None:
        """As `SessionRows.end`."""
        self._change(name, ended=why)

    def _change(self, name: str, **values: Any) -> None:
        with self._lock:
            row = self._rows.get(name)
            if row is not None and row.ended is None:
                self._rows[name] = replace(row, **values)


class Sessions:
    """The sessions of one server, or of all that share `rows`. Times are seconds since the epoch."""

    def __init__(self, rows: SessionRows | None = None) -> None:
        """The sessions in `rows`; without such, in the memory of this server."""
        self._rows = rows or MemoryRows()

    def share(self, rows: SessionRows | None) -> None:
        """Keeps sessions in `rows` from now on, where other servers find them; None leaves them where they are."""
        self._rows = rows or self._rows

    def step(self, claims: Mapping[str, Any], access: Access, at: float | None = None) -> Ended | None:
        """None where the session goes on, and a step of it was taken; else why it is over, for good."""
        now, name = time.time() if at is None else at, name_of(claims)
        row = self._begun(name, claims, now)
        ended = _why_over(row, claims, access, now)
        if ended is not None and row.ended is None:
            self._rows.end(name, ended)
        elif now - row.used >= min(NOTED_SECONDS, access.idle.total_seconds() / 50):
            self._rows.use(name, now)
        return ended

    def _begun(self, name: str, claims: Mapping[str, Any], now: float) -> SessionRow:
        known = self._rows.get(name)
        if known is not None:
            return known
        row = SessionRow(_issued(claims, now), now)
        self._rows.begin(name, row)
        return row

    def state(self, claims: Mapping[str, Any], access: Access, at: float | None = None) -> Ended | None:
        """The same without a step taken: looking whether a session is over does not keep it alive."""
        row = self._rows.get(name_of(claims))
        return None if row is None else _why_over(row, claims, access, time.time() if at is None else at)

    def sign_out(self, claims: Mapping[str, Any]) -> None:
        """Ends the session in every tab."""
        self._begun(name_of(claims), claims, time.time())
        self._rows.end(name_of(claims), Ended.SIGNED_OUT)


SESSIONS = Sessions()
"""Those of this server, or of all servers on one store where it is a database."""


def name_of(claims: Mapping[str, Any]) -> str:
    """What a session is known by: a digest of all that the provider said at sign-in."""
    return hashlib.sha256(json.dumps(dict(claims), sort_keys=True, default=str).encode()).hexdigest()


def _issued(claims: Mapping[str, Any], now: float) -> float:
    """When somebody signed in: as the provider says, so that a server that was started again knows it too."""
    issued = claims.get("iat")
    return min(float(issued), now) if isinstance(issued, int | float) and not isinstance(issued, bool) else now


def _why_over(row: SessionRow, claims: Mapping[str, Any], access: Access, now: float) -> Ended | None:
    if row.ended is not None:
        return Ended(row.ended)
    expires = claims.get("exp")
    if isinstance(expires, int | float) and now >= expires:
        return Ended.TOKEN
    if now - row.began >= access.longest.total_seconds():
        return Ended.TOO_LONG
    if now - row.used >= access.idle.total_seconds():
        return Ended.IDLE
    return None
