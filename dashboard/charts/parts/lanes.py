"""Preventive treatments as lanes of time: one lane a drug, the newest and most specific first.

What is one course, and what a step of its dose, is told by `analysis.episodes`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from analysis.episodes.courses import courses
from analysis.episodes.episode import Episode
from analysis.episodes.making import episodes
from analysis.records.treatments import Recorded
from dashboard.charts.parts.frame import DAY, TimeAxis
from dashboard.texts import Words

SPECIFIC_FAMILIES = frozenset({"cgrp_antibody", "gepant", "botulinum_toxin"})
"""Families whose start is marked in the graph: the CGRP treatments and botulinum toxin."""


@dataclass(frozen=True)
class Step:
    """A dose of a course: first day, and the day on which it no longer ran (None: it goes on)."""

    treatment: Episode
    first: date
    end: date | None


@dataclass(frozen=True)
class Course:
    """Dose steps of one drug without a pause between them, oldest first; `is_restart` after an earlier course of it."""

    steps: tuple[Step, ...]
    is_restart: bool = False

    @property
    def drug(self) -> str:
        """The name as written for the first dose."""
        return self.steps[0].treatment.drug

    @property
    def first(self) -> date:
        """Day of first dose."""
        return self.steps[0].first

    @property
    def end(self) -> date | None:
        """The day on which it no longer ran; None when it goes on."""
        return self.steps[-1].end

    @property
    def stop_reason(self) -> str | None:
        """Why it stopped, as recorded."""
        return self.steps[-1].treatment.stop_reason if self.end is not None else None

    @property
    def is_specific(self) -> bool:
        """Whether it is a CGRP or botulinum treatment."""
        return any(step.treatment.family in SPECIFIC_FAMILIES for step in self.steps)

    @property
    def given_on(self) -> tuple[date, ...]:
        """The days on which single doses were given, oldest first."""
        return tuple(sorted({day for step in self.steps for day in step.treatment.given_on}))

    def is_seen_on(self, axis: TimeAxis) -> bool:
        """Whether any day of it lies on the axis."""
        return self.first <= axis.last and (self.end is None or self.end > axis.first)


@dataclass(frozen=True)
class Lane:
    """All that is seen of one drug."""

    courses: tuple[Course, ...]

    @property
    def is_specific(self) -> bool:
        """Whether it is a CGRP or botulinum treatment."""
        return any(course.is_specific for course in self.courses)

    @property
    def newest_start(self) -> date:
        """Day of first dose of the last course."""
        return max(course.first for course in self.courses)


def courses_of(recorded: Recorded, as_of: date) -> list[Course]:
    """The courses of each drug as known at `as_of`, with the ends that are planned, by first day and then by drug."""
    found = courses(episodes(recorded, as_of, with_planned_ends=True))
    began = [(one.first.key, one.first.first_dose) for one in found]
    return [
        Course(tuple(map(_step, one.steps)), is_restart=any(key == one.first.key for key, _ in began[:place]))
        for place, one in enumerate(found)
    ]


def _step(episode: Episode) -> Step:
    return Step(episode, episode.first_dose, episode.last_day + DAY if episode.last_day else None)


def lanes_on(axis: TimeAxis, recorded: Recorded) -> list[Lane]:
    """The lanes of the drugs that are seen on the axis: specific ones first, and the newest first among each."""
    by_drug: dict[str, list[Course]] = {}
    for course in courses_of(recorded, axis.as_of):
        if course.is_seen_on(axis):
            by_drug.setdefault(course.steps[0].treatment.key, []).append(course)
    lanes = [Lane(tuple(some)) for some in by_drug.values()]
    return sorted(lanes, key=lambda lane: (not lane.is_specific, -lane.newest_start.toordinal(), lane.courses[0].drug))


def beyond(axis: TimeAxis, recorded: Recorded) -> list[Course]:
    """Courses that begin after the axis ends, soonest first; none when the axis ends before the as-of day."""
    if axis.last < axis.as_of:
        return []
    later = [course for course in courses_of(recorded, axis.as_of) if course.first > axis.last]
    return sorted(later, key=lambda course: (course.first, course.drug))


def treatment_days(recorded: Recorded, as_of: date) -> list[date]:
    """The first and the last days of all doses."""
    steps = [step for course in courses_of(recorded, as_of) for step in course.steps]
    return [*(step.first for step in steps), *(step.end - DAY for step in steps if step.end)]


def extended(first: date, last: date, as_of: date, events: Iterable[date], *, farthest_days: int = 42) -> TimeAxis:
    """The axis of a period that ends with the as-of day or later, long enough for what is planned soon after it."""
    planned = [day for day in events if as_of < day <= as_of + timedelta(days=farthest_days)]
    if last < as_of or not planned:
        return TimeAxis(first, last, as_of)
    room = max(5, (last - first).days // 25)
    return TimeAxis(first, max(last, max(planned) + timedelta(days=room)), as_of)


def dose_text(treatment: Episode, words: Words) -> str:
    """The dose with its unit: 140 mg; empty where none is recorded."""
    if treatment.dose is None:
        return ""
    decimals = len(f"{treatment.dose:g}".partition(".")[2])
    return f"{words.number(treatment.dose, decimals)} {treatment.dose_unit or ''}".strip()


def course_text(course: Course, words: Words) -> str:
    """The drug with its dose, or its first and last dose: Kandesartan 8 → 16 mg."""
    doses = list(dict.fromkeys(dose_text(step.treatment, words) for step in course.steps))
    doses = [dose for dose in doses if dose]
    if len(doses) > 1:
        unit = f" {course.steps[0].treatment.dose_unit}"
        return f"{course.drug} {doses[0].removesuffix(unit)} → {doses[-1]}"
    return " ".join([course.drug, *doses])


def step_texts(course: Course, words: Words) -> list[str]:
    """A text for each dose step: the drug and its dose, then where it went."""
    first, *others = course.steps
    name = " ".join(part for part in (course.drug, dose_text(first.treatment, words)) if part)
    return [name, *(f"→ {dose_text(step.treatment, words) or step.treatment.drug}" for step in others)]
