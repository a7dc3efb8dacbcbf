"""What the list needs to know of visits and acute medication, each read for the whole clinic in one statement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlalchemy import Connection, func, select

from analysis.basis import Basis
from analysis.counts.counted import columns_in_force
from analysis.criteria.medication_overuse import OF_ONE_SUBSTANCE, OVERUSE, SIMPLE
from analysis.criteria.rule import Asked
from analysis.outcomes import Outcome
from analysis.querying.parameters import is_of
from analysis.querying.rows import dated_rows_of
from analysis.querying.schema import VISITS
from analysis.records.patients import JUDGING_VISITS
from analysis.windows import CRITERION_WINDOWS, windows_ending

OVERUSE_RULES = (*OVERUSE, *OF_ONE_SUBSTANCE)
"""The rules of the classes, and of several together (MOH-2 to MOH-7)."""
OVERUSE_KINDS = tuple(dict.fromkeys(limit.what for rule in OVERUSE_RULES for limit in (*rule.limits, *rule.settled_by)))
"""The kinds of day that they ask for."""
OVERUSED = {f"overused_{rule.limits[0].what}": rule.limits[0].what for rule in OVERUSE_RULES}
"""The columns of `overused_classes` that tell of a class, and the class that each is of."""
OVERUSE_OPEN = "overuse_is_open"
"""Its column that tells whether no class is for certain, while one or several together may be."""


def visits(connection: Connection, as_of: date, patients: Sequence[str] | None = None) -> pd.DataFrame:
    """The numbers of two days of each of these patients (None: everyone) who has either (NaN: not this one).

    `next_visit` is the first visit on or after the as-of date, `judged_on` the last one until then at which a
    treatment can have been evaluated.
    """
    day = VISITS.c.date
    statement = select(
        VISITS.c.patient_id,
        func.min(day).filter(day >= as_of).label("next_visit"),
        func.max(day).filter(day <= as_of, VISITS.c.kind.in_(JUDGING_VISITS)).label("judged_on"),
    )
    if patients is not None:
        statement = statement.where(is_of(VISITS.c.patient_id, patients))
    days = ("next_visit", "judged_on")
    return dated_rows_of(connection, statement.group_by(VISITS.c.patient_id), days).set_index("patient_id")


def overused_classes(connection: Connection, basis: Basis) -> pd.DataFrame:
    """Whether the days of each class of acute medication reach their limit in each of the last three windows.

    A row a patient, a column each of OVERUSED (MOH-2 to MOH-7): true for those whose days do so whatever the days that
    are not known were (TRI-1). Simple analgesics together give way to the one that does so alone. OVERUSE_OPEN beside
    them.
    """
    windows = windows_ending(basis.as_of, CRITERION_WINDOWS)
    columns = columns_in_force(connection, windows, basis, kinds=OVERUSE_KINDS)
    asked = tuple(map(Asked, columns))
    outcomes = np.array([rule.verdict(asked) for rule in OVERUSE_RULES])
    found = pd.DataFrame((outcomes == Outcome.MET).T, columns[-1].index, list(OVERUSED))
    may_be: npt.NDArray[np.bool_] = np.any(outcomes == Outcome.UNDETERMINED, axis=0)
    found[OVERUSE_OPEN] = ~found.any(axis=1) & may_be
    alone = [f"overused_{rule.limits[0].what}" for rule in OF_ONE_SUBSTANCE]
    found[f"overused_{SIMPLE.what}"] &= ~found[alone].any(axis=1)
    return found
