"""Whose treatment or next visit is not known for certain, since something recorded of it could not be read.

Nobody leaves the groups of what is due for that alone without the list saying so.
"""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Connection

from analysis.basis import Basis
from analysis.episodes.everybody import Courses
from analysis.records.unread import rejected_treatments, unread_visits

TREATMENT, VISIT = "treatment", "visit"
NOT_READ = {f"{what}_not_read": what for what in (TREATMENT, VISIT)}
"""The columns of `not_read`, and what each is about."""


def not_read(connection: Connection, courses: Courses, patients: pd.Index[str], basis: Basis) -> pd.DataFrame:
    """Whether a treatment that may run or be planned could not be read whole, and a visit that may be booked.

    A row each of `patients`, the columns of NOT_READ.
    """
    day, table = basis.as_of, courses.table
    goes_on = ~(table["last_day"] < day.toordinal())
    lost = rejected_treatments(connection, basis.patients).items()
    booked = unread_visits(connection, basis.patients).items()
    whose = (
        {
            *table["patient_id"][table["is_unread"] & goes_on],
            *(one for one, rows in lost if any(ran.last >= day for ran in rows)),
        },
        {one for one, days in booked if any(visit is None or visit >= day for visit in days)},
    )
    found = {name: patients.isin(sorted(some)) for name, some in zip(NOT_READ, whose, strict=True)}
    return pd.DataFrame(found, index=patients)
