"""Headache hours in windows (AMD-5): their sum over the headache days that tell them, and how many do not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import CTE, ColumnElement, Select, Subquery, and_, case, func, select

from analysis.days.state import diary_spans
from analysis.windows import WINDOW_DAYS

Truths = NDArray[np.bool_]


@dataclass(frozen=True)
class Hours:
    """Hours with headache in a window: `total` over the `told` headache days, not known on `untold` others.

    `free` filled days were without headache, that is of no hours; `of_attacks` were filled because there was headache.
    """

    total: float = 0.0
    told: int = 0
    untold: int = 0
    free: int = 0
    of_attacks: int = 0

    @property
    def per_28(self) -> float | None:
        """Hours in 28 days at the rate of the days that tell.

        None where no headache day tells its hours, or any day is filled because there was headache.
        """
        if self.of_attacks or (not self.told and self.untold):
            return None
        known = self.told + self.free
        return WINDOW_DAYS * self.total / known if known else None

    def as_json(self, *, rated: bool = True) -> dict[str, int | float | None]:
        """The hours as other programs rely on them; without a rate when not `rated` (a window in the red tier)."""
        return {"total": self.total, "days": self.told, "untold": self.untold, "per_28": self.per_28 if rated else None}


NO_HOURS = Hours()


def hours_in(windows: Subquery, days: CTE, *, as_of: date) -> Select[tuple[object, ...]]:
    """A statement with a row a window: `position`, and the fields of `Hours`. `days` carries the column `hours`.

    Days outside the diary as of that day are in none.
    """
    diary = diary_spans(as_of)
    within = and_(
        days.c.patient_id == windows.c.patient_id,
        days.c.day >= windows.c.first_day,
        days.c.day <= windows.c.last_day,
        days.c.filled == 1,
        days.c.day.between(diary.c.first, diary.c.last),
    )
    headache, hours = days.c.headache == 1, days.c.hours
    return (
        select(
            windows.c.position,
            func.coalesce(func.sum(case((headache, hours))), 0.0).label("total"),
            _number(headache, hours.is_not(None)).label("told"),
            _number(headache, hours.is_(None)).label("untold"),
            _number(days.c.headache == 0).label("free"),
            func.sum(days.c.of_attacks).label("of_attacks"),
        )
        .select_from(windows.join(diary, diary.c.patient_id == windows.c.patient_id).join(days, within))
        .group_by(windows.c.position)
    )


def hours_of_days(headache: NDArray[np.int8], filled: Truths, of_attacks: Truths, hours: NDArray[np.float64]) -> Hours:
    """The same hours from the days of one window, read already: one number a day, `hours` NaN where not told."""
    with_headache, told = filled & (headache == 1), ~np.isnan(hours)
    return Hours(
        total=float(sum(hours[with_headache & told].tolist())),
        told=int((with_headache & told).sum()),
        untold=int((with_headache & ~told).sum()),
        free=int((filled & (headache == 0)).sum()),
        of_attacks=int((filled & of_attacks).sum()),
    )


def _number(*conditions: ColumnElement[bool]) -> ColumnElement[Any]:
    return func.sum(case((and_(*conditions), 1), else_=0))


def hours_of(row: Any) -> Hours:
    """The hours in a row of `hours_in`."""
    return Hours(float(row.total), int(row.told), int(row.untold), int(row.free), int(row.of_attacks))
