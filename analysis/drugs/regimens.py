"""Labelled ways of giving a preventive: the dose that tells its interval, and the dose it is begun with.

`regimens.csv` holds one row a substance and maintenance dose, with the columns

- `substance`: as in the catalogue; `dose` and `unit`: what is given once; `interval_days`: days between doses
- `loading_dose`: what is given on the first day instead, in the same unit; empty where nothing else is
- `source`: rule of the clinical rules and grade

Source: clinical-rules WIN-8: galcanezumab, 240 mg once; fremanezumab, 675 mg every three months.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analysis.drugs.amounts import Amount, amount, is_same_amount

REGIMENS_FILE = Path(__file__).with_name("regimens.csv")


@dataclass(frozen=True)
class Regimen:
    """A row of the table."""

    substance: str
    dose: Amount
    interval_days: int
    loading_dose: Amount | None
    source: str


def _regimen(row: Mapping[str, str]) -> Regimen:
    return Regimen(
        substance=row["substance"],
        dose=_amount(row["dose"], row["unit"]),
        interval_days=int(row["interval_days"]),
        loading_dose=_amount(row["loading_dose"], row["unit"]) if row["loading_dose"] else None,
        source=row["source"],
    )


def _amount(dose: str, unit: str) -> Amount:
    found = amount(float(dose), unit)
    assert found is not None
    return found


@cache
def regimens() -> Mapping[str, tuple[Regimen, ...]]:
    """The regimens of each substance that has any, in the order of the file."""
    found: dict[str, tuple[Regimen, ...]] = {}
    with REGIMENS_FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["substance"]] = (*found.get(row["substance"], ()), _regimen(row))
    return found


def labelled_intervals(substance: str | None) -> tuple[int, ...]:
    """The days between doses that the label of a substance knows, the shortest first; none where it is not listed."""
    return tuple(sorted({one.interval_days for one in regimens().get(substance or "", ())}))


def interval_of_dose(substance: str | None, dose: Amount | None) -> int | None:
    """The days between doses that a dose of the substance tells (WIN-8); None where it tells nothing."""
    if dose is None:
        return None
    found = (one for one in regimens().get(substance or "", ()) if is_same_amount(one.dose, dose))
    return next((one.interval_days for one in found), None)


def is_loading_dose(substance: str | None, first: Amount, then: Amount) -> bool:
    """Whether the first is the labelled loading dose of a treatment that is gone on with at the other (WIN-8)."""
    return any(
        one.loading_dose is not None and is_same_amount(one.loading_dose, first) and is_same_amount(one.dose, then)
        for one in regimens().get(substance or "", ())
    )
