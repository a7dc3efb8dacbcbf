"""What a treatment episode is: what was begun when, and in which windows it is judged.

An episode is one dose of one preventive without a pause, anchored at its first dose: a start, a switch from another
drug of the family, a step of the dose, a restart after a pause. `making.episodes` makes them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from itertools import pairwise

from analysis.episodes.pauses import QUARTERLY_DAYS, tolerated_days
from analysis.episodes.remarks import STOP_NOT_READ, Remark
from analysis.records.treatments import DAY, UNKNOWN
from analysis.windows import WINDOW_DAYS, Window, baseline, windows_from_first_dose


class Beginning(Enum):
    """How an episode began."""

    START = "start"
    SWITCH = "switch"
    DOSE_STEP = "dose_step"
    RESTART = "restart"
    WHOLE_COURSE = "whole_course"


LONG_BASELINE_WINDOWS = 3
"""Windows of the longer baseline (WIN-6)."""
BOTULINUM_FAMILY, ANTIBODY_FAMILY = "botulinum_toxin", "cgrp_antibody"
TWELVE_WEEKS, TWENTY_FOUR_WEEKS = "W9-12", "W21-24"
"""The window that is judged: "after 3 months" (WIN-4, EVAL-1, EVAL-4); after 6 months for quarterly doses (EVAL-2) and
the last four weeks of the second cycle for botulinum toxin (EVAL-5, EVAL-6)."""


@dataclass(frozen=True)
class DoseDeviation:
    """A dose given too late, or not given: the day it was due, when it was given (None: not so far), days late."""

    due_on: date
    given_on: date | None
    days_late: int


@dataclass(frozen=True)
class Episode:
    """One dose of one preventive from its first dose until it was stopped, stepped or paused.

    `first_dose` anchors the windows. `last_day` is the last day of treatment as recorded (None: it goes on); the
    effect of a dose given at intervals is taken to last the interval out (`covers`). `course_began_on` is the first
    dose of the drug in this course, before any step of the dose; `ended_by_step` tells that such a step ended it.
    `unread_doses` tells how many doses may have been given in its course beside those told.
    """

    drug: str
    substance: str | None
    family: str | None
    first_dose: date
    last_day: date | None
    dose: float | None
    dose_unit: str | None
    interval_days: int | None
    beginning: Beginning
    course_began_on: date
    given_on: tuple[date, ...] = ()
    stop_reason: str | None = None
    ended_by_step: bool = False
    start_known: str = DAY
    remarks: tuple[Remark, ...] = ()
    unread_doses: int = 0

    @property
    def has_known_start(self) -> bool:
        """Whether the day of first dose is known."""
        return self.start_known == DAY

    @property
    def has_unread_stop(self) -> bool:
        """Whether it may have ended: a stop is recorded, on a day that could not be read."""
        return any(remark.kind == STOP_NOT_READ for remark in self.remarks)

    @property
    def started_on(self) -> str | None:
        """The day of first dose, or the month where only that is known, as ISO 8601 has them; None where neither is."""
        if self.start_known == UNKNOWN:
            return None
        return self.first_dose.isoformat() if self.has_known_start else f"{self.first_dose:%Y-%m}"

    @property
    def key(self) -> str:
        """What the episodes of one drug have in common: the substance, or the name where it is not known."""
        return self.substance or self.drug.casefold()

    @property
    def course(self) -> tuple[str, date]:
        """What the steps of one course have in common: the `key`, and the day of its first dose."""
        return self.key, self.course_began_on

    @property
    def is_quarterly(self) -> bool:
        """Whether doses are 12 weeks apart or more."""
        return self.interval_days is not None and self.interval_days >= QUARTERLY_DAYS

    @property
    def primary(self) -> str:
        """The label of the window in which the effect is judged."""
        return TWENTY_FOUR_WEEKS if self.is_quarterly or self.family == BOTULINUM_FAMILY else TWELVE_WEEKS

    @property
    def primary_window(self) -> Window:
        """The window in which the effect is judged."""
        return self.window(self.primary)

    def window(self, label: str) -> Window:
        """The treatment window of this label, "W9-12" for one; it may lie ahead."""
        found = windows_from_first_dose(self.first_dose, self.first_dose + timedelta(weeks=last_week(label) - 1))
        return next(window for window in found if window.label == label)

    @property
    def baseline(self) -> Window:
        """The 28 days before first dose (WIN-1)."""
        return baseline(self.first_dose)

    @property
    def earlier_windows(self) -> tuple[Window, ...]:
        """The two windows before the baseline, the older one first: with it, the longer baseline (WIN-6)."""
        return tuple(
            Window(
                self.first_dose - timedelta(days=WINDOW_DAYS * back),
                self.first_dose - timedelta(days=WINDOW_DAYS * (back - 1) + 1),
                f"baseline-{back - 1}",
            )
            for back in range(LONG_BASELINE_WINDOWS, 1, -1)
        )

    @property
    def lasts_until(self) -> date | None:
        """The last day on which it counts, since a dose given at intervals lasts its interval out; None: it goes on.

        Before `first_dose` where the dose was stepped on that very day.
        """
        if self.last_day is None or self.ended_by_step:
            return self.last_day
        last_dose = max(self.given_on, default=self.last_day)
        return max(self.last_day, last_dose + timedelta(days=(self.interval_days or 1) - 1))

    def runs_on(self, day: date) -> bool:
        """Whether it has begun on this day, and has not ended as recorded."""
        return self.first_dose <= day and (self.last_day is None or day <= self.last_day)

    def covers(self, day: date) -> bool:
        """Whether the treatment was on, or a dose given at intervals still counted, on this day."""
        until = self.lasts_until
        return self.first_dose <= day and (until is None or day <= until)

    def dose_deviations(self, until: date) -> tuple[DoseDeviation, ...]:
        """The doses that came too late, or have not come, by `until` (WIN-10).

        None where doses are not recorded, or where one that could not be read may be the one that was missed.
        """
        if not self.given_on or not self.interval_days or self.interval_days < WINDOW_DAYS or self.unread_doses:
            return ()
        given = [day for day in self.given_on if day <= until]
        late = [_deviation(earlier, later, self.interval_days) for earlier, later in pairwise(given)]
        if given and self.covers(until) and (self.last_day is None or until <= self.last_day):
            waiting = _deviation(given[-1], until, self.interval_days)
            late.append(replace(waiting, given_on=None))
        return tuple(found for found in late if found.days_late > tolerated_days(self.interval_days))


def last_week(label: str) -> int:
    """The last week of the window of this label: 12 for "W9-12"."""
    return int(label.rpartition("-")[2])


def _deviation(earlier: date, later: date, interval: int) -> DoseDeviation:
    due = earlier + timedelta(days=interval)
    return DoseDeviation(due, later, (later - due).days)
