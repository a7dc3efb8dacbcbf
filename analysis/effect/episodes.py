"""Treatment episodes: what was begun when, and in which windows it is judged.

The recorded treatments become episodes, each anchored at its first dose: a start, a switch from another drug of the
family, a step of the dose, a restart after a pause. Rows that carry on the same dose without a pause are one
episode; a gap in the recorded doses that leaves one out entirely makes a pause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from itertools import pairwise

from analysis.patients import Treatment
from analysis.windows import WINDOW_DAYS, Window, baseline, windows_from_first_dose

QUARTERLY_DAYS = 84
"""Shortest interval of a quarterly drug, days (WIN-8: 12 weeks to 3 months)."""
LATE_DAYS_MONTHLY, LATE_DAYS_QUARTERLY = 7, 14
"""A dose later than this many days after its day is a dose deviation (WIN-10, local setting)."""
SWITCH_DAYS = 84
"""A drug of the same family that ended at most this many days before makes a start a switch (local setting)."""
LONG_BASELINE_WINDOWS = 3
"""Windows of the longer baseline (WIN-6)."""
BOTULINUM_FAMILY = "botulinum_toxin"
TWELVE_WEEKS, TWENTY_FOUR_WEEKS = "W9-12", "W21-24"
"""The window that is judged: "after 3 months" (WIN-4, EVAL-1, EVAL-4); after 6 months for quarterly doses (EVAL-2) and
the last four weeks of the second cycle for botulinum toxin (EVAL-5, EVAL-6)."""


class Beginning(Enum):
    """How an episode began."""

    START = "start"
    SWITCH = "switch"
    DOSE_STEP = "dose_step"
    RESTART = "restart"
    WHOLE_COURSE = "whole_course"


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

    @property
    def key(self) -> str:
        """What the episodes of one drug have in common: the substance, or the name where it is not known."""
        return self.substance or self.drug.casefold()

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
        last_week = int(label.rpartition("-")[2])
        found = windows_from_first_dose(self.first_dose, self.first_dose + timedelta(weeks=last_week - 1))
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

    def covers(self, day: date) -> bool:
        """Whether the treatment was on, or a dose given at intervals still counted, on this day."""
        if self.last_day is None or self.ended_by_step:
            return self.first_dose <= day <= (self.last_day or day)
        last_dose = max(self.given_on, default=self.last_day)
        lasts = last_dose + timedelta(days=(self.interval_days or 1) - 1)
        return self.first_dose <= day <= max(self.last_day, lasts)

    def dose_deviations(self, until: date) -> tuple[DoseDeviation, ...]:
        """The doses that came too late, or have not come, by `until` (WIN-10); none where doses are not recorded."""
        if not self.given_on or not self.interval_days or self.interval_days < WINDOW_DAYS:
            return ()
        given = [day for day in self.given_on if day <= until]
        late = [_deviation(earlier, later, self.interval_days) for earlier, later in pairwise(given)]
        if given and self.covers(until) and (self.last_day is None or until <= self.last_day):
            waiting = _deviation(given[-1], until, self.interval_days)
            late.append(replace(waiting, given_on=None))
        return tuple(found for found in late if found.days_late > _tolerance(self.interval_days))


def _deviation(earlier: date, later: date, interval: int) -> DoseDeviation:
    due = earlier + timedelta(days=interval)
    return DoseDeviation(due, later, (later - due).days)


def _tolerance(interval: int) -> int:
    return LATE_DAYS_QUARTERLY if interval >= QUARTERLY_DAYS else LATE_DAYS_MONTHLY


def _pause_days(interval_days: int | None) -> int:
    """Days without treatment that make a pause: a whole interval and what a dose may be late (local setting)."""
    interval = interval_days or 1
    return interval + _tolerance(interval)


def episodes(treatments: Sequence[Treatment]) -> tuple[Episode, ...]:
    """The episodes of one patient's treatments, by first dose; recorded rows may come in any order."""
    stretches = [stretch for treatment in treatments for stretch in _unbroken(treatment)]
    found: list[Episode] = []
    for stretch in sorted(stretches, key=lambda episode: (episode.first_dose, episode.drug)):
        place = _place_of_same_drug(found, stretch)
        if place is None:
            found.append(_begun(stretch, found))
        elif _is_paused_between(found[place], stretch):
            found.append(replace(stretch, beginning=Beginning.RESTART))
        elif _has_same_dose(found[place], stretch):
            found[place] = _joined(found[place], stretch)
        else:
            began_on = found[place].course_began_on
            found[place] = _ended_by(found[place], stretch)
            found.append(replace(stretch, beginning=Beginning.DOSE_STEP, course_began_on=began_on))
    return tuple(sorted(found, key=lambda episode: (episode.first_dose, episode.drug)))


