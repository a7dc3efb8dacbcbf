"""Treatments as clinics write them: starts known to the month, doses with their unit, intervals in words."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import diary
from analysis.formats.reading import LINE
from analysis.importing.checks import Sheet, sheet
from analysis.importing.reasons import Reason


def read(**cells: str) -> Sheet:
    texts = pd.DataFrame({LINE: [2], "patient_id": ["A"], "drug": ["Ajovy"], **{k: [v] for k, v in cells.items()}})
    return sheet(diary.TREATMENTS, texts)


@pytest.mark.parametrize(
    ("written", "day", "known", "reasons"),
    [
        ("2026-05-12", "2026-05-12", None, []),
        ("2026-05", "2026-05-01", "month", []),
        ("2026-05-00", "2026-05-01", "month", []),
        ("", "1950-01-01", "unknown", []),
        ("  ", "1950-01-01", "unknown", []),
        ("sommaren", "1950-01-01", "unknown", ["start_not_read"]),
        ("2026-13", "1950-01-01", "unknown", ["start_not_read"]),
    ],
)
def test_a_treatment_stands_whatever_is_known_of_its_start(
    written: str, day: str, known: str | None, reasons: list[str]
) -> None:
    found = read(started_on=written)
    (row,) = found.sound.to_dict("records")
    assert (str(row["started_on"])[:10], row["start_known"] or None) == (day, known)
    assert [reason.code for reason in Reason if found.findings.noted(reason).any()] == reasons


@pytest.mark.parametrize(
    ("dose", "unit", "number", "named"),
    [
        ("225 mg", "", 225.0, "mg"),
        ("225 mg", "mg", 225.0, "mg"),
        ("0,5g", "", 0.5, "g"),
        ("155 E", "", 155.0, "E"),
        ("225", "mg", 225.0, "mg"),
    ],
)
def test_a_dose_may_be_written_with_its_unit(dose: str, unit: str, number: float, named: str) -> None:
    (row,) = read(started_on="2026-05-01", dose=dose, dose_unit=unit).sound.to_dict("records")
    assert (row["dose"], row["dose_unit"]) == (number, named)


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("28", 28),
        ("a month", 30),
        ("månad", 30),
        ("1 månad", 30),
        ("var 3:e månad", 90),
        ("12 veckor", 84),
        ("4 weeks", 28),
        ("dagligen", 1),
        ("quarterly", 90),
    ],
)
def test_an_interval_may_be_written_in_words(written: str, days: int) -> None:
    (row,) = read(started_on="2026-05-01", interval_days=written).sound.to_dict("records")
    assert row["interval_days"] == days
