"""Statements turned into text once for all databases of a kind.

SQLAlchemy keeps the text of a statement with the engine that it was made for. Every state of the embedded store is a
file with an engine of its own, so that after an import or an excluded period each statement would be made anew.
"""

from __future__ import annotations

from collections.abc import Hashable
from threading import Lock
from typing import Any

MOST = 1_000
"""So many texts are kept, some 20 kB each at most."""
_LOCK = Lock()


class Compiled(dict[Hashable, Any]):
    """Texts by statement and kind of database, in the place of the engine's own; the oldest go first.

    A key of SQLAlchemy begins with the dialect, which each engine has one of its own of: here its class stands there.
    """

    def get(self, key: Hashable, default: Any = None) -> Any:
        """The text of a statement."""
        return super().get(_of_kind(key), default)

    def __setitem__(self, key: Hashable, text: Any) -> None:
        with _LOCK:  # visitors ask at once, and the oldest cannot be looked for while another is added
            while len(self) >= MOST:
                del self[next(iter(self))]
            super().__setitem__(_of_kind(key), text)


def _of_kind(key: Any) -> Hashable:
    dialect, *statement = key
    return type(dialect), *statement


TOGETHER: dict[str, Any] = {"compiled_cache": Compiled()}
"""The option of an engine that shares its texts with the others of its kind."""
