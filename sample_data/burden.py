"""How much headache a day is expected to bring: the patient's own, less what treatments take away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sample_data.chance import Chance
from sample_data.persona import LOADING_DOSE, Course, Persona, Phase

WINDOW_DAYS = 28
SEASON_DAYS = 210
SEASON_SWING = 0.1
LOSS_DAYS = 120
WEARS_OFF_FROM = 0.55
"""Share of the dose interval after which a treatment that wears off begins to do so."""
BLEEDING_DAYS = 5
MENSTRUAL_WINDOW = range(-2, 3)
"""Days from first bleeding, nought being its day (clinical-rules MEN-1 counts it as day 1)."""
MOST = 27 / 28


@dataclass(frozen=True)
class Given:
    """A single dose of a preventive."""

    course: Course
    day: date
    dose: float


def doses_given(persona: Persona, course: Course) -> list[Given]:
    """The single doses of a course while the person is a patient, oldest first; none of a daily tablet."""
    if not course.preventive.is_given:
        return []
    chance = Chance(persona.patient_id, "doses", course.drug, course.start)
    last = min(course.stop or persona.last_day, persona.last_day)
    doses: list[Given] = []
    day = course.start
    while day <= last:
        if day >= persona.enrolled:
            first = not doses and day == course.start
            doses.append(
                Given(course, day, LOADING_DOSE.get(course.drug, course.dose_given) if first else course.dose_given)
            )
        late = course.late.get(len(doses), 0) or chance.weighted({0: 7, 1: 2, 2: 1})
        day = _on_weekday(day + timedelta(days=course.interval_days + late))
    return doses


def _on_weekday(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def phase_on(persona: Persona, day: date) -> Phase:
    """The phase in force that day."""
    return [phase for phase in persona.phases if phase.start <= day][-1]


class Burden:
    """The chances of migraine and of other headache, day by day, for one patient."""

    def __init__(self, persona: Persona) -> None:
        self._persona = persona
        self._doses = {course: [given.day for given in doses_given(persona, course)] for course in persona.courses}
        chance = Chance(persona.patient_id, "season")
        self._season_start = chance.whole(0, SEASON_DAYS - 1)
        self.cycle_starts = _cycle_starts(persona)

    def migraine(self, day: date) -> float:
        """The chance of migraine that day, over the long run."""
        expected = phase_on(self._persona, day).migraine / WINDOW_DAYS
        return min(MOST, expected * self.relief(day) * self._season(day) * self._menstrual(day))

    def other(self, day: date) -> float:
        """The chance of other headache on a day without migraine."""
        phase = phase_on(self._persona, day)
        return (phase.headache - phase.migraine) / (WINDOW_DAYS - phase.migraine) * self.relief(day)

    def relief(self, day: date) -> float:
        """What treatments leave of the headache: 1 all of it, 0 none."""
        left = 1.0
        for course in self._persona.courses:
            left *= 1 - course.fall * self._strength(course, day)
        return left

    def _strength(self, course: Course, day: date) -> float:
        elapsed = (day - course.start).days - course.delay + 1
        if elapsed <= 0:
            return 0.0
        strength = min(1.0, elapsed / course.onset) * self._cycle_strength(course, day)
        if course.lost_from is not None:
            strength *= _falling((day - course.start).days - course.lost_from, LOSS_DAYS)
        if course.stop is not None:
            strength *= _falling((day - course.stop).days, course.preventive.wanes_days)
        return strength

    def _cycle_strength(self, course: Course, day: date) -> float:
        given = [dose for dose in self._doses[course] if dose <= day]
        if not course.wears_off or not given:
            return 1.0
        share = (day - given[-1]).days / course.interval_days
        return 1 - course.wears_off * min(1.0, max(0.0, (share - WEARS_OFF_FROM) / (0.9 - WEARS_OFF_FROM)))

    def _season(self, day: date) -> float:
        """A slow wave, in straight lines so that every computer agrees on it."""
        place = (day.toordinal() + self._season_start) % SEASON_DAYS / SEASON_DAYS
        return 1 + SEASON_SWING * (4 * abs(place - 0.5) - 1)

    def _menstrual(self, day: date) -> float:
        near = any((day - start).days in MENSTRUAL_WINDOW for start in self.cycle_starts)
        return self._persona.menstrual_factor if near else 1.0


def _falling(days: int, length: int) -> float:
    return 1 - min(1.0, max(0.0, days / length))


def _cycle_starts(persona: Persona) -> list[date]:
    """First days of bleeding, from before the diary to after it; none where the persona has no cycle."""
    if persona.cycle_days is None:
        return []
    chance = Chance(persona.patient_id, "cycle")
    starts = [persona.enrolled - timedelta(days=chance.whole(1, persona.cycle_days))]
    while starts[-1] <= persona.last_day:
        starts.append(starts[-1] + timedelta(days=persona.cycle_days + chance.weighted({-1: 1, 0: 2, 1: 1})))
    return starts
