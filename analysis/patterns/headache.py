"""What the headache days were like, and when they fell: they describe, they explain nothing.

Every function takes the days of a period in order (`entries.day_entries`). A share is of the days that tell, which are
given beside it; nothing is said of days that were not filled in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis import diary, drugs
from analysis.days.day_by_day import DayEntry, DayState
from analysis.days.worst_pain import MILD, MODERATE, SEVERE
from analysis.patterns.shares import Share, persistence_of, share_of
from analysis.windows import WINDOW_DAYS

HEADACHE = frozenset({DayState.MIGRAINE, DayState.OTHER_HEADACHE, DayState.HEADACHE})

SYMPTOMS = (*diary.SYMPTOMS, "aura")
ANSWERS = ("yes", "partly", "no", "untold")


@dataclass(frozen=True)
class Hours:
    """Headache hours (AMD-5) and pain burden, hours times worst pain of the day from 1 to 3 (AMD-4).

    `days` headache days tell their hours, `burden_days` their pain as well; `per_28` is hours in 28 of the filled days
    whose hours are known, headache-free days included; None where those are not known.
    """

    total: float
    days: int
    untold: int
    per_28: float | None
    burden: float
    burden_days: int


def tells_frequency(entries: Sequence[DayEntry]) -> bool:
    """Whether shares of the filled days tell how frequent headache was.

    They do not where days are filled because there was headache: where the source records attacks only.
    """
    return not any(entry.of_attacks for entry in entries)


def by_weekday(entries: Sequence[DayEntry], states: frozenset[DayState] = HEADACHE) -> tuple[Share, ...]:
    """Days in one of `states` of the filled days on Monday, Tuesday, ... Sunday."""
    filled = [entry for entry in entries if entry.state.is_filled]
    return tuple(
        share_of(entry.state in states for entry in filled if entry.date.weekday() == weekday) for weekday in range(7)
    )


def severity_mix(entries: Sequence[DayEntry]) -> Mapping[str, int]:
    """Headache days by their worst pain: mild, moderate, severe, untold."""
    words = {MILD: "mild", MODERATE: "moderate", SEVERE: "severe", None: "untold"}
    found = Counter(words[entry.worst_pain] for entry in entries if entry.state in HEADACHE)
    return {word: found[word] for word in words.values()}


def headache_hours(entries: Sequence[DayEntry]) -> Hours:
    """Hours with headache of the headache days that tell."""
    headache = [entry for entry in entries if entry.state in HEADACHE]
    told = [(hours, entry.worst_pain) for entry in headache if (hours := _hours(entry)) is not None]
    total = sum(hours for hours, _ in told)
    known_days = len(told) + sum(entry.state is DayState.HEADACHE_FREE for entry in entries)
    burden = [hours * severity for hours, severity in told if severity is not None]
    per_28 = WINDOW_DAYS * total / known_days if known_days and tells_frequency(entries) else None
    return Hours(total, len(told), len(headache) - len(told), per_28, sum(burden), len(burden))


def acute_response(entries: Sequence[DayEntry]) -> Mapping[str, Mapping[str, int]]:
    """Intakes of acute medication by drug, and whether they helped: yes, partly, no, untold.

    Names of one substance are one drug, under the name written most often; an unknown name is a drug of its own.
    """
    names: dict[tuple[str, ...], Counter[str]] = {}
    found: dict[tuple[str, ...], Counter[str]] = {}
    for dose in (dose for entry in entries for dose in entry.doses if dose.counts_as_acute):
        substances = tuple(drug.substance for drug in drugs.recognised_all(dose.drug)) or (dose.drug.casefold(),)
        names.setdefault(substances, Counter())[dose.drug] += 1
        found.setdefault(substances, Counter())[dose.helped or "untold"] += 1
    return {
        names[key].most_common(1)[0][0]: {answer: counts[answer] for answer in ANSWERS} for key, counts in found.items()
    }


def symptoms(entries: Sequence[DayEntry]) -> Mapping[str, Share]:
    """How many of the headache days that tell had each symptom, the commonest first."""
    headache = [entry for entry in entries if entry.state in HEADACHE]
    found = {
        name: share_of(bool(entry.fields[name]) for entry in headache if entry.fields.get(name) is not None)
        for name in SYMPTOMS
    }
    return dict(sorted(found.items(), key=lambda item: -(item[1].rate or 0)))


def aura_days(entries: Sequence[DayEntry]) -> Share:
    """Days with aura, with or without headache, of the filled days that tell."""
    filled = (entry for entry in entries if entry.state.is_filled)
    return share_of(bool(entry.fields["aura"]) for entry in filled if entry.fields.get("aura") is not None)


def persistence(entries: Sequence[DayEntry], states: frozenset[DayState] = HEADACHE) -> float:
    """The correlation of a day in one of `states` with the next day, each 28 days having a rate of their own."""
    marks = [entry.state in states if entry.state.is_filled else None for entry in reversed(entries)]
    return persistence_of(marks[start : start + WINDOW_DAYS] for start in range(0, len(marks), WINDOW_DAYS))


def _hours(entry: DayEntry) -> float | None:
    hours = entry.fields.get("duration_hours")
    return float(hours) if isinstance(hours, int | float) else None
