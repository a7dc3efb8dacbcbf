"""Treatments of which something could not be read: they may have been stopped or changed, or begun, at any time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from sqlalchemy import Connection

from analysis.episodes.episode import Episode
from analysis.episodes.pauses import QUARTERLY_DAYS, longest_apart
from analysis.records.unread import may_lie, unread_doses, with_unread_treatment
from analysis.windows import Window

CLOSE_TO_START = 14
"""Days before the first dose by which a row of the treatment may say that it began."""


def is_unread(episode: Episode, unread: Collection[Window]) -> bool:
    """Whether a row of the episode may be one that could not be read whole; `unread` are the days of such rows."""
    earliest = episode.course_began_on - timedelta(days=CLOSE_TO_START)
    return any(days.meets(earliest, episode.last_day or date.max) for days in unread)


def given_lately(connection: Connection, patients: Sequence[str] | None, as_of: date) -> frozenset[str]:
    """Those of these patients (None: everyone) with a single dose that could not be read and may count still.

    Which drug it was is not known, so that it may be one whose doses count longest.
    """
    first, doses = as_of - timedelta(days=longest_apart(QUARTERLY_DAYS)), unread_doses(connection, patients).items()
    return frozenset(one for one, days in doses if may_lie(days, first, as_of))


def may_be_treated(connection: Connection, patients: Sequence[str] | None, as_of: date) -> frozenset[str]:
    """Those of these patients (None: everyone) of whom a treatment may run of which nothing could be read."""
    return with_unread_treatment(connection, patients) | given_lately(connection, patients, as_of)
