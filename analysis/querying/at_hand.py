"""What was read of a few patients, kept while one piece of work goes on, and for no longer.

To classify days costs a statement of 25 kB, most of it planning, and a small statement a millisecond. A summary asks
for the same again and again: for its period, for the windows of each treatment, for the list. Within `kept_at_hand`
each is read once. Outside of it nothing is kept, so that nothing can be stale.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from sqlalchemy import Connection

_Kept = dict[Hashable, Any]
Read = TypeVar("Read")
_AT_HAND: ContextVar[_Kept | None] = ContextVar("kept_at_hand", default=None)


@contextmanager
def kept_at_hand(kept: _Kept | None = None) -> Iterator[None]:
    """Within it the same is read once; a work within another one shares what the outer one has read.

    `kept` is where it is put, for a caller who knows how long what is read of one snapshot holds.
    """
    outer = _AT_HAND.get()
    token = _AT_HAND.set(kept if kept is not None else outer if outer is not None else {})
    try:
        yield
    finally:
        _AT_HAND.reset(token)


def is_at_hand() -> bool:
    """Whether what is read is kept."""
    return _AT_HAND.get() is not None


def named(what: str, connection: Connection, patients: Sequence[str] | None = None) -> Hashable:
    """The key of what is read through a connection, of these patients (None: everyone)."""
    return what, connection.engine, None if patients is None else tuple(patients)


def at_hand(key: Hashable, read: Callable[[], Read]) -> Read:
    """What was read under this key, read now where it was not; read each time where nothing is kept.

    What is kept is shared: nobody may change it.
    """
    kept = _AT_HAND.get()
    if kept is None:
        return read()
    if key not in kept:
        kept[key] = read()
    found: Read = kept[key]
    return found
