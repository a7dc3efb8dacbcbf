"""What the list needs to know of visits and acute medication, each read for the whole clinic in one statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
from sqlalchemy import Connection, func, select

from analysis.counts import Outcome, columns_of, counted_columns
from analysis.criteria.medication_overuse import BY_CLASS, OF_OTHER, TOGETHER
from analysis.patients import JUDGING_VISITS
from analysis.schema import VISITS
from analysis.settings import Settings
from analysis.windows import CRITERION_WINDOWS, windows_ending

OVERUSE = (*BY_CLASS, TOGETHER, OF_OTHER)
"""The rules of the classes, and of several together (MOH-2 to MOH-8)."""
OVERUSE_KINDS = tuple(dict.fromkeys(limit.what for rule in OVERUSE for limit in (*rule.limits, *rule.settled_by)))
"""The kinds of day that they ask for."""


def next_visits(connection: Connection, as_of: date) -> dict[str, date]:
    """The first visit of each patient on or after the as-of date."""
    statement = select(VISITS.c.patient_id, func.min(VISITS.c.date)).where(VISITS.c.date >= as_of)
    return {row[0]: row[1] for row in connection.execute(statement.group_by(VISITS.c.patient_id))}


def judging_visits(connection: Connection, as_of: date) -> dict[str, list[date]]:
    """The visits until the as-of date at which a treatment can have been evaluated."""
    statement = select(VISITS.c.patient_id, VISITS.c.date).where(
        VISITS.c.date <= as_of, VISITS.c.kind.in_(JUDGING_VISITS)
    )
    found: dict[str, list[date]] = {}
    for patient, day in connection.execute(statement):
        found.setdefault(patient, []).append(day)
    return found


def overused_classes(
    connection: Connection, patients: Sequence[str] | None, as_of: date, settings: Settings
) -> Mapping[str, tuple[str, ...]]:
    """The classes of acute medication whose days reach their limit in each of the last three windows (MOH-2 to MOH-8).

    Only patients for whom a class does so whatever the days that are not known were (TRI-1).
    """
    windows = windows_ending(as_of, CRITERION_WINDOWS)
    table = counted_columns(connection, windows, as_of=as_of, settings=settings, patients=patients, kinds=OVERUSE_KINDS)
    columns = columns_of(table, windows)
    names, found = columns[-1].patients, dict[str, tuple[str, ...]]()
    for rule in OVERUSE:
        for place in np.flatnonzero(np.asarray(rule.verdict(columns)) == Outcome.MET):
            found[names[place]] = (*found.get(names[place], ()), rule.limits[0].what)
    return found
