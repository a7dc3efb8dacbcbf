"""How much of a period was filled in, and how far a diary so kept can be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from analysis.outcomes import Whole
from analysis.settings import Settings
from analysis.windows import WINDOW_DAYS

TOLERANCE = 1e-9
"""Days by which a limit of a longer period may be missed through rounding."""


class Tier(IntEnum):
    """How far the diary of a window can be trusted (CMP-21), worst first."""

    RED = 0
    ORANGE = 1
    YELLOW = 2
    GREEN = 3

    @property
    def code(self) -> str:
        """The name other programs rely on: red, orange, yellow, green."""
        return self.name.lower()


def tier_of(filled: Whole, inside: Whole, settings: Settings, of_attacks: Whole | int = 0) -> Whole:
    """The value of the Tier of a period with so many filled days of those inside, or of a column of them (CMP-21).

    The limits are filled days of 28. For a longer period they grow with its days inside; for a shorter one, or one
    that lies partly outside, they do not shrink: ten filled days are ten days however short the period was. Where any
    of the filled days are `of_attacks`, filled because there was headache, the tier is red.
    """
    reached = 0 * filled
    for limit in (settings.orange, settings.yellow, settings.green):
        reached = reached + 1 * ((filled >= limit) & (filled >= limit * inside / WINDOW_DAYS - TOLERANCE))
    return reached * (of_attacks == 0)


@dataclass(frozen=True)
class Completeness:
    """Days of a period by state: filled, open (can still be filled in), missing (locked), outside.

    `of_attacks` of the filled days are filled because there was headache, their source recording attacks only: however
    many they are, they do not tell how well the diary was kept.
    """

    filled: int
    open: int
    missing: int
    outside: int
    of_attacks: int = 0

    @property
    def unfilled(self) -> int:
        """Open and missing days."""
        return self.open + self.missing

    @property
    def inside(self) -> int:
        """Days on which the diary could be filled in."""
        return self.filled + self.unfilled

    @property
    def now(self) -> float | None:
        """Filled share of all days inside, 0 to 1 (CMP-3); None when no day is inside."""
        return self.filled / self.inside if self.inside else None

    @property
    def final(self) -> float | None:
        """Filled share of the days that are settled, filled or locked, 0 to 1 (CMP-3); None when none is."""
        settled = self.filled + self.missing
        return self.filled / settled if settled else None

    def is_rated(self, settings: Settings) -> bool:
        """Whether enough days are filled for a rate per 28 days to be told (CMP-21)."""
        return self.tier(settings) is not Tier.RED

    def tier(self, settings: Settings) -> Tier:
        """How far the period can be trusted (CMP-21), as `tier_of` has it."""
        return Tier(tier_of(self.filled, self.inside, settings, self.of_attacks))

    def as_json(self, settings: Settings) -> dict[str, int | float | str | None]:
        """Completeness as other programs rely on it."""
        return {
            "filled": self.filled,
            "open": self.open,
            "missing": self.missing,
            "outside": self.outside,
            "now": self.now,
            "final": self.final,
            "tier": self.tier(settings).code,
            "of_attacks": self.of_attacks,
        }
