"""An engine on Spark's Thrift server, and what is said when it refuses: its own words may name a patient."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import Any, NoReturn

from sqlalchemy import URL, Dialect, Engine, ExceptionContext, NullPool, create_engine, event

from analysis.errors import StoreAway, StoreProblem

PATIENCE = "patience"
"""The part of the URL's query that says how many seconds the machines may give no sign while a statement is asked."""
PATIENCE_SECONDS = 300
LONGEST_SECONDS = 86_400
"""How long the server goes on with a statement of a program that is gone."""
PROBE = "SELECT max(id) FROM range(0, 1, 1, 1)"
"""What one machine answers at once, and nobody where all were lost: asked beside a statement that takes long."""
_POOL = "spark.sql.thriftserver.scheduler.pool"
_TIMEOUT = "spark.sql.thriftServer.queryTimeout"
ANSWER_SECONDS = 120
"""How long the server may take to say how far it is; statements run on meanwhile."""
AWAY = "it does not answer"
LOST = "the machines that work for it were lost, or have no time for it"
_SAID: Mapping[str, str] = MappingProxyType(
    {
        "timed out": LOST,
        "job aborted": LOST,
        "cancelled": LOST,
        "canceled": LOST,
        "sparkcontext": LOST,
        "executor": LOST,
        "operation is in error_state": LOST,
        "could not connect": AWAY,
        "connection": AWAY,
        "tsocket": AWAY,
        "transport": AWAY,
    }
)
"""What words of an error mean that the statement is not to blame for."""
_AT_WORK = frozenset("INITIALIZED_STATE PENDING_STATE RUNNING_STATE".split())
_ENDED = frozenset("FINISHED_STATE ERROR_STATE".split())
"""What the server says of a statement that is still worked on, and of one that has an answer or an error."""
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.02, 1.0
"""How long is waited until the server is asked again how far it is; each time half as long again."""
_CLASS = re.compile(r"\[([A-Z][A-Z_]+(?:\.[A-Z_]+)*)\]")
SCHEMA = "global_temp"
"""Where Spark keeps views for as long as its server runs, for every session; no metastore has to know of them."""
_GONE = frozenset("TABLE_OR_VIEW_NOT_FOUND PATH_NOT_FOUND FAILED_READ_FILE SCHEMA_NOT_FOUND".split())
"""Classes of errors of which a table that is not there, or no longer, is the cause."""


def shown(address: URL) -> str:
    """The address as it may be shown: without the password."""
    return address.set(password=None, query={}).render_as_string()


def engine_on(address: URL) -> Engine:
    """An engine whose errors are sentences (StoreAway, StoreProblem). Raises StoreProblem without the driver.

    Times are wall clocks, in no zone. A statement may take as long as the server's machines give a sign of work; where
    they give none for as long as the patience it is given up.
    """
    # The driver tells each of its tries, with what was said there.
    for name in ("impala", "thrift"):
        logging.getLogger(name).addHandler(logging.NullHandler())
        logging.getLogger(name).propagate = False
    patience = int(str(address.query.get(PATIENCE, PATIENCE_SECONDS)))
    asked = address.difference_update_query([PATIENCE])
    session = {"spark.sql.session.timeZone": "UTC", _TIMEOUT: str(LONGEST_SECONDS)}
    try:
        engine = create_engine(
            asked,
            hide_parameters=True,
            connect_args={"timeout": ANSWER_SECONDS},
            poolclass=NullPool,
            # The driver opens a session for each statement.
            execution_options={"cursor_configuration": session, "schema_translate_map": {None: SCHEMA}},
        )
    except ModuleNotFoundError as error:
        raise StoreProblem("A store on Spark needs the driver impyla: install headache-dashboard[spark].") from error
    told = _Telling(shown(address))
    event.listen(engine, "do_connect", told.connected)
    event.listen(engine, "handle_error", told, retval=True)
    event.listen(engine, "do_execute", _Waiting(patience))
    return engine


