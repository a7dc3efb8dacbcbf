"""Counting days in windows, never without the days that are not known.

`DayCount` holds what was observed and what was not; `reaches` answers with three outcomes, so that filling in the
blanks never overturns a verdict (TRI-1). `counted` is the one statement that counts, for one patient or for all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from sqlalchemy import (
    CTE,
    Connection,
    Integer,
    Row,
    Select,
    Subquery,
    Text,
    and_,
    case,
    column,
    func,
    literal,
    select,
    values,
)

from analysis.days import KINDS, PROFILES, classified_days
from analysis.schema import CALENDAR, PATIENTS
from analysis.settings import Settings
from analysis.windows import WINDOW_DAYS, Window


class Outcome(IntEnum):
    """The answer to "does it reach the limit?". `min` of several means all of them, `max` any of them.

    NOT_COMPUTABLE stands outside that order: the diary does not hold what the rule needs.
    """

    NOT_COMPUTABLE = -1
    NOT_MET = 0
    UNDETERMINED = 1
    MET = 2

    @property
    def code(self) -> str:
        """The name other programs rely on: met, not_met, undetermined, not_computable."""
        return self.name.lower()


@dataclass(frozen=True)
class DayCount:
    """Days of one kind in a period. All are whole days.

    `observed` filled days were of this kind; on `unknown` filled days the entry does not tell; `unfilled` days (open
    and missing) may have been anything. `filled` is the number of filled days, the unknown ones included.
    """

    observed: int
    unfilled: int
    unknown: int
    filled: int

    @property
    def lowest(self) -> int:
        """The fewest it can have been."""
        return self.observed

    @property
    def highest(self) -> int:
        """The most it can have been."""
        return self.observed + self.unfilled + self.unknown

    @property
    def told(self) -> int:
        """Filled days whose entry tells whether they were of this kind: the denominator of `observed`."""
        return self.filled - self.unknown

    @property
    def per_28(self) -> float | None:
        """Days of this kind in 28 days at the rate of the days that tell (CMP-20); None when none tells."""
        return WINDOW_DAYS * self.observed / self.told if self.told else None

    def reaches(self, limit: float) -> Outcome:
        """Whether the days reach `limit` whatever the unknown ones were (TRI-1).

        NOT_COMPUTABLE when days were filled but none of them tells: the diary lacks the field.
        """
        if self.filled and not self.told:
            return Outcome.NOT_COMPUTABLE
        if self.lowest >= limit:
            return Outcome.MET
        return Outcome.UNDETERMINED if self.highest >= limit else Outcome.NOT_MET

    def as_json(self) -> dict[str, int | float | None]:
        """The count as other programs rely on it."""
        return {
            "observed": self.observed,
            "unfilled": self.unfilled,
            "unknown": self.unknown,
            "lowest": self.lowest,
            "highest": self.highest,
            "per_28": self.per_28,
        }


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


@dataclass(frozen=True)
class Completeness:
    """Days of a period by state: filled, open (can still be filled in), missing (locked), outside."""

    filled: int
    open: int
    missing: int
    outside: int

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

    def tier(self, settings: Settings) -> Tier:
        """How far the period can be trusted (CMP-21).

        The limits are filled days of 28. For a longer period they grow with its days inside; for a shorter one, or
        one that lies partly outside, they do not shrink: ten filled days are ten days however short the period was.
        """
        scale = max(1.0, self.inside / WINDOW_DAYS)
        for tier, limit in ((Tier.GREEN, settings.green), (Tier.YELLOW, settings.yellow), (Tier.ORANGE, settings.orange)):
            if self.filled >= limit * scale - 1e-9:
                return tier
        return Tier.RED

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
        }


@dataclass(frozen=True)
class WindowCounts:
    """What a diary says of one window: completeness, and the days of each kind by the kind's name."""

    window: Window
    completeness: Completeness
    counts: Mapping[str, DayCount]

    def __getitem__(self, kind: str) -> DayCount:
        return self.counts[kind]


def fixed_windows(windows: Sequence[Window], patients: Sequence[str] | None) -> Subquery:
    """The same windows for each patient: patient_id, position (of the window in `windows`), first and last day number."""
    listed = values(
        column("position", Integer),
        column("first_day", Integer),
        column("last_day", Integer),
        name="listed",
    ).data([(position, w.first.toordinal(), w.last.toordinal()) for position, w in enumerate(windows)])
    statement = select(
        PATIENTS.c.patient_id,
        listed.c.position,
        listed.c.first_day,
        listed.c.last_day,
    ).select_from(PATIENTS.join(listed, literal(1) == literal(1)))
    if patients is not None:
        statement = statement.where(PATIENTS.c.patient_id.in_(patients))
    return statement.subquery("windows")


def listed_windows(windows: Sequence[tuple[str, Window]]) -> Subquery:
    """Windows of their own for each patient, as (patient_id, window) pairs, in the columns of `fixed_windows`."""
    return select(
        values(
            column("patient_id", Text),
            column("position", Integer),
            column("first_day", Integer),
            column("last_day", Integer),
            name="listed",
        ).data(
            [
                (patient, position, window.first.toordinal(), window.last.toordinal())
                for position, (patient, window) in enumerate(windows)
            ]
        )
    ).subquery("windows")


