"""Whether the time that an export gives itself can be right: a wrong one would move the whole clinic's as-of date.

What lies later than tomorrow cannot have happened, and an export cannot hold what was written after it. A day is
granted on both sides, for clocks that differ and times written in another zone. Planned visits and treatments lie
later and are not looked at; a single entry that lies in the future is that row's error, not the file's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

import numpy as np
import pandas as pd

from analysis import diary
from analysis.errors import UnreadableFile
from analysis.formats.reading import LINE, Export, Reading
from analysis.importing.checks import Sheet

GRANTED = timedelta(days=1)
"""How much a time may be off."""
_WRITTEN = ("date", "recorded_at")
"""The columns of the diary that tell when something was written, at the earliest."""


@dataclass(frozen=True)
class Entry:
    """The newest entry of an export's diary, and where it stands."""

    moment: datetime
    file: str
    line: int


def refuse_impossible(export: Export, sheets: Iterable[tuple[Reading, Sheet]], now: datetime) -> None:
    """Raises UnreadableFile where a time of the export lies after `now` and a day, or a day before its newest entry."""
    for name, moment in _told(export):
        if moment > _latest(now):
            raise _too_late(export, name, moment)
    made = export.written_at or export.exported_at
    newest = _newest(sheets, now) if made else None
    if made and newest and newest.moment > _latest(made):
        raise _too_early(export, made, newest)


def _told(export: Export) -> list[tuple[str, datetime]]:
    until = datetime.combine(export.kept_until, time.min) if export.kept_until else None
    seen = max(export.seen_until.values(), default=None)
    known = datetime.combine(seen, time.min) if seen else None
    told = {
        "seen_until": known,
        "exported_at": export.exported_at,
        "written_at": export.written_at,
        "recorded until": until,
    }
    return [(name, moment) for name, moment in told.items() if moment]


def _latest(moment: datetime) -> datetime:
    """The latest time that is believed at `moment`; the last of all times stays what it is."""
    return moment + GRANTED if moment <= datetime.max - GRANTED else datetime.max


def _newest(sheets: Iterable[tuple[Reading, Sheet]], now: datetime) -> Entry | None:
    """The newest entry of the diary that lies in the past."""
    found = [
        entry
        for reading, sheet in sheets
        if sheet.table is diary.DIARY
        for sound in [sheet.sound]
        for column in _WRITTEN
        if (entry := _newest_in(sound, column, reading.file, now))
    ]
    return max(found, key=lambda entry: entry.moment, default=None)


def _newest_in(entries: pd.DataFrame, column: str, file: str, now: datetime) -> Entry | None:
    moments = entries[column].to_numpy()
    past = moments[moments <= np.datetime64(_latest(now))]
    if not len(past):
        return None
    newest = past.max()
    line = entries[LINE].to_numpy()[moments == newest][0]
    return Entry(pd.Timestamp(newest).to_pydatetime(), file, int(line))


def _too_late(export: Export, name: str, moment: datetime) -> UnreadableFile:
    return UnreadableFile(
        f"{export.name}: {name} is {_shown(moment)}, which lies in the future. Nothing was imported; have the export "
        f"made again, or its time corrected.",
        "future-time",
        file=export.name,
        name=name,
        time=_shown(moment),
    )


def _too_early(export: Export, made: datetime, newest: Entry) -> UnreadableFile:
    return UnreadableFile(
        f"{export.name} says that it was made on {_shown(made)}, but line {newest.line} of {newest.file} is of "
        f"{newest.moment.date()}, which is later. Nothing was imported; have the export made again, or its time "
        f"corrected.",
        "time-before-entry",
        file=export.name,
        time=_shown(made),
        line=newest.line,
        entries=newest.file,
        day=newest.moment.date().isoformat(),
    )


def _shown(moment: datetime) -> str:
    """The time to the minute; the day alone where only that is known."""
    if moment.time() in (time.min, time.max):
        return moment.date().isoformat()
    return moment.isoformat(" ", "minutes")
