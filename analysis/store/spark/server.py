"""An engine on Spark's Thrift server, and what is said when it refuses: its own words may name a patient."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NoReturn

from sqlalchemy import URL, Dialect, Engine, ExceptionContext, NullPool, create_engine, event

from analysis.errors import StoreAway, StoreProblem

PATIENCE = "patience"
"""The part of the URL's query that says how many seconds a statement may take."""
PATIENCE_SECONDS = 900
ANSWER_SECONDS = 120
"""How long the server may take to say how far it is; statements run on meanwhile."""
AWAY = "it does not answer"
LOST = "the machines that work for it were lost, or a statement took longer than it may"
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

    Times are wall clocks, in no zone; a statement that nobody works on any more ends.
    """
    # The driver tells each of its tries, with what was said there.
    logging.getLogger("impala").addHandler(logging.NullHandler())
    logging.getLogger("impala").propagate = False
    logging.getLogger("thrift").propagate = False
    patience = int(str(address.query.get(PATIENCE, PATIENCE_SECONDS)))
    asked = address.difference_update_query([PATIENCE])
    session = {"spark.sql.session.timeZone": "UTC", "spark.sql.thriftServer.queryTimeout": str(patience)}
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
    return engine


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
