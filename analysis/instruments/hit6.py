"""HIT-6: impact of headache over four weeks, 36 to 78 points, higher is worse (PRO-1 to PRO-4).

The floor is 36, so a fall of 30 % from 66 asks for 46.2 points, which is very hard; points stand beside the percentage.
The rule that names the percentage does not say of what, so it is taken of the raw score (PRO-4).
"""

from __future__ import annotations

from analysis.instruments.instrument import Band, ImportantChange, Instrument, Scale

_BANDS = ("yang2011", "W 97%")

INSTRUMENTS = (
    Instrument(
        "HIT-6",
        36,
        78,
        higher_is_better=False,
        bands=(
            Band("little", 36, 49, *_BANDS),
            Band("some", 50, 55, *_BANDS),
            Band("substantial", 56, 59, *_BANDS),
            Band("severe", 60, 78, *_BANDS),
        ),
        important_changes=(
            ImportantChange("PRO-3", "hit6_chronic", 6, Scale.POINTS, "houts2020", "V"),
            ImportantChange("PRO-3", "hit6_primary_care", 2.5, Scale.POINTS, "smelt2014", "V"),
            ImportantChange("PRO-3", "hit6_primary_care_roc", 6, Scale.POINTS, "smelt2014", "V"),
            ImportantChange("PRO-3", "hit6_groups", 1.5, Scale.POINTS, "smelt2014", "V", between_groups=True),
            ImportantChange("PRO-3", "hit6_ahs", 5, Scale.POINTS, "continuation2023", "V-2nd"),
            ImportantChange("PRO-4", "hit6_region_stockholm", 30, Scale.PERCENT, "janusinfo", "V"),
        ),
        recall_days=28,
    ),
)
