"""Engines on a PostgreSQL server, and what is said when it refuses: a driver's own words may name a patient."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import URL, Engine, ExceptionContext, NullPool, create_engine, event
from sqlalchemy.exc import NoSuchModuleError

from analysis.errors import StoreAway, StoreProblem

CONNECT_SECONDS = "10"
CONNECTIONS_KEPT, CONNECTIONS_MORE = 5, 25
"""Connections of one dashboard that stay open, and that may be opened beside them while many read."""
SESSION = ("SET jit = off", "SET tcp_keepalives_idle = 60", "SET idle_in_transaction_session_timeout = 0")
"""Compiling the large statements takes longer than running them; a writer that is gone is soon noticed; an import
computes between its statements."""
DRIVER = "psycopg"
FORBIDDEN = "this account may not do that there"
_SAID: Mapping[str, str] = MappingProxyType(
    {
        "08": "it does not answer",
        "57P": "it is being stopped or started",
        "57": "it ended the statement",
        "28": "it refuses this user or password",
        "3D": "it has no database of that name",
        "53100": "its disk is full",
        "53": "it has no connection or memory left",
        "58": "its disk fails",
        "25006": "it takes no changes: it is read-only",
        "42501": FORBIDDEN,
    }
)
"""What the codes of errors mean that the statement is not to blame for, by how they begin; the longest counts."""
_WORDS = {
    "password": _SAID["28"],
    "role ": _SAID["28"],
    "authentication": _SAID["28"],
    "does not exist": _SAID["3D"],
    "too many": _SAID["53"],
    "remaining connection slots": _SAID["53"],
    "starting up": _SAID["57P"],
    "shutting down": _SAID["57P"],
}
"""The same where nobody gives a code, since there is no connection."""


def shown(address: URL) -> str:
    """The address as it may be shown: without the password."""
    return address.set(password=None, query={}).render_as_string()


def engine_on(address: URL, *, kept: bool = True) -> Engine:
    """An engine whose errors that the statement is not to blame for are sentences (StoreAway).

    With `kept` its connections are kept open and looked at before they are used, so that a server that was away is
    found again; else each is opened when it is needed. Raises StoreProblem where the driver is not installed.
    """
    options: dict[str, Any] = {"pool_pre_ping": True, "pool_size": CONNECTIONS_KEPT, "max_overflow": CONNECTIONS_MORE}
    settings = {} if "connect_timeout" in address.query else {"connect_timeout": CONNECT_SECONDS}
    try:
        engine = create_engine(
            address, hide_parameters=True, connect_args=settings, **(options if kept else {"poolclass": NullPool})
        )
    except ModuleNotFoundError as error:
        raise StoreProblem(
            "A store on PostgreSQL needs the driver psycopg: install headache-dashboard[postgresql]."
        ) from error
    except NoSuchModuleError as error:
        raise StoreProblem(f"The URL of a store on PostgreSQL begins postgresql+{DRIVER}://.") from error
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "handle_error", _Telling(shown(address)), retval=True)
    return engine


def _prepare(raw: Any, _: object) -> None:
    raw.execute("; ".join(SESSION))
    raw.commit()


class _Telling:
    """Makes a sentence of an error of which no statement is to blame."""

    def __init__(self, place: str) -> None:
        """For the store at `place`."""
        self._place = place

    def __call__(self, context: ExceptionContext) -> BaseException | None:
        why = cause_of(context.original_exception, is_disconnect=context.is_disconnect)
        return StoreAway(f"The store {self._place} cannot be used: {why}.", why) if why else None


def cause_of(error: BaseException, *, is_disconnect: bool = False) -> str:
    """Why the server refused, in a few plain words; empty where the statement is to blame."""
    code = sqlstate(error)
    told = max((begins for begins in _SAID if code.startswith(begins)), key=len, default="")
    if told:
        return _SAID[told]
    if code and not is_disconnect:
        return ""
    said = str(getattr(error, "orig", error)).casefold()
    is_lost = is_disconnect or "connection" in said or "could not translate" in said or "resolve" in said
    return next((words for word, words in _WORDS.items() if word in said), _SAID["08"] if is_lost else "")


def sqlstate(error: BaseException) -> str:
    """The code of an error of the driver, or of SQLAlchemy around one; empty where it has none."""
    return str(getattr(getattr(error, "orig", error), "sqlstate", None) or "")
