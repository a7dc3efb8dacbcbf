"""Garbage is looked for once in a while, and not after every run in all that the program holds."""

from __future__ import annotations

import gc
import time
from threading import Lock

EVERY_SECONDS = 20.0
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
        if time.monotonic() < _next:
            return
        _next = time.monotonic() + EVERY_SECONDS
    gc.unfreeze()
    gc.collect()
    gc.freeze()
