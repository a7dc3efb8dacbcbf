"""Rows of treatments and doses as they are written in a file, semicolons between them."""

from __future__ import annotations

from datetime import date

from analysis import drugs
from analysis.records.treatments import GivenDose, Recorded, Treatment


def recorded(treatments: str = "", doses: str = "") -> Recorded:
    """Rows "drug,started_on,stopped_on,dose,dose_unit,interval_days[,stop_reason]" and "drug,given_on,dose,unit"."""
    return Recorded(tuple(map(_treatment, _rows(treatments))), tuple(map(_dose, _rows(doses))))


def _rows(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in row.split(",")] for row in text.split(";") if row.strip()]


def _treatment(cells: list[str]) -> Treatment:
    drug, start, stop, dose, unit, interval, reason, *_ = [*cells, ""]
    known = drugs.recognised(drug)
    how_known = {10: "day", 7: "month", 0: "unknown"}[len(start)]
    return Treatment(
        drug=drug,
        substance=known.substance if known else None,
        family=known.family if known else None,
        started_on=date.fromisoformat({"day": start, "month": f"{start}-01", "unknown": "1950-01-01"}[how_known]),
        stopped_on=date.fromisoformat(stop) if stop else None,
        dose=float(dose) if dose else None,
        dose_unit=unit or None,
        interval_days=int(interval) if interval else None,
        stop_reason=reason or None,
        usual_interval_days=known.interval_days if known else None,
        start_known=how_known,
    )


def _dose(cells: list[str]) -> GivenDose:
    drug, day, dose, unit = cells
    known = drugs.recognised(drug)
    return GivenDose(
        drug=drug,
        substance=known.substance if known else None,
        family=known.family if known else None,
        given_on=date.fromisoformat(day),
        dose=float(dose) if dose else None,
        dose_unit=unit or None,
        usual_interval_days=known.interval_days if known else None,
    )
