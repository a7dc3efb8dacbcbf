"""Single diary entries judged by a profile, many at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

from sqlalchemy import Engine, select

from analysis.days.classified import classified_days
from analysis.days.definitions import PROFILES
from tests.drawn import database, diary_row, fill

DAY = date(2026, 3, 1)

FULL = {
    "headache": True,
    "severity": 2,
    "duration_hours": 4.0,
    "unilateral": True,
    "pulsating": False,
    "aggravated_by_activity": False,
    "nausea": True,
    "vomiting": False,
    "photophobia": False,
    "phonophobia": False,
    "aura": False,
}
"""Two of four pain features, one of the accompanying symptoms, four hours."""
PAIN_ONLY = {**FULL, "nausea": False}
NAUSEA_ONLY = {**FULL, "unilateral": False}
NEITHER = {**FULL, "nausea": False, "unilateral": False}


@cache
def _one_database() -> Engine:
    return database()


def judged(profile: str, entries: Sequence[tuple[dict[str, object], Sequence[tuple[str, str | None]]]]):
    """The kinds of day of each entry, given its fields and its doses as (drug, helped)."""
    names = [f"P{number:03}" for number in range(len(entries))]
    rows = [diary_row(name, DAY, **fields) for name, (fields, _) in zip(names, entries, strict=True)]
    doses = [
        {"patient_id": name, "date": DAY, "drug": drug, "helped": helped}
        for name, (_, taken) in zip(names, entries, strict=True)
        for drug, helped in taken
    ]
    with _one_database().begin() as connection:
        fill(connection, patients=[{"patient_id": name, "enrolled_on": DAY} for name in names], diary=rows, doses=doses)
        days = classified_days(PROFILES[profile], lock_days=7)
        return connection.execute(select(days).order_by(days.c.patient_id)).mappings().all()
