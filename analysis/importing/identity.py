"""Whether a pseudonym still stands for the same person."""

from __future__ import annotations

import pandas as pd

from analysis.importing.scope import Scope

TRAITS = ("sex", "birth_year")
"""What does not change in a person; corrected now and then, and otherwise the sign of somebody else."""


def other_people(rows: pd.DataFrame, stored: pd.DataFrame, scope: Scope) -> int:
    """How many known pseudonyms come with another sex or birth year, or from another source, than in the store."""
    both = rows.merge(stored, on="patient_id", suffixes=("", "_before"))
    other = both["batch"].isin(scope.others)
    for name in TRAITS:
        before, now = both[f"{name}_before"], both[name]
        other |= before.notna() & now.notna() & (before != now)
    return int(other.sum())
