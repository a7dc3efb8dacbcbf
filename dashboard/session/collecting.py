"""Garbage is looked for once in a while, and not after every run in all that the program holds."""

from __future__ import annotations

import gc
import time
from threading import Lock

EVERY_SECONDS = 40.0
"""Until then a step leaves about half a MB behind; looking through everything takes about half a second."""
_lock = Lock()
_next = 0.0


def set_aside_what_lives() -> None:
    """Spares the collection after each run what lives now: modules, and what is kept for everybody.

    Streamlit collects all garbage after every run, however small, and looks through every object each time; the next
    run waits for that, the longer the more is kept. What is set aside is looked through again after so long, so that
    a session that ended meanwhile is given back then.
    """
    global _next
    with _lock:
        is_due = time.monotonic() >= _next
        if is_due:
            _next = time.monotonic() + EVERY_SECONDS
    if is_due:
        gc.unfreeze()
        gc.collect()
    gc.freeze()
