"""What is kept of entries, laid out as a table that can be compared."""

from __future__ import annotations

import pandas as pd

from analysis.days.kept.entries import KeptDays


def told_of(days: KeptDays) -> pd.DataFrame:
    """A row a day: whose it is, which, and what its entry says."""
    said = days.entries.to_pandas().drop(columns=["patient_id", "date", "day"])
    row, day, entry = days.days()
    return said.iloc[entry].assign(patient=days.patients[row], on=day).reset_index(drop=True)
