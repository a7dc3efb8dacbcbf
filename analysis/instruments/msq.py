"""MSQ v2.1: quality of life in three domains, 0 to 100 each, higher is better, over four weeks (PRO-8, PRO-9).

The differences between groups are for comparing treatments; for one person the same paper gives larger ones, for two
domains as a range whose ends are both asked for.
"""

from __future__ import annotations

from analysis.instruments.instrument import ImportantChange, Instrument, Scale

SOURCE = "cole2009"


def _domain(name: str, code: str, between: tuple[float, str], within: dict[str, float]) -> Instrument:
    points, certainty = between
    of_a_person = (
        ImportantChange("PRO-9", f"{code}_{end}", by, Scale.POINTS, SOURCE, "V") for end, by in within.items()
    )
    of_groups = ImportantChange("PRO-9", code, points, Scale.POINTS, SOURCE, certainty, between_groups=True)
    return Instrument(name, 0, 100, higher_is_better=True, important_changes=(*of_a_person, of_groups), recall_days=28)


INSTRUMENTS = (
    _domain("MSQ-RR", "msq_restrictive", (3.2, "V"), {"person": 5}),
    _domain("MSQ-RP", "msq_preventive", (4.6, "V"), {"person": 5, "person_strict": 7.9}),
    _domain("MSQ-EF", "msq_emotional", (7.5, "V"), {"person": 8, "person_strict": 10.6}),
)
"""Role restrictive, role preventive, emotional function; the second is printed as 4.5 in one paper."""
