"""MSQ v2.1: quality of life in three domains, 0 to 100 each, higher is better, over four weeks (PRO-8, PRO-9)."""

from __future__ import annotations

from analysis.instruments.instrument import ImportantChange, Instrument, Scale

SOURCE = "well_known"


def _domain(name: str, code: str, points: float, certainty: str) -> Instrument:
    change = ImportantChange("PRO-9", code, points, Scale.POINTS, SOURCE, certainty, between_groups=True)
    return Instrument(name, 0, 100, higher_is_better=True, important_changes=(change,), recall_days=28)


INSTRUMENTS = (
    _domain("MSQ-RR", "msq_restrictive", 3.2, "V"),
    _domain("MSQ-RP", "msq_preventive", 4.6, "W 88%"),
    _domain("MSQ-EF", "msq_emotional", 7.5, "V"),
)
"""Role restrictive, role preventive, emotional function; the second is printed as 4.5 in one paper."""
