"""The patient of a foreign diary, added to a store that does not know them yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

import pandas as pd
from sqlalchemy import Connection, insert, select

from analysis import diary
from analysis.formats.reading import Reading
from analysis.importing.checks import Sheet
from analysis.importing.findings import Problem
from analysis.importing.reasons import Reason
from analysis.querying.schema import PATIENTS


def add(
    connection: Connection,
    reading: Reading,
    sheets: Iterable[Sheet],
    batch: int,
    now: datetime,
    kept_from: date | None = None,
) -> list[Problem]:
    """A remark for each patient that was added, enrolled on the first day of their diary; none where all are known.

    That is the first day with a row, or the one from which the diary says that it was kept. Those whose enrolment the
    files tell are added as they say.
    """
    every = list(sheets)
    days = pd.concat([each.sound for each in every if each.table is diary.DIARY])
    told = {patient for each in every if each.table is diary.PATIENTS for patient in each.sound["patient_id"]}
    past = days[days["date"] <= pd.Timestamp(now)]
    first_days = past.groupby("patient_id")["date"].min()
    known = set(connection.execute(select(PATIENTS.c.patient_id)).scalars())
    remarks = []
    for patient, first in first_days.items():
        if patient not in known | told:
            enrolled = min(first.date(), kept_from or first.date())
            connection.execute(insert(PATIENTS).values(patient_id=patient, enrolled_on=enrolled, batch=batch))
            detail = {"enrolled_on": enrolled.isoformat()}
            remarks.append(Problem(reading.file, None, "patient_id", str(patient), Reason.PATIENT_CREATED, detail))
    return remarks
