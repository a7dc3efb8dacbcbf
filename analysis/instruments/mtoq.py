"""mTOQ-4: how well acute treatment works, 0 to 8 points, higher is better (PRO-12)."""

from __future__ import annotations

from analysis.instruments.instrument import Band, Instrument

INSTRUMENTS = (
    Instrument(
        "mTOQ-4",
        0,
        8,
        higher_is_better=True,
        bands=(
            Band("very_poor", 0, 0),
            Band("poor", 1, 5),
            Band("moderate", 6, 7),
            Band("maximum", 8, 8),
        ),
    ),
)
