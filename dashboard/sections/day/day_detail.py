"""Everything that was entered on one day."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.days.day_by_day import DayEntry
from dashboard.sections.section import Section
from dashboard.texts import Words


def section(entry: DayEntry | None, story: Sequence[tuple[str, str]], words: Words) -> Section:
    """A day's entry. `story` is what it holds, as pairs of field and content; without a day, how to choose one."""
    if entry is None:
        return Section("day_detail", words("day-none"), (words("day-none-text"),))
    title = words("day-title", weekday=words.weekday(entry.date), date=words.date(entry.date))
    return Section("day_detail", title, facts=tuple(story))
