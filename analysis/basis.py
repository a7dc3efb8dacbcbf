"""What figures rest on: as of which day, by which settings, and of whom. The three travel together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from analysis.settings import Settings


@dataclass(frozen=True)
class Basis:
    """As of which day, by which settings and of which patients (None: everyone) something is computed.

    Nothing after `as_of` is seen: days after it are outside, not missing.
    """

    as_of: date
    settings: Settings
    patients: tuple[str, ...] | None = None
    gathered: bool = False
    """Whether the store has a table in which what was written of each day was brought together beforehand."""

    def of(self, patients: Sequence[str] | None) -> Self:
        """The same for these patients (None: everyone)."""
        return replace(self, patients=None if patients is None else tuple(patients))

    def under(self, settings: Settings) -> Self:
        """The same by other settings."""
        return replace(self, settings=settings)
