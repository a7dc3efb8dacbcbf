"""Windows, patients and treatments put together by hand."""

from __future__ import annotations

from datetime import date, timedelta

from analysis.counts.completeness import Completeness
from analysis.counts.day_count import DayCount, WindowCounts
from analysis.records.patients import Patient, PatientFile, Visit
from analysis.records.treatments import Recorded
from analysis.windows import WINDOW_DAYS, Window
from tests.treated import row, together

AS_OF = date(2026, 10, 31)


def window_counts(
    window: Window,
    *,
    migraine: int = 0,
    headache: int = 0,
    untold: int = 0,
    missing: int = 0,
    still_open: int = 0,
    outside: int = 0,
    **kinds: int,
) -> WindowCounts:
    """A window in which every day that is neither empty nor outside is filled in."""
    filled = window.days - missing - still_open - outside
    unfilled = missing + still_open
    return WindowCounts(
        window,
        Completeness(filled, still_open, missing, outside),
        {
            "headache": DayCount(headache, unfilled, 0, filled),
            "migraine": DayCount(migraine, unfilled, untold, filled),
            **{kind: DayCount(days, unfilled, 0, filled) for kind, days in kinds.items()},
        },
    )


def window(back: int = 0) -> Window:
    """The 28 days that end so many windows before the as-of day."""
    last = AS_OF - timedelta(days=WINDOW_DAYS * back)
    return Window(last - timedelta(days=WINDOW_DAYS - 1), last, str(back))


def treatment(
    drug: str,
    started_on: date,
    stopped_on: date | None = None,
    *,
    dose: float | None = None,
    family: str | None = None,
    stop_reason: str | None = None,
    given_on: tuple[date, ...] = (),
) -> Recorded:
    return row(drug, drug.lower(), family, started_on, stopped_on, dose, "mg", None, stop_reason, given_on)


def file(*treatments: Recorded, visits: tuple[Visit, ...] = (), enrolled_on: date = date(2025, 1, 1)) -> PatientFile:
    patient = Patient("P-000", enrolled_on, None, None, None, None, None, None)
    return PatientFile(patient, together(treatments), visits, (), ())
