"""Every treatment episode of every patient, as a table: nobody is looked at one by one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd
from sqlalchemy import Connection

from analysis.episodes.columns import EpisodeColumns, episode_columns
from analysis.episodes.episode import (
    BOTULINUM_FAMILY,
    TWELVE_WEEKS,
    TWENTY_FOUR_WEEKS,
    Episode,
    episodes_told,
    last_week,
)
from analysis.episodes.pauses import QUARTERLY_DAYS, dosing_interval
from analysis.querying.columns import DayLists, Real, Truths, Whole
from analysis.records.treatments import Treatments, recorded_treatments

TYPES = {
    "patient_id": "str",
    "drug": "str",
    "key": "str",
    "substance": "str",
    "family": "str",
    "first_day": "int64",
    "last_day": "float64",
    "dose": "float64",
    "dose_unit": "str",
    "interval_days": "float64",
    "beginning": "str",
    "course_began": "int64",
    "stop_reason": "str",
    "ended_by_step": "bool",
    "lasts_until": "float64",
    "weeks_to_judge": "int64",
    "given_on": "object",
}
"""The columns of the table, in order, and their types."""


def episode_table(connection: Connection, patients: Sequence[str] | None, as_of: date | None) -> pd.DataFrame:
    """A row an episode of these patients (None: everyone), by patient_id, first_day and drug, numbered from 0.

    As known at `as_of`: a later end, the reason for it and later doses are not seen, while treatments that begin later
    are there, as planned; None: everything recorded. Days are day numbers (`date.toordinal`), blank texts NaN. A row
    tells what `episodes.Episode` does (`episodes_in`):

    - `patient_id`; `drug` as written; `substance` and `family`, NaN where the catalogue does not know the drug; `key`
      what the episodes of one drug have in common
    - `first_day` the first dose; `last_day` of treatment as recorded or found, NaN: it goes on; `course_began` the
      first dose of the drug in this course, before any step of the dose
    - `dose`, `dose_unit` and `interval_days`, NaN where unknown; `given_on` the days of the single doses, a tuple,
      empty where none are recorded
    - `beginning` the value of a `Beginning`; `stop_reason`, NaN where it goes on or none is recorded; `ended_by_step`
      whether a step of the dose ended it
    - `lasts_until` the last day on which the treatment counts (`covers`), since a dose given at intervals lasts its
      interval out; infinite while it goes on, before `first_day` where the dose was stepped on that very day
    - `weeks_to_judge` the weeks from first dose whose last four are judged: 24 for quarterly doses and botulinum toxin,
      12 for others
    """
    treatments = recorded_treatments(connection, patients)
    return table_of(treatments if as_of is None else treatments.as_known(as_of))


def table_of(treatments: Treatments) -> pd.DataFrame:
    """The table of the episodes of these treatments."""
    found = episode_columns(treatments)
    columns = found.told(treatments)
    interval, family = columns["interval_days"], columns["family"]
    is_slow = (interval >= QUARTERLY_DAYS) | (family == BOTULINUM_FAMILY)
    columns["lasts_until"] = _lasts_until(found, dosing_interval(interval))
    columns["weeks_to_judge"] = np.where(is_slow, last_week(TWENTY_FOUR_WEEKS), last_week(TWELVE_WEEKS))
    return pd.DataFrame({name: pd.Series(columns[name], dtype=kind) for name, kind in TYPES.items()})


def _lasts_until(found: EpisodeColumns, interval: Whole) -> Real:
    last_dose = _last_of_each(found.given, otherwise=found.last_day)
    lasts = np.where(found.ended_by_step, found.last_day, np.maximum(found.last_day, last_dose + interval - 1))
    return np.where(np.isnan(found.last_day), np.inf, lasts)


def _last_of_each(given: DayLists, otherwise: Real) -> Real:
    """The last day of each list; of an empty one that of `otherwise`."""
    last = otherwise.copy()
    begin = (np.cumsum(given.number) - given.number)[given.number > 0]
    last[given.number > 0] = np.maximum.reduceat(given.day, begin) if len(begin) else []
    return last


def covers(table: pd.DataFrame, days: Whole | int) -> Truths:
    """Whether each treatment was on, or a dose given at intervals still counted, on the day of its row, or on one day.

    `days` are day numbers, one for each row of the table or one for all.
    """
    first, until = table["first_day"].to_numpy(), table["lasts_until"].to_numpy()
    return (first <= days) & (days <= until)


def episodes_in(table: pd.DataFrame) -> list[Episode]:
    """The rows of the table as episodes, in their order."""
    return episodes_told({name: table[name].to_numpy() for name in table.columns})
