"""What the clinic writes down: visits, questionnaires, blood pressure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from sample_data.burden import doses_given
from sample_data.chance import Chance
from sample_data.headaches import Day
from sample_data.persona import AS_OF, Course, Persona

FOLLOW_UP_DAYS = 91
HIT6_SCORES = sorted({sum(answers) for answers in product((6, 8, 10, 11, 13), repeat=6)})
"""The totals that six answers can make (clinical-rules PRO-1)."""
MSQ_STEPS = {"MSQ-RR": 35, "MSQ-RP": 20, "MSQ-EF": 15}
"""Steps from 0 to 100 of each domain: items of the domain times five (clinical-rules PRO-8)."""


@dataclass(frozen=True)
class Visit:
    """A consultation, held or booked."""

    day: date
    kind: str
    channel: str
    planned: bool = True


def visits(persona: Persona) -> list[Visit]:
    """Every visit held while a patient and the one booked, oldest first, no two alike."""
    chance = Chance(persona.patient_id, "visits")
    held = {visit for visit in _visits(persona, chance) if persona.enrolled <= visit.day <= persona.last_day}
    if persona.next_visit is not None and persona.left is None:
        booked = _on_weekday(AS_OF + timedelta(days=persona.next_visit))
        held.add(Visit(booked, "follow_up", chance.pick(("video", "chat"))))
    return sorted(held, key=lambda visit: (visit.day, visit.kind, visit.channel, visit.planned))


def _visits(persona: Persona, chance: Chance) -> Iterator[Visit]:
    yield Visit(persona.enrolled, "start", "video")
    yield Visit(_on_weekday(persona.enrolled + timedelta(days=chance.whole(30, 40))), "doctor", "video")
    if chance.happens(0.3):
        yield Visit(persona.enrolled + timedelta(days=chance.whole(60, 200)), "nurse", "chat", planned=False)
    for course in persona.courses:
        yield from _course_visits(persona, course, chance)
    day = persona.enrolled + timedelta(days=chance.whole(120, 150))
    while day <= persona.last_day:
        yield Visit(_on_weekday(day), "follow_up", chance.weighted({"chat": 3, "video": 2}))
        day += timedelta(days=FOLLOW_UP_DAYS + chance.whole(-9, 12))


def _course_visits(persona: Persona, course: Course, chance: Chance) -> Iterator[Visit]:
    given_by = course.preventive.given_by
    if given_by == "injection":
        yield Visit(course.start, "injection_training", "video")
        yield Visit(_on_weekday(course.start + timedelta(days=chance.whole(86, 92))), "follow_up", "video")
    elif given_by:
        kind = "infusion" if given_by == "infusion" else "doctor"
        yield from (Visit(given.day, kind, "clinic") for given in doses_given(persona, course))
    else:
        yield Visit(_on_weekday(course.start + timedelta(days=chance.whole(26, 34))), "nurse", "chat")


def _on_weekday(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def questionnaires(persona: Persona, days: Sequence[Day]) -> list[tuple[date, str, float]]:
    """Date, instrument and score; the scores move with the days that went before."""
    chance = Chance(persona.patient_id, "questionnaires")
    lived = {day.day: day for day in days}
    rows = list(_hit6(persona, lived, chance)) if "HIT-6" in persona.instruments else []
    quarterly = [name for name in persona.instruments if name != "HIT-6"]
    for day in _every(persona, chance, FOLLOW_UP_DAYS, 0.9):
        rows += [row for name in quarterly for row in _quarterly(persona, name, day, lived, chance)]
    return sorted(rows)


def _every(persona: Persona, chance: Chance, interval: int, filled: float) -> Iterator[date]:
    day = persona.enrolled + timedelta(days=chance.whole(0, 3))
    while day <= (persona.last_entry or persona.last_day):
        if chance.happens(filled * min(1.0, persona.keeping.fills + 0.1)):
            yield day
        day += timedelta(days=interval + chance.whole(0, 5))


def _hit6(persona: Persona, lived: Mapping[date, Day], chance: Chance) -> Iterator[tuple[date, str, float]]:
    own = chance.spread(4)
    for day in _every(persona, chance, 29, 0.8):
        migraine, headache = _load(lived, day, 28)
        aimed = 46 + 0.8 * migraine + 0.3 * headache + own + chance.spread(3) if headache else 38 + chance.spread(4)
        yield day, "HIT-6", min(HIT6_SCORES, key=lambda score: abs(score - aimed))


def _load(lived: Mapping[date, Day], day: date, length: int) -> tuple[float, float]:
    """Migraine days and headache days of 28 over the days before; at enrolment over the days that follow."""
    back = [day - timedelta(days=offset) for offset in range(1, length + 1)]
    window = [lived[each] for each in back if each in lived] or list(lived.values())[:28]
    scale = 28 / len(window)
    return scale * sum(each.migraine for each in window), scale * sum(each.headache for each in window)


def _quarterly(
    persona: Persona, name: str, day: date, lived: Mapping[date, Day], chance: Chance
) -> Iterator[tuple[date, str, float]]:
    migraine, headache = _load(lived, day, 91)
    if name == "MIDAS":
        yield day, name, max(0, round(91 / 28 * (0.75 * migraine + 0.1 * headache) * (1 + chance.spread(0.3))))
    elif name == "MSQ":
        wellness = min(1.0, max(0.0, 0.95 - 0.035 * migraine - 0.008 * headache))
        for domain, steps in MSQ_STEPS.items():
            step = min(steps, max(0, round(steps * (wellness + chance.spread(0.12)))))
            yield day, domain, round(100 * step / steps, 1)
    elif name == "mTOQ-4":
        yield day, name, min(8, max(0, round(7 - 0.25 * migraine + chance.spread(2))))
    elif name == "PGIC" and any(course.start + timedelta(days=60) <= day for course in persona.courses):
        before, _ = _load(lived, min(course.start for course in persona.courses), 28)
        change = (migraine - before) / max(before, 1)
        yield day, name, min(7, max(1, round(4 + 3 * change + chance.spread(0.8))))


def measurements(persona: Persona, held: Sequence[Visit]) -> list[tuple[date, str, int]]:
    """Blood pressure and pulse reported at doctors' visits and follow-ups, and now and then the weight."""
    chance = Chance(persona.patient_id, "measurements")
    systolic, diastolic, pulse, weight = (
        chance.whole(108, 138),
        chance.whole(66, 86),
        chance.whole(60, 78),
        chance.whole(54, 92),
    )
    rows: dict[tuple[date, str], int] = {}
    for visit in held:
        if visit.kind not in ("doctor", "follow_up", "start") or visit.day > AS_OF or chance.happens(0.2):
            continue
        lowered = _pressure_lowered(persona, visit.day)
        rows[visit.day, "systolic"] = systolic - lowered + chance.whole(-7, 7)
        rows[visit.day, "diastolic"] = diastolic - lowered // 2 + chance.whole(-5, 5)
        rows[visit.day, "pulse"] = pulse - lowered // 2 + chance.whole(-5, 5)
        if visit.kind == "start" or chance.happens(0.15):
            rows[visit.day, "weight"] = weight + chance.whole(-2, 2)
    return [(day, kind, value) for (day, kind), value in rows.items()]


def _pressure_lowered(persona: Persona, day: date) -> int:
    lowering = ("Metoprolol", "Kandesartan", "Propranolol")
    return 9 * any(c.drug in lowering and c.start <= day <= (c.stop or AS_OF) for c in persona.courses)
