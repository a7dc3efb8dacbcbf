"""What day and time it is: read here alone, and passed on; nothing in the analysis asks for it."""

from __future__ import annotations

import os
from datetime import date, datetime

ENVIRONMENT_VARIABLE = "HEADACHE_TODAY"
"""A day as YYYY-MM-DD that counts as today, so that a demonstration or a test always shows the same."""


def today() -> date:
    """Today by the computer's calendar, unless the environment names another day."""
    named = os.environ.get(ENVIRONMENT_VARIABLE)
    return date.fromisoformat(named) if named else datetime.now().date()


def moment() -> datetime:
    """The computer's local time."""
    return datetime.now()
