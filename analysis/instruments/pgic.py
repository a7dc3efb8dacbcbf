"""PGIC: the patient's own judgement of the change, from 1 very much improved to 7 very much worse (PRO-10)."""

from __future__ import annotations

from analysis.instruments.instrument import Band, Instrument

_BANDS = ("promise2", "V")

INSTRUMENTS = (
    Instrument(
        "PGIC",
        1,
        7,
        higher_is_better=False,
        bands=(
            Band("responder", 1, 2, *_BANDS),
            Band("minimal_or_none", 3, 5, *_BANDS),
            Band("worse", 6, 7, *_BANDS),
        ),
        is_a_change=True,
    ),
)
"""A responder is much or very much improved."""
