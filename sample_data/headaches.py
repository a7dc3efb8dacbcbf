"""The days as they were lived: attacks of one to three days, headache that comes in clusters, drugs taken.

Migraine is a chain with memory: the chance of another day depends on how many days the attack has lasted. Other
headache is a two-state chain. What the diary holds of a day is another matter (see keeping).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sample_data.burden import BLEEDING_DAYS, Burden, phase_on
from sample_data.chance import Chance
from sample_data.persona import Habit, Persona

ANOTHER_DAY = {1: 0.55, 2: 0.35}
ANOTHER_DAY_LATER = 0.08
"""The chance that an attack goes on, by how many days it has lasted."""
ATTACK_DAYS = 1 + 0.55 * (1 + 0.35 * (1 + ANOTHER_DAY_LATER / (1 - ANOTHER_DAY_LATER)))
"""Mean length of an attack under these chances."""
OTHER_CLUSTERING = 0.35
"""Correlation of other headache from one day to the next."""

MIGRAINE_SYMPTOMS = {
    "unilateral": 0.72,
    "pulsating": 0.75,
    "aggravated_by_activity": 0.85,
    "nausea": 0.62,
    "vomiting": 0.1,
    "photophobia": 0.88,
    "phonophobia": 0.82,
}
TENSION_TYPE_SYMPTOMS = {
    "unilateral": 0.08,
    "pulsating": 0.06,
    "aggravated_by_activity": 0.05,
    "nausea": 0.0,
    "vomiting": 0.0,
    "photophobia": 0.1,
    "phonophobia": 0.0,
}
"""At most one of light and sound, and no nausea (clinical-rules TTH-4)."""


@dataclass(frozen=True)
class Dose:
    """An acute drug as written, with times a day and whether it helped."""

    drug: str
    times: int
    helped: str
    hour: int


@dataclass(frozen=True)
class Day:
    """A day as it was lived."""

    day: date
    migraine: bool = False
    headache: bool = False
    severity: int = 0
    hours: float = 0.0
    symptoms: tuple[str, ...] = ()
    aura_minutes: int = 0
    disability: int = 0
    bleeding: bool = False
    doses: tuple[Dose, ...] = ()


def lived_days(persona: Persona, burden: Burden) -> list[Day]:
    """Every day from enrolment to the end of the export."""
    chance = Chance(persona.patient_id, "headache", persona.draw)
    days = []
    severity = 0
    for day, attack_day, has_other in _headaches(persona, burden, chance):
        severity = _severity(chance, severity, attack_day, has_other, burden.relief(day))
        days.append(_day(persona, burden, chance, day, attack_day, severity))
    return days


def _headaches(persona: Persona, burden: Burden, chance: Chance) -> Iterator[tuple[date, int, bool]]:
    """Each day with which day of an attack it is (0: none), and whether there is other headache."""
    attack_day, other = 0, False
    for offset in range((persona.last_day - persona.enrolled).days + 1):
        day = persona.enrolled + timedelta(days=offset)
        attack_day = _next_attack_day(chance, attack_day, burden.migraine(day))
        rate = burden.other(day)
        other = chance.happens(rate + OTHER_CLUSTERING * ((1 - rate) if other else -rate))
        yield day, attack_day, other and not attack_day


def _next_attack_day(chance: Chance, attack_day: int, rate: float) -> int:
    """The long-run share of migraine days is `rate`, whatever the memory."""
    if attack_day and chance.happens(ANOTHER_DAY.get(attack_day, ANOTHER_DAY_LATER)):
        return attack_day + 1
    return int(chance.happens(rate / (rate + ATTACK_DAYS * (1 - rate))))


def _severity(chance: Chance, yesterday: int, attack_day: int, has_other: bool, relief: float) -> int:
    if attack_day == 1:
        return 3 if chance.happens(0.1 + 0.35 * relief) else chance.weighted({1: 0.15, 2: 0.85})
    if attack_day:
        return min(3, max(1, yesterday + chance.weighted({-1: 0.4, 0: 0.4, 1: 0.2})))
    if has_other:
        return chance.weighted({1: 0.75, 2: 0.25})
    return 0


def _day(persona: Persona, burden: Burden, chance: Chance, day: date, attack_day: int, severity: int) -> Day:
    symptoms = _symptoms(chance, bool(attack_day), severity)
    has_aura = chance.happens(persona.aura if attack_day == 1 else 0 if severity else persona.aura_alone)
    return Day(
        day,
        migraine=attack_day > 0,
        headache=severity > 0,
        severity=severity,
        hours=_hours(chance, attack_day, severity),
        symptoms=symptoms,
        aura_minutes=5 * chance.whole(2, 12) if has_aura else 0,
        disability=max(0, severity - 1 + int(chance.happens(0.25))) if attack_day else 0,
        bleeding=any(0 <= (day - start).days < BLEEDING_DAYS for start in burden.cycle_starts),
        doses=tuple(_doses(chance, phase_on(persona, day).habit, attack_day > 0, severity, "nausea" in symptoms)),
    )


def _symptoms(chance: Chance, is_migraine: bool, severity: int) -> tuple[str, ...]:
    if not severity:
        return ()
    likely = MIGRAINE_SYMPTOMS if is_migraine else TENSION_TYPE_SYMPTOMS
    weaker = 0.8 if severity == 1 else 1.0
    return tuple(name for name, probability in likely.items() if chance.happens(probability * weaker))


def _hours(chance: Chance, attack_day: int, severity: int) -> float:
    if not severity:
        return 0.0
    if attack_day:
        return float(min(24, 3 + 4 * severity + chance.whole(-2, 5)))
    return chance.whole(2, 16) / 2


def _doses(chance: Chance, habit: Habit, is_migraine: bool, severity: int, nausea: bool) -> Iterator[Dose]:
    treats = _treats(habit, is_migraine, severity)
    if not chance.happens(treats):
        return
    drug = chance.weighted(habit.migraine if is_migraine else habit.other)
    helped = "yes" if chance.happens(habit.helps) else chance.weighted({"partly": 0.6, "no": 0.4})
    hour = chance.whole(6, 15)
    yield Dose(drug, 1 + int(severity > 1 and chance.happens(habit.again)), helped if severity else "", hour)
    second = chance.weighted(habit.other)
    if is_migraine and helped != "yes" and second != drug and chance.happens(habit.again):
        yield Dose(second, 1, chance.pick(("partly", "no")), hour + 2)
    if is_migraine and nausea and chance.happens(0.06):
        yield Dose("Primperan", 1, "", hour)


def _treats(habit: Habit, is_migraine: bool, severity: int) -> float:
    if not severity:
        return habit.without_headache
    often = habit.treats_migraine if is_migraine else habit.treats_other
    return min(1.0, often * {1: 0.75, 2: 1.0, 3: 1.15}[severity])
