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
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dashboard.access.file import Access

MOST_KEPT = 10_000
"""Sessions that are remembered; the ones that were used longest ago are forgotten first."""


class Ended(StrEnum):
    """Why a session is over."""

    IDLE = "idle"
    TOO_LONG = "too_long"
    TOKEN = "token"
    SIGNED_OUT = "signed_out"


@dataclass
class _Row:
    began: float
    used: float
    ended: Ended | None = None


class Sessions:
    """The sessions of one server, safe to use from many threads. Times are seconds since the epoch."""

    def __init__(self) -> None:
        """No session yet."""
        self._rows: dict[str, _Row] = {}
        self._lock = threading.Lock()

    def step(self, claims: Mapping[str, Any], access: Access, at: float | None = None) -> Ended | None:
        """None where the session goes on, and a step of it was taken; else why it is over, for good."""
        now = time.time() if at is None else at
        with self._lock:
            row = self._rows.setdefault(name_of(claims), _Row(_issued(claims, now), now))
            row.ended = row.ended or _why_over(row, claims, access, now)
            if row.ended is None:
                row.used = now
            self._forget()
            return row.ended

    def state(self, claims: Mapping[str, Any], access: Access, at: float | None = None) -> Ended | None:
        """The same without a step taken: looking whether a session is over does not keep it alive."""
        now = time.time() if at is None else at
        with self._lock:
            row = self._rows.get(name_of(claims))
            return None if row is None else row.ended or _why_over(row, claims, access, now)

    def sign_out(self, claims: Mapping[str, Any]) -> None:
        """Ends the session in every tab."""
        with self._lock:
            now = time.time()
            self._rows.setdefault(name_of(claims), _Row(now, now)).ended = Ended.SIGNED_OUT

    def _forget(self) -> None:
        while len(self._rows) > MOST_KEPT:
            del self._rows[min(self._rows, key=lambda name: self._rows[name].used)]


SESSIONS = Sessions()
"""Those of this server."""


def name_of(claims: Mapping[str, Any]) -> str:
    """What a session is known by: a digest of all that the provider said at sign-in."""
    return hashlib.sha256(json.dumps(dict(claims), sort_keys=True, default=str).encode()).hexdigest()


def _issued(claims: Mapping[str, Any], now: float) -> float:
    """When somebody signed in: as the provider says, so that a server that was started again knows it too."""
    issued = claims.get("iat")
    return min(float(issued), now) if isinstance(issued, int | float) and not isinstance(issued, bool) else now


def _why_over(row: _Row, claims: Mapping[str, Any], access: Access, now: float) -> Ended | None:
    expires = claims.get("exp")
    if isinstance(expires, int | float) and now >= expires:
        return Ended.TOKEN
    if now - row.began >= access.longest.total_seconds():
        return Ended.TOO_LONG
    if now - row.used >= access.idle.total_seconds():
        return Ended.IDLE
    return None
