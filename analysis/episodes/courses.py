"""The whole course of a drug through the steps of its dose, beside the steps, which are episodes of their own.

A step is judged against the time on the dose before it; the course against the time before its first dose, in the
first window that begins eight weeks or more after the last step (twenty for quarterly doses and botulinum toxin), so
that the dose arrived at has had the time a treatment is given (EVAL-7: two to three months at the target dose). Its
windows run through the steps, from the first dose on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta

from analysis.episodes.episode import Beginning, Episode
from analysis.episodes.remarks import Remark
from analysis.windows import WINDOW_DAYS

WEEKS_A_WINDOW = WINDOW_DAYS // 7


@dataclass(frozen=True)
class WholeCourse(Episode):
    """A course with steps of the dose as one episode, without a dose of its own; `last_step_on` began the last one."""

    last_step_on: date = date.max

    @property
    def primary(self) -> str:
        """The label of the first window that begins as long after the last step as the window judged of a step does."""
        wait = int(super().primary.rpartition("-")[2]) * 7 - WINDOW_DAYS
        days = (self.last_step_on + timedelta(days=wait) - self.first_dose).days
        before = -(-days // WINDOW_DAYS) * WEEKS_A_WINDOW
        return f"W{before + 1}-{before + WEEKS_A_WINDOW}"

    def has_step(self, episode: Episode) -> bool:
        """Whether the episode is one of the steps of this course."""
        return episode.course == self.course


@dataclass(frozen=True)
class Course:
    """All of a drug without a pause: its steps, oldest first."""

    steps: tuple[Episode, ...]

    @property
    def first(self) -> Episode:
        """The episode it began with."""
        return self.steps[0]

    @property
    def last(self) -> Episode:
        """The episode with the last dose, which may be planned."""
        return self.steps[-1]

    def on(self, day: date) -> Episode:
        """The step that was on on the day, or had been last; the first one before it."""
        return next((step for step in reversed(self.steps) if step.first_dose <= day), self.first)

    def runs_on(self, day: date) -> bool:
        """Whether the treatment runs on this day."""
        return self.first.first_dose <= day and (self.last.last_day is None or day <= self.last.last_day)

    @property
    def given_on(self) -> tuple[date, ...]:
        """The days of the single doses."""
        return tuple(day for step in self.steps for day in step.given_on)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What is odd about its records, each once."""
        return tuple(dict.fromkeys(remark for step in self.steps for remark in step.remarks))

    def as_one(self, as_of: date) -> Episode:
        """The course as it had come to be by `as_of`: its only episode, or its steps as one."""
        steps = [step for step in self.steps if step.first_dose <= as_of] or list(self.steps[:1])
        if len(steps) > 1:
            return _as_one(steps, as_of)
        only = steps[0]
        return replace(only, last_day=None, ended_by_step=False) if only.ended_by_step else only


def courses(found: Sequence[Episode]) -> tuple[Course, ...]:
    """The courses of the episodes of one patient, by first dose and drug."""
    if len(found) == 1:
        return (Course(tuple(found)),)
    by_course: dict[tuple[str, date], list[Episode]] = {}
    for episode in found:
        by_course.setdefault(episode.course, []).append(episode)
    made = [Course(tuple(steps)) for steps in by_course.values()]
    return tuple(sorted(made, key=lambda course: (course.first.first_dose, course.first.drug)))


def whole_courses(found: Sequence[Episode], as_of: date) -> tuple[WholeCourse, ...]:
    """The courses that had two steps or more by `as_of`, of the episodes of one patient, by first dose."""
    made = (course.as_one(as_of) for course in courses(found))
    return tuple(one for one in made if isinstance(one, WholeCourse))


def _as_one(steps: Sequence[Episode], as_of: date) -> WholeCourse:
    first, last = steps[0], steps[-1]
    goes_on = last.last_day is None or (last.ended_by_step and last.last_day >= as_of)
    values = {field.name: getattr(last, field.name) for field in fields(Episode)}
    values.update(
        first_dose=first.first_dose,
        last_day=None if goes_on else last.last_day,
        dose=None,
        dose_unit=None,
        beginning=Beginning.WHOLE_COURSE,
        given_on=tuple(sorted({day for step in steps for day in step.given_on})),
        ended_by_step=False,
        start_known=first.start_known,
        remarks=Course(tuple(steps)).remarks,
    )
    return WholeCourse(**values, last_step_on=last.first_dose)
