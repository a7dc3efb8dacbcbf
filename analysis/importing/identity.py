"""Whether a pseudonym still stands for the same person."""

from __future__ import annotations

import pandas as pd

from analysis.importing.cells import same
from analysis.importing.matching import counterparts
from analysis.importing.scope import Scope

TRAITS = ("sex", "birth_year")
"""What does not change in a person; corrected now and then, and otherwise the sign of somebody else."""


def other_people(rows: pd.DataFrame, stored: pd.DataFrame, scope: Scope) -> int:
    """How many known pseudonyms come with another sex or birth year, or from another source, than in the store."""
    if stored.empty:
        return 0
    before = counterparts(rows, stored, ["patient_id"])
    other = before["batch"].isin(scope.others).to_numpy(dtype=bool, copy=True)
    for name in TRAITS:
        other |= ~(same(before[name], rows[name]) | before[name].isna().to_numpy() | rows[name].isna().to_numpy())
    return int(other.sum())
