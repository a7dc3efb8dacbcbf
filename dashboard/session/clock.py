"""What day and time it is for the pages: what the door says, passed on."""

from __future__ import annotations

from datetime import datetime

from analysis.store.clock import ENVIRONMENT_VARIABLE, arrival, today

__all__ = ["ENVIRONMENT_VARIABLE", "arrival", "moment", "today"]


def moment() -> datetime:
    """The computer's local time."""
    return datetime.now()
