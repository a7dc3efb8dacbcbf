"""Whose treatment, next visit or overuse is not known for certain, since something recorded of it could not be read.

Nobody leaves the groups of what is due for that alone without the list saying so.
"""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Connection

from analysis.basis import Basis
from analysis.episodes.everybody import Courses
from analysis.records.remarks import acute_doses_in_doubt
from analysis.records.unread import rejected_treatments, unread_visits
from analysis.windows import CRITERION_WINDOWS, windows_ending

TREATMENT, VISIT, ACUTE_MEDICATION = "treatment", "visit", "acute_medication"
NOT_READ = {f"{what}_not_read": what for what in (TREATMENT, VISIT, ACUTE_MEDICATION)}
"""The columns of `not_read`, and what each is about."""


def not_read(connection: Connection, courses: Courses, overuse_is_open: pd.Series[bool], basis: Basis) -> pd.DataFrame:
    """Whether a treatment that may run or be planned could not be read whole, a visit that may be booked, and a dose
    of acute medication by which overuse may be met.

    A row a patient of `overuse_is_open`, which tells whether it may be met; the columns of NOT_READ.
    """
    day, table, patients = basis.as_of, courses.table, overuse_is_open.index
    asked = windows_ending(day, CRITERION_WINDOWS)
    taken = acute_doses_in_doubt(connection, basis.patients).items()
    goes_on = ~(table["last_day"] < day.toordinal())
    lost = rejected_treatments(connection, basis.patients).items()
    booked = unread_visits(connection, basis.patients).items()
    whose = (
        {
            *table["patient_id"][table["is_unread"] & goes_on],
            *(one for one, rows in lost if any(ran.last >= day for ran in rows)),
        },
        {one for one, days in booked if any(visit is None or visit >= day for visit in days)},
        {one for one, days in taken if any(dose is None or asked[0].first <= dose <= day for dose in days)}
        & {*patients[overuse_is_open.astype(bool)]},
    )
    found = {name: patients.isin(sorted(some)) for name, some in zip(NOT_READ, whose, strict=True)}
    return pd.DataFrame(found, index=patients)
