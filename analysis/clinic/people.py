"""Who the clinic's patients are, by the attributes that a selection can be made of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from analysis.clinic.hiding import UNKNOWN, pooled
from analysis.querying.columns import Texts

ATTRIBUTES = ("care_unit", "diagnosis", "sex", "age_band", "period")
"""What patients can be selected by; `period` is when they became patients."""
AGE_BANDS = ((18, 29), (30, 39), (40, 49), (50, 64), (65, 120))
"""Years, first and last of each band (local setting)."""
PERIODS = ((365, "last_12_months"), (730, "last_13_24_months"))
"""Days since enrolment up to which a patient belongs to a period; the others came earlier."""
EARLIER = "earlier"


def attributes(everyone: pd.DataFrame, as_of: date, fewest: int) -> pd.DataFrame:
    """A row a patient who has been one by `as_of`, a column an attribute; values of too few patients are pooled.

    `everyone` is as `patients.people` reads them.
    """
    known = everyone[everyone["enrolled_on"] <= as_of.toordinal()]
    table = pd.DataFrame(
        {
            "care_unit": known["care_unit"].replace("", None).fillna(UNKNOWN),
            "diagnosis": _first_words(known["diagnosis"]),
            "sex": known["sex"].replace("", None).fillna(UNKNOWN),
            "age_band": _age_band(as_of.year - known["birth_year"].astype("float64")),
            "period": _period(as_of.toordinal() - known["enrolled_on"]),
        },
        index=known.index,
        columns=list(ATTRIBUTES),
        dtype="object",
    )
    return table.apply(lambda column: pooled(column, fewest)) if len(table) else table


def _first_words(texts: pd.Series[str]) -> Texts:
    """The first word of each text, which are often the same; UNKNOWN where there is none."""
    place, different = pd.factorize(texts)
    words = [(*text.split(), UNKNOWN)[0] for text in different]
    return np.array([*words, UNKNOWN], dtype=object)[place]


def _age_band(age: pd.Series[float]) -> np.ndarray[tuple[int], np.dtype[np.str_]]:
    holds = [(age >= first) & (age <= last) for first, last in AGE_BANDS]
    return np.select(holds, [f"{first}-{last}" for first, last in AGE_BANDS], default=UNKNOWN)


def _period(days: pd.Series[float]) -> np.ndarray[tuple[int], np.dtype[np.str_]]:
    return np.select([days < limit for limit, _ in PERIODS], [name for _, name in PERIODS], default=EARLIER)


def selected(people: pd.DataFrame, chosen: Mapping[str, str]) -> pd.DataFrame:
    """The patients with the chosen values."""
    for attribute, value in chosen.items():
        people = people[people[attribute] == value]
    return people
