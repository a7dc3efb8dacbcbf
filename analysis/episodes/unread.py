"""Treatments of which the end or a dose could not be read: they may have been stopped or changed at any time."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from analysis.episodes.episode import Episode
from analysis.windows import Window

CLOSE_TO_START = 14
"""Days before the first dose by which a row of the treatment may say that it began."""


def is_unread(episode: Episode, unread: Collection[Window]) -> bool:
    """Whether a row of the episode may be one that could not be read whole; `unread` are the days of such rows."""
    earliest = episode.course_began_on - timedelta(days=CLOSE_TO_START)
    return any(days.meets(earliest, episode.last_day or date.max) for days in unread)
