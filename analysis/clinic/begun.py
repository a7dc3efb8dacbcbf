"""Every preventive treatment that was begun, as a table: one row an episode, for all patients side by side.

What an episode is, is told once, by `analysis.effect.episode_columns`. Days are day numbers (`date.toordinal`), so that
columns of them can be added and compared.
"""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Connection

from analysis.basis import Basis
from analysis.episodes.columns import Beginning
from analysis.episodes.table import covers, episode_table

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


def begun(connection: Connection, basis: Basis) -> pd.DataFrame:
    """A row an episode that had begun by the as-of date, as known then, by patient and first day.

    `first_day`, `last_day` (NaN: it goes on) and `course_began` are day numbers; `covers_12` whether the treatment
    still counted at the end of week 12; `weeks_to_judge` those after which it is judged.
    """
    table = episode_table(connection, basis.patients, basis.as_of)
    table = table[table["first_day"] <= basis.as_of.toordinal()].reset_index(drop=True)
    first = table["first_day"].to_numpy()
    counts = {f"covers_{weeks}": covers(table, first + 7 * weeks - 1) for weeks in WEEKS}
    return table.assign(treatment=table["key"], **counts)[list(COLUMNS)]


def own_starts(begun_ones: pd.DataFrame) -> pd.DataFrame:
    """The episodes that began by more than a step of the dose."""
    return begun_ones[begun_ones["beginning"] != Beginning.DOSE_STEP.value]
