"""Days of each kind in a window, never without the days that are not known.

`DayCount` holds what was observed and what was not; `reaches` answers with three outcomes, so that filling in the
blanks never overturns a verdict (TRI-1). `DayColumn` is the same with a column in place of each number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any, Generic, Self

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.counts.completeness import Completeness
from analysis.counts.undated import UNDATED, least
from analysis.days.classified import OF_INTAKES, WITHOUT_INTAKES
from analysis.outcomes import Column, Outcome, Whole, reached
from analysis.settings import Settings
from analysis.windows import WINDOW_DAYS, Window

OF_HEADACHE = (
    "migraine",
    "moderate_or_severe",
    "severe",
    "disabling",
    "migraine_or_moderate",
    "ichd_migraine",
    "migraine_features",
    "probable_migraine",
    "tension_type_like",
)
"""Kinds that a headache-free day is not, whatever fields the diary has."""


def untold_of(numbers: Mapping[str, Any], kind: str) -> Any:
    """The headache days of which none tells of this kind, in the columns of `statement.counted`; 0 where one does."""
    if kind not in OF_HEADACHE or "headache" not in numbers:
        return 0
    headache = numbers["headache"]
    return headache * (numbers[kind] == 0) * (numbers[f"{kind}_unknown"] >= headache)


@dataclass(frozen=True)
class Days(Generic[Whole]):
    """Days of one kind in a period, for one patient or a column of patients. All are whole days.

    `observed` days were of this kind; on `unknown` filled days the entry does not tell; `unfilled` days (open and
    missing) may have been anything. `filled` is the number of filled days, the unknown ones included.

    What is recorded is certain: a day without an entry on which an intake is recorded is `observed` for that medication
    and stands, for this kind, among `filled` and not `unfilled`. It tells, so it counts in the rate too, and once. For
    headache it is unfilled. There are `without_entry` such days, and on `entered` days the diary was filled in.

    `of_attacks` of the filled days are filled because there was headache: their source records attacks only. As long as
    there are any, the days have no rate; what they are at least and at most holds all the same.

    `undated` of the unknown days are such through doses of which no day is known: any day that is told to be without
    may have had one. As long as there are any, the days have no rate either.

    `untold` are the headache days where none of them tells whether it was one of this kind, since a field is lacking.
    The days that tell are headache-free then, and a rate of theirs would read as none: they have none.
    """

    observed: Whole
    unfilled: Whole
    unknown: Whole
    filled: Whole
    of_attacks: Whole | int = 0
    undated: Whole | int = 0
    without_entry: Whole | int = 0
    untold: Whole | int = 0

    @property
    def lowest(self) -> Whole:
        """The fewest it can have been."""
        return self.observed

    @property
    def highest(self) -> Whole:
        """The most it can have been."""
        return self.observed + self.unfilled + self.unknown

    @property
    def entered(self) -> Whole:
        """Days on which the diary was filled in, as completeness has them."""
        return self.filled - self.without_entry

    @property
    def told(self) -> Whole:
        """Days that tell whether they were of this kind: the denominator of `observed`."""
        return self.filled - self.unknown

    def __add__(self, other: Self) -> Self:
        """The days of two periods that do not overlap, together."""
        return type(self)(
            self.observed + other.observed,
            self.unfilled + other.unfilled,
            self.unknown + other.unknown,
            self.filled + other.filled,
            self.of_attacks + other.of_attacks,
            self.undated + other.undated,
            self.without_entry + other.without_entry,
            self.untold + other.untold,
        )

    def with_undated(self, kind: str, doses: Whole | int) -> Self:
        """The same days of this kind where there are so many doses besides of which no day is known."""
        if kind not in OF_INTAKES or not np.any(doses):
            return self
        overturned = self.observed if kind in WITHOUT_INTAKES else self.told - self.observed
        undated = least(overturned, doses)
        return replace(
            self,
            observed=self.observed - undated if kind in WITHOUT_INTAKES else self.observed,
            unknown=self.unknown + undated,
            undated=undated,
        )


@dataclass(frozen=True)
class DayCount(Days[int]):
    """Days of one kind in a period of one patient."""

    @property
    def per_28(self) -> float | None:
        """Days of this kind in 28 days at the rate of the days that tell (CMP-20).

        None when none tells, or none with headache, when any of them is filled because there was headache, or when
        doses may lie on any.
        """
        is_rated = self.told and not (self.of_attacks or self.undated or self.untold)
        return WINDOW_DAYS * self.observed / self.told if is_rated else None

    def reaches(self, limit: float) -> Outcome:
        """Whether the days reach `limit` whatever the unknown ones were (TRI-1).

        NOT_COMPUTABLE when days were filled but none of them tells: the diary lacks the field.
        """
        return reached(self.lowest, self.highest, limit, told=self.told, filled=self.filled)

    def as_json(self, *, rated: bool = True) -> dict[str, int | float | None]:
        """The count as other programs rely on it; without a rate when not `rated` (a window in the red tier)."""
        return {
            "observed": self.observed,
            "unfilled": self.unfilled,
            "unknown": self.unknown,
            "lowest": self.lowest,
            "highest": self.highest,
            "per_28": self.per_28 if rated else None,
        }


@dataclass(frozen=True)
class DayColumn(Days[Column]):
    """Days of one kind in the same period of many patients, in their order."""

    @property
    def per_28(self) -> npt.NDArray[np.float64]:
        """Days of this kind in 28 days at the rate of the days that tell (CMP-20); NaN where there is none."""
        rate: npt.NDArray[np.float64] = np.full(self.told.shape, np.nan)
        is_rated = self.told > 0
        for days in (self.of_attacks, self.undated, self.untold):
            is_rated = is_rated & (np.asarray(days) == 0)
        return np.divide(WINDOW_DAYS * self.observed, self.told, out=rate, where=is_rated)

    def of(self, rows: Column) -> DayColumn:
        """Those of these rows."""
        numbers = (getattr(self, one.name) for one in fields(self))
        return DayColumn(*(number[rows] if isinstance(number, np.ndarray) else number for number in numbers))

    def reaches(self, limit: float) -> Column:
        """The value of the Outcome of each patient, as `DayCount.reaches` has it."""
        return reached(self.lowest, self.highest, limit, told=self.told, filled=self.filled)


@dataclass(frozen=True)
class WindowCounts:
    """What a diary says of one window: completeness, and the days of each kind by the kind's name."""

    window: Window
    completeness: Completeness
    counts: Mapping[str, DayCount]

    def __getitem__(self, kind: str) -> DayCount:
        return self.counts[kind]

    @property
    def outside(self) -> int:
        """Days of the window on which there was no diary."""
        return self.completeness.outside

    def is_untold(self, kind: str) -> bool:
        """Whether there was headache, and no headache day tells whether it was one of this kind: a field is lacking."""
        return bool(self[kind].untold)

    def json_of(self, kind: str, settings: Settings) -> dict[str, int | float | None]:
        """The count of a kind; without a rate in the red tier."""
        return self[kind].as_json(rated=self.completeness.is_rated(settings))

    @property
    def untold_headache(self) -> int:
        """Headache days of which the diary does not tell whether they were migraine days."""
        headache, migraine = self["headache"], self["migraine"]
        return min(migraine.unknown, headache.observed - migraine.observed)


