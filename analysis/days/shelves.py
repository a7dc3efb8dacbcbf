"""Where what the entries of a state of the data say is kept (`kept`), known by the engine that reads that state."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import BinaryIO, Protocol
from weakref import WeakKeyDictionary, ref

from sqlalchemy import Engine


class Shelf(Protocol):
    """Where what is kept outlives the process; `identity` is that of the state of the data."""

    @property
    def identity(self) -> str:
        """What no other state of the data has."""
        ...

    def get(self) -> BinaryIO | None:
        """What was put there last, to be closed, if it is still there."""
        ...

    def former(self) -> BinaryIO | None:
        """What was put somewhere last of this state or of one before it, to be closed, if anything is still there."""
        ...

    def keeps(self, days: int) -> bool:
        """Whether it is worth to keep so many days."""
        ...

    def put(self, as_of: date, write: Callable[[BinaryIO], None]) -> None:
        """Has it written there, as known on that day, where it can be."""
        ...


_SHELVES: WeakKeyDictionary[Engine, Shelf] = WeakKeyDictionary()
_OWNERS: WeakKeyDictionary[Engine, ref[Engine]] = WeakKeyDictionary()


def keep_on(shelf: Shelf, engine: Engine) -> None:
    """Has what the entries say kept on the shelf for the state of the data that this engine, and none after it, reads.

    A shelf is one object for one engine.
    """
    _SHELVES[engine] = shelf


def shelf_of(engine: Engine) -> Shelf | None:
    """Where what this engine reads is kept; None where it is not."""
    return _SHELVES.get(engine)


def lend(limited: Engine, of: Engine) -> None:
    """Has an engine that reads some patients of a state of the data know the one that reads all of them."""
    _OWNERS[limited] = ref(of)


def owner_of(engine: Engine) -> Engine:
    """The engine that reads everybody of the state that this one reads: itself where it is not limited."""
    known = _OWNERS.get(engine)
    return (known() if known else None) or engine
