"""mTOQ-4: how well acute treatment works, 0 to 8 points, higher is better (PRO-12)."""

from __future__ import annotations

from analysis.instruments.instrument import Band, Instrument

_BANDS = ("lipton2015", "W 75%")

INSTRUMENTS = (
    Instrument(
        "mTOQ-4",
        0,
        8,
        higher_is_better=True,
        bands=(
            Band("very_poor", 0, 0, *_BANDS),
            Band("poor", 1, 5, *_BANDS),
            Band("moderate", 6, 7, *_BANDS),
            Band("maximum", 8, 8, *_BANDS),
        ),
    ),
)