def _place_of_same_drug(found: Sequence[Episode], stretch: Episode) -> int | None:
    places = (place for place in reversed(range(len(found))) if found[place].key == stretch.key)
    return next(places, None)


def _unbroken(treatment: Treatment) -> list[Episode]:
    """A recorded treatment as episodes without a pause: its doses, cut where one was left out entirely."""
    runs: list[list[date]] = [[]]
    interval = treatment.interval_days or 1
    for day in treatment.given_on:
        if runs[-1] and (day - runs[-1][-1]).days - interval >= _pause_days(interval):
            runs.append([])
        runs[-1].append(day)
    return [
        _stretch(treatment, tuple(run), is_first=position == 0, is_last=position == len(runs) - 1)
        for position, run in enumerate(runs)
    ]


def _stretch(treatment: Treatment, given: tuple[date, ...], *, is_first: bool, is_last: bool) -> Episode:
    interval = treatment.interval_days or 1
    first = given[0] if given else treatment.started_on
    if is_first and (first - treatment.started_on).days >= _pause_days(interval):
        first = treatment.started_on  # Doses began to be recorded long after the treatment did.
    return Episode(
        drug=treatment.drug,
        substance=treatment.substance,
        family=treatment.family,
        first_dose=first,
        last_day=treatment.stopped_on if is_last else given[-1] + timedelta(days=interval - 1),
        dose=treatment.dose,
        dose_unit=treatment.dose_unit,
        interval_days=treatment.interval_days,
        beginning=Beginning.START,
        course_began_on=first,
        given_on=given,
        stop_reason=treatment.stop_reason if is_last else None,
    )


def _is_paused_between(before: Episode, after: Episode) -> bool:
    if before.last_day is None:
        return False
    return (after.first_dose - before.last_day).days - 1 >= _pause_days(before.interval_days)


def _has_same_dose(before: Episode, after: Episode) -> bool:
    return (before.dose, before.dose_unit, before.interval_days) == (after.dose, after.dose_unit, after.interval_days)


def _joined(before: Episode, after: Episode) -> Episode:
    return replace(
        before,
        last_day=after.last_day if before.last_day is not None else None,
        given_on=tuple(sorted({*before.given_on, *after.given_on})),
        stop_reason=after.stop_reason,
    )


def _ended_by(before: Episode, step: Episode) -> Episode:
    """The episode ended on the day before the step of its dose, where it was recorded to go on."""
    day_before = step.first_dose - timedelta(days=1)
    last_day = day_before if before.last_day is None else min(before.last_day, day_before)
    given = tuple(day for day in before.given_on if day < step.first_dose)
    return replace(before, last_day=last_day, given_on=given, ended_by_step=True)


def _begun(stretch: Episode, earlier: Sequence[Episode]) -> Episode:
    is_switch = any(_is_switch(other, stretch) for other in earlier)
    return replace(stretch, beginning=Beginning.SWITCH if is_switch else Beginning.START)


def _is_switch(before: Episode, after: Episode) -> bool:
    if before.family is None or before.family != after.family or before.last_day is None:
        return False
    return (after.first_dose - before.last_day).days <= SWITCH_DAYS
