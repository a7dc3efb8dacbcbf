"""MIDAS: days lost in three months, higher is worse (PRO-5 to PRO-7).

The items on headache days and pain are not in the sum.
"""

from __future__ import annotations

from analysis.instruments.instrument import Band, ImportantChange, Instrument, Scale

REPEAT_DAYS = 84
"""Three months of 28 days between two scores, since it looks back over three months (PRO-7)."""

_GRADES = ("stewart2001", "V")
_PARTS_OF_IV = ("blumenfeld2011", "W 90%")

INSTRUMENTS = (
    Instrument(
        "MIDAS",
        0,
        450,
        higher_is_better=False,
        bands=(
            Band("I", 0, 5, *_GRADES),
            Band("II", 6, 10, *_GRADES),
            Band("III", 11, 20, *_GRADES),
            Band("IVA", 21, 40, *_PARTS_OF_IV),
            Band("IVB", 41, 450, *_PARTS_OF_IV),
        ),
        important_changes=(
            ImportantChange("PRO-6", "midas_points", 5, Scale.POINTS, "continuation2023", "V-2nd", (11, 20)),
            ImportantChange("PRO-6", "midas_percent", 30, Scale.PERCENT, "continuation2023", "V-2nd", (21, 450)),
            ImportantChange("TLV-4", "midas_region_stockholm", 30, Scale.PERCENT, "janusinfo", "V"),
        ),
        recall_days=REPEAT_DAYS,
        repeat_days=REPEAT_DAYS,
    ),
)
