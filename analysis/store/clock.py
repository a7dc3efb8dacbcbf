"""What day it is, as the door says it; nothing else in the analysis asks.

The clock is that of the machine that keeps the store, set to the clinic's time zone: a day ends there and nowhere else.
"""

from __future__ import annotations

import os
from datetime import date, datetime

ENVIRONMENT_VARIABLE = "HEADACHE_TODAY"
"""A day as YYYY-MM-DD that counts as today, so that a demonstration or a test always shows the same."""


def today() -> date:
    """Today by the computer's calendar, unless the environment names another day."""
    named = os.environ.get(ENVIRONMENT_VARIABLE)
    return date.fromisoformat(named) if named else datetime.now().date()


def arrival() -> datetime:
    """When an answer arrives that arrives now, to the second: as precise as an export writes it."""
    return datetime.combine(today(), datetime.now().time().replace(microsecond=0))
