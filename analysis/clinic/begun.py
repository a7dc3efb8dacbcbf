"""Every preventive treatment that was begun, as a table: one row an episode, for all patients side by side.

What an episode is, is told once, by `analysis.effect.episodes`; from here on nobody is looked at one by one. Days are
day numbers (`date.toordinal`), so that columns of them can be added and compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import numpy as np
import pandas as pd
from sqlalchemy import Connection

from analysis.effect.episodes import BOTULINUM_FAMILY, Beginning, Episode, episodes
from analysis.patients import treatments_by_patient

WEEKS = (12, 24, 52)
"""Weeks from first dose whose last four are judged: after 3, 6 and 12 months (WIN-4, EVAL-1, EVAL-4)."""
COLUMNS = (
    "patient_id",
    "treatment",
    "family",
    "beginning",
    "course_began",
    "first_day",
    "last_day",
    "stop_reason",
    "ended_by_step",
    "weeks_to_judge",
    *(f"covers_{weeks}" for weeks in WEEKS),
)
DAY_NUMBERS = ("course_began", "first_day", "weeks_to_judge")
TRUTHS = ("ended_by_step", *(f"covers_{weeks}" for weeks in WEEKS))


def begun(connection: Connection, patients: Sequence[str] | None, as_of: date) -> pd.DataFrame:
    """A row an episode that had begun by `as_of`, as known then, by patient and first day.

    `first_day`, `last_day` (NaN: it goes on) and `course_began` are day numbers; `covers_12` whether the treatment
    still counted at the end of week 12; `weeks_to_judge` those after which it is judged.
    """
    known = treatments_by_patient(connection, patients)
    rows = [
        _row(patient, episode)
        for patient, some in sorted(known.items())
        for episode in episodes([one.as_known(as_of) for one in some])
        if episode.first_dose <= as_of
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.astype({**dict.fromkeys(DAY_NUMBERS, "int64"), **dict.fromkeys(TRUTHS, "bool"), "last_day": "float64"})


def _row(patient: str, episode: Episode) -> tuple[object, ...]:
    return (
        patient,
        episode.key,
        episode.family,
        episode.beginning.value,
        episode.course_began_on.toordinal(),
        episode.first_dose.toordinal(),
        np.nan if episode.last_day is None else episode.last_day.toordinal(),
        episode.stop_reason,
        episode.ended_by_step,
        _weeks_to_judge(episode),
        *_covers(episode, WEEKS),
    )


def _weeks_to_judge(episode: Episode) -> int:
    return WEEKS[1] if episode.is_quarterly or episode.family == BOTULINUM_FAMILY else WEEKS[0]


def _covers(episode: Episode, weeks: Iterable[int]) -> list[bool]:
    return [episode.covers(episode.first_dose + timedelta(weeks=number, days=-1)) for number in weeks]


def own_starts(begun_ones: pd.DataFrame) -> pd.DataFrame:
    """The episodes that began by more than a step of the dose."""
    return begun_ones[begun_ones["beginning"] != Beginning.DOSE_STEP.value]
