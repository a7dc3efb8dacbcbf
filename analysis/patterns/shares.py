"""Days out of days: what every pattern is told in, and what chance alone makes of it.

A zone of chance holds what each of several groups of days shows when all have the same rate: with a probability of
95 % every one of them lies inside (Bonferroni). Headache days come in runs, so the zone of neighbouring days is widened
by their persistence (STAT-1, STAT-10). It is a local setting [P]; it says what stands out, never why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from statistics import NormalDist

CONFIDENCE = 0.95
"""Probability that no group lies outside its zone when all have the same rate: a local setting [P]."""
FEWEST_DAYS = 8
"""Days that each group must have before it is compared with chance: a local setting [P], no publication names one."""
USUAL_PERSISTENCE, FEWEST_PAIRS = 0.2, 40
"""Correlation of one day with the next that is taken where fewer pairs of days tell it (STAT-10 [P])."""
MOST_PERSISTENCE = 0.8
"""The highest that is believed: in runs this long the zone is three times as wide as without any [P]."""


@dataclass(frozen=True)
class Share:
    """`days` of `of` days that tell."""

    days: int
    of: int

    @property
    def rate(self) -> float | None:
        """The share, 0 to 1; None when no day tells."""
        return self.days / self.of if self.of else None


@dataclass(frozen=True)
class Compared:
    """A group's share with its zone of chance, both 0 to 1; no zone where it cannot be told."""

    share: Share
    zone: tuple[float, float] | None = None

    @property
    def is_high(self) -> bool:
        """Whether the share lies above its zone."""
        return self.zone is not None and self.share.rate is not None and self.share.rate > self.zone[1]

    @property
    def is_low(self) -> bool:
        """Whether the share lies below its zone."""
        return self.zone is not None and self.share.rate is not None and self.share.rate < self.zone[0]


def share_of(answers: Iterable[bool]) -> Share:
    """How many of the answers are yes."""
    told = list(answers)
    return Share(sum(told), len(told))


def are_few(shares: Sequence[Share]) -> bool:
    """Whether a group with any day has fewer than it takes to compare it with chance."""
    return any(0 < share.of < FEWEST_DAYS for share in shares)


def against_chance(shares: Sequence[Share], persistence: float = 0.0) -> tuple[Compared, ...]:
    """Each share with the zone in which chance leaves it when every group has the rate of all together.

    `persistence` is the correlation of one day with the next within a group. No zones for fewer than two groups, for
    groups of few days, or where all days are alike.
    """
    days, of = sum(share.days for share in shares), sum(share.of for share in shares)
    groups = sum(share.of > 0 for share in shares)
    if groups < 2 or are_few(shares) or days in (0, of):
        return tuple(Compared(share) for share in shares)
    comparisons = groups if groups > 2 else 1
    reach = NormalDist().inv_cdf(1 - (1 - CONFIDENCE) / 2 / comparisons)
    spread = sqrt(days / of * (1 - days / of) * inflation(persistence)) * reach
    return tuple(
        Compared(share, _zone(days / of, spread * sqrt(1 / share.of - 1 / of)) if share.of else None)
        for share in shares
    )


def inflation(persistence: float) -> float:
    """How many times wider persistence makes the variance of a count of days: (1 + r) / (1 - r) (STAT-10)."""
    return (1 + persistence) / (1 - persistence)


def persistence_of(stretches: Iterable[Sequence[bool | None]]) -> float:
    """The correlation of a day with the next, pooled over stretches that each have a rate of their own (STAT-10).

    None in a stretch is a day that does not tell: it is in no pair. A stretch's own mean draws the correlation down by
    (1 + 3 r) / days, which is given back (Kendall, Biometrika 1954;41:403). At least 0, at most MOST_PERSISTENCE.
    """
    together = alone = 0.0
    days = pairs = 0
    for stretch in stretches:
        told = [day for day in stretch if day is not None]
        mean = sum(told) / len(told) if told else 0.0
        products = [(a - mean) * (b - mean) for a, b in pairwise(stretch) if a is not None and b is not None]
        together, alone = together + sum(products), alone + len(products) * mean * (1 - mean)
        days, pairs = max(days, len(told)), pairs + len(products)
    if pairs < FEWEST_PAIRS or days < FEWEST_DAYS or not alone:
        return USUAL_PERSISTENCE
    return min(MOST_PERSISTENCE, max(0.0, (together / alone + 1 / days) / (1 - 3 / days)))


def _zone(rate: float, reach: float) -> tuple[float, float]:
    return max(0.0, rate - reach), min(1.0, rate + reach)
