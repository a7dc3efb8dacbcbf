"""How long treatments lasted, why they ended, and what came after them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from analysis.clinic.survival import ONGOING
from analysis.effect import Effect
from analysis.effect.episodes import Beginning
from analysis.patients import Patient

LEFT, OTHER = "left", "other"
CAUSES = ("no_effect", "side_effect", "contraindication", "planned_pause", OTHER, LEFT)
"""Why a treatment ended: as recorded, for another or no recorded reason, or because the patient left the clinic."""


@dataclass(frozen=True)
class Course:
    """One drug of one patient from its first dose on, whatever its dose: `days` it lasted, `cause` why it ended.

    ONGOING in place of a cause: it was still going on at the end of the data.
    """

    patient_id: str
    treatment: str
    began_on: date
    days: int
    cause: str


@dataclass(frozen=True)
class Switch:
    """A change from one drug to another of the same family."""

    patient_id: str
    before: str
    after: str


def courses(found: Mapping[str, Sequence[Effect]], people: Mapping[str, Patient], as_of: date) -> Iterator[Course]:
    """Every course that began while the diary could be kept, or before, of each patient."""
    for patient, effects in found.items():
        by_course: dict[tuple[str, date], list[Effect]] = {}
        for effect in effects:
            if effect.episode.first_dose <= as_of:
                by_course.setdefault((effect.episode.key, effect.episode.course_began_on), []).append(effect)
        for (treatment, began_on), steps in by_course.items():
            yield _course(people[patient], treatment, began_on, steps[-1], as_of)


def _course(person: Patient, treatment: str, began_on: date, last: Effect, as_of: date) -> Course:
    ended_on, cause = last.episode.last_day, last.episode.stop_reason or OTHER
    left_on = person.left_on if person.left_on is not None and person.left_on <= as_of else None
    if ended_on is None or ended_on > as_of:
        ended_on, cause = as_of, ONGOING
    if left_on is not None and left_on < ended_on:
        ended_on, cause = left_on, LEFT
    days = max(0, (ended_on - began_on).days)
    return Course(person.patient_id, treatment, began_on, days, cause if cause in (*CAUSES, ONGOING) else OTHER)


def switches(found: Mapping[str, Sequence[Effect]], as_of: date) -> Iterator[Switch]:
    """Every change from one drug to another of its family, of each patient."""
    for patient, effects in found.items():
        for effect in effects:
            episode = effect.episode
            if episode.beginning is not Beginning.SWITCH or episode.first_dose > as_of:
                continue
            before = [
                other.episode
                for other in effects
                if other.episode.family == episode.family
                and other.episode.key != episode.key
                and other.episode.last_day is not None
                and other.episode.first_dose < episode.first_dose
            ]
            if before:
                last = max(before, key=lambda one: one.last_day or one.first_dose)
                yield Switch(patient, last.key, episode.key)
