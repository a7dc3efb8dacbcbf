"""Treatment episodes: what was begun when, and in which windows it is judged.

The recorded treatments become episodes, each anchored at its first dose: a start, a switch from another drug of the
family, a step of the dose, a restart after a pause. Rows that carry on the same dose without a pause are one
episode; a gap in the recorded doses that leaves one out entirely makes a pause.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.episodes.columns import Beginning, episode_columns
from analysis.episodes.pauses import QUARTERLY_DAYS, tolerated_days
from analysis.querying.columns import DayLists, Texts, day_of, days_of, known
from analysis.records.patients import Treatment
from analysis.records.treatments import Treatments
from analysis.windows import WINDOW_DAYS, Window, baseline, windows_from_first_dose

__all__ = [
    "BOTULINUM_FAMILY",
    "TWELVE_WEEKS",
    "TWENTY_FOUR_WEEKS",
    "Beginning",
    "DoseDeviation",
    "Episode",
    "episodes",
    "episodes_told",
    "last_week",
]

LONG_BASELINE_WINDOWS = 3
"""Windows of the longer baseline (WIN-6)."""
BOTULINUM_FAMILY = "botulinum_toxin"
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
        return tuple(found for found in late if found.days_late > tolerated_days(self.interval_days))


def last_week(label: str) -> int:
    """The last week of the window of this label: 12 for "W9-12"."""
    return int(label.rpartition("-")[2])


def _deviation(earlier: date, later: date, interval: int) -> DoseDeviation:
    due = earlier + timedelta(days=interval)
    return DoseDeviation(due, later, (later - due).days)


def episodes(treatments: Sequence[Treatment]) -> tuple[Episode, ...]:
    """The episodes of one patient's treatments, by first dose; recorded rows may come in any order."""
    recorded = side_by_side(treatments)
    return tuple(episodes_told(episode_columns(recorded).told(recorded)))


def side_by_side(treatments: Sequence[Treatment]) -> Treatments:
    """One patient's treatments as columns."""

    def texts(name: str) -> Texts:
        return np.array([getattr(one, name) for one in treatments], dtype=object)

    given = [day.toordinal() for one in treatments for day in one.given_on]
    return Treatments(
        patient_id=np.full(len(treatments), "", dtype=object),
        drug=texts("drug"),
        substance=texts("substance"),
        family=texts("family"),
        first=np.array([one.started_on.toordinal() for one in treatments], dtype=np.int64),
        last=np.array([one.stopped_on and one.stopped_on.toordinal() for one in treatments], dtype=float),
        dose=texts("dose").astype(float),
        dose_unit=texts("dose_unit"),
        interval_days=texts("interval_days").astype(float),
        stop_reason=texts("stop_reason"),
        given=DayLists(np.array([len(one.given_on) for one in treatments], np.int64), np.array(given, np.int64)),
    )


def episodes_told(columns: Mapping[str, NDArray[Any]]) -> list[Episode]:
    """The rows of such columns as `EpisodeColumns.told` has, blanks None or NaN, as episodes."""
    told = {
        "drug": known(columns["drug"], str),
        "substance": known(columns["substance"], str),
        "family": known(columns["family"], str),
        "first_dose": known(columns["first_day"], day_of),
        "last_day": known(columns["last_day"], day_of),
        "dose": known(columns["dose"], float),
        "dose_unit": known(columns["dose_unit"], str),
        "interval_days": known(columns["interval_days"], int),
        "beginning": known(columns["beginning"], Beginning),
        "course_began_on": known(columns["course_began"], day_of),
        "given_on": known(columns["given_on"], days_of),
        "stop_reason": known(columns["stop_reason"], str),
        "ended_by_step": known(columns["ended_by_step"], bool),
    }
    rows: Iterator[tuple[Any, ...]] = zip(*told.values(), strict=True)
    return [Episode(**dict(zip(told, row, strict=True))) for row in rows]
