"""Frequency bands for display (CM-9): there is no agreed standard, so a band is shown with the name of its set.

A band set says which days it counts. A patient lies in one band where the unfilled days cannot change it, else in more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from analysis.counts.day_count import DayCount
from analysis.criteria.criterion import Limit
from analysis.criteria.rule import Rule, Windowed, WindowRule, reach
from analysis.outcomes import Verdict, all_of, any_of, none_of

WHERE = "analysis.criteria.frequency_bands"
TEST = "tests/analysis/criteria/test_frequency_bands.py"


@dataclass(frozen=True)
class BandSet:
    """Bands of the days of one kind in 28: the code of each with the days from which it begins, lowest first."""

    id: str
    kind: str
    begins: tuple[tuple[str, int], ...]
    source: str

    def bands_of(self, count: DayCount) -> tuple[str, ...]:
        """The bands in which the days may lie, lowest first; empty where the entries do not tell."""
        if count.filled and not count.told:
            return ()
        possible = range(count.lowest, count.highest + 1)
        return tuple(dict.fromkeys(self._band(days) for days in possible))

    def _band(self, days: int) -> str:
        return [code for code, first in self.begins if days >= first][-1]

    @property
    def limits(self) -> tuple[Limit, ...]:
        """The number of days at which each band but the lowest begins."""
        return tuple(Limit(self.kind, first) for _, first in self.begins[1:])


DISPLAY = BandSet("display", "recorded_headache", (("lfem", 0), ("hfem", 8), ("cm", 15)), "bmcneurol2022")
"""Headache days: low-frequency below 8, high-frequency 8 to 14, from 15 in the range of chronic migraine."""
GALCANEZUMAB = BandSet(
    "galcanezumab", "migraine", (("below", 0), ("lfem", 4), ("hfem", 8), ("above", 15)), "evolve_subgroup2019"
)
"""Migraine days in EVOLVE: low-frequency 4 to 7, high-frequency 8 to 14."""
EPTINEZUMAB = BandSet(
    "eptinezumab", "recorded_headache", (("below", 0), ("lfem", 4), ("hfem", 10), ("cm", 15)), "bmcneurol2022"
)
"""Headache days, post hoc: at most 3, low-frequency 4 to 9, high-frequency 10 to 14, from 15."""

BAND_SETS = {bands.id: bands for bands in (DISPLAY, GALCANEZUMAB, EPTINEZUMAB)}


def _is_certain(bands: BandSet) -> Callable[[Sequence[Windowed]], Verdict]:
    """The verdict whether the unfilled days leave only one band: each limit is surely reached or surely not."""

    def verdict(windows: Sequence[Windowed]) -> Verdict:
        reached = [reach(windows[-1], limit.what, limit.value) for limit in bands.limits]
        return all_of(*(any_of(one, none_of(one)) for one in reached))

    return verdict


def _named(windows: Sequence[Windowed]) -> tuple[str, ...]:
    count = windows[-1][DISPLAY.kind]
    return DISPLAY.bands_of(count) if isinstance(count, DayCount) else ()


RULES: tuple[Rule, ...] = (
    WindowRule(
        "CM-9",
        DISPLAY.source,
        "V",
        WHERE,
        TEST,
        DISPLAY.limits,
        "no_standard",
        verdict=_is_certain(DISPLAY),
        windows=1,
        named=_named,
    ),
)
