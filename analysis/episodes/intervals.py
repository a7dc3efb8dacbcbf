"""How many days lie between the doses of a preventive: as recorded, else as the doses, the dose or the catalogue tell.

Only what is recorded in the row is an interval for certain. Where it is empty, the days of the recorded doses tell it,
then the dose (WIN-8: 675 mg of fremanezumab lasts three months), then the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from analysis.drugs.amounts import Amount
from analysis.drugs.regimens import interval_of_dose, labelled_intervals
from analysis.episodes.pauses import tolerated_days

MONTH_DAYS = (28, 31)
"""The shortest and the longest month: intervals of so many days, and of the same number of months, are the same."""
FEWEST_GAPS = 2
"""Gaps between doses that tell an interval which no label knows (local setting)."""


def is_same_interval(one: int | None, other: int | None) -> bool:
    """Whether two intervals are the same as far as is known: 28 and 31 days are both a month, 84 and 92 a quarter."""
    if one is None or other is None or one == other:
        return True
    shortest, longest = MONTH_DAYS
    months = max(one, other) // shortest
    return months > 0 and all(shortest * months <= days <= longest * months for days in (one, other))


def told_by_doses(given: Iterable[date], substance: str | None, usual: int | None) -> int | None:
    """The interval that the days of doses tell; None where they tell none.

    It is the labelled one (the catalogue's `usual`, where no label is listed) near the middle of the gaps, the lower of
    two; another one only where there are FEWEST_GAPS or more.
    """
    gaps = sorted((later - earlier).days for earlier, later in pairwise(sorted(set(given))))
    if not gaps:
        return None
    middle = gaps[(len(gaps) - 1) // 2]
    labelled = labelled_intervals(substance) or ((usual,) if usual and usual > 1 else ())
    near = [days for days in labelled if abs(middle - days) <= tolerated_days(days)]
    if near:
        return min(near, key=lambda days: abs(middle - days))
    return middle if len(gaps) >= FEWEST_GAPS else None


def lasting_days(
    recorded: int | None, told: int | None, dose: Amount | None, substance: str | None, usual: int | None
) -> int:
    """For how many days a dose counts: the recorded interval, else the longer of what the doses and the dose tell."""
    if recorded:
        return recorded
    by_dose = interval_of_dose(substance, dose)
    return max(told or 0, by_dose or 0) or usual or 1
