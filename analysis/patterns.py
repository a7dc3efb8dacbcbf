"""Patterns in one patient's days, each with its denominator: they describe, they explain nothing.

Every function takes the days of a period in order (`entries.day_entries`). A share is of the days that tell, which are
given beside it; nothing is said of days that were not filled in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise

from analysis.entries import DayEntry, DayState
from analysis.told import MODERATE_INTENSITY, SEVERE_INTENSITY
from analysis.windows import WINDOW_DAYS, Window

HEADACHE = frozenset({DayState.MIGRAINE, DayState.OTHER_HEADACHE, DayState.HEADACHE})
SATURDAY = 5

CONTEMPORANEOUS_DAYS = 1
"""Entries made the same day or the day after are contemporaneous, later ones filled in afterwards (CMP-5)."""
LAGS = (("same_day", 0), ("one_or_two", 2), ("three_to_seven", 7))
"""Groups of entry lag with the longest lag of each, days; later ones are `later`."""
BULK_DAYS = 3
"""Days entered on one date from which it is filling in bulk: a local setting, no publication names a number."""
SHORTEST_GAP = 3
"""Consecutive unfilled days from which a gap is listed (CMP-6)."""

SYMPTOMS = (
    "unilateral",
    "pulsating",
    "aggravated_by_activity",
    "nausea",
    "vomiting",
    "photophobia",
    "phonophobia",
    "aura",
)
ANSWERS = ("yes", "partly", "no", "untold")


@dataclass(frozen=True)
class Share:
    """`days` of `of` days that tell."""

    days: int
    of: int

    @property
    def rate(self) -> float | None:
        """The share, 0 to 1; None when no day tells."""
        return self.days / self.of if self.of else None


@dataclass(frozen=True)
class Lags:
    """How long after their day the entries were written: filled days by group, `untold` where it is not recorded.

    `backfilled` are the days written two days later or more, of those recorded (CMP-5). `in_bulk` are days that were
    written on one date together with at least two others.
    """

    by_group: Mapping[str, int]
    backfilled: Share
    in_bulk: Share


@dataclass(frozen=True)
class Hours:
    """Headache hours (AMD-5) and pain burden, hours times worst pain of the day from 1 to 3 (AMD-4).

    `days` headache days tell their hours, `burden_days` their pain as well; `per_28` is hours in 28 of the filled days
    whose hours are known, headache-free days included.
    """

    total: float
    days: int
    untold: int
    per_28: float | None
    burden: float
    burden_days: int


@dataclass(frozen=True)
class Clustering:
    """Whether missing days follow headache or fall on weekends (MIS-1, MIS-2); days still open are left out."""

    after_headache: Share
    after_headache_free: Share
    weekends: Share
    weekdays: Share


def by_weekday(entries: Sequence[DayEntry], states: frozenset[DayState] = HEADACHE) -> tuple[Share, ...]:
    """Days in one of `states` of the filled days on Monday, Tuesday, ... Sunday."""
    filled = [entry for entry in entries if entry.state.is_filled]
    return tuple(
        _share(entry.state in states for entry in filled if entry.date.weekday() == weekday) for weekday in range(7)
    )


def recall_lags(entries: Sequence[DayEntry]) -> Lags:
    """How long after their day the filled days were written."""
    filled = [entry for entry in entries if entry.state.is_filled]
    lags = [lag for lag in map(_lag, filled) if lag is not None]
    written = Counter(moment.date() for moment in map(_recorded_at, filled) if moment)
    groups = Counter(map(_group, lags))
    in_bulk = sum(days for days in written.values() if days >= BULK_DAYS)
    return Lags(
        {**{name: groups[name] for name, _ in LAGS}, "later": groups["later"], "untold": len(filled) - len(lags)},
        _share(lag > CONTEMPORANEOUS_DAYS for lag in lags),
        Share(in_bulk, len(lags)),
    )


def severity_mix(entries: Sequence[DayEntry]) -> Mapping[str, int]:
    """Headache days by their worst pain: mild, moderate, severe, untold."""
    words = {1: "mild", 2: "moderate", 3: "severe", None: "untold"}
    found = Counter(words[_severity(entry)] for entry in entries if entry.state in HEADACHE)
    return {word: found[word] for word in words.values()}


def headache_hours(entries: Sequence[DayEntry]) -> Hours:
    """Hours with headache of the headache days that tell."""
    headache = [entry for entry in entries if entry.state in HEADACHE]
    told = [(hours, _severity(entry)) for entry in headache if (hours := _hours(entry)) is not None]
    total = sum(hours for hours, _ in told)
    known_days = len(told) + sum(entry.state is DayState.HEADACHE_FREE for entry in entries)
    burden = [hours * severity for hours, severity in told if severity is not None]
    per_28 = WINDOW_DAYS * total / known_days if known_days else None
    return Hours(total, len(told), len(headache) - len(told), per_28, sum(burden), len(burden))


def acute_response(entries: Sequence[DayEntry]) -> Mapping[str, Mapping[str, int]]:
    """Intakes of acute medication by the drug as written, and whether they helped: yes, partly, no, untold."""
    found: dict[str, Counter[str]] = {}
    for entry in entries:
        for dose in entry.doses:
            if dose.counts_as_acute:
                found.setdefault(dose.drug, Counter())[dose.helped or "untold"] += 1
    return {drug: {answer: counts[answer] for answer in ANSWERS} for drug, counts in found.items()}


def symptoms(entries: Sequence[DayEntry]) -> Mapping[str, Share]:
    """How many of the headache days that tell had each symptom, the commonest first."""
    headache = [entry for entry in entries if entry.state in HEADACHE]
    found = {
        name: _share(bool(entry.fields[name]) for entry in headache if entry.fields.get(name) is not None)
        for name in SYMPTOMS
    }
    return dict(sorted(found.items(), key=lambda item: -(item[1].rate or 0)))


def aura_days(entries: Sequence[DayEntry]) -> Share:
    """Days with aura, with or without headache, of the filled days that tell."""
    filled = (entry for entry in entries if entry.state.is_filled)
    return _share(bool(entry.fields["aura"]) for entry in filled if entry.fields.get("aura") is not None)


def unfilled_clustering(entries: Sequence[DayEntry]) -> Clustering:
    """How often a day is missing after a headache day, after a headache-free one, on weekends and on weekdays."""
    settled = [entry for entry in entries if _is_settled(entry)]
    after = [
        (before.state, later.state is DayState.MISSING) for before, later in pairwise(entries) if _is_settled(later)
    ]
    return Clustering(
        _share(missing for state, missing in after if state in HEADACHE),
        _share(missing for state, missing in after if state is DayState.HEADACHE_FREE),
        _share(entry.state is DayState.MISSING for entry in settled if entry.date.weekday() >= SATURDAY),
        _share(entry.state is DayState.MISSING for entry in settled if entry.date.weekday() < SATURDAY),
    )


def _is_settled(entry: DayEntry) -> bool:
    return entry.state.is_filled or entry.state is DayState.MISSING


def gaps(entries: Sequence[DayEntry]) -> tuple[Window, ...]:
    """The gaps of three unfilled days or more, the longest first, of equal ones the newer first (CMP-6)."""
    unfilled = frozenset({DayState.OPEN, DayState.MISSING})
    runs = [list(run) for empty, run in groupby(entries, key=lambda entry: entry.state in unfilled) if empty]
    found = [Window(run[0].date, run[-1].date, "gap") for run in runs if len(run) >= SHORTEST_GAP]
    return tuple(sorted(found, key=lambda gap: (-gap.days, -gap.first.toordinal())))


def _share(answers: Iterable[bool]) -> Share:
    told = list(answers)
    return Share(sum(told), len(told))


def _recorded_at(entry: DayEntry) -> datetime | None:
    moment = entry.fields.get("recorded_at")
    return moment if isinstance(moment, datetime) else None


def _lag(entry: DayEntry) -> int | None:
    moment = _recorded_at(entry)
    return (moment.date() - entry.date).days if moment else None


def _group(lag: int) -> str:
    return next((name for name, longest in LAGS if lag <= longest), "later")


def _hours(entry: DayEntry) -> float | None:
    hours = entry.fields.get("duration_hours")
    return float(hours) if isinstance(hours, int | float) else None


def _severity(entry: DayEntry) -> int | None:
    """The worst pain of the day, 1 to 3: the word, else the numeric rating (HD-2, HD-3)."""
    severity, intensity = entry.fields.get("severity"), entry.fields.get("intensity")
    if isinstance(severity, int):
        return severity
    if not isinstance(intensity, int | float):
        return None
    return 1 + (intensity >= MODERATE_INTENSITY) + (intensity >= SEVERE_INTENSITY)
