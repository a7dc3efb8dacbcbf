"""Treatments of which the end or a dose could not be read: they may have been stopped or changed at any time."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from analysis.episodes.episode import Episode

CLOSE_TO_START = 14
"""Days before the first dose by which a row of the treatment may say that it began."""


def is_unread(episode: Episode, unread: Collection[date]) -> bool:
    """Whether the end or dose of a row of the episode could not be read; `unread` are the starts of such rows."""
    earliest = episode.course_began_on - timedelta(days=CLOSE_TO_START)
    return any(earliest <= day and (episode.last_day is None or day <= episode.last_day) for day in unread)
