"""Who the clinic's patients are, by the attributes that a selection can be made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from analysis.clinic.hiding import UNKNOWN, pooled
from analysis.patients import Patient

ATTRIBUTES = ("care_unit", "diagnosis", "sex", "age_band", "period")
"""What patients can be selected by; `period` is when they became patients."""
AGE_BANDS = ((18, 29), (30, 39), (40, 49), (50, 64), (65, 120))
"""Years, first and last of each band (local setting)."""
PERIODS = ((365, "last_12_months"), (730, "last_13_24_months"))
"""Days since enrolment up to which a patient belongs to a period; the others came earlier."""
EARLIER = "earlier"


def attributes(everyone: Sequence[Patient], as_of: date, fewest: int) -> pd.DataFrame:
    """A row a patient who has been one by `as_of`, a column an attribute; values of too few patients are pooled."""
    known = [person for person in everyone if person.enrolled_on <= as_of]
    table = pd.DataFrame(
        [_of(person, as_of) for person in known],
        columns=list(ATTRIBUTES),
        index=pd.Index([person.patient_id for person in known], name="patient_id"),
        dtype="object",
    )
    return table.apply(lambda column: pooled(column, fewest)) if len(table) else table


def _of(person: Patient, as_of: date) -> tuple[str, ...]:
    return (
        person.care_unit or UNKNOWN,
        (person.diagnosis or UNKNOWN).split()[0],
        person.sex or UNKNOWN,
        _age_band(person.birth_year, as_of),
        _period((as_of - person.enrolled_on).days),
    )


def _age_band(birth_year: int | None, as_of: date) -> str:
    if birth_year is None:
        return UNKNOWN
    age = as_of.year - birth_year
    return next((f"{first}-{last}" for first, last in AGE_BANDS if first <= age <= last), UNKNOWN)


def _period(days: int) -> str:
    return next((name for limit, name in PERIODS if days < limit), EARLIER)


def selected(people: pd.DataFrame, chosen: Mapping[str, str]) -> pd.DataFrame:
    """The patients with the chosen values."""
    for attribute, value in chosen.items():
        people = people[people[attribute] == value]
    return people
