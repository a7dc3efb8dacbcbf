"""The treatment that is shown on a line: the last of those recorded that run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from analysis.querying.columns import day_of, days_of
from analysis.records.patients import Treatment
from analysis.records.treatments import Treatments

PREFIX = "treatment_"
DRUG = f"{PREFIX}drug"
"""The column with its name."""
_READ: Mapping[str, Callable[[Any], Any]] = {
    "drug": str,
    "substance": str,
    "family": str,
    "started_on": day_of,
    "stopped_on": day_of,
    "dose": float,
    "dose_unit": str,
    "interval_days": int,
    "stop_reason": str,
    "given_on": days_of,
}


def running_treatments(recorded: Treatments, as_of: date) -> pd.DataFrame:
    """The last that runs at `as_of`, by its start and its name, of each patient who has one.

    By patient, the columns of `Treatment` with PREFIX: days as numbers, `treatment_given_on` tuples of them.
    """
    day = as_of.toordinal()
    rows = np.flatnonzero((recorded.first <= day) & (np.isnan(recorded.last) | (recorded.last >= day)))
    of = pd.Series(rows, index=recorded.patient_id[rows])
    rows = of[~of.index.duplicated(keep="last")].to_numpy()
    days = {"started_on": recorded.first[rows], "stopped_on": recorded.last[rows]}
    told = {name: getattr(recorded, name)[rows] for name in _READ if name not in (*days, "given_on")}
    columns = told | days | {"given_on": recorded.given.of(rows).tuples()}
    return pd.DataFrame(columns, index=recorded.patient_id[rows]).add_prefix(PREFIX)


def treatment_of(row: Mapping[str, Any]) -> Treatment | None:
    """The treatment in a row that has the columns of `running`; None where it has none."""
    told = {name: row[f"{PREFIX}{name}"] for name in _READ}
    if told["drug"] is None:
        return None
    known: dict[str, Any] = {name: None if value is None else _READ[name](value) for name, value in told.items()}
    return Treatment(**known)