def _spans(windows: Subquery, as_of: date, lock_days: int) -> CTE:
    """Each window with the part of it in which the diary could be filled in, and the part that is still open."""
    enrolled, left = CALENDAR.alias("enrolled"), CALENDAR.alias("left_on")
    end = as_of.toordinal()
    first = func.greatest(windows.c.first_day, enrolled.c.day)
    last = func.least(windows.c.last_day, func.coalesce(left.c.day, end), end)
    return (
        select(
            windows.c.patient_id,
            windows.c.position,
            (windows.c.last_day - windows.c.first_day + 1).label("days"),
            first.label("first_day"),
            last.label("last_day"),
            func.greatest(first, end - lock_days).label("open_from"),
        )
        .select_from(windows)
        .join(PATIENTS, PATIENTS.c.patient_id == windows.c.patient_id)
        .join(enrolled, enrolled.c.date == PATIENTS.c.enrolled_on)
        .outerjoin(left, left.c.date == PATIENTS.c.left_on)
        .cte("spans")
    )


def counted(
    windows: Subquery,
    days: CTE,
    *,
    as_of: date,
    lock_days: int,
    kinds: Sequence[str] = KINDS,
) -> Select[tuple[object, ...]]:
    """A statement with a row a patient and window: the window's days by state, and the days of each kind.

    Columns: patient_id, position, days, inside, inside_open (days inside by span), filled, filled_open, and for each
    kind `<kind>` (filled days of that kind) and `<kind>_unknown` (filled days that do not tell). All whole numbers.
    Days outside count nowhere, even where a row exists. `as_of` is the last day of the data.
    """
    spans = _spans(windows, as_of, lock_days)
    inside = case((spans.c.last_day >= spans.c.first_day, spans.c.last_day - spans.c.first_day + 1), else_=0)
    inside_open = case((spans.c.last_day >= spans.c.open_from, spans.c.last_day - spans.c.open_from + 1), else_=0)
    per_kind = [
        total.label(name)
        for kind in kinds
        for name, total in (
            (kind, func.coalesce(func.sum(days.c[kind]), 0)),
            (f"{kind}_unknown", func.coalesce(func.sum(case((days.c[kind].is_(None), days.c.filled), else_=0)), 0)),
        )
    ]
    return (
        select(
            spans.c.patient_id,
            spans.c.position,
            func.max(spans.c.days).label("days"),
            func.max(inside).label("inside"),
            func.max(inside_open).label("inside_open"),
            func.coalesce(func.sum(days.c.filled), 0).label("filled"),
            func.coalesce(func.sum(case((days.c.day >= spans.c.open_from, days.c.filled), else_=0)), 0).label(
                "filled_open"
            ),
            *per_kind,
        )
        .select_from(spans)
        .outerjoin(
            days,
            and_(
                days.c.patient_id == spans.c.patient_id,
                days.c.day >= spans.c.first_day,
                days.c.day <= spans.c.last_day,
                days.c.filled == 1,
            ),
        )
        .group_by(spans.c.patient_id, spans.c.position)
        .order_by(spans.c.patient_id, spans.c.position)
    )


def completeness_of(row: Mapping[str, int]) -> Completeness:
    """The completeness in a row of `counted`."""
    still_open = row["inside_open"] - row["filled_open"]
    return Completeness(
        filled=row["filled"],
        open=still_open,
        missing=row["inside"] - row["filled"] - still_open,
        outside=row["days"] - row["inside"],
    )


def window_counts_of(row: Row[tuple[object, ...]], window: Window, kinds: Sequence[str] = KINDS) -> WindowCounts:
    """A row of `counted` for `window` as WindowCounts."""
    numbers: dict[str, int] = {
        name: int(value) for name, value in row._mapping.items() if name not in ("patient_id", "position")
    }
    completeness = completeness_of(numbers)
    return WindowCounts(
        window,
        completeness,
        {
            kind: DayCount(numbers[kind], completeness.unfilled, numbers[f"{kind}_unknown"], completeness.filled)
            for kind in kinds
        },
    )


def counts_by_patient(
    connection: Connection,
    windows: Sequence[Window],
    *,
    as_of: date,
    settings: Settings,
    patients: Sequence[str] | None = None,
) -> dict[str, tuple[WindowCounts, ...]]:
    """The counts of each window, in the order of `windows`, for each patient (None: everyone), in one statement."""
    days = classified_days(
        PROFILES[settings.profile],
        lock_days=settings.lock_days,
        count_retrospective=settings.count_retrospective,
        patients=patients,
    )
    statement = counted(
        fixed_windows(windows, patients), days, as_of=as_of, lock_days=settings.lock_days
    )
    found: dict[str, list[WindowCounts]] = {}
    for row in connection.execute(statement):
        found.setdefault(row.patient_id, []).append(window_counts_of(row, windows[row.position]))
    return {patient: tuple(counts) for patient, counts in found.items()}
