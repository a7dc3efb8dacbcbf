"""Whose diary is alive: who fills it in here, and is therefore seen as of today.

A diary that comes by export is known as of that export, and its later days are outside. One that is kept here is known
at every moment: it is seen as of the day that the door says it is, an empty day of it is open, then missing.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, case, func, select

from analysis.querying.parameters import is_of
from analysis.querying.schema import DIARY, WRITTEN_HERE


def living(connection: Connection, patients: Sequence[str] | None = None) -> frozenset[str]:
    """Those of these patients (None: everyone) whose newest entry is one that they wrote here.

    Who wrote here once and then came by a newer export keeps the diary there again.
    """
    is_here = DIARY.c.batch == WRITTEN_HERE
    here = func.max(case((is_here, DIARY.c.recorded_at)))
    elsewhere = func.max(case((~is_here, DIARY.c.recorded_at)))
    writers = select(DIARY.c.patient_id).where(is_here).distinct()
    if patients is not None:
        writers = writers.where(is_of(DIARY.c.patient_id, patients))
    statement = select(DIARY.c.patient_id).where(DIARY.c.patient_id.in_(writers)).group_by(DIARY.c.patient_id)
    return frozenset(connection.execute(statement.having(here >= func.coalesce(elsewhere, here))).scalars())


def with_a_diary(connection: Connection, patients: Sequence[str] | None = None) -> frozenset[str]:
    """Those of these patients (None: everyone) of whom any day is filled in."""
    statement = select(DIARY.c.patient_id).distinct()
    if patients is not None:
        statement = statement.where(is_of(DIARY.c.patient_id, patients))
    return frozenset(connection.execute(statement).scalars())
