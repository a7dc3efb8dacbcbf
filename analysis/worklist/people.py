"""Who is on the list."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pandas as pd
from sqlalchemy import Connection, or_, select

from analysis.patients import Patient
from analysis.schema import PATIENTS
from analysis.worklist.reading import day_numbers, rows_of


def current_patients(connection: Connection, patients: tuple[str, ...] | None, as_of: date) -> pd.DataFrame:
    """Who is a patient at `as_of`, of these (None: of all): a row each by pseudonym, with the columns of `Patient`.

    Days are day numbers.
    """
    columns = [PATIENTS.c[field.name] for field in fields(Patient)]
    is_current = or_(PATIENTS.c.left_on.is_(None), PATIENTS.c.left_on >= as_of)
    statement = select(*columns).where(PATIENTS.c.enrolled_on <= as_of, is_current)
    if patients is not None:
        statement = statement.where(PATIENTS.c.patient_id.in_(patients))
    found = rows_of(connection, statement).set_index("patient_id").sort_index()
    return found.assign(enrolled_on=day_numbers(found["enrolled_on"]), left_on=day_numbers(found["left_on"]))