class _Waiting:
    """Has a statement worked on for as long as the server's machines work, and gives it up then.

    A server whose machines were lost waits for others without end, and says so to nobody. How far a statement is, it
    does not tell either: so it is asked something else beside it, which takes a machine a moment.
    """

    def __init__(self, patience: float) -> None:
        """For so many seconds without a sign."""
        self._patience = patience

    def __call__(self, cursor: Any, statement: str, parameters: Any, context: Any) -> bool:
        """Whether the statement was carried out: it was. Raises TimeoutError, and what the driver raises."""
        cursor.execute_async(statement, parameters or None)
        state = self._last_state(cursor, context)
        if state not in _ENDED:
            # Cancelling is a favour to the server, which may not hear it.
            with suppress(Exception):
                cursor.cancel_operation(reset_state=False)
            raise TimeoutError("timed out")
        # What the driver's own `execute` ends with: the error, or whether there are rows.
        cursor._wait_to_finish()
        return True

    def _last_state(self, cursor: Any, context: Any) -> str:
        signs, pause = _Signs(lambda: _beside(context, self._patience), self._patience / 4), FIRST_PAUSE_SECONDS
        try:
            while (state := str(cursor.status())) in _AT_WORK and time.monotonic() < signs.last() + self._patience:
                time.sleep(pause)
                pause = min(1.5 * pause, LONGEST_PAUSE_SECONDS)
        finally:
            signs.end()
        return state


def _beside(context: Any, patience: float) -> Any:
    """Another cursor on the connection of a statement, whose statements do not wait for the other's many tasks.

    So it is where the server shares its machines fairly (`spark.scheduler.mode=FAIR`); else they wait for their turn.
    """
    own = {_POOL: "headache-dashboard-probe", _TIMEOUT: str(max(1, int(patience)))}
    return context.root_connection.connection.driver_connection.cursor(configuration=own)


class _Signs:
    """When the server's machines last gave a sign of work, asked for every few seconds."""

    def __init__(self, opened: Callable[[], Any], every: float) -> None:
        """From now on; `opened` makes a cursor for what is asked."""
        self._opened, self._every = opened, every
        self._last, self._next = time.monotonic(), time.monotonic() + every
        self._asked: Any = None

    def last(self) -> float:
        """The time of the last sign, on the monotonic clock."""
        # What goes wrong beside the statement is no sign; if it is the server's end, the statement tells.
        with suppress(Exception):
            self._look(time.monotonic())
        return self._last

    def _look(self, now: float) -> None:
        if self._asked is None and now >= self._next:
            self._next = now + self._every
            self._asked = self._opened()
            self._asked.execute_async(PROBE, None)
        elif self._asked is not None and (state := str(self._asked.status())) not in _AT_WORK:
            if state == "FINISHED_STATE":
                self._last = now
            self._next = now + self._every
            self.end()

    def end(self) -> None:
        """Asks no more."""
        asked, self._asked = self._asked, None
        with suppress(Exception):
            if asked is not None:
                asked.close()


class _Telling:
    """Makes a sentence of an error."""

    def __init__(self, place: str) -> None:
        """For the store at `place`."""
        self._place = place

    def connected(self, dialect: Dialect, _: object, arguments: list[Any], named: dict[str, Any]) -> Any:
        """A connection. Raises StoreAway where there is none to be had."""
        try:
            return dialect.connect(*arguments, **named)
        except Exception as error:
            raise StoreAway(f"The store {self._place} cannot be used: {AWAY}.", AWAY) from error

    def __call__(self, context: ExceptionContext) -> BaseException | None:
        refuse(self._place, context.original_exception)


def refuse(place: str, error: BaseException) -> NoReturn:
    """Raises what a server's error means, StoreAway or StoreProblem, as a sentence that names nobody."""
    said = str(error)
    classes = _CLASS.findall(said)
    if any(one.partition(".")[0] in _GONE for one in classes):
        raise StoreProblem(
            f"The store {place} lacks a table of the export, or one of its files is gone: export again and run "
            "`headache-dashboard prepare --export FOLDER`."
        ) from error
    why = "" if classes else next((words for word, words in _SAID.items() if word in said.casefold()), "")
    if why or isinstance(error, OSError | EOFError):
        raise StoreAway(f"The store {place} cannot be used: {why or AWAY}.", why or AWAY) from error
    kind = classes[0] if classes else type(error).__name__
    raise StoreProblem(f"The store {place} cannot be read: the server says {kind}.") from error
