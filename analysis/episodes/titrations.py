"""The whole course of a drug through the steps of its dose, beside the steps, which are episodes of their own.

A step is judged against the time on the dose before it; the course against the time before its first dose, in the
first window that begins eight weeks or more after the last step (twenty for quarterly doses and botulinum toxin), so
that the dose arrived at has had the time a treatment is given (EVAL-7: two to three months at the target dose). Its
windows run through the steps, from the first dose on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta

from analysis.episodes.columns import Beginning
from analysis.episodes.episode import Episode
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
        return (episode.key, episode.course_began_on) == (self.key, self.course_began_on)


def whole_courses(found: Sequence[Episode], as_of: date) -> tuple[WholeCourse, ...]:
    """The courses that had two steps or more by `as_of`, of the episodes of one patient, by first dose."""
    courses: dict[tuple[str, date], list[Episode]] = {}
    for episode in found:
        if episode.first_dose <= as_of:
            courses.setdefault((episode.key, episode.course_began_on), []).append(episode)
    return tuple(_as_one(steps, as_of) for steps in courses.values() if len(steps) > 1)


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
    )
    return WholeCourse(**values, last_step_on=last.first_dose)
