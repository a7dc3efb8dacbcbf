"""Days that a diary of attacks brought before and no longer has: kept, and told."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Connection, select

from analysis.importing.findings import Problem
from analysis.importing.reasons import Reason
from analysis.querying.schema import DIARY


def no_longer_there(connection: Connection, file: str, format: str, rows: pd.DataFrame) -> list[Problem]:
    """A remark where the store has days of the same diary between the first and the last in `rows` that are not there.

    An attack that was moved or shortened in the app leaves such a day behind.
    """
    remarks = []
    for patient, days in rows.groupby("patient_id")["date"]:
        first, last = days.min().date(), days.max().date()
        query = select(DIARY.c.date).where(
            DIARY.c.patient_id == patient, DIARY.c.source == format, DIARY.c.date.between(first, last)
        )
        gone = sorted(set(connection.execute(query).scalars()) - set(days.dt.date))
        if gone:
            told = {"days": ", ".join(map(str, gone))}
            remarks.append(Problem(file, None, "date", str(patient), Reason.DAYS_NOT_IN_FILE, told))
    return remarks
