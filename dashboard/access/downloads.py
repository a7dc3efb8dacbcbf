"""Whose a file is that was made to be downloaded: only the browser whose session made it can fetch it.

A file has an address of its own for a while, under which the server answers anybody who knows it. What is remembered
here is a digest of its content and one of the sign-in cookies of the browser that asked for it.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Mapping

SIGN_IN_COOKIE = "_streamlit_user"
"""What the names of the cookies begin with by which the native login knows a browser."""
MOST_KEPT = 2_000


class Downloads:
    """The files that were made lately, with the browsers they were made for."""

    def __init__(self) -> None:
        """Nobody's."""
        self._owners: OrderedDict[bytes, set[str]] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, content: bytes, browser: str) -> None:
        """Remembers that a file was made for a browser."""
        with self._lock:
            self._owners.setdefault(_digest(content), set()).add(browser)
            self._owners.move_to_end(_digest(content))
            while len(self._owners) > MOST_KEPT:
                self._owners.popitem(last=False)

    def are_of(self, content: bytes, browser: str) -> bool:
        """Whether a file was made for a browser."""
        with self._lock:
            return browser in self._owners.get(_digest(content), ())


DOWNLOADS = Downloads()
"""Those of this server."""


def browser_of(cookies: Mapping[str, str]) -> str:
    """A digest of the cookies by which somebody is signed in in a browser; empty where nobody is."""
    held = sorted((name, value) for name, value in cookies.items() if name.startswith(SIGN_IN_COOKIE))
    return hashlib.sha256(repr(held).encode()).hexdigest() if held else ""


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()