@dataclass(frozen=True)
class WindowColumns:
    """One window of many patients: `WindowCounts` with a column in place of each number.

    `numbers` has the columns of `counting.counted` with a number for each patient, in the order of `index`, and UNDATED
    where anybody has such doses.
    """

    window: Window
    index: pd.Index[str]
    numbers: Mapping[str, Column]

    @classmethod
    def of_table(cls, window: Window, table: pd.DataFrame) -> WindowColumns:
        """The columns of a table with a row a patient."""
        # Taken apart at once, since pandas takes longer to find a column than numpy to count with it.
        return cls(window, table.index, {str(name): column.to_numpy() for name, column in table.items()})

    @property
    def patients(self) -> tuple[str, ...]:
        """The pseudonyms, in the order of every column."""
        return tuple(self.index.tolist())

    @cached_property
    def outside(self) -> Column:
        """Days of the window on which there was no diary."""
        return self.numbers["days"] - self.numbers["inside"]

    def __getitem__(self, kind: str) -> DayColumn:
        if kind not in self._asked_for:
            self._asked_for[kind] = self._days(kind)
        return self._asked_for[kind]

    @cached_property
    def _asked_for(self) -> dict[str, DayColumn]:
        """The days of each kind that was asked for: rules ask for the same again and again."""
        return {}

    def _days(self, kind: str) -> DayColumn:
        without_entry = self.numbers.get(f"{kind}_told_unfilled", 0)
        filled = self.numbers["filled"] + without_entry
        unfilled = self.numbers["inside"] - filled
        unknown, of_attacks = self.numbers[f"{kind}_unknown"], self.numbers["of_attacks"]
        untold = untold_of(self.numbers, kind)
        days = DayColumn(
            self.numbers[kind], unfilled, unknown, filled, of_attacks, without_entry=without_entry, untold=untold
        )
        return days.with_undated(kind, self.numbers.get(UNDATED, 0))
